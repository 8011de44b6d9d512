"""Messages for answers: the short answer, which articles agree or differ, excerpts; or the nearest headlines. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.models import Answer, Coverage, Excerpt, Headline, Voice
from bot.newsroom.wording import DECLINED
from bot.text.analyzer import query_terms, terms
from bot.text.names import all_words
from bot.translation import counted, gettext, ngettext, written
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

PER_PAGE = 3  # excerpts per further page
FIRST, FIRST_DIFFERING = 1, 2  # excerpts on the first page, which fits on one phone screen
OLD = timedelta(days=30)  # older evidence for a question about the present gets a caveat
_MAX_SHORT = 200  # UTF-16 units, as all that follow; in the shortest form everything fits into one message
_MAX_BEFORE = 300
_MAX_TOGETHER = 230  # of a sentence and the one before it on the first page; one phone screen
_MAX_ASKED = 160
_MAX_WORDS = 40  # of a short answer in a list of them
_MAX_VOICE = 30  # of an outlet in such a list
_LONG, _LONG_BESIDE = 500, 140  # longer quotations are folded: alone, and next to others
_ELSEWHERE = 3  # other outlets named below an excerpt
_MOST_WORDS = 0.6  # share of the question's terms that an article needs to be close to a question without a topic
_VOICES = (5, 3)  # outlets named that agree or differ: normally, and in the shortest form
_RIGHT, _WRONG = "👍", "👎"


def answer(found: Answer, place: Place, *, about_now: bool = False, now: datetime, verdict: bool | None = None) -> Part:
    """A page of an answer: the short answer in bold, the answers of other articles, then excerpts with their sources.

    ``found.excerpts`` holds only this page's excerpts, and ``place`` is their position among all. ``verdict`` is the
    reader's verdict on the answer, None if not given.
    """
    contexts, turning = _contexts(found.excerpts, place), _turning(place)
    if place.offset:
        buttons = rows(contexts, turning)
    else:
        buttons = rows(
            contexts + turning + follow_button(found.topic, place.view, narrow=bool(contexts and turning)),
            verdicts(place.view, verdict) + _story(found),
        )
    preview = found.excerpts[0].headline.url if found.excerpts and not place.offset else ""
    full = _blocks(found, place, about_now=about_now, now=now, bare=False)
    fits = len(pack(full)) == 1
    blocks = full if fits else _blocks(found, place, about_now=about_now, now=now, bare=True)
    return page(blocks, buttons=buttons, preview=preview)


def _story(found: Answer) -> Row:
    """A button that follows the story of the answering article."""
    return (follow_story(found.excerpts[0].headline.row, narrow=True),) if found.excerpts else ()


def leading(found: Answer, most: int = FIRST) -> Answer:
    """Return ``found`` with the excerpts of its first page in front: if articles differ, those that do.

    ``most``: the number of excerpts on that page, as set for the chat.
    """
    if not found.differ:
        return replace(found, shown=min(most, len(found.excerpts)))
    said = {one.headline.row: one.words for one in found.voices}
    differing = [one for one in found.excerpts if said.get(one.headline.row, "\0") in one.text]
    first = list({one.headline.row: one for one in reversed(differing)}.values())[::-1][:FIRST_DIFFERING]
    others = [one for one in found.excerpts if one not in first]
    return replace(found, excerpts=(*first, *others), shown=min(max(len(first), most), len(found.excerpts)))


def declined(found: Answer, place: Place, coverage: Coverage) -> Part:
    """The plain "my articles don't say", with what was searched, the nearest headlines, and what to do next."""
    nearest = _articles(_near(found))[:PER_PAGE]
    listed = join([join([text("• "), origin(headline)], "") for headline in nearest])
    near = join([text(gettext("Nearest to it:")), listed]) if nearest else NOTHING
    steps = (*follow_button(found.topic, place.view), button(gettext("Latest headlines"), data(Code.HOME, 0)))
    return page([_asked(found), join([bold(gettext(DECLINED)), text(searched(coverage))]), near], buttons=rows(steps))


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


def verdicts(view: int, verdict: bool | None) -> Row:
    """Two small buttons that ask whether the answer was right, with the one pressed marked."""
    return (
        button(_RIGHT + (" ✓" if verdict is True else ""), data(Code.VERDICT, view, 1)),
        button(_WRONG + (" ✓" if verdict is False else ""), data(Code.VERDICT, view, 0)),
    )


def _blocks(found: Answer, place: Place, *, about_now: bool, now: datetime, bare: bool) -> list[Rich]:
    """The message's blocks; ``bare`` leaves out what is dispensable when space is short."""
    numbered = place.offset > 0 or len(found.excerpts) > 1
    told = {one.text for one in found.excerpts}
    excerpts = [
        _excerpt(one, place, number=place.offset + at if numbered else 0, before=_before(one, told, place))
        if not bare
        else _excerpt(one, place, number=place.offset + at if numbered else 0, elsewhere=False)
        for at, one in enumerate(found.excerpts, start=1)
    ]
    shown = [*(one.headline for one in found.excerpts), *(one.headline for one in found.voices)]
    caveat = _caveat(shown, now) if about_now else NOTHING
    old = bool(caveat.plain) and not found.differ  # of old news no few words are shown as if they held
    first = position(place, len(excerpts)) if place.offset else NOTHING if old else _first_lines(found, bare)
    if found.differ and len(excerpts) > 1 and not place.offset:
        together = quote(join(_words_of(one, at) for at, one in enumerate(found.excerpts, start=1)), expandable=True)
        return [_asked(found), join([caveat, first, together])]
    if place.first == len(excerpts) and not place.offset:  # one screen: no blank lines around quotations
        return [_asked(found), join([caveat, first, *excerpts])]
    return [NOTHING if place.offset else _asked(found), caveat, first, *excerpts]


