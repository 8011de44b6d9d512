"""What each kind of request is answered with, and what it becomes where nothing is found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from bot.newsroom import Newsroom, Reply, ReplyKind, open_newsroom
from bot.store.file.database import Database
from bot.understanding.quote_requests import Lookup
from bot.understanding.requests import Request, RequestKind
from tests.support.retrieval_archive import NOW, fill


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    path = tmp_path_factory.mktemp("replying") / "news.db"
    with Database.open(path) as database:
        fill(database)
    with closing(open_newsroom(path, clock=lambda: NOW)) as opened:
        yield opened


def replied(newsroom: Newsroom, kind: RequestKind, *topics: str, text: str = "", days: str = "") -> Reply:
    return newsroom.reply(Request(kind=kind, text=text or " ".join(topics), topics=topics, days=days), asked=NOW)


@pytest.mark.parametrize(
    ("topic", "days", "kind", "first"),
    [
        ("Velden", "", ReplyKind.HEADLINES, "Tunnel delayed"),
        ("Velden", "on 11 June", ReplyKind.HEADLINES, "Museum buys map"),
        ("Velden", "yesterday", ReplyKind.DECLINED, "Tunnel delayed"),  # of other days, which is said
        ("from:Courier", "yesterday", ReplyKind.HEADLINES, "Tunnel delayed"),  # an outlet's newest, whatever the day
    ],
)
def test_headlines_of_a_topic_or_day(newsroom: Newsroom, topic: str, days: str, kind: ReplyKind, first: str) -> None:
    reply = replied(newsroom, RequestKind.HEADLINES, topic, days=days)

    assert reply.kind is kind
    assert reply.headlines is not None
    assert reply.headlines.headlines[0].title == first


@pytest.mark.parametrize(
    ("text", "kind", "short"),
    [
        ("How many branches will Norvik Bank close?", ReplyKind.ANSWER, "14"),
        ("What is the capital of Peru?", ReplyKind.DECLINED, None),
        ("What happened when the ferry ran aground?", ReplyKind.ANSWER, None),  # a sentence is asked for, no few words
    ],
)
def test_questions_are_answered_or_declined(newsroom: Newsroom, text: str, kind: ReplyKind, short: str | None) -> None:
    reply = replied(newsroom, RequestKind.QUESTION, text=text)

    assert reply.kind is kind
    assert reply.answer is not None
    assert reply.answer.short == short


def looked_up(newsroom: Newsroom, lookup: Lookup) -> Reply:
    return newsroom.reply(Request(kind=RequestKind.QUOTES, text="who", lookup=lookup), asked=NOW)


def test_quotes_are_shown_with_the_look_up_as_it_was_understood(newsroom: Newsroom) -> None:
    plain = looked_up(newsroom, Lookup(name="Brandt"))
    parted = looked_up(newsroom, Lookup(name="Brandt on the bow"))

    assert plain.kind is parted.kind is ReplyKind.QUOTES
    assert plain.quotes is not None
    assert [one.content for one in plain.quotes.said.quotes] == ["I could not see my own bow,"]
    assert parted.quotes is not None
    assert (parted.quotes.lookup.name, parted.quotes.lookup.about) == ("Brandt", "the bow")


def test_who_said_nothing_is_never_given_somebody_else_s_words(newsroom: Newsroom) -> None:
    reply = looked_up(newsroom, Lookup(name="Marta Quill"))

    assert reply.kind is ReplyKind.DECLINED
    assert "Marta Quill" in reply.words
    assert reply.answer is None


@pytest.mark.parametrize("kind", [RequestKind.BRIEF, RequestKind.TIMELINE])
def test_a_topic_that_no_article_has_is_declined_by_its_name(newsroom: Newsroom, kind: RequestKind) -> None:
    reply = replied(newsroom, kind, "zeppelins")

    assert reply.kind is ReplyKind.DECLINED
    assert "zeppelins" in reply.words


@pytest.mark.parametrize("kind", [RequestKind.BRIEF, RequestKind.TIMELINE])
def test_a_topic_of_days_alone_is_the_headlines_of_these_days(newsroom: Newsroom, kind: RequestKind) -> None:
    reply = replied(newsroom, kind, "on 8 June")

    assert reply.kind is ReplyKind.HEADLINES
    assert reply.headlines is not None
    assert [one.title for one in reply.headlines.headlines] == ["Norvik Bank closes branches"]


def test_a_comparison_needs_two(newsroom: Newsroom) -> None:
    assert replied(newsroom, RequestKind.COMPARISON, "Brandt").kind is ReplyKind.DECLINED
    assert replied(newsroom, RequestKind.COMPARISON, "from:Courier", "from:Post").kind is ReplyKind.DECLINED
    assert replied(newsroom, RequestKind.COMPARISON, "Brandt", "Hale").kind is ReplyKind.COMPARISON


def test_a_name_opens_its_page_and_a_name_that_nobody_has_is_a_question(newsroom: Newsroom) -> None:
    known, unknown = (replied(newsroom, RequestKind.PERSON, name) for name in ("Aino Virta", "Zebedee Moss"))

    assert known.kind is ReplyKind.PERSON
    assert known.page is not None
    assert known.page.portrait is not None
    assert unknown.kind is ReplyKind.DECLINED
    assert unknown.answer is not None
