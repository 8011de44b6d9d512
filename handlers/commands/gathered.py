"""The buttons below a digest or other message with several articles: its pages."""

from __future__ import annotations

import asyncio

from handlers.commands.context import Services
from handlers.transport.updates import Pressed
from handlers.views.callback_data import Press
from handlers.views.gathered import gathered_page


async def turn(services: Services, pressed: Pressed, press: Press) -> str | None:
    """Another page, in place."""
    row, offset = press.number(0), press.number(1)
    found = await asyncio.to_thread(services.newsroom.deliveries.gathered, pressed.chat.chat_id, row, offset)
    if found is None or not found.items:
        return None
    await services.change(pressed, gathered_page(found))
    return ""
