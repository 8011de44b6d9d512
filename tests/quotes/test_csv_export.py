"""Quotes as CSV. Pure."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

from bot.models import Headline, Quote, QuoteKind
from bot.quotes.csv_export import COLUMNS, csv_lines

DAY = datetime(2026, 10, 5, tzinfo=UTC)


def quote(content: str, *, title: str = "Bridges", kind: QuoteKind = QuoteKind.DIRECT) -> Quote:
    headline = Headline(row=1, id="a", title=title, source="Post", url="https://post.example", published=DAY, added=DAY)
    return Quote(
        row=1, headline=headline, sentence_row=1, content=content, kind=kind, speaker="Mara Lind",
        speaker_as_written="she", cue="said",
    )  # fmt: skip


def test_a_spreadsheet_reads_every_cell_back() -> None:
    told = [quote('We "won", they lost'), quote("that it\nrained", kind=QuoteKind.INDIRECT)]

    rows = list(csv.reader(io.StringIO("".join(csv_lines(told)))))

    assert rows[0] == list(COLUMNS)
    place = ["Post", "2026-10-05", "Bridges", "https://post.example"]
    assert rows[1] == ["Mara Lind", "she", '“We "won", they lost”', "direct", *place]
    assert rows[2] == ["Mara Lind", "she", "that it rained", "indirect", *place]


def test_no_cell_is_a_formula() -> None:
    rows = list(csv.reader(io.StringIO("".join(csv_lines([quote("x", title="=HYPERLINK(1)")])))))

    assert rows[1][6] == "'=HYPERLINK(1)"
