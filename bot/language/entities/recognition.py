"""Entities of one paragraph: the model's spans cleaned, figures by rule, handles, institutions of several words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.language.entities.numeric import figures
from bot.language.entities.rules import unseen
from bot.language.syntax.paragraph import PASSIVE_SUBJECT, SUBJECT
from bot.lexicon.loader import table, word_list
from bot.lexicon.places_and_given_names import COUNTRIES, DEMONYMS
from bot.lexicon.speech_and_roles import INSTITUTION_STARTS, ORG_WORDS, TITLE_MODIFIERS, TITLES
from bot.text.spans import Span, inside, overlap, stripped

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Ent

NAMES = frozenset(("PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"))
FIGURES = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"))
_SUBJECTS = SUBJECT | PASSIVE_SUBJECT
#: Labels of other schemes.
_OTHER_LABELS = {"PER": "PERSON", "LANGUAGE": "NORP"}
_HANDLE = re.compile(r"(?<![\w@.])@\w{2,30}")
_ADDRESSED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof)\.?\s+((?:(?:de|del|della|di|da|dos|du|la|le|van|von|der|den|ter|bin|al|el) ){0,3}"
    r"[A-Z][\w’'-]+)(?:\s+[A-Z][\w’'-]+){0,2}"
)
_GENERATION = re.compile(r",? (?:Jr|Sr)\b\.?|,? (?:II|III|IV)\b")
_GENERATION_END = re.compile(r"\w,? (?:Jr|Sr)\b\.?$")
_LAST_PART = re.compile(
    r"(?<=[A-Z][a-z])-[a-z]{2,5}\b|(?<=[A-Z][a-z][a-z])-[a-z]{2,5}\b|(?<=[A-Z][a-z]{3})-[a-z]{2,5}\b"
)
_NO_PARTS = word_list("names", "no_parts_of_names")
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
_MEMBER = re.compile(r"\s(?:MP|MEP|MSP|TD)$")
_GENITIVES = ("'s ", "’s ", "' ", "’ ")
_OUTER = "\"“”‘'`«»,;:.()[]-–—*"
_CAPITALISED = re.compile(r"(?:\s(?:of|and|for|the|&)(?=\s[A-Z]))?\s[A-Z][\w’'-]*")
_OF = re.compile(
    r"\b(?:Ministry|Department|Bureau|Office|Commission|Committee|Council|Institute|Agency|Board|Cent(?:re|er)|"
    r"Association|Organi[sz]ation|University|Academy|Society|Federation|Fund|Agreement|Conference) (?:of|for|on)\b"
)
_ABBREVIATED = re.compile(r"\s\(([A-Z][A-Za-z&.-]{1,9})\)")


#: How far before a name its titles are looked for, in characters.
_TITLE_REACH = 60


@dataclass(frozen=True, slots=True)
class Found:
    """One occurrence of something named or counted."""

    start: int
    end: int
    label: str
    text: str
    subject: bool = False  #: it is the subject of a verb
    title: str = ""  #: title words right before a person's name

    @property
    def span(self) -> Span:
        """Its offsets."""
        return self.start, self.end

    def shifted(self, by: int) -> Found:
        """The same, ``by`` characters further on."""
        return replace(self, start=self.start + by, end=self.end + by)


def entities(doc: Doc, text: str) -> list[Found]:
    """Entities and figures of one paragraph, ordered, without overlap."""
    ents = doc.ents
    names = [*_handles(text), *_names(text, ents)]
    names += [name for name in _unseen(text) if not any(overlap(name.span, other.span) for other in names)]
    members = list(_of_members(text, names))
    names = [name for name in names if not any(inside(name.span, body.span) for body in members)] + members
    wider = [*_addressed(text, names), *_institutions(text, names), *_abbreviations(text, names)]
    names = _without_overlap([*wider, *names], len(text))
    counted = _figures(text, ents)
    whole = [figure for figure in counted if figure.label in ("MONEY", "DATE", "QUANTITY")]
    names = [name for name in names if not any(inside(name.span, figure.span) for figure in whole)]
    return _without_overlap([*names, *counted], len(text))


def _without_overlap(found: Sequence[Found], length: int) -> list[Found]:
    """Earlier ones in the sequence win."""
    taken = bytearray(length)
    kept: list[Found] = []
    for one in found:
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\x01" * (one.end - one.start)
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


# ---- names -------------------------------------------------------------------


def _names(text: str, ents: Sequence[Ent]) -> Iterator[Found]:
    cased = any(character.isupper() for character in text)
    for ent in ents:
        label = _OTHER_LABELS.get(ent.label_, ent.label_)
        if label not in NAMES or (cased and ent.text.islower()):  # names have capitals where anything has
            continue
        found = name_found(text, (ent.start_char, ent.end_char), label)
        if found is not None:
            yield replace(found, subject=any(_is_subject(token) for token in ent))


def _is_subject(token: Token) -> bool:
    """Whether a token is a subject or stands beside one: "The director, Ines Carta, agreed"."""
    beside = token.dep_ == "appos" and token.head.dep_ in _SUBJECTS
    return beside or token.dep_ in _SUBJECTS


def name_found(text: str, span: Span, label: str) -> Found | None:
    """A name without article, possessive, outer marks and (for persons) titles; None when nothing is left."""
    start, end = stripped(text, *span, extra=_OUTER)
    end -= _length(_POSSESSIVE.search(text[start:end]))
    start += _length(_ARTICLE.match(text[start:end]))
    title = ""
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
    if start >= end or not any(character.isalpha() for character in text[start:end]):
        return None
    return Found(start, end, label, text[start:end], title=" ".join(title.split()))


def _whole_person(text: str, start: int, end: int) -> int:
    """Behind "Jr." and the like, and behind the last part of "Park Ji-won"."""
    part = _LAST_PART.match(text, end)
    if part and " " in text[start:end] and part.group()[1:] not in _NO_PARTS:
        end = part.end()
    generation = _GENERATION.match(text, end)
    return generation.end() if generation else end


def _is_acronym(name: str) -> bool:
    return 3 <= len(name) <= 6 and name.isupper() and name.isalpha()


def _length(match: re.Match[str] | None) -> int:
    return len(match.group()) if match else 0


def _initials_end(text: str, start: int, end: int) -> int:
    """Takes the full stop back that belongs to an abbreviation: "U.S.", "Inc."."""
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
    """Where the name itself starts; at least one word stays, two behind a form of address that may be a name."""
    while match := _honorifics().match(text, start, end):
        start = match.end()
    words = list(re.finditer(r"\S+", text[start:end]))
    for word, following in pairwise(words):
        if not _is_title(word.group(), following.group()):
            return start + word.start()
    return start + words[-1].start() if words else end


def _title_before(text: str, start: int) -> str:
    """Title words between the name and whatever stands before: "PM " in "and PM Modi"."""
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


def _handles(text: str) -> Iterator[Found]:
    for match in _HANDLE.finditer(text):
        yield Found(match.start(), match.end(), "PERSON", match.group())


def _addressed(text: str, names: Sequence[Found]) -> Iterator[Found]:
    """ "Mr Vance" is a person, whatever the model takes it for."""
    for match in _ADDRESSED.finditer(text):
        known = next((name for name in names if name.start <= match.start(1) < name.end), None)
        if match.group(1).lower() in TITLES or (known is not None and known.label == "PERSON"):
            continue
        others = (name.start for name in names if match.end(1) < name.start < match.end())
        end = max(min(others, default=match.end()), known.end if known else 0)
        found = name_found(text, (match.start(), end), "PERSON")
        if found is not None:
            yield found


def _institutions(text: str, names: Sequence[Found]) -> Iterator[Found]:
    """ "Russian" and "Foreign Ministry" are one institution; so is "Russian Army" when only its people were seen."""
    for name in names:
        lower = name.text.lower()
        end = name.end
        if lower in DEMONYMS or lower in COUNTRIES:
            end = _institution_end(text, name.end)
        elif name.label == "ORG" and _OF.search(name.text) and not text.startswith(" (", name.end):
            end = _whole_name(text, name.end, names)
        if end > name.end:
            yield Found(name.start, end, "ORG", text[name.start : end])


def _of_members(text: str, names: Sequence[Found]) -> Iterator[Found]:
    """ "the Skerland Trawlermen" and "League" are "the Skerland Trawlermen's League"."""
    for name, following in pairwise(sorted(names, key=lambda one: one.start)):
        between = text[name.end : following.start]
        ahead = text[max(0, name.start - 4) : name.start].lower()
        if between in _GENITIVES and ahead == "the " and following.text.lower() in ORG_WORDS:
            yield Found(name.start, following.end, "ORG", text[name.start : following.end])


def _unseen(text: str) -> Iterator[Found]:
    """What no model saw."""
    for (start, end), label in unseen(text):
        yield Found(start, end, label, text[start:end])


def _institution_end(text: str, start: int) -> int:
    """Behind the last word such as "Ministry" of the capitalised words at ``start``; ``start`` when there is none."""
    end = start
    for number, match in enumerate(_chain(text, start)):
        word = match.group().split()[-1].lower()
        if number == 0 and word not in INSTITUTION_STARTS:
            break
        if word in ORG_WORDS:
            end = match.end()
    return end


def _whole_name(text: str, start: int, names: Sequence[Found]) -> int:
    """The end of "Ministry of International" when " Trade and Industry" follows and is nobody's full name."""
    end = start
    for match in _chain(text, start):
        word = match.group().split()[-1].strip(".").lower()
        rival = next((name for name in names if name.start < match.end() <= name.end and name.start > start), None)
        if word in TITLES or word in COUNTRIES or (rival is not None and (" " in rival.text or rival.label == "NORP")):
            break
        end = match.end()
    return end - _length(_POSSESSIVE.search(text[start:end]))


