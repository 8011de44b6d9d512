"""Regions that are named behind a town, to tell it from a better-known one: "Paris, Texas"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from bot.lexicon.city_zones import cities_by_zone
from bot.lexicon.countries import COUNTRIES
from bot.lexicon.loader import rows


@dataclass(frozen=True, slots=True)
class SharedPlace:
    """One of several well-known places of the same name."""

    place: str
    region: str  #: tells them apart in a filter: "Georgia, US"
    label: str  #: as shown to people: "the US state"
    signs: frozenset[str]  #: names that show that this one is meant


_NATIONS = ("united_states", "canada", "australia", "georgia")


def is_region(name: str) -> bool:
    """Whether ``name``, in any case, is such a region."""
    return name.casefold() in regions()


def is_town(name: str) -> bool:
    """Whether there is a larger town of that name, in any case."""
    return bool(_zones_of(name))


def has_town(region: str, town: str) -> bool:
    """Whether a larger town of that name, in any case, lies in the nation of the region, or perhaps does."""
    return bool(_zones_of(town) & regions().get(region.casefold(), frozenset()))


def lies_elsewhere(town: str, region: str) -> bool:
    """Whether the well-known town or country of that name is outside the nation of the region: Paris and Texas."""
    if town.casefold() in COUNTRIES:
        return not is_region(town)
    return bool(_zones_of(town)) and not has_town(region, town)


def shared_places(name: str) -> tuple[SharedPlace, ...]:
    """The well-known places that share ``name``, in any case; () if there are not several."""
    return _shared().get(name.casefold(), ())


@cache
def _shared() -> dict[str, tuple[SharedPlace, ...]]:
    found: dict[str, tuple[SharedPlace, ...]] = {}
    for row in rows("regions", "shared"):
        place, region, label, signs = (part.strip() for part in " ".join(row).split("|"))
        one = SharedPlace(place, region, label, frozenset(sign.replace("_", " ") for sign in signs.split()))
        found[place.casefold()] = (*found.get(place.casefold(), ()), one)
    return found


@cache
def regions() -> dict[str, frozenset[str]]:
    """The lower-cased regions, each with the time zones of its nation."""
    found: dict[str, frozenset[str]] = {}
    for nation in _NATIONS:
        patterns = list(_words(f"{nation}_zones"))
        zones = {zone for zone, _ in cities_by_zone() if any(fnmatchcase(zone, pattern) for pattern in patterns)}
        for region in _words(nation):
            key = region.replace("_", " ").casefold()
            found[key] = found.get(key, frozenset()) | zones
    return found


def _zones_of(town: str) -> frozenset[str]:
    return _zones().get(town.casefold(), frozenset())


@cache
def _zones() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for zone, cities in cities_by_zone():
        for city in cities:
            key = city.casefold()
            found[key] = found.get(key, frozenset()) | {zone}
    return found


def _words(section: str) -> Iterator[str]:
    return (word for line in rows("regions", section) for word in line)


def members_of(area: str) -> tuple[str, ...]:
    """The countries or states of a part of the world, in any case: "Central Asia", "the Midwest"; () if it is none."""
    return _areas().get(area.casefold().removeprefix("the "), ())


@cache
def _areas() -> dict[str, tuple[str, ...]]:
    lines = ([part.replace("_", " ") for part in line] for line in rows("areas", "world"))
    return {name.removesuffix(":").casefold(): tuple(members) for name, *members in lines}
