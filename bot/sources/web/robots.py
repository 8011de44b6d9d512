"""What a site's robots.txt allows, parsed by protego. Fetching and caching it is up to the caller."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit, urlunsplit

MAX_ROBOTS = 500_000  # bytes of it that are read (RFC 9309, section 2.5)
KEPT = timedelta(days=1)  # how long it may be cached (RFC 9309, section 2.4)


def robots_address(address: str) -> str:
    """The address of the robots.txt for ``address``."""
    parts = urlsplit(address)
    return urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))


class RobotsRules:
    """The rules of one host.

    Made from the response to the request for robots.txt. ``status`` 4xx allows everything and 5xx forbids everything
    (RFC 9309, section 2.3.1); None means no response, which counts as 5xx.
    """

    def __init__(self, status: int | None, body: bytes = b"") -> None:
        self._all: bool | None = None
        if status is None or status >= 500:
            self._all = False
        elif status >= 300:
            self._all = True
        else:
            from protego import Protego

            self._rules = Protego.parse(body[:MAX_ROBOTS].decode("utf-8", errors="replace"))

    def allows(self, address: str, agent: str) -> bool:
        """Whether ``agent``, the product name in the User-Agent, may fetch ``address``."""
        return self._all if self._all is not None else bool(self._rules.can_fetch(address, agent))
