"""Rules as data: regular expressions with a name and the texts that they are for.

Written for newsbot after reading quotes one by one. ``tests/language/test_patterns.py`` runs every pattern on its own
examples, and finds those that none of the cases of who speaks and what is said needs.
"""

from __future__ import annotations

import re


class NamedPattern:
    """A regular expression, its name and ``examples``, texts of its place in which it is found."""

    __slots__ = ("examples", "finditer", "fullmatch", "match", "name", "search", "split", "sub")

    def __init__(self, name: str, pattern: str, *examples: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        compiled = re.compile(pattern, flags)
        self.name = name
        self.examples = examples
        self.match = compiled.match
        self.search = compiled.search
        self.fullmatch = compiled.fullmatch
        self.finditer = compiled.finditer
        self.split = compiled.split
        self.sub = compiled.sub
