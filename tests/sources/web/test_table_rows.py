"""Rows of tables in an article."""

from __future__ import annotations

from bot.sources.web import read_page

_PROSE = "The town council of Lodden passed its budget for the next year on Friday after a long debate about the quay."


def _text(table: str) -> list[str]:
    story = f"<article><h1>Budget</h1><p>{_PROSE}</p>{table}<p>{_PROSE} It was late.</p></article>"
    page = f"<html><body>{story}</body></html>"
    return read_page(page.encode()).article.text.split("\n")


def test_a_row_of_figures_is_a_line() -> None:
    rows = "<tr><th>Item</th><th>Crowns</th></tr><tr><td>Quay</td><td>31 million</td><td>2027</td></tr>"

    assert _text(f"<table>{rows}</table>")[1:3] == ["Item: Crowns", "Quay: 31 million, 2027"]


def test_paragraphs_in_a_layout_stay_apart() -> None:
    cells = f"<tr><td>{_PROSE} Nobody came.</td><td>{_PROSE} All were tired.</td></tr>"

    assert f"{_PROSE} Nobody came." in _text(f"<table>{cells}{cells.replace('Nobody', 'Somebody')}</table>")
