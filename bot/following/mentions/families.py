"""Families by their surname: "the Reagan family" in an article on Reagan's daughter. Pure.

An article is about a family where it says what somebody is to one of that name ("Reagan's daughter", "daughter of
Ronald Reagan"), or names two of them in one sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.following.article.article_view import ArticleView
from bot.following.article.word_runs import Span, overlapping, span_of
from bot.following.article.written_words import WrittenWord
from bot.following.filters.filters import Phrase, Sense
from bot.lexicon.loader import word_list, word_set
from bot.lexicon.places import is_people, is_place
from bot.text.name_matching import is_acronym, name_words, same_word

_BEHIND = word_set("family siblings brothers sisters couple dynasty")  # a surname
_ASKED = word_set("family families dynasty clan")
_KIN = word_list("roles", "members_of_families")
_NAMED_OF = 4  # words: "daughter of former President Ronald Reagan"


def family_of(clause: Sequence[Phrase]) -> Phrase | None:
    """The family that an alternative asks for: "reagan family"; None if it asks for something else."""
    words = name_words(" ".join(phrase.text for phrase in clause))
    if len(words) != 2 or words[1].casefold() not in _ASKED:
        return None
    surname = words[0]
    known = is_place(surname) or is_people(surname) or is_acronym(surname)
    return None if known or any(phrase.sense is not Sense.UNSAID for phrase in clause) else _named(surname)


def _named(surname: str) -> Phrase:
    return Phrase(surname.title() if surname.islower() else surname, True, Sense.FAMILY)


def family_spans(surname: str, article: ArticleView) -> list[Span]:
    """The spans of a surname where the article is about the family."""
    (word,) = name_words(surname)[-1:] or ("",)
    if word.casefold() in article.small:
        return []  # "the royal family"
    at = [n for n in article.by_word.get(word.casefold(), ()) if same_word(word, article.words[n].word)]
    return [*_of_kin(at, article), *_together(word, article)]


def _of_kin(places: Sequence[int], article: ArticleView) -> Iterator[Span]:
    for at in places:
        here = article.words[at]
        before, after = article.words[max(0, at - _NAMED_OF) : at], article.words[at + 1 : at + 2]
        kin_after = bool(after) and _is_kin(after[0], here)
        kin_of = any(_is_kin(one, here) and of.word == "of" for one, of in pairwise(before))
        if kin_after or (kin_of and not _goes_on(here, after)):
            yield span_of((here,))


def _goes_on(here: WrittenWord, after: Sequence[WrittenWord]) -> bool:
    """Whether a name goes on behind a word: "Ronald" of "Ronald Reagan" is no surname."""
    return any(one.sentence == here.sentence and one.start == here.end + 1 and one.word.istitle() for one in after)


def _is_kin(one: WrittenWord, here: WrittenWord) -> bool:
    return one.sentence == here.sentence and one.word.casefold() in _KIN


def _together(surname: str, article: ArticleView) -> Iterator[Span]:
    """The names of bearers in sentences that name two of them."""
    by_sentence: defaultdict[int, dict[str, Span]] = defaultdict(dict)
    for name, form in article.by_name_word.get(surname.casefold(), ()):
        if name.label == "PERSON" and len(form) > 1 and form == name_words(name.name) and same_word(surname, form[-1]):
            for one in article.by_name.get(name.name, ()):
                by_sentence[one.sentence][form[0]] = Span(one.sentence, one.start, one.end)
    for spans in by_sentence.values():
        if len(spans) > 1:
            yield from spans.values()


def has_family(surname: str, article: ArticleView) -> bool:
    """Whether an article has a person or family of that surname."""
    bearers = article.by_name_word.get(surname.casefold(), ())
    if any(len(form) > 1 and name.label == "PERSON" and same_word(surname, form[-1]) for name, form in bearers):
        return True
    runs = (article.words[at : at + 2] for at in article.by_word.get(surname.casefold(), ()))
    pairs = ((run[0], run[1]) for run in runs if run[1:])
    return any(
        same_word(surname, here.word) and here.sentence == other.sentence and other.word.casefold() in _BEHIND
        for here, other in pairs
    )


def names_another_by(first: WrittenWord, article: ArticleView) -> bool:
    """Whether a longer mention contains a first name, with another surname."""
    return any(mention.start <= first.start and first.end < mention.end for mention in overlapping((first,), article))
