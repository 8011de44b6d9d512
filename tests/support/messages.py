"""The messages that the code holds, as Babel extracts them."""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir

ROOT = Path(__file__).parents[2]
#: Which functions take messages, and in which arguments singular and plural stand.
KEYWORDS = {"gettext": None, "N_": None, "ngettext": (1, 2), "counted": (1, 2)}
ROOMS = ("bot", "handlers")


def extracted() -> Catalog:
    """Every message of the code."""
    catalogue = Catalog()
    for room in ROOMS:
        for file, line, message, _comments, _context in extract_from_dir(
            ROOT / room, method_map=[("**.py", "python")], keywords=KEYWORDS
        ):
            catalogue.add(message, locations=[(f"{room}/{file}", line)])
    return catalogue
