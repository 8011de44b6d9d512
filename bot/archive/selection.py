"""Which quotes: whose, about whom, of which days and article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.text.names import name_words


@dataclass(frozen=True, slots=True)
class Selection:
    """All that is given must hold. The functions below make them."""

    speaker_row: int | None = None  #: what an entity said, and what others said for it
    speaker_words: tuple[str, ...] | None = None  #: folded words in the name, as written, of a speaker who is no entity
    about_row: int | None = None  #: what others said in words, or a sentence, that mention an entity
    about_forms: tuple[tuple[str, tuple[str, ...]], ...] = ()  #: or hold these forms of its name, each with its terms
    since: datetime | None = None  #: inclusive, compared with the time of the article; aware
    until: datetime | None = None  #: exclusive
    article_row: int | None = None

    def within(self, since: datetime | None, until: datetime | None) -> Selection:
        """The same, of articles of these days only."""
        return replace(self, since=since, until=until)


def by_anybody() -> Selection:
    """Every quote."""
    return Selection()


def by_entity(row: int) -> Selection:
    """What an entity said, and what others said for it."""
    return Selection(speaker_row=row)


def by_words(name: str) -> Selection:
    """What speakers said who are no entity: all words of ``name`` stand in the speaker as written."""
    return Selection(speaker_words=tuple(sorted(set(name_words(name)))))


def about_entity(row: int, names: Iterable[tuple[str, Sequence[str]]] = ()) -> Selection:
    """What others said in words, or a sentence, that mention an entity.

    ``names``: forms of its name with their terms, which count also where the words were not seen to be a name.
    """
    return Selection(about_row=row, about_forms=tuple((form, tuple(terms)) for form, terms in names if terms))
