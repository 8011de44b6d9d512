"""The topics of all interests: which of them an article is about by its meaning, judged as nearness.py judges one.

    stems of the article -> the words of topics that it has -> all evidence but the cosines
    vectors of topics    -> rough cosines, from their main directions, with a margin -> cosines of what is left

The margin is four times the error of rough cosines; what it might still miss, the nightly sweep finds.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.following.article_meaning import ArticleMeaning
from bot.following.near_topics import NearTopic, Words, rarity, unit
from bot.following.nearness import BEST, LIKE, size, weights

DIRECTIONS = 64  #: numbers of a rough vector
FEW = 2_000  #: topics up to which rough cosines save nothing
_MARGIN = 0.1

Table = NDArray[np.float32]


class _TopicOfInterest(NamedTuple):
    row: int  # of the interest
    text: str
    words: Words


class TopicIndex:
    """The topics of interests, in memory: about a kilobyte each. Not thread-safe."""

    def __init__(self) -> None:
        self._topics: list[_TopicOfInterest] = []
        self._encoder = ""
        self._new: list[NDArray[np.int8]] = []  # not in the tables yet
        self._words, self._like = _by_stem(), _by_stem()  # places in these two:
        self._topic_of, self._weight_of = array("q"), array("f")  # of each word of each topic
        self._codes: NDArray[np.int8] = np.zeros((0, 0), np.int8)
        self._rough: Table = np.zeros((0, 0), np.float32)
        self._directions: Table = self._rough
        self._sizes: Table = np.zeros(0, np.float32)
        self._counts: NDArray[np.int64] = np.zeros(0, np.int64)
        self._measured = 0  # number of topics of which these are the main directions

    def __len__(self) -> int:
        return len(self._topics)

    def add(self, interests: Iterable[tuple[int, Iterable[NearTopic]]]) -> None:
        """Add the topics of interests, by their rows; only those of one model at a time."""
        for row, topics in interests:
            for topic in topics:
                self._encoder = self._encoder or topic.encoder
                if topic.encoder == self._encoder:
                    self._add(row, topic)

    def _add(self, row: int, topic: NearTopic) -> None:
        whole = sum(rarity(stem) for stem, _ in topic.words)
        for stem, like in topic.words:
            place = len(self._topic_of)
            self._words[stem].append(place)
            for other in like:
                self._like[other].append(place)
            self._topic_of.append(len(self._topics))
            self._weight_of.append(rarity(stem) / whole)
        self._topics.append(_TopicOfInterest(row, topic.text, topic.words))
        self._new.append(topic.numbers)

    def near(self, article: ArticleMeaning) -> set[int]:
        """The rows of all interests with a topic that the article is about; the article keeps what was judged."""
        article.judged = {}
        if article.encoder != self._encoder or not len(article.codes):
            return set()
        self._catch_up()
        told, kept = self._by_words(article), np.arange(len(self._topics))
        if len(self._rough):
            rough = self._rough @ (article.sentences @ self._directions).T
            kept = np.flatnonzero(_by_meaning(rough.max(axis=1), rough[:, 0], _MARGIN) + told > 0)
            kept = kept[_by_meaning(_best(rough[kept]), rough[kept, 0], _MARGIN) + told[kept] > 0]
        cosines = unit(self._codes[kept]) @ article.sentences.T
        about = _by_meaning(_best(cosines), cosines[:, 0], 0.0) + told[kept] > 0
        for at, sentence in zip(kept[about].tolist(), cosines[about].argmax(axis=1).tolist(), strict=True):
            article.judged[self._topics[at].text, self._topics[at].words] = sentence
        return {self._topics[at].row for at in kept[about].tolist()}

    def _by_words(self, article: ArticleMeaning) -> Table:
        """The logits of the topics but for the cosines; very low if all words are there: then they decide."""
        topic_of = np.frombuffer(self._topic_of, np.int64)
        held = np.zeros(len(topic_of), np.float32)
        held[_places(self._like, article.stems)] = LIKE
        held[_places(self._words, article.stems)] = 1
        shares = np.bincount(topic_of, held * np.frombuffer(self._weight_of, np.float32), len(self._topics))
        whole = np.bincount(topic_of, held == 1, len(self._topics)) == self._counts
        each, bias = weights()
        logits = each.words * shares + each.size * self._sizes + bias
        return np.where(whole, -np.inf, logits).astype(np.float32)

    def _catch_up(self) -> None:
        if not self._new:
            return
        codes, self._new = np.array(self._new, np.int8), []
        self._codes = np.concatenate([self._codes, codes]) if len(self._codes) else codes
        self._sizes = np.array([size(topic.words) for topic in self._topics], np.float32)
        self._counts = np.array([len(topic.words) for topic in self._topics])
        if len(self._codes) > max(FEW, 2 * self._measured):
            vectors = unit(self._codes)
            _, directions = np.linalg.eigh(vectors.T @ vectors)
            self._directions, self._measured = np.ascontiguousarray(directions[:, -DIRECTIONS:]), len(vectors)
            self._rough = vectors @ self._directions
        elif self._measured:
            self._rough = np.concatenate([self._rough, unit(codes) @ self._directions])


def _by_stem() -> defaultdict[str, array[int]]:
    return defaultdict(lambda: array("q"))


def _places(of: Mapping[str, array[int]], stems: Iterable[str]) -> NDArray[np.int64]:
    return np.frombuffer(b"".join(of[stem] for stem in stems if stem in of), np.int64)


def _best(cosines: Table) -> Table:
    best: Table = np.partition(cosines, -min(BEST, cosines.shape[1]), axis=1)[:, -BEST:].mean(axis=1)
    return best


def _by_meaning(best: Table, opening: Table, margin: float) -> Table:
    """What the cosines add to the logits, at most, if they may be wrong by ``margin``."""
    each, _ = weights()
    doubt = margin * (each.meaning + abs(each.opening))
    return np.asarray(each.meaning * best + each.opening * opening + doubt, np.float32)
