"""``newsbot feeds``: the feeds from which news is fetched."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.status import Status
from rich.table import Table
from rich.text import Text

from bot.cli.common import (
    DatabaseOption,
    JsonOption,
    UsageError,
    complain,
    opened,
    print_json,
    printable,
    say,
    screen,
    write_file,
)
from bot.cli.output_feeds import feed_json, imported, next_words, report_json, report_words

if TYPE_CHECKING:
    from bot.feeds.rounds import RoundReport
    from bot.newsroom import Newsroom
    from bot.sources.feeds.state import FeedHealth

NO_FEEDS = "There are no feeds yet; add one with: newsbot feeds add URL"

feeds = typer.Typer(help="Manage the feeds from which news comes in by itself.", no_args_is_help=True)

FeedArgument = Annotated[str, typer.Argument(metavar="FEED", help="A feed's number, address or title.")]
AddressArgument = Annotated[
    str, typer.Argument(metavar="URL", help="The address of a feed, or of a site that has one.")
]
TitleOption = Annotated[
    str, typer.Option("--title", metavar="T", help="What to call it; by default, what it calls itself.")
]
OutletOption = Annotated[str, typer.Option("--outlet", metavar="O", help="Name of the outlet its articles belong to.")]
AllOption = Annotated[bool, typer.Option("--all", help="Fetch every active feed, due or not.")]


@feeds.command("add")
def add_feed(
    url: AddressArgument,
    title: TitleOption = "",
    outlet: OutletOption = "",
    database: DatabaseOption = None,
) -> None:
    """Add a feed, given its own address or that of its site."""
    from bot.errors import SourceError
    from bot.feeds.service import feed_service

    with _newsroom(database) as newsroom:

        async def adding() -> None:
            async with feed_service(newsroom.feeds, newsroom.add_many) as service:
                with _waiting(url):
                    feed, new = await service.finder.add(printable(url), title=title.strip(), outlet=outlet.strip())
            if not new and (title or outlet):
                newsroom.feeds.rename(str(feed.row), title=title.strip() or None, outlet=outlet.strip() or None)
            say(f"{'Added' if new else 'There already:'} feed {feed.row}: {title or feed.title} ({feed.url})")

        try:
            asyncio.run(adding())
        except SourceError as error:
            raise UsageError(f"{printable(url)}: {error}") from None


@feeds.command("remove")
def remove_feed(feed: FeedArgument, database: DatabaseOption = None) -> None:
    """Remove a feed; its articles stay."""
    with _newsroom(database) as newsroom:
        gone = newsroom.feeds.remove(printable(feed))
    say(f"Removed feed {gone.row}: {gone.title} ({gone.url}). Its articles stay.")


@feeds.command("pause")
def pause_feed(
    feed: FeedArgument,
    database: DatabaseOption = None,
) -> None:
    """Stop fetching a feed until it is resumed."""
    with _newsroom(database) as newsroom:
        found = newsroom.feeds.pause(printable(feed))
    say(f"Paused feed {found.row}: {found.title} ({found.url}). To fetch it again: newsbot feeds resume {found.row}")


@feeds.command("resume")
def resume_feed(feed: FeedArgument, database: DatabaseOption = None) -> None:
    """Fetch a paused feed again."""
    with _newsroom(database) as newsroom:
        found = newsroom.feeds.resume(printable(feed))
    say(f"Resumed feed {found.row}: {found.title} ({found.url}).")


@feeds.command("list")
def list_feeds(database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """List all feeds and their state."""
    with _newsroom(database, to_read=True) as newsroom:
        health = newsroom.feeds.health()
    if as_json:
        for one in health:
            print_json(feed_json(one))
    elif health:
        screen().print(_table(health))
    else:
        say(NO_FEEDS)


@feeds.command("fetch")
def fetch_feeds(everything: AllOption = False, database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """Fetch the feeds that are due once, and add what is new."""
    with _newsroom(database) as newsroom:
        reports = asyncio.run(_round(newsroom, everything))
    for report in reports:
        if as_json:
            print_json(report_json(report))
        else:
            say(report_words(report))
    if not reports and not as_json:
        say("No feed is due.")


@feeds.command("poll")
def poll_feeds(
    beside: Annotated[int, typer.Option("--beside", hidden=True, help="The process that it works for.")] = 0,
    database: DatabaseOption = None,
) -> None:
    """Keep fetching what is due until Ctrl-C, as newsbot run does alongside the bot."""
    from bot.cli.allocator import share_one_pool
    from bot.cli.child_process import step_back
    from bot.cli.newsroom_worker import poll

    share_one_pool()
    with _newsroom(database, log_level="" if beside else "info") as newsroom:
        if beside:
            step_back()
        asyncio.run(poll(newsroom, beside))


@feeds.command("check")
def check_feeds(
    feed: Annotated[
        str, typer.Argument(metavar="[FEED|URL]", help="A feed or an address; by default, all feeds.")
    ] = "",
    database: DatabaseOption = None,
) -> None:
    """Check that feeds answer and can be read; nothing is stored."""
    with _newsroom(database, to_read=True) as newsroom:
        addresses = _addresses(newsroom, printable(feed))
        if not addresses:
            say(NO_FEEDS)
        failed = asyncio.run(_checked(newsroom, addresses))
    if failed:
        raise typer.Exit(1)


async def _checked(newsroom: Newsroom, addresses: list[str]) -> int:
    """Say what is found at each address; return how many have no feed."""
    from bot.errors import SourceError
    from bot.feeds.service import feed_service

    failed = 0
    async with feed_service(newsroom.feeds, newsroom.add_many) as service:
        for url in addresses:
            try:
                with _waiting(url):
                    found = await service.finder.find(url)
                dated = sum(entry.published is not None for entry in found.parsed.entries)
                say(f"{found.url}: {found.title}, {len(found.parsed.entries)} entries, {dated} with a date")
            except SourceError as error:
                failed += 1
                complain(f"{url}: {error}")
    return failed


@feeds.command("import")
def import_feeds(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An OPML file.")],
    database: DatabaseOption = None,
) -> None:
    """Add the feeds of an OPML file; they are fetched in the next round."""
    from bot.errors import SourceError

    data = file.read_bytes()
    with _newsroom(database) as newsroom:
        try:
            taken = newsroom.feeds.import_opml(data)
        except SourceError as error:
            raise UsageError(f"{file}: {error}.") from None
    say(imported(taken))


@feeds.command("export")
def export_feeds(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="The file to write; by default, standard output.")
    ] = None,
    database: DatabaseOption = None,
) -> None:
    """Write all feeds as an OPML file."""
    with _newsroom(database, to_read=True) as newsroom:
        listed = newsroom.feeds.export_opml()
    if file:
        write_file(file, listed.encode())
        say(f"The feeds are in {file}.")
    else:
        print(listed, end="")


@contextlib.contextmanager
def _newsroom(database: Path | None, log_level: str = "warning", *, to_read: bool = False) -> Iterator[Newsroom]:
    """The newsroom, created if necessary; ``log_level`` "" is the setting. Raises SettingError, StoreError."""
    from config.logs import set_up_logs
    from config.settings import load_settings

    settings = load_settings()
    set_up_logs(log_level or settings.log_level)
    with closing(opened(database or settings.database, settings, to_read=to_read)) as newsroom:
        yield newsroom


def _waiting(address: str) -> Status:
    """A line on the terminal, and nowhere else, while a server is asked."""
    return screen(error=True).status(Text(f"Waiting for {printable(address)}"))


async def _round(newsroom: Newsroom, everything: bool) -> list[RoundReport]:
    from bot.feeds.service import feed_service

    async with feed_service(newsroom.feeds, newsroom.add_many) as service:
        return await service.rounds.run(everything=everything)


def _addresses(newsroom: Newsroom, named: str) -> list[str]:
    if not named:
        return [one.feed.url for one in newsroom.feeds.health()]
    return [named] if "." in named or ":" in named else [newsroom.feeds.find(named).url]


def _table(health: list[FeedHealth]) -> Table:
    table = Table(box=None, pad_edge=False)
    for name in ("", "feed", "state", "articles", "a day", "next", "last error"):
        table.add_column(name, justify="right" if name in {"", "articles", "a day"} else "left")
    for one in health:
        feed = one.feed
        table.add_row(
            str(feed.row),
            Text(feed.title or feed.url),
            feed.status.value,
            f"{one.articles:,}",
            "" if one.per_day is None else f"{one.per_day:.1f}",
            next_words(feed),
            Text(feed.reason or (feed.last_error if feed.failing_since else "")),
        )
    return table
