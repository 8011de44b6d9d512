"""/check: did they really say that?"""

from __future__ import annotations

from bot.translation import N_
from bot.understanding.requests import Request, RequestKind
from handlers.commands.context import Services
from handlers.commands.respond import answer_request
from handlers.commands.usage import ask_for
from handlers.transport.updates import Incoming

USAGE = N_(
    "Which words? For example:\n"
    "/check Saul said “rates will fall by March”\n"
    "/check According to the ministry, no farm will lose its water"
)
PLACEHOLDER = N_("Who said what")


async def check(services: Services, incoming: Incoming) -> None:
    """/check WORDS, or a whole message with quotations."""
    words = incoming.words.strip()
    if words:
        await answer_request(services, incoming, Request(kind=RequestKind.CHECK, text=words))
    else:
        await ask_for(services, incoming, "check", USAGE, PLACEHOLDER)
