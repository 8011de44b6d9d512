"""What replying needs of the newsroom, and how it looks quotes up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from bot.models import Answer, Brief, CheckedQuote, QuoteResult, Trending, Turn
from bot.newsroom.replies import HeadlineList, QuotesFound
from bot.profiles.profiles import Portrayed
from bot.understanding.quote_requests import Lookup, on_topic

MAX_CHARACTERS = 200  #: maximum characters of a name or topic


class NewsroomLookups(Protocol):
    """What replying needs of the newsroom. Each method is documented there."""

    def ask(self, question: str, *, asked: datetime, history: Sequence[Turn] = (), limit: int = 10) -> Answer: ...

    def check(self, text: str) -> list[CheckedQuote]: ...

    def who(self, wanted: Lookup, *, limit: int = 5, offset: int = 0) -> QuoteResult: ...

    def headlines_on(
        self, topic: str, days: str = "", *, limit: int = 5, offset: int = 0, asked: datetime | None = None
    ) -> HeadlineList: ...

    def brief(self, topic: str, *, asked: datetime) -> Brief: ...

    def timeline(self, topic: str, *, asked: datetime) -> Brief: ...

    def comparison(self, names: Sequence[str], topic: str = "", *, asked: datetime | None = None) -> Brief: ...

    def trending(self, *, asked: datetime) -> Trending: ...

    def portrait(self, name: str, *, entity_row: int | None = None) -> Portrayed: ...


def look_up(archive: NewsroomLookups, wanted: Lookup, limit: int) -> QuotesFound:
    """Find quotes, and return them with the look-up as it was understood.

    "Putin on Ukraine" is read as a name and a topic unless the whole is one name.
    """
    name, about, exact = (words[:MAX_CHARACTERS] for words in (wanted.name, wanted.about, wanted.exact))
    wanted = replace(wanted, name=name, about=about, exact=exact)
    said = archive.who(wanted, limit=limit)
    parted = on_topic(wanted)
    if parted and (said.near or said.corrected or not (said.quotes or said.speaker or said.choices)):
        other = archive.who(parted, limit=limit)
        if other.speaker or (other.choices and not other.near):
            return QuotesFound(said=other, lookup=parted)
    return QuotesFound(said=said, lookup=wanted)
