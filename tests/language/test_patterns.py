"""Every named pattern fits its examples, and is needed by a case of who speaks or of what is said."""

from __future__ import annotations

import json
import pkgutil
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import bot.language
from bot.language import Language
from bot.language.patterns import NamedPattern

CASES = [
    Path(__file__).parent / "attribution" / "data" / "speakers.jsonl",
    Path(__file__).parent / "coreference" / "data" / "namesakes.jsonl",
]


def _patterns() -> Iterator[NamedPattern]:
    for module in pkgutil.walk_packages(bot.language.__path__, "bot.language."):
        for value in vars(import_module(module.name)).values():
            if isinstance(value, NamedPattern):
                yield value


WAYS = ("match", "search", "fullmatch", "finditer", "split", "sub")
PATTERNS = list(dict.fromkeys(_patterns()))


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.name)
def test_a_pattern_fits_its_examples(pattern: NamedPattern) -> None:
    assert pattern.examples
    for example in pattern.examples:
        assert pattern.search(example), example


def test_the_names_of_patterns_are_unique() -> None:
    counts = Counter(pattern.name for pattern in PATTERNS)
    assert [name for name, count in counts.items() if count > 1] == []


def test_every_pattern_is_needed() -> None:
    """A pattern that fits in no case is shown by its name: give it a case, or delete it."""
    fitted: Counter[str] = Counter()
    kept = [(one, {how: getattr(one, how) for how in WAYS}) for one in PATTERNS]
    try:
        for one, ways in kept:
            for how, call in ways.items():
                setattr(one, how, _counting(call, one.name, fitted))
        texts = [json.loads(line)["text"] for path in CASES for line in path.read_text("utf-8").splitlines()]
        list(Language().annotate([("", text) for text in texts]))
    finally:
        for one, ways in kept:
            for how, call in ways.items():
                setattr(one, how, call)

    assert {one.name for one in PATTERNS if not fitted[one.name]} == set()


def _counting(call: Callable[..., Any], name: str, fitted: Counter[str]) -> Callable[..., Any]:
    def counted(*arguments: Any, **options: Any) -> Any:
        found = call(*arguments, **options)
        if hasattr(found, "__next__"):
            found = list(found)
        unchanged: tuple[Any, ...] = (
            None,
            [],
            arguments[0],
            [arguments[0]],
            arguments[-1],
        )  # of a search, a split, a substitution
        fitted[name] += found not in unchanged
        return found

    return counted
