"""The translatable messages of the code, extracted by Babel; ``make messages`` adds them to the catalogues."""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
#: The functions that take messages, with the positions of their singular and plural arguments.
KEYWORDS = {"gettext": None, "N_": None, "ngettext": (1, 2), "counted": (1, 2)}
ROOMS = ("bot", "handlers")


def extracted() -> Catalog:
    """All messages of the code."""
    catalogue = Catalog()
    for room in ROOMS:
        for file, line, message, _comments, _context in extract_from_dir(
            ROOT / room, method_map=[("**.py", "python")], keywords=KEYWORDS
        ):
            catalogue.add(message, locations=[(f"{room}/{file}", line)])
    return catalogue


def bring_up_to_date() -> None:
    """Add new messages to each catalogue, untranslated, and remove obsolete ones."""
    wanted = extracted()
    for path in sorted((ROOT / "bot" / "translation" / "locale").glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.stem)
        catalogue.update(wanted, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        with path.open("wb") as file:
            write_po(file, catalogue, width=120, sort_output=True, no_location=True)


if __name__ == "__main__":
    bring_up_to_date()
