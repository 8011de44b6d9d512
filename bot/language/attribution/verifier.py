"""Verify speakers: how likely somebody else is meant than was found, by the signs of the reference.

A logistic regression whose weights are data (``verifier_weights.json``), fitted by ``python -m training.speakers`` on
references in real articles that were read one by one. Above the limit, which is another for institutions than for
people, a quote keeps its words and loses its name: it is told under "the senator" or under nobody, and not found under
a name.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from math import exp

from bot.language.coreference.mentions import NOBODY, QuoteSource
from bot.lexicon.pronouns import PRONOUNS

#: Whether the speaker of a quote whose words begin at the offset is told by name.
Verify = Callable[[QuoteSource, int], bool]


def is_sure(speaker: QuoteSource, _offset: int) -> bool:
    """Whether a speaker is told by name, by the shipped weights."""
    entity = speaker.entity
    kind = "person" if entity is not None and entity.label == "PERSON" else "body"
    return chance_of_another(speaker.signs) <= _weights()["limits"][kind]


def chance_of_another(signs: Sequence[str]) -> float:
    """The probability, 0 to 1, that somebody else is meant; 0 without signs, which is a name."""
    if not signs:
        return 0.0
    weights = _weights()["weights"]
    return 1.0 / (1.0 + exp(-weights["bias"] - sum(weights.get(sign, 0.0) for sign in signs)))


def without_name(speaker: QuoteSource) -> QuoteSource:
    """The words for a speaker, such as "the senator"; nobody for a pronoun."""
    described = speaker.words and speaker.words.lower() not in PRONOUNS
    return QuoteSource(None, speaker.words) if described else NOBODY


@cache
def _weights() -> dict[str, dict[str, float]]:
    """The weights by sign, and the limits by kind of speaker."""
    text = files("bot.language.attribution").joinpath("verifier_weights.json").read_text(encoding="utf-8")
    told: dict[str, dict[str, float]] = json.loads(text)
    return told
