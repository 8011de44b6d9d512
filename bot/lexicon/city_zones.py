"""The time zones of larger cities."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files


def cities_by_zone() -> Iterator[tuple[str, list[str]]]:
    """The IANA name of each zone with its cities as printed."""
    for line in files("bot.lexicon").joinpath("en", "city_zones.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            zone, _, cities = line.partition(": ")
            yield zone, cities.split("; ")
