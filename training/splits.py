"""Which part of a corpus an article belongs to: decided by its name alone, so that it never moves."""

from __future__ import annotations

import hashlib
from enum import StrEnum

#: Percent of the articles that are measured on, and percent that decide when to stop and which bias to take.
TEST_PERCENT = 10
DEV_PERCENT = 5


class Part(StrEnum):
    """Where an article may be used."""

    TRAIN = "train"
    DEV = "dev"
    TEST = "test"


def part_of(article: str) -> Part:
    """The part of the article with this name: the same on every machine and in every order of files."""
    bucket = int(hashlib.sha256(article.encode()).hexdigest(), 16) % 100
    if bucket < TEST_PERCENT:
        return Part.TEST
    return Part.DEV if bucket < TEST_PERCENT + DEV_PERCENT else Part.TRAIN
