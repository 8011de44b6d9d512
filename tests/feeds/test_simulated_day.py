"""24 hours of polling with a test clock and a restart: no request early, none missed, nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.polling_rules import Day, breaches
from tests.support.simulated_day import run_day
from tests.support.simulated_feeds import ALL

NAMES = (
    "ttl-240 max-age-21600 each-10-hours etag 429-date 503-over-restart 503-often 404-for-a-while 410-from-10 301"
    " a-of-domain b-of-domain"
)


def requests(day: Day, name: str) -> int:
    return sum(visit.requests for visit in day.visits[name])


@pytest.fixture
async def lived(tmp_path: Path) -> tuple[Day, set[str]]:
    feeds = [feed for feed in ALL if feed.name in NAMES.split()]
    return await run_day(tmp_path / "news.db", feeds, stopped=(12.0, 12.5))


async def test_no_request_is_early_and_none_missed(lived: tuple[Day, set[str]]) -> None:
    day, titles = lived

    early, late = breaches(day)

    assert len(day.feeds) == len(NAMES.split())
    assert not early, [str(one) for one in early]
    assert not late, [str(one) for one in late]
    assert day.served
    assert day.served == titles
    assert requests(day, "ttl-240") <= 6
    assert requests(day, "max-age-21600") <= 4
    assert day.visits["410-from-10"][-1].status == 410
    assert requests(day, "301") == len(day.visits["301"]) + 2  # believed the second time
    assert not any(visit.conditional for visit in day.visits["404-for-a-while"])
