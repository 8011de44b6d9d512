"""A timeline: the first report on a topic and its later turns. Pure.

sentences -> the day each is about -> how likely each tells a turn -> those that add most, one after the other
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.briefs.coverage import NUMBERS, SHORTEST, Concept, Weighed, depends, same, weighed, weights_of
from bot.briefs.material import Material
from bot.lexicon.loader import alternatives
from bot.models.passages import EntityMention
from bot.retrieval.ranking.days_told import periods_told
from bot.retrieval.ranking.passages import Candidate

MOST_TURNS = 12  #: turns
A_DAY = 6  #: turns of one day
LEAST = 3  #: turns, however little they add
_SHORTEST = 3  # terms of a sentence that tells a deed: "Four people were arrested."
_FIRST_SENTENCES = 25  # sentences of an article that hold its news
_DAMPED = 0.45  # exponent of a gain: what was done counts more than how much of the topic a sentence names
_WORTH_TELLING = 0.05  # share of the first turn's worth below which a further sentence is left out
_NEW_DAY, _AGAIN = 1.35, 0.93  # factors of a day that has no turn yet, and of each turn that an article tells already
_LEAD, _DEPENDENT, _SPOKEN, _QUOTING = 1.6, 0.5, 0.35, 0.85  # factors of a sentence
_DEED, _PLAN, _NO_DEED, _DATED, _FIGURES, _ACTOR, _OLD = 1.75, 1.4, 0.57, 1.4, 1.1, 1.15, 0.2
_AT_THE_START = 40  # characters within which a sentence names who acts
_BACKGROUND = 50  # years; what happened longer ago is no turn of an affair, but of history
#: Another event of the kind, years before: "the last serious ferry accident was in 2011".
_PRECEDENT = re.compile(
    r"\b(?:last|previous|earlier|only other|comparable|similar)\b[^,;]*\b(?:was|were|happened)\b", re.I
)
_YEAR = re.compile(r"\b(?:1[0-9]|20)\d\d\b")
_BACK = timedelta(days=45)  # a sentence with an earlier day than this is about it only if it begins with it
_JUST = timedelta(
    days=2
)  # one in a clause of its own, so shortly before, is the news: "burglars who came on Sunday stole ..."
_MARKS = '“"„«‘'
_QUOTES = re.compile(r"[“\"„«]")
#: What happened rather than what somebody thinks of it.
_DOES = re.compile(rf"(?<!can be )(?<!could be )(?<!would be )\b(?:{alternatives('deeds', 'turns')})\b", re.IGNORECASE)
_PLANS = re.compile(
    rf"\b(?:{alternatives('deeds', 'plans')})\b(?! (?:have|not|like|be (?:able|better|hard|harder))\b)", re.IGNORECASE
)
#: A day in a clause like these is not the sentence's: "Malk, who struck the reef on 13 October, lost his licence".
_ASIDE = re.compile(rf"\b(?:{alternatives('function_words', 'opening_clauses')})\b[^,;:.]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A sentence of a timeline."""

    sentence: Candidate
    day: date  #: the day that it is about
    worth: float


@dataclass(frozen=True, slots=True)
class _PossibleTurn:
    """A sentence that may be a turn."""

    told: Weighed
    day: date
    factor: float

    def worth(self, weights: Mapping[Concept, float], chosen: _Chosen) -> float:
        fresh = self.told.gain(weights, chosen.covered)
        new_day = 1.0 if chosen.days[self.day] else _NEW_DAY
        again: int = chosen.articles[self.told.sentence.article.row]
        return float(self.factor * new_day * fresh**_DAMPED * _AGAIN**again)


class _Chosen:
    """The turns so far, with what they tell."""

    def __init__(self) -> None:
        self.turns: list[TimelineEntry] = []
        self.covered: set[Concept] = set()
        self.days: Counter[date] = Counter()
        self.articles: Counter[int] = Counter()

    def add(self, turn: _PossibleTurn, worth: float) -> None:
        self.turns.append(TimelineEntry(turn.told.sentence, turn.day, worth))
        self.covered |= turn.told.concepts
        self.days[turn.day] += 1
        self.articles[turn.told.sentence.article.row] += 1


