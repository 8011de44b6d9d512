"""Settings: where each value comes from, and that a wrong one is named without giving a secret away."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from bot.errors import SettingError
from config.settings import PREFIX, TELEGRAM, Settings, load_settings

DEFAULTS = Path(__file__).parents[2] / "config" / "default.toml"
HOMELESS = "NEWSBOT_{} must be a path without ~, or with ~ of a user of this machine."
SECRET = "123456:AAhushhushhushhushhushhushhush"


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment without settings of its own."""
    for name in [name for name in os.environ if name.upper().startswith(PREFIX)]:
        monkeypatch.delenv(name)
    return monkeypatch


def plain(settings: Settings) -> dict[str, object]:
    values = {name: getattr(settings, name) for name in Settings.model_fields}
    return values | {
        "telegram_token": settings.telegram_token.get_secret_value(),
        "webhook_secret": settings.webhook_secret.get_secret_value(),
        "archive_user": settings.archive_user.get_secret_value(),
        "archive_password": settings.archive_password.get_secret_value(),
        "database": str(settings.database),
        "admins": sorted(settings.admins),
        "allow_hosts": sorted(settings.allow_hosts),
    }


def test_default_toml_has_every_setting_with_its_default() -> None:
    assert tomllib.loads(DEFAULTS.read_text(encoding="utf-8")) == plain(load_settings())


def test_default_toml_is_a_file_that_can_be_named(environment: pytest.MonkeyPatch) -> None:
    before = load_settings()
    environment.setenv("NEWSBOT_CONFIG", str(DEFAULTS))

    assert load_settings() == before


def test_the_environment_wins_over_the_file_and_the_file_over_the_defaults(
    tmp_path: Path, environment: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "newsbot.toml"
    config.write_text('database = "file.db"\nport = 9000\nadmins = [1, 2]\n')
    environment.setenv("NEWSBOT_CONFIG", str(config))
    environment.setenv("NEWSBOT_PORT", "9001")
    environment.setenv("NEWSBOT_PIPELINE", "")

    settings = load_settings()

    assert (settings.database, settings.port) == (Path("file.db"), 9001)
    assert settings.admins == {1, 2}
    assert settings.telegram_base_url == TELEGRAM


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("TELEGRAM_TOKEN", SECRET, SECRET),
        ("TELEGRAM_BASE_URL", "http://127.0.0.1:8081/bot", "http://127.0.0.1:8081/bot"),
        ("DATABASE", "~/news.db", str(Path("~/news.db").expanduser())),
        ("ADMINS", "12, 34,", [12, 34]),
        ("ADMINS", "12", [12]),
        ("ADMINS", "", []),
        ("WEBHOOK_URL", "https://bot.example.org/x", "https://bot.example.org/x"),
        ("WEBHOOK_URL", "http://127.0.0.1:8443/x", "http://127.0.0.1:8443/x"),
        ("WEBHOOK_SECRET", "a_B-9", "a_B-9"),
        ("WEBHOOK_PORT", "9443", 9443),
        ("SEEDS", "off", "off"),
        ("LOG_LEVEL", "DEBUG", "debug"),
        ("TIMEZONE", " Europe/Paris\r", "Europe/Paris"),
        ("TELEGRAM_TOKEN", f"{SECRET}\n", SECRET),
        ("KEEP_DAYS", " ", 0),
        ("ARCHIVE_PASSWORD", " hush ", " hush "),
        ("ARCHIVE_REPLICAS", "1-all", "1-all"),
    ],
)
def test_values_from_the_environment(name: str, text: str, value: object, environment: pytest.MonkeyPatch) -> None:
    environment.setenv(PREFIX + name, text)

    assert plain(load_settings())[name.lower()] == value


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        (
            "TELEGRAM_TOKEN",
            "AAhush",
            "NEWSBOT_TELEGRAM_TOKEN must be a bot token from @BotFather, in the form 123456:ABC-DEF.",
        ),
        (
            "TELEGRAM_BASE_URL",
            "http://127.0.0.1:8081",
            "NEWSBOT_TELEGRAM_BASE_URL must end with /bot, as in http://127.0.0.1:8081/bot.",
        ),
        ("TELEGRAM_BASE_URL", "127.0.0.1/bot", "NEWSBOT_TELEGRAM_BASE_URL must be a web address."),
        ("PORT", "0", "NEWSBOT_PORT must be greater than or equal to 1."),
        ("PORT", "http", "NEWSBOT_PORT must be a whole number."),
        (
            "ADMINS",
            "1,@me",
            "NEWSBOT_ADMINS must be Telegram user ids: numbers, separated by commas in the environment.",
        ),
        ("ADMINS", "-5", "NEWSBOT_ADMINS must be Telegram user ids: numbers, separated by commas in the environment."),
        ("LOG_LEVEL", "loud", "NEWSBOT_LOG_LEVEL must be 'debug', 'info', 'warning' or 'error'."),
        (
            "WEBHOOK_URL",
            "http://bot.example.org",
            "NEWSBOT_WEBHOOK_URL must begin with https://, or be empty for polling.",
        ),
        ("WEBHOOK_SECRET", "sécret", "NEWSBOT_WEBHOOK_SECRET must be 1 to 256 letters, digits, _ and -, or empty."),
        ("WEBHOOK_URL", "https://[::1/", "NEWSBOT_WEBHOOK_URL must be a web address."),
        ("WEBHOOK_URL", "https://bot.example.org:99999/", "NEWSBOT_WEBHOOK_URL must be a web address."),
        ("TELEGRAM_BASE_URL", "http://127.0.0.1:0/bot", "NEWSBOT_TELEGRAM_BASE_URL must be a web address."),
        ("ARCHIVE", "opensearch://nas:99999/news", "NEWSBOT_ARCHIVE must name ports from 1 to 65535."),
        (
            "ARCHIVE",
            "opensearch://[::1/news",
            "NEWSBOT_ARCHIVE must be opensearch://host:9200/prefix; the prefix is of small letters, digits, - and _.",
        ),
        (
            "ARCHIVE_REPLICAS",
            "2-1",
            "NEWSBOT_ARCHIVE_REPLICAS must be a number of copies such as 1, or a range such as 0-1.",
        ),
        (
            "ADMINS",
            str(2**52 + 1),
            "NEWSBOT_ADMINS must be Telegram user ids: numbers, separated by commas in the environment.",
        ),
        (
            "TELEGRAM_TOKEN",
            "'123456:AAhush'",
            "NEWSBOT_TELEGRAM_TOKEN must be a bot token from @BotFather, in the form 123456:ABC-DEF, "
            "without quotation marks around it.",
        ),
        (
            "DATABASE",
            "~nobody-here/x",
            HOMELESS.format("DATABASE"),
        ),
        ("CONFIG", "~nobody-here/x", HOMELESS.format("CONFIG")),
        ("MESSAGES_PER_SECOND", "1e-300", "NEWSBOT_MESSAGES_PER_SECOND must be greater than or equal to 0.001."),
        ("CONTACT", "x" * 201, "NEWSBOT_CONTACT must be a web or e-mail address."),
        ("TOKEN", SECRET, "NEWSBOT_TOKEN is no setting of newsbot; did you mean NEWSBOT_TELEGRAM_TOKEN?"),
        ("DATABSE", "x", "NEWSBOT_DATABSE is no setting of newsbot; did you mean NEWSBOT_DATABASE?"),
    ],
)
def test_a_bad_or_unknown_variable_is_named(
    name: str, text: str, sentence: str, environment: pytest.MonkeyPatch
) -> None:
    environment.setenv(PREFIX + name, text)

    with pytest.raises(SettingError) as caught:
        load_settings()

    assert str(caught.value) == sentence


