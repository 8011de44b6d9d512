"""Usage texts of commands, with examples from the archive."""

from __future__ import annotations

import asyncio

from bot.translation import gettext
from handlers.commands.context import Services

_NAME, _OUTLET = "Angela Merkel", "Reuters"  # for an archive without quotes or outlets


async def usage(services: Services, template: str) -> str:
    """``template`` in the reader's language, with a much quoted person as {name} and a large outlet as {outlet}."""
    found = await asyncio.to_thread(services.newsroom.showcase.examples, services.clock())
    return gettext(template).format(name=found.speaker or _NAME, outlet=found.outlet or _OUTLET)
