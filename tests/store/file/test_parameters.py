"""How values reach SQL: named or in order, never numbered, which Python 3.12 warns of (and warnings are errors)."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOM = Path(__file__).parents[3] / "bot"
NUMBERED = re.compile(r"[=<>(,\s]\?\d")


def test_no_statement_numbers_its_parameters() -> None:
    numbered = [
        f"{path.name}:{node.lineno}"
        for path in ROOM.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and NUMBERED.search(node.value)
    ]

    assert numbered == []
