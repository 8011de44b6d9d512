"""Conversion of a lookup to and from the payload of a saved view, so that its buttons can continue it. Pure."""

from __future__ import annotations

from datetime import datetime

from bot.text.dates import Window
from bot.understanding.quote_requests import Lookup


def payload(wanted: Lookup, topic: str) -> dict[str, object]:
    """What to look up again, as JSON-compatible values; ``topic`` is what the follow button follows."""
    since, until = wanted.window.since, wanted.window.until
    return {
        "name": wanted.name,
        "about": wanted.about,
        "exact": wanted.exact,
        "whole": wanted.whole,
        "since": since.isoformat() if since else "",
        "until": until.isoformat() if until else "",
        "dates": wanted.window.words,
        "topic": topic,
    }


def lookup(saved: dict[str, object]) -> Lookup:
    """The lookup of a payload; one saved before exact words existed has none."""
    since, until = str(saved["since"]), str(saved["until"])
    window = Window(
        since=datetime.fromisoformat(since) if since else None,
        until=datetime.fromisoformat(until) if until else None,
        words=str(saved["dates"]),
    )
    return Lookup(
        name=str(saved["name"]),
        about=str(saved["about"]),
        exact=str(saved.get("exact", "")),
        whole=bool(saved.get("whole", False)),
        window=window,
    )
