"""Limit concurrent requests per domain, and the time between their starts.

A place is a registrable domain (``bbc.co.uk``), because publishers count the requests to all their hosts. For numeric
addresses and hosts in one's own network it is the host with its port.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urlsplit

import tldextract

AT_ONCE = 2  # concurrent requests per place, as in Media Cloud's fetcher
APART = 5.0  # seconds between two starts
MOST_PLACES = 1000  # places whose turns are kept before those long past are dropped


@cache
def _suffixes() -> tldextract.TLDExtract:
    # the list shipped with the package: nothing is fetched from the network or written to disk
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=False)


def place_of(url: str) -> str:
    """The registrable domain of a web address, else ``host:port``; "" if it is not an address."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    domain = str(_suffixes()(host).top_domain_under_public_suffix)
    if domain or not host:
        return domain
    return f"{host}:{port or (443 if parts.scheme == 'https' else 80)}"


def is_domain(place: str) -> bool:
    """Whether ``place_of`` returned a registrable domain rather than a single host."""
    return bool(place) and ":" not in place


@dataclass(slots=True)
class _Turns:
    free: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    next_start: float = 0.0  #: of the loop's clock
    asking: int = 0  #: requests that have or await a turn


class Pacing:
    """The turns of one process. Not to be shared by event loops."""

    def __init__(self, apart: float = APART) -> None:
        """``apart``: seconds between two starts at a registrable domain."""
        self._apart = apart
        self._turns: dict[str, _Turns] = {}

    @asynccontextmanager
    async def turn(self, url: str, *, own: bool = False) -> AsyncIterator[None]:
        """Wait until a request to ``url`` may start, and make it in the block. ``own``: a host in one's own network."""
        turns = self._turns_at(place_of(url))
        turns.asking += 1
        try:
            async with turns.free:
                if not own:
                    await self._wait(turns)
                yield
        finally:
            turns.asking -= 1

    def _turns_at(self, place: str) -> _Turns:
        if len(self._turns) >= MOST_PLACES and place not in self._turns:
            now = asyncio.get_running_loop().time()
            self._turns = {name: one for name, one in self._turns.items() if one.asking or one.next_start > now}
        return self._turns.setdefault(place, _Turns())

    async def _wait(self, turns: _Turns) -> None:
        now = asyncio.get_running_loop().time()
        start = max(now, turns.next_start)
        turns.next_start = start + self._apart
        if start > now:
            await asyncio.sleep(start - now)
