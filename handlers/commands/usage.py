"""What a command says that lacks its words: a question, with examples from the archive, that a reply answers."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.translation import gettext
from handlers.commands.context import Services
from handlers.transport.updates import Incoming
from handlers.views.messages import note
from handlers.views.view_kinds import ViewKind

COMMAND = "/"  #: begins the name of a prompt that is a command without its words
_NAME, _OUTLET = "Angela Merkel", "Reuters"  # for an archive without quotes or outlets


async def ask_for(services: Services, incoming: Incoming, command: str, template: str, placeholder: str) -> None:
    """Ask for the words that ``command`` lacks; a reply is read as if it stood behind the command.

    ``template`` may name {command}, a much quoted person as {name} and a large outlet as {outlet}; ``placeholder`` is
    shown in the field for the reply.
    """
    found = await asyncio.to_thread(services.newsroom.showcase.examples, services.clock())
    named = {"command": command, "name": found.speaker or _NAME, "outlet": found.outlet or _OUTLET}
    asked = replace(note(gettext(template).format(**named)), asks=gettext(placeholder))
    message_id = await services.reply(incoming, [asked])
    if message_id is not None:
        payload: dict[str, object] = {"message": message_id, "what": COMMAND + command}
        chat_id, now = incoming.chat.chat_id, services.clock()
        await asyncio.to_thread(services.newsroom.chats.save_view, chat_id, 0, ViewKind.PROMPT, payload, now=now)
