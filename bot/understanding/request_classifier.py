"""What a text most likely wants, learned from many ways to ask: for wordings that no grammar of the router knows. Pure.

text -> skeleton ("explain me the budget fight" -> "explain me the _") -> chances of the labels (request_weights.json)

The skeleton keeps the words of asking and replaces all others, so that what is asked about has no say in what kind of
request it is. A softmax over its words, pairs and triples gives the chances. ``python -m training.requests`` fits the
weights.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import exp

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.politeness import in_full

CONTENT = "_"  #: stands for words of what is asked about, one or more
NUMBER = "#"
LONGEST = 3  #: words of a feature
_SHORTEST_SLIP = 6  # letters; shorter words have too many neighbours
_SCALE = 100  # weights are stored as whole hundredths
_WORD = re.compile(r"\d[\d.,:]*|[^\W\d_]+(?:'[^\W\d_]+)?|\?")
_APOSTROPHES = str.maketrans("’‘`", "'" * 3)


@dataclass(frozen=True, slots=True)
class Guess:
    """A label that a text may have."""

    label: str
    chance: float  #: 0 to 1


@dataclass(frozen=True, slots=True)
class RequestWeights:
    """What was learned."""

    labels: tuple[str, ...]
    vocabulary: frozenset[str]  #: the words of asking
    weights: dict[str, dict[int, int]]  #: by feature, then by the label's place; in hundredths


def guesses(text: str) -> list[Guess]:
    """What ``text`` may want, the likeliest first; the chances of all labels add up to 1."""
    known = _learned()
    scores: dict[int, float] = defaultdict(float)
    for feature in features(skeleton(text, known.vocabulary)):
        for at, weight in known.weights.get(feature, {}).items():
            scores[at] += weight / _SCALE
    raised = [exp(scores[at]) for at in range(len(known.labels))]
    found = [Guess(label, one / sum(raised)) for label, one in zip(known.labels, raised, strict=True)]
    return sorted(found, key=lambda one: -one.chance)


def content_of(text: str) -> str:
    """What is asked about: from the first to the last word that is none of asking; "" where there is none."""
    plain = _plain(text)
    vocabulary = _learned().vocabulary
    told = [found for found in _WORD.finditer(plain) if _is_content(found.group().lower(), vocabulary)]
    return plain[told[0].start() : told[-1].end()] if told else ""


def skeleton(text: str, vocabulary: Collection[str]) -> list[str]:
    """The words of asking, slips in them put right; one mark for all words between them."""
    found: list[str] = []
    for word in _WORD.findall(_plain(text).lower()):
        masked = _masked(word, vocabulary)
        if not (masked == CONTENT and found[-1:] == [CONTENT]):
            found.append(masked)
    return found


def features(words: Sequence[str]) -> Iterator[str]:
    """Words, pairs and triples in order, with marks where the text begins and ends; each once."""
    marked = ("^", *words, "$")
    spans = (marked[at : at + size] for size in range(1, LONGEST + 1) for at in range(len(marked) - size + 1))
    yield from dict.fromkeys(" ".join(span) for span in spans if span not in {("^",), ("$",)})


def _is_content(word: str, vocabulary: Collection[str]) -> bool:
    return word != "?" and _masked(word, vocabulary) == CONTENT


def _plain(text: str) -> str:
    return in_full(" ".join(text.translate(_APOSTROPHES).split()))


def _masked(word: str, vocabulary: Collection[str]) -> str:
    if word in vocabulary:
        return word
    if word[0].isdigit():
        return NUMBER
    return _slip(word, frozenset(vocabulary)) if len(word) >= _SHORTEST_SLIP else CONTENT


@lru_cache(maxsize=4096)
def _slip(word: str, vocabulary: frozenset[str]) -> str:
    """The word of asking that this one is a slip of; CONTENT where it is none."""
    near = process.extractOne(word, vocabulary, scorer=OSA.distance, score_cutoff=1)
    meant = near[0] if near else ""
    return meant if meant[:1] == word[0] and len(meant) >= _SHORTEST_SLIP else CONTENT


@cache
def _learned() -> RequestWeights:
    stored = json.loads((files("bot.understanding") / "request_weights.json").read_text("utf-8"))
    weights = {
        feature: {int(at): weight for at, weight in by_label.items()} for feature, by_label in stored["weights"].items()
    }
    return RequestWeights(tuple(stored["labels"]), frozenset(stored["vocabulary"]), weights)
