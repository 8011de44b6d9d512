"""Addresses of articles: one form for what is one page, whatever link led to it. Pure."""

from __future__ import annotations

import re
from itertools import product
from urllib.parse import SplitResult, parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

#: Query parameters that tell a site where a reader came from and choose nothing (lists of Firefox, Brave, ClearURLs).
_TRACKERS = re.compile(
    r"utm_\w+|(?:fb|g|dc|tw|ms|y|ttc|igs)clid|gclsrc|gbraid|wbraid|igshid|mc_[ce]id|mkt_tok|_hs(?:enc|mi)|hsctatracking|"
    r"cmp(?:id)?|icid|ocid|xtor|xtref|at_(?:medium|campaign|link_\w+|bbc_\w+|format|ptr_\w+)|ns_\w+|ncid|"
    r"partner|smid|smtyp|sref|sh|spm|traffic_source|soc_(?:src|trk)|__twitter_impression|ref_?src|ref|referrer|"
    r"feature|yclid|_openstat|wt_?mc(?:_\w+)?|wt\.mc_id|guccounter|guce_referrer\w*|srnd|rss|from_rss|feed",
    re.IGNORECASE,
)
#: Hosts that show the same pages as the one behind them.
_TWIN_HOST = re.compile(r"\A(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}
#: Fragments that are part of the address ("#!/story/7"), as single-page sites write it.
_ROUTE = re.compile(r"!|/")


def canonical_address(address: str, base: str = "") -> str:
    """``address``, resolved against ``base``, without tracking parameters, credentials and fragment.

    Host in lower case, no default port, never an empty path. It still opens the page: neither the scheme nor "www."
    is changed (see ``twin_addresses``). "" when it is no http(s) address.
    """
    try:
        parts = urlsplit(urljoin(base, address.strip()) if base else address.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:  # a broken IPv6 host, a port that is no number
        return ""
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not host:
        return ""
    place = f"[{host}]" if ":" in host else host
    if port and port != _PORTS[scheme]:
        place += f":{port}"
    route = parts.fragment if _ROUTE.match(parts.fragment) else ""
    return urlunsplit((scheme, place, parts.path or "/", _choosing(parts.query), route))


def _choosing(query: str) -> str:
    """The query without its trackers; byte for byte as it was where it holds none."""
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(key, value) for key, value in pairs if not _TRACKERS.fullmatch(key)]
    return query if len(kept) == len(pairs) else urlencode(kept)


def twin_addresses(address: str) -> tuple[str, ...]:
    """All addresses of the page at the canonical ``address``: http and https, with and without "www." or "m.", with and
    without a last slash; the given one first, () for ""."""
    if not address:
        return ()
    parts = urlsplit(address)
    bare = _TWIN_HOST.sub("", parts.netloc, count=1)
    path = parts.path.rstrip("/")
    made = (
        urlunsplit(SplitResult(scheme, host, path + slash, parts.query, parts.fragment))
        for scheme, host, slash in product(_PORTS, (bare, f"www.{bare}", f"m.{bare}", f"amp.{bare}"), ("", "/"))
    )
    return tuple(dict.fromkeys((address, *made)))


def host_of(address: str) -> str:
    """The host without "www." and the like; "" when there is none."""
    try:
        return _TWIN_HOST.sub("", urlsplit(address).hostname or "", count=1)
    except ValueError:
        return ""
