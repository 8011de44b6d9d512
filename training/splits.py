"""The part of a corpus to which an article belongs, determined by its name alone, so that it never changes."""

from __future__ import annotations

import hashlib
from enum import StrEnum

#: Percent of the articles for evaluation, and percent for early stopping and for choosing the bias.
TEST_PERCENT = 10
DEV_PERCENT = 5


class Part(StrEnum):
    """What an article may be used for."""

    TRAIN = "train"
    DEV = "dev"
    TEST = "test"


def part_of(article: str) -> Part:
    """The part of the article with this name: the same on every machine and for any order of files."""
    bucket = bucket_of(article)
    if bucket < TEST_PERCENT:
        return Part.TEST
    return Part.DEV if bucket < TEST_PERCENT + DEV_PERCENT else Part.TRAIN


def bucket_of(article: str) -> int:
    """A number from 0 to 99 for an article, by a hash of its name."""
    return int(hashlib.sha256(article.encode()).hexdigest(), 16) % 100
