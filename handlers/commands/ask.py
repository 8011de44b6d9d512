"""/ask and free words; further excerpts of an answer in place, and what its readers think of it."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from datetime import datetime

from telegram.ext import MessageHandler, filters

from bot.newsroom import Newsroom
from bot.translation import N_, gettext
from bot.understanding.check_requests import asks_to_check
from bot.understanding.navigation import Turning, navigation
from bot.understanding.small_talk import MAX_QUESTION
from handlers.commands import feeds, prompts, settings, subscription_page
from handlers.commands.check import check
from handlers.commands.context import TOO_MANY, Action, Services, as_message, on_message
from handlers.commands.navigate import navigate
from handlers.commands.respond import respond
from handlers.commands.usage import ask_for
from handlers.transport.limits import QuestionVerdict
from handlers.transport.telegram_application import TelegramApplication
from handlers.transport.updates import Addressed, Incoming, Pressed
from handlers.views import saved_answers
from handlers.views.callback_data import Press
from handlers.views.saved_answers import Viewer
from handlers.views.view_kinds import ViewKind

USAGE = N_("What would you like to know? For example: /ask Who won the race?\nYou can also just type the question.")
PLACEHOLDER = N_("A question")
FORWARDED = N_(
    "Of a forwarded message I only check quotations, and this one has none with its speaker. I answer from the "
    "articles I have; ask me about them."
)
#: The bot's own questions, which a reply answers.
PROMPTS = (*settings.ASKING.values(), subscription_page.NEW_WORDS)
_COMMAND = re.compile(r"[/／]\s*(?P<name>[A-Za-z]+)(?:@\w+)?(?P<words>\s.*)?", re.DOTALL)
TURNING = frozenset({"next", "back", "previous"})  #: words that mean nothing else, even where no page can be turned
NOTED = {
    True: N_("Noted: right. Thank you!"),
    False: N_("Thanks – noted as wrong. Asking in other words, or with a name, often finds more."),
}
NOTED_BEFORE = N_("I have that already, thank you.")


def register(app: TelegramApplication, services: Services) -> None:
    """Answer free text; in groups only what is meant for the bot."""
    texts = (filters.TEXT | filters.CAPTION) & ~filters.COMMAND & filters.UpdateType.MESSAGE & Addressed()
    app.add_handler(MessageHandler(texts, on_message(services, free_text, question=True)))
    posts = filters.TEXT & ~filters.COMMAND & filters.REPLY & filters.UpdateType.CHANNEL_POST
    app.add_handler(MessageHandler(posts, on_message(services, posted)))


async def posted(services: Services, incoming: Incoming) -> None:
    """A post of a channel: read only if it replies to a question of the bot's."""
    await prompts.answered(services, incoming, PROMPTS)


async def ask(services: Services, incoming: Incoming) -> None:
    """/ask QUESTION."""
    if not incoming.words:
        await ask_for(services, incoming, "ask", USAGE, PLACEHOLDER)
    else:
        await respond(services, incoming)


async def free_text(services: Services, incoming: Incoming) -> None:
    """Anything that is written to the bot; a command that Telegram marks as none is still one."""
    if written := _written_command(services, incoming):
        action, words = written
        await action(services, replace(incoming, words=words))
        return
    if await prompts.answered(services, incoming, PROMPTS):
        return
    if incoming.forwarded and asks_to_check(incoming.words):
        await check(services, incoming)
    elif incoming.forwarded and (len(incoming.words) > MAX_QUESTION or not incoming.words.endswith("?")):
        await services.say(incoming, gettext(FORWARDED))
    elif feeds.is_pasted_link(incoming):
        await feeds.add_links(services, incoming)
    elif (step := navigation(incoming.words)) and (
        services.shown.buttons(incoming.chat, incoming.user_id)
        or step.step is Turning.OPEN
        or incoming.words.lower() in TURNING
    ):
        await navigate(services, incoming, step)
    else:
        await respond(services, incoming)


def _written_command(services: Services, incoming: Incoming) -> tuple[Action, str] | None:
    """The command that a text is, and its arguments: "@our_bot /latest ferry", "/ latest"; None for other texts."""
    found = _COMMAND.fullmatch(incoming.words)
    name = found["name"].lower() if found else ""
    known = next((one for one in services.commands if name in (one.name, *one.aliases)), None)
    return (known.run, (found["words"] or "").strip()) if found and known else None


def keep(newsroom: Newsroom, chat_id: int, question: str, now: datetime) -> int:
    """Keep a question for a button that asks it; it belongs to the chat, not to a user."""
    return newsroom.chats.save_view(chat_id, 0, ViewKind.QUESTION, {"question": question}, now=now)


async def press_ask(services: Services, pressed: Pressed, press: Press) -> str | None:
    """Ask what the button says, as if it had been typed; the message stays as it is."""
    saved = await asyncio.to_thread(services.newsroom.chats.view, press.number(0), chat_id=pressed.chat.chat_id)
    if saved is None or saved.kind != ViewKind.QUESTION:
        return None
    verdict = services.limit.ask(pressed.user_id, services.clock())
    if verdict is not QuestionVerdict.FINE:
        return gettext(TOO_MANY)
    await respond(services, as_message(pressed, str(saved.payload["question"])))
    return ""


async def turn(services: Services, pressed: Pressed, press: Press) -> str | None:
    """Further excerpts, or back to the first ones, in place."""
    reader = Viewer(chat_id=pressed.chat.chat_id, user_id=pressed.user_id, now=services.clock())
    part = await asyncio.to_thread(saved_answers.page_of, services.newsroom, press.number(0), press.number(1), reader)
    if part is None:
        return None
    await services.change(pressed, part)
    return ""


async def judge(services: Services, pressed: Pressed, press: Press) -> str | None:
    """ "Was this right?": keep the verdict; in a private chat the button that was pressed is marked."""
    view, right = press.number(0), bool(press.number(1))
    reader = Viewer(chat_id=pressed.chat.chat_id, user_id=pressed.user_id, now=services.clock())
    judged = await asyncio.to_thread(saved_answers.judged, services.newsroom, view, reader)
    if judged is None:
        return None
    new = await asyncio.to_thread(
        services.newsroom.chats.judge, judged, pressed.chat, reader.user_id, right=right, now=reader.now
    )
    part = (
        await asyncio.to_thread(saved_answers.page_of, services.newsroom, view, 0, reader)
        if new and reader.private
        else None
    )
    if part:
        await services.sender.edit_buttons(pressed.chat.chat_id, pressed.message_id, part.rows)
    return gettext(NOTED[right] if new else NOTED_BEFORE)
