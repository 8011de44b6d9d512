"""Preferences of a chat."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Preferences:
    """What /settings sets. The defaults apply to chats that have set nothing."""

    language: str = ""  #: of newsbot's own words, ISO 639-1; "" for that of the reader's app
    long_answers: bool = False  #: three excerpts at once instead of one
    previews: bool = True  #: small previews of links


DEFAULT_PREFERENCES = Preferences()
