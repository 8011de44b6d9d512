"""Author, day and reading time between a headline and the text."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.sources.text_files import parse_text

TEXT = "The quay of Malle fell on Friday.\nIt was old."
DAY = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    "lines",
    [
        "By Sune Vang · Nov 20, 2026 · 4 min read",
        "Posted on November 20, 2026 by svang",
        "Published: 20 November 2026 | Updated: 22 November 2026",
        "By Sune Vang\nFri 20 Nov 2026",
        "Sune Vang reports for the Post\n20.11.2026",
        "malle-post.example\n20 November 2026",
        "Nov. 20, 2026 (updated Nov. 22, 2026)",
        "Modified 21 November 2026\nPublished 20 November 2026",
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_the_day_below_a_headline_is_that_of_publication(lines: str, gap: str) -> None:
    article = parse_text(f"Quay of Malle falls{gap}{lines}\n\n{TEXT}").article

    assert article.published == DAY
    assert article.text.endswith(TEXT)
    assert "2026" not in article.text


def test_the_headline_above_a_masthead_is_the_title() -> None:
    article = parse_text(f"Quay of Malle falls\nBy Sune Vang | 20 November 2026\n{TEXT}").article

    assert (article.title, article.text, article.published) == ("Quay of Malle falls", TEXT, DAY)


def test_a_masthead_may_stand_above_the_headline() -> None:
    article = parse_text(f"Friday, November 20, 2026\nQuay of Malle falls\n\n{TEXT}").article

    assert (article.title, article.text, article.published) == ("Quay of Malle falls", TEXT, DAY)


@pytest.mark.parametrize(
    "text",
    [
        f"2026\n{TEXT}",
        "20 November 2026\nThe quay fell.\n21 November 2026\nThe ferry sank.",
        "NORDHAVEN, 20 November 2026\n\nIt was old.",
        "Malle 20 November 2026\n\nIt was old.",
        "November 2026 was warm.\nIt rained.",
        "The quay fell.\nIt was old.\nNobody was hurt.\n20 November 2026\nThe ferry sank.",
    ],
)
def test_other_days_at_the_top_are_text(text: str) -> None:
    article = parse_text(text).article

    assert (article.text, article.published) == (text, None)


def test_a_header_says_more_than_a_masthead() -> None:
    assert parse_text(f"title Quay\ndate 2026-11-20\n21 November 2026\n{TEXT}").article.published == DAY


def test_the_day_of_an_update_is_none_of_publication() -> None:
    article = parse_text(f"Quay of Malle falls\n\nUpdated 22 November 2026\n{TEXT}").article

    assert (article.published, article.text) == (None, TEXT)
