"""Edited questions: the answer is edited too, so that it always answers the question above it."""

from __future__ import annotations

from dataclasses import replace

from telegram import Update
from telegram.ext import ContextTypes, MessageHandler, filters

from handlers.commands.ask import free_text
from handlers.commands.context import Action, Services, run_action
from handlers.transport.given_answers import said
from handlers.transport.telegram_application import TelegramApplication
from handlers.transport.updates import Addressed, Incoming, read_message


def register(app: TelegramApplication, services: Services) -> None:
    """Register the handler that answers edited questions again."""

    async def run(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        incoming = read_message(update)
        given = services.given.of(incoming.chat, incoming.message_id) if incoming else None
        if incoming is None or given is None or given.words == said(incoming):
            return
        action, question = _action(services, incoming)
        await run_action(services, action, replace(incoming, edits=given.message_id), question=question)

    meant = filters.COMMAND | Addressed()
    app.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE & meant, run))


def _action(services: Services, incoming: Incoming) -> tuple[Action, bool]:
    """The action for the edited words, and whether it counts as a question."""
    named = (one for one in services.commands if incoming.command in (one.name, *one.aliases))
    command = next(named, None)
    return (command.run, command.question) if command else (free_text, True)
