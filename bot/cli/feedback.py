"""``newsbot feedback``: readers' verdicts on answers, with the features by which each answer was scored."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.common import DatabaseOption, JsonOption, UsageError, now, print_json, reading, say

if TYPE_CHECKING:
    from bot.store.chats.feedback import StoredVerdict

CsvOption = Annotated[
    bool, typer.Option("--csv", help="Print CSV with one verdict per line and one number per column.")
]


def feedback(database: DatabaseOption = None, as_json: JsonOption = False, as_csv: CsvOption = False) -> None:
    """What readers thought of answers: how many were right; --json or --csv for fitting weights."""
    if as_json and as_csv:
        raise UsageError("Give --json or --csv, not both.")
    with reading(database) as newsroom:
        found = newsroom.chats.verdicts(now())
    if as_json:
        for verdict in found:
            print_json(_record(verdict))
    elif as_csv:
        _print_csv(found)
    else:
        right = sum(verdict.right for verdict in found)
        counted = f"{len(found)} verdict{'s' * (len(found) != 1)}"
        say(f"{counted}: {right} right, {len(found) - right} wrong." if found else "No verdicts yet.")


def _record(verdict: StoredVerdict) -> dict[str, Any]:
    return {
        "created": verdict.created.isoformat(),
        "right": verdict.right,
        "question": verdict.question,
        "answer": verdict.short,
        "sentences": list(verdict.sentences),
        "grounds": verdict.grounds,
    }


def _print_csv(found: Sequence[StoredVerdict]) -> None:
    """Print verdicts as CSV. Feature names differ between versions, so the columns are all names that occur."""
    names = list(dict.fromkeys(name for verdict in found for name in verdict.grounds))
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["created", "right", "question", "answer", *names])
    for verdict in found:
        numbers = [verdict.grounds.get(name, "") for name in names]
        writer.writerow(
            [verdict.created.isoformat(), int(verdict.right), verdict.question or "", verdict.short or "", *numbers]
        )
