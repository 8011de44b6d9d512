"""Scans of a cluster whose client answers as told: lost points in time, and what is a bug."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

import pytest
from opensearchpy import OpenSearch
from opensearchpy.exceptions import ConnectionTimeout, NotFoundError, RequestError

from bot.errors import ArchiveUnavailable
from bot.opensearch.address import parse_address
from bot.opensearch.cluster import Cluster


class Answering(OpenSearch):
    """A client that gives these answers to searches, in order, and counts points in time."""

    def __init__(self, *answers: list[int] | Exception) -> None:
        super().__init__(hosts=[])
        self.answers = iter(answers)
        self.points = 0

    def create_pit(self, **_: object) -> dict[str, Any]:
        self.points += 1
        return {"pit_id": str(self.points)}

    def delete_pit(self, **_: object) -> None:
        pass

    def search(self, body: Mapping[str, Any], **_: object) -> dict[str, Any]:
        answer = next(self.answers)
        if isinstance(answer, Exception):
            raise answer
        return {"hits": {"hits": [{"sort": [row]} for row in answer]}}


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    with closing(Cluster(parse_address("opensearch://127.0.0.1:9/news"))) as opened:
        yield opened


def test_a_scan_goes_on_at_a_new_point_in_time_where_the_old_one_was_lost(cluster: Cluster) -> None:
    cluster.client = client = Answering([1, 2], NotFoundError(404, "gone"), [3])

    rows = [hit["sort"] for hit in cluster.scan("news", {}, page=2)]

    assert (rows, client.points) == ([[1], [2], [3]], 2)


def test_a_malformed_scan_is_a_bug_and_no_outage(cluster: Cluster) -> None:
    cluster.client = Answering(RequestError(400, "parsing_exception"))

    with pytest.raises(RequestError):
        list(cluster.scan("news", {}))


def test_a_scan_that_is_not_answered_in_time_is_an_outage(cluster: Cluster) -> None:
    cluster.client = Answering(ConnectionTimeout("N/A", "timed out", TimeoutError()))

    with pytest.raises(ArchiveUnavailable):
        list(cluster.scan("news", {}))
