"""From a server's response to the new state of a feed. Pure: the caller sends requests, parses and stores.

request(feed)  ->  [GET]  ->  the response
    304, or 200 with the same body as last time   unchanged
    200, 226 that can be parsed                   fresh: entries to be recognised
    anything else                                 failed: a pause, perhaps for the whole domain
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.sources.feeds import schedule
from bot.sources.feeds.documents import ParsedFeed
from bot.sources.feeds.health import Mishap, after_mishap, of_status
from bot.sources.feeds.parsing import HUMAN, is_challenge
from bot.sources.feeds.state import Blocked, Feed
from bot.sources.fetching.fetcher import Fetched
from bot.sources.fetching.pacing import is_domain, place_of

ACCEPT = (
    "application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, application/xml;q=0.9, "
    "text/xml;q=0.8, application/json;q=0.7, text/html;q=0.5, */*;q=0.1"
)
NOT_MODIFIED, DELTA = 304, 226
MOVES = 2  # consecutive fetches with a permanent redirect to the same place until it is believed
_HEAD = 20_000  # bytes of a page examined for a request for proof of being human
ASKS_TO_WAIT = frozenset({429, 503})  # statuses whose Retry-After applies to the whole domain


@dataclass(frozen=True, kw_only=True, slots=True)
class PendingRequest:
    """A request to be sent."""

    headers: Mapping[str, str]
    full: bool  #: whether it is unconditional


def request(feed: Feed, now: datetime) -> PendingRequest:
    """The request for a feed: with its validators exactly as received, unless they are old enough to be doubted."""
    headers = {"Accept": ACCEPT}
    if not (feed.etag or feed.last_modified) or schedule.wants_full(feed.last_full, now):
        return PendingRequest(headers=headers, full=True)
    if feed.etag:
        headers["If-None-Match"] = feed.etag
    if feed.last_modified:
        headers["If-Modified-Since"] = feed.last_modified
    headers["A-IM"] = "feed"  # RFC 3229: only what is new, if the server supports it
    return PendingRequest(headers=headers, full=False)


def is_unchanged(feed: Feed, fetched: Fetched) -> bool:
    """Whether there is nothing to parse."""
    return fetched.status == NOT_MODIFIED or (fetched.status == 200 and body_hash(fetched.body) == feed.body_hash)


def is_document(fetched: Fetched) -> bool:
    """Whether the body of the response should be a feed."""
    return fetched.status in {200, 202, 203, DELTA}


def body_hash(body: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(body).hexdigest()


def after_success(
    feed: Feed, fetched: Fetched, parsed: ParsedFeed | None, *, new: int, full: bool, now: datetime, jitter: float
) -> Feed:
    """The feed after a successful response. ``parsed``: None if unchanged; ``new``: number of unknown entries."""
    pause = parsed.pause if parsed else feed.pause
    asked = schedule.asked_pause(fetched.headers, pause, now)
    rate = _rate(feed, parsed, new, now)
    interval = schedule.own_interval(rate, schedule.floor_of(asked))
    known = _moved(_with_validators(feed, fetched, parsed), fetched)
    return replace(
        known,
        title=feed.title or (parsed.title if parsed else ""),
        outlet=feed.outlet or feed.title or (parsed.title if parsed else ""),
        site=parsed.site if parsed and parsed.site else feed.site,
        pause=pause,
        rate=rate,
        interval=interval,
        due=schedule.next_due(now, interval, asked, jitter),
        rounds=feed.rounds + 1,
        last_full=now if full else feed.last_full,
        last_tried=now,
        last_ok=now,
        failures=0.0,
        failing_since=None,
        noticed=False,
        not_before=None,
    )


def mishap_of(fetched: Fetched, wait: timedelta | None = None) -> Mishap:
    """The mishap of a response that is not a document; ``wait`` is the delay the server asks for."""
    mishap = of_status(fetched.status, wait)
    page = fetched.body[:_HEAD].decode("utf-8", "replace")
    return replace(mishap, reason=f"{HUMAN} ({fetched.status})") if is_challenge(page, fetched.headers) else mishap


def after_error(feed: Feed, fetched: Fetched, now: datetime, jitter: float) -> tuple[Feed, Blocked | None]:
    """The feed after a response with an error status, and the domain that asked to be left alone, if any."""
    wait = schedule.retry_after(fetched.headers.get("retry-after", ""), now)
    return after_mishap(feed, mishap_of(fetched, wait), now, jitter=jitter), asked_to_wait(fetched, now)


def asked_to_wait(fetched: Fetched, now: datetime) -> Blocked | None:
    """The domain that a response asks to leave alone, and until when; None for hosts in one's own network."""
    wait, place = schedule.retry_after(fetched.headers.get("retry-after", ""), now), place_of(fetched.final_url)
    if fetched.status in ASKS_TO_WAIT and wait and is_domain(place) and not fetched.own:
        return Blocked(place=place, until=now + wait)
    return None


def _rate(feed: Feed, parsed: ParsedFeed | None, new: int, now: datetime) -> float:
    if feed.rounds == 0 and parsed:
        return schedule.first_rate((entry.published for entry in parsed.entries if entry.published), now)
    return schedule.new_rate(feed.rate, new, now - feed.last_ok if feed.last_ok else timedelta(days=1))


def _with_validators(feed: Feed, fetched: Fetched, parsed: ParsedFeed | None) -> Feed:
    """Store ETag and Last-Modified unchanged, but none for a broken or partial document, so the next is complete."""
    etag, modified = fetched.headers.get("etag", ""), fetched.headers.get("last-modified", "")
    if fetched.status == NOT_MODIFIED:  # it may contain new ones (RFC 9111, section 3.2)
        return replace(feed, etag=etag or feed.etag, last_modified=modified or feed.last_modified)
    if not fetched.whole or (parsed and not parsed.whole) or not schedule.keeps_validators(fetched.headers):
        return replace(feed, etag="", last_modified="", body_hash="")
    hashed = feed.body_hash if fetched.status == DELTA else body_hash(fetched.body)
    return replace(feed, etag=etag, last_modified=modified, body_hash=hashed)


def _moved(feed: Feed, fetched: Fetched) -> Feed:
    """Follow permanent redirects once a fully permanent chain has led to the same place twice in a row."""
    target = fetched.final_url if fetched.permanent and fetched.final_url != feed.url else ""
    times = feed.moved_times + 1 if target and target == feed.moved_to else int(bool(target))
    if times >= MOVES:
        return replace(feed, url=target, moved_to="", moved_times=0)
    return replace(feed, moved_to=target, moved_times=times)