def test_a_name_like_no_other_is_answered_with_all_of_them(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("NEWSBOT_XYZZY", "1")

    with pytest.raises(
        SettingError, match=r"the settings are NEWSBOT_ACCESS, NEWSBOT_ADMINS, NEWSBOT_ALLOW_HOSTS, .*WEBHOOK_URL"
    ):
        load_settings()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('databse = "x"', "{}: databse is no setting of newsbot; did you mean database?"),
        ("port = true", "{}: port must be a number."),
        ("port = 99999", "{}: port must be less than or equal to 65535."),
        ('telegram_token = "AAhush"', "{}: telegram_token must be a bot token from @BotFather"),
        ("database = 5", "{}: database must be the path of a file."),
        ("telegram_token = 5", "{}: telegram_token must be text in quotation marks."),
        ("keep_days = 1.5", "{}: keep_days must be a whole number."),
        ('messages_per_second = "quick"', "{}: messages_per_second must be a number."),
        ("paid_broadcast = [true]", "{}: paid_broadcast must be true or false."),
        *(
            (f"allow_hosts = {value}", "{}: allow_hosts must be hosts such as 192.168.1.7 or news.lan:8080")
            for value in (
                "7",
                "true",
                "1.5",
                "2026-01-01",
                '["news.lan", 8080]',
                '"7"',
                '"1.2.3"',
                '"-news.lan"',
                '"a..b"',
            )
        ),
        ('admins = ["me"]', "{}: admins must be Telegram user ids"),
        ("port = ", "NEWSBOT_CONFIG: {} is not TOML: "),
    ],
)
def test_a_bad_file_is_named_with_the_key(
    tmp_path: Path, content: str, sentence: str, environment: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "newsbot.toml"
    config.write_text(content)
    environment.setenv("NEWSBOT_CONFIG", str(config))

    with pytest.raises(SettingError) as caught:
        load_settings()

    assert str(caught.value).startswith(sentence.format(config))


def test_a_file_that_is_not_there_or_not_text_is_named(tmp_path: Path, environment: pytest.MonkeyPatch) -> None:
    config = tmp_path / "newsbot.toml"
    environment.setenv("NEWSBOT_CONFIG", str(config))
    with pytest.raises(SettingError, match="cannot be read: No such file"):
        load_settings()

    config.write_bytes(b"\xff\xfe")
    with pytest.raises(SettingError, match="is not TOML"):
        load_settings()


@pytest.mark.parametrize("host", ["news.lan:0", "news.lan:65536", "[::1]:99999"])
def test_a_port_that_no_host_has(environment: pytest.MonkeyPatch, host: str) -> None:
    environment.setenv("NEWSBOT_ALLOW_HOSTS", host)

    with pytest.raises(SettingError, match="NEWSBOT_ALLOW_HOSTS must be hosts"):
        load_settings()


@pytest.mark.parametrize("text", ["AAhush", "123 : AAhush", SECRET + " x"])
def test_no_token_gets_out(text: str, environment: pytest.MonkeyPatch) -> None:
    environment.setenv("NEWSBOT_TELEGRAM_TOKEN", text)

    with pytest.raises(SettingError) as caught:
        load_settings()

    assert "hush" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__

    environment.setenv("NEWSBOT_TELEGRAM_TOKEN", SECRET)
    assert "hush" not in repr(load_settings())


@pytest.mark.parametrize(
    "host", ["news.lan", "news.lan:8080", "127.0.0.1", "10.0.0.7:81", "[::1]:80", "::1", "nas", "bücher.example"]
)
def test_hosts_are_names_and_addresses(environment: pytest.MonkeyPatch, host: str) -> None:
    environment.setenv("NEWSBOT_ALLOW_HOSTS", host)

    assert load_settings().allow_hosts == {host}
