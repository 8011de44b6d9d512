"""Settings: defaults < configuration file (``NEWSBOT_CONFIG``, TOML) < ``NEWSBOT_*`` environment variables.

``default.toml`` describes each setting. They are read when ``load_settings`` is called, never at import.
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from dataclasses import fields
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from bot.errors import SettingError
from bot.models.tuning import Tuning
from bot.opensearch.address import parse_address

PREFIX = "NEWSBOT_"
CONFIG = "NEWSBOT_CONFIG"
TELEGRAM = "https://api.telegram.org/bot"
MOST_PORT = 65535
LONGEST_CONTACT = 200  # characters: servers refuse requests with long headers
SLOWEST = 0.001  # messages; at less nothing would ever be sent
MOST_USER_ID = 2**52  # https://core.telegram.org/bots/api#user
#: What a value of the wrong type should have been, by the beginning of pydantic's name of the error.
_WANTED = {
    "path_type": "the path of a file",
    "string_type": "text in quotation marks",
    "int_": "a whole number",
    "float_": "a number",
    "bool_": "true or false",
}


def _web_address(value: str) -> str:
    try:
        parts = urlsplit(value)
        valid = bool(parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0)
    except ValueError:  # brackets without an address, a port beyond 65535
        valid = False
    if not valid or re.search(r"\s", value):
        raise ValueError("must be a web address")
    return value


def _base_url(value: str) -> str:
    if not _web_address(value).endswith("/bot"):
        raise ValueError("must end with /bot, as in http://127.0.0.1:8081/bot")
    return value


def _webhook_url(value: str) -> str:
    # a Bot API server on this machine may call over http: Bot API, "Using a Local Bot API Server"
    here = value and urlsplit(_web_address(value)).hostname in {"127.0.0.1", "::1", "localhost"}
    if value and not here and urlsplit(value).scheme != "https":
        raise ValueError("must begin with https://, or be empty for polling")
    return value


def _token(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"(?:[0-9]+:[A-Za-z0-9_-]+)?", value.get_secret_value()):
        raise ValueError("must be a bot token from @BotFather, in the form 123456:ABC-DEF")
    return value


def _webhook_secret(value: SecretStr) -> SecretStr:
    # https://core.telegram.org/bots/api#setwebhook
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", value.get_secret_value()):
        raise ValueError("must be 1 to 256 letters, digits, _ and -, or empty")
    return value


def _user_ids(value: object) -> object:
    """User ids: ``"12, 34"`` in the environment, a list in the file."""
    given = value.replace(",", " ").split() if isinstance(value, str) else value
    ids = [str(user) for user in (given if isinstance(given, list | frozenset) else [given])]
    if not all(re.fullmatch(r"[0-9]{1,20}", user) and 0 < int(user) <= MOST_USER_ID for user in ids):
        raise ValueError("must be Telegram user ids: numbers, separated by commas in the environment")
    return ids


def _hosts(value: object) -> object:
    """Hosts: ``"127.0.0.1, news.lan:8080"`` in the environment, a list in the file."""
    given = value.replace(",", " ").split() if isinstance(value, str) else value
    hosts = list(given) if isinstance(given, list | frozenset) else [given]
    if not all(isinstance(host, str) and _is_host(host) for host in hosts):
        raise ValueError("must be hosts such as 192.168.1.7 or news.lan:8080, separated by commas in the environment")
    return [str(host).lower() for host in hosts]


def _is_host(written: str) -> bool:
    """Whether ``written`` is a host, perhaps with a port; without letters in its last part it must be an address."""
    found = re.fullmatch(
        r"(?:\[(?P<v6>[^]]+)\]|(?P<name>[^:]+))(?::(?P<port>\d{1,5}))?|(?P<bare>[\da-f:]+)", written, re.IGNORECASE
    )
    if found is None or not 0 < int(found["port"] or 1) <= MOST_PORT:
        return False
    name = found["name"]
    if name and re.search(r"[^\W\d]", name.rpartition(".")[2]):
        return all(re.fullmatch(r"\w(?:[\w-]*\w)?", label) for label in name.removesuffix(".").split("."))
    try:
        return bool(ip_address(name or found["v6"] or found["bare"]))
    except ValueError:
        return False


def _contact(value: str) -> str:
    if not value.isascii() or not value.isprintable() or set(value) & set("()") or len(value) > LONGEST_CONTACT:
        raise ValueError("must be a web or e-mail address")
    return value


def _timezone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        raise ValueError("must be a time zone such as Europe/Paris or UTC") from None
    return value


def _archive(value: str) -> str:
    """An address as read by bot/opensearch/address.py, which does not need the OpenSearch client."""
    if value:
        parse_address(value)
    return value


def _replicas(value: str) -> str:
    found = re.fullmatch(r"([0-9]{1,2})(?:-(?:([0-9]{1,2})|all))?", value)
    if found is None or int(found[2] or found[1]) < int(found[1]):
        raise ValueError("must be a number of copies such as 1, or a range such as 0-1")
    return value


def _not_a_yes_or_no(value: object) -> object:
    if isinstance(value, bool):  # pydantic would accept true as 1
        raise ValueError("must be a number")
    return value


def _home(value: Path) -> Path:
    try:
        return value.expanduser()
    except RuntimeError:  # no such user
        raise ValueError("must be a path without ~, or with ~ of a user of this machine") from None


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


class Settings(BaseSettings):
    """All settings."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", frozen=True, hide_input_in_errors=True
    )

    telegram_token: Annotated[SecretStr, AfterValidator(_token)] = SecretStr("")
    telegram_base_url: Annotated[str, AfterValidator(_base_url)] = TELEGRAM
    database: Annotated[Path, AfterValidator(_home)] = Path("newsbot.db")
    admins: Annotated[frozenset[int], NoDecode, BeforeValidator(_user_ids)] = frozenset()
    access: Annotated[Literal["open", "listed"], BeforeValidator(_lower)] = "open"
    webhook_url: Annotated[str, AfterValidator(_webhook_url)] = ""
    webhook_secret: Annotated[SecretStr, AfterValidator(_webhook_secret)] = SecretStr("")
    webhook_port: Annotated[int, BeforeValidator(_not_a_yes_or_no), Field(ge=1, le=65535)] = 8443
    pipeline: str = ""
    rerank_ms: Annotated[int, BeforeValidator(_not_a_yes_or_no), Field(ge=0, le=10_000)] = 300
    allow_hosts: Annotated[frozenset[str], NoDecode, BeforeValidator(_hosts)] = frozenset()
    contact: Annotated[str, AfterValidator(_contact)] = ""
    keep_days: Annotated[int, BeforeValidator(_not_a_yes_or_no), Field(ge=0, le=36_500)] = 0
    feedback_days: Annotated[int, BeforeValidator(_not_a_yes_or_no), Field(ge=0, le=3650)] = 30
    archive: Annotated[str, AfterValidator(_archive)] = ""
    archive_user: SecretStr = SecretStr("")
    archive_password: SecretStr = SecretStr("")
    archive_ca: str = ""
    archive_shards: Annotated[int, BeforeValidator(_not_a_yes_or_no), Field(ge=1, le=100)] = 1
    archive_replicas: Annotated[str, BeforeValidator(str), AfterValidator(_replicas)] = "0-1"
    archive_recent_days: Annotated[int, BeforeValidator(_not_a_yes_or_no), Field(ge=0, le=36_500)] = 0
    messages_per_second: Annotated[float, BeforeValidator(_not_a_yes_or_no), Field(ge=SLOWEST, le=1000)] = 29.5
    chat_messages_per_second: Annotated[float, BeforeValidator(_not_a_yes_or_no), Field(ge=SLOWEST, le=1000)] = 0.97
    group_messages_per_minute: Annotated[float, BeforeValidator(_not_a_yes_or_no), Field(ge=SLOWEST, le=60_000)] = 19.0
    paid_broadcast: bool = False
    timezone: Annotated[str, AfterValidator(_timezone)] = "UTC"
    seeds: str = "auto"
    port: Annotated[int, BeforeValidator(_not_a_yes_or_no), Field(ge=1, le=65535)] = 8080
    monitor_port: Annotated[int, BeforeValidator(_not_a_yes_or_no), Field(ge=0, le=65535)] = 0
    log_format: Annotated[Literal["text", "json"], BeforeValidator(_lower)] = "text"
    log_level: Annotated[Literal["debug", "info", "warning", "error"], BeforeValidator(_lower)] = "info"

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, values: dict[str, Any]) -> dict[str, Any]:
        """Blanks and line ends around a value come from files of variables (--env-file); a password may have some."""
        return {
            name: value.strip() if isinstance(value, str) and name != "archive_password" else value
            for name, value in values.items()
            if not (isinstance(value, str) and value.isspace())
        }

    @property
    def tuning(self) -> Tuning:
        """The settings of the core: all those with a field of the same name there."""
        given: dict[str, Any] = {one.name: getattr(self, one.name) for one in fields(Tuning)}
        secrets = {name: one.get_secret_value() for name, one in given.items() if isinstance(one, SecretStr)}
        return Tuning(**given | secrets)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment take precedence over the file, whose contents ``load_settings`` passes in."""
        return env_settings, init_settings


def load_settings() -> Settings:
    """Read the file named by NEWSBOT_CONFIG, if any, and the environment.

    Raises SettingError naming the faulty setting, without its value if that is a secret.
    """
    _refuse_unknown_variables()
    path = os.environ.get(CONFIG, "")
    try:
        values = _read_file(_home(Path(path))) if path else {}
    except ValueError as error:
        raise SettingError(f"{CONFIG} {error}.") from None
    try:
        return Settings(**values)
    except ValidationError as error:
        raise SettingError(_sentence(error.errors()[0], path)) from None


def _refuse_unknown_variables() -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields} | {CONFIG}
    for name in sorted(os.environ):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            raise SettingError(f"{name} is no setting of newsbot{_nearest(name.upper(), known)}")


def _read_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingError(f"{CONFIG}: {path} cannot be read: {error.strerror}.") from None
    except ValueError as error:  # not TOML, or not UTF-8
        raise SettingError(f"{CONFIG}: {path} is not TOML: {error}.") from None


def _sentence(problem: ErrorDetails, path: str) -> str:
    name = str(problem["loc"][0])
    if problem["type"] == "extra_forbidden":
        return f"{path}: {name} is no setting of newsbot{_nearest(name, set(Settings.model_fields))}"
    variable = PREFIX + name.upper()
    given = {key.upper() for key, value in os.environ.items() if value}
    where = variable if variable in given else f"{path}: {name}"
    why = next((words for kind, words in _WANTED.items() if problem["type"].startswith(kind)), problem["msg"])
    why = why.removeprefix("Value error, ").removeprefix("Input should be ")
    if where == variable and _is_quoted(os.environ.get(variable, "")):  # as files of variables are not to be written
        why += ", without quotation marks around it"
    return f"{where} {why if why.startswith('must') else 'must be ' + why}."


def _is_quoted(value: str) -> bool:
    return re.fullmatch(r"\s*(?:\".*\"|'.*')\s*", value, re.DOTALL) is not None


def _nearest(name: str, known: set[str]) -> str:
    """The end of a message about an unknown ``name``.

    The common prefix is ignored, or every name would look similar.
    """
    by_core = {each.removeprefix(PREFIX): each for each in sorted(known)}
    near = difflib.get_close_matches(name.removeprefix(PREFIX), by_core, n=1, cutoff=0.5)
    return f"; did you mean {by_core[near[0]]}?" if near else f"; the settings are {', '.join(sorted(known))}."
