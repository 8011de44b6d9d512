"""Messages for briefs, timelines, comparisons and trends: exact sentences, each with its source. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import groupby

from bot.models import Brief, BriefKind, CitedSentence, Trend, Trending
from bot.translation import N_, counted, day_words, gettext
from handlers.views.callback_data import Code, data
from handlers.views.headlines import cite, follow_button, outlet, title_of
from handlers.views.html import NOTHING, Rich, bold, clean, clip, join, link, one_line, phone_lines, quote, text, units
from handlers.views.messages import Button, Part, button, page, rows

MAX_TOPIC = 60  # UTF-16 units; with MAX_SENTENCE and MOST_WORDS, chosen so that a brief fills at most one message
MAX_SENTENCE = 320
MOST_WORDS = 3_000  # UTF-16 units of all sentences together
LONG_QUOTATION = 130  # longer quotations are folded
MAX_NAME = 40
IN_ONE_ROW = 3  # numbers that leave room for the button to follow
IN_A_ROW = 8  # numbers
ONE_LINE, BOLD_LINE = 36, 30  # UTF-16 units that a phone shows in one line, and in bold
PAGES = 4  #: trends with a button to their page
_TITLES = {
    BriefKind.BRIEF: N_("In brief: {topic}"),
    BriefKind.TIMELINE: N_("Timeline: {topic}"),
    BriefKind.COMPARISON: N_("Side by side: {topic}"),
    BriefKind.DAY: N_("The day: {topic}"),
}


def brief(found: Brief, topic: str, view: int, *, follow: str = "") -> Part:
    """The sentences in order. ``topic`` is the heading; ``follow`` is what the button follows, saved in ``view``.

    Those of the first article come first, the others in a folded quotation, so that everything fits on one screen.
    """
    heading = _heading(found, topic)
    most = min(MAX_SENTENCE, MOST_WORDS // max(1, len(found.sentences)))
    numbered = [
        (number, replace(one, text=clip(clean(one.text), most))) for number, one in enumerate(_in_turn(found), 1)
    ]
    if found.kind is BriefKind.COMPARISON:
        shown = [_side(list(same)) for _, same in groupby(numbered, lambda one: one[1].speaker)]
    else:
        alike = [list(same) for _, same in groupby(numbered, lambda one: _where(one[1]))]
        tight = units(heading.plain) > BOLD_LINE
        shown = [*(_together(same, found.kind, tight) for same in alike[:1]), _folded(alike[1:], found.kind)]
    contexts = _contexts(numbered)
    picture = (_picture(view),) if found.kind is BriefKind.TIMELINE else ()
    one_row = len(contexts) <= IN_ONE_ROW and not picture
    followed = follow_button(follow, view, narrow=one_row or bool(picture))
    buttons = rows((*contexts, *followed)) if one_row else rows(contexts, (*picture, *followed))
    return page([join([heading, *shown])], buttons=buttons)


def trending(found: Trending) -> Part:
    """The trending names, each with its newest headline and a button to its page."""
    alike: dict[int, list[Trend]] = {}  # those of one article are in the news together
    for one in found.trends:
        alike.setdefault(one.headline.row, []).append(one)
    listed = [_trend(together, number) for number, together in enumerate(alike.values(), 1)]
    pages = [button(f"👤 {clip(one_line(one.name), 24)}", data(Code.PERSON, one.row)) for one in found.trends[:PAGES]]
    return page([bold(gettext("In the news")), *listed], buttons=rows(pages[:2], pages[2:], (_picture(0),)))


def _heading(found: Brief, topic: str) -> Rich:
    """The kind and topic in bold, and the number of articles where that fits the line."""
    compared = found.kind is BriefKind.COMPARISON
    named = found.topic or topic if compared else topic  # who speaks is named below
    title = gettext(_TITLES[found.kind]).format(topic=clip(one_line(named), MAX_TOPIC))
    count = " · " + counted("{n} article", "{n} articles", found.articles)
    return bold(title) + ("" if compared or units(title + count) > ONE_LINE else count)


def _contexts(numbered: list[tuple[int, CitedSentence]]) -> tuple[Button, ...]:
    """A button for each sentence; where that takes more than one row, for each run of sentences of one article."""
    runs = [[one] for one in numbered]
    if len(numbered) > IN_A_ROW:
        runs = [list(same) for _, same in groupby(numbered, lambda one: one[1].headline.row)]
    labels = ("–".join(str(number) for number in dict.fromkeys((run[0][0], run[-1][0]))) for run in runs)
    return tuple(
        button(label, data(Code.CONTEXT, run[0][1].sentence_row)) for label, run in zip(labels, runs, strict=True)
    )


def _picture(view: int) -> Button:
    return button(gettext("📊 Picture"), data(Code.PICTURE, view, 0))


def _in_turn(found: Brief) -> list[CitedSentence]:
    """The sentences in order; those of a comparison grouped by speaker, and within a speaker by article."""
    if found.kind is not BriefKind.COMPARISON:
        return list(found.sentences)
    speakers = list(dict.fromkeys(one.speaker for one in found.sentences))
    articles = list(dict.fromkeys(one.headline.row for one in found.sentences))
    return sorted(found.sentences, key=lambda one: (speakers.index(one.speaker), articles.index(one.headline.row)))


def _where(one: CitedSentence) -> tuple[int, str, date | None]:
    """What adjacent sentences of one block have in common: article, speaker, day."""
    return one.headline.row, one.speaker, one.day


def _together(same: list[tuple[int, CitedSentence]], kind: BriefKind, tight: bool) -> Rich:
    """Adjacent sentences of one article with their numbers and one source; several are folded to the first lines.

    The source is folded too if it takes more than a line, or the heading does (``tight``): a phone shows it all then.
    """
    told = [_numbered(*one) for one in same]
    if tight or phone_lines(_origin(same, kind)) > 1:
        return quote(_headed(join(told), same, kind), expandable=True)
    words = quote(join(told), expandable=len(same) > 1 or units(told[0].plain) > LONG_QUOTATION)
    return _headed(words, same, kind)


def _folded(alike: list[list[tuple[int, CitedSentence]]], kind: BriefKind) -> Rich:
    """The sentences after the first ones, grouped by article with their sources, in one folded quotation."""
    told = [_headed(join(_numbered(*one) for one in same), same, kind) for same in alike]
    return quote(join(told, "\n\n"), expandable=True) if told else NOTHING


def _side(same: list[tuple[int, CitedSentence]]) -> Rich:
    """One side of a comparison: the name and its sentences with their sources, folded to the first lines."""
    articles = [list(alike) for _, alike in groupby(same, lambda one: one[1].headline.row)]
    told = [join([*(_numbered(*one) for one in alike), cite(alike[0][1].headline)]) for alike in articles]
    name = bold(clip(one_line(same[0][1].speaker), MAX_NAME))
    return quote(join([name, *told]), expandable=True)


def _numbered(number: int, one: CitedSentence) -> Rich:
    return text(f"{number}. {one.text}")


def _headed(words: Rich, same: list[tuple[int, CitedSentence]], kind: BriefKind) -> Rich:
    """The words with their source, which is below them, or above them in a timeline."""
    source = _origin(same, kind)
    return join([source, words] if kind is BriefKind.TIMELINE else [words, source])


def _origin(same: list[tuple[int, CitedSentence]], kind: BriefKind) -> Rich:
    """The outlet and day; in a timeline, the day of the event first, and that of the article if it differs."""
    first = same[0][1]
    if kind is not BriefKind.TIMELINE or first.day is None:
        return cite(first.headline)
    published = first.headline.published
    same_day = published is not None and published.date() == first.day
    source = link(outlet(first.headline) or title_of(first.headline), first.headline.url)
    return join([bold(day_words(first.day, short=True)), source if same_day else cite(first.headline)], " · ")


def _trend(together: list[Trend], number: int) -> Rich:
    """Names of one article, the strongest first, with the largest number of articles and that article."""
    told = " · " + counted("{n} article", "{n} articles", max(one.now for one in together))
    names = join([bold(clip(one_line(one.name), MAX_NAME)) for one in together], ", ")
    headline = together[0].headline
    return join([text(f"{number}. ") + names + told, link(title_of(headline), headline.url)])
