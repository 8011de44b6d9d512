"""Add a feed by its own address or by that of its site.

address -> a feed?                          stored; its entries wait to be added
        -> a page: the feeds that it names, a known kind of site, a few common paths, the news sitemap in
           robots.txt: the first one that is a feed
        -> neither                          the reason
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from urllib.parse import urljoin

from bot.feeds.manager import FeedManager, site_name
from bot.sources.feeds.answers import ACCEPT, is_document, mishap_of
from bot.sources.feeds.discovery import known_feeds, named_feeds, usual_feeds
from bot.sources.feeds.documents import FeedError, ParsedFeed
from bot.sources.feeds.identity import recognise
from bot.sources.feeds.isolation import IsolatedParser
from bot.sources.feeds.news_sitemap import named_sitemaps
from bot.sources.feeds.parsing import HUMAN, is_page
from bot.sources.feeds.state import Feed
from bot.sources.fetching.failures import FailureKind, FetchError
from bot.sources.fetching.fetcher import Fetched, Fetcher
from bot.sources.web import plain_address

SILENT = frozenset({401, 403, 429, 451, 503})  # statuses after which no other address of the site is tried
LOG_IN = "it leads to a page that asks to log in, and no feed is found"
_PASSWORD = re.compile(rb"<input\b[^>]*\btype\s*=\s*[\"']?password", re.IGNORECASE)
ADDRESSES = 10  # taken from one message
_LINK = re.compile(r"(?:https?|feed):[^\s<>\"“”\[\]]+", re.IGNORECASE)
_WRAPPING = "<>[]{}\"'“”‘’«»,;!?"
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:(?://)?", re.IGNORECASE)
_WITHOUT_SCHEME = re.compile(r"^[^\s/:]+(?::\d+)?(?:[/?#]|$)")


class ErrorStatus(FeedError):
    """The server answered with an error."""

    def __init__(self, reason: str, status: int) -> None:
        super().__init__(reason)
        self.status = status


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundFeed:
    """A feed that answered."""

    url: str
    parsed: ParsedFeed

    @property
    def title(self) -> str:
        """Its own title, else its host."""
        return self.parsed.title or site_name(self.url)


class FeedFinder:
    """Finds feeds and stores them."""

    def __init__(self, manager: FeedManager, fetcher: Fetcher, parser: IsolatedParser) -> None:
        self._manager, self._fetcher, self._parser = manager, fetcher, parser

    async def add(self, address: str, *, title: str = "", outlet: str = "") -> tuple[Feed, bool]:
        """Store the feed at ``address`` or of the site there; return it and whether it is new.

        Its entries wait for the next round, which fetches the feed once more. Raises FeedError or FetchError, with the
        reason, if no feed is found.
        """
        known = self._manager.feeds.by_url(full_address(address))
        if known:
            return known, False
        found = await self.find(address)
        feed, new = self._manager.store(found.url, title=title or found.title, outlet=outlet or title or found.title)
        if new:
            entries = recognise(found.parsed.entries, ())
            self._manager.entries.record(feed, entries, now=self._manager.clock(), back_fill=True)
        return feed, new

    async def find(self, address: str) -> FoundFeed:
        """The feed at ``address`` or of the site there. Raises FeedError, FetchError."""
        url = full_address(address)
        fetched = await self._fetch(known_feed[0] if (known_feed := known_feeds(url)) else url)
        reason: FeedError = FeedError("there is no feed, and the site names none")
        if is_document(fetched):
            try:
                return await self._parse(url if not known_feed else fetched.final_url, fetched)
            except FeedError as error:
                if not is_page(fetched.body, fetched.headers):
                    raise
                reason = (
                    error if HUMAN in str(error) else FeedError(LOG_IN) if _asks_to_log_in(fetched, url) else reason
                )
        else:
            reason = ErrorStatus(mishap_of(fetched).reason, fetched.status)
            if fetched.status in SILENT:
                raise reason
        async for found in self._of_site(fetched):
            return found
        raise reason

    async def _of_site(self, page: Fetched) -> AsyncIterator[FoundFeed]:
        here = page.final_url
        named = named_feeds(page.body, page.headers.get("content-type", ""), here)
        for url in named or usual_feeds(here):
            if found := await self._feed_at(url, guessed=not named):
                yield found
        if named:
            return
        for url in await self._sitemaps(here):
            if found := await self._feed_at(url, guessed=True):
                yield found

    async def _feed_at(self, url: str, *, guessed: bool = False) -> FoundFeed | None:
        try:
            fetched = await self._fetch(url)
            return await self._parse(url, fetched) if is_document(fetched) else None
        except FetchError as error:
            if guessed and error.kind is FailureKind.TIMEOUT:  # each other guess would have to be waited for as long
                raise
            return None
        except FeedError:
            return None

    async def _sitemaps(self, here: str) -> list[str]:
        try:
            rules = await self._fetch(urljoin(here, "/robots.txt"))
        except FetchError:
            return []
        return named_sitemaps(rules.body.decode("utf-8", "replace")) if rules.status == 200 else []

    async def _fetch(self, url: str) -> Fetched:
        return await self._fetcher.get(url, {"Accept": ACCEPT})

    async def _parse(self, url: str, fetched: Fetched) -> FoundFeed:
        now = self._manager.clock()
        parsed = await self._parser.parse(fetched.body, fetched.headers, fetched.final_url, now)
        return FoundFeed(url=url, parsed=parsed)


def _asks_to_log_in(page: Fetched, asked: str) -> bool:
    """Whether the response is a login form at another address."""
    return page.final_url != asked and bool(_PASSWORD.search(page.body))


def addresses_in(words: str) -> list[str]:
    """The first ADDRESSES addresses in what somebody wrote, however wrapped ("<https://...>,", "[...](...)").

    ``words`` itself if there are none.
    """
    links = [_unwrapped(link) for link in _LINK.findall(words)]
    parts = links or [_unwrapped(part) for part in re.split(r"[\s,;]+", words.strip())]
    if not links and not all(_WITHOUT_SCHEME.match(part) and "." in part for part in parts):
        return [words.strip()]
    return list(dict.fromkeys(parts))[:ADDRESSES]


def _unwrapped(link: str) -> str:
    link = link.lstrip(_WRAPPING).rstrip(_WRAPPING + ".")
    return link.rstrip(")") if "(" not in link else link


def full_address(address: str) -> str:
    """Complete an address: ``bbc.co.uk`` as https, ``feed://`` as http. Raises FetchError if it is not one.

    All spellings of an address are one: ``HTTPS://BBC.co.uk:443/#news`` is ``https://bbc.co.uk/``.
    """
    return plain_address(_completed(address.strip()))


def _completed(address: str) -> str:
    if address.lower().startswith("feed:"):
        rest = address[5:]
        return rest if _SCHEME.match(rest) and not rest.startswith("//") else f"http:{rest}"
    if address.lower().startswith(("http://", "https://")):
        return address
    if _WITHOUT_SCHEME.match(address) and "." in address:
        return f"https://{address}"
    raise FetchError(FailureKind.ADDRESS, f'"{address[:100]}" is not a web address')
