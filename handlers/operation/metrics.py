"""Prometheus metrics of a running newsbot: numbers only, no text or ids. The only module that uses its client."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from bot.newsroom import Newsroom
from bot.sources.feeds.state import FeedStatus, is_failing

#: seconds; answers take tens of milliseconds, or some hundreds with the reranker
_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 2.0, 5.0, 10.0)


class Metrics:
    """Counters of one run, and gauges read from the database on request."""

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
        """Count a reply to a request; declined ones are a separate kind."""
        self._replies.labels(kind).inc()
        self._seconds.observe(seconds)

    def delivered(self, outcome: str) -> None:
        """Count the outcome of an attempt to send."""
        self._deliveries.labels(outcome).inc()

    def failed(self, error: str) -> None:
        """Count an error in the handling of an update."""
        self._errors.labels(error).inc()

    def watch(self, newsroom: Newsroom) -> None:
        """Include gauges from the database whenever the metrics are read."""
        self._registry.register(_Stored(newsroom))

    def text(self) -> bytes:
        """All metrics in Prometheus' text format. Reads the database: call it in a thread. Raises StoreError."""
        return generate_latest(self._registry)


class _Stored(Collector):
    """Gauges read from the database."""

    def __init__(self, newsroom: Newsroom) -> None:
        self._newsroom = newsroom

    def describe(self) -> list[GaugeMetricFamily]:
        """Return nothing, so that registration does not read the database."""
        return []

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The gauges: sizes, backlogs, feeds."""
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
        yield GaugeMetricFamily("newsbot_database_damaged", "1 if damaged pages were found in the file, else 0",
                                value=bool(self._newsroom.integrity.damage))  # fmt: skip
        feeds = GaugeMetricFamily("newsbot_feeds", "Feeds by how they are", labels=["state"])
        failing = sum(is_failing(one.feed) for one in health)
        paused = sum(one.feed.status is FeedStatus.PAUSED for one in health)
        for state, number in (("failing", failing), ("paused", paused), ("well", len(health) - failing - paused)):
            feeds.add_metric([state], number)
        yield feeds
        entries = sum(one.waiting for one in health)
        yield GaugeMetricFamily("newsbot_feed_entries_waiting", "Entries that are not articles yet", value=entries)
