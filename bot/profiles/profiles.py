"""The page of a person or organisation: who they are in the articles' own words, latest quotes, companions.

    entity row -> names, descriptions, counts, latest quotes, companions, timeline (timeline.py)

All reads use indexes, and companions and descriptions come from a sample of the newest mentions, so the page of
somebody with a hundred thousand mentions takes as long as that of somebody with a thousand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.archive import ReadableArchive, by_entity
from bot.language.descriptions import same_thing
from bot.lexicon.roles import ROLES
from bot.models import Headline, Quote, Speaker
from bot.profiles.timeline import Timeline, timeline
from bot.quotes.office_lookup import OfficeLookup
from bot.quotes.quotations import Quotations
from bot.quotes.search import NEAR
from bot.store.archive.articles import Articles
from bot.store.archive.descriptions import StoredDescription, newest_descriptions
from bot.store.archive.portraits import CoMention, Portraits
from bot.store.archive.speakers import Speakers
from bot.store.file.database import Database
from bot.text.names import fold, folded_words

SAMPLE = 500  # most recently added mentions and descriptions considered
ARTICLES = 200  # articles in which companions are counted
_MORE_OFTEN = 3  # articles that must say one word, "magnate", for one with a description in more words
DEFINITIONS = 3
LATEST = 3  # quotes
COMPANIONS = 5  # per group
NAMES = 5  # other names

_POINTS_BACK = re.compile(r"\b(?:its|his|her|their)\b", re.IGNORECASE)

#: The group in which companions with each entity label are shown. Other labels are left out.
GROUPS = {"PERSON": "people", "ORG": "organisations", "GPE": "places", "LOC": "places", "FAC": "places"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Defined:
    """Words of an article that say who somebody is."""

    text: str  #: verbatim substring of the article
    headline: Headline
    sentence_row: int
    articles: int  #: number of sampled articles with this or an equivalent description


@dataclass(frozen=True, kw_only=True, slots=True)
class Companion:
    """An entity mentioned together with the subject of a page."""

    row: int  #: entity row
    name: str
    group: str  #: people, organisations, places
    sentences: int  #: number of sampled sentences that mention both
    articles: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Portrait:
    """The page of an entity."""

    speaker: Speaker
    names: tuple[str, ...]  #: others than ``speaker.name``
    defined: tuple[Defined, ...]  #: the most frequent first
    articles: int  #: number of articles that mention them
    first: datetime | None  #: date of the oldest dated article that mentions them
    last: datetime | None
    latest: tuple[Quote, ...]  #: newest first
    companions: tuple[Companion, ...]  #: most frequent first, at most ``COMPANIONS`` per group
    timeline: Timeline | None  #: quotes per week, month or year; None if none is dated


@dataclass(frozen=True, kw_only=True, slots=True)
class Portrayed:
    """The result of looking up a page."""

    portrait: Portrait | None = None  #: None if nobody or several people have that name (see ``choices``)
    choices: tuple[Speaker, ...] = ()  #: several match, or near spellings
    near: bool = False  #: ``choices`` are near spellings


class Portraying:
    """Looks up entities and composes their pages. Thread-safe; raises StoreError."""

    def __init__(self, database: Database, archive: ReadableArchive | None = None) -> None:
        """Set up portraits. ``archive`` is where quotes are searched; None is ``database``."""
        self._database = database
        self._articles = Articles(database)
        self._speakers = Speakers(database)
        self._offices = OfficeLookup(database)
        self._portraits = Portraits(database)
        self._quotations = Quotations(archive or database)

    def named(self, name: str) -> Portrayed:
        """The page of the person that a name or office refers to; several to choose from, or near spellings."""
        office = self._offices.holders(name)
        matching = list(office.people) if office else []
        matching = matching or self._bearers_of(name, self._speakers.matching(name))
        if len(matching) == 1:
            return self.of(matching[0].row)
        if matching:
            return Portrayed(choices=tuple(matching))
        return Portrayed(choices=tuple(self._speakers.near(name, limit=NEAR)), near=True)

    def _bearers_of(self, name: str, matching: Sequence[Speaker]) -> list[Speaker]:
        """Those whom a name means, of those that it matches: "Tessarn" is the town and not its football club.

        Who is called exactly so comes first unless more articles name another, though only others are quoted. Of the
        same name read in two ways, such as a place and a person, the rare one is a slip of the recogniser.
        """
        exact = self._speakers.called(name)
        named = {one.row: self._articles.count_by_entity(one.row) for one in (*exact, *matching)}

        def most(among: Sequence[Speaker]) -> int:
            return max((named[one.row] for one in among), default=0)

        if not {one.row for one in exact} & {one.row for one in matching} and most(exact) >= most(matching):
            matching = exact or matching
        if len({fold(one.name) for one in matching}) > 1:
            return list(matching)
        return [one for one in matching if 2 * named[one.row] > most(matching)]

    def of(self, entity_row: int) -> Portrayed:
        """The page of an entity; empty if there is no such row, or if all articles that named it are gone."""
        with self._database.reading() as reader:  # one snapshot for the whole page
            speaker = self._speakers.get(entity_row)
            if speaker is None or not self._articles.count_by_entity(entity_row):
                return Portrayed()
            described = newest_descriptions(reader, entity_row, limit=SAMPLE)
            return Portrayed(portrait=self._portrait_of(speaker, definitions(described, speaker)))

    def _portrait_of(self, speaker: Speaker, defined: Sequence[Defined]) -> Portrait:
        """The page of one person, body or place."""
        forms = self._portraits.names(speaker.row)
        seen = self._portraits.newest_mentions(speaker.row, limit=SAMPLE)
        newest = list(dict.fromkeys(article for _, article in seen))[:ARTICLES]
        beside = self._portraits.beside(
            speaker.row, sentence_rows={sentence for sentence, _ in seen}, article_rows=newest
        )
        first, last = self._portraits.dates(speaker.row)
        return Portrait(
            speaker=speaker,
            names=tuple(_other_names(speaker.name, list(forms.values()))),
            defined=tuple(defined),
            articles=self._articles.count_by_entity(speaker.row),
            first=first,
            last=last,
            latest=tuple(self._quotations.page(by_entity(speaker.row), limit=LATEST)[0]),
            companions=tuple(companions(beside, {fold(speaker.name), *forms})),
            timeline=timeline(self._portraits.quote_days(speaker.row)),
        )


def definitions(described: Sequence[StoredDescription], speaker: Speaker) -> list[Defined]:
    """Who somebody is, in the words of the articles: one excerpt per definition, most frequent ones first.

    Of equivalent descriptions, the one with the full name is taken, then one that says of what ("its chief executive"
    does not), then the longer one, then that of the newer
    article.
    """

    def rank(one: StoredDescription) -> tuple[bool, bool, int, tuple[datetime, int]]:
        return speaker.name in one.text, not _POINTS_BACK.search(one.text), len(one.said), _time(one)

    groups: list[_Definitions] = []
    for one in sorted(described, key=_time, reverse=True):
        same = next((group for group in groups if same_thing(group.best.said, one.said)), None)
        if same is None:
            groups.append(_Definitions(one, {one.headline.row}))
        else:
            same.articles.add(one.headline.row)
            same.best = max(same.best, one, key=rank)
    groups.sort(key=lambda group: (group.weight, *rank(group.best)[:2]), reverse=True)  # newer first
    return [_defined(group) for group in groups[:DEFINITIONS]]


@dataclass(slots=True)
class _Definitions:
    best: StoredDescription
    articles: set[int]

    @property
    def weight(self) -> float:
        """By how many articles; a single word, "magnate", says less than what somebody is of what."""
        return len(self.articles) / (_MORE_OFTEN if len(self.best.said) <= 1 else 1)


def _defined(group: _Definitions) -> Defined:
    best = group.best
    return Defined(text=best.text, headline=best.headline, sentence_row=best.sentence_row, articles=len(group.articles))


def _time(one: StoredDescription) -> tuple[datetime, int]:
    return one.headline.published or one.headline.added, one.headline.row


def companions(beside: Sequence[CoMention], own: set[str]) -> list[Companion]:
    """The companions in ``beside`` (sorted by frequency) that belong to a group, each once, without ``own`` names."""
    found: dict[str, Companion] = {}
    for one in beside:
        group = GROUPS.get(one.label)
        if group is None or one.key in own or one.key in found:
            continue
        if sum(each.group == group for each in found.values()) < COMPANIONS:
            found[one.key] = _companion(one, group)
    return list(found.values())


def _companion(one: CoMention, group: str) -> Companion:
    return Companion(row=one.row, name=one.name, group=group, sentences=one.sentences, articles=one.articles)


def _other_names(name: str, forms: Sequence[str]) -> Iterator[str]:
    """Names that say more than ``name``, longest first: not parts of it, or with a mere initial or title added."""
    own = set(folded_words(name))
    others = [form for form in forms if any(letter.isupper() for letter in form) and _further(form, own)]
    yield from sorted(others, key=lambda form: (-len(form.split()), form))[:NAMES]


def _further(form: str, own: set[str]) -> bool:
    """Whether ``form`` has a word that is neither part of the name nor an initial."""
    return any(len(word) > 1 for word in set(folded_words(form)) - own - ROLES)
