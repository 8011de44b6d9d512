"""Correct misspelt words of a question towards words that the archive uses.

A word is a candidate only if neither the archive nor English knows it. The following are tried in turn: two letters for
one that keyboards lack ("Oedegaard" is "Ødegård"), English words one edit away that the archive uses, then terms of the
archive with the same initial (names: "nintedo"). A capitalised word may be a name that the archive lacks, so it is only
changed if it is long: "Weiner" is not "Werner". A rare English word that the archive lacks is a candidate if one of the
commonest words is one edit away: "abut" is "about".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.archive import ArchiveReader
from bot.lexicon.analysis import QUESTION_TERMS
from bot.text.analyzer import term_of, words
from bot.text.compounds import stems_written_apart
from bot.text.english_words import english_words

SHORTEST = 4  #: letters; shorter words have too many similar ones
SHORTEST_NAME = 7
MOST_REPAIRS = 8  #: words considered per question
_AS_TWO = {"aa": ("å", "a"), "ae": ("æ", "ä"), "oe": ("ø", "ö"), "ue": ("ü",)}  #: letters replaced by others
_MOST_SPELLINGS = 12
_FAR_COMMONER = 20_000  # times; from this ratio on a rare English word is a misspelling of a common one
_TWO_EDITS = 8  # letters from which a second edit is allowed
_NEAREST = 20
_LOST = 1  # letters; a stem that has lost more is near others that the word is not: "Germanwings" near "german"
_ALWAYS = frozenset({"", *QUESTION_TERMS})  # terms of words that any question may use: "of", "many"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_PAIRS = re.compile(f"({'|'.join(_AS_TWO)})")


def repaired(archive: ArchiveReader, text: str) -> str:
    """``text`` with misspelt words corrected and everything else unchanged."""
    found = {match.group(): words(match.group()) for match in _WORD.finditer(text)}
    plain = {word: parts[0] for word, parts in found.items() if len(parts) == 1}
    known = archive.frequencies(term_of(word) for word in plain.values()).articles.frequencies
    absent = [word for word, folded in plain.items() if term_of(folded) not in {"", *known} and folded.isascii()]
    spelled = {word: _with_other_letters(archive, plain[word]) for word in absent[:MOST_REPAIRS]}
    fixes = {word: fix.capitalize() if word[0].isupper() else fix for word, fix in spelled.items() if fix}
    unknown = [word for word, folded in plain.items() if word not in fixes and _is_candidate(word, folded, known)]
    fixes |= {word: _nearest(archive, word, plain[word]) for word in unknown[:MOST_REPAIRS]}
    rare = [word for word, folded in plain.items() if word not in fixes and _may_be_slip(word, folded, known)]
    fixes |= {word: fix for word in rare[:MOST_REPAIRS] if (fix := _far_commoner(plain[word]))}
    return _WORD.sub(lambda match: fixes.get(match.group(), match.group()), text)


def _is_candidate(word: str, folded: str, known: Iterable[str]) -> bool:
    term = term_of(folded)
    shortest = SHORTEST_NAME if word[:1].isupper() else SHORTEST
    return (
        bool(term)
        and term not in known
        and len(word) >= shortest
        and folded.isascii()
        and folded not in english_words()
        and term not in stems_written_apart()
    )


def _may_be_slip(word: str, folded: str, known: Iterable[str]) -> bool:
    """Whether it is a lower-case English word that the archive lacks."""
    return word.islower() and len(word) >= SHORTEST and folded.isascii() and term_of(folded) not in {"", *known}


def _far_commoner(folded: str) -> str:
    """The far commoner word one edit away, out of those that any question may use."""
    english = english_words()
    near = [word for word in english.known(english.edit_distance_1(folded)) if term_of(word) in _ALWAYS]
    near = [word for word in near if word[0] == folded[0]]
    best = max(near, key=lambda word: english[word], default="")
    return best if best and english[best] > _FAR_COMMONER * max(1, english[folded]) else ""


def _nearest(archive: ArchiveReader, word: str, folded: str) -> str:
    if word[:1].islower() and (fix := _nearest_english(archive, folded)):
        return fix
    return _nearest_term(archive, folded, edits=2 if len(word) >= _TWO_EDITS and word[:1].islower() else 1) or word


def _with_other_letters(archive: ArchiveReader, folded: str) -> str:
    """The spelling that the archive uses, with single letters for pairs; "" if it uses none."""
    spelled = [""]
    for part in _PAIRS.split(folded):
        spelled = [begun + other for begun in spelled for other in (*_AS_TWO.get(part, ()), part)][:_MOST_SPELLINGS]
    found = {other: term_of(words(other)[0]) for other in spelled if other != folded}
    counts = archive.frequencies(found.values()).articles.frequencies if found else {}
    return max(found, key=lambda other: counts.get(found[other], 0)) if counts else ""


def _nearest_english(archive: ArchiveReader, folded: str) -> str:
    english = english_words()
    near = sorted(english.known(english.edit_distance_1(folded)))
    counts = archive.frequencies(term_of(word) for word in near).articles.frequencies
    usable = [word for word in near if term_of(word) in counts or term_of(word) in _ALWAYS]
    # A transposition is the likeliest slip; then the commonest English word.
    return max(usable, key=lambda word: (sorted(word) == sorted(folded), english[word]), default="")


def _nearest_term(archive: ArchiveReader, folded: str, edits: int) -> str:
    term = term_of(folded)
    if len(folded) - len(term) > _LOST:
        return ""
    counts = archive.terms_beginning(term[0], shortest=len(term) - edits, longest=len(term) + edits)
    near = process.extract(term, counts.keys(), scorer=OSA.distance, score_cutoff=edits, limit=_NEAREST)
    return min(near, key=lambda found: (found[1], -counts[found[0]], found[0]))[0] if near else ""
