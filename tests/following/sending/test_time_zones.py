"""Time zones by the names of cities and countries, and by places on the map."""

from __future__ import annotations

import pytest

from bot.following.sending.time_zones import is_zone, zone_at, zones_named


@pytest.mark.parametrize(
    ("words", "language", "zone"),
    [
        ("Kolkata", "en", "Asia/Kolkata"),
        ("calcutta", "en", "Asia/Kolkata"),
        ("new york", "en", "America/New_York"),
        ("New_York", "", "America/New_York"),
        ("Germany", "en", "Europe/Berlin"),
        ("UK", "en", "Europe/London"),
        ("Asia/Dhaka", "en", "Asia/Dhaka"),
        ("UTC", "en", "Etc/UTC"),
        ("Rom", "de", "Europe/Rome"),
        ("Kiew", "de-AT", "Europe/Kyiv"),
        ("Москва", "ru", "Europe/Moscow"),
        ("Varsovie", "xx", "Europe/Warsaw"),
        ("Hamburg", "de", "Europe/Berlin"),
        ("münchen", "de", "Europe/Berlin"),
        ("Munich", "en", "Europe/Berlin"),
        ("Bombay", "en", "Asia/Kolkata"),
        ("Delhi", "en", "Asia/Kolkata"),
        ("San Francisco", "en", "America/Los_Angeles"),
        ("Boston", "en", "America/New_York"),
        ("St. Petersburg", "en", "Europe/Moscow"),
        ("Sankt Petersburg", "de", "Europe/Moscow"),
        ("Osaka", "ja", "Asia/Tokyo"),
    ],
)
def test_a_name_means_one_zone(words: str, language: str, zone: str) -> None:
    assert [one.zone for one in zones_named(words, language)] == [zone]


def test_a_country_with_several_clocks_is_asked_back() -> None:
    found = {one.city for one in zones_named("USA")}

    assert {"New York", "Chicago", "Denver", "Los Angeles"} <= found


def test_a_city_of_several_zones_is_asked_back() -> None:
    assert {one.zone for one in zones_named("Cambridge")} == {"Europe/London", "America/New_York", "America/Toronto"}


@pytest.mark.parametrize("words", ["", "  ", "xyzzy", "...", "🙂"])
def test_what_nobody_knows_is_no_zone(words: str) -> None:
    assert zones_named(words) == []


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [(28.6, 77.2, "Asia/Kolkata"), (52.5, 13.4, "Europe/Berlin"), (-33.9, 18.4, "Africa/Johannesburg")],
)
def test_a_place_on_the_map(latitude: float, longitude: float, zone: str) -> None:
    assert zone_at(latitude, longitude) == zone


def test_everywhere_on_the_map_is_a_zone_that_this_machine_knows() -> None:
    zones = {zone_at(latitude, longitude) for latitude in range(-90, 91, 15) for longitude in range(-180, 181, 15)}

    assert all(zone and is_zone(zone) for zone in zones)
