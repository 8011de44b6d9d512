"""Which entity a name of an article is: the same across articles only where nothing speaks against it.

    same folded name and label                      -> the same entity
    "Modi", one known person of that surname        -> that person
    "N. Modi" or "Narendra D. Modi", one person fits -> that person
    "MEA", one organisation with that abbreviation  -> that organisation
    "Sarn Water", one "Sarn Water Corp" known       -> that company; "Sarn Water Inc" is another one
    several fit, or none                            -> an entity of its own

A short name that came first ("Modi") becomes the full one ("Narendra Modi") when that arrives and it is the only one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from sqlite_utils import Database

from bot.models import Name
from bot.store.companies import same_company
from bot.text.names import fold, is_acronym, name_words

#: Labels of entities; mentions of other labels (numbers, dates) are none.
NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"})
_GENERATION = frozenset({"jr", "sr", "ii", "iii", "iv"})

Words = tuple[str, ...]


def resolve(writer: Database, names: Iterable[Name]) -> dict[tuple[str, str], int]:
    """Find or make the entity of each name and store its forms; (name, label) -> entity row.

    Long names go first, so that a surname of the same article can join them. Names without a letter are left out.
    """
    found: dict[tuple[str, str], int] = {}
    for name in sorted(names, key=lambda name: -len(name.name)):
        if key := fold(name.name):
            entity = _known(writer, key, name.label) or _joined(writer, name) or _new(writer, name, key)
            found[name.name, name.label] = entity
            _add_forms(writer, entity, name)
    return found


def same_person(words: Words, others: Mapping[int, Words]) -> int | None:
    """The one of ``others``, persons of the same surname by row, that ``words`` names; None when none or several do."""
    full = {row: other for row, other in others.items() if len(other) > 1}
    if len(words) > 1:
        fitting = [row for row, other in full.items() if _names_fit(words, other)]
        if fitting or full:
            return fitting[0] if len(fitting) == 1 else None
        return next(iter(others), None)
    return next(iter(full)) if len(full) == 1 else None


def _names_fit(some: Words, others: Words) -> bool:
    """Can both be names of one person ("n modi", "narendra damodardas modi")? Father and son are two."""
    some_given, others_given = _without_generation(some)[:-1], _without_generation(others)[:-1]
    fewer, more = sorted((some_given, others_given), key=len)
    same_generation = len(some) - len(some_given) == len(others) - len(others_given)
    if not (fewer and same_generation and _fits(fewer[0], more[0])):
        return False
    rest = iter(more[1:])
    return all(any(_fits(name, other) for other in rest) for name in fewer[1:])


def _fits(name: str, other: str) -> bool:
    return name == other or (1 in (len(name), len(other)) and name[0] == other[0])


def _without_generation(words: Words) -> Words:
    return words[:-1] if len(words) > 1 and words[-1] in _GENERATION else words


def _known(writer: Database, key: str, label: str) -> int | None:
    row = writer.execute("SELECT id FROM entities WHERE key = ? AND label = ?", (key, label)).fetchone()
    return None if row is None else int(row[0])


def _joined(writer: Database, name: Name) -> int | None:
    """The known entity that ``name`` is another form of; it takes the new name if its own is shorter still."""
    words = name_words(name.name)
    if name.label == "PERSON":
        others = _owners(writer, _without_generation(words)[-1], name.label)
        row = same_person(words, others)
    else:
        others = _owners(writer, *_abbreviation(name))
        row = _same_abbreviation(words, others)
        if row is None and name.label == "ORG":
            return same_company(writer, words)
    if row is not None and _is_fuller(words, others[row]):
        writer.execute("UPDATE entities SET name = ?, key = ? WHERE id = ?", (name.name, " ".join(words), row))
    return row


def _abbreviation(name: Name) -> tuple[str, str]:
    """Folded abbreviation among the forms of ``name`` ("" = none), and its label."""
    return next((fold(form) for form in (name.name, *name.aliases) if is_acronym(form)), ""), name.label


def _same_abbreviation(words: Words, others: Mapping[int, Words]) -> int | None:
    """The only owner of an abbreviation, provided that the new or the known name is nothing but that."""
    if len(others) != 1:
        return None
    ((row, other),) = others.items()
    return row if 1 in (len(words), len(other)) else None


def _is_fuller(words: Words, known: Words) -> bool:
    has_short = len(known) == 1 or any(len(word) == 1 for word in known)
    return has_short and len("".join(words)) > len("".join(known))


def _owners(writer: Database, alias: str, label: str) -> dict[int, Words]:
    """Entities of ``label`` with that folded alias: row -> words of the name."""
    rows = writer.execute(
        "SELECT e.id, e.key FROM aliases AS l JOIN entities AS e ON e.id = l.entity_id WHERE l.key = ? AND e.label = ?",
        (alias, label),
    )
    return {row: tuple(key.split()) for row, key in rows}


def _new(writer: Database, name: Name, key: str) -> int:
    cursor = writer.execute("INSERT INTO entities (name, label, key) VALUES (?, ?, ?)", (name.name, name.label, key))
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _add_forms(writer: Database, entity: int, name: Name) -> None:
    keys = {fold(form): form for form in reversed((name.name, *name.aliases))}
    if name.label == "PERSON" and len(words := _without_generation(name_words(name.name))) > 1:
        keys.setdefault(words[-1], words[-1].title())
    keys.pop("", None)
    writer.conn.executemany(
        "INSERT OR IGNORE INTO aliases (key, entity_id, alias) VALUES (?, ?, ?)",
        [(key, entity, form) for key, form in keys.items()],
    )
    words_of = chain.from_iterable(((word, key, entity) for word in key.split()) for key in keys)
    writer.conn.executemany("INSERT OR IGNORE INTO alias_words (word, key, entity_id) VALUES (?, ?, ?)", words_of)
