"""Topics that are also followed by meaning: "campaign finance" also means articles on donors and super PACs.

Everything that is needed to judge an article is stored with the filter, so matching, the nightly sweep and previews
judge alike, and none of them needs the encoder. nearness.py judges.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from bot.following.phrases import Phrase, read_phrase, written_phrase
from bot.lexicon.news_frequencies import usual_shares
from bot.text.analyzer import terms

FEWEST_WORDS = 2  #: of a topic: one word alone says too little about what is meant
_UNSEEN = 0.005  # share of articles that contain a term of which no share is known
_QUOTED = re.compile('["“„]([^"“”„]+)["”“]')

Words = tuple[tuple[str, tuple[str, ...]], ...]  #: stems, each with others that mean much the same


@dataclass(frozen=True)
class NearTopic:
    """What an alternative of a filter is about, in words that are no names."""

    text: str  #: lower-cased, with the names of the alternative
    words: Words  #: those that are no names
    held: tuple[Phrase, ...]  #: names and quoted phrases that the article must hold as well
    unless: tuple[Phrase, ...]
    encoder: str  #: name of the model that made ``code``
    code: str  #: vector of ``text``, eight bits a number, in base 64

    @property
    def vector(self) -> NDArray[np.float32]:
        """The vector of ``text``, of length 1."""
        return unit(self.numbers)

    @property
    def numbers(self) -> NDArray[np.int8]:
        """The vector as stored."""
        return np.frombuffer(base64.b64decode(self.code), np.int8)

    def dump(self) -> dict[str, object]:
        """The topic as values for JSON."""
        return {
            "text": self.text,
            "words": [[stem, *like] for stem, like in self.words],
            "held": [*map(written_phrase, self.held)],
            "unless": [*map(written_phrase, self.unless)],
            "encoder": self.encoder,
            "vector": self.code,
        }


def load_topic(data: dict[str, list[list[str]]]) -> NearTopic:
    """The topic in the values that ``NearTopic.dump`` gave."""
    return NearTopic(
        text=str(data["text"]),
        words=tuple(_shared(stem, tuple(like)) for stem, *like in data["words"]),
        held=tuple(map(read_phrase, data["held"])),
        unless=tuple(map(read_phrase, data["unless"])),
        encoder=str(data["encoder"]),
        code=str(data["vector"]),
    )


@lru_cache(maxsize=1 << 15)
def _shared(stem: str, like: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """One object for the same word of many topics."""
    return stem, like


@lru_cache(maxsize=1 << 15)
def rarity(stem: str) -> float:
    """How much a term says about what an article is about."""
    return float(-np.log(usual_shares().get(stem, _UNSEEN) + 0.5 * _UNSEEN))


def unit(codes: NDArray[np.int8]) -> NDArray[np.float32]:
    """Vectors of eight bits a number, one per row, scaled to length 1; zeros stay."""
    vectors = codes.astype(np.float32)
    scaled: NDArray[np.float32] = vectors / np.maximum(
        np.linalg.norm(vectors, axis=-1, keepdims=True), np.float32(1e-9)
    )
    return scaled


def encoded(vector: NDArray[np.int8]) -> str:
    """A vector as ``NearTopic.code``."""
    return base64.b64encode(vector.tobytes()).decode()


@dataclass(frozen=True, slots=True)
class Wish:
    """A topic before it has a vector."""

    text: str
    stems: tuple[str, ...]
    held: tuple[Phrase, ...]
    unless: tuple[Phrase, ...]


def wishes(value: str, alternatives: list[tuple[tuple[Phrase, ...], tuple[Phrase, ...]]]) -> Iterator[Wish]:
    """The topics of a filter's alternatives; what is written between quotation marks in ``value`` is meant exactly."""
    exact = {" ".join(found.split()).casefold() for found in _QUOTED.findall(value)}
    for found, left in alternatives:
        free = [one for one in found if not one.name and not one.sense and one.text.casefold() not in exact]
        said = tuple(stem for one in free for stem in terms(one.text))
        if len(said) >= FEWEST_WORDS:
            told = " ".join(one.text for one in sorted(found, key=partial(_place, value)))
            told = value if terms(value) == terms(told) else told  # with the little words between them
            yield Wish(told.casefold(), said, tuple(one for one in found if one not in free), left)


def _place(value: str, phrase: Phrase) -> int:
    at = value.casefold().find(phrase.text.casefold())
    return at if at >= 0 else len(value)
