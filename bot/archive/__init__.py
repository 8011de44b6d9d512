"""The archive as seen by the rooms above it, whatever stores it: SQLite or, where that is not enough, a search cluster.

    port         its interface            match        which units contain which terms
    selection    which quotes             codes        compact vectors
    whole        an article with its annotation, to be copied
    code_table   many of these in memory, and how far they are apart
    term_memory  term statistics, read once from a snapshot

bot/store/archive/archive.py implements it in SQLite; tests/archive holds the contract that every archive must meet.
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
