"""``newsbot ask``: one question, or a file of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
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
    now,
    parse_asked,
    print_json,
    printable,
    read_batch,
    reading,
    screen,
    text_field,
)
from bot.cli.output_json import answer_json
from bot.models import Answer, Turn

if TYPE_CHECKING:
    from bot.newsroom import Newsroom

SHOWN = 3  # excerpts of one answer
BATCH = 10  # excerpts of one answer in a batch, which is for measuring

QuestionArgument = Annotated[str | None, typer.Argument(metavar="QUESTION", help="A question in English.")]
DateOption = Annotated[str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="As if asked on this day.")]


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One line of a batch."""

    id: Any  #: given back as it came
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
    """Ask a question; the answer is excerpts of articles, word for word, or that they don't say.

    Lines of a --batch file: {"id", "q", "date"?, "history"?}.
    """
    if bool(printable(question or "").strip()) == (batch is not None):
        raise UsageError("Give one question, or a file of them with --batch.")
    asked = parse_asked(date) if date else now()
    if batch:
        _ask_batch(batch, asked, limit or BATCH, database)
        return
    with reading(database) as newsroom:
        answer = newsroom.ask(printable(question or ""), asked=asked, limit=limit or SHOWN)
    if as_json:
        print_json(answer_json(answer))
    else:
        from bot.cli.output_text import show_answer

        # A limit that was asked for holds; without one, what adds nothing is left out.
        shown = answer.excerpts if limit or answer.abstained else answer.excerpts[: answer.shown]
        screen().print(show_answer(replace(answer, excerpts=shown)))


def _ask_batch(path: Path, asked: datetime, limit: int, database: Path | None) -> None:
    questions = list(read_questions(path))
    with reading(database) as newsroom:
        for question in questions:
            answer = _answer(newsroom, question, question.asked or asked, limit)
            record = answer_json(answer)
            print_json({"id": question.id, **record, "ranked": record["excerpts"]})


def read_questions(path: Path) -> Iterator[Question]:
    """The questions of a batch. Raises UsageError that names the line."""
    for number, record in read_batch(path):
        where = f"{path}, line {number}"
        day = text_field(record, "date", where) or text_field(record, "asked_on", where)
        history = record.get("history") or []
        if not isinstance(history, list) or not all(isinstance(earlier, str) for earlier in history):
            raise UsageError(f'{where}: "history" must be a list of earlier questions.')
        yield Question(
            id=record.get("id"),
            text=text_field(record, "q", where, needed=True),
            asked=parse_asked(day[:10]) if day else None,
            history=tuple(history),
        )


def _answer(newsroom: Newsroom, question: Question, asked: datetime, limit: int) -> Answer:
    """The answer after asking what came before it."""
    turns: list[Turn] = []
    for earlier in question.history:
        turn = newsroom.ask(earlier, asked=asked, history=turns, limit=SHOWN).turn
        turns += [turn] if turn else []
    return newsroom.ask(question.text, asked=asked, history=turns, limit=limit)
