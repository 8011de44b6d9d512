"""A person with a phone and with a wide window: the real bot, its chat page, a real browser, axe-core's rules."""

from __future__ import annotations

import asyncio
import os
from importlib.resources import files
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from bot.models.preferences import Preferences
from handlers.localchat.formatted import Formatted
from handlers.localchat.state import FIRST_USER
from tests.support import browser as browsers
from tests.support import dialogue_articles as articles
from tests.support.browser import Browser, needs_browser
from tests.support.dialogue import Room

pytestmark = needs_browser
browser = browsers.browser

PHONE = (375, 667)
ONE_SCREEN = 350  # pixels: what a reader sees at once, above the keyboard
MANY = 2_000  # messages that a chat holds at most
AXE = (files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")
#: What axe cannot judge here: the glow behind the log is no plain colour.
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}}
PICTURES = os.environ.get("PICTURES_OF_THE_CHAT", "")  # a folder; "" = none are taken


@pytest.fixture
def by_webhook() -> bool:
    """The page talks to newsbot itself: how Telegram would bring updates does not matter."""
    return False


def violations(page: Browser) -> list[str]:
    """What axe-core finds wrong, with the first element each."""
    page.driver.execute_script(AXE)
    found = page.driver.execute_async_script(
        "const done = arguments[arguments.length - 1];"
        "axe.run(document, arguments[0]).then((result) => done(result.violations));",
        RULES,
    )
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]


def height(page: Browser) -> int:
    """Of the newest message with its buttons."""
    return int(page.all(".theirs .stack")[-1].size["height"])


def lines_of_buttons(page: Browser) -> int:
    return len(page.all(".theirs .stack")[-1].find_elements("css selector", ".keys"))


def picture(page: Browser, name: str) -> None:
    if PICTURES:
        page.wait(lambda: page.driver.execute_script("return document.getAnimations().length === 0"))
        page.driver.save_screenshot(str(Path(PICTURES) / f"{name}.png"))


def asks(page: Browser, words: str, shown: str) -> None:
    page.click("#text")
    page.type(words + Keys.ENTER)
    page.see(".theirs .text", shown)
    page.gone(".theirs .typing")


@pytest.fixture
def furnished(room: Room) -> Room:
    room.server.furnish()
    return room


async def test_a_morning_on_a_phone(furnished: Room, browser: Browser) -> None:
    """Greeting, question, context, headlines, article, words, brief, follow, inline, settings."""
    room = furnished

    def visit(page: Browser) -> None:
        page.open(room.server.url, width=PHONE[0], height=PHONE[1])
        asks(page, "/start", "Ask me about the news.")
        assert height(page) <= ONE_SCREEN
        picture(page, "phone-start")
        asks(page, "How many homes lost power in the storm?", "12,000 homes along the coast")
        picture(page, "phone-answer")
        assert (max(height(page), ONE_SCREEN), lines_of_buttons(page)) == (ONE_SCREEN, 2)
        page.click(".key", "In context")
        page.see(".theirs .text", "Three people were hurt")
        assert (max(height(page), ONE_SCREEN), lines_of_buttons(page)) == (ONE_SCREEN, 1)
        page.click(".key", "◀ Back")
        asks(page, "/latest", "Storm Odile leaves")
        picture(page, "phone-latest")
        assert (max(height(page), ONE_SCREEN), lines_of_buttons(page)) == (ONE_SCREEN, 1)
        page.all(".theirs .keys")[-1].find_elements("css selector", ".key")[0].click()
        page.see(".theirs .text", "Norlys spokesman Ivo Brandt")
        asks(page, "summarise the news about the bridge", "In brief: ")
        asks(page, "/timeline ferries", "Timeline: ferries")
        asks(page, "What did Elena Marsh say about ferries?", "Four ferries are cheaper")
        asks(page, "/follow Elena Marsh", "You now follow")
        page.click("#text")
        page.type("@newsbot_local_bot latest news on the volcano")
        page.see(".option b", articles.VOLCANO.title)
        page.click(".option", articles.VOLCANO.title)
        page.see(".mine .text", articles.VOLCANO.title)
        asks(page, "/settings", "When news comes to this chat")
        assert violations(page) == []
        assert page.driver.execute_script("return document.documentElement.scrollWidth") == PHONE[0]
        assert page.complaints() == []

    await asyncio.to_thread(visit, browser)
    room.newsroom.add(articles.FERRY)
    async with room.delivering():
        await asyncio.to_thread(browser.see, ".theirs .text", articles.FERRY.title)
    await asyncio.to_thread(picture, browser, "phone-notification")


