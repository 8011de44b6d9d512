"""Pictures of timelines and trends: PNGs as wide as a phone's screen is sharp, and the same in words."""

from __future__ import annotations

import struct
from datetime import UTC, date, datetime

import pytest

from bot.models import Brief, BriefKind, CitedSentence, Headline, Trend, Trending
from bot.translation import speaking
from handlers.views.chart import WIDTH
from handlers.views.palette import DARK, LIGHT, Palette
from handlers.views.topic_charts import (
    MOST_TURNS,
    timeline_in_words,
    timeline_picture,
    trending_in_words,
    trending_picture,
)

NOW = datetime(2026, 11, 22, tzinfo=UTC)
HEADLINE = Headline(row=1, id="a", title="Bridge", source="Lindon Herald", url="", published=NOW, added=NOW)


def turns(number: int) -> Brief:
    sentence = CitedSentence(
        headline=HEADLINE, sentence_row=1, text="The $100 bridge closed. " * 9, day=date(2026, 3, 2)
    )
    undated = CitedSentence(headline=HEADLINE, sentence_row=2, text="橋が閉まった", day=None)
    return Brief(kind=BriefKind.TIMELINE, topic="bridge", sentences=(sentence,) * number + (undated,), articles=2)


TRENDS = Trending(
    since=date(2026, 11, 20),
    until=date(2026, 11, 22),
    trends=tuple(
        Trend(row=row, name=f"Name {row} of $somebody", label="PERSON", now=3, before=0.5, headline=HEADLINE,
              days=(0,) * 11 + (1, 0, 2))
        for row in range(3)
    ),
)  # fmt: skip


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    return struct.unpack(">II", png[16:24])


@pytest.mark.parametrize("palette", [DARK, LIGHT])
def test_pictures_are_as_wide_as_a_phone_is_sharp(palette: Palette) -> None:
    few, many = size(timeline_picture(turns(1), "bridge", palette)), size(timeline_picture(turns(30), "橋", palette))
    trends = size(trending_picture(TRENDS, palette))

    assert {few[0], many[0], trends[0]} == {WIDTH}
    assert few[1] < many[1] < 1300  # Telegram takes photos whose sides sum up to 10,000; a phone shows two thirds


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.1)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("palette", [DARK, LIGHT])
def test_words_stand_out_from_the_card(palette: Palette) -> None:
    card = luminance(palette.card) + 0.05
    for colour in (palette.ink, palette.faint, palette.bar):
        other = luminance(colour) + 0.05
        assert max(card, other) / min(card, other) >= 4.5


def test_the_same_in_words_within_a_caption() -> None:
    told, trends = timeline_in_words(turns(30), "bridge"), trending_in_words(TRENDS)
    with speaking("ar"):
        arabic = trending_in_words(TRENDS)

    assert told.startswith("Timeline: bridge\n2 March 2026: The $100 bridge closed.")
    assert told.count("\n") == MOST_TURNS
    assert len(told) <= 1024
    assert trends == "In the news\n" + "\n".join(f"Name {row} of $somebody: 3 articles" for row in range(3))
    assert "3 مقالات" in arabic
