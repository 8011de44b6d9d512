"""The JSON output of the commands: dictionaries made from the core's values.

Scripts rely on the keys, so they are never renamed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from bot.cli.stats_report import StatsReport
from bot.models import CheckedQuote, Excerpt, Headline, Quote, QuoteResult, Story

if TYPE_CHECKING:
    from bot.newsroom import HeadlineList


def date_of(moment: datetime | None) -> str | None:
    """ISO 8601: only the day if the time is unknown, otherwise with time and zone."""
    if moment is None:
        return None
    return moment.date().isoformat() if moment.time() == time() else moment.isoformat()


def excerpt_json(excerpt: Excerpt) -> dict[str, Any]:
    """One excerpt of an answer."""
    article = article_json(excerpt.headline)
    return {
        "article_id": article.pop("article_id"),
        "sentence": excerpt.text,
        **article,
        "score": round(excerpt.score, 6),
    }


def article_json(headline: Headline) -> dict[str, Any]:
    """The article of a sentence; "summary_only" is included, and true, if only a summary of it is known."""
    return {
        "article_id": headline.id,
        "title": headline.title,
        "source": headline.source,
        "date": date_of(headline.published),
        "url": headline.url,
        **({"summary_only": True} if headline.blurb else {}),
    }


def said_json(said: QuoteResult) -> dict[str, Any]:
    """``who --json``; the speaker is null if the name is unknown or ambiguous, or none was asked for.

    For quotes about somebody (``--mentioned``), "mentioned" is that name.
    """
    mentioned = {"mentioned": said.mentioned.name} if said.mentioned else {}
    return {
        "speaker": said.speaker.name if said.speaker else None,
        **mentioned,
        "quotes": [quote_json(quote) for quote in said.quotes],
    }


def quote_json(quote: Quote) -> dict[str, Any]:
    """One quote of a speaker."""
    return {
        "quote": quote.content,
        "speaker": quote.speaker,
        "speaker_as_written": quote.speaker_as_written,
        "cue": quote.cue,
        "kind": quote.kind.value,
        "manner": quote.manner.value,
        **({"why": quote.why.value} if quote.why else {}),
        **article_json(quote.headline),
    }


def checked_json(one: CheckedQuote) -> dict[str, Any]:
    """One claim of ``check --json``; article fields are null if the archive has nothing similar."""
    place = (
        article_json(one.headline) if one.headline else dict.fromkeys(("article_id", "title", "source", "date", "url"))
    )
    return {
        "words": one.claim.words,
        "claimed_speaker": one.claim.speaker or None,
        "verdict": one.verdict.value,
        "quote": one.quote or None,
        "speaker": one.speaker or None,
        "differences": [{"kind": it.kind, "claimed": it.claimed, "archive": it.archive} for it in one.differences],
        **place,
        "also": [article_json(headline) for headline in one.also],
    }


def latest_json(found: HeadlineList, stories: Mapping[int, Story]) -> dict[str, Any]:
    """``latest --json``: a page of headlines and their total number; none if there are none on the days asked for.

    ``stories``: the story of each headline that has one, by article row.
    """
    shown = () if found.missed else found.headlines
    return {
        "articles": [_latest_line(line, stories.get(line.row)) for line in shown],
        "total": 0 if found.missed else found.total,
    }


def _latest_line(line: Headline, story: Story | None) -> dict[str, Any]:
    number, outlets = (story.number, list(story.outlets)) if story else (None, [line.source] if line.source else [])
    return article_json(line) | {"lead": line.lead, "story": number, "outlets": outlets}


def story_json(story: Story) -> dict[str, Any]:
    """One story of ``stories --json``, its articles oldest first."""
    return {"story": story.number, "title": story.title, "articles": [article.id for article in story.articles]}


def stats_json(told: StatsReport) -> dict[str, Any]:
    """``stats --json``."""
    stats = told.stats
    return {
        "articles": stats.articles,
        "sentences": stats.sentences,
        "entities": stats.entities,
        "quotes": stats.quotes,
        "subscriptions": stats.subscriptions,
        "pending": stats.pending,
        "missed": stats.missed,
        "swept": stats.swept.isoformat() if stats.swept else None,
        "newest": date_of(stats.newest),
        "oldest": date_of(stats.oldest),
        "sources": [{"source": source, "articles": articles} for source, articles in stats.sources],
        "database_bytes": told.database_bytes,
        "index_bytes": told.index_bytes,
        "pipeline": told.pipeline,
        "feeds": {
            "feeds": len(told.feeds),
            "failing": told.failing,
            "waiting": told.waiting,
            "per_day": None if told.per_day is None else round(told.per_day, 1),
        },
        "days": [{"date": day.isoformat(), "articles": count} for day, count in told.days],
    }
