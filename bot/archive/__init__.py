"""The archive as the rooms above it see it, whatever keeps it: SQLite today, a search cluster where one is not enough.

port.py     what it is asked        match.py    which units hold which terms
selection.py  which quotes          codes.py    vectors, small

bot/store/archive.py is the SQLite one; tests/archive holds what each must do.
"""

from bot.archive.match import Match, TermClause, all_of, any_of, phrase
from bot.archive.port import Archive, ArchiveReader, ReadableArchive
from bot.archive.selection import Selection, about_entity, by_anybody, by_entity, by_words

__all__ = [
    "Archive",
    "ArchiveReader",
    "Match",
    "ReadableArchive",
    "Selection",
    "TermClause",
    "about_entity",
    "all_of",
    "any_of",
    "by_anybody",
    "by_entity",
    "by_words",
    "phrase",
]
