"""The time zones of larger cities."""

from __future__ import annotations

from collections.abc import Iterator

from bot.lexicon.loader import lines


def cities_by_zone() -> Iterator[tuple[str, list[str]]]:
    """The IANA name of each zone with its cities as printed."""
    for line in lines("city_zones.txt"):
        zone, _, cities = line.partition(": ")
        yield zone, cities.split("; ")
