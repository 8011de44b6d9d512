"""Briefs on request: a thin layer that reads, calls the pure functions, and cites.

topic                -> material -> brief | timeline -> cited sentences
names (about topic)  -> their quotes, alternating
now                  -> names of the last days compared with those before
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TypeAlias

from bot.archive import ArchiveReader, ReadableArchive
from bot.briefs.brief import brief
from bot.briefs.comparison import side_by_side, with_continuation
from bot.briefs.material import Material, SameEvents, bounded, material, nothing_else
from bot.briefs.nearness import is_unknown
from bot.briefs.timeline import timeline
from bot.briefs.trending import BEFORE, LATEST, PERIODS, DailyCounts, trending
from bot.models import Brief, BriefKind, CitedSentence, Headline, Quote, Trend, Trending
from bot.models.passages import ArticleFilter
from bot.models.questions import Question
from bot.quotes.search import Lookups
from bot.retrieval.answers.topic_search import find_articles
from bot.retrieval.first_stage.dense import DenseIndex, DenseQuery
from bot.retrieval.ranking.passages import Candidate
from bot.store.archive.articles import Articles
from bot.store.archive.speakers import Speakers
from bot.store.archive.trends import Trends
from bot.store.file.database import Database
from bot.store.stories.stories import Stories
from bot.text.analyzer import terms
from bot.text.dates import Window, find_window
from bot.understanding.question import understand
from bot.understanding.quote_requests import Lookup

Spans: TypeAlias = "tuple[tuple[datetime | None, datetime | None], ...]"

_LOOKED_AT = 40  # quotes of a speaker
_OF_ANYBODY = 100  # quotes on a topic, among which those of a group are found
MOST_OF_OUTLET = 3  #: sentences per outlet in a comparison of outlets
FROM = "from:"
_DAYS_SHOWN = 14  # in a trend's chart


class Briefing:
    """Makes briefs from one database. Thread-safe; every method raises StoreError.

    ``clock`` returns aware times in the reader's zone, for "yesterday".
    """

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        lookups: Lookups,
        dense: DenseIndex | None = None,
        archive: ReadableArchive | None = None,
    ) -> None:
        """Set up briefing.

        ``lookups`` finds what is compared. ``dense`` finds articles of similar meaning; None for words alone.
        ``archive`` is where articles are searched; None is ``database``.
        """
        self._database = database
        self._archive = archive or database
        self._clock = clock
        self._articles = Articles(database)
        self._lookups = lookups
        self._dense = dense
        self._speakers = Speakers(database)
        self._stories = Stories(database)
        self._trends = Trends(database)

    def brief(self, topic: str, *, asked: datetime | None = None) -> Brief:
        """The sentences that together say most about ``topic``, oldest first. Dates in it restrict the articles.

        ``asked``: aware time of asking; None is now. Raises QuestionError for an operator without a meaning.
        """
        with self._archive.reading() as archive:
            wanted = understand(archive, topic, asked or self._clock())
            found = self._material(archive, wanted)
            chosen = [(one.sentence, one.sentence.article.published) for one in brief(found)]
            return self._cited(archive, BriefKind.BRIEF, wanted, chosen, len(found.articles))

    def timeline(self, topic: str, *, asked: datetime | None = None) -> Brief:
        """The first report on ``topic`` and its turns, oldest first, each with the day that it is about.

        Arguments and errors as for ``brief``.
        """
        with self._archive.reading() as archive:
            wanted = understand(archive, topic, asked or self._clock())
            found = self._material(archive, wanted)
            turns = [(turn.sentence, turn.day) for turn in timeline(found)]
            return self._cited(archive, BriefKind.TIMELINE, wanted, turns, len(found.articles))

    def comparison(self, names: Sequence[str], topic: str = "", *, asked: datetime | None = None) -> Brief:
        """What each of ``names`` said about ``topic`` ("" for anything), alternating. Days in either are a condition.

        Those without quotes are ``missing``. The name ``from:OUTLET`` stands for what an outlet writes about the topic.
        ``asked``: aware time of asking; None is now.
        """
        if all(name.startswith(FROM) for name in names):
            return self._outlets_compared(names, topic)
        names, topic, window = _without_days(names, topic, asked or self._clock())
        affair = self._affair(" ".join(names), window)
        if topic:  # what the names have in common belongs to it if it is of the same affair
            on_topic = self._affair(topic, window)
            affair = affair | on_topic if affair & on_topic else on_topic
        said = {name: self._said_by(name, topic, window, affair) for name in names}
        in_turns = side_by_side([*said.values()], affair)
        return Brief(
            kind=BriefKind.COMPARISON,
            topic=topic,
            sentences=tuple(self._quoted(in_turns)),
            articles=len({quote.headline.row for quote in in_turns}),
            missing=tuple(name for name, quotes in said.items() if not quotes),
        )

    def trending(self, *, asked: datetime | None = None) -> Trending:
        """What is mentioned more in recent days than before, counted up to the day of the newest article.

        If nothing is, in a longer period: an archive of a few articles a day has no two of one affair in three.
        """
        now = asked or self._clock()
        newest = self._trends.newest_day()
        last = min(now.date(), newest) if newest else now.date()
        until = datetime.combine(last + timedelta(days=1), datetime.min.time(), now.tzinfo)
        with self._database.reading():
            for latest in PERIODS:
                daily = self._trends.named_daily(until, BEFORE + latest)
                found = trending(DailyCounts(entity, tuple(days), latest) for entity, days in daily.items())
                if trends := tuple(filter(None, map(self._trend, found))):
                    return Trending(since=last - timedelta(days=latest - 1), until=last, trends=trends)
        return Trending(since=last - timedelta(days=LATEST - 1), until=last)

    def _trend(self, one: DailyCounts) -> Trend | None:
        entity = self._speakers.get(one.entity)
        newest = self._articles.headlines_by_entity(one.entity, limit=1)
        if entity is None or not newest:
            return None
        return Trend(
            row=one.entity,
            name=entity.name,
            label=entity.label,
            now=one.now,
            before=one.before,
            headline=newest[0],
            days=one.days[-_DAYS_SHOWN:],
        )

    def _outlets_compared(self, outlets: Sequence[str], topic: str) -> Brief:
        """A comparison of outlets: the most relevant sentences of each about ``topic``, outlet by outlet."""
        told = {outlet: self.brief(f"{topic} {outlet}").sentences[:MOST_OF_OUTLET] for outlet in outlets}
        sentences = [replace(one, speaker=one.headline.source) for column in told.values() for one in column]
        return Brief(
            kind=BriefKind.COMPARISON,
            topic=topic,
            sentences=tuple(sentences),
            articles=len({one.headline.row for one in sentences}),
            missing=tuple(outlet for outlet, column in told.items() if not column),
        )

    def _affair(self, topic: str, window: Window) -> set[int]:
        """Rows of the articles about a topic, published within a window."""
        with self._archive.reading() as archive:
            wanted = replace(understand(archive, topic, self._clock()), window=window)
            return {article.row for article in material(archive, wanted, self._same_events(wanted)).articles}

    def _said_by(self, name: str, topic: str, window: Window, affair: Collection[int]) -> list[Quote]:
        """Somebody's quotes on a topic, and whatever else they said in the articles about it."""
        wanted = Lookup(name=name, about=topic, window=window)
        on_topic = self._lookups.look_up(wanted, limit=_LOOKED_AT)
        found = self._lookups.look_up(replace(wanted, about=""), limit=_LOOKED_AT) if topic else on_topic
        if found.speaker is None and on_topic.speaker is None:
            return self._said_by_group(name, topic, window)
        known = {quote.row for quote in on_topic.quotes}
        said_there = [quote for quote in found.quotes if quote.headline.row in affair and quote.row not in known]
        return [*on_topic.quotes, *said_there]

    def _said_by_group(self, name: str, topic: str, window: Window) -> list[Quote]:
        """What those said on a topic whom the articles call so: "unions" -> "the union's general secretary"."""
        called = set(terms(name))
        if not topic or not called:
            return []
        anybody = self._lookups.look_up(Lookup(about=topic, window=window), limit=_OF_ANYBODY)
        return [one for one in anybody.quotes if called <= set(terms(f"{one.speaker_as_written} {one.speaker}"))]

    def _quoted(self, quotes: Sequence[Quote]) -> list[CitedSentence]:
        with self._archive.reading() as archive:
            found = {one.sentence_row: one.text for one in archive.excerpts([quote.sentence_row for quote in quotes])}
            texts = {
                quote.row: with_continuation(quote, found[quote.sentence_row], archive.context(quote.sentence_row))
                for quote in quotes
                if quote.sentence_row in found
            }
        return [
            CitedSentence(
                headline=quote.headline,
                sentence_row=quote.sentence_row,
                text=texts[quote.row],
                day=quote.headline.published.date() if quote.headline.published else None,
                speaker=quote.speaker,
            )
            for quote in quotes
            if quote.row in texts
        ]

    def _cited(
        self,
        archive: ArchiveReader,
        kind: BriefKind,
        wanted: Question,
        chosen: Sequence[tuple[Candidate, date | None]],
        articles: int,
    ) -> Brief:
        headlines = archive.headlines({sentence.article.row for sentence, _ in chosen})
        return Brief(
            kind=kind,
            topic=topic_of(wanted),
            sentences=tuple(_cite(sentence, day, headlines) for sentence, day in chosen),
            articles=articles,
            newest=None if chosen else self._newest(archive, wanted),
            unknown=not chosen and self._is_unknown(archive, wanted),
        )

    def _material(self, archive: ArchiveReader, wanted: Question) -> Material:
        return material(archive, wanted, self._same_events(wanted), self._meaning(wanted))

    def _is_unknown(self, archive: ArchiveReader, wanted: Question) -> bool:
        meaning = self._meaning(wanted)
        return meaning is not None and is_unknown(archive, meaning)

    def _meaning(self, wanted: Question) -> DenseQuery | None:
        return self._dense.query(topic_of(wanted)) if self._dense else None

    def _same_events(self, wanted: Question) -> SameEvents:
        """Finds other reports of the events that articles report, within the days asked for.

        With any other restriction, such as an outlet, nothing else is found.
        """
        within = bounded(wanted).filter
        if within != ArticleFilter(spans=within.spans):
            return nothing_else

        def beside(rows: Sequence[int]) -> Mapping[int, int]:
            stories = self._stories.of(rows)
            others = ((other, row) for row, story in stories.items() for other in story.articles)
            return {
                other.row: row for other, row in others if other.row not in rows and _is_within(other, within.spans)
            }

        return beside

    def _newest(self, archive: ArchiveReader, wanted: Question) -> Headline | None:
        """The newest article on the topic outside the days asked for; None if no days were asked for."""
        if not bounded(wanted).filter.spans:
            return None
        whenever = replace(wanted, window=None, filter=replace(wanted.filter, spans=()))
        rows, _ = find_articles(archive, whenever, 1, 0)
        return archive.headlines(rows).get(rows[0]) if rows else None


