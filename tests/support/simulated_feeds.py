"""The feeds of the simulated day: each pace, each wish and each fault of the checklist."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from tests.support.polling_rules import DAY, HOUR, MINUTE, Fault, PolledFeed

_SY = "<sy:updatePeriod>{}</sy:updatePeriod><sy:updateFrequency>{}</sy:updateFrequency>"


def _http(moment: datetime) -> str:
    return f"{moment:%a, %d %b %Y %H:%M:%S} GMT"


def _cached(value: str) -> Callable[[datetime], Mapping[str, str]]:
    return lambda _: {"Cache-Control": value}


def _expires(after: timedelta, cache_control: str = "") -> Callable[[datetime], Mapping[str, str]]:
    also = {"Cache-Control": cache_control} if cache_control else {}
    return lambda now: {"Expires": _http(now + after), **also}


#: Without a wish of the publisher: the feed's own pace counts.
PACES = (
    PolledFeed(name="each-4-minutes", every=4 * MINUTE),
    PolledFeed(name="each-20-minutes", every=20 * MINUTE),
    PolledFeed(name="hourly", every=HOUR),
    PolledFeed(name="each-3-hours", every=3 * HOUR),
    PolledFeed(name="each-10-hours", every=10 * HOUR),
    PolledFeed(name="each-3-days", every=3 * DAY),
)
WISHES = (
    PolledFeed(name="ttl-2", every=5 * MINUTE, head="<ttl>2</ttl>", wish=2 * MINUTE),
    PolledFeed(name="ttl-15", every=5 * MINUTE, head="<ttl>15</ttl>", wish=15 * MINUTE),
    PolledFeed(name="ttl-30-but-slow", every=4 * HOUR, head="<ttl>30</ttl>", wish=30 * MINUTE),
    PolledFeed(name="ttl-240", every=10 * MINUTE, head="<ttl>240</ttl>", wish=4 * HOUR),
    PolledFeed(name="ttl-1440", every=10 * MINUTE, head="<ttl>1440</ttl>", wish=DAY),
    PolledFeed(name="sy-hourly-2", every=6 * MINUTE, head=_SY.format("hourly", 2), wish=30 * MINUTE),
    PolledFeed(name="sy-daily-4", every=6 * MINUTE, head=_SY.format("daily", 4), wish=6 * HOUR),
    PolledFeed(name="sy-weekly", every=6 * MINUTE, head=_SY.format("weekly", 1), wish=DAY),
    PolledFeed(name="max-age-900", every=6 * MINUTE, headers=_cached("public, max-age=900"), wish=15 * MINUTE),
    PolledFeed(name="max-age-21600", every=6 * MINUTE, headers=_cached("max-age=21600"), wish=6 * HOUR),
    PolledFeed(name="max-age-week", every=6 * MINUTE, headers=_cached("max-age=604800"), wish=DAY),
    PolledFeed(name="no-cache", every=6 * MINUTE, headers=_cached("no-cache, max-age=0")),
    PolledFeed(name="expires-2h", every=6 * MINUTE, headers=_expires(2 * HOUR), wish=2 * HOUR),
    PolledFeed(name="expires-past", every=6 * MINUTE, headers=_expires(-DAY)),
    PolledFeed(
        name="max-age-over-expires", every=6 * MINUTE, headers=_expires(5 * HOUR, "max-age=1800"), wish=30 * MINUTE
    ),
    PolledFeed(
        name="ttl-and-max-age",
        every=6 * MINUTE,
        head="<ttl>45</ttl>",
        headers=_cached("max-age=5400"),
        wish=90 * MINUTE,
    ),
)
VALIDATORS = (
    PolledFeed(name="etag", every=150 * MINUTE, validator="ETag", head="<ttl>60</ttl>", wish=HOUR),
    PolledFeed(name="last-modified", every=45 * MINUTE, validator="Last-Modified"),
    PolledFeed(name="stale-etag", every=30 * MINUTE, validator="stale"),
)
FAULTS = (
    PolledFeed(name="429-seconds", every=9 * MINUTE, faults=(Fault(start=4, end=9, status=429, wait=3 * HOUR),)),
    PolledFeed(
        name="429-date", every=9 * MINUTE, faults=(Fault(start=4, end=5, status=429, wait=5 * HOUR, as_date=True),)
    ),
    PolledFeed(name="503-often", every=9 * MINUTE, faults=(Fault(start=3, end=8, status=503, wait=15 * MINUTE),)),
    PolledFeed(name="503-over-restart", every=9 * MINUTE, faults=(Fault(start=10, end=12, status=503, wait=4 * HOUR),)),
    PolledFeed(name="429-without", every=9 * MINUTE, faults=(Fault(start=5, end=8, status=429),)),
    PolledFeed(name="404-for-a-while", every=9 * MINUTE, faults=(Fault(start=5, end=9, status=404),)),
    PolledFeed(name="403-always", every=9 * MINUTE, faults=(Fault(start=0, status=403),)),
    PolledFeed(name="500-from-6", every=9 * MINUTE, faults=(Fault(start=6, status=500),)),
    PolledFeed(name="410-from-10", every=9 * MINUTE, faults=(Fault(start=10, status=410),)),
    PolledFeed(name="empty-for-a-while", every=9 * MINUTE, faults=(Fault(start=5, end=8, body=""),)),
    PolledFeed(
        name="page-for-a-while",
        every=9 * MINUTE,
        faults=(Fault(start=5, end=8, body="<html><body>Soon</body></html>"),),
    ),
    PolledFeed(name="301", every=9 * MINUTE, faults=(Fault(start=2, status=301, to="/301/new"),)),
    PolledFeed(name="302", every=9 * MINUTE, faults=(Fault(start=2, status=302, to="/302/new"),)),
    PolledFeed(name="308", every=9 * MINUTE, faults=(Fault(start=2, status=308, to="/308/new"),)),
)
#: Three feeds on hosts of one registrable domain, of which one is told to wait.
DOMAIN = (
    PolledFeed(
        name="a-of-domain",
        every=9 * MINUTE,
        host="a.example.org",
        faults=(Fault(start=5, end=6, status=429, wait=4 * HOUR),),
    ),
    PolledFeed(name="b-of-domain", every=9 * MINUTE, host="b.example.org"),
    PolledFeed(name="c-of-domain", every=9 * MINUTE, host="c.example.org", head="<ttl>15</ttl>", wish=15 * MINUTE),
)
ALL = (*PACES, *WISHES, *VALIDATORS, *FAULTS, *DOMAIN)
