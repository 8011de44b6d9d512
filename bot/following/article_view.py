"""An article as filters look at it: its sentences, what they are made of, and the names in them. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from bot.following.filters import Phrase
from bot.following.sentence_bits import TITLE, TITLE_BIT
from bot.models import Annotation, Name
from bot.text.analyzer import term_of, terms, words
from bot.text.compounds import compounds
from bot.text.name_matching import is_small, name_words, words_in
from bot.text.names import fold

_MONTHS = frozenset({"march", "may", "august"})  # who follows a march does not want all that happens in March
_PLACES = frozenset({"GPE", "LOC", "FAC", "PERSON"})
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


@dataclass(frozen=True, slots=True)
class SpokenWords:
    """Where somebody is quoted."""

    speaker: str  #: by the canonical name, else as written
    label: str  #: OntoNotes label; "" = unknown
    start: int
    end: int
    sentence: int


@dataclass(frozen=True, kw_only=True)
class ArticleView:
    """An article as filters look at it; ``view`` makes one. What it indexes is made when it is first asked for."""

    title: str
    source: str
    sentences: tuple[str, ...]
    starts: tuple[int, ...]  #: offset of each sentence in the article's text
    stems: tuple[tuple[str, ...], ...]  #: of each sentence
    title_stems: tuple[str, ...]
    names: tuple[Name, ...]
    mentions: tuple[NamedMention, ...]
    words: tuple[WrittenWord, ...]  #: of title and sentences
    small: frozenset[str]  #: words that stand somewhere without a capital
    only_names: frozenset[str]  #: names of one word that stand nowhere without a capital, in small letters
    quotes: tuple[SpokenWords, ...] = ()
    stories: frozenset[int] = frozenset()  #: the story that it tells, under all numbers that this one has had

    @cached_property
    def places(self) -> dict[Phrase, int]:
        """Where phrases stand that were looked for already (see sentence_bits.py)."""
        return {}

    @cached_property
    def never_a_word(self) -> frozenset[str]:
        """Words that stand in names and months only, in small letters: "Condoleezza Rice" is about no rice."""
        people = {word.casefold() for name in self.names if name.label == "PERSON" for word in name_words(name.name)}
        return frozenset((people | _MONTHS) - self.small) | self.only_names

    @cached_property
    def by_stem(self) -> dict[str, dict[str, int]]:
        """The sentences with each stem, as bits (see sentence_bits.py), by the word that is printed there, folded."""
        found: dict[str, dict[str, int]] = {}
        for sentence, (stems, printed) in enumerate(zip((self.title_stems, *self.stems), self.printed, strict=True)):
            bit = TITLE_BIT << sentence
            for stem, word in zip(stems, printed, strict=True):
                held = found.setdefault(stem, {})
                held[word] = held.get(word, 0) | bit
            for word in self.compounds[sentence]:
                held = found.setdefault(term_of(word), {})
                held[word] = held.get(word, 0) | bit
        return found

    @cached_property
    def compounds(self) -> tuple[tuple[str, ...], ...]:
        """What could be written as one word in the title and each sentence: "ceasefire" for "cease-fire"."""
        return tuple(tuple(word for word, _, _ in compounds(text)) for text in (self.title, *self.sentences))

    @cached_property
    def printed(self) -> tuple[tuple[str, ...], ...]:
        """The words with a term of the title and each sentence, folded: as many as it has terms, in the same order."""
        return tuple(tuple(filter(term_of, words(text))) for text in (self.title, *self.sentences))

    @cached_property
    def by_word(self) -> dict[str, list[int]]:
        """Where each word in small letters stands among ``words``."""
        found: dict[str, list[int]] = {}
        for at, written in enumerate(self.words):
            found.setdefault(written.word.casefold(), []).append(at)
        return found

    @cached_property
    def by_name_word(self) -> dict[str, list[tuple[Name, tuple[str, ...]]]]:
        """The names under each word, in small letters, of each of their forms, with that form's words."""
        found: dict[str, list[tuple[Name, tuple[str, ...]]]] = {}
        for name in self.names:
            for form in dict.fromkeys(map(name_words, (name.name, *name.aliases))):
                for word in {word.casefold() for word in form}:
                    found.setdefault(word, []).append((name, form))
        return found

    @cached_property
    def by_name(self) -> dict[str, list[NamedMention]]:
        """The mentions of each name."""
        found: dict[str, list[NamedMention]] = {}
        for mention in self.mentions:
            found.setdefault(mention.name, []).append(mention)
        return found

    @cached_property
    def by_sentence(self) -> dict[int, list[NamedMention]]:
        """The mentions in each sentence."""
        found: dict[int, list[NamedMention]] = {}
        for mention in self.mentions:
            found.setdefault(mention.sentence, []).append(mention)
        return found

    def stems_of(self, sentence: int) -> tuple[str, ...]:
        """Of a sentence or TITLE."""
        return self.title_stems if sentence == TITLE else self.stems[sentence]

    def text_of(self, sentence: int) -> str:
        """Of a sentence or TITLE."""
        return self.title if sentence == TITLE else self.sentences[sentence]


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
        starts=tuple(starts),
        stems=tuple(map(tuple, stems if stems is not None else map(terms, sentences))),
        title_stems=tuple(terms(title)),
        names=annotation.names,
        mentions=tuple(
            NamedMention(mention.name, mention.start, mention.end, _at(starts, mention.start), mention.label)
            for mention in annotation.mentions
        ),
        quotes=tuple(_spoken(annotation, starts)),
        words=written,
        small=small,
        only_names=frozenset(_lone(annotation.names)) - small,
    )


