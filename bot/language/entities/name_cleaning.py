"""Clean a model's span to a name: remove article, possessive and titles, restore suffix and full stop."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from bot.lexicon.countries import DEMONYMS
from bot.lexicon.given_names import is_given_name
from bot.lexicon.loader import alternatives, table, word_list
from bot.lexicon.roles import ROLES, TITLE_MODIFIERS, TITLES
from bot.text.spans import Span, stripped

POSSESSIVE = re.compile(r"['’]s?$")
_GENERATION = re.compile(r",? (?:Jr|Sr)\b\.?|,? (?:II|III|IV)\b")
_GENERATION_END = re.compile(r"\w,? (?:Jr|Sr)\b\.?$")
_LAST_PART = re.compile(
    r"(?<=[A-Z][a-z])-[a-z]{2,5}\b|(?<=[A-Z][a-z][a-z])-[a-z]{2,5}\b|(?<=[A-Z][a-z]{3})-[a-z]{2,5}\b"
)
_PARTICLES = word_list("names", "inner_particles") | word_list("names", "particles_of_surnames")
_NO_PARTS = word_list("names", "no_parts_of_names")
#: A surname with a particle, and its second half: "Maria da Silva", "-Costa".
_WITH_PARTICLE = re.compile(rf"\s(?:{alternatives('names', 'particles_of_surnames')})\s[A-ZÀ-Þ][\w’']+$")
_DOUBLED = re.compile(r"-[A-ZÀ-Þ][\w’']+(?!\w)")
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_VERSUS = re.compile(r"\sv(?:s)?\.?\s")  # "Reyl v. Reyl"
_RANKED = re.compile(
    r"(?:(?:Lt|Maj|Brig)\.? )?(?:Gen|Lt|Maj|Col|Capt|Sgt|Adm|Brig|Cpl|Prof)\.?(?: [A-Z][\w’'-]+){1,2}"
)  # "Gen Prayut"
_MEMBER = re.compile(r"\s(?:MP|MEP|MSP|TD)$")
_OFFICES_BY_INITIALS = word_list("roles", "offices_by_initials")
_OFFICE_OF = re.compile(
    r"\b(?:[Mm]inister|[Ss]ecretary|[Cc]ommissioner|[Dd]irector|[Hh]ead|[Gg]overnor)\s(?:of|for)\s(?:the\s)?$"
)
_LONGEST_PERSON = 3  # words
_OUTER = "\"“”‘'`«»,;:.()[]-–—*"
#: Characters before a name in which its titles are searched.
_TITLE_REACH = 60


@dataclass(frozen=True, slots=True)
class Found:
    """A mention of a name or figure."""

    start: int
    end: int
    label: str
    text: str
    subject: bool = False  #: whether it is the subject of a verb
    title: str = ""  #: title words right before a person's name

    @property
    def span(self) -> Span:
        """Its offsets."""
        return self.start, self.end

    def shifted(self, by: int) -> Found:
        """The same, ``by`` characters further on."""
        return replace(self, start=self.start + by, end=self.end + by)


def name_found(text: str, span: Span, label: str) -> Found | None:
    """The name in a span, without article, possessive, outer punctuation and (for persons) titles; None if empty."""
    start, end = stripped(text, *span, extra=_OUTER)
    end -= matched_length(POSSESSIVE.search(text[start:end]))
    start += matched_length(_ARTICLE.match(text[start:end]))
    title = ""
    if label == "ORG" and (person := _behind_ministry(text, start, end)):
        start, label = person, "PERSON"
    label = "PERSON" if label in ("ORG", "GPE", "FAC") and _RANKED.fullmatch(text, start, end) else label
    if label == "PERSON":
        name = _after_titles(text, start, end)
        title, start = _title_before(text, start) + text[start:name], name
        end = _whole_person(text, start, end)
    elif _GENERATION_END.search(text[start:end]):
        label = "PERSON"
    member = _MEMBER.search(text, start, end)
    if label != "PERSON" and member:  # "the Salford MP"
        end, label = member.start(), "GPE"
    end = _initials_end(text, start, end)
    if label == "PERSON" and not title and _is_acronym(text[start:end]):
        label = "ORG"
    if label == "PERSON" and _VERSUS.search(text, start, end):
        label = "LAW"
    if start >= end or not any(map(str.isalpha, text[start:end])) or (label == "ORG" and _is_office(text, start, end)):
        return None
    return Found(start, end, label, text[start:end], title=" ".join(title.split()))


def _whole_person(text: str, start: int, end: int) -> int:
    """The end of a person's name, including "Jr." and the last part of "Park Ji-won"."""
    part = _LAST_PART.match(text, end)
    if part and " " in text[start:end] and part.group()[1:] not in _NO_PARTS:
        end = part.end()
    if _WITH_PARTICLE.search(text, start, end) and (doubled := _DOUBLED.match(text, end)):
        end = doubled.end()
    generation = _GENERATION.match(text, end)
    return generation.end() if generation else end


