"""How a chat wants to be written to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Preferences:
    """What /settings sets; the defaults hold for a chat that set nothing."""

    language: str = ""  #: of newsbot's own words, ISO 639-1; "" = as the app of whoever asks tells
    long_answers: bool = False  #: three excerpts at once instead of one
    previews: bool = True  #: of links, small


DEFAULT_PREFERENCES = Preferences()
