"""Questions of the bot that are answered by a reply: sent, kept with what they are about, and found again."""

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
from handlers.transport.updates import Incoming, Pressed
from handlers.views.messages import Part, note
from handlers.views.settings import asked

VIEW = "prompt"
NOTHING_WAITS = N_(
    "Nothing is waiting: what you write is a new question, unless you reply to one of mine. /help shows what I can do."
)
#: What an answer does, and what is said then. Raises FollowError, its text fit for the user.
Answered: TypeAlias = Callable[[Newsroom, Incoming, datetime], Part]


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question that wants a reply."""

    name: str  #: kept with the message: never reused for another
    words: str
    placeholder: str  #: in the field for the reply
    answered: Answered


async def ask(services: Services, pressed: Pressed, prompt: Prompt, *, about: int = 0, words: str = "") -> None:
    """Ask below the message with the pressed button. ``about``: a row that the answer is about; ``words``: instead
    of the prompt's own."""
    message_id = await services.sender.send(pressed.chat, asked(words or prompt.words, prompt.placeholder))
    if message_id is not None:
        payload: dict[str, object] = {"message": message_id, "what": prompt.name, "about": about}
        chat_id, now = pressed.chat.chat_id, services.clock()
        await asyncio.to_thread(services.newsroom.chats.save_view, chat_id, 0, VIEW, payload, now=now)


async def cancel(services: Services, incoming: Incoming) -> None:
    """/cancel, which people know from other bots: a question of ours binds nobody."""
    await services.say(incoming, gettext(NOTHING_WAITS))


async def answered(services: Services, incoming: Incoming, prompts: Iterable[Prompt]) -> bool:
    """Whether the message answers one of the bot's questions: what follows from it is done then."""
    if incoming.reply_to is None:
        return False
    saved = await asyncio.to_thread(
        services.newsroom.chats.view_of_message, incoming.chat.chat_id, incoming.reply_to, VIEW
    )
    prompt = next((one for one in prompts if saved and one.name == saved.get("what")), None)
    if prompt is None:
        return False
    if not await services.may_manage(incoming):
        await services.say(incoming, gettext(ADMINS_ONLY))
    else:
        await services.reply(incoming, [await asyncio.to_thread(_answer, services, incoming, prompt)])
    return True


def about(newsroom: Newsroom, incoming: Incoming) -> int:
    """The row that the answered question was about; 0 = none."""
    saved = newsroom.chats.view_of_message(incoming.chat.chat_id, incoming.reply_to or 0, VIEW) or {}
    return int(str(saved.get("about", 0)))


def _answer(services: Services, incoming: Incoming, prompt: Prompt) -> Part:
    try:
        return prompt.answered(services.newsroom, incoming, services.clock())
    except FollowError as error:
        return note(str(error))