async def test_a_wide_window_in_light_and_dark_with_a_group_and_topics(furnished: Room, browser: Browser) -> None:
    room = furnished

    def visit(page: Browser) -> None:
        page.open(room.server.url, width=1200, height=800)
        asks(page, "Who owns a bakery?", "Tom Reed")
        asks(page, "/person Elena Marsh", "Elena Marsh")
        picture(page, "wide-light")
        light = violations(page)
        page.click("#theme")
        dark = violations(page)
        picture(page, "wide-dark")
        page.click(".entry", "Newsroom forum")
        page.see(".topic-bar label", "Write to")
        page.driver.execute_script("document.getElementById('topic').value = '2'")
        asks(page, "@newsbot_local_bot who owns a bakery?", "Tom Reed")
        page.click("#more")
        page.click("[role=menuitem]", "What the bot calls, and faults")
        page.see("#calls li", "sendMessage")
        page.click("#troubles button", "Next message: server error")
        page.see(".toast", "Ordered")
        boxed = violations(page)
        page.click("#server .primary")
        asks(page, "@newsbot_local_bot latest news on the volcano", "Latest on the volcano")
        assert (light, dark, boxed) == ([], [], [])
        assert page.complaints() == []

    await asyncio.to_thread(visit, browser)
    forum = next(chat for chat in room.server.backend.state.chats.values() if chat.topics)
    assert {one.thread_id for one in forum.messages.values()} == {2}


async def test_two_people_side_by_side(furnished: Room, browser: Browser) -> None:
    room = furnished

    def visit(page: Browser) -> None:
        page.open(f"{room.server.url}?user=1002", width=900, height=700)
        page.see(".head-status", "you are Ben")
        asks(page, "hi", "Hello!")

    await asyncio.to_thread(visit, browser)

    assert [one.sender.first_name for one in room.server.messages(1002)] == ["Ben", "newsbot"]


async def test_two_thousand_messages_are_one_chat(furnished: Room, browser: Browser) -> None:
    """The page opens with the newest ones and takes new ones, whatever lies above."""
    room = furnished
    state = room.server.backend.state
    chat = state.chats[1001]
    for number in range(MANY):
        state.add_message(chat, state.users[1001], body=Formatted(text=f"message {number}"))

    def visit(page: Browser) -> None:
        page.open(room.server.url, width=PHONE[0], height=PHONE[1])
        page.see(".mine .text", f"message {MANY - 1}")
        asks(page, "hi", "Hello!")
        assert len(page.all("article.row")) <= 310

    await asyncio.to_thread(visit, browser)


async def test_below_an_arabic_heading_english_lines_run_from_the_left(furnished: Room, browser: Browser) -> None:
    room = furnished
    room.newsroom.preferences.set(FIRST_USER, Preferences(language="ar"))

    def visit(page: Browser) -> None:
        page.open(room.server.url, width=PHONE[0], height=PHONE[1])
        asks(page, "/brief the bridge", "باختصار:")
        first, after = page.driver.execute_script(
            "const quote = [...document.querySelectorAll('.theirs .text blockquote')].pop();"
            "const walker = document.createTreeWalker(quote, NodeFilter.SHOW_TEXT), lefts = [];"
            "while (walker.nextNode()) for (let at = 0; at < walker.currentNode.length; at++) {"
            " const range = document.createRange(); range.setStart(walker.currentNode, at);"
            " range.setEnd(walker.currentNode, at + 1); lefts.push(range.getBoundingClientRect().left); }"
            "return [lefts[0], lefts[3]];"  # of "1" and of the first letter
        )
        assert first < after

    await asyncio.to_thread(visit, browser)
