"""Fit the weights that decide whether two articles report the same event, and evaluate them on unseen affairs.

    python -m benchmarks.fit_stories [--told ARTICLES.jsonl GOLD.jsonl] [--ecb-plus FOLDER] [--measure] [--write]

Lines of GOLD: {"id", "event"}. The invented affairs of the tests are always among the examples. Articles of ``--told``
are read in full and cut to blurbs of 450 and of 200 characters, on their own days and as if all were of one week, as
in a stream of news; the invented ones are too. Logistic regression with a quadratic penalty, in which pairs from two
events of one affair have HARD times the weight of unrelated ones, and pairs of ``--told`` TOLD times that of invented
ones. Within a set few unrelated articles are of one day, so that a share of the pairs from two affairs of all sets is
added, as if everything were of one week, and of one day. The axes along which events and affairs differ
(benchmarks/event_axes.py) are fitted first; while the weights are fitted, each pair is seen by axes fitted on neither
of its affairs.
``--measure``: cross-validation by affair, where each pair is judged by weights fitted on neither of its affairs, and
the sets kept back with the weights in use; FOLDER has the topics of ECB+ (benchmarks/ecb_plus.py).
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.ecb_plus import read_ecb_plus
from benchmarks.event_axes import UnseenAxes, axes_of
from benchmarks.story_examples import FOLDS, Example, examples, in_one_week, read_told
from bot.stories.event_axes import FILE
from bot.stories.grouping import MEMBERS, place
from bot.stories.pair_facts import FACTS, OF_VECTORS, WINDOW, Facts, pair_facts
from bot.stories.profile import ArticleProfile
from bot.stories.similarity import SHORT, Odds, PairWeights, is_copy, is_of_a_series, log_odds, weights_name
from tests.support.affairs import affairs

WEIGHTS = Path("bot/stories/weights.json")
INVENTED = (
    "affairs.txt",
    "affairs_in_blurbs.txt",
    "affairs_without_dates.txt",
    "affairs_in_ten_outlets.txt",
    "affairs_in_all_styles.txt",
    "affairs_of_one_day_again.txt",
    "affairs_of_one_day.txt",
    "affairs_in_other_words.txt",
)
#: Only scored: never add them to INVENTED.
KEPT_BACK = (
    "affairs_kept_back.txt",
    "affairs_in_ten_outlets_kept_back.txt",
    "affairs_kept_back_last.txt",
    "affairs_of_a_fortnight.txt",
    "affairs_retold.txt",
    "affairs_with_twins.txt",
)
CUTS = (0, 450, 200)  #: characters; 0 = full text
PENALTY = 1.0
STEPS = 60
SETTLED = 1e-5  # a change of all weights from which they no longer change
HARD = 4.0
PAIRS = 300.0  #: total weight of the positive pairs of one set, whatever their number
TOLD = 3.0
UNRELATED = 3.0  #: weight of a pair from two affairs of any sets
SHARES = {7: 0.15, 1: 0.1}  #: of these pairs, if all were of so many days
NEAR = {"opening": 0.3, "lead": 0.1}  #: what one of them has at least: the others are told apart by anything
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ExamplePairs:
    """The pairs of a set that are decided by the weights alone."""

    facts: Array
    one_event: Array  #: 1 or 0
    weights: Array  #: sample weights
    folds: NDArray[np.int64]  #: fold of each article


def pairs(told: Sequence[Example], dated: bool, unseen: UnseenAxes, weight: float = 1.0) -> ExamplePairs:
    """The pairs of a set, with or without their days. ``weight``: of the set."""
    found = _compared(told, dated, unseen, lambda one, other: True)
    same = found.one_event > 0
    weights = np.where(same, 1.0, found.weights) * PAIRS * weight / same.sum()
    return replace(found, weights=weights)


def unrelated(told: Sequence[Example], days: int, share: float, dated: bool, unseen: UnseenAxes) -> ExamplePairs:
    """A share of the pairs from two affairs, as if all were of so many days; only those that are NEAR."""
    chance = random.Random(days)
    pressed = [replace(one, profile=replace(one.profile, day=one.profile.day % days + 1)) for one in told]
    found = _compared(pressed, dated, unseen, lambda one, other: one.affair != other.affair and chance.random() < share)
    near = np.any([found.facts[:, FACTS.index(name)] > least for name, least in NEAR.items()], axis=0)
    count = np.full(near.sum(), UNRELATED)
    return ExamplePairs(found.facts[near], found.one_event[near], count, found.folds[near])


def _compared(
    told: Sequence[Example], dated: bool, unseen: UnseenAxes, wanted: Callable[[Example, Example], bool]
) -> ExamplePairs:
    """The wanted pairs that are decided by the weights alone; the weight of each is its hardness."""
    facts: list[Facts] = []
    met: list[tuple[Example, Example]] = []
    for at, one in enumerate(told):
        by_fold: dict[int, list[Example]] = defaultdict(list)
        for other in told[:at]:
            if _is_decided_by_weights(one.profile, other.profile, dated) and wanted(one, other):
                by_fold[other.fold].append(other)
        for others in by_fold.values():
            first, *seen = unseen.seen(one, others)
            facts.append(pair_facts(first, seen, dated=dated))
            met += [(one, other) for other in others]
    hardness = np.array([_hardness(*pair) for pair in met])
    folds = np.array([(one.fold, other.fold) for one, other in met])
    return ExamplePairs(np.vstack(facts), (hardness == 0).astype(np.float64), hardness, folds)


def _is_decided_by_weights(one: ArticleProfile, other: ArticleProfile, dated: bool) -> bool:
    known = not dated or (one.dated and other.dated)
    return known and abs(one.day - other.day) <= WINDOW and not is_of_a_series(one, other) and not is_copy(one, other)


def _hardness(one: Example, other: Example) -> float:
    """The weight of a pair from two events; 0 if both report the same one."""
    if one.event == other.event:
        return 0.0
    return HARD if one.affair == other.affair else 1.0


def fit(sets: Sequence[ExamplePairs], kept: Sequence[NDArray[np.bool_]], meant: bool) -> PairWeights:
    """Fit the weights (Newton's method) on the kept pairs; ``meant``: whether to use the vectors."""
    rows = np.vstack([_inputs(one.facts[keep], meant) for one, keep in zip(sets, kept, strict=True)])
    right = np.concatenate([one.one_event[keep] for one, keep in zip(sets, kept, strict=True)])
    weight = np.concatenate([one.weights[keep] for one, keep in zip(sets, kept, strict=True)])
    scale = rows.std(0) + 1e-9
    inputs = np.c_[rows / scale, np.ones(len(rows))]
    found = np.zeros(inputs.shape[1])
    ridge = PENALTY * np.diag([*np.ones(len(scale)), 1e-6])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(inputs @ found, -30, 30)))
        slope = inputs.T @ (weight * (chance - right)) + ridge @ found
        step = np.linalg.solve((inputs * (weight * chance * (1 - chance))[:, None]).T @ inputs + ridge, slope)
        found -= step
        if np.abs(step).max() < SETTLED:
            break
    told, size = found[:-1] / scale, len(FACTS)
    return PairWeights(np.append(told[:size], found[-1]), np.append(told[size : 2 * size], told[-1]))


