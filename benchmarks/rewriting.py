"""Many articles generated from few, with the same Zipf slope, to simulate the index of a growing archive.

Each new article is a copy of a given, annotated one in which the rarer words are exchanged for variants ("harbour" ->
"harbour", "harbourqbk", "harbourqck" ...), in the text and in all names. One article's words take variants together,
so articles stay about something: copies of the same article share their everyday words and differ in their names and
topics. The number of a variant follows Pareto's law, so the frequencies of variants fall off as those of words do;
``slope`` measures whether the generated corpus has the slope of the given one. Sentences, names, mentions and quotes
move along with the words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache

import numpy as np

from bot.models import Annotation, Mention, Name, NewArticle, QuoteSpan, SentenceSpan
from bot.text.analyzer import terms

KEPT = 50  #: commonest terms that are never exchanged
TAIL = 1.5  #: exponent of Pareto's law for the variants
FIRST_DAY = datetime(2020, 1, 1, tzinfo=UTC)
EVERY = timedelta(minutes=45)  #: one article
_LETTERS = "abcdefghijklmnopqrtuvwxz"  # without s and y: a variant must be its own stem
_WORD = re.compile(r"(?<![\w'’.])[A-Za-z]{2,}(?!\w|['’](?!s\b)|\.\w)")  # not a part of "O'Brien", "U.S.", "don't"

Stems = list[list[str]]


@dataclass(frozen=True)
class Made:
    """A rewritten article, ready to be stored."""

    article: NewArticle
    annotation: Annotation
    stems: Stems  #: terms of each sentence
    quote_stems: Stems


@dataclass(frozen=True)
class Cut:
    """A text and its replaceable words."""

    text: str
    words: list[tuple[int, int, str]]  #: start, end and term of each

    @classmethod
    def of(cls, text: str, kept: set[str]) -> Cut:
        """The words that are one plain term, except for the most common ones."""
        found = ((match.span(), terms(match.group())) for match in _WORD.finditer(text))
        plain = ((span, each[0]) for span, each in found if len(each) == 1 and each[0].isalpha() and each[0].isascii())
        return cls(text, [(*span, term) for span, term in plain if term not in kept])

    def exchanged(self, endings: Mapping[str, str]) -> str:
        """The text with variants of some terms."""
        parts: list[str] = []
        last = 0
        for start, end, term in self.words:
            if term in endings:
                word = term + endings[term]
                parts += (self.text[last:start], word.capitalize() if self.text[start].isupper() else word)
                last = end
        return "".join([*parts, self.text[last:]]) if parts else self.text

    def moved(self, endings: Mapping[str, str], offsets: Sequence[int]) -> list[int]:
        """The positions of ``offsets`` of the text in ``exchanged``."""
        changed = [
            (end, len(term) + len(endings[term]) - (end - start)) for start, end, term in self.words if term in endings
        ]
        ends = np.array([end for end, _ in changed], dtype=np.int64)
        grown = np.cumsum([0, *(more for _, more in changed)])
        places = np.asarray(offsets, dtype=np.int64)
        moved: list[int] = (places + grown[np.searchsorted(ends, places, side="right")]).tolist()
        return moved


@dataclass(frozen=True)
class Source:
    """A source article, split at its replaceable words."""

    article: NewArticle
    annotation: Annotation
    stems: Stems
    quote_stems: Stems
    body: Cut
    names: dict[str, Cut]  #: title, names, aliases and speakers
    offsets: list[int]  #: start and end of each sentence, mention and part of a quote, in that order
    exchangeable: list[str]  #: terms, each once


def prepared(given: Iterable[tuple[NewArticle, Annotation]]) -> list[Source]:
    """The source articles, split; those without a sentence are left out."""
    pairs = [(article, annotation) for article, annotation in given if annotation.sentences]
    stems = [
        [terms(article.text[span.start : span.end]) for span in annotation.sentences] for article, annotation in pairs
    ]
    counts = Counter(term for lines in stems for line in lines for term in line)
    kept = {term for term, _ in counts.most_common(KEPT)}
    return [_prepared(*pair, lines, kept) for pair, lines in zip(pairs, stems, strict=True)]


def _prepared(article: NewArticle, annotation: Annotation, stems: Stems, kept: set[str]) -> Source:
    quoted = (" ".join(article.text[start:end] for start, end in quote.spans) for quote in annotation.quotes)
    body = Cut.of(article.text, kept)
    texts = {article.title, *(quote.speaker for quote in annotation.quotes)}
    texts.update(form for name in annotation.names for form in (name.name, *name.aliases))
    texts.update(mention.name for mention in annotation.mentions)
    names = {text: Cut.of(text, kept) for text in texts}
    spans = [(span.start, span.end) for span in annotation.sentences]
    spans += [(mention.start, mention.end) for mention in annotation.mentions]
    spans += [span for quote in annotation.quotes for span in (*quote.spans, quote.source, quote.cue) if span]
    return Source(
        article,
        annotation,
        stems,
        [terms(content) for content in quoted],
        body,
        names,
        [offset for span in spans for offset in span],
        list(dict.fromkeys(term for cut in (body, *names.values()) for _, _, term in cut.words)),
    )


def rewritten(sources: Sequence[Source], seed: int = 1, first: int = 0) -> Iterator[Made]:
    """An endless sequence of articles, from number ``first`` on; the same for the same ``seed``."""
    number = first
    while True:
        chance = np.random.default_rng((seed, number))
        source = sources[int(chance.integers(len(sources)))]
        drawn = chance.pareto(TAIL, len(source.exchangeable)).astype(np.int64)
        endings = {source.exchangeable[place]: _ending(int(drawn[place])) for place in np.flatnonzero(drawn).tolist()}
        number += 1
        yield _made(source, endings, number)


@lru_cache(maxsize=1 << 16)
def _ending(number: int) -> str:
    """Endings qak, qbk ... qaak, all on a letter that the stemmer does not change."""
    letters = ""
    while number > 0:
        number, digit = divmod(number - 1, len(_LETTERS))
        letters = _LETTERS[digit] + letters
    return f"q{letters}k"


def _made(source: Source, endings: Mapping[str, str], number: int) -> Made:
    names = {text: cut.exchanged(endings) for text, cut in source.names.items()}
    article = replace(
        source.article,
        text=source.body.exchanged(endings),
        title=names[source.article.title],
        id=f"made-{number}",
        url=f"https://news.example/{number}",
        published=FIRST_DAY + number * EVERY,
    )
    return Made(
        article,
        _annotation(source.annotation, names, source.body.moved(endings, source.offsets)),
        [[term + endings[term] if term in endings else term for term in line] for line in source.stems],
        [[term + endings[term] if term in endings else term for term in line] for line in source.quote_stems],
    )


def _annotation(given: Annotation, names: Mapping[str, str], offsets: Sequence[int]) -> Annotation:
    places = iter(zip(offsets[::2], offsets[1::2], strict=True))
    return Annotation(
        sentences=tuple(
            SentenceSpan(start=start, end=end, paragraph=span.paragraph)
            for span, (start, end) in zip(given.sentences, places, strict=False)
        ),
        names=tuple(
            Name(name=names[name.name], label=name.label, aliases=tuple(names[form] for form in name.aliases))
            for name in given.names
        ),
        mentions=tuple(
            Mention(start=start, end=end, label=mention.label, name=names[mention.name])
            for mention, (start, end) in zip(given.mentions, places, strict=False)
        ),
        quotes=tuple(_quote(quote, places, names) for quote in given.quotes),
    )


def _quote(quote: QuoteSpan, places: Iterator[tuple[int, int]], names: Mapping[str, str]) -> QuoteSpan:
    return QuoteSpan(
        spans=tuple(next(places) for _ in quote.spans),
        kind=quote.kind,
        source=next(places) if quote.source else None,
        cue=next(places) if quote.cue else None,
        speaker=names[quote.speaker],
        speaker_label=quote.speaker_label,
    )


def slope(lines: Iterable[Sequence[str]], first: int = 10, last: int = 1_000) -> float:
    """The slope of log frequency over log rank between two ranks, by least squares, of sentences as terms."""
    counts = Counter(term for line in lines for term in line)
    frequencies = [count for _, count in counts.most_common(last)][first:]
    ranks = np.log(np.arange(first + 1, first + 1 + len(frequencies)))
    return float(np.polyfit(ranks, np.log(frequencies), 1)[0])
