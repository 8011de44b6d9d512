"""The recipes of CONTRIBUTING.md: what they name exists, and what is forgotten of them fails somewhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import output_reply
from bot.lexicon.loader import table
from bot.newsroom import ReplyKind
from bot.newsroom.replying import REPLYING
from bot.understanding.query_syntax import EXAMPLES, Operators, read_operators, split_operators
from bot.understanding.requests import RequestKind
from bot.understanding.router import READERS
from handlers.commands import respond

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
DESIGN = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_every_room_is_in_the_table() -> None:
    table = DESIGN.partition("## The rooms")[2].partition("\n## ")[0]
    rooms = [path.parent.relative_to(ROOT).as_posix() for path in (ROOT / "bot").glob("*/__init__.py")]

    assert [room for room in sorted(rooms) if f"`{room}`" not in table] == []


def _names(file: Path) -> Iterator[str]:
    """What a module defines at its top."""
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (target.id for target in targets if isinstance(target, ast.Name))


@pytest.mark.parametrize("recipe", re.findall(r"^\*\*.+$", TEXT, re.MULTILINE), ids=lambda text: text[2:24])
def test_every_name_in_a_recipe_is_in_a_file_of_that_recipe(recipe: str) -> None:
    modules = [ROOT / path for path in re.findall(r"`([\w/.]+\.(?:py|toml))`", recipe)]
    defined = {name for module in modules if module.suffix == ".py" for name in _names(module)}
    named = set(re.findall(r"`([A-Z][A-Za-z]+|[a-z]+_of|read_operators)`", recipe)) - {"README"}

    assert all(module.is_file() for module in modules)
    assert named - defined == set() or named - defined <= {"Command", "Question"}  # of the rooms below


def test_every_kind_of_request_is_read_and_answered() -> None:
    assert set(READERS) == set(RequestKind)
    assert set(REPLYING) == set(RequestKind)


def test_every_kind_of_reply_is_shown_on_every_surface() -> None:
    assert set(respond.SHOWING) == set(ReplyKind)
    assert set(output_reply.SHOWING) == set(ReplyKind)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_operator_is_read_and_split_off(name: str) -> None:
    rest, operators = read_operators(f"ferry {EXAMPLES[name]}", NOW)

    assert rest == "ferry"
    assert operators != Operators()
    assert split_operators(f"news {EXAMPLES[name]}") == ("news", EXAMPLES[name])


def test_the_readme_names_the_operators_that_there_are() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    [line] = [line for line in readme.splitlines() if "In questions and topics" in line]

    assert set(re.findall(r"`([a-z]+):", line)) == set(EXAMPLES)


def test_every_part_of_what_operators_say_has_an_example() -> None:
    _, said = read_operators(f'"soft clay" -fog {" ".join(EXAMPLES.values())}', NOW)

    assert [one.name for one in fields(Operators) if not getattr(said, one.name)] == []


def test_every_kind_of_request_has_phrasings() -> None:
    table = (ROOT / "tests" / "understanding" / "test_router.py").read_text(encoding="utf-8")

    assert [kind.name for kind in RequestKind if f"RequestKind.{kind.name}" not in table] == []


def test_platforms_are_data() -> None:
    assert "mastodon" in table("platforms")["names"]
