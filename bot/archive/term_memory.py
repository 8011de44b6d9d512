"""Term statistics that were read once from a snapshot and need not be read again.

Repairing spelling, finding names and ranking each need the statistics of nearly the same terms; in one snapshot they
cannot have changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from bot.models.passages import Frequencies, Statistics


class TermMemory:
    """The statistics read so far from one snapshot of an archive."""

    def __init__(self, read: Callable[[list[str]], Frequencies]) -> None:
        """``read``: reads the statistics of terms, in ascending order, from the snapshot."""
        self._read = read
        self._looked_up: set[str] = set()
        self._known: Frequencies | None = None

    def frequencies(self, wanted: Iterable[str]) -> Frequencies:
        """Statistics of the ``wanted`` terms, as ``bot.archive.port.ArchiveReader.frequencies``."""
        terms = set(wanted)
        missing = sorted(terms - self._looked_up)
        if self._known is None:
            self._known = self._read(missing)
        elif missing:
            self._known = _joined(self._known, self._read(missing))
        self._looked_up.update(missing)
        return Frequencies(_only(self._known.sentences, terms), _only(self._known.articles, terms))


def _joined(known: Frequencies, more: Frequencies) -> Frequencies:
    return Frequencies(_with(known.sentences, more.sentences), _with(known.articles, more.articles))


def _with(known: Statistics, more: Statistics) -> Statistics:
    return replace(known, frequencies={**known.frequencies, **more.frequencies})


def _only(statistics: Statistics, terms: set[str]) -> Statistics:
    counted = statistics.frequencies
    return replace(statistics, frequencies={term: counted[term] for term in sorted(terms) if term in counted})
