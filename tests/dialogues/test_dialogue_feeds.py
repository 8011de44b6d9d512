"""Feeds in the chat: whoever runs the bot adds, looks after and removes them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.models import NewArticle
from bot.newsroom import Newsroom
from bot.sources.feeds.health import after_mishap, of_status
from handlers.localchat.models import MediaKind
from handlers.localchat.state import FIRST_USER
from handlers.transport.notices import tell_admins
from tests.support.dialogue import Clock, Room, running, until
from tests.support.fault_server import FaultServer
from tests.support.newsfeed import item, rss
from tests.support.telegram_user import LocalUser, Said

LIST = b'<opml version="2.0"><body><outline text="One" xmlUrl="https://one.example/feed"/></body></opml>'


@pytest.fixture
def newsroom(fetching_newsroom: Newsroom) -> Newsroom:
    return fetching_newsroom


@pytest.fixture
async def room(newsroom: Newsroom, clock: Clock, by_webhook: bool) -> AsyncIterator[Room]:
    async with running(newsroom, clock, frozenset({FIRST_USER}), {"World": LIST}, by_webhook=by_webhook) as opened:
        yield opened


@pytest.fixture
def server(feed_server: FaultServer) -> FaultServer:
    return feed_server


async def test_from_the_first_hello_to_a_feed(asha: LocalUser, server: FaultServer) -> None:
    server.serves("/", '<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head></html>')
    server.serves("/feed", rss([item(1), item(2)], title="Harbour &amp; &lt;Post&gt;"))
    offer, greeting = await asha.say("/start")
    assert "/addfeed" in offer.text
    assert greeting.text.startswith("Hello!")  # in sight, below the longer message

    [added] = await asha.say(f"/addfeed {server.url('/')}")
    [shown] = await asha.say("/feeds")

    assert added.text.startswith("Added: Harbour & <Post>. Its 2 articles come in now.")
    assert "1 feed" in shown.text
    assert "next now" in shown.text
    assert len(await asha.say("/start")) == 1


async def test_a_list_that_cannot_be_read_is_said_to_be_so(newsroom: Newsroom, clock: Clock) -> None:
    async with running(newsroom, clock, frozenset({FIRST_USER}), {"World": b"<opml>", "Asia": LIST}) as room:
        asha = room.server.user("Asha")
        offer, _ = await asha.say("/start")

        [broken] = await asha.press(offer, "World")
        [taken] = await asha.press(offer, "Asia")

    assert broken.text.startswith("I could not read that list: ")
    assert taken.text.startswith("Asia: 1 feed added")


async def test_a_list_of_well_known_feeds_is_taken_by_a_press(asha: LocalUser, newsroom: Newsroom) -> None:
    offer, _ = await asha.say("/start")

    [taken] = await asha.press(offer, "World")

    assert taken.text.startswith("World: 1 feed added")
    assert [feed.url for feed in newsroom.feeds.feeds.all()] == ["https://one.example/feed"]


async def test_many_feeds_have_pages(asha: LocalUser, newsroom: Newsroom) -> None:
    for number in range(1, 11):
        newsroom.feeds.store(f"https://site{number}.example/feed", title=f"Site {number}")
    [first] = await asha.say("/feeds")

    [second] = await asha.press(first, "More ▶")
    [one] = await asha.press(second, "10")
    [whole] = await asha.press(one, "All feeds")
    [second] = await asha.press(whole, "More ▶")
    [again] = await asha.press(second, "◀ Back")

    assert "Site 8" in first.text
    assert "Site 9" not in first.text
    assert "Site 10" in second.text
    assert "https://site10.example/feed" in one.text
    assert whole.text == again.text == first.text


async def test_a_feed_is_paused_resumed_and_removed_with_buttons(asha: LocalUser, newsroom: Newsroom) -> None:
    newsroom.feeds.store("https://one.example/feed", title="One")
    [shown] = await asha.say("/feeds")

    [shown] = await asha.press(shown, "1")
    [shown] = await asha.press(shown, "Pause")
    assert newsroom.feeds.feeds.all()[0].status == "paused"
    assert "Next fetch: when it is resumed" in shown.text
    [shown] = await asha.press(shown, "Resume")
    assert newsroom.feeds.feeds.all()[0].status == "active"
    assert "Next fetch: now" in shown.text
    [shown] = await asha.press(shown, "Remove")
    [shown] = await asha.press(shown, "Keep it")
    [shown] = await asha.press(shown, "Remove")
    [shown] = await asha.press(shown, "Remove it")

    assert newsroom.feeds.feeds.all() == []
    assert "I read no feeds yet" in shown.text


async def test_what_is_no_feed_is_said_in_words(asha: LocalUser, server: FaultServer) -> None:
    server.serves("/page", "<html><body>Welcome</body></html>")

    [no_feed] = await asha.say(f"/addfeed {server.url('/page')}")
    [private] = await asha.say("/addfeed http://10.0.0.1/")
    [unknown] = await asha.say("/removefeed 7")

    assert "there is no feed" in no_feed.text
    assert "not on the public internet" in private.text
    assert unknown.text.startswith("There is no feed 7")
    (named,) = await asha.say("/removefeed /evil")
    assert named.text.startswith('There is no feed "/\u2060evil"; /feeds')


async def test_strangers_may_not(asha: LocalUser, ben: LocalUser) -> None:
    del asha  # the first person is the one who runs it
    for command in ("/addfeed bbc.co.uk", "/removefeed 1", "/feeds", "/stats"):
        [answer] = await ben.say(command)
        assert answer.text == "Only whoever runs me can do that."
    [help_] = await ben.say("/help")
    assert "/addfeed" not in help_.text


async def noticed(room: Room, admin: LocalUser) -> list[Said]:
    """What whoever runs the bot is told without asking."""
    stop, before = asyncio.Event(), len(admin.history())
    telling = asyncio.create_task(tell_admins(room.newsroom, room.sender, frozenset({admin.id}), stop, look=0.05))
    await until(lambda: not room.newsroom.feeds.feeds.notices())
    stop.set()
    await telling
    return admin.history()[before:]


async def test_numbers_and_notices(asha: LocalUser, room: Room, newsroom: Newsroom) -> None:
    feed, _ = newsroom.feeds.store("https://one.example/feed", title="One")
    [numbers] = await asha.say("/stats")
    assert "1 feed, 0 waiting" in numbers.text
    with newsroom._database.writing() as writer:
        newsroom.feeds.feeds.notify(writer, feed.row, "The feed “One” has failed for a day.", room.clock())

    [notice] = await noticed(room, asha)

    assert notice.text == "The feed “One” has failed for a day."


ARTICLE = (
    "<html><head><title>Ferry late again</title><meta property='og:type' content='article'></head><body><article>"
    "<h1>Ferry late again</h1>"
    + "".join(
        f"<p>The ferry {n} to Quillhaven was late, harbour master Edda Rourke told reporters.</p>" for n in range(20)
    )
    + "</article></body></html>"
)


async def test_a_pasted_link_is_added_for_whoever_runs_the_bot(
    asha: LocalUser, ben: LocalUser, server: FaultServer
) -> None:
    server.serves("/ferry", ARTICLE, headers={"Content-Type": "text/html"})
    server.serves("/login", "<title>Log in</title><form><input type='password'></form>")

    await ben.say(server.url("/ferry"))
    assert server.requests["/ferry"] == 0
    [added] = await asha.say(server.url("/ferry"))
    [again] = await asha.say(server.url("/ferry"))
    [refused] = await asha.say(server.url("/login"))
    [shown] = await asha.press(added, "Show it")

    assert added.text == "Added: Ferry late again"
    assert again.text == "I have that already: Ferry late again"
    assert refused.text.startswith("I did not add that: the page asks to log in")
    assert shown.text.startswith("Ferry late again")


async def test_statistics_come_with_a_picture(asha: LocalUser, newsroom: Newsroom, clock: Clock) -> None:
    for day in range(3):
        published = clock() - timedelta(days=day)
        newsroom.add(NewArticle(text=f"It rained on day {day}.", source="The Post", published=published))
    newsroom.feeds.store("https://one.example/feed", title="One")

    [numbers] = await asha.say("/stats")

    assert numbers.message.media is not None
    assert numbers.message.media.kind is MediaKind.PHOTO
    assert "3 articles" in numbers.text
    assert "MB" in numbers.text


@pytest.mark.parametrize(
    ("status", "body", "help_"),
    [
        (200, "", "often named RSS"),
        (404, "", "often named RSS"),
        (429, "", "try it again later"),
        (502, "", "try it again later"),
        (401, "", "lets no programs read it"),
        (403, "", "lets no programs read it"),
        (451, "", "lets no programs read it"),
    ],
)
async def test_what_is_no_feed_says_what_may_help(
    asha: LocalUser, server: FaultServer, status: int, body: str, help_: str
) -> None:
    server.serves("/odd", body, status=status)

    [said] = await asha.say(f"/addfeed {server.url('/odd')}")

    assert said.text.startswith("I could not add that: ")
    assert help_ in said.text


@pytest.mark.parametrize("status", [401, 403, 451])
async def test_a_page_that_lets_no_program_in_is_to_be_had_elsewhere(
    asha: LocalUser, server: FaultServer, status: int
) -> None:
    server.serves("/ferry", "", status=status)

    [said] = await asha.say(server.url("/ferry"))

    assert f"({status})" in said.text
    assert "another outlet may have the same news" in said.text


async def test_a_page_that_robots_may_not_read_is_to_be_had_elsewhere(asha: LocalUser, server: FaultServer) -> None:
    server.serves("/robots.txt", "User-agent: *\nDisallow: /")

    [said] = await asha.say(server.url("/ferry"))

    assert "(robots.txt)" in said.text
    assert "another outlet may have the same news" in said.text


@pytest.mark.parametrize("words", ["the bbc", "ftp://lamp.example/feed", "https://"])
async def test_what_is_no_address_is_told_how_to_write_one(asha: LocalUser, words: str) -> None:
    [said] = await asha.say(f"/addfeed {words}")

    assert said.text.endswith("Send it like this: /addfeed bbc.co.uk")


async def test_a_site_without_https_is_told_how_to_write_it_and_nothing_else(
    asha: LocalUser, server: FaultServer
) -> None:
    address = server.url("/feed").removeprefix("http://")

    [said] = await asha.say(f"/addfeed {address}")

    assert said.text.endswith("it makes no secure connection; with http:// in front it may answer.")


@pytest.mark.parametrize("form", ["<{0}>", "[The Post]({0})", "“{0}”,", "{0} please", "{0}\n{0}"])
async def test_an_address_is_found_however_it_is_wrapped(asha: LocalUser, server: FaultServer, form: str) -> None:
    server.serves("/feed", rss([item(1)]))

    [said] = await asha.say(f"/addfeed {form.format(server.url('/feed'))}")

    assert said.text.startswith("Added: The Harbour Post.")


async def test_several_addresses_at_once(asha: LocalUser, server: FaultServer) -> None:
    server.serves("/one", rss([item(1)], title="One"))
    server.serves("/two", rss([item(2)], title="Two"))

    said = await asha.say(f"/addfeed {server.url('/one')}, {server.url('/two')}")

    assert [one.text.partition(".")[0] for one in said] == ["Added: One", "Added: Two"]


async def test_the_link_of_a_feed_is_no_article(asha: LocalUser, server: FaultServer, newsroom: Newsroom) -> None:
    server.serves("/feed", rss([item(1)]))

    [said] = await asha.say(f"New: {server.url('/feed')}")

    assert said.text.startswith("I did not add that: it is a feed, not an article.")
    assert f"/addfeed {server.url('/feed')}" in said.text
    assert newsroom.stats().articles == 0


async def test_others_who_paste_a_link_are_told_who_may(room: Room, asha: LocalUser, server: FaultServer) -> None:
    await asha.say("/feeds")  # the first to come runs the bot

    [said] = await room.server.user("Ben").say(server.url("/article"))

    assert "only by whoever runs me" in said.text
    assert not server.seen


async def test_a_list_of_feeds_sent_as_a_file(room: Room, asha: LocalUser) -> None:
    [taken] = await asha.document("my feeds.opml", LIST)
    [again] = await asha.document("feeds.xml", LIST)
    [cut] = await asha.document("feeds.opml", LIST.partition(b"</body>")[0] + b'<outline xmlUrl="file:///x"/><outl')
    [broken] = await asha.document("feeds.opml", b"<html><body>Hello</body></html>")
    [other] = await asha.document("news.pdf", b"%PDF-1.7")
    [stranger] = await room.server.user("Ben").document("feeds.opml", LIST)

    assert taken.text.startswith("my feeds.opml: 1 feed added.")
    assert "1 was there already" in again.text
    assert "1 has no address on the web. The list breaks off, so some may be missing." in cut.text
    assert broken.text.startswith("I could not read that list: ")
    assert "only lists of feeds (.opml)" in other.text
    assert stranger.text == "I can't read files here. Please type your question."
    assert len(room.newsroom.feeds.health()) == 1


@pytest.mark.parametrize(
    ("code", "no_feed", "no_article", "failed", "unknown"),
    [
        (
            "de",
            "unter der Adresse ist jetzt nichts (404)",
            "die Seite verlangt eine Anmeldung",
            "versagt (502)",
            "Feed 9",
        ),
        ("ar", "لا شيء في هذا العنوان الآن (404)", "تطلب الصفحة تسجيل الدخول", "تعطّل الخادم (502)", "لا توجد خلاصة 9"),
    ],
)
async def test_why_something_was_not_read_is_told_in_the_language_of_the_chat(
    asha: LocalUser,
    room: Room,
    server: FaultServer,
    code: str,
    no_feed: str,
    no_article: str,
    failed: str,
    unknown: str,
) -> None:
    newsroom, clock = room.newsroom, room.clock
    newsroom.preferences.set(asha.id, replace(newsroom.preferences.of(asha.id), language=code))
    server.serves("/login", "<title>Log in</title><form><input type='password'></form>")
    feed, _ = newsroom.feeds.store("https://one.example/feed", title="One")
    failing = after_mishap(feed, of_status(502, None), clock() - timedelta(days=2), jitter=0.0)
    newsroom.feeds.entries.record(after_mishap(failing, of_status(502, None), clock(), jitter=0.0), (), now=clock())

    [missing] = await asha.say(f"/addfeed {server.url('/gone')}")
    [refused] = await asha.say(server.url("/login"))
    [listed] = await asha.say("/feeds")
    [page] = await asha.press(listed, "1")
    [nothing] = await asha.say("/removefeed 9")

    [notice] = await noticed(room, asha)

    assert no_feed in missing.text
    assert no_article in refused.text
    assert failed in listed.text
    assert failed in page.text
    assert unknown in nothing.text
    assert failed in notice.text
    assert "The feed" not in notice.text
