"""A limit on the questions of one user within any minute."""

from __future__ import annotations

from collections import OrderedDict, deque
from datetime import datetime, timedelta
from enum import Enum, auto

MINUTE = timedelta(minutes=1)
QUESTIONS_A_MINUTE = 60  # of one user; nobody reads answers faster
REMEMBERED_USERS = 10_000


class QuestionVerdict(Enum):
    """Whether a question may be asked."""

    FINE = auto()
    TOO_MANY = auto()  # the first over the limit, to be told
    SILENT = auto()  # already told


class QuestionLimit:
    """The limit on a user's questions within any minute."""

    def __init__(self, per_minute: int = QUESTIONS_A_MINUTE) -> None:
        self._per_minute = per_minute
        self._asked: OrderedDict[int, deque[datetime]] = OrderedDict()
        self._told: set[int] = set()

    def ask(self, user_id: int, now: datetime) -> QuestionVerdict:
        """Count a question and return the verdict; refused questions do not count."""
        asked = self._asked.setdefault(user_id, deque())
        self._asked.move_to_end(user_id)
        while asked and not timedelta(0) <= now - asked[0] < MINUTE:  # below 0: the clock was put back
            asked.popleft()
        if len(asked) < self._per_minute:
            asked.append(now)
            self._told.discard(user_id)
            self._forget_oldest()
            return QuestionVerdict.FINE
        first = user_id not in self._told
        self._told.add(user_id)
        return QuestionVerdict.TOO_MANY if first else QuestionVerdict.SILENT

    def _forget_oldest(self) -> None:
        while len(self._asked) > REMEMBERED_USERS:
            user_id, _ = self._asked.popitem(last=False)
            self._told.discard(user_id)
