"""The architecture as a test: who may import whom, and each library's one home."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = ("bot", "handlers", "config")

#: Entry points wire the rooms together, so they alone may see all of them.
ENTRY_POINTS = {"bot/__main__.py"} | {path.relative_to(ROOT).as_posix() for path in (ROOT / "bot" / "cli").glob("*.py")}

#: library -> where it may be imported (prefixes of paths)
HOMES = {
    "telegram": ("handlers/",),
    "matplotlib": ("handlers/views/chart.py",),
    "aiohttp": ("handlers/localchat/", "handlers/transport/", "bot/sources/fetching/"),
    "brotli": ("bot/sources/fetching/",),
    "tldextract": ("bot/sources/fetching/",),
    "feedparser": ("bot/sources/feeds/",),
    "listparser": ("bot/sources/feeds/",),
    "protego": ("bot/sources/web/",),
    "url_normalize": ("bot/sources/",),
    "spacy": ("bot/language/",),
    "sqlite_utils": ("bot/store/",),
    "sqlite3": ("bot/store/", "bot/retrieval/", "bot/quotes/", "bot/understanding/"),
    "rank_bm25": ("bot/retrieval/",),
    "snowballstemmer": ("bot/text/",),
    "trafilatura": ("bot/sources/",),
    "charset_normalizer": ("bot/sources/",),
    "pydantic_settings": ("config/",),
    "typer": ("bot/cli/",),
}


def files() -> list[Path]:
    return sorted(path for room in OURS for path in (ROOT / room).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports out in full"
            yield node.module or ""


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", files(), ids=name_of)
def test_rooms_import_only_what_they_may(path: Path) -> None:
    name = name_of(path)
    if name in ENTRY_POINTS:
        return
    room = name.split("/")[0]
    allowed = {"bot": {"bot"}, "handlers": {"bot", "handlers"}, "config": {"config", "bot"}}[room]

    seen = {module.split(".")[0] for module in imported(path)} & set(OURS)

    assert seen <= allowed


@pytest.mark.parametrize("path", files(), ids=name_of)
def test_each_library_has_one_home(path: Path) -> None:
    name = name_of(path)

    strays = [m for m in imported(path) if not name.startswith(HOMES.get(m.split(".")[0], ("",)))]

    assert strays == []


@pytest.mark.parametrize("path", files(), ids=name_of)
def test_files_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 350


@pytest.mark.parametrize("module", ["bot.newsroom", "bot.cli.app"])
def test_heavy_libraries_are_not_loaded_by_importing(module: str) -> None:
    """``newsbot --help`` and a look-up must not wait for spaCy, trafilatura or telegram."""
    heavy = {"spacy", "trafilatura", "telegram", "aiohttp", "matplotlib"}
    code = f"import sys, {module}; print(*sorted({heavy} & set(sys.modules)))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)

    assert done.stdout.split() == []
