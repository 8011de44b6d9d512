"""Check web addresses before any name is resolved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import SplitResult, urljoin, urlsplit

from bot.sources.fetching.addresses import is_public
from bot.sources.fetching.failures import FailureKind, FetchError

LONGEST_ADDRESS = 2048  # characters: the longest address that browsers and servers agree on
LONGEST_LABEL, LONGEST_HOST = 63, 253  # characters of a host name (RFC 1035, 2.3.4)
PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class AllowedHosts:
    """Hosts that may be private and on any port, or on the given port; in lower case."""

    entries: frozenset[str] = frozenset()

    @classmethod
    def of(cls, entries: Iterable[str]) -> AllowedHosts:
        """Parse ``host`` and ``host:port`` (IPv6 in brackets), ignoring whitespace and case."""
        return cls(frozenset(filter(None, (entry.strip().lower() for entry in entries))))

    def allow(self, host: str, port: int) -> bool:
        """Whether that host, as written in an address, is allowed on that port."""
        named = f"[{host}]" if ":" in host else host
        return not self.entries.isdisjoint({host, named, f"{named}:{port}"})


@dataclass(frozen=True, slots=True)
class Destination:
    """A web address that may be requested."""

    url: str  #: without fragment
    scheme: str
    host: str  #: lower case, in the form of DNS, without brackets
    port: int
    allowed: bool  #: allowed by the settings, so it may be private


def destination(url: str, allowed: AllowedHosts) -> Destination:
    """Check ``url``, without resolving names. Raises FetchError (ADDRESS, REFUSED) if it must not be."""
    parts, port = _split(url)
    if parts.username is not None or parts.password is not None:
        raise _refused("it holds a user name or password, and newsbot keeps none; leave them out")
    host = _ascii(parts.hostname or "")
    scheme = parts.scheme.lower()
    if allowed.allow(host, port):
        return Destination(_without_fragment(parts), scheme, host, port, allowed=True)
    if port not in PORTS.values():
        raise _refused(f"port {port} is not one of the web (80, 443); NEWSBOT_ALLOW_HOSTS can allow {host}:{port}")
    if (_is_literal(host) and not is_public(host)) or _is_local_name(host):
        raise _refused(f"{host} is not on the public internet; NEWSBOT_ALLOW_HOSTS can allow it")
    return Destination(_without_fragment(parts), scheme, host, port, allowed=False)


def redirected(here: str, location: str) -> str:
    """The address that ``location`` redirects to from ``here``. Raises FetchError."""
    try:
        return urljoin(here, location.strip())
    except ValueError:
        raise FetchError(FailureKind.REDIRECT, "it redirects to something that is no address") from None


def _split(url: str) -> tuple[SplitResult, int]:
    if len(url) > LONGEST_ADDRESS:
        raise _refused(f"it is longer than {LONGEST_ADDRESS:,} characters")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _no_address("it is not a web address") from None
    scheme = parts.scheme.lower()
    if scheme not in PORTS:
        raise _no_address("only http and https addresses can be read")
    if not parts.hostname or any(char.isspace() or ord(char) < 32 for char in url) or "\\" in parts.netloc:
        raise _no_address("it is not a web address")
    return parts, PORTS[scheme] if port is None else port


def _ascii(host: str) -> str:
    host = host.lower().removesuffix(".")
    try:
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        raise _no_address("its host is no name") from None
    if len(host) > LONGEST_HOST or not all(0 < len(label) <= LONGEST_LABEL for label in host.split(".")):
        raise _no_address("its host is no name")
    return host


def _is_literal(host: str) -> bool:
    """Whether ``host`` is an address, or an odd spelling (``0x7f.1``, ``2130706433``) that C libraries accept."""
    try:
        ip_address(host)
    except ValueError:
        last = host.rpartition(".")[2]
        return last.isdecimal() or last.startswith("0x")
    return True


def _is_local_name(host: str) -> bool:
    return ("." not in host and ":" not in host) or host.endswith((".local", ".localhost", ".internal", ".home.arpa"))


def _without_fragment(parts: SplitResult) -> str:
    return parts._replace(fragment="").geturl()


def _no_address(reason: str) -> FetchError:
    return FetchError(FailureKind.ADDRESS, reason)


def _refused(reason: str) -> FetchError:
    return FetchError(FailureKind.REFUSED, reason)
