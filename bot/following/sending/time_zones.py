"""Find the time zone of a place: by the name of a city or country in many languages, or by coordinates.

Cities and countries are those of the Unicode CLDR (through Babel), which has a representative city for each zone and
the zones of each country. Other cities of 100,000 people or more come from a list in the lexicon. IANA names
("Asia/Kolkata") and their older spellings are understood as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from bot.lexicon.city_zones import cities_by_zone
from bot.lexicon.places import is_place, place_named
from bot.text.names import fold

#: Languages in which names are looked up, by number of speakers, after English and the reader's own.
LANGUAGES = ("es", "fr", "de", "pt", "ru", "ar", "hi", "zh")
MOST_CITIES = 12  # cities offered for a country with many zones
_YEAR = 2026  # arbitrary: the zones of one country that differ do so in every year
_BACKWARD = ("Etc/", "SystemV/", "posix/", "right/")


@dataclass(frozen=True, slots=True)
class ZoneChoice:
    """A time zone that a name may refer to."""

    zone: str  #: IANA name
    city: str  #: as it is called in English


def zones_named(words: str, language: str = "en") -> list[ZoneChoice]:
    """The zones that a city, country or IANA name may refer to: one if unambiguous, none if unknown.

    ``language``: the reader's, as an IETF tag ("de", "pt-br"); "" if unknown.
    """
    wanted = fold(words.replace("_", " "))
    if not wanted:
        return []
    other_names = [fold(name) for name in place_named(words.strip()).names]
    for tag in dict.fromkeys(("en", language.split("-")[0].lower(), *LANGUAGES)):
        names = _names(tag)
        for name in dict.fromkeys((wanted, *other_names)):
            if found := names.get(name):
                return [ZoneChoice(zone, city_of(zone)) for zone in found[:MOST_CITIES]]
    further = (_zones_of_cities().get(name) for name in (wanted, *other_names))
    zones = next(filter(None, further), ())
    return [ZoneChoice(zone, city_of(zone)) for zone in zones if is_zone(zone)]


def zone_at(latitude: float, longitude: float) -> str:
    """The IANA name of the zone at given coordinates in degrees; "" if unknown."""
    from tzfpy import get_tz  # heavy: it contains a map of the world, and few chats ever send a location

    found = get_tz(longitude, latitude)
    return found if is_zone(found) else ""


def city_of(zone: str) -> str:
    """The English name of a zone's city or, without one, the name of its offset ("UTC")."""
    return _cities("en").get(zone) or zone.rsplit("/", 1)[-1].replace("_", " ")


def is_zone(name: str) -> bool:
    """Whether this is an IANA name known on this machine."""
    return name in _on_this_machine()


@lru_cache(maxsize=1)
def _on_this_machine() -> frozenset[str]:
    return frozenset(available_timezones())


@lru_cache(maxsize=len(LANGUAGES) + 4)
def _names(tag: str) -> dict[str, list[str]]:
    """The zones of each folded name of a city, a country or (in English) an IANA name."""
    found: dict[str, list[str]] = {}
    for name, zones in (*_of_cities(tag), *_of_countries(tag)):
        found.setdefault(fold(name), list(zones))
    return found


def _of_cities(tag: str) -> Iterator[tuple[str, Iterable[str]]]:
    for zone, city in _cities(tag).items():
        yield city, (zone,)
    if tag == "en":
        for zone in sorted(_on_this_machine(), key=lambda one: (one.startswith(_BACKWARD), one)):
            yield zone.replace("_", " "), (_today(zone),)
            yield zone.rsplit("/", 1)[-1].replace("_", " "), (_today(zone),)


@lru_cache(maxsize=1)
def _zones_of_cities() -> dict[str, list[str]]:
    """The zones of each folded name of a city that does not represent a zone."""
    found: dict[str, list[str]] = {}
    for zone, cities in cities_by_zone():
        for city in cities:
            found.setdefault(fold(city), []).append(zone)
    return found


def _of_countries(tag: str) -> Iterator[tuple[str, Iterable[str]]]:
    locale = _locale(tag)
    if locale is None:
        return
    for territory, zones in get_global("territory_zones").items():
        if name := locale.territories.get(territory):
            yield str(name), _different([_today(zone) for zone in zones])


def _different(zones: Sequence[str]) -> list[str]:
    """One zone for each set of zones with the same time all year, best known first."""
    known = sorted(filter(is_zone, zones), key=_how_unknown)
    told: dict[tuple[object, ...], str] = {}
    for zone in known:
        told.setdefault(tuple(datetime(_YEAR, month, 1, tzinfo=ZoneInfo(zone)).utcoffset() for month in (1, 7)), zone)
    return list(told.values())


@lru_cache(maxsize=len(LANGUAGES) + 4)
def _cities(tag: str) -> dict[str, str]:
    """The name of each zone's city in a language, where the language has one."""
    locale = _locale(tag)
    if locale is None:
        return {}
    known = ((_today(zone), names.get("city")) for zone, names in locale.time_zones.items())
    return {zone: str(city) for zone, city in known if city and not zone.startswith(_BACKWARD)}


def _locale(tag: str) -> Locale | None:
    try:
        return Locale(tag)
    except (UnknownLocaleError, ValueError):
        return None


def _how_unknown(zone: str) -> tuple[bool, int, bool]:
    """A sort key that puts well-known cities first: New York before Indiana/Indianapolis."""
    city = zone.rsplit("/", 1)[-1].replace("_", " ")
    return not is_place(city), zone.count("/"), zone not in _standing_for_others()


@lru_cache(maxsize=1)
def _standing_for_others() -> frozenset[str]:
    """The zones that represent a Windows zone."""
    return frozenset(_today(str(zone)) for zone in get_global("windows_zone_mapping").values())


def _today(zone: str) -> str:
    """The current name of a zone. CLDR keeps the first name of each zone for ever (Asia/Calcutta)."""
    return str(get_global("zone_aliases").get(zone, zone))
