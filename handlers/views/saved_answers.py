"""Answers given earlier, saved in a view and looked up again for another page or a verdict.

Answer -> payload (rows, offsets, numbers) -> the same answer, from the articles as they are now
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.models import Answer, Excerpt, Headline, Voice
from bot.newsroom import Newsroom
from bot.store.chats.feedback import RatedAnswer
from bot.text.dates import about_now
from handlers.views.answer import PER_PAGE, answer
from handlers.views.headlines import Place
from handlers.views.messages import Part
from handlers.views.view_kinds import ViewKind


@dataclass(frozen=True, kw_only=True, slots=True)
class Viewer:
    """Who looks at an answer, and when."""

    chat_id: int
    user_id: int
    now: datetime

    @property
    def private(self) -> bool:
        """Whether it is a chat with one person, whose messages may show that person's verdict."""
        return self.chat_id == self.user_id


def is_about_now(found: Answer) -> bool:
    """Whether its question asks about the present, so that old evidence needs a caveat."""
    return about_now(found.question)


def payload(found: Answer) -> dict[str, object]:
    """What must be saved to show the answer again, as JSON-compatible values."""
    return {
        "question": found.question,
        "short": found.short or "",
        "topic": found.topic,
        "first": found.shown,
        "asked_as": found.asked_as,
        "excerpts": [
            [one.sentence_row, *(one.highlight or (0, 0)), *(each.row for each in one.also)] for one in found.excerpts
        ],
        "voices": [[one.words, one.headline.row] for one in found.voices],
        "differ": found.differ,
        "unsure": found.unsure,
        "grounds": [list(pair) for pair in found.grounds],
    }


def page_of(newsroom: Newsroom, view: int, offset: int, reader: Viewer) -> Part | None:
    """The excerpts from ``offset`` on; None if the answer is gone. Sentences of a revised article are left out."""
    saved = _saved(newsroom, view, reader)
    if saved is None:
        return None
    kept, first = list(saved["excerpts"]), int(saved["first"])
    found = _answer(newsroom, saved, kept[offset : offset + (PER_PAGE if offset else first)])
    if not found.excerpts:
        return None
    place = Place(view=view, offset=offset, total=len(kept), first=first)
    verdict = newsroom.chats.verdict(view, user_id=reader.user_id) if reader.private and not offset else None
    return answer(found, place, about_now=is_about_now(found), now=reader.now, verdict=verdict)


def judged(newsroom: Newsroom, view: int, reader: Viewer) -> RatedAnswer | None:
    """What is saved with a verdict on the answer; None if the answer is gone."""
    saved = _saved(newsroom, view, reader)
    if saved is None:
        return None
    return RatedAnswer(
        answer=view,
        question=str(saved["question"]),
        short=str(saved["short"]),
        sentences=tuple(int(row) for row, *_ in saved["excerpts"][: int(saved["first"])]),
        grounds=tuple((str(name), float(value)) for name, value in saved.get("grounds", [])),
    )


def _saved(newsroom: Newsroom, view: int, reader: Viewer) -> dict[str, Any] | None:
    saved = newsroom.chats.view(view, chat_id=reader.chat_id)
    return saved.payload if saved and saved.kind == ViewKind.ANSWER else None


def _answer(newsroom: Newsroom, saved: dict[str, Any], wanted: list[list[int]]) -> Answer:
    """The answer with only the ``wanted`` excerpts; one saved by an older version lacks its voices."""
    voices = saved.get("voices", [])
    excerpts = newsroom.excerpts([row for row, *_ in wanted])
    headlines = newsroom.headlines({row for _, row in voices} | {row for _, _, _, *also in wanted for row in also})
    heard = [Voice(words=str(words), headline=headlines[row]) for words, row in voices if row in headlines]
    return Answer(
        question=str(saved["question"]),
        short=str(saved["short"]) or None,
        topic=str(saved["topic"]),
        excerpts=tuple(_excerpt(excerpts[row], rest, headlines) for row, *rest in wanted if row in excerpts),
        voices=tuple(heard) if len(heard) == len(voices) else (),
        differ=bool(saved.get("differ")),
        unsure=bool(saved.get("unsure")),
        asked_as=str(saved.get("asked_as", "")),
    )


def _excerpt(found: Excerpt, kept: list[int], headlines: dict[int, Headline]) -> Excerpt:
    """Restore an excerpt.

    ``kept``: start and end of the short answer (0, 0 for none), then articles with the same sentence.
    """
    start, end, *also = kept
    elsewhere = tuple(headlines[row] for row in also if row in headlines)
    return replace(found, highlight=(start, end) if end else None, also=elsewhere)
