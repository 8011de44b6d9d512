"""What a text means, for the classifier of requests."""

from __future__ import annotations

from collections.abc import Callable

from bot.language.model.sentence_encoder import SentenceEncoder, Vector
from bot.understanding.request_classifier import fitted_encoder


def meaning_by(encoder: SentenceEncoder) -> Callable[[str], Vector | None]:
    """A function from a text to its vector; to None if ``encoder`` cannot encode, or the classifier knows another."""

    def meaning(text: str) -> Vector | None:
        known = encoder.available and encoder.name == fitted_encoder()
        return encoder.question(text) if known else None

    return meaning
