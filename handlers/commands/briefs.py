"""/today, /brief, /timeline, /trending: requests that are clear before they are read."""

from __future__ import annotations

from dataclasses import replace

from bot.translation import N_
from bot.understanding.headline_requests import split_days
from bot.understanding.requests import Request, RequestKind
from handlers.commands.context import Services, topic_of
from handlers.commands.respond import answer_request
from handlers.commands.usage import ask_for
from handlers.transport.updates import Incoming

TODAY = "today"  #: words of a day, as a person writes them
ON_WHAT = N_("On what? For example: /{command} the central bank")
PLACEHOLDER = N_("A topic")


async def today(services: Services, incoming: Incoming) -> None:
    """/today [TOPIC], or another day: "/today yesterday"."""
    topic, days = split_days(topic_of(incoming), services.clock())
    wanted = Request(kind=RequestKind.DAY, text=incoming.words, days=days or TODAY)
    if topic:
        wanted = replace(wanted, kind=RequestKind.HEADLINES, topics=(topic,))
    await answer_request(services, incoming, wanted)


async def brief(services: Services, incoming: Incoming) -> None:
    """/brief TOPIC."""
    await _on_topic(services, incoming, RequestKind.BRIEF)


async def timeline(services: Services, incoming: Incoming) -> None:
    """/timeline TOPIC."""
    await _on_topic(services, incoming, RequestKind.TIMELINE)


async def trending(services: Services, incoming: Incoming) -> None:
    """/trending."""
    await answer_request(services, incoming, Request(kind=RequestKind.TRENDING, text=incoming.words))


async def _on_topic(services: Services, incoming: Incoming, kind: RequestKind) -> None:
    topic = topic_of(incoming)
    if topic:
        await answer_request(services, incoming, Request(kind=kind, text=topic, topics=(topic,)))
    else:
        await ask_for(services, incoming, kind.value, ON_WHAT, PLACEHOLDER)
