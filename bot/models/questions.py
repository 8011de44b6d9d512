"""A question understood: what it asks for, about whom, and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.models.passages import ArticleFilter
from bot.models.windows import Window


class AnswerType(StrEnum):
    """The expected kind of answer."""

    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    HOW_MANY = "how many"  # a count
    MONEY = "money"
    PERCENT = "percent"
    MEASURE = "measure"  # some number, with whatever unit
    HOW_LONG = "how long"
    HOW_OLD = "how old"
    WHY = "why"
    SAID = "said"
    YES_NO = "yes or no"
    OTHER = "other"

    @property
    def has_kind(self) -> bool:
        """Can pieces of this kind be told in a sentence?"""
        return self not in {AnswerType.YES_NO, AnswerType.OTHER}


@dataclass(frozen=True, slots=True)
class KnownName:
    """A person, organisation or place that a question or its answer names."""

    text: str  #: as it is written there
    terms: tuple[str, ...]
    entities: tuple[int, ...] = ()  #: rows; empty when the archive has nobody of that name
    labels: tuple[str, ...] = ()  #: of those entities, each once


@dataclass(frozen=True, slots=True)
class Question:
    """See the module's docstring."""

    text: str
    wanted: AnswerType
    terms: tuple[str, ...]  #: what must be matched, in order, each once; without dates
    names: tuple[KnownName, ...] = ()
    focus: tuple[str, ...] = ()  #: terms of what is counted or chosen: "how many *foreign banks*"
    filter: ArticleFilter = field(default_factory=ArticleFilter)  #: what its operators say
    window: Window | None = None
    date_terms: tuple[str, ...] = ()  #: terms by which a sentence may write a day of the window
    background: tuple[str, ...] = ()  #: terms of earlier turns: they tell the article, not the sentence
    as_of: date | None = None  #: the day of asking, where it asks how things stand then; None = of any time

    @property
    def narrows(self) -> bool:
        """Do its operators leave articles out?"""
        return bool(self.filter)


@dataclass(frozen=True, slots=True)
class Understood:
    """What a question was understood as, and whom it and its answer named, so that a follow-up need not look again."""

    question: Question  #: as its own words say it, without what it took from earlier turns
    named: tuple[KnownName, ...] = ()  #: by the question, then by its answer
    answered: tuple[KnownName, ...] = ()  #: by the short answer
