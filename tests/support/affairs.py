"""The invented affairs of resources/affairs*.txt as articles, with the event that each tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.models import NewArticle

RESOURCES = Path(__file__).parent.parent / "resources"


@dataclass(frozen=True)
class Told:
    """An article and its event."""

    article: NewArticle
    event: str
    affair: str


def affairs(file: str = "affairs.txt") -> list[Told]:
    """All articles in the order of the file."""
    told: list[Told] = []
    for affair in (RESOURCES / file).read_text(encoding="utf-8").split("\n## ")[1:]:
        name, *events = affair.split("\n### ")
        for number, event in enumerate(events):
            day, *articles = event.split("\n= ")
            told += (Told(_article(article, day, f"{name.strip()}-{number}-{at}"), f"{name.strip()}-{number}", name)
                     for at, article in enumerate(articles))  # fmt: skip
    return told


def _article(text: str, day: str, public_id: str) -> NewArticle:
    head, body = text.split("\n", 1)
    outlet, title = head.split(" | ", 1)
    outlet, _, other_day = outlet.partition(" @")
    day = other_day or day.strip()
    published = None if day == "undated" else datetime.fromisoformat(day).replace(tzinfo=UTC)
    return NewArticle(id=public_id, title=title, source=outlet, text=body.strip(), published=published)
