"""A cursor over the tokens of a text, from which the rules of the date grammar read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from bot.lexicon.calendar import calendar_words
from bot.text.calendar_periods import DayRange
from bot.text.date_tokens import NOTHING, DateToken

BOUND = (
    "since"  #: stands for any word of a bound ("since", "before", "between"): what follows it is a date if it can be
)
YEAR_LEADS = frozenset({BOUND, "in", "during", "throughout", "within"})
DAY_LEADS = frozenset({BOUND, "on", "by"})
MONTH_LEADS = frozenset({BOUND, "in", "during", "throughout", "through"})
ANY_LEAD = YEAR_LEADS | DAY_LEADS | frozenset({"over", "at", "for", "around", "of", "from"})


class PeriodReading(NamedTuple):
    """A period, the index of the token after it, and the words one of which must introduce it (none if empty)."""

    days: DayRange
    end: int
    leads: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TokenCursor:
    """A position in the tokens, and the day to which relative dates refer."""

    tokens: tuple[DateToken, ...]
    at: int
    today: date
    ahead: bool = False  #: whether a day without a year or week is the next one rather than the latest

    def token(self, ahead: int = 0) -> DateToken:
        """The token at this position, or ``ahead`` tokens further on."""
        at = self.at + ahead
        return self.tokens[at] if 0 <= at < len(self.tokens) else NOTHING

    def word(self, ahead: int = 0) -> str:
        """The word of that token."""
        return self.token(ahead).word

    def moved(self, steps: int = 1) -> TokenCursor:
        """The position ``steps`` further on."""
        return replace(self, at=self.at + steps)

    def past(self, *words: str) -> TokenCursor:
        """The position after this token if it is one of ``words``, else this position."""
        return self.moved() if self.word() in words else self

    def ends_well(self) -> bool:
        """Whether a year or "the 14th" may end here: at the end, a punctuation mark or a function word."""
        return self.token().kind in {"end", "mark"} or self.word() in calendar_words().function


Rule = Callable[[TokenCursor], "PeriodReading | None"]
