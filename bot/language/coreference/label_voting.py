"""Give each name one label per article."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from bot.language.coreference.name_parts import is_tail, is_with_particle, words_of
from bot.language.coreference.near_names import NearNames
from bot.language.coreference.person_names import ADDRESS, SHORTEST_MISSPELT
from bot.language.coreference.repetitions import SAYS, Repetitions, surfaces_of, surname
from bot.language.entities.name_cleaning import Found
from bot.language.entities.recognition import NAMES
from bot.lexicon.countries import CONTINENTS, COUNTRIES, DEMONYMS, SAME_PLACE
from bot.lexicon.given_names import is_common_given_name
from bot.lexicon.loader import alternatives
from bot.lexicon.namesakes import namesakes
from bot.lexicon.organisations import COMPANY_TAIL, ORG_WORDS
from bot.lexicon.roles import ROLES
from bot.text.names import fold

_OFFICE_BEHIND = re.compile(r", (?:(?:the|an?|its|their|his|her) )?(?:[a-z-]+ ){0,2}?([a-z-]+) (?:of|for|at|to|in)\b")
_COMPANIES = alternatives("organisations", "companies_before_names")
#: Before a company: "the airline Skyline", "its manufacturer, Orchard Biologics".
_COMPANY_AHEAD = re.compile(rf"\b(?:{_COMPANIES}),? $")
_OFFICES = alternatives("roles", "offices_of_bodies")
#: Offices that only an organisation has: "Norhaven chairman", "Norhaven directors".
_OFFICE_OF = re.compile(rf" (?:vice-|co-|deputy |assistant |chief |managing |executive |board |club )*(?:{_OFFICES})\b")
#: A plural verb after a single name shows a team or firm: "Norhaven have won", "Norhaven are".
_PLURAL_VERB = re.compile(r" (?:have|are|were|haven['’]t|aren['’]t|weren['’]t)\b")
#: What follows the name of a club.
_PLAYS = re.compile(
    r" (?:(?:have |had |will )?(?:beat|lost|drew|play|host|face|won|win)\w*\b"
    r"[^.]{0,60}?(?:\d-\d|\s(?:match|game|league|cup))|fans\b|manager\b|striker\b|midfielder\b|defender\b|goalkeeper\b|coach\b|players\b)",
    re.IGNORECASE,
)
_LIKE_SURNAMES = frozenset(("GPE", "LOC", "FAC", "NORP", "DATE"))
_DETERMINED = re.compile(r"\b(?:the|an?)\s$", re.IGNORECASE)
_SAID = re.compile(r"\b(?:said|says|added|asked) $")
#: What a firm or a government says of itself: "Norhaven said it would hire".
_SAID_IT = re.compile(r" (?:said|says|announced|reported|added|confirmed)(?: on [A-Z][a-z]+)? (?:that )?(?:it|its) ")
_JOINED_BEFORE = re.compile(r"(?:\b(?:and|or|nor)|[,&]) $")
_OFFICES_OF_PEOPLE = alternatives("roles", "offices_before_names")
#: An office before a person: "new boss Enrico Tal", "the mayor, Enrico Tal".
_OFFICE_AHEAD = re.compile(
    rf"\b(?:{_OFFICES_OF_PEOPLE}) $"
    rf"|(?:\b(?:the|its|their|his|her|our)|['’]s) (?:[\w-]+ ){{0,2}}(?:{_OFFICES_OF_PEOPLE}), $"
)
#: The same with a body, which only a name in commas follows: "Minister of Roads and Highways, Kofi Ansah, has".
_OFFICE_OF_AHEAD = re.compile(rf"\b(?i:{_OFFICES_OF_PEOPLE})\s(?:of|for|at|in)\s[^,.;:“”\"]{{2,70}},\s$")
#: Legal forms that are not surnames, as "Co" and "Sa" are.
_LEGAL_FORMS = frozenset(("inc", "corp", "ltd", "plc", "llc", "ag", "nv", "gmbh"))
#: Weight of a title or office among the votes for a label.
_CERTAIN = 3


def short_name(name: str) -> str:
    """The word that refers to a company on its own: the first one that is not an initial."""
    words = name.split()
    return next((word for word in words if "." not in word), words[0])


def consistent(title: Sequence[Found], body: Sequence[Found], text: str, sentence_starts: set[int]) -> list[Found]:
    """The entities of ``body`` with one label per name, and their repetitions in ``text``; sorted, without overlap."""
    labels = _labels([*body, *(found for found in title if found.label == "PERSON")], text)
    known = [_relabelled(found, labels) for found in body]
    known = list(_by_given_names(list(_speaking(known, text)), text))
    known = list(_of_firms(Repetitions(text, known, sentence_starts).added(surfaces_of(known)), text))
    return list(_bodies(known, {one.text for one in body if one.label == "GPE"}, text))


def _speaking(known: Sequence[Found], text: str) -> Iterator[Found]:
    """Label a place or people that speaks as somebody of that surname who is named in full: "London said"."""
    surnames = {surname(one.text) for one in known if one.label == "PERSON" and " " in one.text}
    for one in known:
        if one.text not in surnames or one.text.lower() in COUNTRIES or one.label not in _LIKE_SURNAMES:
            yield one
            continue
        said = SAYS.match(text, one.end) or _SAID.search(text, max(0, one.start - 9), one.start)
        acts = one.label == "NORP" and one.subject and not _DETERMINED.search(text, max(0, one.start - 5), one.start)
        yield replace(one, label="PERSON") if said or acts else one


def _by_given_names(known: Sequence[Found], text: str) -> Iterator[Found]:
    """Relabel given names: "Serena and Venus Vale ... Venus said" are people, "Chelsea beat Karsk" is a club."""
    alone = {one.text for one in known if one.label == "PERSON" and " " not in one.text}
    surnames = {surname(one.text) for one in known if one.label == "PERSON" and " " in one.text}
    given = alone & {one.text.split()[0] for one in known if " " in one.text} - surnames
    bodies = {name for name in given if namesakes(name).body}
    clubs = {one.text for one in known if one.text in bodies and _PLAYS.match(text, one.end)}
    for one in known:
        first = one.text.split()[0]
        if one.label in ("GPE", "LOC", "FAC") and one.text.count(" ") == 1 and first in given:
            pair = _JOINED_BEFORE.search(text, max(0, one.start - 5), one.start)
            yield replace(one, label="PERSON") if pair else one
        else:
            yield replace(one, label="ORG") if one.text in clubs and one.label == "PERSON" else one


def _of_firms(known: Sequence[Found], text: str) -> Iterator[Found]:
    """Label "Heineken reported" as the firm if that was mentioned before its chairman Freddie Heineken."""
    founded: dict[str, int] = {}  # the short name of each firm, with the end of its first full name
    named: dict[str, int] = {}  # the position of the first full name of each surname
    for one in known:
        if " " in one.text and one.label == "PERSON":
            named.setdefault(surname(one.text), one.start)
        elif " " in one.text and _is_company(one.text.casefold()):
            founded.setdefault(short_name(one.text), one.end)
    firms = {name for name in founded.keys() & named.keys() if founded[name] < named[name]}
    called = {name for name in firms if re.search(rf"\b{re.escape(name)}\b", text[founded[name] : named[name]])}
    for one in known:
        firm = one.label == "PERSON" and not one.title and (one.text in called or _is_office_of(one, firms, text))
        yield replace(one, label="ORG") if firm else one


def _bodies(known: Sequence[Found], places: Set[str], text: str) -> Iterator[Found]:
    """Label a surname that says "it" of itself as the firm or place of that name: "Ford said it would hire"."""
    firms = {short_name(one.text) for one in known if " " in one.text and _is_company(one.text.casefold())}
    for one in known:
        alone = one.label == "PERSON" and not one.title and one.text in firms | places
        body = alone and _SAID_IT.match(text, one.end) is not None
        yield replace(one, label="ORG" if one.text in firms else "GPE") if body else one


def _is_office_of(one: Found, firms: Set[str], text: str) -> bool:
    return one.text in firms and _OFFICE_OF.match(text, one.end) is not None


def _relabelled(found: Found, labels: dict[str, str]) -> Found:
    label = labels.get(found.text.casefold(), found.label) if found.label in NAMES else found.label
    return found if label == found.label else replace(found, label=label)


def _labels(found: Iterable[Found], text: str) -> dict[str, str]:
    """The label of each name, by the votes of its mentions and what stands beside them."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    addressed = _addressed(found := list(found))
    for one in found:
        if one.label in NAMES and not one.text.startswith("@"):
            votes[one.text.casefold()][one.label] += _CERTAIN if one.title and one.label == "PERSON" else 1
            if one.label == "PERSON" and not one.title:
                votes[one.text.casefold()]["ORG"] += _as_body(one, text)
            if one.label in ("ORG", "GPE", "FAC") and (_is_described(one, text) or _is_addressed(one, addressed)):
                votes[one.text.casefold()]["PERSON"] += _CERTAIN
    surnames = {
        surname(name) for name, count in votes.items() if " " in name and count.most_common(1)[0][0] == "PERSON"
    }
    families = _families(name for name, count in votes.items() if count.most_common(1)[0][0] == "PERSON")
    near = NearNames(surnames)
    spelt = {name: name if name in surnames else _spelt(name, count, near) for name, count in votes.items()}
    companies = {short_name(name) for name in votes if " " in name and _is_company(name)} - surnames
    return {
        name: "PERSON"
        if name in families
        else "ORG"
        if name in companies and count["PERSON"]
        else _label(spelt[name], count, surnames)
        for name, count in votes.items()
    }


