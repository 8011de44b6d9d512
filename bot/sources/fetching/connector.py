"""A guarded aiohttp connector, which checks the address of each socket at the moment it is created."""

from __future__ import annotations

import errno
import socket

from aiohttp import TCPConnector
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from bot.sources.fetching.addresses import is_public
from bot.sources.fetching.certificates import trusting

AT_ONCE = 64  # connections per fetcher


class PrivateAddress(OSError):
    """A name leads to an address that is not on the public internet."""

    def __init__(self) -> None:
        super().__init__(errno.EACCES, "not on the public internet")


class PublicResolver(AbstractResolver):
    """Resolves names to their public addresses; raises PrivateAddress if there are only others."""

    def __init__(self, resolver: AbstractResolver) -> None:
        self._resolver = resolver

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Resolve a host, as called by aiohttp. Raises OSError."""
        found = await self._resolver.resolve(host, port, family)
        public = [one for one in found if is_public(one["host"])]
        if found and not public:
            raise PrivateAddress
        return public

    async def close(self) -> None:
        """Close the inner resolver."""
        await self._resolver.close()


def guarded_connector(resolver: AbstractResolver | None = None) -> TCPConnector:
    """A connector that only connects to public addresses. ``resolver``: None for that of the system.

    Numeric addresses bypass the resolver, and a name can change between two look-ups. So the guard is the socket
    factory, which sees the actual address; the resolver only chooses among several addresses.
    """
    return TCPConnector(
        resolver=PublicResolver(resolver or ThreadedResolver()),
        socket_factory=_public_socket,
        ssl=trusting(),
        limit=AT_ONCE,
        force_close=True,
    )


def open_connector(resolver: AbstractResolver | None = None) -> TCPConnector:
    """A connector for hosts that the settings allow, wherever they are."""
    return TCPConnector(resolver=resolver or ThreadedResolver(), ssl=trusting(), limit=AT_ONCE, force_close=True)


def _public_socket(address_info: tuple[int, int, int, str, tuple[object, ...]]) -> socket.socket:
    family, kind, protocol, _, address = address_info
    if not is_public(str(address[0])):
        raise PrivateAddress
    return socket.socket(family=family, type=kind, proto=protocol)
