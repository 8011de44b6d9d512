"""Feeds that collect what others publish, as news searches do: each entry names the outlet that it was taken from."""

from __future__ import annotations

from dataclasses import replace

from bot.sources.feeds.documents import FeedEntry
from bot.text.names import fold

_BETWEEN = (" - ", " | ", " – ", " — ")  # a title and its outlet


def of_outlet(entry: FeedEntry, outlet: str, feed: str) -> FeedEntry:
    """``entry`` as its ``outlet`` published it: without the outlet's name behind the title and without the headlines of
    others that a collection gives for a text. ``feed``: the feed's own title; what it publishes itself stays as it is.
    """
    named, own = set(fold(outlet).split()), set(fold(feed).split())
    if not named or named <= own or (own and own <= named):
        return entry
    title = entry.title
    for between in _BETWEEN:
        title = title.removesuffix(between + outlet)
    headlines = entry.summary.startswith(title) and outlet in entry.summary.partition("\n")[0]
    return replace(entry, title=title or entry.title, summary="" if headlines else entry.summary, outlet=outlet)
