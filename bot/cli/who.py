"""``newsbot who``: what somebody said, who said something, or a file of such lookups."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.common import (
    LONGEST_NAME,
    BatchOption,
    DatabaseOption,
    JsonOption,
    LimitOption,
    UsageError,
    complain,
    joined,
    print_json,
    printable,
    read_batch,
    reading,
    screen,
    text_field,
    words_field,
)
from bot.cli.output_json import said_json
from bot.models import QuoteResult
from bot.quotes.csv_export import csv_lines
from bot.text.dates import DateNotUnderstood, Window, window
from bot.understanding.quote_requests import Lookup, command

if TYPE_CHECKING:
    from bot.newsroom import Newsroom

SHOWN = 10  # quotes
EVERYTHING = 100_000  # quotes; a batch reads all of a speaker's
CHOICES = 10  # speakers of the same name that a batch considers

NameArgument = Annotated[list[str] | None, typer.Argument(metavar="NAME", help="A person or organisation.")]
AboutOption = Annotated[str, typer.Option("--about", metavar="TOPIC", help="Only what was said about this.")]
SaidOption = Annotated[
    str, typer.Option("--said", metavar="WORDS", help="Only quotes that contain these words, in their order.")
]
MentionedOption = Annotated[bool, typer.Option("--mentioned", help="Show what others said about NAME instead.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Print all the quotes as CSV, for a spreadsheet.")]
SinceOption = Annotated[
    str,
    typer.Option(
        "--since", metavar="DATE", help="Only articles of this day or later: 2024-07-09, '1 July', 'last week'."
    ),
]
UntilOption = Annotated[
    str, typer.Option("--until", metavar="DATE", help="Only articles up to this day, written the same way.")
]


def who(
    name: NameArgument = None,
    about: AboutOption = "",
    words: SaidOption = "",
    mentioned: MentionedOption = False,
    since: SinceOption = "",
    until: UntilOption = "",
    limit: LimitOption = None,
    batch: BatchOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Who said what: the quotes of a person or organisation, newest first; without NAME, anybody who spoke about TOPIC.

    Lines of a --batch file: {"id", "speaker", "topic"?, "article_id"?}.
    """
    wanted = _wanted(joined(name)[:LONGEST_NAME], about, words, _window(since, until), mentioned=mentioned)
    if as_csv and (as_json or batch):
        raise UsageError("--csv goes with neither --json nor --batch.")
    if bool(wanted.name or wanted.about or wanted.exact) == bool(batch) or (mentioned and not wanted.name):
        raise UsageError("Give a name, --about a topic, --said words, or a file of look-ups with --batch.")
    if batch:
        _who_batch(batch, database)
        return
    with reading(database) as newsroom:
        said = newsroom.who(wanted, limit=limit or (EVERYTHING if as_csv else SHOWN))
    if as_csv:
        _print_csv(said, wanted)
    else:
        _show(said, wanted, as_json=as_json)


def _wanted(name: str, about: str, words: str, days: Window, *, mentioned: bool) -> Lookup:
    """The options as a lookup; without any, NAME may be phrased as in the chat: "Putin about Ukraine since July"."""
    if about or words or mentioned or days != Window():
        return Lookup(
            name=name,
            about=joined([about]),
            exact=joined([words]),
            mentioned=mentioned,
            window=days,
        )
    try:
        return command(name, datetime.now(UTC))
    except DateNotUnderstood as error:
        raise _no_date(str(error)) from None


def _window(since: str, until: str) -> Window:
    """Both options as one window. Raises UsageError for what is not a date, and if no day satisfies both."""
    now = datetime.now(UTC)
    first, last = _border("since", since, now).since, _border("until", until, now).until
    if first and last and first >= last:
        raise UsageError("Nothing lies between these dates: --since must be the earlier one.")
    return Window(since=first, until=last)


def _border(option: str, written: str, now: datetime) -> Window:
    try:
        return window(f"{option} {printable(written)}", now) if written.strip() else Window()
    except DateNotUnderstood:
        raise _no_date(printable(written)) from None


def _no_date(words: str) -> UsageError:
    return UsageError(f'"{words}" is not a date such as 2024-07-09 or "last week".')


def _show(said: QuoteResult, wanted: Lookup, *, as_json: bool) -> None:
    if not as_json:
        from bot.cli.output_text import show_said

        screen().print(show_said(said, wanted))
        return
    if said.choices:
        complain(f"{wanted.name}: did you mean {', '.join(choice.name for choice in said.choices)}?")
    print_json(said_json(said))


def _print_csv(said: QuoteResult, wanted: Lookup) -> None:
    if said.choices:
        complain(f"{wanted.name}: did you mean {', '.join(choice.name for choice in said.choices)}?")
    sys.stdout.writelines(line.replace("\r\n", "\n") for line in csv_lines(said.quotes))  # the terminal's line ends


@dataclass(frozen=True, kw_only=True, slots=True)
class _BatchLookup:
    """One lookup of a batch."""

    id: Any  #: given back as it came
    wanted: Lookup
    article_id: str  #: "" = all articles


def _who_batch(path: Path, database: Path | None) -> None:
    lines = [_line(record, f"{path}, line {number}") for number, record in read_batch(path)]
    with reading(database) as newsroom:
        for line in lines:
            print_json({"id": line.id, **said_json(_said(newsroom, line))})


def _line(record: dict[str, Any], where: str) -> _BatchLookup:
    speaker = words_field(record, "speaker", where, needed=True)
    wanted = Lookup(name=speaker, about=words_field(record, "topic", where))
    return _BatchLookup(id=record.get("id"), wanted=wanted, article_id=text_field(record, "article_id", where))


def _said(newsroom: Newsroom, line: _BatchLookup) -> QuoteResult:
    """All quotes, or those of one article; for several speakers of the name, of the one with most such quotes."""
    said = newsroom.who(line.wanted, limit=EVERYTHING)
    if said.by_words:  # the name is no speaker's, only words that somebody said
        return QuoteResult()
    if said.speaker or said.near or not said.choices:
        return _within(said, line.article_id)
    chosen = (replace(line.wanted, speaker_row=choice.row) for choice in said.choices[:CHOICES])
    found = [_within(newsroom.who(one, limit=EVERYTHING), line.article_id) for one in chosen]
    return max(found, key=lambda one: one.total)  # with equal numbers, the first one


def _within(said: QuoteResult, article_id: str) -> QuoteResult:
    quotes = tuple(quote for quote in said.quotes if not article_id or quote.headline.id == article_id)
    return replace(said, quotes=quotes, total=len(quotes))
