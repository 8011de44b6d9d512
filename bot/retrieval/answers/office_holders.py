"""Find who holds an office: "Who is the mayor?" is answered by the name next to "mayor", not by another one.

"Mayor Wim Adler", "the mayor of Grauwald, Wim Adler", "Wim Adler, 45, the mayor"; "former" must agree on both sides,
and so must what the office is of: "Kessel mayor Anton Dray" tells nothing of the mayor of Grauwald.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from bot.lexicon.loader import alternatives, rows
from bot.lexicon.roles import TITLE_MODIFIERS
from bot.models.questions import AnswerType, Question
from bot.retrieval.answers.clause_spans import Span
from bot.retrieval.expansion.wordnet import senses
from bot.retrieval.ranking.passages import Candidate
from bot.text.analyzer import terms
from bot.understanding.office_questions import OfficeQuestion, office_question

_OTHER_TIMES = alternatives("roles", "not_now_in_office")
_NOT_NOW = re.compile(rf"\b(?:{_OTHER_TIMES})[ -]*$", re.IGNORECASE)
_IN_OFFICE = frozenset({"", *rows("roles", "also_in_office")[0]})
_PARTICIPLES = alternatives("deeds", "participles_for_people")
_DONE = re.compile(rf"(?:\w+ed|{_PARTICIPLES})(?:\s.*)?")
_PEOPLE = ("PERSON", "ORG")  #: the pipeline takes unknown names of people for organisations
NO_OFFICE: Span = (-1, -1)  #: the office determines nothing
_TITLES = alternatives("roles", "titles", capitalised=True)
_NAME = re.compile(r"(?<![\w'’-])[A-Z][\w'’-]+(?: (?:al-|de |van |der |von |da |bin |el-)*[A-Z][\w'’.-]*){1,3}")
_OF_WHAT = r"(?:\s+(?:of|for|at|in)\s+(?:(?! and (?:an?|the|its|their)\b)[^,;:.()“”\"]){1,60}?)?"
_OF_NAMED = r"(?:\s+(?:of|for|at|in)(?:\s+the)?(?:\s+(?:of\s+|and\s+)?[A-Z][\w'’.-]*)+)?"
_COMING = (
    r"(?:becomes|became|will become|takes over"
    r"|(?:is|was|has been) (?:named|appointed|elected|made|chosen|confirmed|sworn in))(?: as)?"
)
_COMES_IN = re.compile(rf"\b{_COMING}\s+(?:the\s+)?(?:new\s+|next\s+)?$", re.IGNORECASE)
_BEFORE_NAME = re.compile(
    rf"(?:(?: officer)?(?:{_OF_NAMED},?|{_OF_WHAT},)|\s+[–—(-])\s*(?:(?:the )?(?:{_TITLES})\.?\s+)?"
)
_OWNED_BY = r"(?:[\w'’&.-]+\s+){0,4}[\w'’&.-]+['’]s?\s+"
_BEING = rf"(?:is|was|became|has been|as|{_COMING})"
_BEHIND_NAME = re.compile(
    rf"(?:,\s+(?:aged \d+,\s+|\d+,\s+)?(?:(?:who|which)\s+)?(?:{_BEING}\s+)?|\s+[–—(-]\s*|\s+{_BEING}\s+)"
    rf"(?:(?:the|an?|its|their|his|her)\s+(?:{_OWNED_BY})?(?:(?:[A-Z][\w'’&.-]*\s+){{1,4}}|(?:[\w-]+\s+)?)"
    rf"|{_OWNED_BY}(?:[\w-]+\s+)?|(?:[A-Z][\w'’&.-]*\s+){{1,4}})?(?:\w+ and )?"
)
_OWNER = re.compile(
    r"((?:[A-Z][\w'’&.-]*\s+(?:(?:of|the|and)\s+)*){0,4}[A-Z][\w&.-]*)(?:['’]s|(?<=s)['’])\s+(?:[\w-]+\s+){0,2}$"
)
_CAPITALS = re.compile(r"((?:[A-Z][\w'’&.-]*\s+){1,4})$")
_OF = re.compile(r"(?: officer)?\s+(?:of|for|at|in)\s+((?:the\s+)?[^,;:()“”\"]{1,50})")
_PROPER = re.compile(r"\b[A-Z][\w'’&.-]*")
#: Before the name of whoever leaves: "to succeed Henrike Saul as governor".
_IN_PLACE_OF = re.compile(
    r"\b(?:replac(?:es?|ed|ing)|succeed(?:s|ed|ing)?|t(?:ak(?:es?|ing)|ook) over from)\s+(?:[A-Z][\w.]+ )?$"
)
_LOOKS = 70  # characters before an office in which its place may be named
_LONG = 4  # terms from which a description need not be told whole
_MOST = 0.6  # share of a longer description that must be told


class Sureness(IntEnum):
    """How surely a sentence tells the holder of the office asked for."""

    ELSEWHERE = -1  #: it is the office of another place
    UNSAID = 0  #: the article does not say what it is of
    SOMEWHERE = 1  #: the article names somewhere what the office is of
    THERE = 2  #: title, lead or neighbouring sentence names it
    OF_IT = 3  #: it stands next to the office


@dataclass(frozen=True, slots=True)
class Holder:
    """The name of a holder in a sentence."""

    span: Span
    told: Sureness


def asked_office(question: Question) -> OfficeQuestion | None:
    """The office whose holder a question asks for; None if it asks for something else."""
    asked = office_question(question.text)
    if asked is None or asked.definite or asked.known:
        return asked if asked is None or not _is_name(question, asked) else None
    office = asked.spelled[0]
    if question.wanted is not AnswerType.WHO or _DONE.fullmatch(office) or _is_capitalised(question.text, office):
        return None  # "Who was sued?", "Who is Ana Reyl?"
    return None if _is_name(question, asked) else asked


def _is_capitalised(text: str, office: str) -> bool:
    return office.capitalize() in text or office.title() in text


def _is_name(question: Question, asked: OfficeQuestion) -> bool:
    return any(name.entities and name.text.casefold() in asked.spelled[0] for name in question.names)


def asks_for_holder_now(question: Question) -> bool:
    """Whether it asks for the present holder: "Who is the mayor?", not "Who was the mayor?" or on other days."""
    asked = asked_office(question)
    return asked is not None and question.window is None and asked.now and (asked.definite or asked.known)


def holder(question: Question, candidate: Candidate) -> Span | None:
    """The span of the holder's name; None if nobody is named next to the office.

    ``NO_OFFICE`` if the question does not ask for an office or the sentence does not mention it.
    """
    asked = asked_office(question)
    places = list(_places(asked, candidate.text)) if asked else []
    if asked is None or not places:
        return NO_OFFICE
    found = max(_holders(asked, candidate), key=lambda one: one.told, default=None)
    if found is None:
        return None if asked.definite else NO_OFFICE
    return found.span


def holder_told(question: Question, candidate: Candidate) -> Holder | None:
    """The holder that the sentence names, with how surely it is of what was asked; None if there is none."""
    asked = asked_office(question)
    found = [one for one in _holders(asked, candidate) if one.told > Sureness.UNSAID] if asked else []
    return max(found, key=lambda one: one.told, default=None)


def holder_evidence(question: Question, candidate: Candidate) -> tuple[float, float]:
    """How surely the sentence tells the holder of the office asked for, and whether it should and does not; 0 to 1."""
    asked, found = asked_office(question), holder_told(question, candidate)
    if found is not None:
        return (found.told - Sureness.SOMEWHERE) / (Sureness.OF_IT - Sureness.SOMEWHERE), 0.0
    return 0.0, float(asked is not None and asked.titled and asked.definite and bool(asked.where))


def comes_in(question: Question, candidate: Candidate) -> bool:
    """Whether the sentence says that its holder takes office: "Nadia Orme becomes finance minister"."""
    asked, text = asked_office(question), candidate.text
    found = next(_holders(asked, candidate), None) if asked else None
    if asked is None or found is None:
        return False
    return any(
        start > found.span[1] and _COMES_IN.search(text, found.span[1], start) for start, *_ in _places(asked, text)
    )


def _holders(asked: OfficeQuestion, candidate: Candidate) -> Iterator[Holder]:
    """The people next to the office in the sentence, unless it is that of another place."""
    text = candidate.text
    for start, end, same in _places(asked, text):
        for span in _names_beside(text, start, end, _people(candidate)) if same else ():
            told = _sureness(asked, candidate, start, end, span)
            if told is Sureness.ELSEWHERE or _is_asked_about(asked, text[slice(*span)]):
                continue
            leaves = _IN_PLACE_OF.search(text, 0, span[0]) if asked.now and asked.state in _IN_OFFICE else None
            comes = _last_person(candidate, leaves.start()) if leaves else span
            if comes:
                yield Holder(comes, told)


def _last_person(candidate: Candidate, before: int) -> Span | None:
    """Whoever is named last before that place: whoever takes the office over."""
    people = [(one.start, one.end) for one in candidate.mentions if one.label == "PERSON" and one.end <= before]
    return max(people, default=None)


def _is_asked_about(asked: OfficeQuestion, name: str) -> bool:
    return bool(asked.where) and {*terms(name)} <= {*terms(asked.where)}


@lru_cache(maxsize=64)
def _pattern(spelled: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, spelled), key=len, reverse=True))})\b", re.IGNORECASE)


def _places(asked: OfficeQuestion, text: str) -> Iterator[tuple[int, int, bool]]:
    """Where the sentence mentions the office, and whether as former or present holder as asked."""
    for found in _pattern(asked.spelled).finditer(text):
        state = _NOT_NOW.search(text, 0, found.start())
        told = state.group().strip(" -").casefold() if state else ""
        yield *found.span(), told == asked.state or {told, asked.state} <= _IN_OFFICE


def _people(candidate: Candidate) -> list[Span]:
    """Names of people, those that the pipeline does not know too."""
    known = [(one.start, one.end) for one in candidate.mentions if one.label in _PEOPLE]
    others = (found.span() for found in _NAME.finditer(candidate.text))
    return known + [one for one in others if not any(one[0] < end and start < one[1] for start, end in known)]


def _names_beside(text: str, start: int, end: int, people: Iterable[Span]) -> Iterator[Span]:
    for name in people:
        before = name[0] >= end and _BEFORE_NAME.fullmatch(text, end, name[0])
        behind = name[1] <= start and _BEHIND_NAME.fullmatch(_tail(text, name[1], start))
        with_title = name[0] == start and end < name[1]  # "Mayor Wim Adler" recognised as one name
        if with_title:
            yield end + 1, name[1]
        elif before or behind:
            yield name


def _tail(text: str, end: int, start: int) -> str:
    state = _NOT_NOW.search(text, end, start)
    return text[end : state.start() if state else start]


def _sureness(asked: OfficeQuestion, candidate: Candidate, start: int, end: int, name: Span) -> Sureness:
    """How surely the office at ``start`` is that of what was asked."""
    if not asked.where:
        return Sureness.THERE
    beside = _of_what(candidate.text, start, end, name)
    here = {*terms(beside)}
    near = {*candidate.article.title, *candidate.line.terms, *candidate.previous, *_lead(candidate)}
    named = _terms_of_names(beside, candidate.text)
    if any(here & _proper(asked, form) or (_shares(form, here) and _covers(form, near)) for form in asked.of):
        return Sureness.OF_IT
    if named:
        return Sureness.ELSEWHERE
    if any(_covers(form, near) or (_proper(asked, form) and _proper(asked, form) <= near) for form in asked.of):
        return Sureness.THERE
    return (
        Sureness.SOMEWHERE if any(_covers(form, candidate.article.vocabulary) for form in asked.of) else Sureness.UNSAID
    )


@lru_cache(maxsize=64)
def _proper(asked: OfficeQuestion, form: frozenset[str]) -> frozenset[str]:
    """The terms of a name in what the office is of: "Tarn" in "Tarn's central bank"."""
    named = form.intersection(terms(" ".join(_PROPER.findall(asked.where))))
    return named or frozenset(term for term in form if not senses(term).kinds)


def _terms_of_names(beside: str, text: str) -> set[str]:
    """The terms of names in what an office is of, without a common noun that begins the sentence."""
    words = [word for word in _PROPER.findall(beside) if word.lower() not in TITLE_MODIFIERS]
    first = bool(words) and text.startswith(f"{words[0]} ")
    if first and all(senses(term).kinds for term in terms(words[0])):
        words = words[1:]
    return {term for word in words for term in terms(word)}


def _lead(candidate: Candidate) -> tuple[str, ...]:
    return next((line.terms for line in candidate.article.lines), ())


def _shares(form: frozenset[str], here: set[str]) -> bool:
    return len(form & here) >= max(1, len(form) / 2)


def _covers(form: frozenset[str], here: Iterable[str]) -> bool:
    told = len(form.intersection(here))
    return told == len(form) or (len(form) >= _LONG and told >= _MOST * len(form))


def _of_what(text: str, start: int, end: int, name: Span) -> str:
    """What the text says that the office is of: "Norra's", "the Ellby", "of the Bank of Tarvia"; "" if nothing."""
    before = text[name[1] if name[1] <= start else max(0, start - _LOOKS) : start]
    if (state := _NOT_NOW.search(before)) is not None:
        before = before[: state.start()]
    owner = _OWNER.search(before) or _CAPITALS.search(before)
    if owner and terms(owner[1]):
        return owner[1]
    behind = _OF.match(text, end, name[0] if name[0] >= end else len(text))
    return behind[1] if behind else ""
