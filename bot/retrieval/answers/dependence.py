"""Whether a question depends on the turns before: by its words, and by those of the last answer's article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.archive import ArchiveReader
from bot.lexicon.loader import word_list
from bot.models import Turn
from bot.models.questions import AnswerType, Question
from bot.retrieval.ranking.features import paraphrased
from bot.text.analyzer import terms
from bot.understanding.followup_types import Pointing, is_elliptic, pointing

_FEW = 3  # terms of an "and ...?" that can replace others
_FEW_BESIDE = 9
_GOES_ON = 0.75  # share of its terms in the last answer's article from which a question without names is about it
_FEW_BESIDE = 2  # terms beside its names, up to which a question may be about the last answer's article
_PARAPHRASED = 0.4  # weight of a term that the article paraphrases; too little for one of two terms
_POINTED = 0.4  # the same if it mentions "the talks" or "any talks" and the article does or paraphrases them
_LIGHT = frozenset(term for word in word_list("questions", "light") for term in terms(word))
_ASKING = frozenset(terms("say tell ask want think call else"))  # terms that say nothing about an article's content
_THE_KNOWN = re.compile(r"\b(?:the|any)\s+([a-z][\w'’-]*)", re.IGNORECASE)
_ANY_EVENT = frozenset(term for word in word_list("questions", "asked_of_any_event") for term in terms(word))
_MONEY = frozenset(terms("money cost price"))


def dependence(question: Question) -> Pointing:
    """How it depends on the turn before, by its words."""
    names = tuple(name.text for name in question.names)
    return pointing(question.text, terms=len(question.terms), few=_FEW, names=names)


def last_complete(history: Sequence[Turn]) -> str:
    """The last question that says what it is about: not "And in April?", nor "Who died?" after one on that fire."""
    pairs = zip(reversed(history), [*reversed(history[:-1]), None], strict=True)
    return next((turn.question for turn, earlier in pairs if _says_its_topic(turn, earlier)), history[-1].question)


def _says_its_topic(turn: Turn, earlier: Turn | None) -> bool:
    if turn.understood is None or earlier is None:
        return True
    asked = turn.understood.question
    goes_on = not asked.names and turn.article_row == earlier.article_row
    return dependence(asked) is Pointing.STANDS and not goes_on


def turns_until(history: Sequence[Turn], topic: str) -> Sequence[Turn]:
    """The turns up to the last one about ``topic``, by its words; none if there is none."""
    wanted = set(terms(topic))
    about = (at for at in range(len(history), 0, -1) if wanted <= _words_of(history[at - 1]))
    return history[: next(about, 0)] if wanted else ()


def _words_of(turn: Turn) -> set[str]:
    return {*turn.terms, *terms(f"{turn.question} {' '.join(turn.names)} {turn.short}")}


def may_go_on(question: Question, last: Turn) -> bool:
    """Whether it is without names, dates and operators, so that the last answer may tell what it is about."""
    return not (question.names or question.window or question.narrows) and last.article_row is not None


def may_be_about(archive: ArchiveReader, question: Question, last: Turn) -> bool:
    """Whether the last answer's article has all its names, and it says little else: "Where was Trump meanwhile?"."""
    if not question.names or question.window or question.narrows or last.article_row is None:
        return False
    named = {term for name in question.names for term in name.terms}
    if len(set(telling(question)) - named) > _FEW_BESIDE:
        return False
    return named <= _said_in(archive, last.article_row)


def _said_in(archive: ArchiveReader, article_row: int) -> frozenset[str]:
    return frozenset[str]().union(*(article.vocabulary for article in archive.article_facts([article_row])))


def goes_on(archive: ArchiveReader, question: Question, last: Turn) -> bool:
    """Whether a question without names and dates consists of words of the last answer's article.

    If it mentions "the talks" and the article does, fewer of its words suffice. A question that could be about any
    event, or is elliptic, needs none.
    """
    assert last.article_row is not None
    if asks_of_any_event(question) or is_elliptic(question.text):
        return True
    said = _said_in(archive, last.article_row)
    told = [term for term in telling(question) if term not in _ASKING]
    heard = sum(1.0 if term in said else _PARAPHRASED * paraphrased(term, said) for term in told)
    known = {term for found in _THE_KNOWN.finditer(question.text) for term in terms(found[1])}
    pointed = any(term in said or paraphrased(term, said) for term in known)
    return heard >= (_POINTED if pointed else _GOES_ON) * len(told)


def asks_of_any_event(question: Question) -> bool:
    """Whether the question could be about any event: "How many people were killed?"."""
    return bool(question.terms) and _ANY_EVENT.issuperset(question.terms)


def telling(question: Question) -> tuple[str, ...]:
    """Its terms without those that have no meaning of their own."""
    light = _LIGHT | _MONEY if question.wanted is AnswerType.MONEY else _LIGHT
    return tuple(term for term in question.terms if term not in light)
