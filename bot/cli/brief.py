"""``newsbot brief`` and ``newsbot timeline``: a topic in exact sentences, as a summary or event by event."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.common import DatabaseOption, JsonOption, UsageError, joined, now, print_json, printable, reading, screen
from bot.understanding.requests import Request, RequestKind

TopicArgument = Annotated[list[str] | None, typer.Argument(metavar="TOPIC", help="Words or a name.")]
SinceOption = Annotated[
    str | None,
    typer.Option("--since", metavar="DATE", help="Only articles of this day or later: 2024-07-09, 'last week'."),
]


def brief(
    topic: TopicArgument = None, since: SinceOption = None, database: DatabaseOption = None, as_json: JsonOption = False
) -> None:
    """The three to seven exact sentences that together say the most about a topic, oldest first."""
    _show(RequestKind.BRIEF, joined(topic), since, database, as_json)


def timeline(
    topic: TopicArgument = None, since: SinceOption = None, database: DatabaseOption = None, as_json: JsonOption = False
) -> None:
    """How a topic began and unfolded, day by day."""
    _show(RequestKind.TIMELINE, joined(topic), since, database, as_json)


def _show(kind: RequestKind, words: str, since: str | None, database: DatabaseOption, as_json: bool) -> None:
    from bot.cli.output_reply import show_reply
    from bot.cli.output_reply_json import reply_json

    if not words:
        raise UsageError("Give a topic, such as a name or a few words.")
    asked = now()
    dated = f"{words} {_since(since)}".strip()
    with reading(database) as newsroom:
        reply = newsroom.reply(Request(kind=kind, text=dated, topics=(dated,)), asked=asked)
    if as_json:
        print_json(reply_json(reply, {}))
    else:
        screen().print(show_reply(reply))


def _since(words: str | None) -> str:
    """The end of a topic that limits its days. Raises UsageError for what is not a date."""
    if not words:
        return ""
    from bot.text.dates import DateNotUnderstood, window

    try:
        window(words, now())
    except DateNotUnderstood:
        raise UsageError(f'"{printable(words)}" is not a date such as 2024-07-09 or "last week".') from None
    return f"since {words}"
