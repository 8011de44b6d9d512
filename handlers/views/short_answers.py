"""The first lines of an answer: its short words, and which articles say the same or something else. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.models import Answer, Voice
from bot.translation import counted, gettext
from handlers.views.headlines import outlet, title_of
from handlers.views.html import NOTHING, Rich, bold, clip, day_name, filled, italic, join, link, one_line, text

_MAX_SHORT = 200  # UTF-16 units, as all that follow
_MAX_WORDS = 40  # of a short answer in a list of them
_MAX_VOICE = 30  # of an outlet in such a list
_VOICES = (5, 1)  # outlets named that agree or differ: normally, and in the shortest form


def first_lines(found: Answer, *, bare: bool) -> Rich:
    """The short answer and the number of articles that agree; or what each of them says if they differ.

    ``bare`` names fewer articles, without links, when space is short.
    """
    short = _short(found)
    if not found.voices:
        return short
    most, rest = _VOICES[bare], len(found.voices) - _VOICES[bare]
    below = [one.headline.row for one in found.excerpts] if found.differ and len(found.excerpts) > 1 else []
    told = [voice(one, named=found.differ, linked=not bare, short=bare or bool(below)) for one in found.voices[:most]]
    if below:
        return join([bold(gettext("Articles differ:")), *_by_number(found.voices, told, below), more(rest)])
    listed = join([*told, more(rest)], " · ")
    if found.differ:
        return join([bold(gettext("Articles differ:")), listed], " ")
    agreed = counted("{n} article says so:", "{n} articles say so:", len(found.voices))
    return join([short, text(f"{agreed} ") + listed])


def _short(found: Answer) -> Rich:
    """The short answer in bold; one that is as likely wrong as right says so."""
    words = bold(clip(one_line(found.short), _MAX_SHORT)) if found.short else NOTHING
    if not found.unsure:
        return words
    if not found.short:
        return italic(gettext("This may not answer it:"))
    return filled(gettext("Perhaps: {answer}"), answer=words)


def more(rest: int) -> Rich:
    """Such as "3 more"; nothing if there are none."""
    return text(counted("{n} more", "{n} more", rest)) if rest > 0 else NOTHING


def _by_number(voices: Sequence[Voice], told: Sequence[Rich], below: Sequence[int]) -> list[Rich]:
    """A line for each article's answer, first those whose excerpts, articles ``below``, follow in a quotation."""
    lines = [
        (below.index(one.headline.row) + 1 if one.headline.row in below else 0, line)
        for one, line in zip(voices, told, strict=False)
    ]
    marked_lines = [text(f"{number}. ") + line for number, line in sorted(lines, key=lambda one: one[0]) if number]
    return [*marked_lines, *(text("• ") + line for number, line in lines if not number)]


def voice(one: Voice, *, named: bool, linked: bool, short: bool = False) -> Rich:
    """An article's answer such as "12 (Coast Radio, 9 July 2024)", or, unnamed, only "Coast Radio, 9 July 2024".

    An article without an outlet is identified by its title. ``short``: with short months, for lines of their own.
    """
    paper = clip(outlet(one.headline), _MAX_VOICE) or f"“{clip(title_of(one.headline), _MAX_VOICE)}”"
    day = day_name(one.headline.published, short=short) if one.headline.published else ""
    place = ", ".join(filter(None, [paper, day]))
    shown = link(place, one.headline.url) if linked else text(place)
    return bold(clip(one_line(one.words), _MAX_WORDS)) + " (" + shown + ")" if named else shown
