"""Feeds that collect entries of other outlets, as news searches do; each entry names its outlet."""

from __future__ import annotations

from dataclasses import replace

from bot.sources.feeds.documents import FeedEntry
from bot.text.names import fold

_BETWEEN = (" - ", " | ", " – ", " — ")  # between a title and its outlet


def of_outlet(entry: FeedEntry, outlet: str, feed: str) -> FeedEntry:
    """Return ``entry`` as published by its ``outlet``: without the outlet's name at the end of the title.

    Headlines of others, which a collection gives instead of text, are removed. ``feed``: the feed's own title; its own
    entries are not changed.
    """
    named, own = set(fold(outlet).split()), set(fold(feed).split())
    if not named or named <= own or (own and own <= named):
        return entry
    title = entry.title
    for between in _BETWEEN:
        title = title.removesuffix(between + outlet)
    headlines = entry.summary.startswith(title) and outlet in entry.summary.partition("\n")[0]
    return replace(entry, title=title or entry.title, summary="" if headlines else entry.summary, outlet=outlet)