def _inputs(facts: Array, meant: bool) -> Array:
    """The features, the features times the shortness of the texts, and the shortness."""
    facts = facts if meant else np.where([name.endswith(OF_VECTORS) for name in FACTS], 0.0, facts)
    shortness = np.maximum(0.0, math.log(1 + SHORT) - facts[:, [FACTS.index("length")]])
    return np.hstack([facts, facts * shortness, shortness])


def scores(told: Sequence[Example], odds: Odds) -> str:
    """Precision and recall of pairs and BCubed F1, with the articles added one after another."""
    stories: dict[int, list[int]] = {}
    for at, one in enumerate(told):
        near = {number: _newest(told, one, members) for number, members in stories.items()}
        around = sum(abs(other.profile.day - one.profile.day) <= 1 for other in told[: at + 1])
        found = place(one.profile, near, odds, around)
        number = at if found.story is None else found.story
        joined = [member for other in (number, *found.merged) for member in stories.pop(other, [])]
        stories[number] = sorted([*joined, at])
    story = {at: number for number, members in stories.items() for at in members}
    both = Counter((one.event, story[at]) for at, one in enumerate(told))
    real, given = Counter(one.event for one in told), Counter(story.values())
    together = _two(both)
    precision = sum(count**2 / given[number] for (_, number), count in both.items()) / len(told)
    recall = sum(count**2 / real[event] for (event, _), count in both.items()) / len(told)
    return (
        f"P {together / max(1, _two(given)):.3f} R {together / _two(real):.3f}"
        f" BCubed F1 {2 * precision * recall / (precision + recall):.3f}"
    )


