"""Decide which entity a name in an article refers to. Names are merged across articles only if nothing contradicts it.

    same folded name and label                      -> the same entity
    "Modi", one known person of that surname        -> that person
    "N. Modi" or "Narendra D. Modi", one person fits -> that person
    "MEA", one organisation with that abbreviation  -> that organisation
    "Sarn Water", one "Sarn Water Corp" known       -> that company; "Sarn Water Inc" is another one
    several fit, or none                            -> a new entity

A short name that came first ("Modi") is replaced by the full one ("Narendra Modi") if only one such name arrives.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from sqlite_utils import Database

from bot.models import Name
from bot.store.reading.companies import same_company
from bot.text.names import fold, folded_words, is_initialism

#: Labels of entities. Mentions with other labels (numbers, dates) are not entities.
NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"})
_GENERATION = frozenset({"jr", "sr", "ii", "iii", "iv"})

Words = tuple[str, ...]


def resolve(writer: Database, names: Iterable[Name]) -> dict[tuple[str, str], int]:
    """Find or create the entity of each name and store its forms; return entity rows by (name, label).

    Longer names are resolved first, so that a surname in the same article can be merged with them. Names without a
    letter are left out.
    """
    found: dict[tuple[str, str], int] = {}
    for name in sorted(names, key=lambda name: -len(name.name)):
        if key := fold(name.name):
            entity = _entity_row(writer, key, name.label) or _joined(writer, name) or _insert_entity(writer, name, key)
            found[name.name, name.label] = entity
            _add_forms(writer, entity, name)
    return found


def same_person(words: Words, others: Mapping[int, Words]) -> int | None:
    """The row of the person that ``words`` names, or None if there is none or it is ambiguous.

    ``others`` are the known persons of the same surname.
    """
    full = {row: other for row, other in others.items() if len(other) > 1}
    if len(words) > 1:
        fitting = [row for row, other in full.items() if _names_fit(words, other)]
        if fitting or full:
            return fitting[0] if len(fitting) == 1 else None
        return next(iter(others), None)
    return next(iter(full)) if len(full) == 1 else None


def _names_fit(some: Words, others: Words) -> bool:
    """Whether both can be names of one person, as "n modi" and "narendra damodardas modi" can.

    Father and son are two.
    """
    some_given, others_given = _without_generation(some)[:-1], _without_generation(others)[:-1]
    fewer, more = sorted((some_given, others_given), key=len)
    same_generation = len(some) - len(some_given) == len(others) - len(others_given)
    if not (fewer and same_generation and _may_be_same_word(fewer[0], more[0])):
        return False
    rest = iter(more[1:])
    return all(any(_may_be_same_word(name, other) for other in rest) for name in fewer[1:])


def _may_be_same_word(name: str, other: str) -> bool:
    return name == other or (1 in (len(name), len(other)) and name[0] == other[0])


def _without_generation(words: Words) -> Words:
    return words[:-1] if len(words) > 1 and words[-1] in _GENERATION else words


def _entity_row(writer: Database, key: str, label: str) -> int | None:
    row = writer.execute("SELECT id FROM entities WHERE key = ? AND label = ?", (key, label)).fetchone()
    return None if row is None else int(row[0])


def _joined(writer: Database, name: Name) -> int | None:
    """The known entity of which ``name`` is another form. It takes over the new name if that is the fuller one."""
    words = folded_words(name.name)
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
    """The folded abbreviation among the forms of ``name`` ("" if there is none), and the label of the name."""
    return next((fold(form) for form in (name.name, *name.aliases) if is_initialism(form)), ""), name.label


def _same_abbreviation(words: Words, others: Mapping[int, Words]) -> int | None:
    """The only owner of an abbreviation, if the new name or the known one consists of the abbreviation alone."""
    if len(others) != 1:
        return None
    ((row, other),) = others.items()
    return row if 1 in (len(words), len(other)) else None


def _is_fuller(words: Words, known: Words) -> bool:
    has_short = len(known) == 1 or any(len(word) == 1 for word in known)
    return has_short and len("".join(words)) > len("".join(known))


def _owners(writer: Database, alias: str, label: str) -> dict[int, Words]:
    """Entities of ``label`` with that folded alias: the words of their names, by row."""
    rows = writer.execute(
        "SELECT e.id, e.key FROM aliases AS l JOIN entities AS e ON e.id = l.entity_id WHERE l.key = ? AND e.label = ?",
        (alias, label),
    )
    return {row: tuple(key.split()) for row, key in rows}


def _insert_entity(writer: Database, name: Name, key: str) -> int:
    cursor = writer.execute("INSERT INTO entities (name, label, key) VALUES (?, ?, ?)", (name.name, name.label, key))
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _add_forms(writer: Database, entity: int, name: Name) -> None:
    keys = {fold(form): form for form in reversed((name.name, *name.aliases))}
    if name.label == "PERSON" and len(words := _without_generation(folded_words(name.name))) > 1:
        keys.setdefault(words[-1], words[-1].title())
    keys.pop("", None)
    writer.conn.executemany(
        "INSERT OR IGNORE INTO aliases (key, entity_id, alias) VALUES (?, ?, ?)",
        [(key, entity, form) for key, form in keys.items()],
    )
    words_of = chain.from_iterable(((word, key, entity) for word in key.split()) for key in keys)
    writer.conn.executemany("INSERT OR IGNORE INTO alias_words (word, key, entity_id) VALUES (?, ?, ?)", words_of)
