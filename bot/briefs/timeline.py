"""A timeline: the first report on a topic and its later turns, at most one or two sentences per day. Pure.

sentences -> the day each is about -> what is new on each day -> the twelve strongest, keeping first and last
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.briefs.coverage import Concept, Weighed, same, weighed, weights_of
from bot.briefs.material import Material
from bot.retrieval.ranking.passages import Candidate
from bot.text.dates import find_window

MOST = 12  #: turns
A_DAY = 2  #: turns of one day
_FIRST_SENTENCES = 8  # sentences of an article that hold its news
_SECOND = 0.6  # share of the gain of the day's best turn that a second one must have
_TURN = 0.2  # share of the strongest turn's gain below which a sentence is not a turn
_BACK = timedelta(days=45)  # a sentence about an earlier day than this gives background
#: Words before a date that make a sentence look ahead; its own day is then that of the article.
_AHEAD = re.compile(
    r"\b(?:will|would|shall|(?:is|are|was|were) (?:to|due|expected|scheduled|set)|plans?|next|until|by|before|from)\b"
    r"[^.;]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A sentence of a timeline."""

    sentence: Candidate
    day: date  #: the day that it is about
    worth: float


def timeline(material: Material) -> list[TimelineEntry]:
    """The turns, oldest first. Undated articles contribute none."""
    weights = weights_of(material)
    by_day: defaultdict[date, list[Weighed]] = defaultdict(list)
    for one in weighed(material):
        published = one.sentence.article.published
        if published is not None and one.sentence.line.position < _FIRST_SENTENCES:
            by_day[day_told(one.sentence, published)].append(one)
    turns = _turns(by_day, weights)
    return sorted(
        _strongest(turns), key=lambda turn: (turn.day, turn.sentence.article.row, turn.sentence.line.position)
    )


def _in_time(turn: TimelineEntry) -> tuple[date, int, int]:
    return turn.day, turn.sentence.article.row, turn.sentence.line.position


def day_told(sentence: Candidate, published: date) -> date:
    """The single day shortly before publication that a sentence is about ("on Tuesday"), else that of publication."""
    for mention in sentence.mentions:
        if mention.label != "DATE" or _AHEAD.search(sentence.text[: mention.start]):
            continue
        noon = datetime.combine(published, time(12), UTC)
        found = find_window(sentence.text[mention.start : mention.end], noon)
        if found is None or found.first is None or found.first != found.last:
            continue
        if published - _BACK <= found.first <= published:
            return found.first
    return published


def _turns(by_day: Mapping[date, Sequence[Weighed]], weights: Mapping[Concept, float]) -> list[TimelineEntry]:
    covered: set[Concept] = set()
    turns: list[TimelineEntry] = []
    told: list[Weighed] = []
    for day in sorted(by_day):
        best = 0.0
        for _ in range(A_DAY):
            fresh = [one for one in by_day[day] if not any(same(one, other) for other in told)]
            gain, chosen = max(
                ((one.gain(weights, covered), one) for one in fresh),
                key=lambda found: (found[0], -found[1].sentence.line.row),
                default=(0.0, None),
            )
            if chosen is None or gain <= 0 or gain < _SECOND * best:
                break
            best = max(best, gain)
            turns.append(TimelineEntry(chosen.sentence, day, gain))
            told.append(chosen)
            covered |= chosen.concepts
    return turns


def _strongest(turns: Sequence[TimelineEntry]) -> list[TimelineEntry]:
    """At most ``MOST`` turns: the first and the last significant ones, and the strongest of the others."""
    most = max((turn.worth for turn in turns), default=0.0)
    told = [turn for turn in turns if turn.worth >= _TURN * most]
    kept = sorted(told[1:-1], key=lambda turn: -turn.worth)[: MOST - 2]
    return [*told[:1], *kept, *told[1:][-1:]]