def _newest(told: Sequence[Example], one: Example, members: Sequence[int]) -> list[ArticleProfile]:
    open_ones = [told[at].profile for at in members if abs(told[at].profile.day - one.profile.day) <= WINDOW]
    return open_ones[-MEMBERS:][::-1]


def _two(counts: Counter[object] | Counter[str] | Counter[int] | Counter[tuple[str, int]]) -> float:
    return sum(count * (count - 1) / 2 for count in counts.values())


def cross_validated(named: Mapping[str, Sequence[Example]], sets: Sequence[ExamplePairs], unseen: UnseenAxes) -> None:
    """Print the grouping quality of each set, with weights fitted on neither affair of a pair."""
    fitted = {
        (first, second): fit(sets, [np.logical_not(np.isin(one.folds, (first, second)).any(1)) for one in sets], True)
        for first, second in itertools.combinations_with_replacement(range(FOLDS), 2)
    }
    for name, told in named.items():
        examples_by_profile = {id(one.profile): one for one in told}

        def odds(
            one: ArticleProfile,
            others: Sequence[ArticleProfile],
            found: Mapping[int, Example] = examples_by_profile,
        ) -> list[float]:
            return [_unseen_odds(found[id(one)], found[id(other)], fitted, unseen) for other in others]

        print(f"{name:24} {scores(told, odds)}; with the weights in use {scores(told, log_odds)}", flush=True)


def _unseen_odds(
    one: Example, other: Example, fitted: Mapping[tuple[int, int], PairWeights], unseen: UnseenAxes
) -> float:
    low, high = sorted((one.fold, other.fold))
    first, second = unseen.seen(one, [other])
    return float(log_odds(first, [second], fitted[low, high])[0])


def sets_of(options: argparse.Namespace) -> Iterator[tuple[str, list[Example]]]:
    """The sets by name."""
    for file in INVENTED:
        told = examples(affairs(file))
        yield file, told
        yield f"{file}, a week", in_one_week(told)
    for articles, gold in options.told:
        for cut in CUTS:
            told = examples(read_told(articles, gold, cut))
            yield f"{articles.stem} {cut or 'whole'}", told
            yield f"{articles.stem} {cut or 'whole'}, a week", in_one_week(told)


def fitted_on(named: Mapping[str, Sequence[Example]], dated: bool, unseen: UnseenAxes) -> list[ExamplePairs]:
    """The pairs of all sets, and those of unrelated articles."""
    sets = [pairs(told, dated, unseen, 1.0 if ".txt" in name else TOLD) for name, told in named.items()]
    whole = [one for name, told in named.items() if name.endswith(", a week") for one in told if one.profile.dated]
    spans = SHARES if dated else {1: SHARES[1]}
    return [*sets, *(unrelated(whole, days, share, dated, unseen) for days, share in spans.items())]


def weights_of(sets: Sequence[ExamplePairs], dated: bool) -> dict[str, dict[str, list[float]]]:
    """The weights fitted on all pairs, with and without vectors, as in the file."""
    made = {}
    for meant in (True, False):
        found = fit(sets, [np.ones(len(one.folds), bool) for one in sets], meant)
        rows = zip((*FACTS, "bias"), found.usual, found.short, strict=True)
        made[weights_name(dated=dated, meant=meant)] = {
            name: [round(float(one), 3), round(float(other), 3)] for name, one, other in rows if one or other
        }
    return made


def measure_unseen(ecb_plus: Path | None) -> None:
    """Print the grouping quality of the sets kept back, with the weights in use."""
    for file in KEPT_BACK:
        print(f"{file:24} with the weights in use {scores(examples(affairs(file)), log_odds)}")
    if ecb_plus:
        print(f"{'ECB+':24} with the weights in use {scores(examples(read_ecb_plus(ecb_plus)), log_odds)}")


def main() -> None:
    """See the module's docstring."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--told", type=Path, nargs=2, action="append", default=[])
    parser.add_argument("--ecb-plus", type=Path)
    parser.add_argument("--measure", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    named = dict(sets_of(options))
    invented = [one for file in INVENTED for one in named[f"{file}, a week"]]
    unseen = UnseenAxes(invented)
    made: dict[str, dict[str, list[float]]] = {}
    for dated in (True, False):
        sets = fitted_on(named, dated, unseen)
        made |= weights_of(sets, dated)
        if dated and options.measure:
            cross_validated(named, sets, unseen)
    if options.measure:
        measure_unseen(options.ecb_plus)
    if options.write:
        axes_of(invented).write(FILE)
        WEIGHTS.write_text(json.dumps(made, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
