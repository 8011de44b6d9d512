"""The JSON that the commands print (fixed in the README): plain dictionaries from the core's values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

from bot.models import CheckedQuote, Excerpt, Headline, Quote, Said, Stats
from bot.newsroom import HeadlineList, Reply, ReplyKind

SPANS_JOINED = " … "  #: between the pieces of an interrupted quote
MARKS = ' .,"“”'
MATCHES = 1.0  #: the score of a sentence that was looked up, not ranked


def date_of(moment: datetime | None) -> str | None:
    """ISO 8601: a day where only the day is known, else with time and zone."""
    if moment is None:
        return None
    return moment.date().isoformat() if moment.time() == time() else moment.isoformat()


def reply_json(reply: Reply, sentences: Mapping[int, Excerpt]) -> dict[str, Any]:
    """``ask --json``, whatever kind of reply it is.

    ``sentences``: those of the quotes, by row. "excerpts" are the sentences shown, best or newest first; "text" is
    there where newsbot says something of its own.
    """
    return {
        "question": reply.request.text,
        "answer": _short(reply),
        "abstained": not reply.answered,
        "excerpts": _excerpts(reply, sentences),
        "elapsed_ms": round(reply.elapsed_ms, 1),
        "kind": reply.kind.value,
        **({"text": reply.words} if reply.words else {}),
    }


def _short(reply: Reply) -> str | None:
    """The few words that answer: a short answer, who said it or what they said, who somebody is."""
    if reply.kind is ReplyKind.QUOTES and reply.quotes and reply.quotes.said.quotes:
        first = reply.quotes.said.quotes[0]
        return first.speaker if reply.quotes.said.by_words else first.content
    if reply.page and reply.page.portrait and reply.page.portrait.defined:
        return reply.page.portrait.defined[0].text
    return reply.answer.short if reply.answer else None


def _excerpts(reply: Reply, sentences: Mapping[int, Excerpt]) -> list[dict[str, Any]]:
    if reply.brief:
        return [_sentence_json(one.headline, one.text) for one in reply.brief.sentences]
    if reply.trending:
        return [_sentence_json(one.headline, one.headline.lead) for one in reply.trending.trends]
    if reply.headlines:
        return [_sentence_json(line, line.lead) for line in reply.headlines.headlines]
    if reply.kind is ReplyKind.QUOTES and reply.quotes:
        return _quoted(reply.quotes.said.quotes, sentences)
    if reply.page and reply.page.portrait:
        return [_sentence_json(one.headline, one.text) for one in reply.page.portrait.defined]
    return [excerpt_json(one) for one in reply.answer.excerpts] if reply.answer else []


def _quoted(quotes: Sequence[Quote], sentences: Mapping[int, Excerpt]) -> list[dict[str, Any]]:
    """The sentences in which the quotes begin, each once, and what of their words stands in other sentences."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for quote in quotes:
        first = sentences[quote.sentence_row].text if quote.sentence_row in sentences else ""
        rest = [piece for piece in quote.content.split(SPANS_JOINED) if piece.strip(MARKS) not in first]
        for words in filter(None, (first, *rest)):
            found.setdefault((quote.headline.id, words), _sentence_json(quote.headline, words))
    return list(found.values())


def _sentence_json(headline: Headline, sentence: str) -> dict[str, Any]:
    """A sentence that matches what was looked up; its score is no probability."""
    article = article_json(headline)
    return {"article_id": article.pop("article_id"), "sentence": sentence, **article, "score": MATCHES}


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
    """Where something stands."""
    return {
        "article_id": headline.id,
        "title": headline.title,
        "source": headline.source,
        "date": date_of(headline.published),
        "url": headline.url,
    }


def said_json(said: Said) -> dict[str, Any]:
    """``who --json``; the speaker is null when nobody, or more than one, goes by the name, or none was asked for.

    Quotes about somebody (``--mentioned``) come with that name as "mentioned".
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
        **article_json(quote.headline),
    }


def checked_json(one: CheckedQuote) -> dict[str, Any]:
    """One claim of ``check --json``; article fields are null where the archive has nothing near."""
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


def latest_json(found: HeadlineList) -> dict[str, Any]:
    """``latest --json``: one page of headlines and how many there are in all; none where none is of the days."""
    shown = () if found.missed else found.headlines
    return {
        "articles": [article_json(line) | {"lead": line.lead} for line in shown],
        "total": 0 if found.missed else found.total,
    }


def stats_json(stats: Stats, size: int, *, index: int, pipeline: str) -> dict[str, Any]:
    """``stats --json``; ``size`` is the database's in bytes, ``index`` what its full-text index holds."""
    return {
        "articles": stats.articles,
        "sentences": stats.sentences,
        "entities": stats.entities,
        "quotes": stats.quotes,
        "subscriptions": stats.subscriptions,
        "pending": stats.pending,
        "newest": date_of(stats.newest),
        "oldest": date_of(stats.oldest),
        "sources": [{"source": source, "articles": articles} for source, articles in stats.sources],
        "database_bytes": size,
        "index_bytes": index,
        "pipeline": pipeline,
    }
