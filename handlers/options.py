"""What a bot is told when it starts, beside the newsroom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from handlers.transport.limits import QuestionLimit
from handlers.transport.pace import TELEGRAM, Rates
from handlers.transport.webhook import Webhook


@dataclass(frozen=True, kw_only=True)
class BotOptions:
    """Who the bot is, whom it serves, and how it meets Telegram."""

    token: str = field(repr=False)
    base_url: str | None = None  #: of a Bot API server ("http://127.0.0.1:8081/bot"); None = Telegram's own
    admins: frozenset[int] = frozenset()  #: users who run it
    listed: bool = False  #: whether only who is admitted may use it
    starters: Mapping[str, bytes] = field(default_factory=dict)  #: lists of feeds (OPML) offered to admins, by name
    clock: Callable[[], datetime] | None = None  #: gives aware times; None = the newsroom's
    limit: QuestionLimit = field(default_factory=QuestionLimit)  #: of one user's questions
    rates: Rates = TELEGRAM  #: how fast it may write
    webhook: Webhook | None = None  #: where Telegram calls it; None = it polls
    afresh: bool = False  #: the other end began together with this run: what an earlier one left means nothing to it
    monitor_port: int = 0  #: of this machine, for /healthz and /metrics; 0 = none
