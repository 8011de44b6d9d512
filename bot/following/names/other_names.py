"""A filter with other names for what it asks for: "AI" in full, the Kremlin for the Russian government. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial

from bot.lexicon.loader import rows
from bot.lexicon.places import country_abroad, home_of, is_place, place_named

_GOVERNMENT = re.compile(r"(?P<whose>(?:(?<![\w:-])[\w.’'-]+ ){1,3})government\b", re.IGNORECASE)


def other_names(words: str) -> str:
    """``words`` with things in full for their initials, or the other way round, and with seats of governments.

    "AI -robots" -> '"artificial intelligence" -robots', "uk government" -> "(Downing Street OR Whitehall)"
    """
    for short, long in _things():
        in_full = re.sub(rf'(?<![\w:"-]){short}(s?)(?![\w"-])', rf'"{long}\1"', words, flags=re.IGNORECASE)
        if in_full == words:
            in_full = re.sub(rf'"?\b{long}(s?)\b"?', rf"{short}\1", words, flags=re.IGNORECASE)
        words = in_full
    several = len(_several_names().findall(words)) > 1
    words = _several_names().sub(partial(_others, itself=several), words)
    return _GOVERNMENT.sub(_seated, words)


def _others(found: re.Match[str], *, itself: bool) -> str:
    """The other names of a thing, in brackets if there are several.

    ``itself``: also the name that is written, as "television ads" is neither "TV ads" nor "television adverts".
    """
    small = _singular()[found["plural"].lower()] if found["plural"] else found["name"].lower()
    named = (name for name in _groups()[small] if itself or name.lower() != small)
    told = [f'"{in_plural(name) if found["plural"] else name}"' for name in named]
    return f"({' OR '.join(told)})" if len(told) > 1 else told[0]


def _seated(found: re.Match[str]) -> str:
    """The seats of a government, behind whatever else stands before it; the text unchanged if none is known."""
    written = found["whose"].split()
    for start in range(len(written)):
        if seats := _seats().get(_country(" ".join(written[start:]))):
            told = " OR ".join(seats)
            return " ".join([*written[:start], f"({told})" if len(seats) > 1 else told])
    return found.group()


def _country(name: str) -> str:
    """One name for each country, however it or its people is called; "" if it is none."""
    known = name if is_place(name) else country_abroad(name) or home_of(name)
    return min(map(str.casefold, place_named(known).names)) if known else ""


@cache
def _seats() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for seat, country in _pairs("governments"):
        found[_country(country)] = (*found.get(_country(country), ()), seat)
    return found


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    """By name of a thing: all of its names, and of what else its followers want."""
    found = {name.lower(): group for group in _lists("same_things") for name in group}
    for first, *others in _lists("also_wanted"):
        found[first.lower()] = tuple(dict.fromkeys((*found.get(first.lower(), (first,)), *others)))
    return found


def in_plural(name: str) -> str:
    """The plural of a name's last word, by its ending alone; unchanged if it looks like one: "subsidies"."""
    if name.endswith("s"):
        return name
    return re.sub(r"(?<=[^aeiou])y$", "ie", name) + "s"


@cache
def _singular() -> dict[str, str]:
    """By plural in small letters: the name of a thing."""
    return {in_plural(name): name for name in _groups() if not name.endswith("s")}


@cache
def _several_names() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _groups()), key=len, reverse=True))
    plurals = "|".join(sorted(map(re.escape, _singular()), key=len, reverse=True))
    return re.compile(
        rf'(?<![\w:"-])"?(?:(?P<plural>{plurals})|(?P<name>{names}))"?(?:[\'’]s?)?(?![\w"-])', re.IGNORECASE
    )


@cache
def _things() -> tuple[tuple[str, str], ...]:
    return tuple(_pairs("things"))


def _lists(section: str) -> Iterator[tuple[str, ...]]:
    return (tuple(" ".join(line).split(" = ")) for line in rows("same_names", section))


def _pairs(section: str) -> list[tuple[str, str]]:
    pairs = (" ".join(line).partition(" = ") for line in rows("same_names", section))
    return [(first, second) for first, _, second in pairs]
