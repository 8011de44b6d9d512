"""Briefs, timelines, comparisons and trends -> messages: exact sentences, each with its origin. Pure."""

from __future__ import annotations

from bot.models import Brief, BriefKind, CitedSentence, Trend, Trending
from handlers.views.callback_data import Code, data
from handlers.views.headlines import follow_button, origin, title_of
from handlers.views.html import NOTHING, Rich, bold, clean, clip, join, link, one_line, quote, text
from handlers.views.messages import Part, button, page, rows

MAX_TOPIC = 60  # UTF-16 units; with MAX_SENTENCE chosen so that a brief fills one message at most
MAX_SENTENCE = 320
MAX_NAME = 40
PAGES = 4  #: trends with a button to their page
_TITLES = {
    BriefKind.BRIEF: "In brief",
    BriefKind.TIMELINE: "Timeline",
    BriefKind.COMPARISON: "Side by side",
    BriefKind.DAY: "The day",
}


def brief(found: Brief, topic: str, view: int, *, follow: str = "") -> Part:
    """The sentences in their order; ``topic``: as shown; ``follow``: what the button follows, kept in ``view``."""
    count = f" · {found.articles:,} article{'s' * (found.articles != 1)}"
    heading = bold(f"{_TITLES[found.kind]}: {clip(one_line(topic), MAX_TOPIC)}") + count
    shown = [_sentence(one, number, found.kind) for number, one in enumerate(found.sentences, 1)]
    contexts = tuple(
        button(f"¶ {number}", data(Code.CONTEXT, one.sentence_row)) for number, one in enumerate(found.sentences, 1)
    )
    return page([heading, *shown], buttons=rows(contexts, follow_button(follow or topic, view)))


def trending(found: Trending) -> Part:
    """Who and what is named more than before, each with its newest headline and a button to its page."""
    listed = [_trend(one, number) for number, one in enumerate(found.trends, 1)]
    pages = [button(f"👤 {clip(one_line(one.name), 24)}", data(Code.PERSON, one.row)) for one in found.trends[:PAGES]]
    return page([bold("In the news"), *listed], buttons=rows(pages[:2], pages[2:]))


def _sentence(one: CitedSentence, number: int, kind: BriefKind) -> Rich:
    day = f"{one.day.day} {one.day:%B %Y}" if kind is BriefKind.TIMELINE and one.day else ""
    lead = bold(clip(one_line(one.speaker), MAX_NAME) or day) if one.speaker or day else NOTHING
    words = quote(text(clip(clean(one.text), MAX_SENTENCE)))
    return join([lead, words, text(f"{number}. ") + origin(one.headline)])


def _trend(one: Trend, number: int) -> Rich:
    counted = f" · {one.now:,} article{'s' * (one.now != 1)}"
    name = text(f"{number}. ") + bold(clip(one_line(one.name), MAX_NAME)) + counted
    return join([name, link(title_of(one.headline), one.headline.url)])
