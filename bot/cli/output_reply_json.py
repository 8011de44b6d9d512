"""JSON of ``ask``: a reply of any kind as a dictionary, with keys as in output_json."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.cli.output_json import article_json, checked_json, excerpt_json
from bot.models import CitedSentence, Excerpt, Headline, Quote
from bot.newsroom import Reply, ReplyKind
from bot.text.quoted_words import quoted_pieces

MARKS = ' .,"“”'
MATCHES = 1.0  #: score of a sentence that was looked up rather than ranked


def reply_json(reply: Reply, sentences: Mapping[int, Excerpt]) -> dict[str, Any]:
    """``ask --json``, for every kind of reply.

    ``sentences``: those of the quotes, or of the descriptions of a person, by row. "excerpts" are the sentences shown,
    best or newest first; "text" is present if newsbot says something of its own.
    """
    return {
        "question": reply.request.text,
        "answer": _short(reply),
        "abstained": not reply.answered,
        **({"unsure": True} if reply.answer and reply.answer.unsure else {}),
        "excerpts": _excerpts(reply, sentences),
        "elapsed_ms": round(reply.elapsed_ms, 1),
        "kind": reply.kind.value,
        **({"caveat": reply.caveat} if reply.caveat else {}),
        **({"text": reply.words} if reply.words else {}),
        **({"claims": [checked_json(one) for one in reply.checked]} if reply.checked else {}),
        **({"missing": list(reply.brief.missing)} if reply.brief and reply.kind is ReplyKind.COMPARISON else {}),
    }


def failed_json(question: str, error: str) -> dict[str, Any]:
    """A question of a batch that cannot be asked so: "kind" is null and "error" says why."""
    return {
        "question": question,
        "answer": None,
        "abstained": True,
        "excerpts": [],
        "elapsed_ms": 0.0,
        "kind": None,
        "error": error,
    }


def _short(reply: Reply) -> str | None:
    """The short text that answers: a short answer, the speaker, the words, or the description of a person."""
    if reply.kind is ReplyKind.QUOTES and reply.quotes and reply.quotes.said.quotes:
        first = reply.quotes.said.quotes[0]
        return first.speaker if reply.quotes.said.by_words else first.content
    if reply.page and reply.page.portrait and reply.page.portrait.defined:
        return reply.page.portrait.defined[0].text
    return reply.answer.short if reply.answer else None


def _excerpts(reply: Reply, sentences: Mapping[int, Excerpt]) -> list[dict[str, Any]]:
    if reply.brief:
        return [_cited_json(one) for one in reply.brief.sentences]
    if reply.trending:
        return [_sentence_json(one.headline, one.headline.lead) for one in reply.trending.trends]
    if reply.headlines:
        shown = reply.headlines.headlines if reply.kind is ReplyKind.HEADLINES else ()
        return [_sentence_json(line, line.lead) for line in shown]
    if reply.checked:
        return [_sentence_json(one.headline, one.quote) for one in reply.checked if one.headline]
    if reply.kind is ReplyKind.QUOTES and reply.quotes:
        return _quoted(reply.quotes.said.quotes, sentences)
    if reply.page and reply.page.portrait:
        said = ((one.headline, sentences.get(one.sentence_row)) for one in reply.page.portrait.defined)
        return [_sentence_json(headline, found.text) for headline, found in said if found]
    return [excerpt_json(one) for one in reply.answer.excerpts] if reply.answer else []


def _quoted(quotes: Sequence[Quote], sentences: Mapping[int, Excerpt]) -> list[dict[str, Any]]:
    """The sentences in which the quotes begin, without repeats, and the parts of quotes in other sentences."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for quote in quotes:
        first = sentences[quote.sentence_row].text if quote.sentence_row in sentences else ""
        rest = [piece for piece in quoted_pieces(quote.content) if piece.strip(MARKS) not in first]
        for words in filter(None, (first, *rest)):
            found.setdefault((quote.headline.id, words), _sentence_json(quote.headline, words))
    return list(found.values())


def _cited_json(sentence: CitedSentence) -> dict[str, Any]:
    """A sentence of a brief with its day and, in a comparison, its speaker."""
    return {
        **_sentence_json(sentence.headline, sentence.text),
        "day": sentence.day.isoformat() if sentence.day else None,
        **({"speaker": sentence.speaker} if sentence.speaker else {}),
    }


def _sentence_json(headline: Headline, sentence: str) -> dict[str, Any]:
    """A sentence that matches a lookup; its score is not a probability."""
    article = article_json(headline)
    return {"article_id": article.pop("article_id"), "sentence": sentence, **article, "score": MATCHES}
