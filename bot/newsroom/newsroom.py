"""The facade over the rooms.

    route          words -> Request: what kind of request it is
    reply          Request (+ turns) -> Reply, rendered by chat and command line alike
    add            NewArticle -> annotate -> store + index + deliveries, ONE transaction per article
    ask            question (+ turns) -> retrieval -> Answer
    who            name, topic, dates -> QuoteResult
    check          a message with quotations -> one CheckedQuote per claim
    portrait       name -> Portrayed, a person's page
    headlines_on   topic, days -> HeadlineList; brief, timeline, comparison: topic -> Brief; trending -> Trending
    subscriptions  what chats follow: chat + words -> Subscription
    schedules      when and how their news arrives: digests, quiet hours, ceilings
    deliveries     due -> (handlers send) -> record(delivery, Outcome)
    chats          turns, paged lists, verdicts

All methods are synchronous and thread-safe, and raise StoreError if the database cannot be used.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.briefs.briefing import Briefing
from bot.encoding import PassageEncoding
from bot.feeds.manager import FeedManager
from bot.ingestion import Adding
from bot.ingestion.parallel import preparing
from bot.language import Language
from bot.models import (
    Added,
    Answer,
    Article,
    Brief,
    CheckedQuote,
    Context,
    Coverage,
    Excerpt,
    Headline,
    NewArticle,
    QuoteResult,
    Stats,
    Trending,
    Turn,
)
from bot.models.tuning import DEFAULT_TUNING, Tuning
from bot.newsroom.article_pages import ArticlePages
from bot.newsroom.chats import Chats
from bot.newsroom.deliveries import Deliveries
from bot.newsroom.headlines import HeadlineSearch
from bot.newsroom.matching import Matching
from bot.newsroom.meaning import meaning_by, subject_of
from bot.newsroom.preferences import Admissions, ChatPreferences
from bot.newsroom.replies import DEFAULT_LIMITS, HeadlineList, Reply, ReplyLimits
from bot.newsroom.replying import Asking, reply_to
from bot.newsroom.schedules import ChatSchedules
from bot.newsroom.showcase import Showcase
from bot.newsroom.steady import steady
from bot.newsroom.subscriptions import ChatSubscriptions
from bot.newsroom.sweeping import NightlySweep
from bot.profiles.describing import DescriptionFilling
from bot.profiles.profiles import Portrayed, Portraying
from bot.quotes.quote_checking import QuoteChecking
from bot.quotes.search import Lookups
from bot.retrieval.answers.pipeline import Answering
from bot.retrieval.reranking.cross_encoder import Budget
from bot.retrieval.reranking.question_judging import QuestionJudge
from bot.store.archive.article_statistics import ArticleStatistics
from bot.store.archive.articles import Articles
from bot.store.base.claim import Claim
from bot.store.chats.inbox import Inbox
from bot.store.chats.showcase import ShowcaseReader
from bot.store.file.database import Database
from bot.store.file.integrity import Integrity
from bot.store.stories.filling import StoryFilling
from bot.store.stories.stories import Stories
from bot.stories.event_reading import EventReader
from bot.understanding.quote_requests import Lookup
from bot.understanding.requests import Request, RoutingContext
from bot.understanding.router import route

if TYPE_CHECKING:
    from bot.newsroom.cluster_manager import ClusterManager


class Newsroom:
    """The facade; see the module's docstring. Made by ``open_newsroom``."""

    def __init__(
        self,
        database: Database,
        language: Language,
        clock: Callable[[], datetime],
        tuning: Tuning = DEFAULT_TUNING,
        cluster: ClusterManager | None = None,
    ) -> None:
        """Set up all parts. ``cluster`` holds an archive that is too large for ``database`` alone."""
        self._archive = archive = cluster.archive if cluster else database
        self.cluster = cluster
        rerank = Budget(milliseconds=tuning.rerank_ms) if tuning.rerank_ms else None
        self.tuning = tuning
        self._database = database
        self._language = language
        self._clock = clock
        self._articles = Articles(database)
        self.statistics = ArticleStatistics(database)
        self._checking = QuoteChecking(archive)
        self._portraying = Portraying(database, archive)
        self.describing = DescriptionFilling(database)  #: for articles of older databases
        self.stories = Stories(database)
        self.article_pages = ArticlePages(database, archive)
        self.chats = Chats(database, timedelta(days=tuning.feedback_days))
        self.preferences = ChatPreferences(database)
        self.admissions = Admissions(database)
        self.deliveries = Deliveries(database, tuning, self._chat_moved)
        self.inbox = Inbox(database)  #: updates that are not answered yet
        self.integrity = Integrity(database)  #: finds damaged pages of the file
        self.claim = Claim(database.path)  #: the right to send deliveries
        self.encoding = PassageEncoding(database)  #: vectors for articles added without them
        self._answering = Answering(archive, rerank=rerank, encoder=self.encoding.encoder, clock=clock)
        self._headlines = HeadlineSearch(database, self._answering, clock)
        reranker = self._answering.reranker if rerank else None
        self._lookups = Lookups(database, archive, self._answering.dense, reranker)
        self._briefing = Briefing(database, clock, self._lookups, self._answering.dense, archive)
        judge, reader = (QuestionJudge(reranker), EventReader()) if reranker else (None, None)
        self.grouping = StoryFilling(database, reader)  #: for articles of older databases, as ``describing``
        self.matching = Matching(database, self._answering.is_ordinary, self._answering.repaired, judge)
        self.subscriptions = ChatSubscriptions(database, clock, self.matching, self._chat_moved)
        self.schedules = ChatSchedules(database, clock)
        self.sweep = NightlySweep(database, clock, judge)  #: finds what matching has missed
        self._adding = Adding(database, language, clock, self.encoding.encoder, judge, reader)
        self.feeds = FeedManager(database, clock, tuning)  #: automatic sources of news
        self.showcase = Showcase(self, ShowcaseReader(database))  #: examples for newcomers

    def now(self) -> datetime:
        """The current time, in the time zone that "today" and "yesterday" refer to."""
        return self._clock()

    # -- adding --

    def add(self, article: NewArticle) -> Added:
        """Add one article. Raises SourceError if it has no text, PipelineError, StoreError."""
        (added,) = self.add_many([article])
        return added

    def add_many(self, articles: Iterable[NewArticle], *, processes: int = 1, workers: str = "") -> Iterator[Added]:
        """Annotate articles in batches and store each in its own transaction; yields results in order.

        ``processes``: number of annotating processes; starting two or more pays off from about a hundred articles on.
        ``workers``: a Dask scheduler whose workers annotate instead, ``dask://host:8786``. Raises as ``add``.
        """
        with preparing(processes=processes, workers=workers, pipeline=self.tuning.pipeline) as preparer:
            yield from self._adding.add_many(articles, preparer)

    @property
    def caveat(self) -> str:
        """A notice to show above answers while only part of the archive can be searched; "" otherwise."""
        return self.cluster.caveat if self.cluster else ""

    # -- requests --

    @steady
    def route(self, text: str, *, asked: datetime, turns: Sequence[Turn] = ()) -> Request:
        """The kind of request ``text`` is. ``asked``: aware time; ``turns``: earlier ones, oldest first."""
        context = RoutingContext(
            now=asked.astimezone(self.now().tzinfo),
            outlets=lambda: [outlet for outlet, _ in self._articles.sources()],
            is_name=self.matching.is_name,
            occurs=self._answering.occurs,
            meaning=meaning_by(self.encoding.encoder),
            subject=subject_of(self._archive, turns, asked),
            in_conversation=bool(turns),
        )
        return route(text, context)

    @steady
    def reply(
        self, request: Request, turns: Sequence[Turn] = (), *, asked: datetime, limits: ReplyLimits = DEFAULT_LIMITS
    ) -> Reply:
        """The reply to a request in its conversation. Raises QuestionError with a message for the user."""
        start = time.perf_counter()
        found = reply_to(self, Asking(request=request, turns=turns, asked=asked, limits=limits))
        return replace(found, caveat=self.caveat, elapsed_ms=(time.perf_counter() - start) * 1000)

    # -- reading --

    def is_empty(self) -> bool:
        """Whether there are no articles yet."""
        return self._articles.is_empty()

    def is_part_of(self, public_ids: Collection[str]) -> bool:
        """Whether the articles in the archive are a proper subset of ``public_ids``."""
        return self._articles.is_part_of(public_ids)

    @steady
    def latest(self, topic: str = "", *, limit: int = 5, offset: int = 0) -> tuple[list[Headline], int]:
        """Headlines, newest first, and their total number, as ``HeadlineSearch.newest``."""
        return self._headlines.newest(topic, self.now(), limit, offset)

    @steady
    def headlines_on(
        self, topic: str, days: str = "", *, limit: int = 5, offset: int = 0, asked: datetime | None = None
    ) -> HeadlineList:
        """A page of headlines on a topic or of some days, as ``HeadlineSearch.on``; ``asked``: None is now."""
        return self._headlines.on(topic, days, limit=limit, offset=offset, asked=asked or self.now())

    @steady
    def ask(self, question: str, *, asked: datetime, history: Sequence[Turn] = (), limit: int = 10) -> Answer:
        """Answer a question asked at ``asked`` (aware). ``history``: earlier turns, oldest first."""
        local = asked.astimezone(self.now().tzinfo)
        return self._answering.ask(question, asked=local, history=history, limit=limit)

    @steady
    def who(self, wanted: Lookup | str, *, limit: int = 5, offset: int = 0) -> QuoteResult:
        """Quotes by speaker, topic and dates; best first if there is a topic, else newest first."""
        lookup = Lookup(name=wanted) if isinstance(wanted, str) else wanted
        return self._lookups.look_up(lookup, limit=limit, offset=offset)

    def check(self, text: str) -> list[CheckedQuote]:
        """Check each quotation that a message claims against the archive."""
        return self._checking.check(text)

    @steady
    def portrait(self, name: str, *, entity_row: int | None = None) -> Portrayed:
        """The page of a person, organisation or place, by ``entity_row`` where known, else by name."""
        return self._portraying.named(name) if entity_row is None else self._portraying.of(entity_row)

    @steady
    def brief(self, topic: str, *, asked: datetime | None = None) -> Brief:
        """The sentences that say most about a topic, oldest first; ``asked``: aware, None is now."""
        return self._briefing.brief(topic, asked=asked)

    @steady
    def timeline(self, topic: str, *, asked: datetime | None = None) -> Brief:
        """A topic's first report and its turns. ``asked`` as in ``brief``."""
        return self._briefing.timeline(topic, asked=asked)

    @steady
    def comparison(self, names: Sequence[str], topic: str = "", *, asked: datetime | None = None) -> Brief:
        """What each of ``names`` said about ``topic`` ("" for anything), alternating."""
        return self._briefing.comparison(names, topic, asked=asked)

    def trending(self, *, asked: datetime | None = None) -> Trending:
        """People, organisations and places that are mentioned more in recent days than before."""
        return self._briefing.trending(asked=asked)

    @steady
    def excerpts(self, sentence_rows: Sequence[int]) -> dict[int, Excerpt]:
        """Sentences shown earlier, by row, as excerpts without score, unless their article was revised."""
        return self._answering.again(sentence_rows)

    def headlines(self, rows: Iterable[int]) -> dict[int, Headline]:
        """Headlines by article row. Deleted articles are left out."""
        return self._articles.headlines_of(rows)

    @steady
    def context(self, sentence_row: int) -> Context | None:
        """A sentence within its paragraph, or None if its article has been revised since."""
        with self._archive.reading() as reader:
            return reader.context(sentence_row)

    @steady
    def article(self, row: int) -> Article | None:
        """The article at ``row``, or None."""
        with self._archive.reading() as reader:
            return reader.article(row)

    def coverage(self) -> Coverage:
        """Number of articles and the date of the newest one."""
        return self._articles.coverage()

    def stats(self) -> Stats:
        """Counts over the whole database."""
        return self.statistics.stats()

    def by_day(self, days: int) -> list[tuple[date, int]]:
        """Number of articles on each of the last ``days`` days (UTC), today last."""
        return self.statistics.by_day(days, self.now().astimezone(UTC).date())

    @property
    def pipeline(self) -> str:
        """Name and version of the language pipeline. Does not load it."""
        return self._language.name

    def _chat_moved(self, new: int) -> None:
        """Drop what is cached about a group whose data has just been moved to its new id."""
        self.preferences.forgotten(new)
        self.admissions.forgotten()

    def close(self) -> None:
        """Close the database."""
        self.claim.release()
        if self.cluster:
            self.cluster.close()
        self._database.close()
