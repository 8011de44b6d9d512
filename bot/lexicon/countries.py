"""Countries with their peoples, continents, and the names that countries and bodies share. Written for this project."""

from __future__ import annotations

from itertools import chain

from bot.lexicon.loader import rows


def _read() -> tuple[frozenset[str], dict[str, str]]:
    """Country names, and countries by demonym. A row has entries such as "south_korea:south_korean"."""
    demonyms: dict[str, str] = {}
    countries = set()
    for entry in chain.from_iterable(rows("countries", "countries")):
        country, _, peoples = entry.replace("_", " ").lower().partition(":")
        countries.add(country)
        for people in peoples.split(","):
            demonyms.setdefault(people, country)
            if not people.endswith(("s", "sh", "ch", "ese")):
                demonyms.setdefault(people + "s", country)
    return frozenset(countries), demonyms


#: Lower-case country names; by demonym: the country.
COUNTRIES, DEMONYMS = _read()
CONTINENTS = frozenset(("europe", "asia", "africa", "north america", "south america", "latin america", "antarctica"))
#: By lower-case variant of a place or body: the preferred name.
SAME_PLACE = {
    "u.s.": "United States", "us": "United States", "u.s": "United States", "usa": "United States",
    "u.s.a.": "United States", "america": "United States", "united states of america": "United States",
    "united states": "United States", "uk": "United Kingdom", "u.k.": "United Kingdom",
    "united kingdom": "United Kingdom", "eu": "European Union", "e.u.": "European Union",
    "european union": "European Union", "un": "United Nations", "u.n.": "United Nations",
    "united nations": "United Nations", "uae": "United Arab Emirates", "u.a.e.": "United Arab Emirates",
    "united arab emirates": "United Arab Emirates",
}  # fmt: skip