def _families(persons: Iterable[str]) -> set[str]:
    """Surnames of several words of people named in full: "di lorenzo"."""
    found: set[str] = set()
    for person in persons:
        words = words_of(person)
        tails = (words[first:] for first in range(1, len(words) - 1))
        found.update(" ".join(tail) for tail in tails if is_tail(tail, words))
    return found


def _spelt(name: str, votes: Counter[str], near: NearNames) -> str:
    """The known surname that a word occurring once is one letter away from."""
    if " " in name or votes.total() > 1 or len(name) < SHORTEST_MISSPELT:
        return name
    return next(iter(near.of(name)), name)


def _as_body(one: Found, text: str) -> int:
    """The evidence against a person: "the airline Norhaven"; "Norhaven chairman Ana Belk", "Norhaven have won"."""
    if _COMPANY_AHEAD.search(text, max(0, one.start - 24), one.start):
        return 2 * _CERTAIN
    if " " in one.text:
        return 0
    plural = _PLURAL_VERB.match(text, one.end) and not _JOINED_BEFORE.search(text, max(0, one.start - 5), one.start)
    return _CERTAIN if plural or _OFFICE_OF.match(text, one.end) else 0


def _is_described(one: Found, text: str) -> bool:
    """Whether two or three words have an office next to them: "Yukio Honda, director of", "chairman Yukio Honda"."""
    words = one.text.split()
    if not 2 <= len(words) <= 3 or words[-1].lower() in ORG_WORDS or not all(word[0].isupper() for word in words):
        return False
    if _OFFICE_AHEAD.search(text, max(0, one.start - 48), one.start):
        return True
    if text.startswith(",", one.end) and _OFFICE_OF_AHEAD.search(text, max(0, one.start - 100), one.start):
        return True
    match = _OFFICE_BEHIND.match(text, one.end)
    return match is not None and match.group(1).lower() in ROLES