def _before(one: Excerpt, told: set[str], place: Place) -> str:
    """The sentence before an excerpt; "" if it is shown already, or if the first page would exceed one screen."""
    long = not place.offset and units(one.before) + units(one.text) > _MAX_TOGETHER
    return "" if long or one.before in told else one.before


def _asked(found: Answer) -> Rich:
    """How a follow-up was understood, and whether it leads to the same sentence as before."""
    said = gettext("Asked: {question}").format(question=clip(one_line(found.asked_as), _MAX_ASKED))
    same = gettext("The answer is the same as before.") if found.again else ""
    return italic(" ".join(filter(None, (said if found.asked_as else "", same))))


def _first_lines(found: Answer, bare: bool) -> Rich:
    """The short answer and the number of articles that agree; or what each of them says if they differ."""
    short = bold(clip(one_line(found.short), _MAX_SHORT)) if found.short else NOTHING
    if not found.voices:
        return short
    most, rest = _VOICES[bare], len(found.voices) - _VOICES[bare]
    below = [one.headline.row for one in found.excerpts] if found.differ and len(found.excerpts) > 1 else []
    told = [_voice(one, named=found.differ, linked=not bare, short=bool(below)) for one in found.voices[:most]]
    if below:
        return join([bold(gettext("Articles differ:")), *_by_number(found.voices, told, below), _more(rest)])
    listed = join([*told, _more(rest)], " · ")
    if found.differ:
        return join([bold(gettext("Articles differ:")), listed], " ")
    agreed = counted("{n} article says so:", "{n} articles say so:", len(found.voices))
    return join([short, text(f"{agreed} ") + listed])


def _more(rest: int) -> Rich:
    return text(counted("{n} more", "{n} more", rest)) if rest > 0 else NOTHING


def _by_number(voices: Sequence[Voice], told: Sequence[Rich], below: Sequence[int]) -> list[Rich]:
    """A line for each article's answer, first those whose excerpts, articles ``below``, follow in a quotation."""
    lines = [
        (below.index(one.headline.row) + 1 if one.headline.row in below else 0, line)
        for one, line in zip(voices, told, strict=False)
    ]
    marked_lines = [text(f"{number}. ") + line for number, line in sorted(lines, key=lambda one: one[0]) if number]
    return [*marked_lines, *(text("• ") + line for number, line in lines if not number)]


