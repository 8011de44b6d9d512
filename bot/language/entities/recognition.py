"""Entities of one paragraph: cleaned spans of the model, figures by rule, handles, institutions of several words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.language.entities.name_cleaning import POSSESSIVE, Found, matched_length, name_found
from bot.language.entities.numeric import figures
from bot.language.entities.rules import titled, unseen
from bot.language.syntax.paragraph import PASSIVE_SUBJECT, SUBJECT
from bot.lexicon.countries import COUNTRIES, DEMONYMS
from bot.lexicon.loader import alternatives
from bot.lexicon.organisations import INSTITUTION_STARTS, ORG_WORDS
from bot.lexicon.roles import TITLES
from bot.text.spans import inside, overlap

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Ent

NAMES = frozenset(("PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"))
FIGURES = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"))
_SUBJECTS = SUBJECT | PASSIVE_SUBJECT
#: Labels of other annotation schemes.
_OTHER_LABELS = {"PER": "PERSON", "LANGUAGE": "NORP"}
_HANDLE = re.compile(r"(?<![\w@.])@\w{2,30}")
_PARTICLES = alternatives("names", "particles_of_surnames")
_ADDRESSED = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof)\.?\s+((?:(?:{_PARTICLES}) ){{0,3}}[A-Z][\w’'-]+)(?:\s+[A-Z][\w’'-]+){{0,2}}"
)
_GENITIVES = ("'s ", "’s ", "' ", "’ ")
_CAPITALISED = re.compile(r"(?:\s(?:of|and|for|the|&)(?=\s[A-Z]))?\s[A-Z][\w’'-]*")
_BODIES = alternatives("organisations", "bodies_of_something", capitalised=True)
_OF = re.compile(rf"\b(?:{_BODIES}) (?:of|for|on)\b")
_ABBREVIATED = re.compile(r"\s\(([A-Z][A-Za-z&.-]{1,9})\)")


_NICKNAME = re.compile(r" [“\"‘'(][^”\"’')]{2,20}[”\"’')] ")
_BEFORE_NICKNAME = frozenset(f" {mark}" for mark in "“\"‘'(")
_BEHIND_NICKNAME = frozenset(f"{mark} " for mark in "”\"’')")
_OPENED, _CLOSED = re.compile(r" [“\"‘'(]"), re.compile(r"[\w .-]{2,20}[”\"’')] ")


def entities(doc: Doc, text: str) -> list[Found]:
    """Entities and figures of one paragraph, sorted, without overlap."""
    ents = doc.ents
    names = [*_handles(text), *_names(text, ents)]
    names += [name for name in _unseen(text) if not any(overlap(name.span, other.span) for other in names)]
    names = list(_with_nicknames(text, names))
    members = list(_of_members(text, names))
    names = [name for name in names if not any(inside(name.span, body.span) for body in members)] + members
    wider = [*_addressed(text, names), *_titled(text, names), *_institutions(text, names), *_abbreviations(text, names)]
    names = _without_overlap([*wider, *names], len(text))
    counted = _figures(text, ents)
    whole = [figure for figure in counted if figure.label in ("MONEY", "DATE", "QUANTITY")]
    names = [name for name in names if not any(inside(name.span, figure.span) for figure in whole)]
    return _without_overlap([*names, *counted], len(text))


def _without_overlap(found: Sequence[Found], length: int) -> list[Found]:
    """Remove overlaps; earlier ones in the sequence win."""
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
        if label not in NAMES or (cased and ent.text.islower()):  # names are capitalised if anything is
            continue
        found = name_found(text, (ent.start_char, ent.end_char), label)
        if found is not None:
            yield replace(found, subject=any(_is_subject(token) for token in ent))


def _with_nicknames(text: str, names: Sequence[Found]) -> Iterator[Found]:
    """Join names around a nickname: 'José “Pepe” Mujica', 'Dwayne "The Rock" Johnson'."""
    last: Found | None = None
    nicknames = [name for name in names if _stands_as_nickname(text, name, names)]
    for name in sorted(names, key=lambda one: one.start):
        if name in nicknames:
            continue
        if last is not None and last.label == name.label == "PERSON" and _is_nickname(text, last, name):
            last = replace(last, end=name.end, text=text[last.start : name.end], subject=last.subject or name.subject)
            continue
        if last is not None:
            yield last
        last = name
    if last is not None:
        yield last


def _stands_as_nickname(text: str, name: Found, names: Sequence[Found]) -> bool:
    """Whether a name is itself a nickname between two others: Bill in 'William "Bill" Tarn'."""
    before = next((one for one in names if text[one.end : name.start] in _BEFORE_NICKNAME), None)
    after = next((one for one in names if text[name.end : one.start] in _BEHIND_NICKNAME), None)
    return before is not None and after is not None and before.label == after.label == "PERSON"


def _is_nickname(text: str, one: Found, other: Found) -> bool:
    between = text[one.end : other.start]
    opened = _OPENED.fullmatch(between) is not None and _CLOSED.match(other.text) is not None
    return opened or _NICKNAME.fullmatch(between) is not None


def _is_subject(token: Token) -> bool:
    """Whether a token is a subject or in apposition to one: "The director, Ines Carta, agreed"."""
    beside = token.dep_ == "appos" and token.head.dep_ in _SUBJECTS
    return beside or token.dep_ in _SUBJECTS


def _handles(text: str) -> Iterator[Found]:
    for match in _HANDLE.finditer(text):
        yield Found(match.start(), match.end(), "PERSON", match.group())


def _addressed(text: str, names: Sequence[Found]) -> Iterator[Found]:
    """Names after a form of address, which are persons whatever their label: "Mr Vance"."""
    for match in _ADDRESSED.finditer(text):
        known = next((name for name in names if name.start <= match.start(1) < name.end), None)
        if match.group(1).lower() in TITLES or (known is not None and known.label == "PERSON"):
            continue
        others = (name.start for name in names if match.end(1) < name.start < match.end())
        end = max(min(others, default=match.end()), known.end if known else 0)
        found = name_found(text, (match.start(), end), "PERSON")
        if found is not None:
            yield found


def _titled(text: str, names: Sequence[Found]) -> Iterator[Found]:
    """Whole names after a title of which only a part was found: "Rand" of "Sen. Rand Paul" too."""
    for span in titled(text):
        parts = [name for name in names if overlap(name.span, span)]
        found = name_found(text, span, "PERSON")
        if found is None or not all(inside(part.span, span) and part.span != span for part in parts):
            continue
        yield replace(found, subject=any(part.subject for part in parts))


def _institutions(text: str, names: Sequence[Found]) -> Iterator[Found]:
    """Join "Russian" and "Foreign Ministry" into one institution; extend "Russian" to "Russian Army"."""
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
    """Join "the Skerland Trawlermen" and "League" into "the Skerland Trawlermen's League"."""
    for name, following in pairwise(sorted(names, key=lambda one: one.start)):
        between = text[name.end : following.start]
        ahead = text[max(0, name.start - 4) : name.start].lower()
        if between in _GENITIVES and ahead == "the " and following.text.lower() in ORG_WORDS:
            yield Found(name.start, following.end, "ORG", text[name.start : following.end])


def _unseen(text: str) -> Iterator[Found]:
    """Names found by rule."""
    for (start, end), label in unseen(text):
        yield Found(start, end, label, text[start:end])


def _institution_end(text: str, start: int) -> int:
    """The end of the last word such as "Ministry" among the capitalised words at ``start``, or ``start``."""
    end = start
    for number, match in enumerate(_chain(text, start)):
        word = match.group().split()[-1].lower()
        if number == 0 and word not in INSTITUTION_STARTS:
            break
        if word in ORG_WORDS:
            end = match.end()
    return end


def _whole_name(text: str, start: int, names: Sequence[Found]) -> int:
    """The end of "Ministry of International" if " Trade and Industry" follows and is not part of another full name."""
    end = start
    for match in _chain(text, start):
        word = match.group().split()[-1].strip(".").lower()
        rival = next((name for name in names if name.start < match.end() <= name.end and name.start > start), None)
        if word in TITLES or word in COUNTRIES or (rival is not None and (" " in rival.text or rival.label == "NORP")):
            break
        end = match.end()
    return end - matched_length(POSSESSIVE.search(text[start:end]))


def _chain(text: str, start: int) -> Iterator[re.Match[str]]:
    """Up to five capitalised words after ``start``."""
    for _ in range(5):
        match = _CAPITALISED.match(text, start)
        if match is None:
            return
        yield match
        start = match.end()


def _abbreviations(text: str, names: Sequence[Found]) -> Iterator[Found]:
    """Abbreviations in brackets: "MEA" in "Ministry of External Affairs (MEA)"."""
    for name in names:
        match = _ABBREVIATED.match(text, name.end)
        if (
            match
            and name.label in ("ORG", "FAC", "EVENT", "LAW", "GPE", "PERSON")
            and _abbreviates(match.group(1), name.text)
        ):
            yield Found(match.start(1), match.end(1), "ORG" if name.label == "PERSON" else name.label, match.group(1))


def _abbreviates(short: str, name: str) -> bool:
    """Whether the abbreviation's capitals occur in order in the name."""
    letters = iter(name.lower())
    capitals = [character for character in short if character.isupper()]
    return len(capitals) > 1 and all(any(c.lower() == letter for letter in letters) for c in capitals)


# ---- figures -----------------------------------------------------------------


def _figures(text: str, ents: Sequence[Ent]) -> list[Found]:
    """Figures by rule and by the model. A rule wins unless the model's span of the same kind is wider."""
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
