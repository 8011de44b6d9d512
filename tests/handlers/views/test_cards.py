"""Inline results: the short answer is the title of the first, unless it is as likely wrong as right."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.models import Answer, Excerpt, Headline
from bot.newsroom import Reply, ReplyKind
from bot.understanding.requests import Request, RequestKind
from handlers.views.cards import cards

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)


@pytest.mark.parametrize(("unsure", "title"), [(False, "Six"), (True, "Crash at the pier")])
def test_only_a_sure_answer_is_the_title(title: str, *, unsure: bool) -> None:
    headline = Headline(
        row=1,
        id="a",
        title="Crash at the pier",
        source="ANI",
        url="",
        published=None,
        added=NOW,
        lead="Six were hurt.",
    )
    said = Excerpt(headline=headline, sentence_row=1, text="Six were hurt.", score=0.5, highlight=(0, 3))
    found = Answer(question="How many were hurt?", excerpts=(said,), short="Six", unsure=unsure)

    (card,) = cards(
        Reply(kind=ReplyKind.ANSWER, request=Request(kind=RequestKind.QUESTION, text="?"), answer=found), "newsbot"
    )

    assert (card.title, card.description) == (title, "Six were hurt.")
