"""A person's page, first as one screen, then in full: their words and those of others about them, all exact. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.models import Quote, QuoteKind, Speaker
from bot.profiles.profiles import Companion, Defined, Portrait, Portrayed
from bot.quotes.wording import in_marks, in_whose_words, speaker
from bot.text.names import fold
from bot.translation import N_, counted, enumerated, gettext
from handlers.views.callback_data import Code, data
from handlers.views.headlines import cite, follow_button
from handlers.views.html import (
    NOTHING,
    PHONE_LINE,
    Rich,
    bold,
    clip,
    day_name,
    italic,
    join,
    one_line,
    phone_lines,
    text,
    units,
)
from handlers.views.messages import (
    MAX_ENTITY_BYTES,
    MAX_LABEL,
    MAX_UNITS,
    Button,
    Part,
    Row,
    button,
    page,
    rows,
)

MAX_NAME = 60  # UTF-16 units
MAX_DEFINED = 200
MAX_ALSO = 120
WITH = 3  # companions named in each group
BUTTONS = 4  # companions with a button
CHOICES = 8
SHORT = 120  # of a quote on the first screen
FEW_LINES = 5  # of a phone, above that quote; for each further one it is a line shorter

_GROUPS = ("people", "organisations", "places")
_KINDS = {
    "PERSON": N_("person"), "ORG": N_("organisation"), "GPE": N_("place"), "LOC": N_("place"), "FAC": N_("place")
}  # fmt: skip
_COMPANY = {
    "people": N_("People: {names}"), "organisations": N_("Organisations: {names}"), "places": N_("Places: {names}")
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Section:
    """A section of a page; if there are too many, those with the highest ranks are left out."""

    rank: int
    words: Rich
    gap: str = "\n\n"  # before it


def opening(portrait: Portrait, view: int, *, picture: bool = False) -> Part:
    """What fits on one phone screen: who it is, the counts, and the latest quotes.

    The rest follows on a press, as does the ``picture`` of the weeks, if there is one. ``view`` holds the name.
    """
    blocks = [_heading(portrait), *map(_definition, portrait.defined[:1]), _counts(portrait)]
    length = SHORT - PHONE_LINE * max(0, sum(map(phone_lines, blocks)) - FEW_LINES)
    said = join([bold(gettext("Latest words")), *(_quote(one, length) for one in _direct_first(portrait)[:1])])
    more = button(gettext("More"), data(Code.PERSON, portrait.speaker.row, 1))
    drawn = (button(gettext("📊 Picture"), data(Code.PICTURE, view, 0)),) if picture else ()
    shown = [join([*blocks, said if portrait.latest else NOTHING])]
    follow = follow_button(portrait.speaker.name, view, narrow=picture)
    steps = rows((*_quotes_button(portrait.speaker), more), (*drawn, *follow))
    return page(shown, buttons=steps)


def words(portrait: Portrait, view: int) -> Part:
    """The full page."""
    blocks = _blocks(portrait, quote_length=400)
    return page([_fitting(blocks, MAX_UNITS)], buttons=_buttons(portrait, view))


def choices(found: Portrayed, name: str) -> Part:
    """The choices if several names match, or similar spellings, with a button for each."""
    shown = clip(one_line(name), MAX_NAME)
    unknown = gettext("My articles don't name “{name}”. Did you mean:")
    asked = (unknown if found.near else gettext("Which {name} do you mean?")).format(name=shown)
    return page([text(asked)], buttons=rows(*((_choice(one, found.choices),) for one in found.choices[:CHOICES])))


def nobody(name: str) -> Part:
    """The message that nobody of that name is known."""
    shown = clip(one_line(name), MAX_NAME)
    told = gettext("My articles don't name “{name}”.").format(name=shown)
    return page([text(told), text(gettext("Check the spelling, or try the surname."))])


def person_button(one: Speaker | None) -> Row:
    """A row with the button that opens a person's page, for messages about them; empty for nobody."""
    return (button(gettext("👤 Profile"), data(Code.PERSON, one.row)),) if one else ()


def _choice(one: Speaker, among: Sequence[Speaker]) -> Button:
    """A name with its number of quotes, and its kind if that leaves the name whole."""
    quoted = counted("{n} quote", "{n} quotes", one.quotes) if one.quotes else ""
    name, kind = one_line(one.name), gettext(_KINDS.get(one.label, ""))
    alike = sum(fold(other.name) == fold(one.name) for other in among) > 1
    whole = enumerated((kind, quoted))
    more = whole if alike or units(f"{name} ({whole})") <= MAX_LABEL else quoted
    room = MAX_LABEL - units(f" ({more})") if more else MAX_LABEL
    return button(clip(name, room) + (f" ({more})" if more else ""), data(Code.PERSON, one.row))


