"""Place names, their variants, and the names of their peoples."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from bot.lexicon.countries import COUNTRIES, DEMONYMS
from bot.lexicon.letters import without_accents
from bot.lexicon.loader import lines


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place with all its names."""

    names: tuple[str, ...]  #: as printed, including the one asked for
    peoples: tuple[str, ...]  #: "Turkish", "Turks": adjectives and nouns


def is_place(name: str) -> bool:
    """Whether there is a well-known place of that name, in any case."""
    return _key(name) in _known()


def is_country(name: str) -> bool:
    """Whether it is the English name of a country, in any case: "turkey"."""
    return name.casefold() in COUNTRIES


def is_people(name: str) -> bool:
    """Whether it is the adjective or noun for a people: "Turkish", "Turks"."""
    return name.casefold() in DEMONYMS


def country_abroad(name: str) -> str:
    """The English name of a country that another language calls ``name``; "" for any other word."""
    return _abroad().get(_key(name), "")


def home_of(people: str) -> str:
    """The country or place of an adjective or noun for a people, in any case: Turkey for "Turkish"; "" if none."""
    return DEMONYMS.get(people.casefold(), "").title() or _homes().get(_key(people), "")


def place_named(name: str) -> PlaceName:
    """The variants of a place's name; only ``name`` itself if it is unknown."""
    return _variants().get(_key(name), PlaceName((name,), ()))


@cache
def _known() -> frozenset[str]:
    return frozenset({*map(_key, lines("places.txt")), *_variants()})


@cache
def _abroad() -> dict[str, str]:
    parts = (line.partition(":") for line in lines("countries_abroad.txt"))
    return {_key(name.strip()): country for country, _, names in parts for name in names.split(",")}


@cache
def _homes() -> dict[str, str]:
    """By people or adjective in small letters: the place, of those that are no country."""
    return {_key(people): place.names[0] for place in _variants().values() for people in place.peoples}


@cache
def _variants() -> dict[str, PlaceName]:
    found: dict[str, PlaceName] = {}
    for country in COUNTRIES:
        peoples = tuple(people.title() for people, home in DEMONYMS.items() if home == country)
        found[country] = PlaceName((country.title(),), peoples)
    for line in lines("place_variants.txt"):
        listed, _, told = line.partition(":")
        names = tuple(name.strip() for name in listed.split(","))
        known = [people for name in names if _key(name) in found for people in found[_key(name)].peoples]
        peoples = tuple(dict.fromkeys([*filter(None, map(str.strip, told.split(","))), *known]))
        found.update((_key(name), PlaceName(names, peoples)) for name in names)
    return found


def _key(name: str) -> str:
    """The key of a name: without case, accents and periods."""
    return without_accents(name.casefold().replace("ø", "o")).replace(".", "")
