"""Which text an entry becomes an article with: the feed's, its page's or its title."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.feeds.admission import WHOLE_CONTENT, WHOLE_TEXT, article_of, is_whole
from bot.models import NewArticle
from bot.sources.feeds.documents import FeedEntry
from bot.sources.records import Parsed
from bot.store.feeds.entries import WaitingEntry

SEEN = datetime(2026, 11, 22, 9, tzinfo=UTC)
PRINTED = datetime(2026, 11, 21, 18, tzinfo=UTC)
ENTRY = FeedEntry(url="https://post.test/ferry", title="Ferry sinks", summary="A ferry sank off Virta.")
WAITING = WaitingEntry(
    row=1,
    feed=1,
    outlet="The Post",
    entry=ENTRY,
    key="k",
    address="post.test/ferry",
    article="",
    silent=False,
    first_seen=SEEN,
    attempts=0,
)


def words(count: int) -> str:
    return " ".join(["Ferry"] * count)


def page(count: int, *, blurb: bool = False) -> Parsed:
    return Parsed(
        article=NewArticle(
            id="p", title="P", text=words(count), source="Page", url=ENTRY.url, published=PRINTED, blurb=blurb
        )
    )


@pytest.mark.parametrize(
    ("entry", "whole"),
    [
        (FeedEntry(content=words(WHOLE_CONTENT)), True),
        (FeedEntry(content=words(WHOLE_CONTENT - 1)), False),
        (FeedEntry(summary=words(WHOLE_TEXT)), True),
        (FeedEntry(summary=words(WHOLE_TEXT - 1)), False),
        (FeedEntry(content=words(WHOLE_CONTENT), summary=words(WHOLE_CONTENT - 1)), True),
        (FeedEntry(content=f"{words(WHOLE_TEXT)} …"), False),
        (FeedEntry(content=f"{words(WHOLE_TEXT)} [...]"), False),
        (FeedEntry(content=f"{words(WHOLE_TEXT)} Continue reading on our site"), False),
        (FeedEntry(), False),
    ],
)
def test_a_feed_that_has_the_article_itself(entry: FeedEntry, whole: bool) -> None:
    assert is_whole(entry) is whole


@pytest.mark.parametrize(
    ("of_feed", "of_page", "blurb", "taken"),
    [
        (10, 8, False, 8),  # feeds add notes of their own
        (10, 7, False, 10),  # the page was not read completely
        (10, 8, True, 10),  # of two blurbs the longer one
        (10, 10, True, 10),
        (10, 300, False, 300),
    ],
)
def test_the_text_is_the_page_s_if_that_says_more(of_feed: int, of_page: int, blurb: bool, taken: int) -> None:
    waiting = replace(WAITING, entry=replace(ENTRY, summary=words(of_feed)))

    assert len(article_of(waiting, page(of_page, blurb=blurb)).text.split()) == taken


def test_title_outlet_and_time_are_the_feed_s_before_the_page_s() -> None:
    dated = replace(WAITING, entry=replace(ENTRY, published=SEEN))

    assert article_of(dated, page(300)).published == SEEN
    assert article_of(WAITING, page(300)).published == PRINTED
    assert article_of(WAITING, None).published == SEEN  # when it was first seen
    assert {(one.title, one.source) for one in (article_of(WAITING, page(300)), article_of(WAITING, None))} == {
        ("Ferry sinks", "The Post")
    }


@pytest.mark.parametrize(
    ("entry", "page_read", "blurb"),
    [
        (ENTRY, None, True),
        (replace(ENTRY, content=words(WHOLE_CONTENT)), None, False),
        (replace(ENTRY, url=""), None, False),  # there is nothing more to read
        (ENTRY, page(300), False),
        (ENTRY, page(300, blurb=True), True),
    ],
)
def test_what_is_known_only_as_a_blurb(entry: FeedEntry, page_read: Parsed | None, blurb: bool) -> None:
    assert article_of(replace(WAITING, entry=entry), page_read).blurb is blurb


@pytest.mark.parametrize("text", ["", "Comments", "The post Ferry sinks appeared first on The Post."])
def test_an_entry_without_text_of_its_own_becomes_its_title(text: str) -> None:
    assert article_of(replace(WAITING, entry=replace(ENTRY, summary=text)), None).text == "Ferry sinks"


def test_what_comes_silently_is_no_news() -> None:
    assert [article_of(replace(WAITING, silent=silent), None).news for silent in (False, True)] == [True, False]
