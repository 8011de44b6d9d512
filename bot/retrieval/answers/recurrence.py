"""Of reports on an event that recurs, put the latest first if the question asks how things stand. Pure.

"Who won the Lakes Cup?"   of the winners of every year, this year's
"When does the market open?"   this year's day

A later report that looks back ("in 1988, when Dukakis won it") is not the latest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.models.questions import Question
from bot.retrieval.ranking.ranker import Ranked, published_day

_LOOKED_AT = 24  # leading sentences considered
_NEARLY = 3.0  # logit by which a later report may be judged a worse answer than the first sentence
_ALIKE = 0.35  # Jaccard similarity of terms from which two sentences report the same sort of event
_LAST_YEAR = 2  # years before its article of which a sentence looks back
_IN_YEAR = re.compile(r"(?<!since )\b(?:1[89]|20)\d\d\b(?!,\d)", re.IGNORECASE)
_AGO = re.compile(r"\b(?:\d+|[a-z]+) (?:years|decades|centuries) (?:ago|earlier|before)\b", re.IGNORECASE)
_AS_STRONG = 0.05  # by which its span of the answer type may be weaker


def latest_of_kind(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """``ranked`` (best first) with the latest report in front that says what the first sentence says, of its day.

    Unchanged if the question names days or does not ask about the present.
    """
    if question.as_of is None or question.window is not None or not ranked:
        return list(ranked)
    first = ranked[0]
    told = [first, *(one for one in ranked[1:_LOOKED_AT] if _is_of_its_kind(question, one, first))]
    latest = max(told, key=published_day)
    if published_day(latest) <= published_day(first):
        return list(ranked)
    return [latest, *(one for one in ranked if one is not latest)]


def _is_of_its_kind(question: Question, one: Ranked, first: Ranked) -> bool:
    """Whether a sentence has all that ``first`` has of the question, with an answer as strong, in another article."""
    asked, here, there = set(question.terms), set(one.candidate.line.terms), set(first.candidate.line.terms)
    same = asked & there <= here and one.evidence.names >= first.evidence.names
    alike = len(here & there) >= _ALIKE * len(here | there)
    strong = one.evidence.kind >= first.evidence.kind - _AS_STRONG or (alike and one.evidence.kind > 0)
    judged = one.logit is not None and first.logit is not None and one.logit >= first.logit - _NEARLY
    apart = one.candidate.article.row != first.candidate.article.row and bool(one.candidate.article.published)
    return apart and same and strong and judged and not _looks_back(one)


def _looks_back(one: Ranked) -> bool:
    """Whether the sentence tells of a year long before its article, "since" it apart, or of years ago."""
    text, published = one.candidate.text, one.candidate.article.published
    years = [int(year) for year in _IN_YEAR.findall(text)]
    told = published is not None and bool(years) and max(years) <= published.year - _LAST_YEAR
    return told or _AGO.search(text) is not None
