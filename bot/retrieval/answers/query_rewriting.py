"""Follow-up questions: what they leave out is filled in from the turn before (``pointing`` tells how they lean on it).

    "When did they meet?"    names and topic of the turn before; "he" is whom it asked for or named
    "What about Ankara?"     the question before, with the new name or date in the place of its own
    "I meant the other"      the same, away from what was answered
    "Why?"                   the question before, of another kind
    "Who said that?"         the sentence that was the answer
    "Tell me more"           the rest of its article

A question that can stand alone takes nothing from earlier turns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.models import Turn
from bot.retrieval.ranking.ranker import NOTHING_EARLIER, Earlier
from bot.store.database import Connection
from bot.store.entities import labels_of
from bot.text.analyzer import terms
from bot.understanding.answer_type import Wanted, wanted_kind
from bot.understanding.entity_linking import KnownName, find_names
from bot.understanding.followup_types import (
    Pointing,
    named,
    pointing,
    points_to_person,
    points_to_thing,
    put_forward,
    without_preposition,
)
from bot.understanding.question import Question, understand

_FEW = 3  # terms of an "and ...?" that can stand in the place of others
_KIND = 2.0  # bonus for a piece of the wanted kind in the last answer's article
_KIND_ALONE = 4.0  # and where the kind is all that is asked: "Why?"
_MOST_BACKGROUND = 12  # terms taken from the turn before
#: Terms that say nothing by themselves: "How high did it get?" asks of the topic before, not of getting.
_LIGHT = frozenset(terms("get do make have go come take give put happen thing"))
_MONEY = frozenset(terms("money cost price"))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what it takes from earlier turns."""

    question: Question
    earlier: Earlier = NOTHING_EARLIER
    in_full: str = ""  #: what it means in words of its own, for the reranker; "" = its text says it all
    more: bool = False  #: it asks for nothing but more of the same

    @property
    def is_known(self) -> bool:
        """Is it about what was an answer already, so that something answers it?"""
        return (self.more or bool(self.earlier.meant)) and self.earlier.article_row is not None

    @property
    def follows_up(self) -> bool:
        """Does it take anything from an earlier turn?"""
        return self.earlier != NOTHING_EARLIER and self.earlier.beside is None


def in_context(connection: Connection, text: str, asked: datetime, history: Sequence[Turn]) -> Asked:
    """``text`` understood, with the last turn of ``history`` (oldest first) where it cannot stand alone."""
    question = understand(connection, text, asked)
    if not history:
        return Asked(question)
    last = history[-1]
    how = pointing(
        question.text, terms=len(question.terms), few=_FEW, names=tuple(name.text for name in question.names)
    )
    if how is Pointing.STANDS:
        return Asked(question, NOTHING_EARLIER if question.names else Earlier(beside=last.article_row))
    if how is Pointing.MORE:
        return _more(connection, last, asked)
    if how is Pointing.ECHOES:
        return _echoing(connection, question, last, asked)
    if how is Pointing.CORRECTS or (how is Pointing.INSTEAD and (question.names or question.window)):
        return _swapped(connection, question, last, asked, corrects=how is Pointing.CORRECTS)
    if how is Pointing.INSTEAD:
        return _instead(connection, question, last, asked)
    return following(connection, question, last, asked)


def _instead(connection: Connection, question: Question, last: Turn, asked: datetime) -> Asked:
    """ "And nationalised?" after "When was it founded?": of the same kind, maybe told in the same sentence."""
    kind = wanted_kind(last.question) if question.wanted is Wanted.OTHER else question.wanted
    asks = following(connection, replace(question, wanted=kind), last, asked)
    topic = understand(connection, last.question, asked).terms
    whole = replace(asks.question, terms=tuple(dict.fromkeys((*asks.question.terms, *topic))))
    return replace(asks, question=whole, earlier=replace(asks.earlier, anew=frozenset(question.terms)))


def following(connection: Connection, question: Question, last: Turn, asked: datetime) -> Asked:
    """``question`` as a follow-up of ``last``: its names and topic tell the article."""
    in_full = f"{last.question} {question.text}"
    meant = _referent(connection, question.text, last)
    question = replace(question, terms=_telling(question))
    bare = not question.terms
    if bare:
        before = understand(connection, last.question, asked)
        question = replace(question, terms=before.terms or last.terms, names=before.names)
    elif meant is not None:
        in_full = named(question.text, meant.text)
        # A person goes by the name in other sentences; of a thing, others speak by many words.
        named_too = meant.terms if points_to_person(question.text) else ()
        names = tuple(dict.fromkeys((*question.names, meant)))
        question = replace(question, names=names, terms=tuple(dict.fromkeys((*question.terms, *named_too))))
    background = _without(last.terms, question.terms)
    names = question.names or _names_of(connection, last)
    earlier = replace(_earlier(question, last), kind=_KIND_ALONE if bare else _KIND)
    return Asked(replace(question, background=background, names=names), earlier, in_full)


