"""Tables of articles, as spreadsheets and data sets export them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from bot.sources import Failure, FoundArticle, collect

TEXT = "The council approved the quay on Thursday.\n\n“It is late,” the mayor said."


def table(path: Path, *rows: list[str], delimiter: str = ",", encoding: str = "utf-8") -> list[FoundArticle | Failure]:
    """What is found in a table of ``rows``."""
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter).writerows(rows)
    path.write_bytes(written.getvalue().encode(encoding))
    return list(collect([path]))


@pytest.mark.parametrize(
    ("name", "heads", "delimiter", "encoding"),
    [
        ("a.csv", ["title", "text", "date", "source"], ",", "utf-8"),
        ("b.csv", ["Headline", "Body", "Published At", "Publisher"], ";", "utf-8-sig"),
        ("c.tsv", ["headline", "Article Text", "pub_date", "site_name"], "\t", "utf-16"),
        ("d.csv", ["Titel", "Text", "Datum", "Quelle"], ";", "cp1252"),
        ("e.csv", ["webTitle", "content", "publish_date", "source_id"], "|", "utf-8"),
    ],
)
def test_columns_are_called_as_fields_of_records(
    tmp_path: Path, name: str, heads: list[str], delimiter: str, encoding: str
) -> None:
    row = ["Quay, new; approved", TEXT, "20 November 2026", "Harbour Post"]

    (found,) = table(tmp_path / name, heads, row, delimiter=delimiter, encoding=encoding)

    assert isinstance(found, FoundArticle)
    article = found.article
    assert (article.title, article.text, article.source) == ("Quay, new; approved", TEXT, "Harbour Post")
    assert article.published is not None
    assert article.published.date().isoformat() == "2026-11-20"


def test_each_row_is_an_article_and_a_bad_one_is_named(tmp_path: Path) -> None:
    rows = (["", "title", "text"], ["0", "One", TEXT], ["", "", ""], ["1", "Two", ""], ["2", "Three", f"{TEXT} Again."])

    one, two, three = table(tmp_path / "a.csv", *rows)

    assert isinstance(one, FoundArticle)
    assert one.article.title == "One"
    assert isinstance(two, Failure)
    assert (two.line, two.reason) == (4, 'it has no "text"')
    assert isinstance(three, FoundArticle)
    assert three.line == 5


def test_a_summary_is_read_where_there_is_no_text(tmp_path: Path) -> None:
    heads = ["link", "headline", "short_description", "date"]

    (found,) = table(tmp_path / "a.csv", heads, ["https://example.org/a", "Quay", TEXT, "2026-11-20"])

    assert isinstance(found, FoundArticle)
    assert found.article.blurb


def test_a_long_cell_is_read(tmp_path: Path) -> None:
    (found,) = table(tmp_path / "a.csv", ["title", "text"], ["Quay", "The quay is long. " * 20_000])

    assert isinstance(found, FoundArticle)


def test_a_table_of_something_else_is_refused(tmp_path: Path) -> None:
    (found,) = table(tmp_path / "a.csv", ["club", "played", "points"], ["Malle", "12", "30"])

    assert isinstance(found, Failure)
    assert "no column of texts" in found.reason


def test_in_a_folder_only_named_tables_are_read(tmp_path: Path) -> None:
    table(tmp_path / "a.csv", ["title", "text"], ["Quay", TEXT])
    (tmp_path / "b.txt").write_text(TEXT)

    assert [found.path.name for found in collect([tmp_path])] == ["b.txt"]
