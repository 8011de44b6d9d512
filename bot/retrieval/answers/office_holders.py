"""Find who holds an office: "Who is the mayor?" is answered by the name next to "mayor", not by another one.

"Mayor Wim Adler", "the mayor of Grauwald, Wim Adler", "Wim Adler, 45, the mayor"; "former" must agree on both sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.lexicon.loader import alternatives
from bot.models.passages import EntityMention
from bot.models.questions import AnswerType, Question
from bot.retrieval.answers.clause_spans import Span
from bot.retrieval.ranking.passages import Candidate
from bot.understanding.offices import SHORT_OFFICES

_ASKED = re.compile(
    r"^\W*(?:and |so )?who(?:['’]s| is| was| are| were)\s+(?:(?:now|currently)\s+)?(?P<article>the\s|an?\s)?\s*"
    r"(?P<office>[\w'’ -]+?)(?:\s+(?:of|in|at|for|on|under)\s+(?P<where>[^?]+))?\W*$",
    re.IGNORECASE,
)
_NOW = re.compile(r"^\W*(?:and |so )?who(?:['’]s| is)\b", re.IGNORECASE)
_OTHER_TIMES = alternatives("roles", "not_now_in_office")
_NOT_NOW = re.compile(
    rf"\b(?:{_OTHER_TIMES})[ -]*$",
    re.IGNORECASE,
)
_PARTICIPLES = alternatives("deeds", "participles_for_people")
_DONE = re.compile(rf"(?:\w+ed|{_PARTICIPLES})(?:\s.*)?")
_PEOPLE = ("PERSON", "ORG")  #: the pipeline takes unknown names of people for organisations
_LONGEST_OFFICE = 4  # words
NO_OFFICE: Span = (-1, -1)  #: the office determines nothing
_OF_WHAT = r"(?:\s+(?:of|for|at|in)(?:\s+the)?(?:\s+[A-Z][\w'’.-]*)+)?"
_COMING = r"(?:becomes|became|will become|(?:is|was|has been) (?:named|appointed|elected|sworn in)|takes over)(?: as)?"
_COMES_IN = re.compile(rf"\b{_COMING}\s+(?:the\s+)?(?:new\s+|next\s+)?$", re.IGNORECASE)
_TITLES = alternatives("roles", "titles", capitalised=True)
_BEFORE_NAME = re.compile(rf"(?: officer)?{_OF_WHAT}(?:,)?\s+(?:(?:{_TITLES})\.?\s+)?$")
_BEHIND_NAME = re.compile(
    rf"^,?\s+(?:aged \d+,\s+|\d+,\s+)?(?:(?:who|which)\s+)?(?:(?:is|was|became|has been|as|{_COMING})\s+)?"
    r"(?:(?:the|an?|[\w'’]+['’]s)\s+(?:\w+\s+)?)?$"
)


def asks_for_holder_now(question: Question) -> bool:
    """Whether it asks for the present holder: "Who is the mayor?", not "Who was the mayor?" or on other days."""
    asked = _ASKED.match(question.text)
    if question.wanted is not AnswerType.WHO or asked is None or question.window is not None:
        return False
    return _NOW.match(question.text) is not None and bool(
        asked["article"] or asked["office"].casefold() in SHORT_OFFICES
    )


def holder(question: Question, candidate: Candidate) -> Span | None:
    """The span of the holder's name; None if nobody is named next to the office.

    ``NO_OFFICE`` if the question does not ask for an office or the sentence does not mention it.
    """
    asked = _ASKED.match(question.text)
    if question.wanted is not AnswerType.WHO or asked is None or len(asked["office"].split()) > _LONGEST_OFFICE:
        return NO_OFFICE
    if not asked["article"] and _DONE.fullmatch(asked["office"]):
        return NO_OFFICE  # "Who was sued?"
    if not asked["article"] and asked["office"][0].isupper() and asked["office"].casefold() not in SHORT_OFFICES:
        return NO_OFFICE  # a person's name
    if any(name.entities and name.text.casefold() in asked["office"].casefold() for name in question.names):
        return NO_OFFICE
    places = list(_places(asked["office"], candidate.text))
    if not places:
        return NO_OFFICE
    people = [mention for mention in candidate.mentions if mention.label in _PEOPLE]
    beside = (span for start, end, same in places if same for span in _beside(candidate.text, start, end, people))
    return next(beside, None)


def comes_in(question: Question, candidate: Candidate) -> bool:
    """Whether the sentence says that its holder takes office: "Nadia Orme becomes finance minister"."""
    asked, span = _ASKED.match(question.text), holder(question, candidate)
    if asked is None or span is None or span == NO_OFFICE:
        return False
    text = candidate.text
    return any(
        start > span[1] and _COMES_IN.search(text, span[1], start) for start, *_ in _places(asked["office"], text)
    )


def _places(office: str, text: str) -> Iterator[tuple[int, int, bool]]:
    """Where the sentence mentions the office, and whether as former or present holder as asked."""
    kept, plain = _without_state(office)
    for spelled in dict.fromkeys((plain, SHORT_OFFICES.get(plain, plain))):
        for found in re.finditer(rf"\b{re.escape(spelled)}\b", text, re.IGNORECASE):
            state = _NOT_NOW.search(text, 0, found.start())
            yield *found.span(), (state.group().strip(" -").casefold() if state else "") == kept


def _without_state(office: str) -> tuple[str, str]:
    """Split off "former" and the like: "former prime minister" -> "former", "prime minister"."""
    first, _, rest = office.casefold().replace("-", " ").partition(" ")
    return (first, rest) if rest and _NOT_NOW.fullmatch(first) else ("", office.casefold())


def _beside(text: str, start: int, end: int, people: list[EntityMention]) -> Iterator[Span]:
    for person in people:
        before = person.start >= end and _BEFORE_NAME.fullmatch(text, end, person.start)
        behind = person.end <= start and _BEHIND_NAME.match(_tail(text, person.end, start))
        with_title = person.start == start and end < person.end  # "Mayor Wim Adler" recognised as one name
        if before or behind or with_title:
            yield person.start, person.end


def _tail(text: str, end: int, start: int) -> str:
    state = _NOT_NOW.search(text, end, start)
    return text[end : state.start() if state else start]
