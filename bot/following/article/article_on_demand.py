"""A stored article as a single filter reads it: no more of it is read than the filter asks for. Pure.

An ArticleView divides its whole text into words and terms, since thousands of filters read it. Here a sentence is
divided when one of its words is first asked for, and names and quotes are read when they are. The answers are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from bot.following.article.article_view import ArticleView, NamedMention, SpokenWords, mentions_of, spoken
from bot.following.article.by_key import ByKey, Sought
from bot.following.article.names_on_demand import bearers_of
from bot.following.article.words_on_demand import DividedText, SearchedText, SmallWords, forms_with
from bot.models import Mention, Name, QuoteSpan
from bot.text.analyzer import terms
from bot.text.link_lines import leads_elsewhere, without_addresses


class Annotated(Protocol):
    """What was found in an article's text when it was added; each may be read when it is first asked for."""

    @property
    def names(self) -> tuple[Name, ...]:
        """See ``Annotation``."""

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """See ``Annotation``."""

    @property
    def quotes(self) -> tuple[QuoteSpan, ...]:
        """See ``Annotation``."""

    def mentions_of(self, name: str) -> Iterable[Mention]:
        """Those of ``mentions`` that belong to a name."""


class ArticleOnDemand(ArticleView):
    """See the module's docstring."""

    _text: SearchedText
    _divided: DividedText
    _annotated: Annotated

    def __init__(
        self,
        *,
        title: str,
        source: str,
        text: str,
        spans: Sequence[tuple[int, int]],
        stems: Sequence[str],
        annotated: Annotated,
        stories: frozenset[int] = frozenset(),
    ) -> None:
        """Take in an article; ``stems`` are the terms of each sentence, separated by blanks."""
        sentences = tuple(text[start:end] for start, end in spans)
        searched = _searched(title, text, spans, sentences, stems)
        divided = DividedText(searched)
        fields = {
            "title": title,
            "source": source,
            "sentences": sentences,
            "searched": searched.sentences,
            "starts": tuple(start for start, _ in spans),
            "stories": stories,
            "words": divided.words,
            "small": SmallWords(searched, divided),
            "_text": searched,
            "_divided": divided,
            "_annotated": annotated,
        }
        vars(self).update(fields)  # frozen, as every view

    @cached_property
    def title_stems(self) -> tuple[str, ...]:
        """See ``ArticleView``."""
        return tuple(self._text.stems[0].split())

    @cached_property
    def stems(self) -> tuple[tuple[str, ...], ...]:
        """See ``ArticleView``."""
        return tuple(tuple(each.split()) for each in self._text.stems[1:])

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """See ``ArticleView``."""
        return self._annotated.names

    @cached_property
    def mentions(self) -> tuple[NamedMention, ...]:
        """See ``ArticleView``."""
        return tuple(self._searched_ones(self._annotated.mentions))

    @cached_property
    def quotes(self) -> tuple[SpokenWords, ...]:
        """See ``ArticleView``."""
        return tuple(spoken(self._annotated.quotes, self.starts))

    @cached_property
    def by_stem(self) -> ByKey[Mapping[str, int]]:
        """See ``ArticleView``."""
        return Sought(lambda stem: forms_with(stem, self._text))

    @cached_property
    def all_stems(self) -> Mapping[str, Mapping[str, int]]:
        """Not to be had: whoever lists all that an article has needs the whole. Raises TypeError."""
        raise TypeError("an article read on demand cannot list its stems")

    @cached_property
    def by_word(self) -> ByKey[Sequence[int]]:
        """See ``ArticleView``."""
        return Sought(self._divided.positions)

    @cached_property
    def by_name(self) -> ByKey[Sequence[NamedMention]]:
        """See ``ArticleView``."""
        return Sought(lambda name: list(self._searched_ones(self._annotated.mentions_of(name))))

    @cached_property
    def by_name_word(self) -> ByKey[Sequence[tuple[Name, tuple[str, ...]]]]:
        """See ``ArticleView``."""
        return Sought(lambda word: list(bearers_of(word, self.names)))

    def words_of(self, sentence: int) -> Iterator[int]:
        """See ``ArticleView``."""
        self._divided.divide(sentence)
        return super().words_of(sentence)

    def _searched_ones(self, mentions: Iterable[Mention]) -> Iterator[NamedMention]:
        found = mentions_of(mentions, self.starts, self._text.plain)
        return (one for one in found if one.sentence not in self._text.elsewhere)


def _searched(
    title: str, text: str, spans: Sequence[tuple[int, int]], sentences: tuple[str, ...], stems: Sequence[str]
) -> SearchedText:
    plain = without_addresses(text)
    same = plain == text
    searched = sentences if same else tuple(plain[start:end] for start, end in spans)
    elsewhere = frozenset(at for at, sentence in enumerate(sentences) if leads_elsewhere(sentence))
    each = stems if same else [" ".join(terms(sentence)) for sentence in searched]
    body = ("" if at in elsewhere else found for at, found in enumerate(each))
    return SearchedText(title, plain, tuple(spans), searched, elsewhere, (" ".join(terms(title)), *body))
