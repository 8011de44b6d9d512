"""Logging, set up once by an entry point."""

from __future__ import annotations

import logging
import re

#: A bot token as Telegram makes them; it is part of every address of the Bot API, and so of many errors' texts.
_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{20,}")
#: Their INFO lines hold addresses with the token, or repeat what our own failures already say.
_QUIET = {"httpx": logging.WARNING, "httpcore": logging.WARNING, "aiohttp.access": logging.WARNING}
_SILENT = ("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer")


class _WithoutToken(logging.Formatter):
    """The usual line, tracebacks included, with a token in it hidden."""

    def format(self, record: logging.LogRecord) -> str:
        return _TOKEN.sub("<token>", super().format(record))


def set_up_logs(level: str = "info") -> None:
    """Log to the standard error from ``level`` on (debug, info, warning or error)."""
    handler = logging.StreamHandler()
    handler.setFormatter(_WithoutToken("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name, quiet in _QUIET.items():
        logging.getLogger(name).setLevel(quiet)
    for name in _SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL)
