"""Lists of well-known public feeds by region, offered to administrators."""

from __future__ import annotations

import logging
from importlib.resources import files
from importlib.resources.abc import Traversable

_FOLDER = files("config").joinpath("feeds")
_LOG = logging.getLogger(__name__)


def starter_lists(folder: Traversable = _FOLDER) -> dict[str, bytes]:
    """The OPML of each list by name. A bot needs none of them, so those that cannot be read are left out."""
    try:
        found = sorted((one for one in folder.iterdir() if one.name.endswith(".opml")), key=lambda one: one.name)
    except OSError as error:
        _LOG.warning("there are no lists of feeds to offer: %s", error.strerror)
        return {}
    return {_name(one.name): read for one in found if (read := _read(one))}


def _read(one: Traversable) -> bytes:
    try:
        return one.read_bytes()
    except OSError as error:
        _LOG.warning("the list of feeds %s is not offered: %s", one.name, error.strerror)
        return b""


def _name(file: str) -> str:
    """``2_south_asia.opml`` is South Asia, ``6_africa_and_middle_east.opml`` Africa and Middle East."""
    return file.removesuffix(".opml").lstrip("0123456789_").replace("_", " ").title().replace(" And ", " and ")
