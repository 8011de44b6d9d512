"""Logging, set up once by an entry point."""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime

#: A bot token in Telegram's format. It is part of every Bot API address, and so of many error messages.
_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{20,}")
#: Their INFO lines contain addresses with the token, or repeat what our own messages say.
_QUIET = {"httpx": logging.WARNING, "httpcore": logging.WARNING, "aiohttp.access": logging.WARNING}
#: Their messages are repeated by their callers; opensearch's lines contain the text of searches.
_SILENT = ("opensearch", "trafilatura", "htmldate", "courlan", "justext", "charset_normalizer")


class _WithoutToken(logging.Formatter):
    """The usual format, with tokens hidden, also in tracebacks."""

    def format(self, record: logging.LogRecord) -> str:
        return _TOKEN.sub("<token>", super().format(record))


class _Json(_WithoutToken):
    """One JSON object per line (RFC 8259): time (UTC, RFC 3339), level, logger, message, and traceback if any."""

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
    """Log to standard error from ``level`` on (debug, info, warning or error). ``form``: text or json."""
    handler = logging.StreamHandler()
    plain = _WithoutToken("%(asctime)s %(levelname)s %(name)s: %(message)s")
    handler.setFormatter(_Json() if form == "json" else plain)
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name, quiet in _QUIET.items():
        logging.getLogger(name).setLevel(quiet)
    for name in _SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL)
