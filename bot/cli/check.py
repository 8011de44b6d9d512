"""``newsbot check``: checks whether a quotation is authentic."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.common import (
    BatchOption,
    DatabaseOption,
    JsonOption,
    UsageError,
    joined,
    print_json,
    read_batch,
    reading,
    screen,
    words_field,
)
from bot.cli.output_json import checked_json

TextArgument = Annotated[
    list[str] | None, typer.Argument(metavar="TEXT", help="A message with a quotation, or X said that ...")
]


def check(
    text: TextArgument = None,
    batch: BatchOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Did they really say that? Shows each quotation in TEXT next to the exact words in the archive.

    Lines of a --batch file: {"id", "text"}; each gives a line {"id", "claims": [...]}.
    """
    claimed = joined(text)
    if bool(claimed) == bool(batch):
        raise UsageError("Give a text with a quotation, or a file of texts with --batch.")
    if batch:
        _check_batch(batch, database)
        return
    with reading(database) as newsroom:
        checked = newsroom.check(claimed)
    if as_json:
        print_json({"claims": [checked_json(one) for one in checked]})
    else:
        from bot.cli.output_text import show_checked

        screen().print(show_checked(checked))


def _check_batch(path: Path, database: Path | None) -> None:
    lines: list[tuple[Any, str]] = [
        (record.get("id"), words_field(record, "text", f"{path}, line {number}", needed=True))
        for number, record in read_batch(path)
    ]
    with reading(database) as newsroom:
        for key, text in lines:
            print_json({"id": key, "claims": [checked_json(one) for one in newsroom.check(text)]})
