"""Sentences of newsbot's own."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.models import Answer, Excerpt, Headline
from bot.newsroom.wording import other_days

NOVEMBER = datetime(2026, 11, 9, tzinfo=UTC)


def found(missed: str, *, published: datetime | None = NOVEMBER, abstained: bool = False) -> Answer:
    headline = Headline(row=1, id="a", title="Fire", source="Lamp", url="", published=published, added=NOVEMBER)
    excerpt = Excerpt(headline=headline, sentence_row=1, text="A fire.", score=1.0)
    return Answer(question="What burned?", excerpts=(excerpt,), abstained=abstained, missed=missed)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (found("today"), "Nothing from today yet; this is from 9 November 2026."),
        (found("on 7 November"), "Nothing from 7 November; this is from 9 November 2026."),
        (found("last week", published=None), "Nothing from last week; this is from an unknown day."),
        (found(""), ""),
        (found("today", abstained=True), ""),
        (Answer(question="What burned?", excerpts=(), missed="today"), ""),
    ],
)
def test_an_answer_of_other_days_says_so_first(answer: Answer, said: str) -> None:
    assert other_days(answer) == said
