"""Logging, set up once by an entry point."""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime

#: A bot token as Telegram makes them; it is part of every address of the Bot API, and so of many errors' texts.
_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{20,}")
#: Their INFO lines hold addresses with the token, or repeat what our own failures already say.
_QUIET = {"httpx": logging.WARNING, "httpcore": logging.WARNING, "aiohttp.access": logging.WARNING}
#: What they say is said by whoever uses them; opensearch's lines hold what was asked of the cluster.
_SILENT = ("opensearch", "trafilatura", "htmldate", "courlan", "justext", "charset_normalizer")


class _WithoutToken(logging.Formatter):
    """The usual line, tracebacks included, with a token in it hidden."""

    def format(self, record: logging.LogRecord) -> str:
        return _TOKEN.sub("<token>", super().format(record))


class _Json(_WithoutToken):
    """A JSON object a line (RFC 8259): time (UTC, RFC 3339), level, logger, message, and the traceback if any."""

    def format(self, record: logging.LogRecord) -> str:
        record.message = record.getMessage()
        return _TOKEN.sub("<token>", self._object(record))

    def _object(self, record: logging.LogRecord) -> str:
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said = {"time": time, "level": record.levelname.lower(), "logger": record.name, "message": record.message}
        if record.exc_info:
            said["traceback"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False)


def set_up_logs(level: str = "info", form: str = "text") -> None:
    """Log to the standard error from ``level`` on (debug, info, warning or error), as ``form``: text or json."""
    handler = logging.StreamHandler()
    plain = _WithoutToken("%(asctime)s %(levelname)s %(name)s: %(message)s")
    handler.setFormatter(_Json() if form == "json" else plain)
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name, quiet in _QUIET.items():
        logging.getLogger(name).setLevel(quiet)
    for name in _SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL)
