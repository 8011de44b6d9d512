"""robots.txt: what its answer allows."""

from __future__ import annotations

import pytest

from bot.sources.web.robots import RobotsRules, robots_address

BODY = b"User-agent: *\nDisallow: /private/\nCrawl-delay: 7\n\nUser-agent: newsbot\nDisallow: /closed\n"


def test_rules_are_those_of_the_agent() -> None:
    rules = RobotsRules(200, BODY)

    assert rules.allows("https://lamp.example/private/a", "newsbot")
    assert not rules.allows("https://lamp.example/closed/a", "newsbot")
    assert not rules.allows("https://lamp.example/private/a", "other")


@pytest.mark.parametrize(
    ("status", "allowed"), [(404, True), (403, True), (301, True), (500, False), (503, False), (None, False)]
)
def test_without_rules_the_status_decides(status: int | None, allowed: bool) -> None:
    rules = RobotsRules(status)

    assert rules.allows("https://lamp.example/a", "newsbot") is allowed


@pytest.mark.parametrize("body", [b"", b"\xff\xfe\0garbage", b"Disallow", b"User-agent: *\nDisallow: /a" * 50_000])
def test_any_body_is_read(body: bytes) -> None:
    assert RobotsRules(200, body).allows("https://lamp.example/b", "newsbot")


def test_where_it_stands() -> None:
    assert robots_address("https://lamp.example:8443/a?b=c") == "https://lamp.example:8443/robots.txt"
