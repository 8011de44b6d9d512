"""Answers -> messages: short answer, who agrees and who differs, excerpts; or the nearest headlines. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.models import Answer, Coverage, Excerpt, Headline, Voice
from bot.text.analyzer import query_terms, terms
from bot.text.names import all_words
from bot.translation import N_, counted, gettext, ngettext, written
from handlers.views.callback_data import Code, data
from handlers.views.headlines import (
    MAX_SENTENCE,
    Place,
    cite,
    clean_same,
    follow_button,
    follow_story,
    marked,
    origin,
    outlet,
    position,
    title_of,
)
from handlers.views.html import (
    NOTHING,
    Rich,
    bold,
    clean,
    clip,
    clip_around,
    day_name,
    filled,
    italic,
    join,
    link,
    one_line,
    quote,
    text,
    units,
)
from handlers.views.messages import Button, Part, Row, button, pack, page, rows

PER_PAGE = 3  # excerpts of a further page
FIRST, FIRST_DIFFERING = 1, 2  # excerpts of the first page, which fits into one screen of a phone
OLD = timedelta(days=30)  # older evidence for a question about now is said to be old
DECLINED = N_("My articles don't say.")
_MAX_SHORT = 200  # UTF-16 units, as all that follow; in the barest form everything fits into one message
_MAX_BEFORE = 300
_MAX_TOGETHER = 230  # of a sentence and the one before it on the first page; one screen of a phone
_MAX_ASKED = 160
_MAX_WORDS = 40  # a short answer in a list of them
_MAX_VOICE = 30  # an outlet in such a list
_LONG, _LONG_BESIDE = 500, 140  # from here on a quotation opens on a tap: alone, and beside others
_ELSEWHERE = 3  # other outlets named below an excerpt
_MOST_WORDS = 0.6  # of a question's telling words, from which an article is near to one without a topic
_VOICES = (5, 3)  # outlets named that agree or differ: with room, and without
_RIGHT, _WRONG = "👍", "👎"


def answer(found: Answer, place: Place, *, about_now: bool = False, now: datetime, verdict: bool | None = None) -> Part:
    """A page of an answer: the short answer in bold, what other articles answer, then excerpts with their origin.

    ``found.excerpts`` holds this page's excerpts only; ``place`` says where they stand among all; ``verdict`` is what
    the reader thinks of it, None = not said.
    """
    contexts, turning = _contexts(found.excerpts, place), _turning(place)
    if place.offset:
        buttons = rows(contexts, turning)
    else:
        buttons = rows(
            contexts + turning + follow_button(found.topic, place.view), verdicts(place.view, verdict) + _story(found)
        )
    preview = found.excerpts[0].headline.url if found.excerpts and not place.offset else ""
    full = _blocks(found, place, about_now=about_now, now=now, bare=False)
    fits = len(pack(full)) == 1
    blocks = full if fits else _blocks(found, place, about_now=about_now, now=now, bare=True)
    return page(blocks, buttons=buttons, preview=preview)


def _story(found: Answer) -> Row:
    """Follow the story of the article that answers."""
    return (follow_story(found.excerpts[0].headline.row),) if found.excerpts else ()


def leading(found: Answer, most: int = FIRST) -> Answer:
    """``found`` with the excerpts that its first page shows in front: where articles differ, those that do.

    ``most``: excerpts of that page, as the chat set it.
    """
    if not found.differ:
        return replace(found, shown=min(most, len(found.excerpts)))
    said = {one.headline.row: one.words for one in found.voices}
    differing = [one for one in found.excerpts if said.get(one.headline.row, "\0") in one.text]
    first = list({one.headline.row: one for one in reversed(differing)}.values())[::-1][:FIRST_DIFFERING]
    others = [one for one in found.excerpts if one not in first]
    return replace(found, excerpts=(*first, *others), shown=min(max(len(first), most), len(found.excerpts)))


def declined(found: Answer, place: Place, coverage: Coverage) -> Part:
    """The plain "my articles don't say", what was searched, the nearest headlines, and what to do next."""
    nearest = _articles(_near(found))[:PER_PAGE]
    listed = join([join([text("• "), origin(headline)], "") for headline in nearest])
    near = join([text(gettext("Nearest to it:")), listed]) if nearest else NOTHING
    steps = (*follow_button(found.topic, place.view), button(gettext("Latest headlines"), data(Code.HOME, 0)))
    return page([_asked(found), join([bold(gettext(DECLINED)), text(searched(coverage))]), near], buttons=rows(steps))


def _near(found: Answer) -> list[Excerpt]:
    """The excerpts that name what the question is about, without a topic those that hold most of its telling words;
    others make a bot look lost."""
    named, asked = all_words(found.topic), frozenset(query_terms(found.question))
    return [one for one in found.excerpts if _is_about(f"{one.headline.title} {one.before} {one.text}", named, asked)]


def _is_about(told: str, named: Sequence[str], asked: frozenset[str]) -> bool:
    if named:
        return not set(all_words(told)).isdisjoint(named)
    return len(asked.intersection(terms(told))) >= _MOST_WORDS * len(asked)


def searched(coverage: Coverage) -> str:
    """ "I searched 344 articles, the newest from 29 November 2026."; "" for an empty archive."""
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


def verdicts(view: int, verdict: bool | None) -> Row:
    """Two small buttons: was this right? The one that was pressed is marked."""
    return (
        button(_RIGHT + (" ✓" if verdict is True else ""), data(Code.VERDICT, view, 1)),
        button(_WRONG + (" ✓" if verdict is False else ""), data(Code.VERDICT, view, 0)),
    )


def _blocks(found: Answer, place: Place, *, about_now: bool, now: datetime, bare: bool) -> list[Rich]:
    """The message's blocks; ``bare``: without what a reader can do without when there is no room."""
    numbered = place.offset > 0 or len(found.excerpts) > 1
    told = {one.text for one in found.excerpts}
    excerpts = [
        _excerpt(one, place, number=place.offset + at if numbered else 0, before=_before(one, told, place))
        if not bare
        else _excerpt(one, place, number=place.offset + at if numbered else 0, elsewhere=False)
        for at, one in enumerate(found.excerpts, start=1)
    ]
    caveat = _caveat(found.excerpts, now) if about_now else NOTHING
    first = position(place, len(excerpts)) if place.offset else _first_lines(found, bare)
    told_below = [join(excerpts)] if place.first == len(excerpts) and not place.offset else excerpts
    return [NOTHING if place.offset else _asked(found), caveat, first, *told_below]


