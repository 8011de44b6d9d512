"""Which addresses are public, and which web addresses may be asked for."""

from __future__ import annotations

import pytest

from bot.sources.fetching.addresses import is_public
from bot.sources.fetching.destinations import AllowedHosts, destination, redirected
from bot.sources.fetching.failures import FailureKind, FetchError
from bot.sources.fetching.pacing import is_domain, place_of

PRIVATE = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "100.100.100.200",
    "192.0.0.192",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.1.1.1",
    "240.0.0.1",
    "255.255.255.255",
    "192.88.99.1",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd00:ec2::254",
    "ff02::1",
    "2001:db8::1",
    "3fff::1",
    "100::1",
    "fec0::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "2002:7f00:1::",
    "2002:a9fe:a9fe::1",
    "2001:0:7f00:1::f5ff:fffe",
    "2001:0:4136:e378:8000:63bf:80ff:fffe",
    "not-an-address",
    "2130706433",
    "0x7f.1",
]
PUBLIC = [
    "8.8.8.8",
    "1.1.1.1",
    "93.184.216.34",
    "172.32.0.1",
    "192.1.0.1",
    "100.128.0.1",
    "2606:4700:4700::1111",
    "2a00:1450:4001:81b::200e",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
    "2002:808:808::1",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://example.org/feed", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("example.org/feed", "only http and https"),
        ("http://", "not a web address"),
        ("http://exa mple.org/", "not a web address"),
        ("http://example.org\\@evil.org/", "not a web address"),
        ("http://[::1/", "not a web address"),
        ("http://example.org:99999/", "not a web address"),
        ("http://user:secret@example.org/", "user name or password"),
        ("http://example.org:22/", "port 22"),
        ("http://127.0.0.1/", "not on the public internet"),
        ("http://[::1]/", "not on the public internet"),
        ("http://[::ffff:10.0.0.1]/", "not on the public internet"),
        ("http://2130706433/", "not on the public internet"),
        ("http://127.1/", "not on the public internet"),
        ("http://0x7f.0.0.0x1/", "not on the public internet"),
        ("http://localhost/", "not on the public internet"),
        ("http://router.local/", "not on the public internet"),
        ("http://metadata.google.internal/", "not on the public internet"),
        ("http://" + "a" * 3000 + ".org/", "longer than"),
        ("http://a..b/", "its host is no name"),
        ("http://.example.org/", "its host is no name"),
        ("http://" + "a" * 64 + ".org/", "its host is no name"),
        ("http://" + "a." * 130 + "org/", "its host is no name"),
    ],
)
def test_refused_without_a_request(url: str, words: str) -> None:
    with pytest.raises(FetchError, match=words) as caught:
        destination(url, AllowedHosts())

    unwritten = words in {"only http and https", "not a web address", "its host is no name"}
    assert caught.value.kind is (FailureKind.ADDRESS if unwritten else FailureKind.REFUSED)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("entry", "url", "allowed"),
    [
        ("127.0.0.1", "http://127.0.0.1:8123/feed", True),
        (" LocalHost ", "http://localhost:8123/feed", True),
        ("127.0.0.1:8123", "http://127.0.0.1:8123/feed", True),
        ("127.0.0.1:8123", "http://127.0.0.1/feed", False),
        ("[::1]:81", "http://[::1]:81/", True),
        ("::1", "http://[::1]:81/", True),
        ("example.org:8080", "https://example.org:8080/", True),
        ("127.0.0.1", "http://127.0.0.1.evil.org:81/", False),
    ],
)
def test_hosts_that_the_settings_allow(entry: str, url: str, allowed: bool) -> None:
    hosts = AllowedHosts.of([entry])

    if allowed:
        assert destination(url, hosts).allowed
    else:
        with pytest.raises(FetchError):
            destination(url, hosts)


def test_a_public_address_keeps_its_query_and_loses_its_fragment() -> None:
    found = destination("HTTPS://Exämple.org/a?b=c#d", AllowedHosts())

    assert (found.host, found.port, found.allowed) == ("xn--exmple-cua.org", 443, False)
    assert found.url.endswith("/a?b=c")


def test_redirects_are_resolved_against_the_page() -> None:
    assert redirected("http://example.org/a/b", "../c") == "http://example.org/c"
    assert redirected("http://example.org/a", "//other.org/x") == "http://other.org/x"
    with pytest.raises(FetchError):
        redirected("http://example.org/", "http://[broken")


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("https://feeds.bbci.co.uk/news/rss.xml", "bbci.co.uk"),
        ("http://one.tumblr.com/rss", "tumblr.com"),
        ("http://127.0.0.1:8123/", "127.0.0.1:8123"),
        ("https://localhost/", "localhost:443"),
        ("http://[broken", ""),
    ],
)
def test_places(url: str, place: str) -> None:
    assert place_of(url) == place
    assert is_domain(place) == (place in {"bbci.co.uk", "tumblr.com"})
