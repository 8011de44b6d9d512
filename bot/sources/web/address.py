"""Addresses of articles: one form for each page, whatever link led to it. Pure."""

from __future__ import annotations

import re
from itertools import product
from urllib.parse import SplitResult, parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

#: Query parameters that track readers and select nothing (from lists of Firefox, Brave, ClearURLs).
_TRACKERS = re.compile(
    r"utm_\w+|(?:fb|g|dc|tw|ms|y|ttc|igs)clid|gclsrc|gbraid|wbraid|igshid|mc_[ce]id|mkt_tok|_hs(?:enc|mi)|hsctatracking|"
    r"cmp(?:id)?|icid|ocid|xtor|xtref|at_(?:medium|campaign|link_\w+|bbc_\w+|format|ptr_\w+)|ns_\w+|ncid|"
    r"partner|smid|smtyp|sref|sh|spm|traffic_source|soc_(?:src|trk)|__twitter_impression|ref_?src|ref|referrer|"
    r"feature|yclid|_openstat|wt_?mc(?:_\w+)?|wt\.mc_id|guccounter|guce_referrer\w*|srnd|rss|from_rss|feed",
    re.IGNORECASE,
)
#: Host prefixes that show the same pages as the host without them.
_TWIN_HOST = re.compile(r"\A(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)", re.IGNORECASE)
_LANGUAGE = re.compile(r"/[a-z]{2}(?:[-_][a-z]{2})?", re.IGNORECASE)  # a path
_SLUG_WORD, _SLUG = re.compile(r"[^\W\d_]{2,}"), 3  # words of a title in an address
_PORTS = {"http": 80, "https": 443}
#: Fragments that are part of the address ("#!/story/7"), as in single-page sites.
_ROUTE = re.compile(r"!|/")


def canonical_address(address: str, base: str = "") -> str:
    """``address``, resolved against ``base``, without tracking parameters, credentials and fragment.

    The host is lower-cased, a default port removed, an empty path replaced by "/". It still opens the page: neither
    scheme nor "www." is changed (see ``twin_addresses``). "" if it is not an http(s) address.
    """
    try:
        parts = urlsplit(urljoin(base, address.strip()) if base else address.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:  # a malformed IPv6 host, a port that is not a number
        return ""
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not host:
        return ""
    place = f"[{host}]" if ":" in host else host
    if port and port != _PORTS[scheme]:
        place += f":{port}"
    route = parts.fragment if _ROUTE.match(parts.fragment) else ""
    return urlunsplit((scheme, place, parts.path or "/", _choosing(parts.query), route))


def plain_address(address: str) -> str:
    """``address`` in the one form that asks a server for the same: host in small letters, no default port, no fragment.

    Unlike ``canonical_address`` it keeps the whole query, by which feeds are chosen. What holds credentials or is no
    address stays as it is.
    """
    try:
        parts = urlsplit(address)
        scheme, port = parts.scheme.lower(), parts.port
    except ValueError:
        return address
    if scheme not in _PORTS or "@" in parts.netloc or not parts.netloc:
        return address
    place = parts.netloc.lower()
    if port == _PORTS[scheme]:
        place = place.removesuffix(f":{port}")
    return urlunsplit((scheme, place, parts.path or "/", parts.query, ""))


def _choosing(query: str) -> str:
    """The query without trackers; unchanged if it has none."""
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(key, value) for key, value in pairs if not _TRACKERS.fullmatch(key)]
    return query if len(kept) == len(pairs) else urlencode(kept)


def twin_addresses(address: str) -> tuple[str, ...]:
    """All addresses of the page at a canonical ``address``, which comes first; () for "".

    With http and https, with and without "www." or "m.", with and without a trailing slash.
    """
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


def is_above(address: str, page: str) -> bool:
    """Whether ``address`` is that of a front page or a list above ``page``: its folder, a language's front page.

    Both canonical. "/en/" is one for any page, "/news/" one for "/news/2026/quay-closed-for-years", but
    "/news/quay-closed-for-years/" none for its "/amp/".
    """
    above, path = (urlsplit(one).path.rstrip("/") for one in (address, page))
    if urlsplit(address).query or above == path or not path:
        return False
    told, said = (len(_SLUG_WORD.findall(one.rpartition("/")[2])) >= _SLUG for one in (above, path))
    return bool(_LANGUAGE.fullmatch(above)) or (path.startswith(f"{above}/") and said and not told)


def is_for_makers(address: str, page: str) -> bool:
    """Whether ``address`` leads to the machine of a site's makers, and ``page`` does not: http://localhost:3000/1."""
    said, here = (urlsplit(one).hostname or "" for one in (address, page))
    named = "." in said and not said.endswith((".local", ".localhost", ".internal", ".test"))
    return bool(here) and said != here and (not named or said.replace(".", "").isdecimal())


def host_of(address: str) -> str:
    """The host without "www." and the like; "" if there is none."""
    try:
        return _TWIN_HOST.sub("", urlsplit(address).hostname or "", count=1)
    except ValueError:
        return ""
