"""A parsed question: what it asks for, about whom, and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.models.passages import ArticleFilter
from bot.models.windows import Window


class AnswerType(StrEnum):
    """The expected type of answer."""

    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    HOW_MANY = "how many"  # a count
    MONEY = "money"
    PERCENT = "percent"
    MEASURE = "measure"  # a number with any unit
    HOW_LONG = "how long"
    HOW_OLD = "how old"
    WHY = "why"
    SAID = "said"
    YES_NO = "yes or no"
    OTHER = "other"

    @property
    def has_kind(self) -> bool:
        """Whether spans of this type can be recognised in a sentence."""
        return self not in {AnswerType.YES_NO, AnswerType.OTHER}


@dataclass(frozen=True, slots=True)
class KnownName:
    """A person, organisation or place named in a question or its answer."""

    text: str  #: as it is written there
    terms: tuple[str, ...]
    entities: tuple[int, ...] = ()  #: rows; empty if the archive knows nobody of that name
    labels: tuple[str, ...] = ()  #: of those entities, without repeats


@dataclass(frozen=True, slots=True)
class Question:
    """A parsed question."""

    text: str
    wanted: AnswerType
    terms: tuple[str, ...]  #: what must match, in order, without repeats and dates
    names: tuple[KnownName, ...] = ()
    focus: tuple[str, ...] = ()  #: terms of what is counted or chosen: "how many *foreign banks*"
    filter: ArticleFilter = field(default_factory=ArticleFilter)  #: from its operators
    window: Window | None = None
    date_terms: tuple[str, ...] = ()  #: terms by which a sentence may express a day of the window
    background: tuple[str, ...] = ()  #: terms of earlier turns: they identify the article, not the sentence
    as_of: date | None = None  #: the day of asking, if the question is about the present; None for any time

    @property
    def narrows(self) -> bool:
        """Whether its operators exclude any articles."""
        return bool(self.filter)


@dataclass(frozen=True, slots=True)
class Understood:
    """A parsed question with the names in it and its answer, so that a follow-up need not look them up again."""

    question: Question  #: from its own words, without what it took from earlier turns
    named: tuple[KnownName, ...] = ()  #: in the question, then in its answer
    answered: tuple[KnownName, ...] = ()  #: in the short answer
