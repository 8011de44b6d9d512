"""An article as filters look at it: its sentences, what they are made of, and the names in them. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from bot.models import Annotation, Name
from bot.text.analyzer import term_of, terms, words
from bot.text.name_matching import is_small, name_words, words_in
from bot.text.names import fold

TITLE = -1  # stands for the title where sentences are numbered from 0
_TITLE_CASE_FROM = 4  # letters; shorter words stay small in a title that capitalises the others


@dataclass(frozen=True, slots=True)
class WrittenWord:
    """One word of the article as it is written."""

    word: str
    start: int  #: offset in its text; in the title counted from 0 as well
    end: int
    sentence: int
    initial: bool  #: its capital means nothing: first of a sentence, or in a title that capitalises everything


@dataclass(frozen=True, slots=True)
class NamedMention:
    """A mention, by the name it belongs to and where it stands."""

    name: str
    start: int
    end: int
    sentence: int
    label: str = ""  #: OntoNotes label


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleView:
    """An article as filters look at it; ``view`` makes one."""

    title: str
    source: str
    sentences: tuple[str, ...]
    stems: tuple[tuple[str, ...], ...]  #: of each sentence
    title_stems: tuple[str, ...]
    names: tuple[Name, ...]
    mentions: tuple[NamedMention, ...]
    words: tuple[WrittenWord, ...]  #: of title and sentences
    small: frozenset[str]  #: words that stand somewhere without a capital
    only_names: frozenset[str]  #: names of one word that stand nowhere without a capital, in small letters


def view(
    *, title: str, source: str, text: str, annotation: Annotation, stems: Sequence[Sequence[str]] | None = None
) -> ArticleView:
    """Prepare an article for ``matches``.

    ``stems``: what ``terms`` makes of each sentence, where the caller has it already.
    """
    spans = [(span.start, span.end) for span in annotation.sentences]
    sentences = tuple(text[start:end] for start, end in spans)
    written = (*_title_words(title), *_body_words(text, spans))
    small = frozenset(word.word for word in written if is_small(word.word))
    starts = [start for start, _ in spans]
    return ArticleView(
        title=title,
        source=source,
        sentences=sentences,
        stems=tuple(map(tuple, stems if stems is not None else map(terms, sentences))),
        title_stems=tuple(terms(title)),
        names=annotation.names,
        mentions=tuple(
            NamedMention(mention.name, mention.start, mention.end, _at(starts, mention.start), mention.label)
            for mention in annotation.mentions
        ),
        words=written,
        small=small,
        only_names=frozenset(_lone(annotation.names)) - small,
    )


def article_keys(article: ArticleView) -> set[str]:
    """All that ``index_keys.keys`` of a matching filter can hold."""
    forms = chain.from_iterable((name.name, *name.aliases) for name in article.names)
    named = {word.casefold() for form in forms for word in name_words(form)}
    named.update(written.word.casefold() for written in article.words if _may_name(written.word))
    stems = set(article.title_stems).union(*article.stems)
    return {
        "*",
        "from:" + fold(article.source),
        *("name:" + word for word in named),
        *("word:" + stem for stem in stems),
    }


def _lone(names: Sequence[Name]) -> Iterator[str]:
    """Names of one word that are no people or adjective."""
    for name in names:
        form = name_words(name.name)
        if len(form) == 1 and name.label != "NORP":
            yield form[0].casefold()


def _may_name(word: str) -> bool:
    return not is_small(word) or word[:1].isdigit()


def _at(starts: Sequence[int], offset: int) -> int:
    """The sentence that holds an offset."""
    return max(0, bisect_right(starts, offset) - 1)


@lru_cache(maxsize=1 << 12)
def printed(text: str) -> tuple[str, ...]:
    """The words of a sentence or title that have a term, folded; as many as it has terms, in the same order."""
    return tuple(word for word in words(text) if term_of(word))


def _title_words(title: str) -> Iterator[WrittenWord]:
    words = list(words_in(title))
    all_capitals = not any(is_small(word) for word, _, _ in words if len(word) >= _TITLE_CASE_FROM)
    for at, (word, start, end) in enumerate(words):
        yield WrittenWord(word, start, end, TITLE, at == 0 or all_capitals)


def _body_words(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[WrittenWord]:
    for sentence, (begin, stop) in enumerate(spans):
        for at, (word, start, end) in enumerate(words_in(text[begin:stop])):
            yield WrittenWord(word, begin + start, begin + end, sentence, at == 0)
