"""Sources of articles: text files, JSON Lines and saved web pages, alone or in folders.

    paths -> plan (which files, how many bytes) -> read -> FoundArticle | Failure, one by one

Nothing is fetched or stored. What cannot be read becomes a ``Failure`` with the reason, never an exception.
"""

from __future__ import annotations

from bot.sources.folders import Plan, plan
from bot.sources.reading import collect, read
from bot.sources.records import Failure, Found, FoundArticle

__all__ = ["Failure", "Found", "FoundArticle", "Plan", "collect", "plan", "read"]
