"""Store the annotation of one article: sentences, entities, mentions, quotes."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from sqlite_utils import Database

from bot.models import Annotation, Name, QuoteKind, QuoteSpan
from bot.store.archive.descriptions import DescriptionRow, write_descriptions
from bot.store.archive.identity import NAME_LABELS, resolve
from bot.text.names import all_words
from bot.text.quoted_words import put_together

_SENTENCE = (
    'INSERT INTO sentences (id, article_id, position, paragraph, start, "end", text, stems)'
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_MENTION = 'INSERT INTO mentions (article_id, sentence_id, entity_id, label, start, "end") VALUES (?, ?, ?, ?, ?, ?)'
_QUOTES = (
    "INSERT INTO quotes (id, sentence_id, entity_id, speaker, speaker_as_written, cue, kind, content, spans, manner,"
    " spoken_for, stems, article_id, sort_time) VALUES "
)
_QUOTE_VALUES = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
#: Number of quotes inserted per statement. After each statement that fires triggers, FTS5 writes its pending terms as a
#: segment, which must be merged later; one statement per quote triples the time an insertion takes.
_QUOTES_TOGETHER = 500


def write_annotation(
    writer: Database, row: int, annotation: Annotation, text: str, stems: Sequence[str], quote_stems: Sequence[str]
) -> list[int]:
    """Store ``annotation`` of the article ``row``, whose text is ``text``, and return its sentence rows in order.

    ``stems`` and ``quote_stems`` hold the terms of each sentence and each quote, separated by spaces. Raises ValueError
    if their numbers differ from those of the sentences and quotes.
    """
    rows = _write_sentences(writer, row, annotation, text, stems)
    if rows:
        entities = _EntityRows(resolve(writer, _names(annotation)))
        sentences = _Sentences([span.start for span in annotation.sentences], rows)
        _write_mentions(writer, row, annotation, entities, sentences)
        _write_quotes(writer, row, annotation.quotes, quote_stems, _QuoteColumns(text, entities, sentences))
        write_descriptions(writer, row, _described(row, annotation, entities, sentences))
    return rows


def _described(
    row: int, annotation: Annotation, entities: _EntityRows, sentences: _Sentences
) -> Iterator[DescriptionRow]:
    for one in annotation.descriptions:
        entity = entities.find(one.name, one.label)
        if entity is not None:
            yield entity, row, sentences.at(one.start), one.start, one.end, " ".join(one.said)


@dataclass(frozen=True)
class _EntityRows:
    """The entity row of each of the article's names, by name and label."""

    rows: Mapping[tuple[str, str], int]

    def find(self, name: str, label: str) -> int | None:
        """The row of a name, under another label if need be: mention and name may be labelled differently."""
        if (name, label) in self.rows:
            return self.rows[name, label]
        return next((row for (other, _), row in self.rows.items() if other == name), None)


@dataclass(frozen=True)
class _Sentences:
    starts: Sequence[int]
    rows: Sequence[int]

    def at(self, offset: int) -> int:
        """The row of the sentence that contains ``offset``."""
        return self.rows[max(bisect_right(self.starts, offset) - 1, 0)]


@dataclass(frozen=True)
class _QuoteColumns:
    """The context needed to compute the columns of a quote."""

    text: str
    entities: _EntityRows
    sentences: _Sentences

    def values(self, quote: QuoteSpan) -> tuple[int, int | None, str, str, str, str, str, str, str, int | None]:
        """The columns: sentence, entity, speaker, speaker as written, cue, kind, content, spans, manner, institution.

        The last one is the row of the organisation that the speaker speaks for.
        """
        written = self._slice(quote.source)
        speaker = quote.speaker or written
        return (
            self.sentences.at(quote.spans[0][0]),
            self.entities.find(quote.speaker, quote.speaker_label) if quote.speaker else None,
            speaker,
            written,
            self._slice(quote.cue),
            quote.kind.value,
            put_together(self.text, quote.spans, direct=quote.kind is QuoteKind.DIRECT),
            json.dumps(quote.spans),
            quote.manner.value,
            self.entities.find(quote.spoken_for, "ORG") if quote.spoken_for else None,
        )

    def _slice(self, span: tuple[int, int] | None) -> str:
        return "" if span is None else self.text[span[0] : span[1]]


def _write_sentences(writer: Database, row: int, annotation: Annotation, text: str, stems: Sequence[str]) -> list[int]:
    # Rows are numbered here because executemany does not return them. The sequence never repeats a number.
    last = writer.execute("SELECT seq FROM sqlite_sequence WHERE name = 'sentences'").fetchone()
    first = (last[0] if last else 0) + 1
    values = [
        (first + position, row, position, span.paragraph, span.start, span.end, text[span.start : span.end], terms)
        for position, (span, terms) in enumerate(zip(annotation.sentences, stems, strict=True))
    ]
    writer.conn.executemany(_SENTENCE, values)
    return [value[0] for value in values]


def _names(annotation: Annotation) -> Iterator[Name]:
    """The article's names, then labelled speakers of quotes who are not among them."""
    yield from annotation.names
    known = {name.name for name in annotation.names}
    for speaker, label in {(quote.speaker, quote.speaker_label) for quote in annotation.quotes}:
        if speaker and speaker not in known and label in NAME_LABELS:
            yield Name(name=speaker, label=label)


def _write_mentions(
    writer: Database, row: int, annotation: Annotation, entities: _EntityRows, sentences: _Sentences
) -> None:
    writer.conn.executemany(
        _MENTION,
        [
            (
                row,
                sentences.at(mention.start),
                entities.find(mention.name, mention.label) if mention.label in NAME_LABELS else None,
                mention.label,
                mention.start,
                mention.end,
            )
            for mention in annotation.mentions
        ],
    )


def _write_quotes(
    writer: Database, row: int, quotes: Sequence[QuoteSpan], stems: Sequence[str], quoted: _QuoteColumns
) -> None:
    """Store the quotes, several a statement, and the words of speakers that are no known entity."""
    (last,) = writer.execute("SELECT coalesce(max(id), 0) FROM quotes").fetchone()
    (sort_time,) = writer.execute("SELECT sort_time FROM articles WHERE id = ?", (row,)).fetchone()
    unresolved: list[tuple[str, int]] = []
    values = []
    for number, (quote, terms) in enumerate(zip(quotes, stems, strict=True), start=last + 1):
        sentence, entity, speaker, written, *rest = quoted.values(quote)
        values.append((number, sentence, entity, speaker, written, *rest, terms, row, sort_time))
        if entity is None:
            unresolved += [(word, number) for word in {*all_words(speaker), *all_words(written)}]
    for first in range(0, len(values), _QUOTES_TOGETHER):
        some = values[first : first + _QUOTES_TOGETHER]
        writer.execute(_QUOTES + ", ".join([_QUOTE_VALUES] * len(some)), list(chain.from_iterable(some)))
    writer.conn.executemany("INSERT INTO speaker_words (word, quote_id) VALUES (?, ?)", unresolved)
