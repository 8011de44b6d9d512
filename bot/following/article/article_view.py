"""An article as filters read it: its sentences, their terms, and the names in them. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import chain
from operator import or_

from bot.following.article.by_key import ByKey
from bot.following.article.sentence_bits import ANYWHERE, TITLE, TITLE_BIT, regions_of
from bot.following.article.towns_and_regions import towns_elsewhere
from bot.following.article.written_words import WrittenWord, body_words, title_words
from bot.following.filters.filters import Phrase
from bot.following.names.further_forms import all_forms
from bot.models import Annotation, Mention, Name, QuoteSpan
from bot.text.analyzer import term_of, terms, words
from bot.text.compounds import compounds
from bot.text.contractions import in_full
from bot.text.link_lines import leads_elsewhere, without_addresses
from bot.text.name_matching import is_small, name_words
from bot.text.names import fold

_MONTHS = frozenset({"march", "may", "august"})  # a filter for "march" must not match everything that happens in March
_ARTICLES = frozenset({"a", "an", "the"})
_PLACES = frozenset({"GPE", "LOC", "FAC", "PERSON"})


@dataclass(frozen=True, slots=True)
class NamedMention:
    """A mention of a name, with its position."""

    name: str
    start: int
    end: int
    sentence: int
    label: str = ""  #: OntoNotes label


@dataclass(frozen=True, slots=True)
class SpokenWords:
    """A quotation, by its speaker and position."""

    speaker: str  #: by the canonical name, else as written
    label: str  #: OntoNotes label; "" = unknown
    start: int
    end: int
    sentence: int


@dataclass(frozen=True, kw_only=True)
class ArticleView:
    """An article as filters read it, made by ``view``. Its indexes are built on first use."""

    title: str
    source: str
    sentences: tuple[str, ...]
    searched: tuple[str, ...]  #: the sentences with blanks in place of addresses of the web, which name nothing
    starts: tuple[int, ...]  #: offset of each sentence in the article's text
    stems: tuple[tuple[str, ...], ...]  #: of each sentence
    title_stems: tuple[str, ...]
    names: tuple[Name, ...]
    mentions: tuple[NamedMention, ...]
    words: Sequence[WrittenWord]  #: of title and sentences; those of one sentence stand in a row
    small: Container[str]  #: words that occur somewhere without a capital
    quotes: tuple[SpokenWords, ...] = ()
    stories: frozenset[int] = frozenset()  #: its story, under all numbers that the story has had

    @cached_property
    def name_places(self) -> dict[Phrase, int]:
        """A cache of the sentences that contain each name looked up so far (see sentence_bits.py)."""
        return {}

    @cached_property
    def word_places(self) -> dict[str, int]:
        """The same for other phrases, by their text, whose hash Python keeps."""
        return {}

    def is_only_name(self, word: str) -> bool:
        """Whether a lower-cased word is a one-word name here that never occurs without a capital."""
        return word in self._lone and word not in self.small

    def is_never_a_word(self, word: str) -> bool:
        """Whether a lower-cased word occurs only in names and months: "Condoleezza Rice" is not about rice."""
        return (word in self._lone or word in self._of_people or word in _MONTHS) and word not in self.small

    @cached_property
    def _lone(self) -> frozenset[str]:
        return frozenset(_lone_names(self.names))

    @cached_property
    def _of_people(self) -> frozenset[str]:
        people = (name.name for name in self.names if name.label == "PERSON")
        return frozenset(word.casefold() for name in people for word in name_words(name))

    @cached_property
    def by_stem(self) -> ByKey[Mapping[str, int]]:
        """The sentences with each stem, as bits (see sentence_bits.py), by the folded form printed there."""
        return self.all_stems

    @cached_property
    def all_stems(self) -> Mapping[str, Mapping[str, int]]:
        """``by_stem`` of the whole article."""
        found: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for at, (text, stems) in enumerate(self.texts):
            bit = TITLE_BIT << at
            for stem, word in (*printed(text, stems), *(joined(text) if stems else ())):
                held = found[stem]
                held[word] = held.get(word, 0) | bit
        return dict(found)

    @property
    def texts(self) -> Iterator[tuple[str, Sequence[str]]]:
        """The title and each sentence, with its terms."""
        return zip((self.title, *self.searched), (self.title_stems, *self.stems), strict=True)

    @cached_property
    def wordings(self) -> dict[int, tuple[tuple[str, str], ...]]:
        """A cache of what ``wording`` returned."""
        return {}

    def wording(self, sentence: int) -> tuple[tuple[str, str], ...]:
        """All words of a sentence, or of the title (TITLE), except articles: each as stem ("" if none), folded."""
        if sentence not in self.wordings:
            self.wordings[sentence] = tuple((term_of(word), word) for word in plain_words(self.text_of(sentence)))
        return self.wordings[sentence]

    @cached_property
    def by_word(self) -> ByKey[Sequence[int]]:
        """The positions of each lower-cased word in ``words``, in the order of the text."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for at, written in enumerate(self.words):
            found[written.word.casefold()].append(at)
        return dict(found)

    @cached_property
    def by_name_word(self) -> ByKey[Sequence[tuple[Name, tuple[str, ...]]]]:
        """Names by each lower-cased word of each of their forms, with the words of that form."""
        found: dict[str, list[tuple[Name, tuple[str, ...]]]] = {}
        for name in self.names:
            for form in all_forms(name):
                for word in {word.casefold() for word in form}:
                    found.setdefault(word, []).append((name, form))
        return found

    @cached_property
    def by_name(self) -> ByKey[Sequence[NamedMention]]:
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

    @cached_property
    def elsewhere(self) -> frozenset[tuple[str, str]]:
        """Lower-cased towns, each with its region, that are not the well-known places of that name: Paris in Texas."""
        return frozenset(towns_elsewhere(self.words, self.by_word, self._between))

    def has_comma_behind(self, at: int) -> bool:
        """Whether a comma stands between a word and the next one of its sentence."""
        return at + 1 < len(self.words) and self._between(self.words[at], self.words[at + 1]).strip() == ","

    def _between(self, left: WrittenWord, right: WrittenWord) -> str:
        """What stands between two words of the same sentence; "" for words of different ones."""
        if left.sentence != right.sentence:
            return ""
        start = self.starts[left.sentence] if left.sentence != TITLE else 0
        return self.text_of(left.sentence)[left.end - start : right.start - start]

    def words_of(self, sentence: int) -> Iterator[int]:
        """The positions in ``words`` of those of a sentence, or of the title (TITLE)."""
        return (at for at, one in enumerate(self.words) if one.sentence == sentence)

    def text_of(self, sentence: int) -> str:
        """The searched text of a sentence, or of the title (TITLE)."""
        return self.title if sentence == TITLE else self.searched[sentence]


