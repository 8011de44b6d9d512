"""Recognise entries: which of a fetch are known already, and by which key each is remembered. Pure.

key           guid, else link, else a hash; if several entries share a guid, it is combined with the link
alternative   the guid without scheme, host and fragment: sites move to https, BBC counts updates after a "#"
address       one form for all spellings of an article's address
likeness      equal text under a similar title within two days, for at most three entries per fetch
moment        the title together with the very second of publication
content       equal title and text within two days
new scheme    if no key of a fetch is known but most of its titles are, with their days, the entries are taken over
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from bot.sources.feeds.documents import EntryKeys, FeedEntry, KnownEntry, Recognised
from bot.sources.web import canonical_address, twin_addresses
from bot.text.names import fold

LIKE_TITLE = 75.0  # of 100; the threshold used by NewsBlur
LIKE_TEXT = 98.0
SAME_TIME = timedelta(days=2)
REPAIRS = 3  # entries per fetch that may be recognised by likeness
#: Shares of a fetch's entries that must be known to accept a new scheme of guids: by title and day, by title alone.
SAME_DAYS, SAME_TITLES = 0.5, 0.8
FEWEST_ALIKE = 3  # entries with one guid, and no others in the feed, that are no versions of one article
LEAD = 300  # characters of text compared for likeness


def recognise(entries: Sequence[FeedEntry], known: Iterable[KnownEntry]) -> list[Recognised]:
    """Each entry of a fetch, once, in order of the document. Of two versions of an entry the newest counts."""
    keyed = _once(_keyed(entries))
    memory = _Memory(known)
    found = [Recognised(entry, keys, memory.by_key(keys)) for entry, keys in keyed]
    if found and len(memory.all) and not any(one.known for one in found):
        found = _with_new_scheme(found, memory)
    repairs = 0
    for at, one in enumerate(found):
        if one.known is None and repairs < REPAIRS and (alike := memory.alike(one.keys)):
            found[at] = replace(one, known=alike)
            repairs += 1
    return found


def address_key(url: str) -> str:
    """One form for all spellings of an article's address; "" for no address."""
    return min(twin_addresses(canonical_address(url)), default="")


def _keyed(entries: Sequence[FeedEntry]) -> list[tuple[FeedEntry, EntryKeys]]:
    guids = Counter(entry.guid for entry in entries if entry.guid)
    texts = {(entry.guid, entry.title, entry.url) for entry in entries}
    distinct = Counter(guid for guid, _, _ in texts)
    own = ["" if guids[one.guid] > 1 and _is_shared(one, entries, distinct) else one.guid for one in entries]
    addresses: dict[str, set[str]] = {}
    for entry, guid in zip(entries, own, strict=True):
        addresses.setdefault(address_key(entry.url), set()).add(guid or entry.title)
    return [
        (entry, _keys(entry, guid=guid, own_address=len(addresses[address_key(entry.url)]) == 1))
        for entry, guid in zip(entries, own, strict=True)
    ]


def _is_shared(entry: FeedEntry, entries: Sequence[FeedEntry], distinct: Counter[str]) -> bool:
    """Whether articles share a guid, so that it identifies none of them: with different addresses, or all of a feed.

    Two or some with one address are versions of one article.
    """
    if distinct[entry.guid] < 2:
        return False
    if distinct[entry.guid] == len(entries) >= FEWEST_ALIKE:
        return True
    return len({other.url for other in entries if other.guid == entry.guid}) > 1


def _keys(entry: FeedEntry, *, guid: str, own_address: bool) -> EntryKeys:
    address = address_key(entry.url)
    text = entry.text
    content = _hash(entry.title, text)
    identity = ("guid", guid) if guid else ("link", entry.url) if address and own_address else ("content", content)
    return EntryKeys(
        key=_hash(*identity),
        alternative=_hash("path", path) if (path := _path(guid)) else "",
        address=_hash("address", address) if address and own_address else "",
        title=fold(entry.title),
        lead=fold(text[:LEAD]),
        content=content,
        published=entry.published,
    )


def _path(guid: str) -> str:
    """A guid that is an address, without scheme, host and fragment; "" if nothing is left."""
    if "://" not in guid:
        return ""
    try:
        parts = urlsplit(guid)
    except ValueError:
        return ""
    path = parts.path.strip("/")
    return f"{path}?{parts.query}" if path or parts.query else ""


