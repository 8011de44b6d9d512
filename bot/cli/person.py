"""``newsbot person``: a person's or organisation's page, and a chart of how often they are quoted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.backfill import fill_now
from bot.cli.common import (
    LONGEST_NAME,
    DatabaseOption,
    JsonOption,
    UsageError,
    complain,
    joined,
    print_json,
    reading,
    screen,
    write_file,
)
from bot.cli.output_json import article_json, date_of, quote_json

if TYPE_CHECKING:
    from rich.console import RenderableType

    from bot.profiles.profiles import Companion, Defined, Portrait, Portrayed
    from bot.profiles.timeline import Timeline

NameArgument = Annotated[list[str] | None, typer.Argument(metavar="NAME", help="A person, organisation or place.")]
ChartOption = Annotated[
    Path | None,
    typer.Option("--chart", metavar="FILE.png", help="Draw a chart of their quotes per week into this file."),
]


def person(
    words: NameArgument = None,
    chart: ChartOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """A person's or organisation's page: who they are in the articles' words, latest quotes, who is named with them."""
    name = joined(words)[:LONGEST_NAME]
    if not name:
        raise UsageError("Give a name.")
    if chart and chart.suffix.lower() != ".png":
        raise UsageError(f"{chart}: a chart is a PNG; name a file that ends in .png.")
    with reading(database) as newsroom:
        filling = newsroom.describing
        fill_now("Reading who is who in the articles of an older newsbot", filling.describe_some, filling.waiting())
        found = newsroom.portrait(name)
    if as_json:
        _warn(found, name)
        print_json(portrait_json(found.portrait))
    else:
        screen().print(*show_portrait(found, name), sep="\n")
    if chart:
        _draw(found.portrait, chart)


def _warn(found: Portrayed, name: str) -> None:
    if found.choices:
        complain(f"{name}: did you mean {', '.join(choice.name for choice in found.choices)}?")


def _draw(portrait: Portrait | None, file: Path) -> None:
    from handlers.views.chart import FEWEST, draw, worth_drawing

    if portrait is None:
        raise UsageError(f"{file} was not written: the name means nobody, or several; give the full name of one.")
    if portrait.timeline is None or not worth_drawing(portrait.timeline):
        raise UsageError(f"{file} was not written: a chart needs quotes in at least {FEWEST} weeks.")
    write_file(file, draw(portrait.speaker.name, portrait.timeline))


def portrait_json(portrait: Portrait | None) -> dict[str, Any]:
    """``person --json``; the name is null if it is unknown or ambiguous."""
    if portrait is None:
        return {"name": None}
    return {
        "name": portrait.speaker.name,
        "label": portrait.speaker.label,
        "other_names": list(portrait.names),
        "defined": [_defined_json(one) for one in portrait.defined],
        "articles": portrait.articles,
        "quotes": portrait.speaker.quotes,
        "first": date_of(portrait.first),
        "last": date_of(portrait.last),
        "latest": [quote_json(one) for one in portrait.latest],
        "named_with": [
            {"name": one.name, "group": one.group, "sentences": one.sentences, "articles": one.articles}
            for one in portrait.companions
        ],
        "timeline": _timeline_json(portrait.timeline),
    }


def _defined_json(one: Defined) -> dict[str, Any]:
    return {"text": one.text, "articles": one.articles, **article_json(one.headline)}


def _timeline_json(timeline: Timeline | None) -> dict[str, Any] | None:
    if timeline is None:
        return None
    counts = [{"from": start.isoformat(), "quotes": count} for start, count in timeline.counts]
    return {"period": timeline.period.value, "counts": counts, "left_out": timeline.left_out}


def show_portrait(found: Portrayed, name: str) -> Iterator[RenderableType]:
    """The page as text, with blank lines between its parts; or who else could be meant."""
    from rich.text import Text

    portrait = found.portrait
    if portrait is None:
        yield Text(_unclear(found, name))
        return
    also = f" (also: {', '.join(portrait.names)})" if portrait.names else ""
    yield Text(portrait.speaker.name + also, style="bold")
    yield Text(_counts(portrait) + "\n")
    yield from _defined_and_said(portrait)
    for group in dict.fromkeys(one.group for one in portrait.companions):
        named = (_companion(one) for one in portrait.companions if one.group == group)
        yield Text(f"Named with {group}: {', '.join(named)}")
    if portrait.timeline:
        counts = ", ".join(str(count) for _, count in portrait.timeline.counts)
        first = portrait.timeline.counts[0][0]
        yield Text(f"Quotes a {portrait.timeline.period.value} from {first.isoformat()} on: {counts}")


def _defined_and_said(portrait: Portrait) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    from bot.cli.output_text import INDENT, origin, show_quote

    for one in portrait.defined:
        yield Text(one.text, style="italic")
        yield Padding(origin(one.headline), INDENT)
    if portrait.defined:
        yield Text("")
    for quote in portrait.latest:
        yield show_quote(quote)
        yield Text("")


def _companion(one: Companion) -> str:
    """The name and how many sentences, or else articles, name both."""
    count, what = (one.sentences, "sentence") if one.sentences else (one.articles, "article")
    return f"{one.name} (in {count:,} {what}{'s' * (count != 1)})"


def _unclear(found: Portrayed, name: str) -> str:
    if not found.choices:
        return f"Nobody called {name} is named in the articles."
    names = ", ".join(f"{one.name} ({one.label}, {one.quotes} quote{'s' * (one.quotes != 1)})" for one in found.choices)
    return f"Nobody called {name} is named. Near names: {names}" if found.near else f"{name} can be any of: {names}"


def _counts(portrait: Portrait) -> str:
    from bot.cli.output_text import day

    articles, quotes = portrait.articles, portrait.speaker.quotes
    told = f"{articles:,} article{'s' * (articles != 1)}, {quotes:,} quote{'s' * (quotes != 1)}"
    return f"{told}, {day(portrait.first)} to {day(portrait.last)}" if portrait.first else told
