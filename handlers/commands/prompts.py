"""Questions that the bot asks and users answer by replying: sent, stored with their subject, and found again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from bot.errors import FollowError
from bot.newsroom import Newsroom
from bot.translation import N_, gettext
from handlers.commands.context import Services
from handlers.commands.following import ADMINS_ONLY
from handlers.commands.usage import COMMAND
from handlers.transport.updates import Incoming, Pressed
from handlers.views.messages import Part, note
from handlers.views.settings import asked
from handlers.views.view_kinds import ViewKind

NOTHING_WAITS = N_(
    "Nothing is waiting: what you write is a new question, unless you reply to one of mine. /help shows what I can do."
)
#: What an answer does; returns the message about it. Raises FollowError with a text for the user.
Answered: TypeAlias = Callable[[Newsroom, Incoming, datetime], Part]


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question of the bot."""

    name: str  #: stored with the message, so never reused for another prompt
    words: str
    placeholder: str  #: in the field for the reply
    answered: Answered


async def ask(services: Services, pressed: Pressed, prompt: Prompt, *, about: int = 0, words: str = "") -> None:
    """Ask below the message with the button.

    ``about``: the row that the answer is about; ``words``: the question, if not the prompt's own.
    """
    message_id = await services.sender.send(pressed.chat, asked(words or prompt.words, prompt.placeholder))
    if message_id is not None:
        payload: dict[str, object] = {"message": message_id, "what": prompt.name, "about": about}
        chat_id, now = pressed.chat.chat_id, services.clock()
        await asyncio.to_thread(services.newsroom.chats.save_view, chat_id, 0, ViewKind.PROMPT, payload, now=now)


async def cancel(services: Services, incoming: Incoming) -> None:
    """/cancel, which people know from other bots; there is nothing to cancel."""
    await services.say(incoming, gettext(NOTHING_WAITS))


async def answered(services: Services, incoming: Incoming, prompts: Iterable[Prompt]) -> bool:
    """Do what a reply to one of the bot's questions says; return whether the message is such a reply."""
    if incoming.reply_to is None:
        return False
    saved = await asyncio.to_thread(
        services.newsroom.chats.view_of_message, incoming.chat.chat_id, incoming.reply_to, ViewKind.PROMPT
    )
    asked = str(saved.get("what", "")) if saved else ""
    if command := next((one for one in services.commands if asked == COMMAND + one.name), None):
        await command.run(services, incoming)
        return True
    prompt = next((one for one in prompts if one.name == asked), None)
    if prompt is None:
        return False
    if not await services.may_manage(incoming):
        await services.say(incoming, gettext(ADMINS_ONLY))
    else:
        await services.reply(incoming, [await asyncio.to_thread(_answer, services, incoming, prompt)])
    return True


def about(newsroom: Newsroom, incoming: Incoming) -> int:
    """The row that the answered question is about; 0 = none."""
    saved = newsroom.chats.view_of_message(incoming.chat.chat_id, incoming.reply_to or 0, ViewKind.PROMPT) or {}
    return int(str(saved.get("about", 0)))


def _answer(services: Services, incoming: Incoming, prompt: Prompt) -> Part:
    try:
        return prompt.answered(services.newsroom, incoming, services.clock())
    except FollowError as error:
        return note(str(error))
