"""An article as documents of the cluster: the whole article, and its sentences and quotes for searching.

The article's document contains everything, so the others can be recreated from it.
"""

from __future__ import annotations

import base64
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.archive.codes import Bytes
from bot.archive.whole import WholeArticle, WholeMention, WholeQuote, from_json
from bot.opensearch.mappings import DIMENSIONS, Kind

MAX_RUN = 5  #: sentences after a quote's first one in which names count as part of the quote


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """A document for the index of its article's month."""

    kind: Kind
    id: str
    month: str
    body: dict[str, Any]


def documents(article: WholeArticle, *, vectors: bool) -> Iterator[IndexDocument]:
    """All documents of an article. ``vectors``: whether the cluster searches sentences by vectors."""
    entities = sorted({one.entity for one in article.mentions if one.entity is not None})
    yield IndexDocument("articles", str(article.row), article.month, _article(article, entities))
    codes = _vectors(article)
    named = _named(article)
    for place, sentence in enumerate(article.sentences):
        body: dict[str, Any] = {
            "row": sentence.row,
            "article": article.row,
            "position": sentence.position,
            "outlet": article.source.lower(),
            "time": article.sort_time,
            "entities": sorted({one.entity for one in named[sentence.row] if one.entity is not None}),
            "stems": sentence.stems,
            "length": len(sentence.stems.split()),
        }
        if codes is not None:
            body["code"] = packed(codes[place].tobytes())
            if vectors and codes.shape[1] == DIMENSIONS and codes[place].any():
                body["vector"] = codes[place].tolist()
        yield IndexDocument("sentences", str(sentence.row), article.month, body)
    for quote in article.quotes:
        yield IndexDocument("quotes", f"{article.row}-{quote.row}", article.month, _quote(article, quote, named))


def whole(source: dict[str, Any]) -> WholeArticle:
    """The article in the ``_source`` of its document."""
    return from_json(source["contents"], unpacked(source.get("vectors", "")))


def packed(code: bytes) -> str:
    """Encode bytes as text."""
    return base64.b64encode(code).decode("ascii")


def unpacked(text: str) -> bytes:
    """Decode bytes from text."""
    return base64.b64decode(text)


def code(text: str) -> Bytes:
    """A sentence's vector, as stored in its document."""
    found: Bytes = np.frombuffer(unpacked(text), np.int8)
    return found


def _article(article: WholeArticle, entities: list[int]) -> dict[str, Any]:
    body: dict[str, Any] = {
        "row": article.row,
        "outlet": article.source.lower(),
        "time": article.sort_time,
        "dated": article.published is not None,
        "entities": entities,
        "length": article.length,
        "terms": [article.title_terms, " ".join(sentence.stems for sentence in article.sentences)],
        "contents": article.as_json(),
    }
    if article.vectors:
        body["vectors"] = packed(article.vectors)
    return body


def _vectors(article: WholeArticle) -> NDArray[np.int8] | None:
    if not article.vectors:
        return None
    return np.frombuffer(article.vectors, np.int8).reshape(len(article.sentences), -1)


def _named(article: WholeArticle) -> dict[int, list[WholeMention]]:
    found: dict[int, list[WholeMention]] = defaultdict(list)
    for mention in article.mentions:
        found[mention.sentence].append(mention)
    return found


def _quote(article: WholeArticle, quote: WholeQuote, named: dict[int, list[WholeMention]]) -> dict[str, Any]:
    """A quote for searching, with the entities named in its sentence and in its own words."""
    stems = {sentence.row: sentence.stems for sentence in article.sentences}
    in_sentence = {one.entity for one in named[quote.sentence] if one.entity is not None}
    in_words = {
        one.entity
        for row in range(quote.sentence + 1, quote.sentence + MAX_RUN + 1)
        for one in named.get(row, ())
        if one.entity is not None and any(start <= one.start < end for start, end in quote.spans)
    }
    body = {
        "row": quote.row,
        "article": article.row,
        "sentence": quote.sentence,
        "time": article.sort_time,
        "at": article.sort_time,
        "in_sentence": sorted(in_sentence),
        "mentioned": sorted(in_sentence | in_words),
        "stems": quote.stems,
        "sentence_stems": stems.get(quote.sentence, ""),
        "content": quote.content,
        "words": list(quote.words),
    }
    known = {"entity": quote.entity, "spoken_for": quote.spoken_for}
    return body | {name: row for name, row in known.items() if row is not None}
