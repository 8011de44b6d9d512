"""What is counted while newsbot runs, for Prometheus: numbers only, nobody's words or ids. The home of its client."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from bot.newsroom import Newsroom
from bot.sources.feeds.state import FeedStatus, is_failing

#: Seconds; answers take tens of milliseconds, with the reranker some hundreds.
_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 2.0, 5.0, 10.0)


class Metrics:
    """Counters of one run, and what the database says when it is asked."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._replies = Counter(
            "newsbot_replies", "Requests answered, by what they got", ["kind"], registry=self._registry
        )
        self._seconds = Histogram(
            "newsbot_reply_seconds", "Time to find a reply", buckets=_BUCKETS, registry=self._registry
        )
        self._deliveries = Counter(
            "newsbot_deliveries", "Attempts to send what is followed, by outcome", ["outcome"], registry=self._registry
        )
        self._errors = Counter(
            "newsbot_errors", "Updates whose handling failed, by class of the error", ["error"], registry=self._registry
        )

    def replied(self, kind: str, seconds: float) -> None:
        """A request got a reply; declined ones are a kind of their own."""
        self._replies.labels(kind).inc()
        self._seconds.observe(seconds)

    def delivered(self, outcome: str) -> None:
        """An attempt to send something ended."""
        self._deliveries.labels(outcome).inc()

    def failed(self, error: str) -> None:
        """The handling of an update ended with an error."""
        self._errors.labels(error).inc()

    def watch(self, newsroom: Newsroom) -> None:
        """Ask the database too, whenever the metrics are read."""
        self._registry.register(_Stored(newsroom))

    def text(self) -> bytes:
        """All of them in Prometheus' text format. Reads the database: call it in a thread. Raises StoreError."""
        return generate_latest(self._registry)


class _Stored(Collector):
    """Gauges read from the database."""

    def __init__(self, newsroom: Newsroom) -> None:
        self._newsroom = newsroom

    def describe(self) -> list[GaugeMetricFamily]:
        """Nothing: so that registering reads no database."""
        return []

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Sizes, backlogs, feeds."""
        counts, health = self._newsroom.stats(), self._newsroom.feeds.health()
        yield GaugeMetricFamily("newsbot_articles", "Articles stored", value=counts.articles)
        yield GaugeMetricFamily("newsbot_quotes", "Quotes stored", value=counts.quotes)
        yield GaugeMetricFamily("newsbot_subscriptions", "Subscriptions of all chats", value=counts.subscriptions)
        yield GaugeMetricFamily("newsbot_deliveries_pending", "Messages owed to chats", value=counts.pending)
        yield GaugeMetricFamily("newsbot_updates_unanswered", "Messages taken and not answered yet",
                                value=self._newsroom.inbox.unanswered())  # fmt: skip
        yield GaugeMetricFamily("newsbot_sweeps_missed", "Messages that matching left out, found by sweeps",
                                value=counts.missed)  # fmt: skip
        yield GaugeMetricFamily("newsbot_last_sweep_seconds", "When the last sweep ended, since 1970; 0 = never",
                                value=counts.swept.timestamp() if counts.swept else 0)  # fmt: skip
        feeds = GaugeMetricFamily("newsbot_feeds", "Feeds by how they are", labels=["state"])
        failing = sum(is_failing(one.feed) for one in health)
        paused = sum(one.feed.status is FeedStatus.PAUSED for one in health)
        for state, number in (("failing", failing), ("paused", paused), ("well", len(health) - failing - paused)):
            feeds.add_metric([state], number)
        yield feeds
        entries = sum(one.waiting for one in health)
        yield GaugeMetricFamily("newsbot_feed_entries_waiting", "Entries that are not articles yet", value=entries)
