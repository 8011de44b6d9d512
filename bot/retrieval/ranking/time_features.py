"""Features of time: whether article and sentence are of the days that a question asks about. Pure."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from datetime import date

from bot.models.questions import Question
from bot.models.windows import Window
from bot.retrieval.first_stage.filters import LATE
from bot.retrieval.ranking.days_told import tells_of
from bot.retrieval.ranking.passages import Candidate
from bot.text.analyzer import terms
from bot.understanding.question import written_out

_LONG_AGO = 3_650  # days from which all news counts as equally old
_LONGEST_MONTH, _LONGEST_YEAR = 31, 366  # days
_LATE_OF_LONG = 92  # days after a long period in which news about it appears
#: Months that are not other words too: "may", "march".
_MONTHS = frozenset(terms("January February April June July August September October November December"))
_ONE_DAY = 0.5  # weight of "20 October" for "in October"


def dated_by(question: Question, candidate: Candidate) -> float:
    """1 within the days asked about, -1 outside, 0 if unknown.

    A sentence that tells of days within is within, whenever it was published. News about a week appears for as long
    again afterwards unless it tells of other days, and news about a future day before it. An article that names the
    year asked about may be about it.
    """
    window, published = question.window, candidate.article.published
    if window is None or published is None:
        return 0.0
    late, told = window.distance(published), tells_of(candidate, published, window)
    if told:
        return 1.0
    if 0 <= late <= (LATE if window.first is not None else 0):  # what preceded a day was reported before it
        return -1.0 if late and told is False else 1.0
    if written_out(window):
        return 0.0 if _names_its_year(window, candidate) else -1.0
    may_be = window.ahead if late < 0 else late <= min(_LATE_OF_LONG, window.days or 0)
    return 0.0 if may_be and told is None else -1.0


def _names_its_year(window: Window, candidate: Candidate) -> bool:
    """Whether an article writes a year of a longer period: one about "in 1995" may be of any later year."""
    borders = [day.year for day in (window.first, window.last) if day]
    named = {str(year) for year in range(min(borders), max(borders) + 1)} if borders else set[str]()
    return not named.isdisjoint(candidate.article.vocabulary) or (window.days or 0) > _LONGEST_YEAR


def date_named(question: Question, said: Sequence[str], dated: float) -> float:
    """The share of the date that the sentence mentions; negative for another month.

    Outside the days asked about, a weekday alone does not identify the day; month and day of the month do. If a month
    is asked for, a single day of it counts half.
    """
    window, here = question.window, set(said)
    if window is not None and window.days == 1:
        return share_of(question.date_terms, here if dated >= 0 else here - set(question.date_terms[:1]))
    share = share_of(question.date_terms, here)
    if question.date_terms and not share:
        return -_ONE_DAY if any(term in _MONTHS and not _is_of_day(said, at) for at, term in enumerate(said)) else 0.0
    days_only = all(_is_of_day(said, at) for at, term in enumerate(said) if term in question.date_terms)
    return share * _ONE_DAY if days_only else share


def _is_of_day(said: Sequence[str], at: int) -> bool:
    """Whether a day of the month is next to the month at ``at``."""
    beside = (*said[max(0, at - 1) : at], *said[at + 1 : at + 2])
    return any(term.isdecimal() and 1 <= int(term) <= _LONGEST_MONTH for term in beside)


def recency(as_of: date | None, published: date | None) -> float:
    """Recency on a logarithmic scale of age: a week and a month differ as much as a month and four."""
    if as_of is None or published is None:
        return 0.0
    age = max(0, (as_of - published).days)
    return max(0.0, 1 - math.log1p(age) / math.log1p(_LONG_AGO))


def share_of(wanted: Sequence[str], here: Collection[str]) -> float:
    """The share of the terms ``wanted`` that are in ``here``; 0 without any."""
    return sum(term in here for term in wanted) / len(wanted) if wanted else 0.0