def _spoken(annotation: Annotation, starts: Sequence[int]) -> Iterator[SpokenWords]:
    """Each quote under its speaker, and under the institution for which that one speaks."""
    for quote in annotation.quotes:
        for speaker, label in ((quote.speaker, quote.speaker_label), (quote.spoken_for, "ORG")):
            for start, end in quote.spans[:1] if speaker else ():
                yield SpokenWords(speaker, label, start, end, _at(starts, start))


def article_keys(article: ArticleView) -> set[str]:
    """All that ``index_keys.keys`` of a matching filter can hold."""
    forms = chain.from_iterable((name.name, *name.aliases) for name in article.names)
    named = {word.casefold() for form in forms for word in name_words(form)}
    named.update(written.word.casefold() for written in article.words if _may_name(written.word))
    stems = set(article.title_stems).union(*article.stems, map(term_of, chain.from_iterable(article.compounds)))
    return {
        "*",
        "from:" + fold(article.source),
        *("name:" + word for word in named),
        *("name:" + word.casefold() for quote in article.quotes for word in name_words(quote.speaker)),
        *(f"story:{story}" for story in article.stories),
        *("word:" + stem for stem in stems),
    }


def _lone(names: Sequence[Name]) -> Iterator[str]:
    """Names of one word that are no people or adjective, and all words of places: Stamford Bridge."""
    for name in names:
        form = name_words(name.name)
        if (len(form) == 1 and name.label != "NORP") or name.label in _PLACES:
            yield from (word.casefold() for word in form)


def _may_name(word: str) -> bool:
    return not is_small(word) or word[:1].isdigit()


def _at(starts: Sequence[int], offset: int) -> int:
    """The sentence that holds an offset."""
    return max(0, bisect_right(starts, offset) - 1)


def _title_words(title: str) -> Iterator[WrittenWord]:
    words = list(words_in(title))
    all_capitals = not any(is_small(word) for word, _, _ in words if len(word) >= _TITLE_CASE_FROM)
    for at, (word, start, end) in enumerate(words):
        yield WrittenWord(word, start, end, TITLE, at == 0 or all_capitals)


def _body_words(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[WrittenWord]:
    for sentence, (begin, stop) in enumerate(spans):
        for at, (word, start, end) in enumerate(words_in(text[begin:stop])):
            yield WrittenWord(word, begin + start, begin + end, sentence, at == 0)
