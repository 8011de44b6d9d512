"""Messages for answers: the short answer, which articles agree or differ, excerpts; or the nearest headlines. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby

from bot.models import Answer, Excerpt, Headline, Voice
from bot.translation import gettext
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
    position,
)
from handlers.views.html import (
    NOTHING,
    Rich,
    clean,
    clip,
    clip_around,
    day_name,
    filled,
    italic,
    join,
    one_line,
    phone_lines,
    quote,
    text,
    units,
)
from handlers.views.messages import Button, Part, Row, button, fit_together, page, rows
from handlers.views.short_answers import first_lines, more, voice

PER_PAGE = 3  # excerpts per further page, if they fit
FIRST, FIRST_DIFFERING = 1, 2  # excerpts on the first page, which fits on one phone screen
OLD = timedelta(days=30)  # older evidence for a question about the present gets a caveat
_MAX_BEFORE = 300  # UTF-16 units, as all that follow; in the shortest form everything fits into one message
MOST_LINES = 9  # of an answer with one excerpt on a phone screen
MOST_LINES_FURTHER = 11  # of a further page
_MAX_TOGETHER = 230  # of a sentence and the one before it on the first page; one phone screen
_MAX_ASKED = 160
_LONG, _LONG_BESIDE = 500, 140  # longer quotations are folded: alone, and next to others
_LONG_FURTHER = 300  # of the sentences of an article on a further page
_ELSEWHERE = 3  # other outlets named below an excerpt
_RIGHT, _WRONG = "👍", "👎"


def answer(found: Answer, place: Place, *, about_now: bool = False, now: datetime, verdict: bool | None = None) -> Part:
    """A page of an answer: the short answer in bold, the answers of other articles, then excerpts with their sources.

    ``found.excerpts`` holds only this page's excerpts, and ``place`` is their position among all. ``verdict`` is the
    reader's verdict on the answer, None if not given.
    """
    if place.offset:
        return _further_page(found, place, about_now=about_now, now=now)
    contexts, turning = _contexts(found.excerpts, place), _turning(place, place.first)
    follow = follow_button(found.topic, place.view, narrow=bool(contexts and turning))
    if len(contexts) > 1 and turning and follow:  # four in a row are too narrow for words
        buttons = rows(contexts + turning, verdicts(place.view, verdict) + follow)
    else:
        buttons = rows(contexts + turning + follow, verdicts(place.view, verdict) + _story(found))
    preview = found.excerpts[0].headline.url if found.excerpts else ""
    blocks = _blocks(found, place, about_now=about_now, now=now)
    if not fit_together(blocks):
        blocks = _blocks(found, place, about_now=about_now, now=now, bare=True)
    elif place.first == 1 and _height(blocks) > MOST_LINES:
        agreed = () if found.asked_as and not found.differ else found.voices  # "Asked: ..." takes the place
        blocks = _blocks(replace(found, voices=agreed), place, about_now=about_now, now=now, folded=True)
    return page(blocks, buttons=buttons, preview=preview)


def _further_page(found: Answer, place: Place, *, about_now: bool, now: datetime) -> Part:
    """As many of the further excerpts as a phone shows at once, at least one; the others are on the next page."""
    blocks = _further(found, place, about_now=about_now, now=now)
    every = len(found.excerpts)
    while len(found.excerpts) > 1 and _height(blocks) > MOST_LINES_FURTHER:
        found = replace(found, excerpts=found.excerpts[:-1])
        blocks = _further(found, place, about_now=about_now, now=now)
    if not fit_together(blocks):
        blocks = _further(found, place, about_now=about_now, now=now, bare=True)
    shown = len(found.excerpts)
    turning = _turning(place, shown if shown < every else PER_PAGE)
    return page(blocks, buttons=rows(_contexts(found.excerpts, place), turning))


def _height(blocks: Sequence[Rich]) -> int:
    """About how many lines of a phone the blocks take, with the blank lines between them."""
    shown = [phone_lines(one) for one in blocks if one.plain]
    return sum(shown) + len(shown) - 1


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


def verdicts(view: int, verdict: bool | None) -> Row:
    """Two small buttons that ask whether the answer was right, with the one pressed marked."""
    return (
        button(_RIGHT + (" ✓" if verdict is True else ""), data(Code.VERDICT, view, 1)),
        button(_WRONG + (" ✓" if verdict is False else ""), data(Code.VERDICT, view, 0)),
    )


def _blocks(
    found: Answer, place: Place, *, about_now: bool, now: datetime, bare: bool = False, folded: bool = False
) -> list[Rich]:
    """The blocks of the first page; ``bare`` leaves out what is dispensable when space is short.

    ``folded``: the only excerpt is folded to its first lines and has a short source, so that a phone shows it whole.
    """
    told = {one.text for one in found.excerpts}
    excerpts = []
    for at, one in enumerate(found.excerpts, start=1):
        number, before = at if len(found.excerpts) > 1 else 0, "" if bare else _before(one, told)
        excerpts.append(_excerpt(one, number=number, before=before, elsewhere=not bare, folded=folded))
    caveat = _caveat(found, now) if about_now else NOTHING
    old = bool(caveat.plain) and not found.differ  # of old news no few words are shown as if they held
    first = NOTHING if old else first_lines(found, bare=bare or folded)
    if found.differ and len(excerpts) > 1:
        together = quote(join(_words_of(one, at) for at, one in enumerate(found.excerpts, start=1)), expandable=True)
        return [asked(found), join([caveat, first, together])]
    if place.first == len(excerpts):  # one screen: no blank lines around quotations
        return [asked(found), join([caveat, first, *excerpts])]
    return [asked(found), caveat, first, *excerpts]


def _further(found: Answer, place: Place, *, about_now: bool, now: datetime, bare: bool = False) -> list[Rich]:
    """The blocks of another page: the sentences of one article together, above its source."""
    told = {one.text for one in found.excerpts}
    numbered = enumerate(found.excerpts, start=place.offset + 1)
    shown = []
    for _, group in groupby(numbered, key=lambda one: one[1].headline.row):
        beside = list(group)
        words = [text(f"{number}. ") + _sentence_after(one, _unsaid_before(one, told)) for number, one in beside]
        if bare or sum(one.units for one in words) > _LONG_FURTHER:
            words = [text(f"{number}. ") + _highlighted(one) for number, one in beside]
        quoted = quote(join(words), expandable=sum(one.units for one in words) > _LONG_FURTHER)
        also = NOTHING if bare else join(_elsewhere(one.also) for _, one in beside)
        shown.append(join([quoted, cite(beside[0][1].headline), also]))
    return [_caveat(found, now) if about_now else NOTHING, join([position(place, len(found.excerpts)), *shown])]


def _unsaid_before(one: Excerpt, told: set[str]) -> str:
    return "" if one.before in told else one.before


def _before(one: Excerpt, told: set[str]) -> str:
    """The sentence before an excerpt; "" if it is shown already, or if the page would exceed one screen."""
    long = units(one.before) + units(one.text) > _MAX_TOGETHER
    return "" if long else _unsaid_before(one, told)


def asked(found: Answer) -> Rich:
    """How a follow-up was understood, and whether it leads to the same sentence as before."""
    said = gettext("Asked: {question}").format(question=clip(one_line(found.asked_as), _MAX_ASKED))
    same = gettext("The answer is the same as before.") if found.again else ""
    return italic("\n".join(filter(None, (said if found.asked_as else "", same))))


def _words_of(one: Excerpt, number: int) -> Rich:
    return text(f"{number}. ") + _highlighted(one)


def _excerpt(one: Excerpt, *, number: int, before: str, elsewhere: bool, folded: bool) -> Rich:
    """The exact sentence in a block quotation with its source below; ``number`` 0 for no number.

    ``before``: the preceding sentence, shown in italics as context. If several share the first page, long ones are
    folded and titles are omitted.
    """
    beside = number > 0
    mark = text(f"{number}. ") if number else NOTHING
    also = _elsewhere(one.also) if elsewhere else NOTHING
    source = cite(one.headline) if beside or folded else origin(one.headline)
    long = _LONG_BESIDE if beside or folded else _LONG
    return join([_sentence(one, before, long), join([mark, source], ""), also])


def _elsewhere(headlines: Sequence[Headline]) -> Rich:
    """The other articles with the same sentence."""
    if not headlines:
        return NOTHING
    named = [voice(Voice(words="", headline=one), named=False, linked=True) for one in headlines[:_ELSEWHERE]]
    rest = len(headlines) - _ELSEWHERE
    return filled(gettext("Also in {outlets}"), outlets=join([*named, more(rest)], "; "))


def _sentence_after(one: Excerpt, before: str) -> Rich:
    lead = italic(clip(clean(before), _MAX_BEFORE)) if before else NOTHING
    return join([lead, _highlighted(one)], " ")


def _sentence(one: Excerpt, before: str, long: int) -> Rich:
    whole = _sentence_after(one, before)
    return quote(whole, expandable=units(whole.plain) > long)


def _highlighted(one: Excerpt) -> Rich:
    start, end = one.highlight or (0, 0)
    shown, start, end = clip_around(clean_same(one.text), start, end, MAX_SENTENCE)
    return marked(shown, start, end)


def _caveat(found: Answer, now: datetime) -> Rich:
    """The caveat shown first if all evidence is old, so that old news is not presented as new."""
    shown = [*(one.headline for one in found.excerpts), *(one.headline for one in found.voices)]
    days = [one.published or one.added for one in shown]
    if not days or now - max(days) <= OLD:
        return NOTHING
    return italic(gettext("⚠ Old news: the newest I have on this is from {day}.").format(day=day_name(max(days))))


def _turning(place: Place, size: int) -> tuple[Button, ...]:
    """The paging buttons of an answer, whose pages hold as many excerpts as fit; ``size``: those of this one."""
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
