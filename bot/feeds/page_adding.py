"""Add single pages as articles, from the command line or for a link pasted into the chat.

address -> its page (robots.txt, guarded, refused with the reason) -> an article -> added
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import SourceError
from bot.feeds.admission import AddsArticles
from bot.feeds.advice import Advice, advice_for_page
from bot.feeds.manager import FeedManager
from bot.feeds.service import FeedService, feed_service
from bot.models import Added
from bot.sources.records import Parsed


@dataclass(frozen=True, kw_only=True, slots=True)
class PageOutcome:
    """The outcome for one address."""

    address: str
    title: str = ""
    added: Added | None = None  #: None if refused
    reason: str = ""  #: the reason, as one clause
    advice: Advice = Advice.NOTHING  #: what may help
    notes: tuple[str, ...] = ()  #: what was left out or guessed
    blurb: bool = False  #: whether the page shows only the beginning


async def add_pages(manager: FeedManager, add: AddsArticles, addresses: Sequence[str]) -> list[PageOutcome]:
    """Add the article at each address; return the outcomes in order. Raises StoreError, PipelineError."""
    async with feed_service(manager, add) as service:
        pages = await asyncio.gather(*(_page(service, address) for address in addresses))
    return [
        await asyncio.to_thread(_outcome, add, address, page) for address, page in zip(addresses, pages, strict=True)
    ]


async def _page(service: FeedService, address: str) -> Parsed | SourceError:
    try:
        return await service.pages.read(_escaped(address))
    except SourceError as error:
        return error


def _escaped(address: str) -> str:
    """The address as browsers copy it: with its blanks escaped."""
    return address.strip().replace(" ", "%20")


def _outcome(add: AddsArticles, address: str, page: Parsed | SourceError) -> PageOutcome:
    if isinstance(page, SourceError):
        return PageOutcome(address=address, reason=str(page), advice=advice_for_page(page))
    article = page.article
    try:
        (added,) = add([article])
    except SourceError as error:
        return PageOutcome(address=address, reason=str(error))
    return PageOutcome(
        address=address, title=article.title or address, added=added, notes=page.notes, blurb=article.blurb
    )
