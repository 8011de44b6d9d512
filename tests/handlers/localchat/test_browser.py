"""End to end: a person in a real browser, the page, the server, and python-telegram-bot with a small bot."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from html import escape

import pytest
from selenium.webdriver.common.keys import Keys
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

from bot.profiles.timeline import timeline
from handlers.views.chart import draw
from tests.support import browser as browsers
from tests.support import localchat as support
from tests.support.browser import Browser, needs_browser
from tests.support.dialogue import Clock
from tests.support.localchat import App, running
from tests.support.telegram_user import PeopledServer

pytestmark = needs_browser
clock = support.clock
browser = browsers.browser

Context = ContextTypes.DEFAULT_TYPE
QUOTE = "<blockquote expandable>" + "one more line\n" * 9 + "the very end</blockquote>"


async def echo(update: Update, context: Context) -> None:
    message = update.effective_message
    assert message is not None
    assert message.text is not None
    buttons = InlineKeyboardMarkup(
        [[InlineKeyboardButton("Louder", callback_data="loud"), InlineKeyboardButton("Read", url="https://a.example/")]]
    )
    original = f" (to {message.reply_to_message.text})" if message.reply_to_message else ""
    await message.reply_text(f"<b>{escape(message.text)}</b>{original}", parse_mode="HTML", reply_markup=buttons)


async def latest(update: Update, context: Context) -> None:
    assert update.effective_message is not None
    await update.effective_message.reply_text(QUOTE, parse_mode="HTML")


async def chart(update: Update, context: Context) -> None:
    assert update.effective_message is not None
    line = timeline({date(2026, 6, 1): 2, date(2026, 6, 9): 5})
    assert line is not None
    buttons = InlineKeyboardMarkup([[InlineKeyboardButton("Louder", callback_data="caption")]])
    picture = await asyncio.to_thread(draw, "Elena Marsh", line)
    await update.effective_message.reply_photo(
        picture, caption="<b>Elena Marsh</b> in numbers", parse_mode="HTML", reply_markup=buttons
    )


async def bell(update: Update, context: Context) -> None:
    assert update.effective_message is not None
    buttons = InlineKeyboardMarkup([[InlineKeyboardButton("🔔 Follow Putin", callback_data="loud")]])
    await update.effective_message.reply_text("Ring 🔔 here", reply_markup=buttons)


async def caption(update: Update, context: Context) -> None:
    assert update.callback_query is not None
    await update.callback_query.answer("Louder it is")
    await update.callback_query.edit_message_caption("LOUD NUMBERS")


async def louder(update: Update, context: Context) -> None:
    assert update.callback_query is not None
    await update.callback_query.answer("Louder it is")
    await update.callback_query.edit_message_text("LOUD")


def register(app: App) -> None:
    app.add_handler(CommandHandler("latest", latest))
    app.add_handler(CommandHandler("chart", chart))
    app.add_handler(CommandHandler("bell", bell))
    app.add_handler(CallbackQueryHandler(caption, "caption"))
    app.add_handler(CallbackQueryHandler(louder))
    app.add_handler(MessageHandler(filters.TEXT, echo))


@pytest.fixture
async def server(clock: Clock) -> AsyncIterator[PeopledServer]:
    """A furnished server with a running bot and a command menu."""
    async with PeopledServer(clock=clock, pace=None) as server:
        server.furnish(examples=["What is new?"])
        async with running(server, register), support.new_bot(server) as bot:
            await bot.set_my_commands([("help", "How to ask"), ("latest", "Newest articles")])
            yield server


async def test_typing_a_message_and_pressing_a_button(server: PeopledServer, browser: Browser) -> None:
    def visit(page: Browser) -> None:
        page.open(server.url)
        page.click(".example", "What is new?")
        page.see(".theirs strong", "What is new?")
        page.click("#text")
        page.type("<img src=x onerror=alert(1)> & so on" + Keys.ENTER)
        page.see(".mine .text", "<img src=x onerror=alert(1)> & so on")
        page.see(".theirs strong", "<img src=x onerror=alert(1)> & so on")
        last = page.all(".keyboard")[-1]
        keys = last.find_elements("css selector", ".key")
        assert [key.get_attribute("tabindex") for key in keys] == ["0", *["-1"] * (len(keys) - 1)]  # one tab stop
        keys[0].send_keys(Keys.ARROW_LEFT)
        assert page.driver.switch_to.active_element == keys[-1]
        assert keys[-1].get_attribute("tabindex") == "0"
        assert [key.get_attribute("rel") for key in last.find_elements("tag name", "a")] == ["noopener noreferrer"]
        last.find_element("tag name", "button").click()
        page.see(".theirs .text", "LOUD")
        page.see(".toast", "Louder it is")
        page.see(".stamp", "edited")
        assert len(page.all(".keyboard")) == 1
        assert page.complaints() == []

    await asyncio.to_thread(visit, browser)

    assert [message.body.text for message in server.messages(1001)][-1] == "LOUD"


async def test_commands_replies_and_quotes_with_the_keyboard(server: PeopledServer, browser: Browser) -> None:
    def visit(page: Browser) -> None:
        page.open(server.url)
        page.click("#slash")
        page.see(".option", "/latest")
        page.type(Keys.ARROW_DOWN + Keys.ARROW_DOWN + Keys.ENTER)
        quote = page.one(".quote.long")
        assert page.one(".quote-body").size["height"] < 100
        quote.find_element("tag name", "button").send_keys(Keys.ENTER)
        page.one(".quote.open .quote-toggle[aria-expanded='true']")
        assert page.one(".quote-body").size["height"] > 100
        page.click("#text")
        page.type("/he" + Keys.TAB + "me" + Keys.ENTER)
        page.see(".mine .text", "/help me")
        page.see(".theirs strong", "/help me")
        page.driver.execute_script("document.querySelector('.mine .reply').click()")
        page.see("#reply-text", "/latest")
        page.type("why" + Keys.ENTER)
        page.see(".theirs .text", "why (to /latest)")
        page.see(".mine .original", "/latest")
        assert page.complaints() == []

    await asyncio.to_thread(visit, browser)


async def test_a_photo_with_its_caption_and_buttons(server: PeopledServer, browser: Browser) -> None:
    def visit(page: Browser) -> None:
        page.open(server.url, width=360, height=640)
        page.click("#text")
        page.type("/chart" + Keys.ENTER)
        photo = page.one(".theirs img.photo")
        page.see(".theirs .pictured strong", "Elena Marsh")
        page.wait(lambda: photo.get_property("naturalWidth") == 1200)
        shown = photo.size
        assert 200 < shown["width"] <= 360
        assert abs(shown["width"] / shown["height"] - 1200 / 720) < 0.02
        assert page.driver.execute_script("return document.documentElement.scrollWidth") == 360
        page.click(".keyboard button", "Louder")
        page.see(".theirs .pictured .text", "LOUD NUMBERS")
        page.one(".theirs img.photo")
        page.gone(".keyboard")
        page.open(server.url)
        again = page.one(".theirs img.photo")
        page.wait(lambda: again.get_property("naturalWidth") == 1200)
        assert page.complaints() == []

    await asyncio.to_thread(visit, browser)


async def test_emoji_are_drawn_where_no_font_has_them(server: PeopledServer, browser: Browser) -> None:
    def visit(page: Browser) -> None:
        page.open(server.url)
        page.click("#text")
        page.type("👍" + Keys.ENTER)
        page.one(".mine .text svg.glyph[aria-label='thumbs up']")
        page.type("/bell" + Keys.ENTER)
        key = page.see(".keyboard button", "Follow Putin")
        assert key.text == "Follow Putin"
        assert key.find_element("css selector", "svg.glyph").get_attribute("aria-hidden") == "true"
        page.see(".theirs .text", "Ring 🔔 here")
        assert page.complaints() == []

    await asyncio.to_thread(visit, browser)


async def test_a_phone_several_people_and_a_group(server: PeopledServer, browser: Browser) -> None:
    def visit(page: Browser) -> None:
        page.open(server.url, width=360, height=640)
        assert page.driver.execute_script("return document.documentElement.scrollWidth") == 360
        page.click("#open-sidebar")
        page.click(".person", "Ben")
        page.click("#theme")
        assert page.one("html").get_attribute("data-theme") in ("light", "dark")
        page.click(".entry", "Newsroom")
        page.gone(".sidebar")
        page.click("#text")
        page.type("just us")
        page.click("#send")
        page.see(".mine .text", "just us")
        page.type("@newsbot_local_bot and you")
        page.click("#send")
        page.see(".theirs .name", "newsbot")
        assert page.driver.execute_script("return document.documentElement.scrollWidth") == 360

    await asyncio.to_thread(visit, browser)

    assert [message.sender.first_name for message in server.messages(-4001)] == ["Ben", "Ben", "newsbot"]


async def test_a_lost_connection_comes_back(clock: Clock, browser: Browser) -> None:
    def before(page: Browser, url: str) -> None:
        page.open(url)
        page.click("#text")
        page.type("before" + Keys.ENTER)
        page.see(".mine .text", "before")

    def away(page: Browser) -> None:
        page.one("#banner")
        page.type("while away" + Keys.ENTER)
        page.see(".toast", "Not sent")

    def back(page: Browser) -> None:
        page.gone("#banner")
        page.type(Keys.ENTER)
        page.see(".mine .text", "while away")

    async with PeopledServer(clock=clock, pace=None) as server:
        server.furnish()
        port = int(server.url.rstrip("/").rsplit(":", 1)[1])
        await asyncio.to_thread(before, browser, server.url)
        await server.stop()
        await asyncio.to_thread(away, browser)
        await server.start(first_port=port, tries=1)
        await asyncio.to_thread(back, browser)

    assert [message.body.text for message in server.messages(1001)] == ["before", "while away"]


async def test_blocking_the_bot(server: PeopledServer, browser: Browser) -> None:
    def visit(page: Browser) -> None:
        page.open(server.url)
        page.click("#more")
        page.click("#menu button", "Block the bot")
        page.see("#blocked", "You have blocked the bot")
        page.click("#unblock")
        page.one("#composer")

    await asyncio.to_thread(visit, browser)

    assert server.backend.state.chats[1001].forbidden == ""
