"""The buttons below what came together: its pages."""

from __future__ import annotations

import asyncio

from handlers.commands.context import Desk
from handlers.transport.updates import Pressed
from handlers.views.callback_data import Press
from handlers.views.gathered import gathered_page


async def turn(desk: Desk, pressed: Pressed, press: Press) -> str | None:
    """Another page, in place."""
    row, offset = press.number(0), press.number(1)
    found = await asyncio.to_thread(desk.newsroom.deliveries.gathered, pressed.chat.chat_id, row, offset)
    if found is None or not found.items:
        return None
    await desk.change(pressed, gathered_page(found))
    return ""