def _chain(text: str, start: int) -> Iterator[re.Match[str]]:
    """Up to five capitalised words that follow ``start``."""
    for _ in range(5):
        match = _CAPITALISED.match(text, start)
        if match is None:
            return
        yield match
        start = match.end()


def _abbreviations(text: str, names: Sequence[Found]) -> Iterator[Found]:
    """ "MEA" in "Ministry of External Affairs (MEA)"."""
    for name in names:
        match = _ABBREVIATED.match(text, name.end)
        if match and name.label in ("ORG", "FAC", "EVENT", "LAW", "GPE", "PERSON") and _fits(match.group(1), name.text):
            yield Found(match.start(1), match.end(1), "ORG" if name.label == "PERSON" else name.label, match.group(1))


def _fits(short: str, name: str) -> bool:
    """Whether the abbreviation's first letter starts a word of the name and its capitals occur in order."""
    letters = iter(name.lower())
    capitals = [character for character in short if character.isupper()]
    return len(capitals) > 1 and all(any(c.lower() == letter for letter in letters) for c in capitals)


# ---- figures -----------------------------------------------------------------


def _figures(text: str, ents: Sequence[Ent]) -> list[Found]:
    """Figures by rule and by the model; a rule wins unless the model's span of the same kind is wider."""
    model = [Found(e.start_char, e.end_char, e.label_, e.text) for e in ents if e.label_ in FIGURES]
    kept: list[Found] = []
    for figure in figures(text):
        one = Found(figure.start, figure.end, figure.label, text[figure.start : figure.end])
        rivals = [other for other in model if overlap(other.span, one.span)]
        if not rivals and one.text.lower() != "one":
            kept.append(one)
        elif rivals and not any(_wider(other, one) for other in rivals):
            kept.append(one)
            model = [other for other in model if other not in rivals]
    return _without_overlap([*kept, *model], len(text))


def _wider(model: Found, rule: Found) -> bool:
    if rule.label in ("CARDINAL", "ORDINAL"):
        return True
    return model.label == rule.label and inside(rule.span, model.span)
