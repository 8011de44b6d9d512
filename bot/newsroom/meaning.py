"""What a text means, for the classifier of requests, and what a conversation is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.archive import ReadableArchive
from bot.language.model.sentence_encoder import SentenceEncoder, Vector
from bot.models import Turn
from bot.retrieval.answers.topic_search import subject
from bot.understanding.question import understand
from bot.understanding.request_classifier import fitted_encoder


def meaning_by(encoder: SentenceEncoder) -> Callable[[str], Vector | None]:
    """A function from a text to its vector; to None if ``encoder`` cannot encode, or the classifier knows another."""

    def meaning(text: str) -> Vector | None:
        known = encoder.available and encoder.name == fitted_encoder()
        return encoder.question(text) if known else None

    return meaning


def subject_of(archive: ReadableArchive, turns: Sequence[Turn], asked: datetime) -> Callable[[], str]:
    """A function to the topic of the last turn, "" if there is none. ``asked``: aware time of asking."""

    def topic() -> str:
        if not turns:
            return ""
        with archive.reading() as reader:
            return subject(reader, understand(reader, turns[-1].question, asked))

    return topic