def _echoing(connection: Connection, question: Question, last: Turn, asked: datetime) -> Asked:
    """A question about the answer's own words: its sentence once more."""
    asks = following(connection, question, last, asked)
    names = find_names(connection, last.question)  # a name of the answer may be what is asked for
    earlier = Earlier(last.article_row, meant=frozenset(last.sentence_rows[:1]))
    return replace(asks, question=replace(asks.question, names=names), earlier=earlier)


def _more(connection: Connection, last: Turn, asked: datetime) -> Asked:
    """The question before once more, without what was shown."""
    before = understand(connection, last.question, asked)
    told = replace(before, wanted=Wanted.OTHER, terms=before.terms or last.terms, background=last.terms)
    return Asked(told, Earlier(last.article_row, over=frozenset(last.sentence_rows)), last.question, more=True)


def _swapped(connection: Connection, question: Question, last: Turn, asked: datetime, *, corrects: bool) -> Asked:
    """The question before, with this one's name, date or word in the place of its own."""
    before = understand(connection, last.question, asked)
    rest = put_forward(question.text)
    if not question.window:
        rest = without_preposition(rest)
    old = _replaced(connection, before, question)
    start, end = old if old is not None else (len(before.text), len(before.text))
    whole = f"{before.text[:start].rstrip(' ?!.')} {rest}{before.text[end:]}".strip()
    merged = understand(connection, whole, asked)
    gone = {term for name in before.names for term in name.terms}
    background = _without(last.terms, (*merged.terms, *(gone if question.names else ())))
    # Another place or day is often told in another article: no bonus for the last one.
    shown = frozenset(last.sentence_rows[:1])
    earlier = Earlier(over=shown) if corrects else Earlier(shown=shown, anew=frozenset(terms(rest)))
    return Asked(replace(merged, background=background), earlier)


def _replaced(connection: Connection, before: Question, question: Question) -> tuple[int, int] | None:
    """Offsets in the question before of what ``question`` puts another in the place of; None = nothing alike."""
    if question.window is not None:
        return before.window.span if before.window is not None else None
    if not question.names or not before.names:
        return None
    wanted = _labels(connection, question.names[0])
    old = next((name for name in before.names if wanted & _labels(connection, name)), before.names[-1])
    start = before.text.find(old.text)
    return (start, start + len(old.text)) if start >= 0 else None


def _referent(connection: Connection, text: str, last: Turn) -> KnownName | None:
    """Whom "he", "she" or "it" means: whom the last question asked for, else whom it or its answer named."""
    person = points_to_person(text)
    if not person and not points_to_thing(text):
        return None
    asked_for = (
        find_names(connection, last.short)[:1] if wanted_kind(last.question) in (Wanted.WHO, Wanted.OTHER) else ()
    )
    known = (
        *asked_for,
        *find_names(connection, last.question),
        *(name for each in last.names for name in find_names(connection, each)[:1]),
    )
    return next((name for name in known if ("PERSON" in _labels(connection, name)) is person), None)


def _telling(question: Question) -> tuple[str, ...]:
    """Its terms without those that say nothing by themselves."""
    light = _LIGHT | _MONEY if question.wanted is Wanted.MONEY else _LIGHT
    return tuple(term for term in question.terms if term not in light)


def _labels(connection: Connection, name: KnownName) -> set[str]:
    return labels_of(connection, name.entities) if name.entities else set()


def _names_of(connection: Connection, last: Turn) -> tuple[KnownName, ...]:
    """The question's names if it had any, else the answer's."""
    asked_for = find_names(connection, last.question)
    return asked_for or tuple(name for text in last.names for name in find_names(connection, text)[:1])


def _without(wanted: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    return tuple(term for term in wanted if term not in others)[:_MOST_BACKGROUND]


def _earlier(question: Question, last: Turn) -> Earlier:
    """The last answer's article; its sentence hardly answers again, unless something of another kind is asked for."""
    repeats = question.wanted.has_kind and question.wanted is not wanted_kind(last.question)
    return Earlier(last.article_row, shown=frozenset(last.sentence_rows[:1]), repeats=repeats)
