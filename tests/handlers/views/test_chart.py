"""The chart: a PNG that Telegram takes, in every length of a timeline and with every name."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from bot.profiles.timeline import Timeline, timeline
from handlers.localchat.methods_media import MAX_PHOTO, picture_size
from handlers.views.chart import draw, label, span, thousands, worth_drawing

MONDAY = date(2026, 6, 1)


def every(days: int, *, step: int = 7, count: int = 3) -> Timeline:
    made = timeline({MONDAY + timedelta(days=at): count for at in range(0, days, step)})
    assert made
    return made


@pytest.mark.parametrize(
    ("days", "step", "count"), [(14, 7, 1), (30, 14, 2), (180, 7, 900), (800, 1, 40_000), (1100, 1090, 3)]
)
def test_a_png_within_telegrams_limits(days: int, step: int, count: int) -> None:
    png = draw("Elena Marsh", every(days, step=step, count=count))

    width, height = picture_size(png)
    assert (width, height) == (1200, 720)
    assert len(png) < MAX_PHOTO / 20


@pytest.mark.parametrize("name", ["", "習近平", "Владимир Путин", "$x^2$ & _y_", "x" * 300, "a\nb", "ar\u200bm"])
def test_any_name(name: str) -> None:
    assert picture_size(draw(name, every(30))) == (1200, 720)


def test_names_and_counts_are_drawn() -> None:
    pictures = [draw("Elena", every(30)), draw("Ivo", every(30)), draw("Ivo", every(30, count=4))]

    assert len(set(pictures)) == 3
    assert draw("Ivo", every(30)) == pictures[1]


def test_many_at_once() -> None:
    with ThreadPoolExecutor(4) as threads:
        pictures = list(threads.map(lambda _: draw("Elena", every(60)), range(8)))

    assert len(set(pictures)) == 1


@pytest.mark.parametrize(("days", "worth"), [(1, False), (7, False), (8, True)])
def test_one_week_is_not_worth_a_picture(days: int, worth: bool) -> None:
    assert worth_drawing(every(days)) is worth


@pytest.mark.parametrize(
    ("days", "shown", "below"),
    [
        (14, "1 June 2026 – 14 June 2026", "8 Jun"),
        (300, "June 2026 – March 2027", "Mar 27"),
    ],
)
def test_days_in_words(days: int, shown: str, below: str) -> None:
    line = every(days)

    assert span(line) == shown
    assert label(line.period, line.counts[-1][0]) == below


def test_years_in_words() -> None:
    line = timeline({date(2016, 9, 8): 87, date(2019, 11, 3): 2})
    assert line

    assert (span(line), label(line.period, line.counts[0][0])) == ("2016 – 2019", "2016")


@pytest.mark.parametrize(("value", "shown"), [(0, "0"), (9_500, "9,500"), (15_000, "15k"), (2_000_000, "2,000k")])
def test_numbers_of_the_axis(value: float, shown: str) -> None:
    assert thousands(value) == shown
