"""Decide whether an article matches a filter, and which of its sentences shows it.

A word matches by its stem ("floods" matches "flood", "art" never matches "start"), a phrase by adjacent words: stems
and, between them, the same function words ("we will be bullied" is not "we will not be bullied").
A name matches if the recogniser found that name in any of its forms or, if it found none, if the exact
words occur in the text capitalised:

        following          matches                                     does not match
    Modi               Modi, Narendra Modi, Nirav Modi             modi
    Narendra Modi      Narendra Modi, Narendra Damodardas Modi     Nirav Modi
    New York           New York, New York City                     New York Times
    Premier League     Premier League, English Premier League
    Apple              Apple, Apple Inc                            apple, Big Apple Circus
    Labour             Labour, Labour Party                        International Labour Organization
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial, reduce
from operator import or_

from bot.following.article.article_view import ArticleView, SpokenWords, plain_words
from bot.following.article.sentence_bits import TITLE, TITLE_BIT, bits_of, near_each_other, sentences_of
from bot.following.article.word_runs import overlapping
from bot.following.article.written_words import WrittenWord
from bot.following.filters.filters import Filter, Phrase, Sense
from bot.following.matching.other_senses import literal
from bot.following.matching.topics import about
from bot.following.mentions.fields import is_nickname
from bot.following.mentions.name_forms import forms_of
from bot.following.mentions.names_in_article import name_spans
from bot.following.names.names_compared import STATE_BODIES, is_called
from bot.lexicon.countries import DEMONYMS
from bot.lexicon.figurative import VERBS_APART
from bot.lexicon.namesakes import is_word_too
from bot.text.analyzer import term_of
from bot.text.compounds import closed
from bot.text.inflection import inflects
from bot.text.name_matching import name_words
from bot.text.names import fold
from bot.text.signed_names import has_signs
from bot.text.spelling_variants import spellings

_OPENING = bits_of((TITLE, 0))  # title and first sentence


@dataclass(frozen=True, slots=True)
class Match:
    """Where and by what a filter matched."""

    sentence: int  #: 0-based position of the sentence that shows the match best
    phrases: tuple[Phrase, ...] = ()  #: the alternative that matched; () if the filter asks for no words


def matches(wanted: Filter, article: ArticleView) -> Match | None:
    """The match of ``article``, or None.

    The phrases of an alternative must stand near each other. The sentence returned is the first one with the most of
    them, preferably not a repetition of the title; the lead if only the title contains them or no words are asked for.
    """
    if (wanted.sources or wanted.other_than) and not _from_outlet(wanted, article):
        return None
    if wanted.question or (wanted.story and wanted.story not in article.stories):
        return None
    spoken = bits_of(quote.sentence for quote in quotes_of(wanted.says, article)) if wanted.says else 0
    if wanted.says and not spoken:
        return None
    match = _first_match(wanted, article, spoken) if wanted.anyof else Match(next(sentences_of(spoken), 0))
    if match and wanted.exclude and any(_places(phrase, article) for phrase in wanted.exclude):
        return None
    return match


def _from_outlet(wanted: Filter, article: ArticleView) -> bool:
    outlet = fold(article.source)
    fits = not wanted.sources or outlet in map(fold, wanted.sources)
    return fits and outlet not in map(fold, wanted.other_than)


def _first_match(wanted: Filter, article: ArticleView, spoken: int) -> Match | None:
    """The match by the first alternative that matches.

    ``spoken``: sentences, as bits, that it must be near; 0 for any.
    """
    for at, clause in enumerate(wanted.anyof):
        places = _all_places(clause, article, spoken)
        if not places:
            continue
        near = near_each_other(places) if len(places) > 1 else places[0]
        if not near and len(places) == 2 and (clause[0].name or clause[-1].name):
            near = _of_its_country(clause, places, article)
        if near and not (wanted.unless and any(_places(phrase, article) for phrase in wanted.unless[at])):
            return Match(_best(near, places, article), clause)
    return None


def _of_its_country(clause: Sequence[Phrase], places: Sequence[int], article: ArticleView) -> int:
    """Where an article that begins with a country has one of its institutions: "In Mali ... The parliament"."""
    if len(clause) != 2:
        return 0
    for (country, where), (body, found) in (
        tuple(zip(clause, places, strict=True)),
        tuple(zip(reversed(clause), reversed(places), strict=True)),
    ):
        of_state = not body.name and body.text.casefold() in STATE_BODIES
        if of_state and country.name and forms_of(country).peoples and where & _OPENING:
            return found
    return 0


def quotes_of(says: Phrase, article: ArticleView) -> list[SpokenWords]:
    """The quotes of the speaker that ``says`` names."""
    forms = forms_of(says).names
    return [
        quote
        for quote in article.quotes
        if any(is_called(form, name_words(quote.speaker), quote.label) for form in forms)
    ]


def _all_places(clause: Sequence[Phrase], article: ArticleView, spoken: int) -> list[int]:
    """The sentences that contain each phrase of an alternative, as bits; [] if a phrase is missing.

    ``spoken``: sentences of quotes that the phrases must be near; 0 for anywhere.

    On what counts as near: for 21 pairs ("election campaign", "oil prices") on 299 articles, judged by eye, words
    anywhere in the article were right in about .72 of the cases, within neighbouring sentences in .88, and within one
    sentence in .93, which however missed a tenth of the right ones.
    """
    places = [spoken] if spoken else []
    words, names = article.word_places, article.name_places
    for phrase in clause:
        text, name, _ = phrase
        found = names.get(phrase) if name else words.get(text)
        if found is None:
            found = _places(phrase, article)
        if not found:
            return []
        places.append(found)
    return places


def _best(near: int, places: Sequence[int], article: ArticleView) -> int:
    bits = (near | near << 1) & reduce(or_, places) & ~TITLE_BIT
    first = next(sentences_of(bits), 0)
    if bits & (bits - 1) == 0 or (len(places) == 1 and (first or article.sentences[0] != article.title)):
        return first  # the only one, or the first of several that show as much
    held = {at: sum(place >> (at - TITLE) & 1 for place in places) for at in sentences_of(bits)}
    return min(held, key=lambda at: (article.sentences[at] == article.title, -held[at], at))


def _places(phrase: Phrase, article: ArticleView) -> int:
    """The sentences that contain the phrase, as bits. Cached, because many filters ask for the same phrase."""
    text, name, _ = phrase
    found = article.name_places.get(phrase) if name else article.word_places.get(text)
    if found is not None:
        return found
    if phrase.sense is Sense.TOPIC:
        found = about(text, article, partial(_places, article=article))
    elif name or has_signs(text):
        found = bits_of(span.sentence for span in name_spans(phrase, article))
    else:
        found = _words_found(text, article)
    if name:
        article.name_places[phrase] = found
    else:
        article.word_places[text] = found
    return found


def _words_found(text: str, article: ArticleView) -> int:
    found, by_stem = 0, article.by_stem
    for reading in readings(text):
        for stem in reading.stems:
            if stem in by_stem:  # usually absent
                found |= (_run_found if reading.run else _word_found)(stem, reading, text, article)
    return found


def _word_found(stem: str, wanted: PhraseReading, text: str, article: ArticleView) -> int:
    only, found, small = wanted.words[0], 0, article.small
    for word, bits in article.by_stem[stem].items():
        if word not in only.words and not _is_form(only, word, article):
            continue
        # By far the most: a name or nickname is never printed in small letters, but for peoples.
        is_word = word in small and word not in DEMONYMS
        if is_word or not _is_other_sense(text, word, article):
            found |= literal(stem, word, bits, article)
    return found


def _run_found(stem: str, wanted: PhraseReading, text: str, article: ArticleView) -> int:
    first, found = wanted.words[0], 0
    for word, bits in article.by_stem[stem].items():
        if word in first.words or _is_form(first, word, article):
            found |= bits
    return bits_of(at for at in sentences_of(found) if _side_by_side(wanted.run, at, article))


@dataclass(frozen=True, slots=True)
class Spelt:
    """A word to search for, in all its spellings and by its stems."""

    words: frozenset[str]
    stems: frozenset[str]
    verb: bool  #: one of them is a verb whose meaning is far from that of the noun: "stormed"


@dataclass(frozen=True, slots=True)
class PhraseReading:
    """What to search for a phrase: its words that have a term, and all of them in a row unless it is one word."""

    words: tuple[Spelt, ...]
    run: tuple[Spelt, ...]  #: a function word among them has no stems; () for one word
    stems: tuple[str, ...]  #: of the first word


@lru_cache(maxsize=1 << 16)
def readings(text: str) -> tuple[PhraseReading, ...]:
    """The words of a phrase, and the compound as which two words may be written; () if none has a term."""
    run = tuple(map(_spelt, plain_words(text)))
    found = tuple(word for word in run if word.stems)
    one = closed(text)
    apart = found and (not one or len(found) > 1)  # "run-off" means more than "run"
    whole = (_reading(found, run if len(run) > 1 else ()),) if apart else ()
    return (*whole, _reading((_spelt(one),))) if one else whole


def _reading(found: tuple[Spelt, ...], run: tuple[Spelt, ...] = ()) -> PhraseReading:
    return PhraseReading(found, run, tuple(found[0].stems))


def _spelt(word: str) -> Spelt:
    found = spellings(word)
    stems = frozenset(map(term_of, found)) - {""} if term_of(word) else frozenset[str]()
    return Spelt(found, stems, any(map(VERBS_APART.__contains__, found)))


def _side_by_side(wanted: Sequence[Spelt], sentence: int, article: ArticleView) -> bool:
    """Whether the words stand next to each other in the sentence, possibly inflected; function words as they are."""
    printed = article.wording(sentence)
    return any(
        all(
            (stem in one.stems and _is_form(one, word, article)) if one.stems else word in one.words
            for one, (stem, word) in zip(wanted, printed[at:], strict=False)
        )
        for at in range(len(printed) - len(wanted) + 1)
    )


def _is_other_sense(text: str, word: str, article: ArticleView) -> bool:
    """Whether a word that is also a name occurs here as that name only."""
    if word in article.small:
        return word in DEMONYMS and is_word_too(text)
    is_name = is_word_too(text) and (word in DEMONYMS or article.is_never_a_word(word))
    return is_name or is_nickname(word, article)


def _is_form(wanted: Spelt, word: str, article: ArticleView) -> bool:
    """Whether ``word`` is the wanted word or a form of it, in the same sense.

    "apples" does not match the name Apple, "storm" not the verb "stormed".
    """
    if word in wanted.words:
        return True
    verb = word in VERBS_APART
    if not any(inflects(spelling, word) for spelling in wanted.words if (spelling in VERBS_APART) == verb):
        return False
    return word in article.small or not (article.is_only_name(word) or _is_only_within_names(word, article))


def _is_only_within_names(word: str, article: ArticleView) -> bool:
    """Whether a word occurs only as a part of longer names: "Fox News" has no foxes."""
    written = [article.words[at] for at in article.by_word.get(word, ())]
    return bool(written) and all(map(partial(_is_within_name, article=article), written))


def _is_within_name(one: WrittenWord, article: ArticleView) -> bool:
    return any(
        mention.label != "NORP" and mention.end - mention.start > one.end - one.start
        for mention in overlapping((one,), article)
    )
