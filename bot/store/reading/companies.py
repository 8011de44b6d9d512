"""Match companies by names with and without their legal form.

"Sarn Water", one company called "Sarn Water Corp" is known   -> the same company
"Sarn Water Corporation", "Sarn Water Corp" is known          -> the same company
"Sarn Water Inc", "Sarn Water Corp" is known                  -> another company
"Sarn Water", a Corp and an Inc of that name are known        -> ambiguous
"""

# ruff: noqa: S608  (statements are put together from constants only; values are parameters)
from __future__ import annotations

from collections import defaultdict
from itertools import product

from sqlite_utils import Database

from bot.store.base.rows import VALUES_OF, as_values

Words = tuple[str, ...]

#: Legal forms at the end of company names, each mapped to its canonical spelling.
LEGAL_FORMS = {
    form: form for form in ("corp", "inc", "ltd", "co", "plc", "llc", "ag", "sa", "nv", "gmbh", "spa", "pty")
}
LEGAL_FORMS |= {"corporation": "corp", "incorporated": "inc", "limited": "ltd", "company": "co"}
_ENDINGS = [(), *((one,) for one in LEGAL_FORMS), *product(("co", "company", "corp", "pty"), ("ltd", "limited", "inc"))]
_CALLED = f"""SELECT l.entity_id, l.key FROM aliases AS l JOIN entities AS e ON e.id = l.entity_id
    WHERE l.key IN ({VALUES_OF}) AND e.label = 'ORG'"""


def company(words: Words) -> tuple[Words, Words]:
    """Split a name into the words before its legal form and that form: ("sarn", "water"), ("corp", "ltd")."""
    end = len(words)
    while end > 1 and words[end - 1] in LEGAL_FORMS:
        end -= 1
    return words[:end], tuple(LEGAL_FORMS[word] for word in words[end:])


def same_company(writer: Database, words: Words) -> int | None:
    """The known organisation that a folded name refers to; None if there is none or it is ambiguous."""
    stem, form = company(words)
    keys = as_values(" ".join((*stem, *ending)) for ending in _ENDINGS)
    known: defaultdict[int, set[Words]] = defaultdict(set)
    for row, key in writer.execute(_CALLED, (keys,)):
        known[row].add(company(tuple(key.split()))[1])
    alike = [row for row, forms in known.items() if form and form in forms]
    if alike or len(known) != 1:
        return alike[0] if len(alike) == 1 else None
    ((row, forms),) = known.items()
    return row if not form or forms == {()} else None
