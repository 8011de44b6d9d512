"""How the forms of requests are compiled. Pure."""

from __future__ import annotations

import re


def form(pattern: str) -> re.Pattern[str]:
    """A pattern of what people type, in capital or small letters."""
    return re.compile(pattern, re.IGNORECASE)
