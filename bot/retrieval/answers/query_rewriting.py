"""Complete follow-up questions from the previous turn (followup_types.py says how they depend on it).

    "When did they meet?"    names and topic of the previous turn; "he" is whom it asked for or named
    "What about Ankara?"     the previous question, with its name or date replaced
    "I meant the other"      the same, excluding what was answered
    "Why?"                   the previous question, with another answer type
    "Who said that?"         the sentence that was the answer
    "Tell me more"           the rest of its article

A question that is complete by itself takes nothing from earlier turns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.archive import ArchiveReader
from bot.models import Turn
from bot.models.questions import AnswerType, KnownName, Question, Understood
from bot.retrieval.answers.dependence import (
    asks_of_any_event,
    dependence,
    goes_on,
    last_complete,
    may_be_about,
    may_go_on,
    telling,
    turns_until,
)
from bot.retrieval.answers.description import asks_for_role
from bot.retrieval.answers.references import referent, several
from bot.retrieval.answers.replacement import with_replacement
from bot.retrieval.answers.verb_ellipsis import with_verb
from bot.retrieval.ranking.ranker import NOTHING_EARLIER, Earlier
from bot.retrieval.ranking.typed_spans import NUMBERS
from bot.text.analyzer import terms
from bot.understanding.entity_linking import find_names
from bot.understanding.followup_types import (
    PRONOUN,
    Pointing,
    asks_what_it_is,
    goes_back,
    is_adverbial,
    is_elliptic,
    named,
    points_to_person,
    points_to_several,
    put_forward,
    said_shorter,
    without_preposition,
)
from bot.understanding.politeness import changes_topic
from bot.understanding.question import understand

_TELLING_ENOUGH = 2  # terms from which a question is recognised among earlier ones: not "who won?"
_MOST_BACK = 2  # articles of earlier turns that a follow-up may mean
_KIND = 2.0  # bonus for a span of the answer type in the last answer's article
_KIND_ALONE = 4.0  # the same if only the type is asked for: "Why?"
_MOST_BACKGROUND = 12  # terms taken from the previous turn
#: The time of the question before, where a number or somebody is asked for: "what did they do then?" is what followed.
_THEN = re.compile(r"\b(?:then|at (?:the|that) time|that (?:day|week|month|year|night))(?=\W*$)", re.IGNORECASE)
_OF_A_TIME = NUMBERS | {AnswerType.WHO}


@dataclass(frozen=True, slots=True)
class RewrittenQuestion:
    """A question with what it takes from earlier turns."""

    question: Question
    earlier: Earlier = NOTHING_EARLIER
    in_full: str = ""  #: the complete question in words; "" if its text is complete
    read_as: str = ""  #: the question as read by the reranker; "" for ``in_full``
    more: bool = False  #: it only asks for more of the same
    plain: Question | None = None  #: parsed from its own words only, for the turn to be stored
    alone: RewrittenQuestion | None = None  #: as a complete question, if the completed one is not answered
    unsure: bool = False  #: whether to read it as ``alone`` depends on what either way finds

    @property
    def is_known(self) -> bool:
        """Whether it is about an earlier answer, so that something is certain to answer it."""
        return (self.more or bool(self.earlier.meant)) and self.earlier.article_row is not None


def in_context(archive: ArchiveReader, text: str, asked: datetime, history: Sequence[Turn]) -> RewrittenQuestion:
    """Parse ``text``, completed from the last turn of ``history`` (oldest first) if it is incomplete."""
    topic, rest = goes_back(text)
    if topic and (until := turns_until(history, topic)):
        return in_context(archive, rest, asked, until)
    question = understand(archive, said_shorter(text) if history else text, asked)
    if not history or changes_topic(text):
        return RewrittenQuestion(question, plain=question)
    last = history[-1]
    before = last.understood or understood(archive, last, asked)
    if _is_complete(archive, question, before, history, asked):
        return RewrittenQuestion(question, plain=question)
    found = _completed(archive, question, before, history, asked)
    return replace(found, earlier=replace(found.earlier, before=_articles_before(history)))


def _articles_before(history: Sequence[Turn]) -> tuple[int, ...]:
    """The articles of the turns before the last one, except that one's, latest first."""
    rows = [turn.article_row for turn in reversed(history[:-1]) if turn.article_row is not None]
    return tuple(dict.fromkeys(row for row in rows if row != history[-1].article_row))[:_MOST_BACK]


