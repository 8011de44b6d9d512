"""/compare, and /who of two names: what two said, side by side."""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from bot.newsroom import Newsroom
from bot.text.dates import DateNotUnderstood
from bot.text.names import folded_words
from bot.translation import N_
from bot.understanding.query_syntax import split_operators
from bot.understanding.quote_requests import Lookup, command
from bot.understanding.requests import SIDES, Request, RequestKind
from bot.understanding.topic_requests import one_side
from handlers.commands import who as quotes
from handlers.commands.context import Services, topic_of
from handlers.commands.respond import answer_request, respond
from handlers.commands.usage import ask_for
from handlers.transport.updates import Incoming

WHOM = N_("Whom? For example:\n/compare {name} and the government\n/compare the union and the owners on pay")
PLACEHOLDER = N_("Two names, and a topic")
_BETWEEN_NAMES = re.compile(r"\s*[,&/+]\s*|\s+(?:and|vs\.?|versus)\s+", re.IGNORECASE)


async def compare(services: Services, incoming: Incoming) -> None:
    """/compare NAME and NAME [about TOPIC]."""
    words = topic_of(incoming)
    if not words:
        await ask_for(services, incoming, "compare", WHOM, PLACEHOLDER)
    elif await asyncio.to_thread(_has_two_sides, services.newsroom, f"compare {words}", services.clock()):
        await respond(services, replace(incoming, words=f"compare {words}"))
    else:  # whatever was talked about before, this is no question
        side = one_side(f"compare {words}", lambda _name: True) or ""
        sides = (side,) if side else ()
        await answer_request(services, incoming, Request(kind=RequestKind.COMPARISON, text=words, topics=sides))


def _has_two_sides(newsroom: Newsroom, words: str, now: datetime) -> bool:
    found = newsroom.route(words, asked=now, turns=())
    return found.kind is RequestKind.COMPARISON and len(found.topics) >= SIDES


async def who(services: Services, incoming: Incoming) -> None:
    """/who NAME; the words of two are shown side by side."""
    both = await asyncio.to_thread(_two_speakers, services.newsroom, incoming.words, services.clock())
    if both:
        await answer_request(services, incoming, Request(kind=RequestKind.COMPARISON, text=incoming.words, topics=both))
    else:
        await quotes.who(services, incoming)


def _two_speakers(newsroom: Newsroom, words: str, now: datetime) -> tuple[str, ...]:
    """The two whose words are asked for and the topic; () if it is one name: "Saul, Henrike"."""
    wanted = Lookup()
    with suppress(DateNotUnderstood):
        wanted = command(split_operators(words)[0], now)
    names = tuple(filter(None, map(str.strip, _BETWEEN_NAMES.split(wanted.name))))
    if len(names) != SIDES or wanted.exact:
        return ()
    whole, *each = (newsroom.who(Lookup(name=name), limit=1) for name in (wanted.name, *names))
    if whole.speaker and set(folded_words(wanted.name)) <= set(folded_words(whole.speaker.name)):
        return ()
    if not all((one.speaker or one.choices) and not (one.near or one.corrected) for one in each):
        return ()
    topic = f"{wanted.about} {wanted.window.words}".strip()
    return (*names, topic) if topic else names
