"""A timeline: the first report on a topic and its later turns. Pure.

sentences -> the day each is about -> what is new on each day -> the strongest others -> the twelve strongest, keeping
first and last
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.briefs.coverage import Concept, Weighed, same, weighed, weights_of
from bot.briefs.material import Material
from bot.lexicon.loader import alternatives
from bot.retrieval.ranking.days_told import periods_told
from bot.retrieval.ranking.passages import Candidate

_MARKS = ("“", '"', "„", "«", "‘")
MOST = 12  #: turns
A_DAY = 2  #: turns of one day
_FIRST_SENTENCES = 25  # sentences of an article that hold its news
_SECOND = 0.6  # share of the gain of the day's best turn that a second one must have
_TURN = 0.2  # share of the strongest turn's gain below which a sentence is not a turn
_MORE = 0.04  # the same for further sentences, which add to a day that is told already
_DATED, _DEED, _SPOKEN = 1.5, 1.4, 0.5  # factors of a sentence that names a day, tells a deed, is somebody's words
_BACKGROUND = timedelta(days=400)  # what happened longer ago is no turn of an affair in the news
#: What happened rather than what somebody thinks of it.
_DOES = re.compile(rf"(?<!can be )(?<!could be )(?<!would be )\b(?:{alternatives('deeds', 'turns')})\b", re.IGNORECASE)
_BACK = timedelta(days=45)  # a sentence about an earlier day than this gives background


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
            by_day[day_told(one.sentence, published)].append(replace(one, factor=one.factor * _eventful(one.sentence)))
    turns = _turns(by_day, weights)
    turns += _further(by_day, weights, turns)
    return sorted(_strongest(turns), key=_in_time)


def _in_time(turn: TimelineEntry) -> tuple[date, int, int]:
    return turn.day, turn.sentence.article.row, turn.sentence.line.position


def day_told(sentence: Candidate, published: date) -> date:
    """The single day shortly before publication that a sentence is about ("on Tuesday"), else that of publication."""
    single = (told.first for told in periods_told(sentence, published) if told.first == told.last)
    return next((day for day in single if day and published - _BACK <= day), published)


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


def _further(
    by_day: Mapping[date, Sequence[Weighed]], weights: Mapping[Concept, float], turns: Sequence[TimelineEntry]
) -> list[TimelineEntry]:
    """What else happened, best first, if there is room: an arrest, a resignation in a report on something else."""
    known = {turn.sentence.line.row for turn in turns}
    told = [one for listed in by_day.values() for one in listed if one.sentence.line.row in known]
    days = {one.sentence.line.row: day for day, listed in by_day.items() for one in listed}
    left = [one for listed in by_day.values() for one in listed if _happens(one.sentence)]
    covered = {concept for one in told for concept in one.concepts}
    least = _MORE * max((turn.worth for turn in turns), default=0.0)
    found: list[TimelineEntry] = []
    while len(turns) + len(found) < MOST:
        left = [one for one in left if not any(same(one, other) for other in told)]
        best = max(left, key=lambda one: (one.gain(weights, covered), -one.sentence.line.row), default=None)
        if best is None or (worth := best.gain(weights, covered)) < least:
            break
        found.append(TimelineEntry(best.sentence, days[best.sentence.line.row], worth))
        told.append(best)
        covered |= best.concepts
    return found


def _happens(sentence: Candidate) -> bool:
    """Whether a sentence tells of an act, not in somebody's own words nor as background."""
    if not _DOES.search(sentence.text) or sentence.text.lstrip()[:1] in _MARKS:
        return False
    published = sentence.article.published
    told = periods_told(sentence, published) if published else ()
    return all(one.first and published and published - one.first <= _BACKGROUND for one in told)


def _eventful(sentence: Candidate) -> float:
    """The factor of a sentence that is likely, or unlikely, to tell a turn."""
    dated = any(mention.label == "DATE" for mention in sentence.mentions)
    spoken = sentence.text.lstrip()[:1] in _MARKS
    return (_DATED if dated else 1.0) * (_DEED if _DOES.search(sentence.text) else 1.0) * (_SPOKEN if spoken else 1.0)


def _strongest(turns: Sequence[TimelineEntry]) -> list[TimelineEntry]:
    """At most ``MOST`` turns: the first and the last significant ones, and the strongest of the others."""
    most = max((turn.worth for turn in turns), default=0.0)
    told = sorted((turn for turn in turns if turn.worth >= _MORE * most), key=_in_time)
    kept = sorted(told[1:-1], key=lambda turn: -turn.worth)[: MOST - 2]
    return [*told[:1], *kept, *told[1:][-1:]]