def _completed(
    archive: ArchiveReader, question: Question, before: Understood, history: Sequence[Turn], asked: datetime
) -> RewrittenQuestion:
    """The incomplete ``question``, completed from the last turn in the way in which it depends on that."""
    last = history[-1]
    if in_full := with_verb(question.text, question.names, before.question.text, before.question.names):
        merged = understand(archive, in_full, asked)
        earlier = replace(_refer_to_answer(merged, last, before), kind=_KIND)
        return RewrittenQuestion(merged, earlier, in_full, plain=merged)
    how = dependence(question)
    last = replace(last, question=last_complete(history))
    if how is Pointing.STANDS and may_go_on(question, last):
        follow_up, alone = _as_follow_up(question, last, before), RewrittenQuestion(question, plain=question)
        unsure = not goes_on(archive, question, last)
        return replace(follow_up, unsure=unsure, alone=None if asks_of_any_event(question) else alone)
    if how is Pointing.STANDS and may_be_about(archive, question, last):
        return replace(_as_follow_up(question, last, before), unsure=True, alone=_as_complete(question, last, before))
    if how is Pointing.CORRECTS or (how is Pointing.INSTEAD and (question.names or question.window)):
        return _as_replacement(archive, question, last, before, asked, corrects=how is Pointing.CORRECTS)
    return _LEANING[how](question, last, before)


def _is_complete(
    archive: ArchiveReader, question: Question, before: Understood, history: Sequence[Turn], asked: datetime
) -> bool:
    """Whether it asks what something is, or again what the last turn or, if it tells enough, an earlier one asked."""
    if asks_what_it_is(question.text) or _asks_again(question, before.question):
        return True
    told = len(question.terms) >= _TELLING_ENOUGH and not asks_of_any_event(question)
    earlier = (turn.understood or understood(archive, turn, asked) for turn in history[:-1] if told)
    return any(_asks_again(question, one.question) for one in earlier)


def _asks_again(question: Question, before: Question) -> bool:
    """Whether it repeats an earlier question in about the same words, and is therefore not a follow-up."""
    if not question.terms or PRONOUN.search(question.text) or question.wanted is not before.wanted:
        return False
    days = [asked.window.words if asked.window else "" for asked in (question, before)]
    return days[0] == days[1] and set(question.terms) == set(before.terms)


def understood(archive: ArchiveReader, last: Turn, asked: datetime) -> Understood:
    """Parse a turn that was stored without its parsed question."""
    question = understand(archive, last.question, asked)
    named = (*question.names, *(name for text in last.names for name in find_names(archive, text)[:1]))
    return Understood(question, named, find_names(archive, last.short)[:1] if last.short else ())


def _as_complete(question: Question, last: Turn, _before: Understood) -> RewrittenQuestion:
    """Take nothing, but the previous turn may still indicate the article."""
    return RewrittenQuestion(question, Earlier(beside=last.article_row), plain=question)


def _with_same_answer_type(question: Question, last: Turn, before: Understood) -> RewrittenQuestion:
    """ "And nationalised?" after "When was it founded?": the same answer type, possibly in the same sentence."""
    kind = before.question.wanted if question.wanted is AnswerType.OTHER else question.wanted
    asks = _as_follow_up(replace(question, wanted=kind), last, before)
    whole = replace(asks.question, terms=tuple(dict.fromkeys((*asks.question.terms, *before.question.terms))))
    earlier = replace(asks.earlier, anew=frozenset(question.terms))
    return replace(asks, question=whole, earlier=earlier, plain=question)


def _is_same(question: Question, before: Question) -> bool:
    """Whether a question with a pronoun is the one before: "how old is she?", "how old is SHE?"."""
    told = question.wanted.has_kind or bool(question.terms)
    return told and question.wanted is before.wanted and set(question.terms) <= set(before.terms)


def _at_that_time(question: Question, before: Question) -> Question:
    """``question`` with the days of the one before in place of "then": "How many staff did they have in July?"."""
    if before.window is None or question.window is not None or question.wanted not in _OF_A_TIME:
        return question
    told = _THEN.sub(before.window.words, question.text)
    return question if told == question.text else replace(question, text=told, date_terms=before.date_terms)


