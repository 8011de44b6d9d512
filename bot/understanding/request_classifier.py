"""A classifier of requests, trained on many ways to ask, for wordings that no grammar of the router covers. Pure.

text -> skeleton ("explain me the budget fight" -> "explain me the _") \
                                                                         label probabilities (request_weights.json)
text -> vector of the sentence encoder, where there is one ------------ /

The skeleton keeps the words of asking and masks all others, so that the topic does not influence the kind of request.
A softmax over its n-grams and the vector gives the probabilities; the vector knows words of asking that training never
showed. ``python -m training.requests`` fits the weights.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import exp

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.language.model.sentence_encoder import Vector
from bot.lexicon.loader import word_list
from bot.understanding.politeness import in_full

CONTENT = "_"  #: replaces one or more words of the topic
NUMBER = "#"
LONGEST_FEATURE = 3  #: maximum words of a feature
_SHORTEST_SLIP = 6  # letters; shorter words have too many similar ones
_SHORTEST_OPENER = 5  # the same for words that open questions
_SHORTENED = re.compile(r"['’](?:s|re|ll|d|ve)$")  # "who's"
_AHEAD_OF_OPENERS = frozenset({"until", "till", "since", "by", "from", "in", "at", "on", "for", "to", "with"})
_SCALE = 100  # weights are stored as integers, in hundredths
_WORD = re.compile(r"\d[\d.,:]*|[^\W\d_]+(?:'[^\W\d_]+)?|\?")
#: What belongs to the first or last word of a topic: "by-election", "Heron-2", "Apollo 13".
_AHEAD = re.compile(r"(?<!\S)(?:\w+-)+$")
_BEHIND = re.compile(
    r"(?:[-–/]\w+)+|(?: \d+)(?![\w:.]|\s*(?:h|hrs?|hours?|am|pm|o'clock|days?|weeks?|lines|sentences|words)\b)"
)
_THE = re.compile(r"\b(?:the|this|that)(?: [\w'-]+)? $", re.IGNORECASE)
_NOUNS = re.compile(r"(?: [a-z]+){1,2}(?=\s*[,;:–—])", re.IGNORECASE)
_NO_NOUNS = word_list("topic_requests", "behind_topics")
_APOSTROPHES = str.maketrans("’‘`", "'" * 3)
#: The letters of "U.S.A." and "AT&T" are no words of asking ("u", "at").
_INITIALS = re.compile(r"\b(?:(?:[A-Z]\.)+[A-Z]\b\.?|[A-Za-z]{1,3}&[A-Za-z]{1,3}\b)")
_MASKED_INITIALS = "zz"


@dataclass(frozen=True, slots=True)
class Guess:
    """A label with its probability."""

    label: str
    chance: float  #: 0 to 1


@dataclass(frozen=True, slots=True)
class RequestWeights:
    """The trained model."""

    labels: tuple[str, ...]
    vocabulary: frozenset[str]  #: the words of asking
    weights: dict[str, dict[int, int]]  #: by feature, then by the label's index; in hundredths
    encoder: str  #: name of the sentence encoder that ``meaning`` was fitted to
    meaning: NDArray[np.float32]  #: (labels, width of its vectors)
    biases: NDArray[np.float32]  #: by label, of texts with a vector


def guesses(text: str, meaning: Vector | None = None) -> list[Guess]:
    """The labels for ``text``, most likely first; their probabilities add up to 1.

    ``meaning``: its vector as a question by the encoder named ``fitted_encoder()``; None to go by its words alone.
    """
    known, scores = _weights(), defaultdict(float, _scores(text))
    if meaning is not None:
        for at, score in enumerate(known.meaning @ meaning + known.biases):
            scores[at] += float(score)
    raised = [exp(scores[at]) for at in range(len(known.labels))]
    found = [Guess(label, one / sum(raised)) for label, one in zip(known.labels, raised, strict=True)]
    return sorted(found, key=lambda one: -one.chance)


@lru_cache(maxsize=256)
def _scores(text: str) -> Mapping[int, float]:
    """What the words of asking say for each label; several readers of one text ask for it."""
    known = _weights()
    scores: dict[int, float] = defaultdict(float)
    for feature in features(skeleton(text, known.vocabulary)):
        for at, weight in known.weights.get(feature, {}).items():
            scores[at] += weight / _SCALE
    return scores


def fitted_encoder() -> str:
    """The name of the sentence encoder whose vectors the weights were fitted to."""
    return _weights().encoder


def content_of(text: str) -> str:
    """The topic: from the first to the last word that is not a word of asking; "" if there is none."""
    plain = _normalised(text)
    vocabulary = _weights().vocabulary
    told = [found for found in _WORD.finditer(plain) if _is_content(found.group().lower(), vocabulary)]
    if not told:
        return ""
    before, after = _AHEAD.search(plain, 0, told[0].start()), _BEHIND.match(plain, told[-1].end())
    end = after.end() if after else told[-1].end()
    return plain[before.start() if before else told[0].start() : end + _compound(plain, told[-1].start(), end)]


def _compound(plain: str, start: int, end: int) -> int:
    """How many characters behind a topic belong to it: "clock" of "the water clock, day by day"."""
    found = _NOUNS.match(plain, end) if _THE.search(plain, 0, start) else None
    words = found.group().lower().split() if found else []
    return found.end() - end if found and _NO_NOUNS.isdisjoint(words) and not words[-1].endswith("ly") else 0


def opens_with(text: str, openers: Collection[str]) -> bool:
    """Whether a text opens with one of these, or a slip of a long one: "whcih", "when's", "until when"."""
    words = [_SHORTENED.sub("", word) for word in text.lower().split()]
    led = words[1:] if words and words[0] in _AHEAD_OF_OPENERS and words[1:2] != ["the"] else words
    first = led[0] if led else ""
    return first in openers or any(OSA.distance(first, one) == 1 for one in openers if len(one) >= _SHORTEST_OPENER)


def is_content(text: str) -> bool:
    """Whether a text has no word of asking: "harn detour length"."""
    return set(skeleton(text, _weights().vocabulary)) <= {CONTENT, NUMBER, "?"}


def skeleton(text: str, vocabulary: Collection[str]) -> list[str]:
    """The words of asking, with spelling corrected, and one mask for each run of other words."""
    found: list[str] = []
    for word in _WORD.findall(_normalised(text).lower()):
        masked = _masked(word, vocabulary)
        if not (masked == CONTENT and found[-1:] == [CONTENT]):
            found.append(masked)
    return found


def features(words: Sequence[str]) -> Iterator[str]:
    """The n-grams of one to three words, including marks for the start and end of the text, without repeats."""
    marked = ("^", *words, "$")
    spans = (marked[at : at + size] for size in range(1, LONGEST_FEATURE + 1) for at in range(len(marked) - size + 1))
    yield from dict.fromkeys(" ".join(span) for span in spans if span not in {("^",), ("$",)})


def _is_content(word: str, vocabulary: Collection[str]) -> bool:
    return word != "?" and _masked(word, vocabulary) == CONTENT


def _normalised(text: str) -> str:
    plain = _INITIALS.sub(_MASKED_INITIALS, text.translate(_APOSTROPHES))
    return in_full(" ".join(plain.split()))


def _masked(word: str, vocabulary: Collection[str]) -> str:
    if word in vocabulary:
        return word
    if word[0].isdigit():
        return NUMBER
    return _slip(word, frozenset(vocabulary)) if len(word) >= _SHORTEST_SLIP else CONTENT


@lru_cache(maxsize=4096)
def _slip(word: str, vocabulary: frozenset[str]) -> str:
    """The word of asking that ``word`` misspells; CONTENT if there is none."""
    near = process.extractOne(word, _long_ones(vocabulary).get(word[0], ()), scorer=OSA.distance, score_cutoff=1)
    return near[0] if near else CONTENT


@lru_cache(maxsize=4)
def _long_ones(vocabulary: frozenset[str]) -> Mapping[str, Sequence[str]]:
    """The words that may be misspelt, by their first letter, which slips seldom change."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(vocabulary):
        if len(word) >= _SHORTEST_SLIP:
            found[word[0]].append(word)
    return found


@cache
def _weights() -> RequestWeights:
    stored = json.loads((files("bot.understanding") / "request_weights.json").read_text("utf-8"))
    weights = {
        feature: {int(at): weight for at, weight in by_label.items()} for feature, by_label in stored["weights"].items()
    }
    return RequestWeights(
        labels=tuple(stored["labels"]),
        vocabulary=frozenset(stored["vocabulary"]),
        weights=weights,
        encoder=stored["encoder"],
        meaning=np.array(stored["meaning"], np.float32) / np.float32(_SCALE),
        biases=np.array(stored["biases"], np.float32) / np.float32(_SCALE),
    )
