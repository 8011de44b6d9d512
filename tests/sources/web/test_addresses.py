"""Addresses: one form for one page, and the twins under which it may have been stored."""

from __future__ import annotations

import pytest

from bot.sources.web.address import canonical_address, host_of, plain_address, twin_addresses


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("HTTPS://Lamp.Example.org/a?utm_source=x&utm_medium=y", "https://lamp.example.org/a"),
        ("http://lamp.example.org:80", "http://lamp.example.org/"),
        ("https://lamp.example.org:8443/a", "https://lamp.example.org:8443/a"),
        ("https://lamp.example.org/a?id=7&fbclid=abc&page=2#comments", "https://lamp.example.org/a?id=7&page=2"),
        ("https://lamp.example.org/a?q=a%20b&c", "https://lamp.example.org/a?q=a%20b&c"),
        ("https://lamp.example.org/#!/story/7", "https://lamp.example.org/#!/story/7"),
        ("https://user:word@lamp.example.org/a", "https://lamp.example.org/a"),
        ("https://[::1]/a", "https://[::1]/a"),
        ("  https://lamp.example.org/a\n", "https://lamp.example.org/a"),
    ],
)
def test_trackers_credentials_and_fragments_go(address: str, canonical: str) -> None:
    assert canonical_address(address) == canonical


@pytest.mark.parametrize(
    "address", ["", "lamp.example.org/a", "ftp://e.org/", "javascript:alert(1)", "http://[::1", "http://e:x/"]
)
def test_what_is_no_web_address_is_nothing(address: str) -> None:
    assert canonical_address(address) == ""


def test_a_relative_address_is_resolved() -> None:
    assert canonical_address("../b?utm_id=1", "https://lamp.example.org/x/a") == "https://lamp.example.org/b"


@pytest.mark.parametrize(
    "other",
    [
        "http://lamp.example.org/a",
        "https://www.lamp.example.org/a",
        "https://m.lamp.example.org/a/",
        "http://amp.lamp.example.org/a",
    ],
)
def test_schemes_hosts_and_last_slashes_that_show_one_page_are_twins(other: str) -> None:
    assert "https://lamp.example.org/a" in twin_addresses(other)
    assert other in twin_addresses("https://lamp.example.org/a")


def test_another_host_or_path_is_no_twin() -> None:
    twins = twin_addresses("https://lamp.example.org/a")

    assert twins[0] == "https://lamp.example.org/a"
    assert not {"https://post.example.org/a", "https://lamp.example.org/b"} & set(twins)
    assert twin_addresses("") == ()


def test_the_host_says_who_publishes() -> None:
    assert [host_of(a) for a in ("https://www.lamp.example/a", "http://m.lamp.example", "http://[::1", "")] == [
        "lamp.example",
        "lamp.example",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("address", "plain"),
    [
        ("HTTP://Lamp.Example/Feed", "http://lamp.example/Feed"),
        ("https://lamp.example:443/feed?", "https://lamp.example/feed"),
        ("http://lamp.example:8080/#news", "http://lamp.example:8080/"),
        ("https://lamp.example?feed=rss2", "https://lamp.example/?feed=rss2"),
        ("http://[2001:DB8::1]:80/x", "http://[2001:db8::1]/x"),
        ("https://a:b@lamp.example/", "https://a:b@lamp.example/"),
        ("http://[::1", "http://[::1"),
        ("http://lamp.example:99999/", "http://lamp.example:99999/"),
        ("lamp.example", "lamp.example"),
    ],
)
def test_one_form_of_an_address_asks_for_the_same(address: str, plain: str) -> None:
    assert plain_address(address) == plain
