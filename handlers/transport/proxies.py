"""The HTTP proxy for a server, from the usual environment variables."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from bot.errors import SettingError

_LOCAL = {"127.0.0.1", "localhost", "::1"}
_NOT_HTTP = "The proxy in {name} is of a kind that newsbot cannot use; give one that begins with http:// or https://."


def proxy_for(url: str, environment: Mapping[str, str]) -> str | None:
    """The proxy's URL for ``url``, or None; servers on this machine are never reached through one.

    ``environment``: HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY, in upper or lower case. Raises SettingError for a
    proxy that is not HTTP, such as socks5://.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    given = {name.lower(): value for name, value in environment.items() if name.lower().endswith("_proxy") and value}
    if host in _LOCAL or _excepted(host, given.get("no_proxy", "")):
        return None
    name = next((one for one in (f"{parts.scheme}_proxy", "all_proxy") if one in given), "")
    if not name:
        return None
    proxy = given[name] if "://" in given[name] else f"http://{given[name]}"
    if urlsplit(proxy).scheme not in {"http", "https"}:
        raise SettingError(_NOT_HTTP.format(name=name.upper()))
    return proxy


def _excepted(host: str, no_proxy: str) -> bool:
    """Whether NO_PROXY ("example.org, .telegram.org", "*") lists a host or its domain."""
    named = [one.strip().lstrip(".") for one in no_proxy.split(",")]
    return any(one == "*" or (one and f".{host}".endswith(f".{one}")) for one in named)
