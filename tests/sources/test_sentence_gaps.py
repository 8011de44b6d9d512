"""Blanks between sentences, and full stops within names."""

from __future__ import annotations

import pytest

from bot.sources.records import build
from bot.sources.sentence_gaps import with_gaps


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        (
            "She fell late Sunday.Police said she was 15.Doctor Dahl came.",
            "She fell late Sunday. Police said she was 15. Doctor Dahl came.",
        ),
        ("“It is over.”The end came!Nobody left.", "“It is over.” The end came! Nobody left."),
        ("The mayor--who was ill--left, she said.--She", "The mayor – who was ill – left, she said. – She"),
    ],
)
def test_sentences_without_a_blank_between_them_are_set_apart(text: str, apart: str) -> None:
    assert with_gaps(text) == apart
    assert build(text=text).article.text == apart


@pytest.mark.parametrize(
    "text",
    [
        "Node.js and Booking.Com, see www.lamp.Example or https://e.org/a.Bc or a.b@lamp.Org",
        "see https://e.org/fire--in-town, add --cores 2, x--y and 1--2",
        "U.S.Mayor, Ph.D. and 3.5 of x.Y",
        "the file budget.Pdf and No.5, the virus Zafi.D of Malle",
    ],
)
def test_names_with_a_full_stop(text: str) -> None:
    assert with_gaps(text) == text


@pytest.mark.parametrize(
    "title", ["Untitled", "(no title)", "🚫🎬 This media is not supported in your browser", "null"]
)
def test_what_stands_where_a_title_is_missing_is_none(title: str) -> None:
    assert build(text="The quay fell.", title=title).article.title == ""
