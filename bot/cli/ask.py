"""``newsbot ask``: answers one question, or a file of questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.common import (
    BatchOption,
    DatabaseOption,
    JsonOption,
    LimitOption,
    UsageError,
    joined,
    now,
    parse_asked,
    print_json,
    read_batch,
    reading,
    screen,
    text_field,
    words_field,
)
from bot.errors import QuestionError
from bot.models import Turn
from bot.text.typed import as_typed

if TYPE_CHECKING:
    from bot.newsroom import Newsroom, Reply, ReplyLimits

SHOWN = 3  # excerpts per answer
BATCH = 10  # excerpts per answer in a batch, which is for evaluation

QuestionArgument = Annotated[list[str] | None, typer.Argument(metavar="QUESTION", help="A question in English.")]
DateOption = Annotated[str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="Answer as if asked on this day.")]


@dataclass(frozen=True, kw_only=True, slots=True)
class BatchQuestion:
    """One line of a batch."""

    id: Any  #: returned unchanged
    text: str
    asked: datetime | None
    history: tuple[str, ...]  #: earlier questions, oldest first


def ask(
    question: QuestionArgument = None,
    date: DateOption = None,
    limit: LimitOption = None,
    batch: BatchOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask a question; the answer is verbatim excerpts of articles, or that they don't say.

    Anything that the chat understands works: headlines, quotes, a name.

    Lines of a --batch file: {"id", "q", "date"?, "history"?}.
    """
    words = joined(question)
    if bool(words) == (batch is not None):
        raise UsageError("Give one question, or a file of them with --batch.")
    asked = parse_asked(date) if date else now()
    if batch:
        _ask_batch(batch, asked, limit or BATCH, database)
        return
    with reading(database) as newsroom:
        reply = newsroom.reply(newsroom.route(words, asked=asked), asked=asked, limits=_limits(limit or SHOWN))
        record = _record(newsroom, reply) if as_json else {}
    if as_json:
        print_json(record)
    else:
        from bot.cli.output_reply import show_reply

        screen().print(show_reply(reply, whole=limit is not None))


def _limits(number: int) -> ReplyLimits:
    from bot.newsroom import ReplyLimits

    return ReplyLimits(excerpts=number, headlines=number, quotes=number)


def _record(newsroom: Newsroom, reply: Reply) -> dict[str, Any]:
    """The JSON of a reply, with the full sentences in which quotes begin, or that describe somebody."""
    from bot.cli.output_reply_json import reply_json
    from bot.newsroom import ReplyKind

    quotes = reply.quotes.said.quotes if reply.quotes and reply.kind is ReplyKind.QUOTES else ()
    described = reply.page.portrait.defined if reply.page and reply.page.portrait else ()
    rows = [one.sentence_row for one in quotes] + [one.sentence_row for one in described]
    return reply_json(reply, newsroom.excerpts(rows) if rows else {})


def _ask_batch(path: Path, asked: datetime, limit: int, database: Path | None) -> None:
    questions = list(read_questions(path))
    with reading(database) as newsroom:
        for question in questions:
            record = _record_or_error(newsroom, question, question.asked or asked, limit)
            print_json({"id": question.id, **record, "ranked": record["excerpts"]})


def _record_or_error(newsroom: Newsroom, question: BatchQuestion, asked: datetime, limit: int) -> dict[str, Any]:
    """The JSON of one line. A question that cannot be asked so has an ``error`` and does not affect the others."""
    from bot.cli.output_reply_json import failed_json

    try:
        return _record(newsroom, _reply(newsroom, question, asked, _limits(limit)))
    except QuestionError as error:
        return failed_json(question.text, str(error))


def read_questions(path: Path) -> Iterator[BatchQuestion]:
    """The questions of a batch. Raises UsageError with the line number."""
    for number, record in read_batch(path):
        where = f"{path}, line {number}"
        day = text_field(record, "date", where) or text_field(record, "asked_on", where)
        history = record.get("history") or []
        if not isinstance(history, list) or not all(isinstance(earlier, str) for earlier in history):
            raise UsageError(f'{where}: "history" must be a list of earlier questions.')
        yield BatchQuestion(
            id=record.get("id"),
            text=words_field(record, "q", where, needed=True),
            asked=_day_of_asking(day, where),
            history=tuple(map(as_typed, history)),
        )


def _day_of_asking(day: str, where: str) -> datetime | None:
    try:
        return parse_asked(day[:10]) if day else None
    except UsageError as error:
        raise UsageError(f"{where}: {error}") from None


def _reply(newsroom: Newsroom, question: BatchQuestion, asked: datetime, limits: ReplyLimits) -> Reply:
    """The reply after its earlier questions were asked."""
    turns: list[Turn] = []
    for earlier in question.history:
        before = newsroom.reply(newsroom.route(earlier, asked=asked, turns=turns), turns, asked=asked)
        turns += [before.turn] if before.turn else []
    return newsroom.reply(newsroom.route(question.text, asked=asked, turns=turns), turns, asked=asked, limits=limits)