def _is_acronym(name: str) -> bool:
    return 3 <= len(name) <= 6 and name.isupper() and name.isalpha()


def matched_length(match: re.Match[str] | None) -> int:
    """The length of a match, 0 for None."""
    return len(match.group()) if match else 0


def _behind_ministry(text: str, start: int, end: int) -> int:
    """The start of the person in "[Minister of] Health Lena Brandt", taken for one name; 0 if there is none."""
    if _OFFICE_OF.search(text, max(0, start - 40), start) is None:
        return 0
    words = list(re.finditer(r"\S+", text[start:end]))
    given = (n for n, word in enumerate(words) if n and is_given_name(word.group().lower()))
    first = next((n for n in given if 2 <= len(words) - n <= _LONGEST_PERSON), 0)
    return start + words[first].start() if first else 0


def _is_office(text: str, start: int, end: int) -> bool:
    """Whether it is only an office, which is nobody's name: "Managing Director", "the DG"."""
    words = text[start:end].lower().split()
    if words[0] in _OFFICES_BY_INITIALS and text[max(0, start - 4) : start].lower() == "the ":
        return len(words) == 1
    return len(words) > 1 and words[-1] in ROLES and set(words) <= ROLES | TITLES | TITLE_MODIFIERS


def _initials_end(text: str, start: int, end: int) -> int:
    """The end including a full stop that belongs to an abbreviation: "U.S.", "Inc."."""
    words = text[start:end].split()
    abbreviated = bool(words) and ("." in words[-1] or words[-1].lower() in ("inc", "corp", "ltd", "co", "jr", "sr"))
    return end + 1 if abbreviated and text[end : end + 1] == "." else end


def _is_title(word: str, following: str) -> bool:
    plain = word.strip(".,").lower()
    return plain in TITLES or (plain in TITLE_MODIFIERS and following.strip(".,").lower() in TITLES | TITLE_MODIFIERS)


@cache
def _honorifics() -> re.Pattern[str]:
    forms = sorted((form for forms in table("honorifics").values() for form in forms), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, forms))})\.?\s+(?=[A-Z][\w’'.-]*\s+\S)", re.IGNORECASE)


def _after_titles(text: str, start: int, end: int) -> int:
    """The start of the name after its titles.

    At least one word stays; two after a form of address that may be a name.
    """
    while match := _honorifics().match(text, start, end):
        start = match.end()
    words = list(re.finditer(r"\S+", text[start:end]))
    capitals = sum(word.group()[0].isupper() for word in words)
    for word, following in pairwise(words):
        if capitals > 1 and word.group().islower() and word.group() not in _PARTICLES:  # "innkeeper Gerd Holl"
            continue
        if not _is_title(word.group(), following.group()):
            return start + word.start()
    return start + words[-1].start() if words else end


def _title_before(text: str, start: int) -> str:
    """Title words right before the name: "PM " in "and PM Modi"."""
    window = text[max(0, start - _TITLE_REACH) : start]
    first = len(window)
    for word in reversed(list(re.finditer(r"\S+", window))):
        plain = word.group().strip(".").lower()
        if plain not in TITLES and (first == len(window) or plain not in TITLE_MODIFIERS | DEMONYMS.keys()):
            break
        if word.start() == 0 and start > _TITLE_REACH:
            break
        first = word.start()
    return re.sub(r"^(?:(?:of|and)\s+)+", "", window[first:])
