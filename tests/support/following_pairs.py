"""The labelled pairs of resources/following_*.txt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.models import NewArticle

RESOURCES = Path(__file__).parent.parent / "resources"
FILES = (
    "following_pairs.txt",
    "following_near_misses.txt",
    "following_blind.txt",
    "following_once_more.txt",
    "following_kinds.txt",
    "following_kinds_again.txt",
    "following_unseen.txt",
    "following_unseen_again.txt",
    "following_writings.txt",
    "following_towns_and_senses.txt",
    "following_titles_and_compounds.txt",
    "following_other_names.txt",
    "following_speakers.txt",
    "following_names_typed.txt",
    "following_more_kinds.txt",
    "following_states.txt",
    "following_short_words.txt",
    "following_letters.txt",
    "following_sentences.txt",
    "following_slips.txt",
    "following_families.txt",
    "following_areas.txt",
)


@dataclass(frozen=True)
class Pair:
    """A filter, an article, and whether it must match; ``choice``: words of the meaning of an ambiguous filter."""

    filter: str
    article: NewArticle
    wanted: bool
    choice: str = ""


def pairs(file: str) -> list[Pair]:
    """All pairs in one of FILES, in order."""
    parts = (RESOURCES / file).read_text(encoding="utf-8").split("\n= ")[1:]
    return [pair for number, part in enumerate(parts) for pair in _pairs(part, f"{file}-{number}")]


def _pairs(part: str, public_id: str) -> list[Pair]:
    head, *lines = part.strip().split("\n")
    outlet, title = head.split(" | ", 1)
    text = "\n".join(line for line in lines if line[:2] not in ("+ ", "- "))
    article = NewArticle(id=public_id, title=title, source=outlet, text=text.strip())
    return [_pair(line, article) for line in lines if line[:2] in ("+ ", "- ")]


def _pair(line: str, article: NewArticle) -> Pair:
    words, _, choice = line[2:].partition(" ~ ")
    return Pair(words, article, line[0] == "+", choice)
