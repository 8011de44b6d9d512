"""Find who somebody is, in the words of a sentence that names them, always verbatim. Pure.

    Elena Marsh, the transport minister, said ...      -> Elena Marsh, the transport minister
    Tom Reed, who owns a bakery, said ...              -> Tom Reed, who owns a bakery
    The transport minister, Elena Marsh, said ...      -> The transport minister, Elena Marsh
    Transport Minister Elena Marsh defended ...        -> Transport Minister Elena Marsh
    Elena Marsh is the minister of transport.          -> Elena Marsh is the minister of transport

Rules on words alone, which favour precision: a phrase must have a noun for what a person, institution or place is;
nothing within quotation marks counts; no verb may occur where the phrase should end.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bot.lexicon.loader import alternatives, word_list
from bot.lexicon.organisations import INSTITUTION_NOUNS
from bot.lexicon.reporting import REPORTING
from bot.lexicon.roles import ROLES, TITLE_MODIFIERS
from bot.models import Description, Mention, Name, SentenceSpan

LONGEST_DESCRIPTION = 160  # characters of the description outside the name
TITLE_WORDS = 6  # before a name

_Span: TypeAlias = tuple[int, int]
_Nouns: TypeAlias = Callable[[str], bool]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Nouns for people in addition to those of the language layer.
_PEOPLE = word_list("roles", "further_people")
_ROLE_ENDINGS = ("woman", "man", "ologist", "keeper", "maker", "master", "worker", "person")
_NO_ROLES = _set("woman man person german roman human ottoman norman")
_INSTITUTIONS = word_list("organisations", "makers_and_bodies") | (
    INSTITUTION_NOUNS - _set("statement report press service team")
)
_PLACES = word_list("places", "kinds")
#: Nouns that give a relation to somebody else, not an identity, if they precede a name directly.
_RELATIVE = word_list("roles", "relatives")
_ARTICLES = _set("the a an")
_DETERMINERS = _ARTICLES | _set("his her its their our one")
_PRONOUNS = re.compile(r"(?:his|her|its|their|our) ", re.IGNORECASE)
_VERBS = word_list("function_words", "verbs_in_phrases")
#: Capitalised words at the start of a sentence that are not part of a title.
_NO_TITLES = word_list("function_words", "no_titles")
_IN_TITLES = re.compile(r"[a-z-]+(?:al|ary|ive|ic)|affairs|rights|shadow|news|star|world|top|ex-[a-z-]+|then-[a-z-]+")
#: Words that distinguish holders of an office from former, future and subordinate ones.
_TELLING = word_list("roles", "in_and_out_of_office")

_PM = re.compile(r"\bPM\b")
_AGE = re.compile(r",? ?\(\d{1,2}\)|, (?:aged )?\d{1,3}(?=,)")
_AFTER = re.compile(r", (?P<phrase>(?:[^,;:–—()“”\"]|,(?=\d)){4,160}?)(?P<close>,(?!\d)|[;–—(]|\s[-–—]\s|[.!?]?$)")
_LEADING_WHAT = alternatives("deeds", "of_people_described")
_WHO = re.compile(
    r"who(?:se)? (?:(?:is|was|has been) (?:(?:the|an?|one|also|still|now|born|head|chief)\b|\d)"
    rf"|(?:{_LEADING_WHAT})\b)"
)
_WHO_IS = re.compile(r"who (?:is|was|has been|had been|became) (?P<what>.+)")
_IS = re.compile(r" (?:is|became|remains|has been|is now|is also) (?P<phrase>[^,;:.!?–—()“”\"]{2,160})")
_BEFORE = re.compile(r"(?:^|(?<=\s))(?P<phrase>[^\s,;:.“”\"][^,;:.“”\"]{3,120}), $")
_DETERMINER = re.compile(r"\b(?:the|an?|his|her|its|their|our) |(?<!\S)[A-Z][\w.-]*['’]s ", re.IGNORECASE)
_WORD = re.compile(r"[^\s,;:()“”\"]+")
_LAST_WORDS = re.compile(r"(?:[^\s,;:()“”\"—–]+ )+$")
_FRONTING = alternatives("function_words", "fronting")
#: An opening phrase ended by a comma, which no description follows: "After meeting Modi, the ...".
_FRONTED = re.compile(
    rf"(?:{_FRONTING}|\w+ing)\b",
    re.IGNORECASE,
)
_DOUBT = re.compile(r"\b(?:if|whether|not|never|first)\b", re.IGNORECASE)
_CLAUSE = re.compile(r" (?:who|that|which|when|where|while|because|but|after|before|since|and (?:is|was|has|had)) ")
_LOOSE_END = re.compile(r"\b(?:and|or|but|of|in|to|for|with|the|an?)$")
_CUE_BEFORE = re.compile(r"\b(\w+)(?: by)? $")


@dataclass(frozen=True, slots=True)
class Definition:
    """The part of a sentence that says who somebody is."""

    text: str  #: verbatim, including the name
    span: tuple[int, int]  #: its offsets in the sentence
    said: frozenset[str]  #: its words in lower case, without name and articles


def definition(sentence: str, start: int, end: int, label: str) -> Definition | None:
    """The description in ``sentence`` of the name at ``start:end``.

    ``label`` is the entity's (PERSON, ORG, GPE ...).
    """
    if _inside_quotation(sentence[:start]):
        return None
    nouns = _is_role if label == "PERSON" else _is_institution if label == "ORG" else _is_place
    rules = [_described_after, _titled, _said_to_be] if nouns is not _is_place else [_described_after]
    if nouns is _is_role:
        rules.insert(1, _described_before)
    span = next(filter(None, (rule(sentence, start, end, nouns) for rule in rules)), None)
    if span is None:
        return None
    beside = f"{sentence[span[0] : start]} {sentence[end : span[1]]} {_title_of(sentence[start:end])}"
    return Definition(
        text=sentence[slice(*span)], span=span, said=frozenset(_small(_PM.sub("prime minister", beside))) - _ARTICLES
    )


def described(
    text: str, sentences: Sequence[SentenceSpan], mentions: Sequence[Mention], names: Sequence[Name]
) -> Iterator[Description]:
    """The descriptions in an article's sentences of the names mentioned there. All arguments in text order."""
    known = {name.name for name in names}
    starts = [sentence.start for sentence in sentences]
    for mention in mentions:
        at = bisect_right(starts, mention.start) - 1
        if mention.name not in known or at < 0:
            continue
        start, end = sentences[at].start, sentences[at].end
        found = definition(text[start:end], mention.start - start, mention.end - start, mention.label)
        if found is not None:
            yield Description(
                start=start + found.span[0],
                end=start + found.span[1],
                said=tuple(sorted(found.said)),
                name=mention.name,
                label=mention.label,
            )