def _addressed(found: Iterable[Found]) -> dict[str, bool]:
    """Names that are surnames only: after a form of address, "Mr Huy", or with a particle, "Le Goff".

    With False also those that are one word: they may be given names.
    """
    people = [one for one in found if one.label == "PERSON"]
    alone = {one.text: False for one in people if " " not in one.text}
    return alone | {
        one.text: True for one in people if one.title.strip(".").lower() in ADDRESS or is_with_particle(one.text)
    }


def _is_addressed(one: Found, addressed: Mapping[str, bool]) -> bool:
    """Whether a name of two to four words is a given name and one of the surnames ``addressed``.

    Of a surname that may be a given name, only if the other is one of the commonest: "Vera Dahl ... Dahl said".
    """
    words = one.text.split()
    whole = 2 <= len(words) <= 4 and all(word[0].isupper() for word in words) and words[-1].lower() not in ORG_WORDS
    if whole and any(addressed.get(" ".join(words[first:])) for first in range(1, len(words))):
        return True
    return len(words) == 2 and words[-1] in addressed and is_common_given_name(fold(words[0]))


def _is_company(name: str) -> bool:
    return name.split()[-1] in ORG_WORDS or bool(COMPANY_TAIL.search(name))


def _label(name: str, votes: Counter[str], surnames: set[str]) -> str:
    """The label known from word lists, else PERSON for a surname of a person named in full, else the majority."""
    best = votes.most_common(1)[0][0]  # the first one wins a tie
    if name in DEMONYMS and best != "ORG":
        return "NORP"
    if name in CONTINENTS:
        return "LOC"
    if name in COUNTRIES or SAME_PLACE.get(name, "").lower() in COUNTRIES:
        return best if best == "PERSON" and name in surnames else "GPE"
    words = name.split()
    if len(words) > 1 and words[-1].strip(".") in _LEGAL_FORMS:
        return "ORG"
    if words[-1] in ORG_WORDS and best in ("PERSON", "GPE", "NORP", "LOC") and name not in surnames:
        return "ORG"
    return "PERSON" if name in surnames and (votes["PERSON"] or best == "ORG") else best
