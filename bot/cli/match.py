"""``newsbot match``: which stored articles a filter would have matched, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.common import (
    BatchOption,
    DatabaseOption,
    JsonOption,
    SinceOption,
    UsageError,
    joined,
    parse_since,
    print_json,
    printable,
    read_batch,
    reading,
    say,
    text_field,
    words_field,
)
from bot.cli.output_json import article_json
from bot.errors import FollowError

if TYPE_CHECKING:
    from bot.newsroom import Newsroom

FilterArgument = Annotated[
    list[str] | None, typer.Argument(metavar="FILTER", help="What you would write after /follow.")
]


def match(
    words: FilterArgument = None,
    since: SinceOption = "",
    batch: BatchOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Which stored articles a filter would have matched, newest first, and why.

    A batch has lines {"id", "filter", "article_id", "choice"?} and gives {"id", "matches", "why", "read_as", "choices"}
    a line: "choices" is what an ambiguous word could name, "choice" picks one by its place, from 0 on.
    """
    wanted = joined(words)
    if bool(wanted) == bool(batch):
        raise UsageError("Give what to follow, or a file of filters and articles with --batch.")
    with reading(database) as newsroom:
        if batch:
            _batch(newsroom, batch)
        else:
            _match(newsroom, wanted, since, as_json=as_json)


def _match(newsroom: Newsroom, words: str, since: str, *, as_json: bool) -> None:
    from bot.following.filters.filters_in_words import read_as

    start, wanted = parse_since(since), newsroom.matching.read(words)
    if not as_json:
        say(f"Read as: {read_as(wanted.filter)}")
    for found in newsroom.matching.matched(wanted.filter, start):
        if as_json:
            print_json(article_json(found.headline) | {"why": found.why})
        else:
            say(f"{found.headline.title} ({found.headline.source or 'outlet unknown'})\n  {found.why}")


def _batch(newsroom: Newsroom, path: Path) -> None:
    """Print one result per line; an error in one line is reported in its result and does not affect the others."""
    for number, record in read_batch(path):
        where = f"{path}, line {number}"
        words = words_field(record, "filter", where, needed=True)
        article_id = text_field(record, "article_id", where, needed=True)
        row = newsroom.matching.row_of(article_id)
        if row is None:
            judged = _failed(f'There is no article "{printable(article_id)}" in the database.')
        else:
            judged = _match_of_line(newsroom, words, row, record.get("choice"))
        print_json({"id": record.get("id")} | judged)


def _match_of_line(newsroom: Newsroom, words: str, row: int, choice: object) -> dict[str, Any]:
    from bot.following.filters.choices import chosen
    from bot.following.filters.filters_in_words import read_as

    try:
        wanted = newsroom.matching.read(words)
    except FollowError as error:
        return _failed(str(error))
    offered = newsroom.matching.choices(wanted)
    labels = [one.label for one in offered]
    at = _place(choice, labels)
    if at is not None:
        wanted = chosen(wanted, offered[at])
    found = newsroom.matching.on_article(wanted.filter, row)
    judged = {
        "matches": found is not None,
        "why": found.why if found else None,
        "read_as": read_as(wanted.filter),
        "choices": labels,
    }
    ignored = choice is not None and bool(labels) and at is None
    return judged | ({"error": f'"choice" must be a number from 0 to {len(labels) - 1}.'} if ignored else {})


def _failed(words: str) -> dict[str, Any]:
    return {"matches": False, "why": None, "read_as": None, "choices": [], "error": words}


def _place(choice: object, labels: list[str]) -> int | None:
    """The index of a choice, which may also be given by its text; None if it is not among those offered."""
    if isinstance(choice, str) and choice in labels:
        return labels.index(choice)
    if isinstance(choice, bool) or not isinstance(choice, int) or not 0 <= choice < len(labels):
        return None
    return choice
