"""Topics are also followed by their meaning: the real encoder, over articles that do not have their words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.following.article_view import article_keys
from bot.following.filters import Filter
from bot.following.filters_in_words import read_as
from bot.following.matching import matches
from bot.newsroom import Newsroom, open_newsroom
from bot.newsroom.sweeping import NightlySweep
from bot.store.file.database import Database
from bot.store.following.article_views import ArticleViews
from bot.store.following.subscriptions import Subscriptions
from bot.store.interests.interest_index import InterestIndex
from bot.store.interests.interests import interest_of
from bot.store.interests.topic_index import TopicIndex
from tests.support import near_articles
from tests.support.dialogue import Clock
from tests.support.following_articles import ALICE

NOW = datetime(2026, 11, 22, tzinfo=UTC)
NEAR = {
    "lack of physicians in villages": "clinic",
    "unpaid night work by dock workers": "strike",
    "higher food prices for families": "bread",
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the articles."""
    found = tmp_path_factory.mktemp("near") / "news.db"
    with closing(open_newsroom(found, clock=lambda: NOW)) as newsroom:
        for _ in newsroom.add_many(near_articles.ALL):
            pass
    return found


@pytest.fixture
def newsroom(path: Path) -> Iterator[Newsroom]:
    with closing(open_newsroom(path, clock=lambda: NOW)) as opened:
        yield opened


def came(newsroom: Newsroom, words: str) -> list[str]:
    return [str(one.headline.id) for one in newsroom.matching.matched(newsroom.matching.read(words).filter)]


@pytest.mark.parametrize(("words", "article"), NEAR.items())
def test_an_article_on_a_topic_comes_without_its_words(newsroom: Newsroom, words: str, article: str) -> None:
    assert came(newsroom, words) == [article]


@pytest.mark.parametrize(
    "words",
    [
        "ship building",  # one of its words, about something else
        "bread recipes",
        "doctor who episodes",
        "oil spill harbour",
        "mortgage rates in Norway",
    ],
)
def test_something_else_does_not_come(newsroom: Newsroom, words: str) -> None:
    assert came(newsroom, words) == []


def test_one_word_says_too_little(newsroom: Newsroom) -> None:
    assert newsroom.matching.read("healthcare").filter.near == ()


def test_it_is_said_how_the_words_are_read_and_why_an_article_came(newsroom: Newsroom) -> None:
    wanted = newsroom.matching.read("lack of physicians in villages").filter

    (found,) = newsroom.matching.matched(wanted)

    read = read_as(wanted)
    assert read.startswith("lack and physicians and villages, or lack and doctors and villages")
    assert read.endswith(", or near in meaning (words in quotation marks are meant exactly)")
    assert found.why.startswith("near in meaning to “lack of physicians in villages”: ")
    assert found.sentence == '"Young physicians want to live in the city," Mayor Tom Reed said.'


@pytest.mark.parametrize(
    "words",
    [
        '"lack" of "physicians" in "villages"',  # exactly these words
        "lack of physicians in villages -nurse",
        "lack of physicians in villages in Tessarn",  # a name must be there
        "says:Reed lack of physicians in villages",
    ],
)
def test_quoted_words_names_and_exceptions_still_decide(newsroom: Newsroom, words: str) -> None:
    assert came(newsroom, words) == []


def test_a_name_may_stand_anywhere_in_the_article(newsroom: Newsroom) -> None:
    assert came(newsroom, "lack of physicians in villages around Port Lindon") == ["clinic"]


def test_words_that_are_all_there_are_left_to_exact_matching(newsroom: Newsroom) -> None:
    wanted = newsroom.matching.read("city practice").filter

    assert wanted.near
    assert came(newsroom, "city practice") == []  # both words, but far from each other


def test_a_filter_is_stored_with_all_that_is_needed(newsroom: Newsroom) -> None:
    wanted = newsroom.matching.read("lack of physicians in villages near Port Lindon").filter

    assert Filter.load(wanted.canonical().dump()).canonical() == wanted.canonical()
    assert wanted.near[0].encoder
    assert [phrase.text for phrase in wanted.near[0].held] == ["Port Lindon"]


def test_an_article_without_vectors_is_matched_by_words_alone(path: Path, newsroom: Newsroom) -> None:
    wanted = newsroom.matching.read("lack of physicians in villages").filter
    row = newsroom.matching.row_of("clinic")
    assert row is not None
    with Database.open(path) as database:
        _, article = ArticleViews(database).of(row)

    assert matches(wanted, article)
    assert matches(wanted, replace(article, codes=None)) is None
    assert article.codes is not None
    assert matches(wanted, replace(article, codes=replace(article.codes, encoder="another"))) is None


def test_the_index_of_interests_brings_up_what_is_near(tmp_path: Path, path: Path, newsroom: Newsroom) -> None:
    filters = [newsroom.matching.read(words).filter for words in (*NEAR, "mortgage rates in Norway")]
    with Database.open(path) as database:
        views = [ArticleViews(database).of(row)[1] for row in (1, 2, 3)]
    with Database.open(tmp_path / "chats.db") as database, database.writing() as writer:
        rows = [interest_of(writer, one) for one in filters]
        index = InterestIndex()
        for article in views:
            must = {row for row, one in zip(rows, filters, strict=True) if matches(one, article)}
            found = index.brought_up(writer, article_keys(article), article.meaning)
            assert must == {one.row for one in found if matches(one.filter, article)}
            assert must
            assert must <= {one.row for one in found}


def test_many_topics_are_compared_roughly_first_and_none_is_lost(
    path: Path, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.interests.topic_index.FEW", 3)
    index = TopicIndex()
    filters = [newsroom.matching.read(words).filter for words in NEAR]
    index.add(enumerate(one.near for one in filters))
    with Database.open(path) as database:
        views = [ArticleViews(database).of(row)[1] for row in (1, 2, 3)]
    rough = []
    for article in views:
        assert article.meaning is not None
        rough.append(index.near(article.meaning))
        article.meaning.judged = None
        index.add([(len(index), filters[0].near)])  # one more, with the directions of the others

    assert all(
        {at for at, one in enumerate(filters) if matches(one, article)} <= found
        for article, found in zip(views, rough, strict=True)
    )


def test_the_sweep_finds_what_is_near_and_was_missed(tmp_path: Path, newsroom: Newsroom) -> None:
    wanted, clock = newsroom.matching.read("lack of physicians in villages"), Clock()
    path = tmp_path / "swept.db"
    with closing(open_newsroom(path, clock=clock)) as other, Database.open(path) as database:
        Subscriptions(database).follow(ALICE, wanted, clock())
        with database.writing() as writer:
            writer.execute("DELETE FROM interest_keys")  # the index has lost it
        clock.forward(minutes=1)
        assert other.add(near_articles.CLINIC).deliveries == 0
        clock.forward(minutes=1)

        assert NightlySweep(database, clock).run().missed == 1
        (owed,) = other.deliveries.due(clock())
        assert owed.near
        assert owed.sentence == '"Young physicians want to live in the city," Mayor Tom Reed said.'
