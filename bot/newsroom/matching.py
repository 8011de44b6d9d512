"""Reading what people want to follow, and trying it on the archive before anything is followed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from bot.errors import FollowError
from bot.following.article_view import ArticleView
from bot.following.choices import NameChoice, choices
from bot.following.filter_language import parse
from bot.following.filters import Filter, ParsedFilter, read_as, with_alternatives
from bot.following.index_keys import keys
from bot.following.marking import why
from bot.following.matching import Match, matches
from bot.models import FollowKind, Headline
from bot.retrieval.reranking.question_judging import QuestionJudge
from bot.store.article_views import ArticleViews
from bot.store.articles import Articles
from bot.store.database import Database
from bot.store.speakers import Speakers
from bot.text.names import fold
from bot.translation import gettext

_BEARERS = 12  # names with one word that are looked through


WEEK = timedelta(days=7)
MOST_JUDGED = 16  # articles that are read for a question when it is tried: a second
COUNTED = 400  # articles of a week; more are "more than 400"
EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class FollowPreview:
    """What a filter would have brought in the last week."""

    articles: int  #: COUNTED at most
    examples: tuple[Headline, ...]  #: newest first
    read_as: str  #: how the filter was understood; "" where that is plain


@dataclass(frozen=True, slots=True)
class MatchedArticle:
    """An article that a filter would have brought."""

    headline: Headline
    sentence: str  #: that matched, verbatim; the title where an article has none
    why: str  #: the name or words that matched, then the sentence


class Matching:
    """Every method may be called from any thread; raises StoreError."""

    def __init__(
        self,
        database: Database,
        ordinary: Callable[[str], bool],
        repaired: Callable[[str], str],
        judge: QuestionJudge | None = None,
    ) -> None:
        """``ordinary``: see filter_language.parse; ``repaired``: puts slips of the pen right, towards what the archive
        writes; ``judge``: of saved questions, None = they cannot be followed."""
        self._judge = judge
        self._views = ArticleViews(database)
        self._articles = Articles(database)
        self._speakers = Speakers(database)
        self._ordinary = ordinary
        self._repaired = repaired

    def read(self, words: str) -> ParsedFilter:
        """Understand a filter; where a word looks like a slip, both it and what it may be for are followed.

        Raises FollowError, its text fit for the user.
        """
        wanted = self._parsed(words)
        if wanted.kind is FollowKind.QUESTION and (self._judge is None or not self._judge.available):
            raise FollowError(
                gettext("Questions cannot be followed here: nothing can judge the answers. Follow words.")
            )
        if wanted.kind not in (FollowKind.NAME, FollowKind.WORD):
            return wanted
        repaired = self._repaired(words)
        return wanted if repaired == words else with_alternatives(wanted, self._parsed(repaired))

    def _parsed(self, words: str) -> ParsedFilter:
        return parse(
            words,
            outlets=[outlet for outlet, _ in self._articles.sources()],
            known_name=self._speakers.is_known,
            ordinary=self._ordinary,
        )

    def choices(self, wanted: ParsedFilter) -> list[NameChoice]:
        """What the one word of a filter could name; none where that is plain."""
        text = " ".join(phrase.text for clause in wanted.filter.anyof for phrase in clause)
        bearers = self._views.bearers(fold(text), _BEARERS) if fold(text) else []
        return choices(wanted, [(one.name, one.label) for one in bearers])

    def matched(self, wanted: Filter, since: datetime | None = None) -> Iterator[MatchedArticle]:
        """The stored articles that the filter would have brought, newest first."""
        rows = self._views.rows(keys(wanted), since)
        for row in rows[:MOST_JUDGED] if wanted.question else rows:
            if found := self.on_article(wanted, row):
                yield found

    def preview(self, wanted: ParsedFilter, now: datetime) -> FollowPreview:
        """What the filter would have brought in the week before ``now``."""
        found = list(islice(self.matched(wanted.filter, now - WEEK), COUNTED))
        told = read_as(wanted.filter) if _needs_telling(wanted.filter) else ""
        return FollowPreview(len(found), tuple(one.headline for one in found[:EXAMPLES]), told)

    def on_article(self, wanted: Filter, row: int) -> MatchedArticle | None:
        """Whether, and why, the filter brings one article."""
        headline, article = self._views.of(row)
        match = self._judged(wanted.question, article) if wanted.question else matches(wanted, article)
        if match is None:
            return None
        shown = article.sentences[match.sentence] if article.sentences else article.title
        return MatchedArticle(headline, shown, f"{_by(wanted, match)}: {why(wanted, match, article)}")

    def _judged(self, question: str, article: ArticleView) -> Match | None:
        if self._judge is None or not self._judge.available:
            return None
        at = self._judge.answering(question, article.title, article.sentences, article.stems)
        return None if at is None else Match(at)

    def row_of(self, public_id: str) -> int | None:
        """The article with a public id; None when there is none."""
        return self._views.row_of(public_id)


def _needs_telling(wanted: Filter) -> bool:
    parts = sum(len(clause) for clause in wanted.anyof)
    return bool(wanted.says) or parts > 1 or bool(wanted.anyof and (wanted.exclude or wanted.unless))


def _by(wanted: Filter, match: Match) -> str:
    words = " and ".join(phrase.text for phrase in match.phrases)
    if wanted.says:
        return f"{wanted.says.text} on {words}" if words else f"{wanted.says.text} says"
    return words or wanted.question or ("the story" if wanted.story else "every article")