def _once(keyed: list[tuple[FeedEntry, EntryKeys]]) -> list[tuple[FeedEntry, EntryKeys]]:
    newest: dict[str, tuple[FeedEntry, EntryKeys]] = {}
    for entry, keys in keyed:
        other = newest.get(keys.key)
        if other is None or _is_newer(entry, other[0]):
            newest[keys.key] = (entry, keys)
    return list(newest.values())


def _is_newer(entry: FeedEntry, other: FeedEntry) -> bool:
    return bool(entry.published and (other.published is None or entry.published > other.published))


class _Memory:
    """The remembered entries of a feed; each is recognised at most once per fetch."""

    def __init__(self, known: Iterable[KnownEntry]) -> None:
        self.all = list(known)
        self._free = {one.row: one for one in self.all}
        self._keys = {one.keys.key: one for one in self.all}
        self._alternatives = _unique((one.keys.alternative, one) for one in self.all)
        self._addresses = _unique((one.keys.address, one) for one in self.all)
        self._titles = _unique((one.keys.title, one) for one in self.all)
        self._moments = _unique((_moment(one.keys), one) for one in self.all)
        self._contents = _unique((one.keys.content if one.keys.lead else "", one) for one in self.all)

    def by_key(self, keys: EntryKeys) -> KnownEntry | None:
        """The entry with that key, alternative, address, moment or content.

        Not the one with that address or content if title or date show another article.
        """
        found = self._keys.get(keys.key) or self._alternatives.get(keys.alternative)
        if found is None and (there := self._addresses.get(keys.address)) and _may_be(keys, there.keys):
            found = there
        found = found or self._moments.get(_moment(keys))
        if found is None and keys.lead and (same := self._contents.get(keys.content)) and _at_one_time(keys, same.keys):
            found = same
        return self._take(found)

    def titled(self, keys: EntryKeys) -> KnownEntry | None:
        """The only entry with that title, if it is of about that time; it may be recognised still."""
        there = self._titles.get(keys.title)
        return there if there and _at_one_time(keys, there.keys) else None

    def by_title(self, keys: EntryKeys) -> KnownEntry | None:
        """The same, recognised."""
        return self._take(self.titled(keys))

    def alike(self, keys: EntryKeys) -> KnownEntry | None:
        """An entry with a similar title and text."""
        if not keys.lead:
            return None
        return self._take(next((one for one in self._free.values() if _alike(keys, one.keys)), None))

    def _take(self, found: KnownEntry | None) -> KnownEntry | None:
        return self._free.pop(found.row, None) if found else None


def _unique(pairs: Iterable[tuple[str, KnownEntry]]) -> dict[str, KnownEntry]:
    """The entries whose word is unique."""
    listed = [(word, one) for word, one in pairs if word]
    counts = Counter(word for word, _ in listed)
    return {word: one for word, one in listed if counts[word] == 1}


def _moment(keys: EntryKeys) -> str:
    """Title and second of publication; "" if that is a mere day."""
    published = keys.published
    exact = published is not None and (published.hour, published.minute, published.second) != (0, 0, 0)
    return f"{keys.title} {published}" if exact and keys.title else ""


def _at_one_time(keys: EntryKeys, other: EntryKeys) -> bool:
    if keys.published is None or other.published is None:
        return True
    return abs(keys.published - other.published) <= SAME_TIME


def _may_be(keys: EntryKeys, other: EntryKeys) -> bool:
    return keys.published == other.published or fuzz.ratio(keys.title, other.title) >= LIKE_TITLE


def _alike(keys: EntryKeys, other: EntryKeys) -> bool:
    if not _at_one_time(keys, other):
        return False
    if fuzz.ratio(keys.title, other.title, score_cutoff=LIKE_TITLE) < LIKE_TITLE:
        return False
    if _numbers(keys) != _numbers(other):  # the report of another day or another match
        return False
    return fuzz.ratio(keys.lead, other.lead, score_cutoff=LIKE_TEXT) >= LIKE_TEXT


def _numbers(keys: EntryKeys) -> list[str]:
    return re.findall(r"\d+", f"{keys.title} {keys.lead}")


def _with_new_scheme(found: list[Recognised], memory: _Memory) -> list[Recognised]:
    there = [(one.keys.published, known.keys.published) for one in found if (known := memory.titled(one.keys))]
    dated = sum(map(all, there))
    if dated < SAME_DAYS * len(found) and len(there) < SAME_TITLES * len(found):
        return found
    return [replace(one, known=memory.by_title(one.keys)) for one in found]


def _hash(*parts: str) -> str:
    """A hash of 32 hexadecimal digits."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