def _is_within(article: Headline, spans: Spans) -> bool:
    """Whether an article was published within all of these times; an undated one is within none."""
    when = article.published
    return all(
        when is not None and (since is None or since <= when) and (until is None or when < until)
        for since, until in spans
    )


def topic_of(wanted: Question) -> str:
    """The words of the topic without its dates."""
    if wanted.window is None:
        return wanted.text
    start, end = wanted.window.span
    return f"{wanted.text[:start].rstrip()} {wanted.text[end:].lstrip()}".strip(" ,.?!")


def _without_days(names: Sequence[str], topic: str, asked: datetime) -> tuple[list[str], str, Window]:
    """Names and topic without the days that the topic, or the last name, contains: "Breck since October"."""
    ahead, behind = [*names[:-1]], topic or names[-1]
    window = find_window(behind, asked)
    if window is None:
        return [*names], topic, Window()
    start, end = window.span
    rest = f"{behind[:start].rstrip()} {behind[end:].lstrip()}".strip(" ,.?!")
    return ([*names], rest, window) if topic else ([*ahead, rest or names[-1]], "", window)


def _cite(sentence: Candidate, day: date | None, headlines: Mapping[int, Headline]) -> CitedSentence:
    return CitedSentence(
        headline=headlines[sentence.article.row], sentence_row=sentence.line.row, text=sentence.text, day=day
    )
