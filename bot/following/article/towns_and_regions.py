"""Towns that share their name with a better-known place, told apart by a region: "Paris, Texas". Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from bot.following.article.by_key import ByKey
from bot.following.article.written_words import WrittenWord
from bot.following.filters.filters import Phrase, Sense
from bot.lexicon.places import is_country, is_place
from bot.lexicon.regions import has_town, is_region, lies_elsewhere, regions
from bot.text.name_matching import is_capitalised, is_small

ByWord = ByKey[Sequence[int]]
Between = Callable[[WrittenWord, WrittenWord], str]

_BEFORE_REGION = ","
_LONGEST = 3  # words of a town's name
_IN_A_LIST = frozenset({"and", "or"})


def town_and_region(phrase: Phrase) -> tuple[str, str]:
    """The town and the region of a place such as "Paris, Texas"; the text and "" for anything else."""
    town, _, region = phrase.text.rpartition(", ")
    return (town, region) if any(map(str.isalnum, town)) and phrase.sense is Sense.PLACE else (phrase.text, "")


def is_town_of(town: str, region: str, named: bool) -> bool:
    """Whether "town, region" in a filter is one place rather than two things to follow.

    ``named``: whether the archive knows its name, perhaps as somebody's, or it is not even written like a name.
    """
    if is_country(region) and is_capitalised(town):  # "Lagos, Portugal"; a list would have two of a kind
        return is_place(town) and not is_country(town) and not is_region(town)
    if not is_region(region) or is_region(town):
        return False
    return has_town(region, town) or lies_elsewhere(town, region) or not named


def towns_elsewhere(words: Sequence[WrittenWord], by_word: ByWord, between: Between) -> Iterator[tuple[str, str]]:
    """Lower-cased towns and regions of an article that name another place than the well-known one.

    ``by_word``: the positions of each lower-cased word in ``words``; ``between``: the text between two words.
    """
    for region in regions():
        for at in by_word.get(region.partition(" ")[0], ()):
            size = region.count(" ") + 1
            run = words[at : at + size]
            if " ".join(
                one.word.casefold() for one in run if one.sentence == run[0].sentence
            ) != region or not _stands_alone(words, at, size):
                continue
            if at and between(words[at - 1], words[at]).strip() == _BEFORE_REGION:
                town = next((town for town in _towns_before(words, at) if lies_elsewhere(town, region)), "")
                yield from [(town, region)] if town else []


def _written(run: Sequence[WrittenWord]) -> str:
    """The lower-cased words of a run, those in the sentence of the first one."""
    return " ".join(one.word.casefold() for one in run if one.sentence == run[0].sentence)


def _towns_before(words: Sequence[WrittenWord], at: int) -> Iterator[str]:
    """The capitalised words before the one at ``at``: the shortest first."""
    for start in range(at - 1, max(-1, at - 1 - _LONGEST), -1):
        if words[start].sentence != words[at].sentence or is_small(words[start].word):
            return
        yield " ".join(one.word.casefold() for one in words[start:at])


def _stands_alone(words: Sequence[WrittenWord], at: int, size: int) -> bool:
    """Whether the region ends what is named: neither "Texas Senator" nor a list, "Texas and Ohio", "Texas, Ohio"."""
    after = words[at + size] if at + size < len(words) else None
    if after is None or after.sentence != words[at].sentence:
        return True
    return is_small(after.word) and after.word not in _IN_A_LIST
