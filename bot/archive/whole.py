"""An article with its whole annotation as one value, for copying it from one archive to another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple


class WholeSentence(NamedTuple):
    """A sentence of the article's text."""

    row: int
    position: int
    paragraph: int
    start: int
    end: int
    stems: str  #: terms, space-separated


class WholeMention(NamedTuple):
    """A mention in a sentence, with offsets in the article's text."""

    sentence: int
    entity: int | None
    label: str
    start: int
    end: int


class WholeQuote(NamedTuple):
    """A quote."""

    row: int
    sentence: int
    entity: int | None
    spoken_for: int | None
    speaker: str
    as_written: str
    cue: str
    kind: str
    manner: str
    content: str
    spans: tuple[tuple[int, int], ...]
    stems: str
    words: tuple[str, ...]  #: folded words of a speaker that is not an entity


@dataclass(frozen=True, kw_only=True, slots=True)
class WholeArticle:
    """An article with its whole annotation. Times are ISO 8601 in UTC, as written by the store."""

    row: int
    public_id: str
    title: str
    source: str
    url: str
    published: str | None
    added: str
    sort_time: str
    lead: str
    text: str
    revision: int
    title_terms: str = ""
    length: int = 0  #: terms in title and body
    sentences: tuple[WholeSentence, ...] = ()
    mentions: tuple[WholeMention, ...] = ()
    quotes: tuple[WholeQuote, ...] = ()
    blurb: bool = False  #: whether only a blurb of it is known
    encoder: str = ""  #: the model that computed ``vectors``; "" if there are none
    vectors: bytes = field(default=b"", repr=False)  #: int8, sentence by sentence

    @property
    def month(self) -> str:
        """The month of publication or, if undated, of adding: ``2026-11``."""
        return self.sort_time[:7]

    def sentence_text(self, sentence: WholeSentence) -> str:
        """The text of a sentence, verbatim."""
        return self.text[sentence.start : sentence.end]

    def as_json(self) -> dict[str, Any]:
        """All fields but the vectors, as JSON values."""
        return {name: getattr(self, name) for name in _IN_JSON}


#: Named tuples serialise as JSON arrays; ``asdict`` would copy each of an article's hundreds of values.
_IN_JSON = tuple(one.name for one in fields(WholeArticle) if one.name != "vectors")


def from_json(told: Mapping[str, Any], vectors: bytes = b"") -> WholeArticle:
    """The article in a value made by ``as_json``. Raises KeyError, TypeError or ValueError for anything else."""
    values = dict(told)
    return WholeArticle(
        **values
        | {
            "sentences": tuple(WholeSentence(*one) for one in values["sentences"]),
            "mentions": tuple(WholeMention(*one) for one in values["mentions"]),
            "quotes": tuple(map(_quote, values["quotes"])),
        },
        vectors=vectors,
    )


def _quote(told: Sequence[Any]) -> WholeQuote:
    quote = WholeQuote(*told)
    return quote._replace(spans=tuple((start, end) for start, end in quote.spans), words=tuple(quote.words))
