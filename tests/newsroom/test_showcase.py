"""Examples for newcomers: made from what articles say, and kept only if they work."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.models import NewArticle
from bot.newsroom import Newsroom, open_newsroom
from bot.newsroom.showcase import candidates
from bot.store.chats.showcase import Opening

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
RACE = NewArticle(
    title="Postwoman wins race",
    source="Post",
    published=datetime(2026, 11, 21, tzinfo=UTC),
    text='Ruta Hallam, a postwoman, won the Brennholm Marathon on Sunday.\n"I ran," Ruta Hallam said.',
)
UNDATED = NewArticle(title="Old tale", source="Courier", text="Anna Berg won the Grey Cup on Monday.")


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("Ruta Hallam, a postwoman, won the Brennholm Marathon on Sunday.", "Who won the Brennholm Marathon?"),
        ("Ruta Hallam leads Norlys, the grid company.", "Who leads Norlys?"),
        ("Ruta Hallam won it on Sunday.", ""),
        ("Ruta Hallam won her third race on Sunday.", ""),
        ("Ruta Hallam won twice on Sunday.", ""),
        ("Ruta Hallam slept on Sunday.", ""),
    ],
)
def test_a_question_is_made_of_what_somebody_did(sentence: str, question: str) -> None:
    opening = Opening(1, sentence, len("Ruta Hallam"), "Ruta Hallam")

    assert [made for _, made in candidates([opening, opening])] == ([question] if question else [])


@pytest.fixture
def newsroom(database_path: Path) -> Newsroom:
    return open_newsroom(database_path, clock=lambda: NOW)


def test_an_empty_archive_has_no_examples(newsroom: Newsroom) -> None:
    with closing(newsroom):
        found = newsroom.showcase.examples(NOW)

    assert (found.asks, found.story, found.coverage.articles, found.outlets) == ((), None, 0, 0)


def test_examples_are_of_dated_articles_and_kept_for_a_while(newsroom: Newsroom) -> None:
    with closing(newsroom):
        newsroom.add(RACE)
        newsroom.add(UNDATED)
        found = newsroom.showcase.examples(NOW)
        newsroom.add(NewArticle(title="More", source="Third", text="It rained."))
        soon, later = (newsroom.showcase.examples(NOW + timedelta(minutes=at)) for at in (9, 11))

    assert found.asks == ("Who won the Brennholm Marathon?", "What did Ruta Hallam say?")
    assert found.story is not None
    assert found.story.title == "Postwoman wins race"
    assert (found.outlets, soon.outlets, later.outlets) == (2, 2, 3)