def _words_of(one: Excerpt, number: int) -> Rich:
    return text(f"{number}. ") + _highlighted(one)


def _voice(one: Voice, *, named: bool, linked: bool, short: bool = False) -> Rich:
    """An article's answer such as "12 (Coast Radio, 9 July 2024)", or, unnamed, only "Coast Radio, 9 July 2024".

    An article without an outlet is identified by its title. ``short``: with short months, for lines of their own.
    """
    paper = clip(outlet(one.headline), _MAX_VOICE) or f"“{clip(title_of(one.headline), _MAX_VOICE)}”"
    day = day_name(one.headline.published, short=short) if one.headline.published else ""
    place = ", ".join(filter(None, [paper, day]))
    shown = link(place, one.headline.url) if linked else text(place)
    return bold(clip(one_line(one.words), _MAX_WORDS)) + " (" + shown + ")" if named else shown


def _excerpt(one: Excerpt, place: Place, *, number: int = 0, before: str = "", elsewhere: bool = True) -> Rich:
    """The exact sentence in a block quotation with its source below; ``number`` 0 for no number.

    ``before``: the preceding sentence, shown in italics as context. If several share the first page, long ones are
    folded and titles are omitted.
    """
    beside = number > 0 and not place.offset
    mark = text(f"{number}. ") if number else NOTHING
    also = _elsewhere(one.also) if elsewhere else NOTHING
    source = cite(one.headline) if beside else origin(one.headline)
    return join([_sentence(one, before, _LONG_BESIDE if beside else _LONG), join([mark, source], ""), also])


def _elsewhere(headlines: Sequence[Headline]) -> Rich:
    """The other articles with the same sentence."""
    if not headlines:
        return NOTHING
    named = [_voice(Voice(words="", headline=one), named=False, linked=True) for one in headlines[:_ELSEWHERE]]
    rest = len(headlines) - _ELSEWHERE
    return filled(gettext("Also in {outlets}"), outlets=join([*named, _more(rest)], "; "))


def _sentence(one: Excerpt, before: str, long: int) -> Rich:
    lead = italic(clip(clean(before), _MAX_BEFORE)) if before else NOTHING
    whole = join([lead, _highlighted(one)], " ")
    return quote(whole, expandable=units(whole.plain) > long)


def _highlighted(one: Excerpt) -> Rich:
    start, end = one.highlight or (0, 0)
    shown, start, end = clip_around(clean_same(one.text), start, end, MAX_SENTENCE)
    return marked(shown, start, end)


def _caveat(shown: Sequence[Headline], now: datetime) -> Rich:
    """The caveat shown first if all evidence is old, so that old news is not presented as new."""
    days = [one.published or one.added for one in shown]
    if not days or now - max(days) <= OLD:
        return NOTHING
    return italic(gettext("⚠ Old news: the newest I have on this is from {day}.").format(day=day_name(max(days))))


def _turning(place: Place) -> tuple[Button, ...]:
    """The paging buttons of an answer, whose first page may hold fewer excerpts than the others."""
    size = PER_PAGE if place.offset else place.first
    ahead = place.offset + size
    label = gettext("More ({n})").format(n=place.total - ahead)
    more = (button(label, data(Code.ANSWER, place.view, ahead)),) if ahead < place.total else ()
    if not place.offset:
        return more
    before = place.offset - PER_PAGE if place.offset - PER_PAGE >= place.first else 0
    return (button(gettext("◀ Back"), data(Code.ANSWER, place.view, before)), *more)


def _contexts(excerpts: Sequence[Excerpt], place: Place) -> tuple[Button, ...]:
    """A context button for each excerpt, which carries the page to return to."""
    here = data(Code.ANSWER, place.view, place.offset)
    alone = len(excerpts) == 1
    return tuple(
        button(
            gettext("In context") if alone else str(place.offset + at),
            data(Code.CONTEXT, one.sentence_row, back=here),
        )
        for at, one in enumerate(excerpts, start=1)
    )


def _articles(excerpts: Sequence[Excerpt]) -> list[Headline]:
    """The articles of the excerpts, best first, without duplicates."""
    return list({one.headline.row: one.headline for one in excerpts}.values())
