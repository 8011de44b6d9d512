"""Dates that articles state about themselves."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.errors import SourceError


def parse_date(text: str) -> datetime:
    """An ISO 8601 date or time as aware UTC; midnight for a day, UTC where no zone is given.

    Raises SourceError for anything else.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        shown = " ".join(text.split())[:40]
        raise SourceError(f'its date "{shown}" is not a date such as 2024-07-09') from None
