"""The indices: one per month of sentences, of articles and of quotes, behind one alias each.

    newsbot-sentences                       alias that is searched
    newsbot-sentences-v1-g3-2026-11         mapping version, generation (of a rebuild), month

A template creates indices as documents arrive. ``dynamic: false``: fields without a mapping are stored, not indexed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["sentences", "articles", "quotes"]

KINDS: tuple[Kind, ...] = ("sentences", "articles", "quotes")
VERSION = 1  #: version of the mappings; a higher one requires ``newsbot archive rebuild``
DIMENSIONS = 384  #: dimensions of a sentence's vector
VECTOR = "vector"  #: the field with the vector
#: As bot/retrieval/first_stage/bm25.py scores sentences, and FTS5 articles.
_SIMILARITY = {
    "sentences": {"k1": 1.2, "b": 0.35},
    "articles": {"k1": 1.2, "b": 0.75},
    "quotes": {"k1": 1.2, "b": 0.75},
}
_GAP = 100  # positions between title and body, so that no phrase spans both
_LONG = {"type": "long"}
_ROW = {"type": "long"}  # doc values: read without loading the document
_TERMS = {"type": "text", "analyzer": "terms", "similarity": "ours", "position_increment_gap": _GAP}
#: Lucene rejects a whole document if one of its terms is longer than 32,766 bytes.
_KEYWORD = {"type": "keyword", "ignore_above": 8_191}
_LONGEST_WORD = 255  # characters; anything longer is not a word, and is cut
_KEPT = {"type": "object", "enabled": False}
_VECTOR = {
    "type": "knn_vector",
    "dimension": DIMENSIONS,
    "data_type": "byte",
    "method": {"name": "hnsw", "engine": "lucene", "space_type": "cosinesimil"},
}
_PROPERTIES: dict[Kind, dict[str, Any]] = {
    "sentences": {
        "row": _ROW, "article": _LONG, "position": {"type": "integer"}, "outlet": _KEYWORD,
        "time": {"type": "date"}, "entities": _LONG, "stems": _TERMS, "length": {"type": "integer"},
    },
    "articles": {
        "row": _ROW, "outlet": _KEYWORD, "time": {"type": "date"}, "entities": _LONG, "terms": _TERMS,
        "dated": {"type": "boolean"}, "length": {"type": "integer"}, "contents": _KEPT, "vectors": {"type": "binary"},
    },
    "quotes": {
        "row": _ROW, "article": _LONG, "sentence": _LONG, "time": {"type": "date"}, "entity": _LONG,
        "spoken_for": _LONG, "words": _KEYWORD, "mentioned": _LONG, "in_sentence": _LONG, "stems": _TERMS,
        "sentence_stems": _TERMS, "content": {"type": "text", "analyzer": "as_written"},
    },
}  # fmt: skip
#: Fields returned from a document. Articles are returned whole.
_SOURCE: dict[Kind, dict[str, Any]] = {
    "sentences": {"includes": ["code"]},
    "articles": {"includes": ["contents", "vectors"]},
    "quotes": {"includes": ["row", "article", "sentence", "stems", "content", "at"]},
}


@dataclass(frozen=True, slots=True)
class IndexOptions:
    """Options for operators."""

    shards: int = 1  #: of each monthly index
    replicas: str = "0-1"  #: copies of each shard; a range grows with the cluster


@dataclass(frozen=True, slots=True)
class Generation:
    """Names of the indices of one generation."""

    prefix: str
    number: int

    def index(self, kind: Kind, month: str) -> str:
        """The index of a month such as ``2026-11``."""
        return f"{self.stem(kind)}-{month}"

    def stem(self, kind: Kind) -> str:
        """The common prefix of the names of its indices of ``kind``."""
        return f"{self.prefix}-{kind}-v{VERSION}-g{self.number}"

    def pattern(self, kind: Kind | Literal["*"] = "*") -> str:
        """A pattern for all its indices, of any mapping version."""
        return f"{self.prefix}-{kind}-v*-g{self.number}-*"

    def template(self, kind: Kind) -> str:
        """The name of the template of its indices."""
        return f"{self.prefix}-{kind}-g{self.number}"


def alias(prefix: str, kind: Kind) -> str:
    """The alias under which ``kind`` is searched."""
    return f"{prefix}-{kind}"


def template(generation: Generation, kind: Kind, options: IndexOptions, *, live: bool, vectors: bool) -> dict[str, Any]:
    """The body of an index template.

    ``live``: new indices are searched at once. ``vectors``: whether the cluster has the k-NN plugin.
    """
    properties = dict(_PROPERTIES[kind])
    vectors = vectors and kind == "sentences"
    if vectors:
        properties[VECTOR] = _VECTOR
    mappings = {"dynamic": False, "_source": _SOURCE[kind], "properties": properties}
    told: dict[str, Any] = {"settings": _settings(kind, options, vectors=vectors), "mappings": mappings}
    if live:
        told["aliases"] = {alias(generation.prefix, kind): {}}
    return {"index_patterns": [generation.stem(kind) + "-*"], "priority": 500, "template": told}


def _settings(kind: Kind, options: IndexOptions, *, vectors: bool) -> dict[str, Any]:
    settings: dict[str, Any] = {
        "number_of_shards": options.shards,
        "refresh_interval": "1s",
        "analysis": {
            "tokenizer": {"words": {"type": "pattern", "pattern": r"[^\p{L}\p{N}]+"}},
            "analyzer": {
                "terms": {"type": "custom", "tokenizer": "whitespace"},
                "as_written": {"type": "custom", "tokenizer": "words", "filter": ["cut"]},
            },
            "filter": {"cut": {"type": "truncate", "length": _LONGEST_WORD}},
        },
        "similarity": {"ours": {"type": "BM25", **_SIMILARITY[kind]}},
        "sort": {"field": ["row"], "order": ["desc"]},  # finds the newest matches without looking at older ones
    }
    if "-" in options.replicas:
        settings["auto_expand_replicas"] = options.replicas
    else:
        settings["number_of_replicas"] = int(options.replicas)
    if vectors:
        settings["knn"] = True
    if kind == "articles":
        settings["codec"] = "best_compression"  # whole texts, a hundred of which are read per question
    return {"index": settings}
