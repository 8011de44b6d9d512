"""Does an article match a filter, and which of its sentences shows it?

A word matches by its stem ("floods" asks for "flood", "art" never meets "start"), a phrase by stems side by side.
A name matches where the recogniser found that name under any of its forms, or, where it found none, where the exact
words stand in the text capitalised:

    following          fires on                                    not on
    Modi               Modi, Narendra Modi, Nirav Modi             modi
    Narendra Modi      Narendra Modi, Narendra Damodardas Modi     Nirav Modi
    New York           New York, New York City                     New York Times
    Premier League     Premier League, English Premier League
    Apple              Apple, Apple Inc                            apple, Big Apple Circus
    Labour             Labour, Labour Party                        International Labour Organization
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from bot.following.acronyms import same_names
from bot.following.filter_language import Filter, Phrase
from bot.models import Annotation, Name
from bot.text.analyzer import terms
from bot.text.name_matching import PARTICLES, is_small, name_words, same_word, same_words, words_in
from bot.text.names import fold

TITLE = -1  # stands for the title where sentences are numbered from 0
_TITLE_CASE_FROM = 4  # letters; shorter words stay small in a title that capitalises the others
#: Say what kind of thing a name names, and add nothing to it.
_KINDS = frozenset(
    """
inc corp corporation co company ltd limited plc group llc ag sa nv holdings
party government administration city state
""".split()  # noqa: SIM905
)
#: Of these a name's first words are the thing itself or where it is: "New York City", "Windows 11", "Wembley Stadium".
_FIRST_WORDS_NAME = frozenset({"GPE", "LOC", "FAC", "PRODUCT", "EVENT"})


@dataclass(frozen=True, slots=True)
class Written:
    """One word of the article as it is written."""

    word: str
    start: int  #: offset in its text; in the title counted from 0 as well
    end: int
    sentence: int
    initial: bool  #: its capital means nothing: first of a sentence, or in a title that capitalises everything


@dataclass(frozen=True, slots=True)
class Named:
    """A mention, by the name it belongs to and where it stands."""

    name: str
    start: int
    end: int
    sentence: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleView:
    """An article as filters look at it; ``view`` makes one."""

    title: str
    source: str
    sentences: tuple[str, ...]
    stems: tuple[tuple[str, ...], ...]  #: of each sentence
    title_stems: tuple[str, ...]
    names: tuple[Name, ...]
    mentions: tuple[Named, ...]
    words: tuple[Written, ...]  #: of title and sentences
    small: frozenset[str]  #: words that stand somewhere without a capital


@dataclass(frozen=True, slots=True)
class Match:
    """Where a filter matched."""

    sentence: int  #: 0-based position of the sentence that shows it best


def view(
    *, title: str, source: str, text: str, annotation: Annotation, stems: Sequence[Sequence[str]] | None = None
) -> ArticleView:
    """Prepare an article for ``matches``.

    ``stems``: what ``terms`` makes of each sentence, where the caller has it already.
    """
    spans = [(span.start, span.end) for span in annotation.sentences]
    sentences = tuple(text[start:end] for start, end in spans)
    words = (*_title_words(title), *_body_words(text, spans))
    starts = [start for start, _ in spans]
    return ArticleView(
        title=title,
        source=source,
        sentences=sentences,
        stems=tuple(map(tuple, stems if stems is not None else map(terms, sentences))),
        title_stems=tuple(terms(title)),
        names=annotation.names,
        mentions=tuple(
            Named(mention.name, mention.start, mention.end, max(0, bisect_right(starts, mention.start) - 1))
            for mention in annotation.mentions
        ),
        words=words,
        small=frozenset(written.word for written in words if is_small(written.word)),
    )


def article_keys(article: ArticleView) -> set[str]:
    """All that ``keys.keys`` of a matching filter can hold."""
    forms = chain.from_iterable((name.name, *name.aliases) for name in article.names)
    named = {word.casefold() for form in forms for word in name_words(form)}
    named.update(written.word.casefold() for written in article.words if not is_small(written.word))
    stems = set(article.title_stems).union(*article.stems)
    return {
        "*",
        "from:" + fold(article.source),
        *("name:" + word for word in named),
        *("word:" + stem for stem in stems),
    }


def matches(wanted: Filter, article: ArticleView) -> Match | None:
    """Where ``article`` matches, or None.

    The phrases of an alternative must stand near each other. The sentence is the first that holds most of them, one
    that is not the title again if possible; the lead where only the title holds them or none are asked for.
    """
    if wanted.source and fold(wanted.source) != fold(article.source):
        return None
    if any(_places(phrase, article) for phrase in wanted.exclude):
        return None
    if not wanted.anyof:
        return Match(0)
    for clause in wanted.anyof:
        places = [_places(phrase, article) for phrase in clause]
        if near := _near_each_other(places):
            return Match(_best(near, places, article))
    return None


def _near_each_other(places: Sequence[set[int]]) -> set[int]:
    """The sentences that hold, together with the next one and the title, each phrase; () = there are none.

    Judged by eye for 21 pairs ("election campaign", "oil prices") on 299 articles: words anywhere in the article were
    right in about .72 of the cases, these in .88, one sentence alone in .93 but missing a tenth of what was right.
    """
    return {at for at in set().union(*places) if all(place & {TITLE, at, at + 1} for place in places)}


def _best(near: set[int], places: Sequence[set[int]], article: ArticleView) -> int:
    held = Counter(at for at in chain.from_iterable(places) if at != TITLE and (at in near or at - 1 in near))
    return min(held, key=lambda at: (article.sentences[at] == article.title, -held[at], at), default=0)


def _places(phrase: Phrase, article: ArticleView) -> set[int]:
    """The sentences (or TITLE) that hold the phrase."""
    if phrase.name:
        forms = same_names(name_words(phrase.text))
        return set().union(*(_named_places(form, article) or _written_places(form, article) for form in forms))
    stems = tuple(terms(phrase.text))
    everywhere = enumerate((article.title_stems, *article.stems), start=TITLE)
    return {at for at, sentence in everywhere if _holds(sentence, stems)}


def _holds(sentence: tuple[str, ...], stems: tuple[str, ...]) -> bool:
    if stems[0] not in sentence:
        return False
    return len(stems) == 1 or any(sentence[at : at + len(stems)] == stems for at in range(len(sentence)))


# ---- names ---------------------------------------------------------------------


def _named_places(words: Sequence[str], article: ArticleView) -> set[int]:
    """Where the recogniser found this name, under whichever form."""
    called = {
        name.name
        for name in article.names
        if any(_is_called(words, name_words(form), name.label) for form in (name.name, *name.aliases))
    }
    return {mention.sentence for mention in article.mentions if mention.name in called}


def _is_called(words: Sequence[str], form: Sequence[str], label: str) -> bool:
    """Does a name with this form answer to ``words``?"""
    if not form:
        return False
    if label == "PERSON":
        return _is_person(words, form)
    if same_words(_without_kind(words), _without_kind(form)):
        return True
    if label in _FIRST_WORDS_NAME and same_words(words, form[: len(words)]):
        return True
    # The head of an English name stands last: the English Premier League is a Premier League, but the New York Times
    # is not New York, and the Bank of South Africa is not South Africa.
    rest = len(form) - len(words)
    return len(words) > 1 and rest > 0 and same_words(words, form[rest:]) and form[rest - 1] not in PARTICLES


def _is_person(words: Sequence[str], form: Sequence[str]) -> bool:
    """One word may be first name or surname; several must be first name and surname, a middle name apart, or a part."""
    if len(words) == 1:
        return same_word(words[0], form[-1]) or same_word(words[0], form[0])
    if len(form) > 1 and same_word(words[0], form[0]) and same_word(words[-1], form[-1]):
        return True
    return any(same_words(words, form[at : at + len(words)]) for at in range(len(form) - len(words) + 1))


def _without_kind(words: Sequence[str]) -> Sequence[str]:
    while len(words) > 1 and words[-1].casefold() in _KINDS:
        words = words[:-1]
    return words


def _written_places(words: Sequence[str], article: ArticleView) -> Iterator[int]:
    """Where the exact words stand capitalised and are no part of something else that was recognised."""
    for at in range(len(article.words) - len(words) + 1):
        run = article.words[at : at + len(words)]
        if (
            run[0].sentence == run[-1].sentence
            and same_words(words, [written.word for written in run])
            and not (len(run) == 1 and run[0].initial and run[0].word.casefold() in article.small)
            and not _inside_a_mention(run, article)
        ):
            yield run[0].sentence


def _inside_a_mention(run: Sequence[Written], article: ArticleView) -> bool:
    first, last = run[0], run[-1]
    return first.sentence != TITLE and any(
        mention.start < last.end and first.start < mention.end for mention in article.mentions
    )


# ---- words as written ------------------------------------------------------------


def _title_words(title: str) -> Iterator[Written]:
    words = list(words_in(title))
    all_capitals = not any(is_small(word) for word, _, _ in words if len(word) >= _TITLE_CASE_FROM)
    for at, (word, start, end) in enumerate(words):
        yield Written(word, start, end, TITLE, at == 0 or all_capitals)


def _body_words(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Written]:
    for sentence, (begin, stop) in enumerate(spans):
        for at, (word, start, end) in enumerate(words_in(text[begin:stop])):
            yield Written(word, begin + start, begin + end, sentence, at == 0)
