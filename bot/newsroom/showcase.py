"""Examples for newcomers that are known to work, because each one was tried on the current articles.

newest articles -> "Ruta Hallam ... won the Brennholm Marathon on ..." -> "Who won the Brennholm Marathon?" -> asked
latest quotes   -> who is quoted most -> "What did Saul say?" -> looked up
newest articles -> the newest story
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import Protocol

from bot.lexicon.loader import alternatives
from bot.models import Answer, Coverage, Headline, QuoteResult
from bot.store.chats.showcase import Opening, ShowcaseReader
from bot.understanding.quote_requests import Lookup

KEPT = timedelta(minutes=10)  # after which they are searched for again, since the news changes
TRIED = 6  # candidates for a question that are tried before a quote is offered instead
LONGEST_EXAMPLE = 60  # characters of an example; a longer one does not fit on a button
_PEOPLE, _TOPICS = 5, 6  # most quoted people that are tried, and topics of theirs
_DID = alternatives("deeds", "asked_about")
#: Actions that a newcomer may like to ask about; nothing grim.
_BEHIND_DEEDS = alternatives("function_words", "behind_deeds")
_ACT = re.compile(
    rf"(?:,(?: [^,.]{{3,80}}),)? (?P<act>(?:{_DID}) (?P<what>[^,.;:“”\"()]{{4,45}}?))(?= (?:{_BEHIND_DEEDS})\b|"
    "[,.;:]|$)"
)
_TELLING = re.compile(r"(?:the|an?) |[A-Z]")  # an object that stands on its own: not "two minutes" or "twice"
_POINTERS = alternatives("pronouns", "pointing")
_POINTING = re.compile(rf"\b(?:{_POINTERS})\b", re.IGNORECASE)


class Searchable(Protocol):
    """What trying examples needs of the newsroom. Each method is documented there."""

    def ask(self, question: str, *, asked: datetime, limit: int = 10) -> Answer: ...

    def who(self, wanted: Lookup | str, *, limit: int = 5, offset: int = 0) -> QuoteResult: ...

    def latest(self, topic: str = "", *, limit: int = 5, offset: int = 0) -> tuple[list[Headline], int]: ...

    def coverage(self) -> Coverage: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Examples:
    """Examples for a newcomer, and the size of the archive."""

    coverage: Coverage
    outlets: int
    question: str = ""  #: one that the articles answer; "" if none was found
    speaker: str = ""  #: one who is quoted
    outlet: str = ""  #: the one with most articles
    story: Headline | None = None  #: the newest dated article
    asks: tuple[str, ...] = field(default=())  #: question and quote request, ready to be asked


class Showcase:
    """Finds examples. Thread-safe; raises StoreError."""

    def __init__(self, archive: Searchable, reader: ShowcaseReader) -> None:
        self._archive = archive
        self._reader = reader
        self._lock = threading.Lock()
        self._kept: tuple[datetime, Examples] | None = None

    def examples(self, now: datetime) -> Examples:
        """Examples at most ten minutes old; finding new ones takes a few questions."""
        with self._lock:
            if self._kept is None or not timedelta(0) <= now - self._kept[0] < KEPT:
                self._kept = (now, self._find_examples(now))
            return self._kept[1]

    def _find_examples(self, now: datetime) -> Examples:
        """Try examples until one of each kind works."""
        speaker = self._speaker()
        question = self._question(now) or self._asked_of(speaker)
        quotes = f"What did {speaker} say?" if speaker else ""
        newest, _ = self._archive.latest(limit=1)
        outlets, largest = self._reader.outlets()
        return Examples(
            coverage=self._archive.coverage(),
            outlets=outlets,
            question=question,
            speaker=speaker,
            outlet=largest,
            story=newest[0] if newest else None,
            asks=tuple(filter(None, (question, quotes))),
        )

    def _question(self, now: datetime) -> str:
        for opening, question in islice(candidates(self._reader.openings()), TRIED):
            found = self._archive.ask(question, asked=now, limit=1)
            if not found.abstained and found.excerpts[0].headline.row == opening.article_row:
                return question
        return ""

    def _speaker(self) -> str:
        for one in self._reader.most_quoted(_PEOPLE):
            if len(one.name) <= LONGEST_EXAMPLE // 2 and self._archive.who(one.name, limit=1).speaker:
                return one.name
        return ""

    def _asked_of(self, speaker: str) -> str:
        """A question about what somebody said on a topic, for use if no question about an action was found."""
        known = self._archive.who(speaker, limit=1).speaker if speaker else None
        for topic in self._reader.spoken_of(known.row, _TOPICS) if known else ():
            question = f"What did {speaker} say about {topic}?"
            if (
                len(question) <= LONGEST_EXAMPLE
                and self._archive.who(Lookup(name=speaker, about=topic), limit=1).quotes
            ):
                return question
        return ""


def candidates(openings: list[Opening]) -> Iterator[tuple[Opening, str]]:
    """Questions such as "Who won the Brennholm Marathon?" for sentences that say what a person did. Pure."""
    seen: set[str] = set()
    for one in openings:
        found = _ACT.match(one.text, one.name_end)
        if found is None or not _TELLING.match(found["what"]) or _POINTING.search(found["what"]):
            continue
        question = f"Who {found['act'].strip()}?"
        if len(question) <= LONGEST_EXAMPLE and question not in seen:
            seen.add(question)
            yield one, question
