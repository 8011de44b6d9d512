"""``newsbot who``: what somebody said, or a file of such look-ups."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli_json import said_json
from bot.cli_shared import (
    DatabaseOption,
    JsonOption,
    LimitOption,
    UsageError,
    complain,
    parse_day,
    print_json,
    printable,
    read_batch,
    reading,
    screen,
    text_field,
)
from bot.models import Said

if TYPE_CHECKING:
    from bot.newsroom import Newsroom

SHOWN = 10  # quotes
EVERYTHING = 100_000  # quotes: a batch looks at all of a speaker's
CHOICES = 10  # speakers of the same name that a batch looks through

NameArgument = Annotated[str | None, typer.Argument(metavar="[NAME]", help="A person or organisation.")]
AboutOption = Annotated[str, typer.Option("--about", metavar="TOPIC", help="Only what was said about this.")]
SinceOption = Annotated[
    str | None, typer.Option("--since", metavar="YYYY-MM-DD", help="Articles of this day or later.")
]
UntilOption = Annotated[str | None, typer.Option("--until", metavar="YYYY-MM-DD", help="Articles up to this day.")]
BatchOption = Annotated[
    Path | None,
    typer.Option("--batch", metavar="FILE", help='JSON Lines: {"id", "speaker", "topic"?, "article_id"?}.'),
]


def who(
    name: NameArgument = None,
    about: AboutOption = "",
    since: SinceOption = None,
    until: UntilOption = None,
    limit: LimitOption = None,
    batch: BatchOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Who said what: the quotes of a person or organisation, newest first."""
    if (name is None) == (batch is None):
        raise UsageError("Give one name, or a file of look-ups with --batch.")
    if batch:
        _who_batch(batch, database)
        return
    first = parse_day(since) if since else None
    end = parse_day(until) + timedelta(days=1) if until else None
    name = printable(name or "")
    with reading(database) as newsroom:
        said = newsroom.who(name, about=printable(about), since=first, until=end, limit=limit or SHOWN)
    _show(said, name, as_json=as_json)


def _show(said: Said, name: str, *, as_json: bool) -> None:
    if not as_json:
        from bot.cli_show import show_said

        screen().print(show_said(said, name))
        return
    if said.choices:
        complain(f"{name}: did you mean {', '.join(choice.name for choice in said.choices)}?")
    print_json(said_json(said))


def _who_batch(path: Path, database: Path | None) -> None:
    lookups = [_lookup(record, f"{path}, line {number}") for number, record in read_batch(path)]
    with reading(database) as newsroom:
        for given, speaker, topic, article_id in lookups:
            said = _said(newsroom, speaker, topic, article_id)
            print_json({"id": given, **said_json(said)})


def _lookup(record: dict[str, Any], where: str) -> tuple[Any, str, str, str]:
    speaker = text_field(record, "speaker", where, needed=True)
    return record.get("id"), speaker, text_field(record, "topic", where), text_field(record, "article_id", where)


def _said(newsroom: Newsroom, speaker: str, topic: str, article_id: str) -> Said:
    """All quotes, of one article if it is named; of several speakers of the name, the first with such quotes."""
    said = newsroom.who(speaker, about=topic, limit=EVERYTHING)
    found = _within(said, article_id)
    if said.speaker or said.near:
        return found
    for choice in said.choices[:CHOICES]:
        found = _within(newsroom.who(speaker, about=topic, limit=EVERYTHING, speaker_row=choice.row), article_id)
        if found.quotes:
            break
    return found


def _within(said: Said, article_id: str) -> Said:
    quotes = tuple(quote for quote in said.quotes if not article_id or quote.headline.id == article_id)
    return replace(said, quotes=quotes, total=len(quotes))