def timeline(material: Material) -> list[TimelineEntry]:
    """The turns, oldest first. Undated articles contribute none."""
    weights, chosen, left = weights_of(material), _Chosen(), list(_possible(material))
    while len(chosen.turns) < MOST_TURNS:
        rated = [(turn.worth(weights, chosen), turn) for turn in left if chosen.days[turn.day] < A_DAY]
        worth, best = max(rated, key=_by_worth, default=(0.0, None))
        enough = len(chosen.turns) >= LEAST and worth < _WORTH_TELLING * chosen.turns[0].worth
        if best is None or worth <= 0 or enough:
            break
        chosen.add(best, worth)
        left = [turn for turn in left if not same(turn.told, best.told)]
    return sorted(chosen.turns, key=_in_time)


def day_told(sentence: Candidate, published: date) -> date:
    """The single day that a sentence is about, else that of publication.

    That is a day shortly before publication ("on Tuesday"), or one with which the sentence begins ("On 2 March 2015").
    """
    own = tuple(one for one in sentence.mentions if not _ASIDE.search(sentence.text[: one.start]))
    aside = tuple(one for one in sentence.mentions if one not in own)
    ahead = tuple(one for one in own if one.start < _AT_THE_START)
    read = ((ahead, timedelta.max), (own, _BACK), (aside, _JUST))
    days = ((day, back) for named, back in read for day in _days(sentence, named, published))
    return next((day for day, back in days if published - day <= back), published)


def _days(sentence: Candidate, mentions: tuple[EntityMention, ...], published: date) -> Iterator[date]:
    """The single days among the periods that some of a sentence's dates name."""
    told = periods_told(replace(sentence, mentions=mentions), published)
    return (one.first for one in told if one.first and one.first == one.last)


def _possible(material: Material) -> Iterator[_PossibleTurn]:
    for one in weighed(material, shortest=_SHORTEST):
        sentence, published = one.sentence, one.sentence.article.published
        if published is None or sentence.line.position >= _FIRST_SENTENCES or _is_precedent(sentence, published):
            continue
        told = len(sentence.line.terms) >= SHORTEST or (_DOES.search(sentence.text) and not depends(sentence.text))
        if told and material.near(sentence):
            factor = _likely(one) * (_OLD if _is_old(sentence, published) else 1.0)
            yield _PossibleTurn(replace(one, factor=1.0), day_told(sentence, published), factor)


def _likely(told: Weighed) -> float:
    """The factor of a sentence that is likely, or unlikely, to tell a turn."""
    sentence = told.sentence
    text, labels = sentence.text.lstrip(), {mention.label for mention in sentence.mentions}
    actors = (one for one in sentence.mentions if one.label in {"PERSON", "ORG"} and one.start < _AT_THE_START)
    factors = (
        _LEAD if told.leads else _DEPENDENT if depends(text) else 1.0,
        _DEED if _DOES.search(text) else _PLAN if _PLANS.search(text) else _NO_DEED,
        _SPOKEN if text[:1] in _MARKS else _QUOTING if _QUOTES.search(text) else 1.0,
        _DATED if "DATE" in labels else 1.0,
        _FIGURES if labels & NUMBERS else 1.0,
        _ACTOR if any(actors) else 1.0,
    )
    return math.prod(factors)


def _is_old(sentence: Candidate, published: date) -> bool:
    """Whether a sentence other than the first names a year long before its article's."""
    return sentence.line.position > 0 and any(year < published.year - _BACKGROUND for year in _years(sentence))


def _is_precedent(sentence: Candidate, published: date) -> bool:
    return _PRECEDENT.search(sentence.text) is not None and any(year < published.year for year in _years(sentence))


def _years(sentence: Candidate) -> list[int]:
    dates = (sentence.text[one.start : one.end] for one in sentence.mentions if one.label == "DATE")
    return [int(year) for words in dates for year in _YEAR.findall(words)]


def _by_worth(rated: tuple[float, _PossibleTurn]) -> tuple[float, int]:
    return rated[0], -rated[1].told.sentence.line.row


def _in_time(turn: TimelineEntry) -> tuple[date, int, int]:
    return turn.day, turn.sentence.article.row, turn.sentence.line.position
