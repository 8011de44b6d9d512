"""A simulated day of polling: requests for each feed, and those that came too early or too late.

    python -m benchmarks.polling

Feeds of many kinds on loopback (tests/support/simulated_feeds.py), a test clock that goes on minute by minute for 24
hours, and a restart after 12 with half an hour in between. Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import tempfile
from collections import Counter
from pathlib import Path

from tests.support.polling_rules import Day, PolledFeed, breaches
from tests.support.simulated_day import run_day
from tests.support.simulated_feeds import ALL

STOPPED = (12.0, 12.5)  # hours between which newsbot is switched off


def row(feed: PolledFeed, day: Day) -> str:
    """The line of one feed."""
    visits = day.visits[feed.name]
    pauses = sorted((after.at - before.at).total_seconds() / 60 for before, after in itertools.pairwise(visits))
    statuses = Counter(visit.status for visit in visits)
    told = ", ".join(f"{status} x {count}" for status, count in sorted(statuses.items()))
    between = f"{pauses[0]:.0f} to {pauses[-1]:.0f}" if pauses else ""
    pace, wish = (f"{one.total_seconds() / 60:.0f}" if one else "" for one in (feed.every, feed.wish))
    return f"| {feed.name} | {pace} | {wish} | {sum(v.requests for v in visits)} | {between} | {told} |"


def main() -> None:
    """See the module's docstring."""
    argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0]).parse_args()
    with tempfile.TemporaryDirectory() as folder:
        day, titles = asyncio.run(run_day(Path(folder) / "news.db", ALL, stopped=STOPPED))
    print(
        "| feed | an entry each ... minutes | asked pause | requests | minutes between | answers |\n" + "|---" * 6 + "|"
    )
    for feed in day.feeds:
        print(row(feed, day))
    early, late = breaches(day)
    requests = sum(visit.requests for visits in day.visits.values() for visit in visits)
    print(f"\n{requests} requests for {len(day.feeds)} feeds; early: {len(early)}, late: {len(late)}")
    for one in [*early, *late]:
        print(" ", one)
    print(f"{len(day.served):,} entries were shown, {len(day.served - titles)} of them lost, {len(titles):,} articles")


if __name__ == "__main__":
    main()