def _as_follow_up(question: Question, last: Turn, before: Understood) -> RewrittenQuestion:
    """``question`` as a follow-up of ``last``, whose names and topic indicate the article."""
    plain = question = _at_that_time(question, before.question)
    in_full = joined = f"{last.question.rstrip(' ?!.')}? {question.text}"
    meant = _referent(question, last, before)
    own_names = () if is_adverbial(question.text) else question.names
    question = replace(question, terms=telling(question), names=own_names)
    bare, person = not question.terms, points_to_person(question.text) or points_to_several(question.text)
    if bare and not (meant and person):
        question = replace(question, terms=before.question.terms or last.terms, names=before.question.names)
    elif meant is not None:
        in_full = named(question.text, meant.text)
        # Other sentences refer to a person by name, but to a thing by many words.
        named_too = meant.terms if person else ()
        names = tuple(dict.fromkeys((*question.names, meant)))
        question = replace(question, names=names, terms=tuple(dict.fromkeys((*question.terms, *named_too))))
    background = _terms_beside(last.terms, question.terms)
    names = question.names or before.question.names or before.named
    only = bare or is_elliptic(question.text)
    earlier = replace(_refer_to_answer(question, last, before), kind=_KIND_ALONE if bare else _KIND, only=only)
    if _is_same(plain, before.question):
        earlier = replace(earlier, shown=frozenset())  # the answer is the same, too
    # With the words of the previous question, its own answer would come first again.
    read_as = plain.text if in_full == joined else in_full
    asks = replace(question, background=background, names=names)
    return RewrittenQuestion(asks, earlier, in_full, read_as, plain=plain)


def _referent(question: Question, last: Turn, before: Understood) -> KnownName | None:
    """Whom or what its pronoun refers to; None if it has none, or names before it whom it means."""
    if question.names and dependence(question) is Pointing.STANDS:
        return None
    return referent(question.text, before) or several(question.text, last, before)


def _about_answer(question: Question, last: Turn, before: Understood) -> RewrittenQuestion:
    """A question about the words of the answer: the same sentence once more."""
    asks = _as_follow_up(question, last, before)
    names = before.question.names  # a name in the answer may be what is asked for
    earlier = Earlier(last.article_row, meant=frozenset(last.sentence_rows[:1]))
    return replace(asks, question=replace(asks.question, names=names), earlier=earlier)


def _tell_more(_question: Question, last: Turn, before: Understood) -> RewrittenQuestion:
    """The previous question once more, without the sentences already shown."""
    told = replace(
        before.question, wanted=AnswerType.OTHER, terms=before.question.terms or last.terms, background=last.terms
    )
    earlier = Earlier(last.article_row, over=frozenset(last.sentence_rows))
    return RewrittenQuestion(told, earlier, last.question, more=True, plain=before.question)


#: How a question of each type is completed. ``_as_replacement`` handles CORRECTS, and INSTEAD with a name or date.
_LEANING: dict[Pointing, Callable[[Question, Turn, Understood], RewrittenQuestion]] = {
    Pointing.STANDS: _as_complete,
    Pointing.MORE: _tell_more,
    Pointing.ECHOES: _about_answer,
    Pointing.INSTEAD: _with_same_answer_type,
    Pointing.POINTS: _as_follow_up,
    Pointing.BARE: _as_follow_up,
}


def _as_replacement(
    archive: ArchiveReader, question: Question, last: Turn, before: Understood, asked: datetime, *, corrects: bool
) -> RewrittenQuestion:
    """The previous question with its name, date or word replaced by that of this one."""
    rest = put_forward(question.text)
    if not question.window:
        rest = without_preposition(rest)
    merged = understand(archive, with_replacement(before.question, question, rest, asked, corrects=corrects), asked)
    gone = {term for name in before.question.names for term in name.terms}
    background = _terms_beside(last.terms, (*merged.terms, *(gone if question.names else ())))
    # Another place or day is often reported in another article: no bonus for the last one.
    shown = frozenset(last.sentence_rows[:1])
    earlier = Earlier(over=shown) if corrects else Earlier(shown=shown, anew=frozenset(terms(rest)))
    return RewrittenQuestion(replace(merged, background=background), earlier, plain=merged)


def _terms_beside(wanted: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    return tuple(term for term in wanted if term not in others)[:_MOST_BACKGROUND]


def _refer_to_answer(question: Question, last: Turn, before: Understood) -> Earlier:
    """Refer to the last answer's article.

    Its sentence is unlikely to answer again, unless another type is asked for, or what those do whom it names.
    """
    if asks_for_role(question):
        return Earlier(last.article_row)
    repeats = question.wanted.has_kind and question.wanted is not before.question.wanted
    told = frozenset(terms(last.short)) | {term for name in before.question.names for term in name.terms}
    return Earlier(last.article_row, shown=frozenset(last.sentence_rows[:1]), told=told, repeats=repeats)
