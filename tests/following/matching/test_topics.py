"""Broad topics bring articles that are about them and do not have the word."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest

from bot.errors import FollowError
from bot.following.article.article_view import article_keys
from bot.following.filters.filters import Filter, Phrase, Sense
from bot.following.matching.index_keys import keys
from bot.following.matching.matching import matches
from bot.following.matching.topics import about, telling, topic_of
from bot.lexicon.loader import table
from bot.models import NewArticle
from bot.newsroom import Newsroom, open_newsroom
from tests.support.following_articles import seen

NOW = datetime(2026, 11, 22, tzinfo=UTC)
MATCH = NewArticle(
    id="match",
    title="Late penalty kick sends Harwick up",
    text="Jon Pell scored from the spot in stoppage time on Saturday. The striker had missed a week ago. The goalkeeper"
    " of Dunmere went the wrong way. Harwick avoid relegation.",
)
FINE = NewArticle(
    id="fine",
    title="Driver pays a penalty",
    text="A striker of the dockers' union paid a fine on Monday. His goal is to appeal, he said. Nobody was hurt.",
)
RANSOM = NewArticle(
    id="ransom",
    title="Hospital pays hackers",
    text="Ransomware locked the clinic's records last week. A data breach was ruled out. The malware is still there.",
)
ANECDOTE = NewArticle(
    id="anecdote",
    title="The minister who queues",
    text="The pilot asked for volunteers before the flight. The airline was full. The minister walked to the last row"
    " of the aircraft. He has been in office since May.",
)


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    path = tmp_path_factory.mktemp("topics") / "news.db"
    with closing(open_newsroom(path, clock=lambda: NOW)) as opened:
        for _ in opened.add_many([MATCH, FINE, RANSOM, ANECDOTE]):
            pass
        yield opened


def brought(newsroom: Newsroom, words: str) -> set[str]:
    return {one.headline.id for one in newsroom.matching.matched(newsroom.matching.read(words).filter)}


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("football", {"match"}),
        ("soccer", {"match"}),
        ("Football", {"match"}),
        ("football OR cybersecurity", {"match", "ransom"}),
        ("football -Harwick", set()),
        ("hacking", {"ransom"}),
        ("air travel", set()),  # the scene of the first sentences, not of the headline
        ("trade unions", set()),
        ("word:football", set()),
        ('"air travel"', set()),
    ],
)
def test_a_topic_brings_what_is_about_it(newsroom: Newsroom, words: str, wanted: set[str]) -> None:
    assert brought(newsroom, words) == wanted


def test_the_words_that_told_are_marked(newsroom: Newsroom) -> None:
    (found,) = newsroom.matching.matched(newsroom.matching.read("football").filter)

    assert found.why == "football: Jon Pell *scored* from the spot in *stoppage time* on Saturday."


def test_a_topic_is_named_in_the_confirmation(newsroom: Newsroom) -> None:
    preview = newsroom.matching.preview(newsroom.matching.read("football"), NOW)

    assert preview.read_as == "football or football (a topic, in any words)"


def test_an_article_that_is_about_a_topic_has_one_of_its_keys() -> None:
    article = seen("A striker scored.\nThe goalkeeper fell.\nRelegation looms.", title="Penalty kick in stoppage time")
    wanted = Filter(anyof=((Phrase("football", True, Sense.TOPIC),),))

    assert matches(wanted, article)
    assert not keys(wanted).isdisjoint(article_keys(article))


def test_several_forms_of_one_word_tell_no_more_than_one() -> None:
    forms = {phrase.text for phrase in telling("gun control") if "gun" in phrase.text.casefold().split()}

    assert len(forms) > 2
    assert about("gun control", seen("A gun."), lambda phrase: 1 if phrase.text in ("gun", "gunmaker") else 0) == 0


def test_no_name_stands_for_two_topics() -> None:
    names = [name.casefold() for one in table("topics").values() for name in one["names"]]

    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", [name for one in table("topics").values() for name in one["names"]])
def test_every_name_of_a_topic_can_be_followed(name: str, newsroom: Newsroom) -> None:
    try:
        wanted = newsroom.matching.read(name).filter
    except FollowError as error:  # pragma: no cover
        pytest.fail(str(error))

    assert any(clause[0].sense is Sense.TOPIC for clause in wanted.anyof)


@pytest.mark.parametrize("words", ["training", "filming", "tennis shoes", "sports hall"])
def test_other_words_name_no_topic(words: str) -> None:
    assert topic_of(tuple(map(Phrase, words.split()))) is None