def view(
    *, title: str, source: str, text: str, annotation: Annotation, stems: Sequence[Sequence[str]] | None = None
) -> ArticleView:
    """Prepare an article for matching.py.

    ``stems`` are the terms of each sentence, if the caller has them already.
    """
    spans, plain = [(span.start, span.end) for span in annotation.sentences], without_addresses(text)
    sentences, searched = (tuple(one[start:end] for start, end in spans) for one in (text, plain))
    elsewhere = frozenset(at for at, sentence in enumerate(sentences) if leads_elsewhere(sentence))
    each = stems if stems is not None and plain == text else map(terms, searched)
    body = (one for one in body_words(plain, spans) if one.sentence not in elsewhere)
    written = (*title_words(title), *body)
    small, starts = frozenset(word.word for word in written if is_small(word.word)), [start for start, _ in spans]
    return ArticleView(
        title=title,
        source=source,
        sentences=sentences,
        searched=searched,
        starts=tuple(starts),
        stems=tuple(() if at in elsewhere else tuple(found) for at, found in enumerate(each)),
        title_stems=tuple(terms(title)),
        names=annotation.names,
        mentions=tuple(one for one in mentions_of(annotation.mentions, starts, plain) if one.sentence not in elsewhere),
        quotes=tuple(spoken(annotation.quotes, starts)),
        words=written,
        small=small,
    )


def printed(text: str, stems: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The terms of a title or sentence, each with its word, folded."""
    return zip(stems, filter(term_of, words(text)), strict=True) if stems else iter(())


def joined(text: str, *, hyphenated: bool = False) -> Iterator[tuple[str, str]]:
    """The terms of pairs of words that could be written as one, each with that word: "ceasefire" for "cease-fire"."""
    return ((term_of(word), word) for word, _, _ in compounds(text, hyphenated=hyphenated))


def mentions_of(mentions: Iterable[Mention], starts: Sequence[int], plain: str) -> Iterator[NamedMention]:
    """Mentions with their sentences, without those in addresses, which ``plain`` leaves out."""
    for mention in mentions:
        if not plain[mention.start : mention.end].isspace():
            yield NamedMention(mention.name, mention.start, mention.end, _at(starts, mention.start), mention.label)


def plain_words(text: str) -> list[str]:
    """The folded words of a phrase or sentence, contractions in full, without articles."""
    return [word for word in words(in_full(text)) if word not in _ARTICLES]


def spoken(quotes: Iterable[QuoteSpan], starts: Sequence[int]) -> Iterator[SpokenWords]:
    """Each quote under its speaker and, if that is a spokesperson, under the institution as well."""
    for quote in quotes:
        for speaker, label in ((quote.speaker, quote.speaker_label), (quote.spoken_for, "ORG")):
            for start, end in quote.spans[:1] if speaker else ():
                yield SpokenWords(speaker, label, start, end, _at(starts, start))


def article_keys(article: ArticleView) -> dict[str, int]:
    """All keys that ``index_keys.keys`` of a matching filter can contain, with the parts in which each may stand.

    See sentence_bits.regions_of; only of words is known where they stand.
    """
    size = len(article.sentences)
    found = dict.fromkeys(_keys_anywhere(article), ANYWHERE)
    for stem, printed in article.all_stems.items():
        found["word:" + stem] = regions_of(reduce(or_, printed.values()), size)
    return found


def _keys_anywhere(article: ArticleView) -> Iterator[str]:
    yield "*"
    yield "from:" + fold(article.source)
    yield from (
        "name:" + word.casefold() for form in chain.from_iterable(map(all_forms, article.names)) for word in form
    )
    yield from ("name:" + word.casefold() for word in _may_name(article))
    yield from ("name:" + word.casefold() for quote in article.quotes for word in name_words(quote.speaker))
    yield from (f"story:{story}" for story in article.stories)


def _lone_names(names: Sequence[Name]) -> Iterator[str]:
    """One-word names other than peoples or adjectives, and every word of names of places: Stamford Bridge."""
    for name in names:
        form = name_words(name.name)
        if (len(form) == 1 and name.label != "NORP") or name.label in _PLACES:
            yield from (word.casefold() for word in form)


def _may_name(article: ArticleView) -> Iterator[str]:
    """The words that have a capital, or begin with a digit."""
    return (word for word in {one.word for one in article.words} if word not in article.small or word[:1].isdigit())


def _at(starts: Sequence[int], offset: int) -> int:
    """The sentence that contains an offset."""
    return max(0, bisect_right(starts, offset) - 1)
