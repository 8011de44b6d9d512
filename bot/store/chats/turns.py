"""Convert turns of a conversation to and from JSON. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from bot.models import Turn
from bot.models.passages import ArticleFilter
from bot.models.questions import AnswerType, KnownName, Question, Understood
from bot.text.dates import Window


def turn_to_json(turn: Turn) -> str:
    """A turn as JSON."""
    return json.dumps(asdict(turn), default=_iso)


def _iso(moment: date) -> str:
    """A date or a time in ISO 8601."""
    return moment.isoformat()


def turn_from_json(text: str) -> Turn:
    """The turn in a JSON text. Texts of older versions, which lack some fields, are accepted."""
    kept = json.loads(text)
    return Turn(
        question=kept["question"],
        article_row=kept.get("article_row"),
        sentence_rows=tuple(kept.get("sentence_rows", ())),
        names=tuple(kept.get("names", ())),
        terms=tuple(kept.get("terms", ())),
        short=kept.get("short", ""),
        understood=_understood(kept["understood"]) if kept.get("understood") else None,
    )


def _understood(kept: Mapping[str, Any]) -> Understood:
    return Understood(
        question=_question(kept["question"]),
        named=tuple(map(_name, kept["named"])),
        answered=tuple(map(_name, kept["answered"])),
    )


def _question(kept: Mapping[str, Any]) -> Question:
    return Question(
        text=kept["text"],
        wanted=AnswerType(kept["wanted"]),
        terms=tuple(kept["terms"]),
        names=tuple(map(_name, kept["names"])),
        filter=_filter(kept.get("filter", kept)),
        window=_window(kept["window"]) if kept["window"] else None,
        focus=tuple(kept["focus"]),
        date_terms=tuple(kept["date_terms"]),
        background=tuple(kept["background"]),
        as_of=date.fromisoformat(kept["as_of"]) if kept.get("as_of") else None,
    )


def _filter(kept: Mapping[str, Any]) -> ArticleFilter:
    """Read a filter. Older versions stored its parts, with a single span, next to the rest of the question."""
    spans = kept["spans"] if "spans" in kept else [(kept["since"], kept["until"])]
    return ArticleFilter(
        phrases=tuple(map(tuple, kept["phrases"])),
        excluded=tuple(kept["excluded"]),
        outlet=kept["outlet"],
        spans=tuple((_moment(since), _moment(until)) for since, until in spans if since or until),
    )


def _name(kept: Mapping[str, Any]) -> KnownName:
    return KnownName(kept["text"], tuple(kept["terms"]), tuple(kept["entities"]), tuple(kept["labels"]))


def _window(kept: Mapping[str, Any]) -> Window:
    since, until = _moment(kept["since"]), _moment(kept["until"])
    start, end = kept["span"]
    return Window(since=since, until=until, words=kept["words"], ahead=kept["ahead"], span=(start, end))


def _moment(kept: str | None) -> datetime | None:
    return datetime.fromisoformat(kept) if kept else None
