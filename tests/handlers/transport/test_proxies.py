"""Which proxy is used, by the environment."""

from __future__ import annotations

import pytest

from bot.errors import SettingError
from handlers.transport.proxies import proxy_for

TELEGRAM = "https://api.telegram.org/bot"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, None),
        ({"HTTPS_PROXY": "http://proxy:3128"}, "http://proxy:3128"),
        ({"https_proxy": "proxy:3128"}, "http://proxy:3128"),
        ({"HTTP_PROXY": "http://proxy:3128"}, None),
        ({"ALL_PROXY": "http://me:pass@proxy"}, "http://me:pass@proxy"),
        ({"HTTPS_PROXY": "http://one", "ALL_PROXY": "http://two"}, "http://one"),
        ({"HTTPS_PROXY": "http://proxy", "NO_PROXY": "example.org,telegram.org"}, None),
        ({"HTTPS_PROXY": "http://proxy", "NO_PROXY": "*"}, None),
        ({"HTTPS_PROXY": ""}, None),
    ],
)
def test_the_proxy_for_telegram(environment: dict[str, str], expected: str | None) -> None:
    assert proxy_for(TELEGRAM, environment) == expected


@pytest.mark.parametrize("url", ["http://127.0.0.1:8081/bot", "http://localhost/bot", "http://[::1]:8081/bot"])
def test_a_server_on_this_machine_is_asked_directly(url: str) -> None:
    assert proxy_for(url, {"HTTP_PROXY": "http://proxy", "ALL_PROXY": "http://proxy"}) is None


def test_a_proxy_of_another_kind_is_one_clear_sentence() -> None:
    with pytest.raises(SettingError, match="ALL_PROXY"):
        proxy_for(TELEGRAM, {"ALL_PROXY": "socks5://proxy"})
