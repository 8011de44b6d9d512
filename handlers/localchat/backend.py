"""Everything that the Bot API methods and the page work on, with a record of calls."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from handlers.localchat.errors import flood
from handlers.localchat.faults import Faults
from handlers.localchat.limits import Pacer, ServerLimits
from handlers.localchat.models import Chat
from handlers.localchat.profile import BotProfile
from handlers.localchat.state import Clock, State
from handlers.localchat.updates import Updates
from handlers.localchat.webhook import WebhookSender

KEPT_CALLS = 10_000  # number of most recent calls recorded


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """One call of the bot, except getUpdates."""

    method: str
    params: dict[str, Any]
    at: datetime
    error: int = 0  #: HTTP status of a refusal; 0 = success
    description: str = ""
    fault: str = ""  #: the injected fault, if any


@dataclass(slots=True)
class Backend:
    """The server without HTTP. ``timer`` counts seconds for rate limits, ``clock`` dates messages."""

    clock: Clock
    pace: ServerLimits | None
    faults: Faults = field(default_factory=Faults)
    timer: Callable[[], float] = time.monotonic
    profile: BotProfile = field(default_factory=BotProfile)
    calls: deque[Call] = field(default_factory=lambda: deque(maxlen=KEPT_CALLS))
    running: int = 0  #: calls under way, except getUpdates
    last_call: float = 0.0  #: by ``timer``
    logged_out: bool = False
    state: State = field(init=False)
    updates: Updates = field(init=False)
    webhook: WebhookSender = field(init=False)
    pacer: Pacer | None = field(init=False)

    def __post_init__(self) -> None:
        """Create the parts."""
        self.state = State(self.clock)
        self.updates = Updates(self.faults)
        self.webhook = WebhookSender(self.updates, self.clock)
        self.pacer = Pacer(self.pace) if self.pace else None

    def keep_pace(self, chat: Chat, *, paid: bool = False) -> None:
        """Count a call that is visible in a chat. Raises ApiError 429.

        ``paid``: counted against the rate for paid messages (allow_paid_broadcast).
        """
        if self.pacer is None:
            return
        wait = self.pacer.admit(chat.id, group=chat.is_group, now=self.timer(), paid=paid)
        if wait:
            raise flood(wait)
