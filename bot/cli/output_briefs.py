"""Briefs, timelines, comparisons and trends for the terminal: each sentence with the day it tells of and its origin."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from bot.cli.output_text import INDENT, origin
from bot.models import Brief, BriefKind, CitedSentence, Trend, Trending


def show_brief(found: Brief) -> Group:
    """The sentences in their order, an empty line between each two."""
    told = f"from {found.articles:,} article{'s' * (found.articles != 1)}"
    lines: list[RenderableType] = [Text(told, style="dim")]
    for one in found.sentences:
        lines += [Text(""), _sentence(one, dated=found.kind is BriefKind.TIMELINE)]
    return Group(*lines)


def _sentence(one: CitedSentence, *, dated: bool) -> Group:
    lead = one.speaker or (f"{one.day.day} {one.day:%B %Y}" if dated and one.day else "")
    words = Text.assemble((f"{lead}: ", "bold") if lead else "", one.text)
    return Group(words, Padding(Group(Text(one.headline.title), origin(one.headline)), INDENT))


def show_trending(found: Trending) -> Group:
    """Who and what is in the news, the strongest first, each with its newest headline."""
    head = Text(f"In the news, {found.since.isoformat()} to {found.until.isoformat()}:", style="bold")
    return Group(head, *map(_trend, found.trends))


def _trend(one: Trend) -> Group:
    counted = f"{one.name}: {one.now:,} articles, {one.before:.1f} in as many days before"
    return Group(Text(counted), Padding(Group(Text(one.headline.title), origin(one.headline)), INDENT))
