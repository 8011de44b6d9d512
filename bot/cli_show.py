"""What the commands show to people: rich texts from the core's values (pure)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.models import Answer, Excerpt, Headline, Quote, Said, Stats

DECLINED = "My articles don't say."
INDENT = (0, 0, 0, 2)  # rows above, right, below; columns on the left


def day(moment: datetime | None) -> str:
    """``9 July 2024``."""
    return f"{moment.day} {moment:%B %Y}" if moment else "no date"


def origin(headline: Headline) -> Text:
    """Outlet, date and address on one line."""
    parts = [headline.source or "outlet unknown", day(headline.published), headline.url]
    return Text(" · ".join(part for part in parts if part), style="dim")


def show_answer(answer: Answer) -> Group:
    """The short answer and the excerpts, or that there is none and what is nearest."""
    if answer.abstained:
        nearest = [Text("Nearest in the archive:")] if answer.excerpts else []
        blocks: list[RenderableType] = [Text(DECLINED, style="bold"), *nearest]
    else:
        blocks = [Text(answer.short, style="bold green")] if answer.short else []
    blocks += [show_excerpt(excerpt) for excerpt in answer.excerpts]
    return _spaced(blocks)


def show_excerpt(excerpt: Excerpt) -> RenderableType:
    """The sentence with its short answer in bold, then where it stands."""
    sentence = Text(excerpt.text)
    if excerpt.highlight:
        sentence.stylize("bold", *excerpt.highlight)
    return Group(sentence, Padding(Group(Text(excerpt.headline.title), origin(excerpt.headline)), INDENT))


def show_said(said: Said, name: str) -> Group:
    """A speaker's quotes, or who else could be meant."""
    if said.speaker is None:
        return _spaced([_nobody(said, name)])
    shown = f", {len(said.quotes)} shown" if len(said.quotes) < said.total else ""
    head = Text(f"{said.speaker.name}: {_count(said.total, 'quote')}{shown}", style="bold")
    return _spaced([head, *map(show_quote, said.quotes)])


def _nobody(said: Said, name: str) -> RenderableType:
    if not said.choices:
        return Text(f"Nobody called {name} is quoted in the articles.")
    head = f"Nobody called {name} is quoted. Near names:" if said.near else f"{name} can be any of these:"
    choices = [Text(f"{choice.name} ({_count(choice.quotes, 'quote')})") for choice in said.choices]
    return Group(Text(head), Padding(Group(*choices), INDENT))


def show_quote(quote: Quote) -> RenderableType:
    """The words, who says them and how, then where they stand."""
    how = " ".join(part for part in (quote.speaker_as_written or quote.speaker, quote.cue) if part)
    lines = [Text(how), Text(quote.headline.title), origin(quote.headline)]
    return Group(Text(quote.content), Padding(Group(*lines), INDENT))


def show_latest(headlines: list[Headline], total: int) -> Group:
    """Headlines with their leads."""
    if not headlines:
        return _spaced([Text("No articles.")])
    head = Text(f"{len(headlines)} of {_count(total, 'article')}", style="dim")
    return _spaced([*map(_headline, headlines), head])


def _headline(headline: Headline) -> RenderableType:
    lead = [Text(headline.lead)] if headline.lead and headline.lead != headline.title else []
    return Group(Text(headline.title, style="bold"), Padding(Group(*lead, origin(headline)), INDENT))


def show_stats(stats: Stats, size: int) -> Group:
    """Counts; ``size`` is the database's in bytes."""
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right")
    for name in ("articles", "sentences", "entities", "quotes", "subscriptions"):
        table.add_row(f"{getattr(stats, name):,}", name)
    table.add_row(f"{stats.pending:,}", "deliveries pending")
    table.add_row(f"{size / 1_000_000:,.1f}", "MB database")
    period = Text(f"from {day(stats.oldest)} to {day(stats.newest)}" if stats.newest else "")
    outlets = Table.grid(padding=(0, 2))
    outlets.add_column(justify="right")
    for source, articles in stats.sources:
        outlets.add_row(f"{articles:,}", Text(source or "outlet unknown"))
    return _spaced([part for part in (table, period, outlets) if part])


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def _spaced(blocks: list[RenderableType]) -> Group:
    """Blocks with an empty line between each two."""
    return Group(*_between(blocks))


def _between(blocks: list[RenderableType]) -> Iterator[RenderableType]:
    for number, block in enumerate(blocks):
        if number:
            yield Text("")
        yield block