def same_thing(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two descriptions say the same, one possibly in more words. A former minister is not a minister."""
    return (one <= other or other <= one) and not (one ^ other) & _TELLING


def _described_after(sentence: str, start: int, end: int, nouns: _Nouns) -> _Span | None:
    """A description after the name: "NAME, 54, the transport minister," and "NAME, who owns a bakery,"."""
    age = _AGE.match(sentence, end)
    found = _AFTER.match(sentence, age.end() if age else end)
    if not found or _fronted(sentence[:start]) or _LOOSE_END.search(found["phrase"]):
        return None
    closed = found["close"] not in (".", "!", "?", "")
    office = _WHO_IS.match(found["phrase"])  # "who was mayor of Malle": no article before an office
    fits = (
        _WHO.match(found["phrase"])
        or (office and nouns is _is_role and _describes(office["what"], nouns))
        or (_describes(_CLAUSE.split(found["phrase"])[0], nouns) and (closed or _is_told(sentence, start)))
    )
    return (start, found.end("phrase")) if fits else None


def _describes(phrase: str, nouns: _Nouns) -> bool:
    """Whether ``phrase`` begins with what somebody is: "the leader of", "leader of", "Velmora's chief negotiator"."""
    words = _small(phrase)
    if not words or any(word in REPORTING and not nouns(word) for word in words[1:]):
        return False
    if words[0] in _DETERMINERS:
        fitting = [word for word in words[1:8] if nouns(word)]
        return any(nouns is _is_role or word in phrase for word in fitting)  # "the United Kingdom" is another place
    return any(map(nouns, words[:3])) and (nouns(words[0]) or _in_title(phrase.split()[0]))


def _described_before(sentence: str, start: int, end: int, nouns: _Nouns) -> _Span | None:
    """A description before the name: "The head of the agency, NAME,"; the shortest headed by a noun for a person."""
    found = _BEFORE.search(sentence, max(0, start - LONGEST_DESCRIPTION), start)
    if not found or sentence[end : end + 1] not in (",", ".", ";", ""):
        return None
    for determiner in reversed(list(_DETERMINER.finditer(sentence, found.start("phrase"), start))):
        at = determiner.start()
        words = _small(sentence[at:start])
        head = next((n for n, word in enumerate(words) if word in ("of", "for", "at", "in")), len(words)) - 1
        if any(word in _VERBS or (word in REPORTING and not nouns(word)) for word in words):
            return None
        if head > 0 and nouns(words[head]):
            return (determiner.end() if _PRONOUNS.match(determiner.group()) else at), end
    return None


def _titled(sentence: str, start: int, end: int, nouns: _Nouns) -> _Span | None:
    """A title before the name: "Transport Minister NAME", "Norlys spokesman NAME", "the grid company NAME"."""
    if _title_of(sentence[start:end]) and nouns is _is_role:
        return start, end
    before = _LAST_WORDS.search(sentence, 0, start)
    words = list(_WORD.finditer(sentence, before.start(), start)) if before else []
    if not words or not nouns(_normalised(words[-1].group())) or _normalised(words[-1].group()) in _RELATIVE:
        return None
    first = words[-1].start()
    for word in reversed(words[-TITLE_WORDS:-1]):
        if not _in_title(word.group()):
            break
        first = word.start()
    return first, end


def _title_of(name: str) -> str:
    """The title within a mention: "director" in "director Jonas Feld"; "" if there is none."""
    first, _, rest = name.partition(" ")
    return first if rest and first.lower() in ROLES else ""


def _in_title(word: str) -> bool:
    small = _normalised(word)
    if not small or small in _NO_TITLES or word.endswith("."):
        return False
    return word[0].isupper() or small in TITLE_MODIFIERS or small in ROLES or _IN_TITLES.fullmatch(small) is not None


def _said_to_be(sentence: str, start: int, end: int, nouns: _Nouns) -> _Span | None:
    """A statement: "NAME is the minister of transport"."""
    found = _IS.match(sentence, end)
    if not found or _DOUBT.search(sentence, 0, start):
        return None
    phrase = _CLAUSE.split(found["phrase"])[0].rstrip()
    if _DOUBT.search(phrase) or not _describes(phrase, nouns):
        return None
    return start, found.start("phrase") + len(phrase)


def _fronted(before: str) -> bool:
    """Whether the name is part of an opening phrase, which the comma after it would end."""
    return "," not in before and _FRONTED.match(before) is not None


def _is_told(sentence: str, start: int) -> bool:
    """Whether a reporting verb precedes the name ("..., said Elena Marsh, the minister.")."""
    found = _CUE_BEFORE.search(sentence[:start])
    return found is not None and found[1].lower() in REPORTING


def _inside_quotation(before: str) -> bool:
    """Whether a quotation is open here. What somebody says about somebody is not a description."""
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _small(text: str) -> list[str]:
    return [bare for word in _WORD.findall(text) if (bare := _normalised(word))]


def _normalised(word: str) -> str:
    """``word`` in lower case, without possessive and full stop."""
    return word.lower().removesuffix("'s").removesuffix("’s").strip(".'’-–—")


def _is_role(word: str) -> bool:
    word = word.removeprefix("ex-").removesuffix("-elect")
    return word in ROLES or word in _PEOPLE or (word.endswith(_ROLE_ENDINGS) and word not in _NO_ROLES)


def _is_institution(word: str) -> bool:
    return word in _INSTITUTIONS


def _is_place(word: str) -> bool:
    return word in _PLACES
