"""Lists of headlines: the newest on a topic, and the stories of some days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.models import Headline
from bot.newsroom.replies import HeadlineList
from bot.retrieval.answers.pipeline import Answering
from bot.store.archive.articles import Articles
from bot.store.file.database import Database
from bot.store.stories.stories import Stories
from bot.text.dates import find_window, find_windows
from bot.understanding.headline_requests import split_days
from bot.understanding.query_syntax import split_borders, with_outlet_quoted

LATER = 2  #: days after an event in which its report may come out
MOST_LATER = 20  #: articles of those days that are looked at
MOST_OF_DAYS = 400  #: articles of the period asked about that are grouped into stories


class HeadlineSearch:
    """Finds headlines. Thread-safe; every method raises StoreError.

    ``clock`` returns aware times in the time zone that "yesterday" refers to.
    """

    def __init__(self, database: Database, answering: Answering, clock: Callable[[], datetime]) -> None:
        self._articles = Articles(database)
        self._stories = Stories(database)
        self._answering = answering
        self._clock = clock

    def newest(self, topic: str, asked: datetime, limit: int, offset: int) -> tuple[list[Headline], int]:
        """A page of headlines, newest first, and their total number.

        ``topic``: words, a name, ``from:OUTLET``, or "" for all articles.
        """
        topic = topic.strip()
        outlet = self._articles.find_source(topic.removeprefix("from:")) if topic else None
        if outlet or not topic:
            found = self._articles.headlines(limit=limit, offset=offset, source=outlet)
            return found, self._articles.count(outlet)
        rows, total = self._answering.search(topic, limit=limit, offset=offset, asked=asked)
        headlines = self._articles.headlines_of(rows)
        return [headlines[row] for row in rows if row in headlines], total

    def _stories_of_days(self, days: str, asked: datetime, limit: int, offset: int) -> tuple[list[Headline], int]:
        """A page of the stories of some days, each as its newest article, and their total number.

        Stories with the most outlets come first; an article without one counts as a story. If ``days`` is "", all
        articles, newest first, whatever their story.
        """
        if not days:
            return self.newest("", asked, limit, offset)
        listed, _ = self.newest(days, asked, MOST_OF_DAYS, 0)
        found = [one for one in listed if _is_out(one, asked)]  # the week that is asked about may end later
        stories = self._stories.of(one.row for one in found)
        numbers = {one.row: stories[one.row].number if one.row in stories else -one.row for one in found}
        told = {numbers[one.row]: one for one in reversed(found)}
        outlets = {numbers[one.row]: len(stories[one.row].outlets) if one.row in stories else 1 for one in found}
        newest_first = list(reversed(told.items()))
        chosen = [one for _, one in sorted(newest_first, key=lambda item: -outlets[item[0]])]
        return chosen[offset : offset + limit], len(chosen)

    def _page_of(self, topic: str, days: str, asked: datetime, limit: int, offset: int) -> tuple[list[Headline], int]:
        window = find_window(days, asked)
        if window is not None and window.ahead:  # nothing is published yet; "tomorrow" in an article is another day
            return [], 0
        if topic:
            return self.newest(f"{topic} {days}", asked, limit, offset)
        return self._stories_of_days(days, asked, limit, offset)

    def _told_later(self, topic: str, days: str, asked: datetime, limit: int) -> list[Headline]:
        """Articles of the days after ``days`` that begin with what happened then: "on Monday", in Tuesday's paper."""
        window = find_window(days, asked)
        if window is None or window.since is None or window.until is None:
            return []
        after = f"since:{window.until:%Y-%m-%d} until:{window.until + timedelta(days=LATER):%Y-%m-%d}"
        found, _ = self.newest(f"{topic} {after}", asked, MOST_LATER, 0)
        return [one for one in found if _tells_of(one, window.since, window.until)][:limit]

    def on(self, topic: str, days: str = "", *, limit: int = 5, offset: int = 0, asked: datetime) -> HeadlineList:
        """A page of the newest headlines on a topic, or of the stories of some days if there is no topic.

        If the days have no headlines, returns those of any day and marks them as ``missed``. ``days``: words such as
        "yesterday"; if "", those that ``topic`` contains, if any. ``asked``: aware time.
        """
        local = asked.astimezone(self._clock().tzinfo)
        topic = with_outlet_quoted(topic, lambda name: self._articles.find_source(name) is not None)
        if not days:
            plain, borders = split_borders(topic.strip())  # the date in after:2026-11-01 is not a day asked for
            topic, days = split_days(plain, local)
            topic = f"{topic} {borders}".strip()
        found, total = self._page_of(topic, days, local, limit, offset)
        missed = bool(days) and not found and not offset
        if missed and topic and (later := self._told_later(topic, days, local, limit)):
            found, total, missed = later, len(later), False
        if missed:
            found, total = self.newest(topic, local, limit, 0)
        also = self._stories.told_elsewhere(found)
        return HeadlineList(topic=topic, days=days, headlines=tuple(found), total=total, missed=missed, also=also)


def _is_out(article: Headline, asked: datetime) -> bool:
    return article.published is None or article.published.astimezone(asked.tzinfo).date() <= asked.date()


def _tells_of(article: Headline, since: datetime, until: datetime) -> bool:
    """Whether the first sentence names a day within the period, seen from the article's own day."""
    published = article.published.astimezone(since.tzinfo) if article.published else since
    told = find_windows(article.lead, published)
    return any(one.since and one.until and since <= one.since and one.until <= until for one in told)
