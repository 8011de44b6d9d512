"""Recognise questions for who holds an office, however they are put. Pure.

who is the mayor of Lindon?  who's Lindon's mayor?  Lindon's mayor?  the mayor of Lindon  name the mayor of Lindon
what's the name of Lindon's mayor?  which woman is mayor of Lindon?     -> mayor, of Lindon
who heads the museum?  who is in charge of the museum?                  -> director, head, ..., of the museum
who is Ana Reyl married to?                                             -> husband, wife, ..., of Ana Reyl
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.lexicon.countries import DEMONYMS
from bot.lexicon.loader import alternatives, rows, word_list
from bot.lexicon.places import is_people, is_place, place_named
from bot.lexicon.roles import TITLE_MODIFIERS
from bot.text.analyzer import terms
from bot.understanding.offices import SHORT_OFFICES, office, spellings

_OF_MATTERS = ("minister", "secretary", "chief")
_MOST_WORDS = 4  # of an office
_OF = r"(?:of|in|at|for|on|under)"
_IS = r"(?:['’]s| is| was| are| were)"
_ANYBODY = rf"(?:which|what) (?:{alternatives('roles', 'anybody')})"
_NAME_OF = rf"(?:(?:what(?:{_IS})? )?the )?name of|what{_IS}|name"
_ASKED = re.compile(
    rf"(?P<who>who{_IS}|{_ANYBODY} (?:is|was)|{_NAME_OF})\s+(?:(?:now|currently)\s+)?(?P<phrase>.+)", re.IGNORECASE
)
_HEADED = re.compile(
    rf"(?:who|{_ANYBODY})(?:{_IS})? (?:currently |now )?(?P<verb>{alternatives('roles', 'heading_verbs')})"
    rf" (?!(?:{alternatives('roles', 'behind_other_verbs')}) )(?P<where>.+)",
    re.IGNORECASE,
)
_MARRIED = re.compile(
    rf"who(?P<is>{_IS}) (?P<where>.+?) married to|to whom? is (?P<whom>.+?) married|who{_IS} (?:the )?"
    r"(?:married to|spouse of|better half of) (?P<other>.+)",
    re.IGNORECASE,
)
_ENDS = re.compile(rf"(?: (?:{alternatives('roles', 'behind_office_questions')}))+$", re.IGNORECASE)
_OWNED = re.compile(r"(?P<where>.+?)(?:['’]s|(?<=s)['’])\s+(?P<office>[^'’]+)")
_OFFICE_OF = re.compile(
    rf"(?P<article>the\s|an?\s)?\s*(?P<office>head of (?:government|state)|[\w'’ -]+?)(?:\s+{_OF}\s+(?P<where>.+))?",
    re.IGNORECASE,
)
_BODY = re.compile(r"(?:the )?[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*(?= (?:in|at|on|for|after|during|when|since)\b)")
_ASKING = re.compile(rf"\b(?:{alternatives('questions', 'asking')}|{alternatives('questions', 'openers')})\b", re.I)
_SAYS_OF = re.compile(rf"['’]s\b|s['’] |\b{_OF}\b", re.IGNORECASE)
_NO_OFFICE = re.compile(rf"\b(?:\w+ed|{alternatives('roles', 'in_no_office')})\b", re.IGNORECASE)
_WHAT = re.compile(rf"what{_IS}$", re.IGNORECASE)
_CALLED = re.compile(r"\b(?:called|named)\W*$", re.IGNORECASE)
_ASKS_WHO = re.compile(rf"who\b|{_ANYBODY}\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:was|were)\b", re.IGNORECASE)
_STATES = re.compile(rf"(?:{alternatives('roles', 'not_now_in_office')})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OfficeQuestion:
    """The office that a question asks the holder of."""

    spelled: tuple[str, ...]  #: each way to write it, in lower case: "mayor"
    where: str = ""  #: of what, in the question's words; "" if it does not say
    state: str = ""  #: "former", "deputy"; "" for the holder
    now: bool = True  #: whether it asks for the present holder
    definite: bool = True  #: whether it can be nothing but an office: "the mayor", not "sued" or a name
    known: bool = False  #: whether its noun is known to be one of people
    titled: bool = False  #: whether it is an office that articles name with the holder, not an occupation

    @property
    def of(self) -> tuple[frozenset[str], ...]:
        """What it is of, each way to say it as terms: "Hungary", "Hungarian"."""
        return _forms(self.where)


@lru_cache(maxsize=64)
def office_question(text: str) -> OfficeQuestion | None:
    """The office whose holder ``text`` asks for; None if it asks for something else."""
    plain = _ENDS.sub("", " ".join(text.split()).strip(" ?!.,:;")).removeprefix("and ").removeprefix("so ")
    if married := _MARRIED.fullmatch(plain):
        return OfficeQuestion(_roles_of("married"), next(filter(None, married.groups()[1:])), known=True)
    if headed := _HEADED.fullmatch(plain):
        roles = _roles_of(headed["verb"].lower().replace(" ", "_"))
        return OfficeQuestion(roles, headed["where"], now=not _PAST.search(plain), definite=False, known=True)
    asked = _ASKED.fullmatch(plain)
    if asked is None:
        return _alone(plain)
    if _WHAT.match(asked["who"]) and not _CALLED.search(text):  # "What is the mayor of Lindon doing?"
        return None
    found = _of_phrase(asked["phrase"], now=not _PAST.search(asked["who"]))
    return found if found and (found.known or _ASKS_WHO.match(asked["who"])) else None


def _alone(plain: str) -> OfficeQuestion | None:
    """An office as a question of its own: "Lindon's mayor?", "the mayor of Lindon"."""
    if len(plain.split()) > 2 * _MOST_WORDS or _ASKING.search(plain):
        return None
    found = _of_phrase(plain, now=True)
    shown = found is not None and (_SAYS_OF.search(plain) or is_place(found.where) or is_people(found.where))
    return found if found and found.known and found.where and shown else None


def _of_phrase(phrase: str, *, now: bool) -> OfficeQuestion | None:
    """The office in "mayor of Lindon", "Lindon's mayor", "the French president"; None if it is no office."""
    of = _OFFICE_OF.fullmatch(phrase)
    told = of if of and of["where"] and office(of["office"]) else _OWNED.fullmatch(phrase) or of
    if told is None or not told["office"] or _NO_OFFICE.search(told["office"]):
        return None
    where, named = told["where"] or "", told["office"].strip()
    state, plain = _without_state(named)
    known = office(named)
    if where.partition(" ")[0].lower() in TITLE_MODIFIERS:  # "minister of finance of Norra"
        known = office(phrase)
    elif where:
        known = replace(known, where=()) if known else None
    if known is not None and known.where:  # "the French president", "Lindon police chief"
        where, plain = " ".join(known.where), " ".join(known.words)
    if not 0 < len(plain.split()) <= _MOST_WORDS:
        return None
    article = bool(told.groupdict().get("article"))
    definite = article or plain in SHORT_OFFICES or (known is not None and bool(where))
    return OfficeQuestion(
        _spelled(plain), where, state, now, definite, known is not None, known is not None and known.is_title
    )


def _without_state(named: str) -> tuple[str, str]:
    """Split off "former" and the like: "former prime minister" -> "former", "prime minister"."""
    first, _, rest = named.casefold().replace("-", " ").partition(" ")
    if rest and _STATES.fullmatch(first):
        return first, rest
    return _without_state(rest) if rest and first in word_list("roles", "in_office_now") else ("", named.casefold())


def _spelled(plain: str) -> tuple[str, ...]:
    known = office(plain)
    found = [plain, SHORT_OFFICES.get(plain, plain)]
    if known is not None and len(known.words) == len(plain.split()):
        found += spellings(known)
        if known.words[-1] in _OF_MATTERS and len(known.words) > 1:  # "minister of finance"
            found += [f"{known.words[-1]} {of} {' '.join(known.words[:-1])}" for of in ("of", "for")]
    for role in tuple(found):
        found += _alike().get(role, ())
    return tuple(dict.fromkeys(found))


def _roles_of(verb: str) -> tuple[str, ...]:
    group = next(row[1:] for row in rows("roles", "roles_of_verbs") if re.fullmatch(row[0].replace("/", "|"), verb))
    return tuple(dict.fromkeys(role.replace("_", " ") for role in group))


@lru_cache(maxsize=1)
def _alike() -> dict[str, tuple[str, ...]]:
    told = ([word.replace("_", " ") for word in row] for row in rows("roles", "offices_alike"))
    return {first: tuple(others) for first, *others in told}


@lru_cache(maxsize=64)
def _forms(where: str) -> tuple[frozenset[str], ...]:
    plain = where.casefold().removeprefix("the ")
    place = place_named(DEMONYMS.get(plain, plain))
    known: Iterable[str] = (*place.names, *place.peoples) if is_place(plain) or is_people(plain) else ()
    body = _BODY.match(where)  # "France in the match in Paris"
    forms = (where, body[0] if body else where, *known)
    return tuple(dict.fromkeys(filter(None, (frozenset(terms(form)) for form in forms))))
