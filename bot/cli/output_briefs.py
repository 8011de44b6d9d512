"""Terminal output of briefs, timelines, comparisons and trends: each sentence with its date and source."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from bot.cli.output_text import INDENT, origin
from bot.models import Brief, BriefKind, CitedSentence, Trend, Trending


def show_brief(found: Brief) -> Group:
    """The sentences in order, separated by blank lines."""
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
    """The trending names, strongest first, each with its newest headline."""
    head = Text(f"In the news, {found.since.isoformat()} to {found.until.isoformat()}:", style="bold")
    return Group(head, *map(_trend, found.trends))


def _trend(one: Trend) -> Group:
    counted = f"{one.name}: {one.now:,} articles, {one.before:.1f} in as many days before"
    return Group(Text(counted), Padding(Group(Text(one.headline.title), origin(one.headline)), INDENT))
