"""Judge whether an article is about a topic that it does not name word for word. Pure.

    meaning    the mean cosine of the topic with the three sentences nearest to it
    opening    its cosine with the first sentence: what all sentences have in common, their title, counts less
    words      how many of its words, rare ones counting most, the article has, or words that mean much the same
    size       how many words the topic has: what is said in many words is known best

The weights were fitted by benchmarks/fit_nearness.py and are in nearness.json.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.following.article_meaning import ArticleMeaning
from bot.following.near_topics import NearTopic, Words, rarity

BEST = 3  #: sentences whose cosines are averaged
LIKE = 0.7  #: how much a word counts of which the article has one that means much the same
_MOST_WORDS = 6  # from which on more words of a topic say no more


class NearEvidence(NamedTuple):
    """What speaks for a topic, see above."""

    meaning: float
    opening: float
    words: float
    size: float


@cache
def weights() -> tuple[NearEvidence, float]:
    """The weight of each piece of evidence, and what is added."""
    data = json.loads((files("bot.following") / "nearness.json").read_text("utf-8"))
    return NearEvidence(*(data[name] for name in NearEvidence._fields)), data["bias"]


def nearest_sentence(topic: NearTopic, article: ArticleMeaning | None) -> int | None:
    """The sentence that is nearest to the topic, if the article is about it; None if it is not or cannot be judged."""
    if article is None or article.encoder != topic.encoder or not len(article.codes):
        return None
    if article.judged is not None:
        return article.judged.get((topic.text, topic.words))
    return judged(topic.words, article, article.sentences @ topic.vector)


def judged(words: Words, article: ArticleMeaning, cosines: NDArray[np.float32]) -> int | None:
    """The nearest sentence, if an article is about a topic; ``cosines``: of the topic with each sentence."""
    if all(stem in article.stems for stem, _ in words):
        return None  # it has the words, but not together or not in that sense: exact matching has decided
    each, bias = weights()
    logit = sum(weight * piece for weight, piece in zip(each, weighed(words, article, cosines), strict=True)) + bias
    return int(cosines.argmax()) if logit > 0 else None


def weighed(words: Words, article: ArticleMeaning, cosines: NDArray[np.float32]) -> NearEvidence:
    """The evidence for a topic; ``cosines``: of the topic with each sentence."""
    best = sorted(cosines.tolist())[-BEST:]
    return NearEvidence(sum(best) / len(best), float(cosines[0]), _held(words, article), size(words))


def size(words: Words) -> float:
    """How much the number of a topic's words says."""
    return float(min(_MOST_WORDS, len(words)))


def _held(words: Words, article: ArticleMeaning) -> float:
    """Which share of a topic's words the article has, rare ones counting most."""
    found = whole = 0.0
    for stem, like in words:
        weight = rarity(stem)
        whole += weight
        found += weight if stem in article.stems else 0.0 if article.stems.isdisjoint(like) else LIKE * weight
    return found / whole