def _before(one: Excerpt, told: set[str], place: Place) -> str:
    """The sentence before an excerpt; "" where it stands there already, or takes the first page beyond one screen."""
    long = not place.offset and units(one.before) + units(one.text) > _MAX_TOGETHER
    return "" if long or one.before in told else one.before


def _asked(found: Answer) -> Rich:
    """How a follow-up was understood, and that it leads to the same sentence as before, if it does."""
    said = gettext("Asked: {question}").format(question=clip(one_line(found.asked_as), _MAX_ASKED))
    same = gettext("The answer is the same as before.") if found.again else ""
    return italic(" ".join(filter(None, (said if found.asked_as else "", same))))


def _first_lines(found: Answer, bare: bool) -> Rich:
    """The short answer, and below it how many articles say so; or what each of them says where they differ."""
    short = bold(clip(one_line(found.short), _MAX_SHORT)) if found.short else NOTHING
    if not found.voices:
        return short
    most = _VOICES[bare]
    shown = {one.headline.row for one in found.excerpts} if found.differ else set()  # whose day stands below
    named = [
        _voice(one, named=found.differ, linked=not bare, dated=one.headline.row not in shown)
        for one in found.voices[:most]
    ]
    rest = len(found.voices) - most
    listed = join([*named, _more(rest)], " · ")
    if found.differ:
        return join([bold(gettext("Articles differ:")), listed], " ")
    told = counted("{n} article says so:", "{n} articles say so:", len(found.voices))
    return join([short, text(f"{told} ") + listed])


