"""Briefs, timelines, comparisons and trends -> messages: exact sentences, each with its origin. Pure."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from bot.models import Brief, BriefKind, CitedSentence, Trend, Trending
from bot.translation import N_, counted, day_words, gettext
from handlers.views.callback_data import Code, data
from handlers.views.headlines import follow_button, origin, title_of
from handlers.views.html import NOTHING, Rich, bold, clean, clip, join, link, one_line, quote, text, units
from handlers.views.messages import Button, Part, button, page, rows

MAX_TOPIC = 60  # UTF-16 units; with MAX_SENTENCE chosen so that a brief fills one message at most
MAX_SENTENCE = 320
LONG = 200  # from here on a quotation opens on a tap
MAX_NAME = 40
PAGES = 4  #: trends with a button to their page
_TITLES = {
    BriefKind.BRIEF: N_("In brief: {topic}"),
    BriefKind.TIMELINE: N_("Timeline: {topic}"),
    BriefKind.COMPARISON: N_("Side by side: {topic}"),
    BriefKind.DAY: N_("The day: {topic}"),
}


def brief(found: Brief, topic: str, view: int, *, follow: str = "") -> Part:
    """The sentences in their order; ``topic``: as shown; ``follow``: what the button follows, kept in ``view``."""
    count = " · " + counted("{n} article", "{n} articles", found.articles)
    heading = bold(gettext(_TITLES[found.kind]).format(topic=clip(one_line(topic), MAX_TOPIC))) + count
    numbered = list(enumerate(_in_turn(found), 1))
    shown = [_together(list(same), found.kind) for _, same in groupby(numbered, lambda one: _where(one[1]))]
    contexts = tuple(button(f"¶ {number}", data(Code.CONTEXT, one.sentence_row)) for number, one in numbered)
    picture = (_picture(view),) if found.kind is BriefKind.TIMELINE else ()
    return page([heading, *shown], buttons=rows(contexts, (*picture, *follow_button(follow or topic, view))))


def trending(found: Trending) -> Part:
    """Who and what is named more than before, each with its newest headline and a button to its page."""
    listed = [_trend(one, number) for number, one in enumerate(found.trends, 1)]
    pages = [button(f"👤 {clip(one_line(one.name), 24)}", data(Code.PERSON, one.row)) for one in found.trends[:PAGES]]
    return page([bold(gettext("In the news")), *listed], buttons=rows(pages[:2], pages[2:], (_picture(0),)))


def _picture(view: int) -> Button:
    return button(gettext("📊 Picture"), data(Code.PICTURE, view, 0))


def _in_turn(found: Brief) -> list[CitedSentence]:
    """As they come; of a comparison each speaker's together, those of one article side by side."""
    if found.kind is not BriefKind.COMPARISON:
        return list(found.sentences)
    speakers = list(dict.fromkeys(one.speaker for one in found.sentences))
    articles = list(dict.fromkeys(one.headline.row for one in found.sentences))
    return sorted(found.sentences, key=lambda one: (speakers.index(one.speaker), articles.index(one.headline.row)))


def _where(one: CitedSentence) -> tuple[int, str, date | None]:
    """What neighbours that stand in one block share: article, speaker, day."""
    return one.headline.row, one.speaker, one.day


def _together(same: list[tuple[int, CitedSentence]], kind: BriefKind) -> Rich:
    """Neighbouring sentences of one article: their number each, their origin once. Of several, the first lines show."""
    first = same[0][1]
    day = day_words(first.day) if kind is BriefKind.TIMELINE and first.day else ""
    lead = bold(clip(one_line(first.speaker), MAX_NAME) or day) if first.speaker or day else NOTHING
    told = [text(f"{number}. {clip(clean(one.text), MAX_SENTENCE)}") for number, one in same]
    words = quote(join(told), expandable=len(same) > 1 or units(told[0].plain) > LONG)
    return join([lead, words, origin(first.headline)])


def _trend(one: Trend, number: int) -> Rich:
    told = " · " + counted("{n} article", "{n} articles", one.now)
    name = text(f"{number}. ") + bold(clip(one_line(one.name), MAX_NAME)) + told
    return join([name, link(title_of(one.headline), one.headline.url)])
