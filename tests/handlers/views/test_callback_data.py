"""Callback data: short, versioned, read back or refused. Pure."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.views.callback_data import Code, Press, back_of, data, read

calm = settings(deadline=None)  # the machine may be busy
ROWS = st.integers(0, 10**10)


@calm
@given(st.sampled_from([code for code in Code if code not in {Code.CONTEXT, Code.ARTICLE}]), st.lists(ROWS, max_size=3))
def test_what_is_written_is_read(code: Code, numbers: list[int]) -> None:
    raw = data(code, *numbers)

    assert read(raw) == Press(code, tuple(numbers))
    assert len(raw.encode()) <= 64


@calm
@given(ROWS, ROWS, ROWS, ROWS)
def test_a_context_leads_back(sentence: int, view: int, offset: int, speaker: int) -> None:
    back = data(Code.WHO, view, offset, speaker)
    raw = data(Code.CONTEXT, sentence, back=back)

    assert read(raw) == Press(Code.CONTEXT, (sentence,))
    assert back_of(raw) == back
    assert len(raw.encode()) <= 64


@calm
@given(ROWS, st.integers(0, 99), ROWS, ROWS)
def test_an_article_leads_back(article: int, page: int, view: int, offset: int) -> None:
    back = data(Code.LATEST, view, offset)
    raw = data(Code.ARTICLE, article, page, back=back)

    assert read(raw) == Press(Code.ARTICLE, (article, page))
    assert back_of(raw) == back
    assert len(raw.encode()) <= 64


def test_a_context_of_a_notification_leads_nowhere() -> None:
    assert back_of(data(Code.CONTEXT, 5)) == ""


@pytest.mark.parametrize(
    "raw", [None, "", "1", "0.w.1", "2.w.1", "1.zz.1", "1.w.x", "1.w.-1", "1.w." + "9" * 30, f"1.p.{2**63}", "w.1"]
)
def test_anything_else_is_stale(raw: str | None) -> None:
    assert read(raw) is None


@calm
@given(st.text(max_size=64))
def test_nothing_breaks_reading(raw: str) -> None:
    read(raw)


def test_missing_numbers_are_zero() -> None:
    assert Press(Code.WHO, (4,)).number(1) == 0
