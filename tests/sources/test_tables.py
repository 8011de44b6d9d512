"""Tables and lists in text files."""

from __future__ import annotations

import pytest

from bot.sources.markup import plain_text
from bot.sources.text_files import parse_text

TOLD = "Malle: Played 12, Points 30\nSund: Played 11, Points 27"


@pytest.mark.parametrize(
    "table",
    [
        "| Club | Played | Points |\n|------|-------:|:------:|\n| Malle | 12 | 30 |\n| Sund | 11 | 27 |",
        "Club | Played | Points\n--- | --- | ---\nMalle | 12 | 30\nSund | 11 | 27",
        "Club\tPlayed\tPoints\nMalle\t12\t30\nSund\t\t11\t27",
    ],
)
def test_a_row_tells_what_each_cell_is(table: str) -> None:
    article = parse_text(f"title League\n\nThe season began.\n\n{table}\n\nIt ends in May.").article

    assert [line for line in article.text.split("\n") if line] == [
        "The season began.",
        *TOLD.split("\n"),
        "It ends in May.",
    ]


def test_without_a_head_the_cells_stand_one_after_the_other() -> None:
    assert plain_text("| Malle | Lodden | won |\n| Sund | Tarn | lost |") == "Malle: Lodden, won\nSund: Tarn, lost"


@pytest.mark.parametrize(
    "text",
    [
        "Photo | Malle Post | 3 May",
        "The mayor\tleft.",
        f"One | two | three\n{'a' * 100} | {'b' * 100} | c",
        "- The quay falls, he said.\n- Why?\n- It is old.",
        "- Malle - Sund 2\n- Tarn - Lodden 1",
    ],
)
def test_what_only_resembles_a_table_or_a_list(text: str) -> None:
    assert plain_text(text) == text


def test_items_behind_hyphens_are_lines() -> None:
    assert plain_text("They want:\n- pay - and more of it\n- rest\n– a canteen\nAll.") == (
        "They want:\npay - and more of it\nrest\na canteen\nAll."
    )
