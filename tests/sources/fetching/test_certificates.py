"""Certificates that browsers refuse, met over loopback: each is refused for the reason that is said."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import trustme

from bot.sources.fetching.certificates import trusting
from bot.sources.fetching.failures import FailureKind, FetchError
from bot.sources.fetching.fetcher import Fetcher
from tests.support.fault_server import FaultServer

NOW = datetime.now(UTC)
DAY = timedelta(days=1)


@pytest.fixture
def authority() -> Iterator[trustme.CA]:
    """An authority that is trusted for the test."""
    made = trustme.CA()
    trusting.cache_clear()
    made.configure_trust(trusting())
    yield made
    trusting.cache_clear()


async def fetched(certificate: trustme.LeafCert) -> bytes:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(tls)
    async with FaultServer(tls) as server, Fetcher(allow_hosts=["127.0.0.1"]) as fetcher:
        server.serves("/feed", "news")
        return (await fetcher.get(server.url("/feed"))).body


async def refused(certificate: trustme.LeafCert) -> str:
    with pytest.raises(FetchError) as caught:
        await fetched(certificate)
    assert caught.value.kind is FailureKind.TLS
    return str(caught.value)


async def test_a_certificate_that_is_in_order(authority: trustme.CA) -> None:
    assert await fetched(authority.issue_cert("127.0.0.1")) == b"news"


async def test_one_that_has_expired(authority: trustme.CA) -> None:
    expired = authority.issue_cert("127.0.0.1", not_before=NOW - 9 * DAY, not_after=NOW - DAY)
    assert "has expired" in await refused(expired)


async def test_one_that_is_not_valid_yet(authority: trustme.CA) -> None:
    early = authority.issue_cert("127.0.0.1", not_before=NOW + DAY, not_after=NOW + 9 * DAY)
    assert "is this machine's clock right?" in await refused(early)


@pytest.mark.parametrize("name", ["news.example", "127.0.0.2"])
async def test_one_for_another_name(authority: trustme.CA, name: str) -> None:
    assert "for another name" in await refused(authority.issue_cert(name))


@pytest.mark.usefixtures("authority")
async def test_one_of_an_authority_that_nobody_knows() -> None:
    assert "nobody that is trusted" in await refused(trustme.CA().issue_cert("127.0.0.1"))