def _buttons(portrait: Portrait, view: int) -> tuple[Row, ...]:
    speaker = portrait.speaker
    others = [
        button(f"👤 {clip(one_line(one.name), 24)}", data(Code.PERSON, one.row)) for one in _with_buttons(portrait)
    ]
    pairs = [tuple(others[at : at + 2]) for at in range(0, len(others), 2)]
    return rows(_quotes_button(speaker), *pairs, follow_button(speaker.name, view))


def _quotes_button(speaker: Speaker) -> Row:
    return (button(gettext("💬 What they said"), data(Code.SAID, speaker.row)),) if speaker.quotes else ()


def _direct_first(portrait: Portrait) -> list[Quote]:
    """The latest quotes, direct ones first."""
    return sorted(portrait.latest, key=lambda one: one.kind is not QuoteKind.DIRECT)


def _with_buttons(portrait: Portrait) -> list[Companion]:
    """The companions with a button: people and organisations before places."""
    return sorted(portrait.companions, key=lambda one: one.group == "places")[:BUTTONS]


def _blocks(portrait: Portrait, *, quote_length: int) -> list[_Section]:
    """The sections in page order."""
    defined = [
        _Section(1 + at * 2, _definition(one), "\n" if at else "\n\n") for at, one in enumerate(portrait.defined)
    ]
    said = [_quote(one, quote_length) for one in _direct_first(portrait)]
    quotes = [_Section(2, join([bold(gettext("Latest words")), said[0]]))] if said else []
    quotes += [_Section(4 + at * 2, one, "\n") for at, one in enumerate(said[1:])]
    return [
        _Section(0, _heading(portrait)),
        *defined,
        _Section(0, _counts(portrait)),
        *quotes,
        _Section(1, _company(portrait)),
    ]


def _fitting(blocks: Sequence[_Section], limit: int) -> Rich:
    """The most important sections that fit into ``limit`` units together, in page order."""
    taken: list[int] = []
    whole = NOTHING
    for at in sorted(range(len(blocks)), key=lambda at: (blocks[at].rank, at)):
        more = _joined([blocks[one] for one in sorted([*taken, at])])
        if more.units <= limit and more.entity_bytes <= MAX_ENTITY_BYTES:
            taken, whole = [*taken, at], more
    return whole


def _joined(blocks: Sequence[_Section]) -> Rich:
    whole = NOTHING
    for block in blocks:
        whole = join([whole, block.words], block.gap)
    return whole


def _heading(portrait: Portrait) -> Rich:
    also = clip(", ".join(map(one_line, portrait.names)), MAX_ALSO)
    shown = bold(clip(one_line(portrait.speaker.name), MAX_NAME))
    return shown + (" " + gettext("(also: {names})").format(names=also) if also else "")


def _definition(one: Defined) -> Rich:
    return text(f"“{clip(one_line(one.text), MAX_DEFINED)}” — ") + cite(one.headline)


def _quote(one: Quote, length: int) -> Rich:
    shown = in_marks(one, lambda words: clip(one_line(words), length))
    given = f" ({clip(one_line(speaker(one)), MAX_NAME)})" if one.voice else ""
    told = f" ({in_whose_words(one)})" if in_whose_words(one) else ""
    return text("• ") + italic(shown) + f"{given}{told} — " + cite(one.headline)


def _counts(portrait: Portrait) -> Rich:
    articles, quotes = portrait.articles, portrait.speaker.quotes
    told = counted("In {n} article", "In {n} articles", articles)
    told = enumerated((told, counted("{n} quote", "{n} quotes", quotes) if quotes else ""))
    if portrait.first is None or portrait.last is None:
        return text(told)
    first, last = day_name(portrait.first, short=True), day_name(portrait.last, short=True)
    return text(f"{told} · {first}" + (f" – {last}" if last != first else ""))


def _company(portrait: Portrait) -> Rich:
    """A line for each group, such as "People: Tom Reed (4), ..."."""
    by_group = groupby(sorted(portrait.companions, key=lambda one: _GROUPS.index(one.group)), lambda one: one.group)
    lines = [
        text(gettext(_COMPANY[group]).format(names=", ".join(map(_companion, list(those)[:WITH]))))
        for group, those in by_group
    ]
    return join([bold(gettext("Named together with")), *lines]) if lines else NOTHING


def _companion(one: Companion) -> str:
    """The name and how many sentences, or else articles, name both."""
    together = counted("in {n} article", "in {n} articles", one.articles)
    times = f"{one.sentences:,}×" if one.sentences else together
    return f"{clip(one_line(one.name), 40)} ({times})"
