"""Keys by which a filter is indexed, so that each article is compared with few filters. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from bot.following.filters.filters import FROM, Filter, Phrase, Sense
from bot.following.matching.topics import telling
from bot.following.mentions.areas import places_in
from bot.following.mentions.name_forms import forms_of
from bot.following.names.names_compared import without_kind
from bot.text.analyzer import query_terms, term_of, terms, words
from bot.text.compounds import closed
from bot.text.name_matching import PARTICLES
from bot.text.names import fold
from bot.text.spelling_variants import spellings

Frequency = Callable[[str], int]  # of a term: number of articles that contain it
_ASKED = 3  # terms of a question by which it is indexed
Alternatives = dict[str, int]  # keys of which an article must have at least one, each with its number of articles


class Requirement(NamedTuple):
    """What a matching article must have: one of some stems, or all words of one of some names."""

    stems: tuple[str, ...] = ()
    names: tuple[tuple[str, ...], ...] = ()


def _unknown(term: str) -> int:
    return 0


def keys(wanted: Filter) -> frozenset[str]:
    """Keys of which an article must have at least one for the filter to match (see article_view.article_keys)."""
    return frozenset(index_entries(wanted))


def index_entries(wanted: Filter, frequency: Frequency = _unknown) -> dict[str, str | None]:
    """The keys, each with a second key that the article must have as well (None if there is no such key).

    With ``frequency``, the rarest required words are chosen; without it, the longest ones.
    """
    found: dict[str, str | None] = {}
    if wanted.question:
        return dict.fromkeys(question_keys(wanted.question, frequency))
    if wanted.story:
        return {f"story:{wanted.story}": None}
    spoken = (wanted.says,) if wanted.says else ()
    for clause in wanted.anyof or ((),) * len(spoken):
        for key, also in _entries((*clause, *spoken), frequency):
            found[key] = also if found.get(key, also) == also else None
    return found or dict.fromkeys([FROM + fold(outlet) for outlet in wanted.sources] or ["*"])


def required_terms(wanted: Filter) -> set[str]:
    """The terms whose frequencies ``index_entries`` asks for."""
    asked = (phrase for clause in (*wanted.anyof, (wanted.says,) if wanted.says else ()) for phrase in clause)
    phrases = (phrase for one in asked for phrase in (telling(one.text) if one.sense is Sense.TOPIC else (one,)))
    texts = (text for phrase in phrases for text in (map(" ".join, _forms(phrase)) if phrase.name else [phrase.text]))
    return {term for text in (*texts, wanted.question) for term in terms(text)}


def required_in(wanted: Filter) -> list[list[Requirement]]:
    """What an article must have for each alternative of a filter to match; [] if the filter asks for no words.

    It must meet all requirements of an alternative, each in one of its ways.
    """
    spoken = (wanted.says,) if wanted.says else ()
    clauses = wanted.anyof or ((),) * len(spoken)
    return [[one for phrase in (*clause, *spoken) for one in _requirements(phrase)] for clause in clauses]


def _requirements(phrase: Phrase) -> Iterator[Requirement]:
    """Each word of a phrase, in any spelling; of a name, first and last word of a form that matches."""
    if phrase.sense is Sense.TOPIC:
        every = [next(_requirements(word)) for word in telling(phrase.text)]
        stems, names = (tuple(chain.from_iterable(part)) for part in zip(*every, strict=True))
        yield Requirement(stems, names)
        return
    if phrase.name:
        forms = [*map(without_kind, _forms(phrase))]
        together = (("".join(bare),) for bare in forms if len(bare) > 1)  # "JPMorganChase" for JP Morgan Chase
        ends = (dict.fromkeys((bare[0], bare[-1])) for bare in (*forms, *together))
        yield Requirement(names=tuple(tuple(word for word in one if not _is_small_word(word)) for one in ends))
        return
    for alternatives in _required(phrase, _unknown):
        yield Requirement(stems=tuple(key.partition(":")[2] for key in alternatives))


def question_keys(question: str, frequency: Frequency = _unknown) -> list[str]:
    """The rarest terms of a question. Any answer contains at least one of them."""
    asked = sorted(query_terms(question), key=lambda term: (frequency(term), -len(term), term))
    return [f"ask:{term}" for term in asked[:_ASKED]]


def _entries(clause: Sequence[Phrase], frequency: Frequency) -> Iterator[tuple[str, str | None]]:
    """The requirement of an alternative that the fewest articles meet, with the rarest other one as second key."""
    required = [one for phrase in clause for one in _required(phrase, frequency)]
    rarest = min(required, key=_cost)
    single = [one for one in required if one is not rarest and len(one) == 1]
    others = [(key, count) for one in single for key, count in one.items()]
    also = min(others, key=lambda other: _cost(dict([other])))[0] if others else None
    for key in rarest:
        yield key, also if also != key else None


def _cost(found: Alternatives) -> tuple[int, bool, int]:
    """The sort key of requirements: rare ones first, among equals names before words, then long words."""
    return sum(found.values()), not next(iter(found)).startswith("name:"), -min(map(len, found))


def _required(phrase: Phrase, frequency: Frequency) -> Iterator[Alternatives]:
    """The requirements of a phrase: each of its words or, for a name, one word of any of its forms.

    Of a topic, one of its telling words.
    """
    if phrase.sense is Sense.TOPIC:
        each = (min(_required(word, frequency), key=_cost) for word in telling(phrase.text))
        yield {key: count for alternatives in each for key, count in alternatives.items()}
        return
    if not phrase.name:
        one = closed(phrase.text)
        if one:
            first = next(filter(term_of, words(phrase.text)), one)
            yield {f"word:{stem}": frequency(stem) for stem in {term_of(one), term_of(first)}}
            return
        for word in words(phrase.text):
            stems = (
                sorted({stem for spelling in spellings(word) if (stem := term_of(spelling))}) if term_of(word) else []
            )
            if stems:
                yield {f"word:{stem}": frequency(stem) for stem in stems}
        return
    ends = [_ends(form, frequency) for form in _forms(phrase)]
    yield {f"name:{key}": count for (key, count), _ in ends}
    if len(ends) == 1 and (other := ends[0][1]):
        yield {f"name:{other[0]}": other[1]}


def _ends(form: Sequence[str], frequency: Frequency) -> tuple[tuple[str, int], tuple[str, int] | None]:
    """The rarer of the first and last word of a form, and the other one; words between them may be missing."""
    bare = without_kind(form)
    rarer, other = sorted((bare[0], bare[-1]), key=lambda word: _weight(word, frequency))
    told = [(word.casefold(), _count(word, frequency)) for word in (rarer, other)]
    return told[0], told[1] if told[1] != told[0] and not _is_minor(other) else None


def _forms(phrase: Phrase) -> Iterator[tuple[str, ...]]:
    for one in places_in(phrase) if phrase.sense is Sense.AREA else (phrase,):
        forms = forms_of(one)
        yield from (*forms.names, *forms.peoples, *filter(None, (forms.short,)))


def _weight(word: str, frequency: Frequency) -> tuple[bool, int, int]:
    return _is_minor(word), _count(word, frequency), -len(word)


def _is_small_word(word: str) -> bool:
    return word.casefold() in PARTICLES


def _is_minor(word: str) -> bool:
    """Whether a word is lower-case within names, so that articles have no key for it."""
    return _is_small_word(word) or not terms(word)


def _count(word: str, frequency: Frequency) -> int:
    return max((frequency(term) for term in terms(word)), default=0)
