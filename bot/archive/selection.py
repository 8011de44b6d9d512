"""Which quotes to select: by speaker, subject, dates and article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.text.names import folded_words


@dataclass(frozen=True, slots=True)
class Selection:
    """A selection of quotes, made by the functions below. All conditions that are given must hold."""

    speaker_row: int | None = None  #: what an entity said, and what others said on its behalf
    speaker_words: tuple[str, ...] | None = None  #: folded words of a speaker, as written, that is not an entity
    about_row: int | None = None  #: what others said in quotes or sentences that mention an entity
    about_forms: tuple[tuple[str, tuple[str, ...]], ...] = ()  #: or contain these forms of its name, each with terms
    since: datetime | None = None  #: inclusive, compared with the time of the article; aware
    until: datetime | None = None  #: exclusive
    article_row: int | None = None

    def within(self, since: datetime | None, until: datetime | None) -> Selection:
        """The same selection, restricted to articles of these days."""
        return replace(self, since=since, until=until)


def by_anybody() -> Selection:
    """All quotes."""
    return Selection()


def by_entity(row: int) -> Selection:
    """What an entity said, and what others said on its behalf."""
    return Selection(speaker_row=row)


def by_words(name: str) -> Selection:
    """Quotes of speakers who are not entities and whose name, as written, contains all words of ``name``."""
    return Selection(speaker_words=tuple(sorted(set(folded_words(name)))))


def about_entity(row: int, names: Iterable[tuple[str, Sequence[str]]] = ()) -> Selection:
    """What others said in quotes or sentences that mention an entity.

    ``names``: forms of its name with their terms, which count even where they were not recognised as a name.
    """
    return Selection(about_row=row, about_forms=tuple((form, tuple(terms)) for form, terms in names if terms))
