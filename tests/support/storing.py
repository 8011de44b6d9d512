"""Articles for tests of the store, annotated by simple rules so that tests can describe them in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.language.descriptions import described
from bot.models import Annotation, Mention, Name, QuoteKind, QuoteSpan, SentenceSpan
from bot.store.archive.articles import Articles, StoredArticle
from bot.store.file.database import Database
from bot.text.analyzer import terms

_SENTENCE = re.compile(r"\S.*?(?:[.!?][\"”]?(?=\s|$)|$)", re.MULTILINE)
ADDED = datetime(2026, 7, 1, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Said:
    """A quote of a test article, by its words."""

    content: str
    source: str = ""  #: speaker as written
    speaker: str = ""  #: canonical; "" = not resolved
    label: str = "PERSON"
    kind: QuoteKind = QuoteKind.DIRECT
    spoken_for: str = ""  #: the organisation for which the speaker speaks


def day(number: int) -> datetime:
    """That day of June 2026, midnight UTC."""
    return datetime(2026, 6, number, tzinfo=UTC)


def person(name: str, *aliases: str) -> Name:
    return Name(name=name, label="PERSON", aliases=aliases)


def organisation(name: str, *aliases: str) -> Name:
    return Name(name=name, label="ORG", aliases=aliases)


def annotation(text: str, names: Iterable[Name] = (), quotes: Iterable[Said] = ()) -> Annotation:
    """An annotation: sentences end at full stops or line ends; a form of a name is a mention where it first occurs."""
    names, sentences = tuple(names), tuple(_sentences(text))
    mentions = tuple(sorted(_mentions(text, names), key=lambda mention: mention.start))
    return Annotation(
        sentences=sentences,
        names=names,
        mentions=mentions,
        quotes=tuple(_quote(text, said) for said in quotes),
        descriptions=tuple(described(text, sentences, mentions, names)),
    )


def stored(public_id: str = "a1", text: str = "It rained.", **changes: object) -> StoredArticle:
    """An article to insert; ``changes`` override its other fields."""
    values: dict[str, object] = {
        "title": f"Title of {public_id}",
        "source": "The Courier",
        "url": f"https://news.example/{public_id}",
        "published": day(1),
        "added": ADDED,
        "lead": text.partition("\n")[0],
        "digest": f"{public_id}:{hash(text)}",
    }
    return StoredArticle(public_id=public_id, text=text, **(values | changes))  # type: ignore[arg-type]


def store(
    database: Database, article: StoredArticle, names: Sequence[Name] = (), quotes: Sequence[Said] = ()
) -> tuple[int, list[int]]:
    """Insert and annotate an article in one transaction; returns its row and those of its sentences."""
    articles, found = Articles(database), annotation(article.text, names, quotes)
    with database.writing() as writer:
        row = articles.insert(writer, article)
        return row, articles.annotate(writer, row, found, article.text, *stems(article.text, found))


def stems(text: str, found: Annotation) -> tuple[list[str], list[str]]:
    """Stems of the sentences and of the quotes, as taken by ``Articles.annotate``."""
    quoted = [" ".join(text[start:end] for start, end in quote.spans) for quote in found.quotes]
    return (
        [" ".join(terms(text[span.start : span.end])) for span in found.sentences],
        [" ".join(terms(content)) for content in quoted],
    )


def _sentences(text: str) -> Iterator[SentenceSpan]:
    for match in _SENTENCE.finditer(text):
        lines = [line for line in text[: match.start()].split("\n")[:-1] if line.strip()]
        yield SentenceSpan(start=match.start(), end=match.end(), paragraph=len(lines))


def _mentions(text: str, names: Iterable[Name]) -> Iterator[Mention]:
    for name in names:
        for form in (name.name, *name.aliases):
            if (start := text.find(form)) >= 0:
                yield Mention(start=start, end=start + len(form), label=name.label, name=name.name)


def _quote(text: str, said: Said) -> QuoteSpan:
    return QuoteSpan(
        spans=(_span(text, said.content),),
        kind=said.kind,
        source=_span(text, said.source) if said.source else None,
        cue=_span(text, "said") if "said" in text else None,
        speaker=said.speaker,
        speaker_label=said.label if said.speaker else "",
        spoken_for=said.spoken_for,
    )


def _span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)
