"""The message catalogues, loaded when a language is first used, and the language of the current task."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from typing import Final

ENGLISH: Final = "en"
#: By ISO 639-1 code: the language's own name.
LANGUAGES: Final = {ENGLISH: "English", "de": "Deutsch", "ar": "العربية"}
_RIGHT_TO_LEFT: Final = frozenset({"ar"})
_MARK: Final = "\u200f"  # right-to-left mark
_SPOKEN: ContextVar[str] = ContextVar("language", default=ENGLISH)


def N_(words: str) -> str:
    """Mark ``words`` for translation where they are used; returns them unchanged."""
    return words


def gettext(words: str) -> str:
    """``words`` in the language of the current task."""
    return _catalogue(_SPOKEN.get()).gettext(words) if words else ""


def ngettext(one: str, many: str, number: int) -> str:
    """The plural form for ``number`` in the language of the current task; the caller fills in ``{n}``."""
    return _catalogue(_SPOKEN.get()).ngettext(one, many, number)


def counted(one: str, many: str, number: int) -> str:
    """As ``ngettext``, with ``{n}`` replaced by the number in the language's format."""
    return ngettext(one, many, number).format(n=written(number))


def enumerated(parts: Iterable[str]) -> str:
    """The parts that are not empty, with the comma of the language of the current task between them."""
    return gettext(", ").join(filter(None, parts))


def written(number: int) -> str:
    """The number in the format of the current task's language, such as "12,000"."""
    spoken_now = _SPOKEN.get()
    if spoken_now == ENGLISH:
        return f"{number:,}"
    from babel.numbers import format_decimal

    return format_decimal(number, locale=spoken_now)


def day_words(day: date, *, short: bool = False) -> str:
    """The date in the language of the current task, such as "9 July 2024", or "9 Jul 2024" if ``short``."""
    spoken_now = _SPOKEN.get()
    if spoken_now == ENGLISH:
        return f"{day.day} {day:%b %Y}" if short else f"{day.day} {day:%B %Y}"
    from babel.dates import format_date, format_skeleton

    if spoken_now in _RIGHT_TO_LEFT:  # figures with slashes, or a day beside Latin letters, would be torn apart
        return _MARK + str(format_skeleton("yMMMd" if short else "yMMMMd", day, locale=spoken_now)) + _MARK
    return format_date(day, format="medium" if short else "long", locale=spoken_now)


def weekday_words(day: int) -> str:
    """A day of the week (0 is Monday) in short, in the language of the current task, such as "Mon"."""
    from babel.dates import get_day_names

    return str(get_day_names("abbreviated", locale=_SPOKEN.get())[day])


def language() -> str:
    """The language of the current task."""
    return _SPOKEN.get()


def right_to_left() -> bool:
    """Whether the current task's language is written from right to left."""
    return _SPOKEN.get() in _RIGHT_TO_LEFT


def spoken(code: str) -> str:
    """The language in ``LANGUAGES`` for an IETF tag such as "de-AT"; "" if there is none."""
    core = code.partition("-")[0].lower()
    return core if core in LANGUAGES else ""


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Set the language of everything composed in the body, including threads and tasks started in it; "" is English."""
    before = _SPOKEN.set(code if code in LANGUAGES else ENGLISH)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


@cache
def _catalogue(code: str) -> NullTranslations:
    """The catalogue of a language, compiled in memory; English needs none."""
    if code == ENGLISH:
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with (files("bot.translation") / "locale" / f"{code}.po").open("rb") as file:
        catalogue = read_po(file, locale=code)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