def _more(rest: int) -> Rich:
    return text(counted("{n} more", "{n} more", rest)) if rest > 0 else NOTHING


def _voice(one: Voice, *, named: bool, linked: bool, dated: bool = True) -> Rich:
    """ "12 (Coast Radio, 9 July 2024)", or without what it says only "Coast Radio, 9 July 2024".

    An article without an outlet goes by its title. ``dated``: with its day.
    """
    paper = clip(outlet(one.headline), _MAX_VOICE) or f"“{clip(title_of(one.headline), _MAX_VOICE)}”"
    day = day_name(one.headline.published) if dated and one.headline.published else ""
    place = ", ".join(filter(None, [paper, day]))
    shown = link(place, one.headline.url) if linked else text(place)
    return bold(clip(one_line(one.words), _MAX_WORDS)) + " (" + shown + ")" if named else shown


def _excerpt(one: Excerpt, place: Place, *, number: int = 0, before: str = "", elsewhere: bool = True) -> Rich:
    """The exact sentence in a block quotation, its origin below it; ``number`` 0 = not numbered.

    ``before``: the sentence before it, shown in italics as context. Where several share the first page, long ones open
    on a tap and titles are left to their articles.
    """
    beside = number > 0 and not place.offset
    mark = text(f"{number}. ") if number else NOTHING
    also = _elsewhere(one.also) if elsewhere else NOTHING
    source = cite(one.headline) if beside else origin(one.headline)
    return join([_sentence(one, before, _LONG_BESIDE if beside else _LONG), join([mark, source], ""), also])


def _elsewhere(headlines: Sequence[Headline]) -> Rich:
    """Where the same sentence stands too."""
    if not headlines:
        return NOTHING
    named = [_voice(Voice(words="", headline=one), named=False, linked=True) for one in headlines[:_ELSEWHERE]]
    rest = len(headlines) - _ELSEWHERE
    return filled(gettext("Also in {outlets}"), outlets=join([*named, _more(rest)], "; "))


def _sentence(one: Excerpt, before: str, long: int) -> Rich:
    start, end = one.highlight or (0, 0)
    shown, start, end = clip_around(clean_same(one.text), start, end, MAX_SENTENCE)
    lead = italic(clip(clean(before), _MAX_BEFORE)) if before else NOTHING
    whole = join([lead, marked(shown, start, end)], " ")
    return quote(whole, expandable=units(whole.plain) > long)


def _caveat(excerpts: Sequence[Excerpt], now: datetime) -> Rich:
    """Said first when all evidence is old, so that old news is not sold as new."""
    days = [one.headline.published or one.headline.added for one in excerpts]
    if not days or now - max(days) <= OLD:
        return NOTHING
    return italic(gettext("⚠ Old news: the newest I have on this is from {day}.").format(day=day_name(max(days))))


def _turning(place: Place) -> tuple[Button, ...]:
    """An answer's pages: the first may hold fewer excerpts than the others."""
    size = PER_PAGE if place.offset else place.first
    ahead = place.offset + size
    label = gettext("More ({n})").format(n=place.total - ahead)
    more = (button(label, data(Code.ANSWER, place.view, ahead)),) if ahead < place.total else ()
    if not place.offset:
        return more
    before = place.offset - PER_PAGE if place.offset - PER_PAGE >= place.first else 0
    return (button(gettext("◀ Back"), data(Code.ANSWER, place.view, before)), *more)


def _contexts(excerpts: Sequence[Excerpt], place: Place) -> tuple[Button, ...]:
    """A button an excerpt; they carry the page that they lead back to."""
    here = data(Code.ANSWER, place.view, place.offset)
    alone = len(excerpts) == 1
    return tuple(
        button(
            gettext("In context") if alone else f"¶ {place.offset + at}",
            data(Code.CONTEXT, one.sentence_row, back=here),
        )
        for at, one in enumerate(excerpts, start=1)
    )


def _articles(excerpts: Sequence[Excerpt]) -> list[Headline]:
    """The articles of the excerpts, best first, each once."""
    return list({one.headline.row: one.headline for one in excerpts}.values())
