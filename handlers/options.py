"""Options of a bot, besides the newsroom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from handlers.transport.limits import QuestionLimit
from handlers.transport.pace import TELEGRAM, Rates
from handlers.transport.webhook import Webhook


@dataclass(frozen=True, kw_only=True)
class BotOptions:
    """The bot's identity, its users, and its connection to Telegram."""

    token: str = field(repr=False)
    base_url: str | None = None  #: of a Bot API server ("http://127.0.0.1:8081/bot"); None = Telegram's own
    admins: frozenset[int] = frozenset()  #: users who administer it
    listed: bool = False  #: whether only admitted users may use it
    starters: Mapping[str, bytes] = field(default_factory=dict)  #: lists of feeds (OPML) offered to admins, by name
    clock: Callable[[], datetime] | None = None  #: gives aware times; None = the newsroom's
    limit: QuestionLimit = field(default_factory=QuestionLimit)  #: of one user's questions
    rates: Rates = TELEGRAM  #: limits on sending
    webhook: Webhook | None = None  #: where Telegram calls it; None for polling
    afresh: bool = False  #: the server started together with this run, so what earlier runs left is meaningless to it
    monitor_port: int = 0  #: local port for /healthz and /metrics; 0 = none
