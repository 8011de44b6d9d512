"""``newsbot latest``: the newest headlines."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.common import DatabaseOption, JsonOption, LimitOption, joined, print_json, reading, screen
from bot.cli.output_json import latest_json

HEADLINES = 10

TopicArgument = Annotated[list[str] | None, typer.Argument(metavar="TOPIC", help="Words, a name, or from:OUTLET.")]


def latest(
    topic: TopicArgument = None,
    limit: LimitOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """The newest headlines, all of them or those about a topic."""
    with reading(database) as newsroom:
        found = newsroom.headlines_on(joined(topic), limit=limit or HEADLINES)
        told = newsroom.stories.of(line.row for line in found.headlines) if as_json else {}
    if as_json:
        print_json(latest_json(found, told))
    else:
        from bot.cli.output_text import show_headlines
        from bot.newsroom.wording import no_headlines

        screen().print(show_headlines(found, no_headlines(found)))
