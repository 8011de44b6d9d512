"""Lists of well-known public feeds by region, offered to administrators."""

from __future__ import annotations

from importlib.resources import files


def starter_lists() -> dict[str, bytes]:
    """The OPML of each list by name."""
    found = sorted(files("config").joinpath("feeds").iterdir(), key=lambda one: one.name)
    return {_name(one.name): one.read_bytes() for one in found if one.name.endswith(".opml")}


def _name(file: str) -> str:
    """``2_south_asia.opml`` is South Asia, ``6_africa_and_middle_east.opml`` Africa and Middle East."""
    return file.removesuffix(".opml").lstrip("0123456789_").replace("_", " ").title().replace(" And ", " and ")
