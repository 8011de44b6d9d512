"""Word lists as sets, and the tables of ``en/``; each file names its source and licence in its first lines.

    en/*.txt    sections of words: "[name]", then words between blanks; "@name", "@file:name" stand for other sections;
                "_" for a blank within a phrase: "prime_minister"; some have lines in a format of their own
    en/*.toml   tables

Files are only read on first use.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Set
from functools import lru_cache
from importlib.resources import files
from typing import Any


class WordList(Set[str]):
    """A section of a file as a set, read on first use. Set operations return a frozenset."""

    __slots__ = ("_file", "_found", "_section")

    def __init__(self, file: str, section: str) -> None:
        self._file = file
        self._section = section
        self._found: frozenset[str] = frozenset()

    def __contains__(self, word: object) -> bool:
        return word in (self._found or self._read())

    def __iter__(self) -> Iterator[str]:
        return iter(self._found or self._read())

    def __len__(self) -> int:
        return len(self._found or self._read())

    def _read(self) -> frozenset[str]:
        self._found = _section(self._file, self._section)
        return self._found

    @classmethod
    def _from_iterable(cls, words: Iterable[str]) -> frozenset[str]:  # type: ignore[override]
        return frozenset(words)


def word_list(file: str, section: str) -> WordList:
    """The words of ``section`` in ``en/<file>.txt``."""
    return WordList(file, section)


def rows(file: str, section: str) -> list[list[str]]:
    """The lines of a section, each as its words in order."""
    return [line.split() for line in _sections(file)[section]]


@lru_cache(maxsize=256)
def alternatives(file: str, section: str, *, capitalised: bool = False) -> str:
    """The words of a section as alternatives of a regular expression, longest first, without a group.

    An example is ``ministers?|mayor``. ``capitalised``: as names are written, "Ministry".
    """
    words = {word.replace("_", " ") for word in _section(file, section)}
    words = {word.title() for word in words} if capitalised else words
    folded = {f"{word}s?" for word in words if f"{word}s" in words}
    singular = words - {form for word in folded for form in (word[:-2], word[:-1])}
    escaped = [re.sub(r"([.°/])", r"\\\1", word) for word in singular] + [*folded]
    return "|".join(sorted(escaped, key=lambda word: (-len(word), word)))


def lines(name: str) -> list[str]:
    """The lines of ``en/<name>``, for files with a format of their own; comments and empty lines are left out."""
    return [line for line in _text(name).splitlines() if line and not line.startswith("#")]


def word_set(listed: str) -> frozenset[str]:
    """The words of a short whitespace-separated list."""
    return frozenset(listed.split())


@lru_cache(maxsize=64)
def table(name: str) -> dict[str, Any]:
    """The table ``en/<name>.toml``, read once; must not be modified."""
    return tomllib.loads(_text(f"{name}.toml"))


@lru_cache(maxsize=256)
def _section(file: str, section: str) -> frozenset[str]:
    found: set[str] = set()
    for word in " ".join(_sections(file)[section]).split():
        other, _, name = word.removeprefix("@").rpartition(":")
        found |= _section(other or file, name) if word.startswith("@") else {word}
    return frozenset(found)


@lru_cache(maxsize=64)
def _sections(file: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    section: list[str] = []
    for line in _text(f"{file}.txt").splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[] "), [])
        elif line.strip() and not line.startswith("#"):
            section.append(line)
    return found


def _text(name: str) -> str:
    return files("bot.lexicon").joinpath("en", name).read_text(encoding="utf-8")
