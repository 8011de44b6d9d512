"""The message that the articles don't say, with what was searched and the nearest headlines. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.models import Answer, Coverage, Excerpt, Headline
from bot.newsroom.wording import DECLINED, NO_ARTICLES
from bot.text.analyzer import query_terms, terms
from bot.text.names import all_words
from bot.translation import counted, gettext, ngettext, written
from handlers.views.answer import asked
from handlers.views.callback_data import Code, data
from handlers.views.headlines import Place, follow_button, origin
from handlers.views.html import NOTHING, bold, day_name, join, text
from handlers.views.messages import Part, button, page, rows

NEAREST = 2  # headlines; one less below a follow-up as it was understood, so that a phone shows all
_MOST_WORDS = 0.6  # share of the question's terms that an article needs to be close to a question without a topic


def declined(found: Answer, place: Place, coverage: Coverage) -> Part:
    """The plain "my articles don't say", with what was searched, the nearest headlines, and what to do next."""
    nearest = _articles(_near(found))[: NEAREST - bool(found.asked_as)]
    listed = join([join([text("• "), origin(headline)], "") for headline in nearest])
    near = join([text(gettext("Nearest to it:")), listed]) if nearest else NOTHING
    steps = (*follow_button(found.topic, place.view), button(gettext("Latest headlines"), data(Code.HOME, 0)))
    told = gettext(DECLINED if coverage.articles else NO_ARTICLES)
    return page([asked(found), join([bold(told), text(searched(coverage))]), near], buttons=rows(steps))


def _near(found: Answer) -> list[Excerpt]:
    """The excerpts that name the question's topic, or without a topic those with most of its terms.

    Others would make the bot look lost.
    """
    named, asked = all_words(found.topic), frozenset(query_terms(found.question))
    return [one for one in found.excerpts if _is_about(f"{one.headline.title} {one.before} {one.text}", named, asked)]


def _is_about(told: str, named: Sequence[str], asked: frozenset[str]) -> bool:
    if named:
        return not set(all_words(told)).isdisjoint(named)
    return len(asked.intersection(terms(told))) >= _MOST_WORDS * len(asked)


def searched(coverage: Coverage) -> str:
    """A sentence such as "I searched 344 articles, the newest from 29 November 2026."; "" for an empty archive."""
    if not coverage.articles:
        return ""
    if coverage.newest is None:
        return counted("I searched {n} article.", "I searched {n} articles.", coverage.articles)
    told = ngettext(
        "I searched {n} article, the newest from {day}.",
        "I searched {n} articles, the newest from {day}.",
        coverage.articles,
    )
    return told.format(n=written(coverage.articles), day=day_name(coverage.newest))


def _articles(excerpts: Sequence[Excerpt]) -> list[Headline]:
    """The articles of the excerpts, best first, without duplicates."""
    return list({one.headline.row: one.headline for one in excerpts}.values())
