"""A place in the tokens of a text, from which the rules of the grammar of dates read on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from bot.lexicon.calendar import calendar_words
from bot.text.calendar_periods import DayRange
from bot.text.date_tokens import NOTHING, DateToken

BORDER = "since"  #: stands for any border ("since", "before", "between"): what follows one is a date if it can be
YEAR_LEADS = frozenset({BORDER, "in", "during", "throughout", "within"})
DAY_LEADS = frozenset({BORDER, "on", "by"})
MONTH_LEADS = frozenset({BORDER, "in", "during", "throughout", "through"})
ANY_LEAD = YEAR_LEADS | DAY_LEADS | frozenset({"over", "at", "for", "around", "of", "from"})


class PeriodReading(NamedTuple):
    """A period, the place of the token after it, and the words of which one must lead it in (none if empty)."""

    days: DayRange
    end: int
    leads: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TokenCursor:
    """A place in the tokens, and the day from which is reckoned."""

    tokens: tuple[DateToken, ...]
    at: int
    today: date
    ahead: bool = False  #: a day without a year or week is the next one, not the latest

    def token(self, ahead: int = 0) -> DateToken:
        """The token here, or further on."""
        at = self.at + ahead
        return self.tokens[at] if 0 <= at < len(self.tokens) else NOTHING

    def word(self, ahead: int = 0) -> str:
        """Its word."""
        return self.token(ahead).word

    def moved(self, steps: int = 1) -> TokenCursor:
        """A place further on."""
        return replace(self, at=self.at + steps)

    def past(self, *words: str) -> TokenCursor:
        """After this token if it is one of ``words``, else here."""
        return self.moved() if self.word() in words else self

    def ends_well(self) -> bool:
        """Whether what comes here may follow a year or "the 14th": an end, a mark, a function word."""
        return self.token().kind in {"end", "mark"} or self.word() in calendar_words().function


Rule = Callable[[TokenCursor], "PeriodReading | None"]
