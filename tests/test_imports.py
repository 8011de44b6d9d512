"""The architecture as a test: who may import whom, and each library's one home."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = ("bot", "handlers", "config")

#: Entry points wire the rooms together, so they alone may see all of them.
ENTRY_POINTS = {"bot/__main__.py"} | {path.relative_to(ROOT).as_posix() for path in (ROOT / "bot" / "cli").glob("*.py")}

#: library -> where it may be imported (prefixes of paths); numpy and rapidfuzz may be everywhere
HOMES = {
    "telegram": ("handlers/",),
    "matplotlib": ("handlers/views/chart.py", "handlers/views/stats_chart.py", "handlers/views/topic_charts.py"),
    "babel": ("bot/translation/", "bot/following/sending/time_zones.py"),
    "tzfpy": ("bot/following/sending/time_zones.py",),
    "prometheus_client": ("handlers/operation/",),
    "aiohttp": ("handlers/localchat/", "handlers/operation/", "handlers/transport/", "bot/sources/fetching/"),
    "brotli": ("bot/sources/fetching/",),
    "tldextract": ("bot/sources/fetching/",),
    "feedparser": ("bot/sources/feeds/",),
    "listparser": ("bot/sources/feeds/",),
    "certifi": ("bot/sources/fetching/",),
    "onnxruntime": ("bot/language/model/", "bot/retrieval/reranking/"),
    "tokenizers": ("bot/language/model/", "bot/retrieval/reranking/"),
    "spellchecker": ("bot/text/",),
    "spacy": ("bot/language/",),
    "sqlite_utils": ("bot/store/",),
    "sqlite3": ("bot/store/",),
    "rank_bm25": ("bot/retrieval/",),
    "snowballstemmer": ("bot/text/",),
    "trafilatura": ("bot/sources/web/",),
    "lxml": ("bot/sources/web/", "bot/sources/feeds/"),
    "protego": ("bot/sources/web/",),
    "charset_normalizer": ("bot/sources/",),
    "pydantic": ("config/",),
    "pydantic_settings": ("config/",),
    "opensearchpy": ("bot/opensearch/",),
    "distributed": ("bot/ingestion/dask_workers.py",),
    "typer": ("bot/cli/",),
    "rich": ("bot/cli/",),
}

#: Rooms of ``bot`` from the top down: a room uses only what stands below it, or beside it without a circle.
LAYERS = (
    ("cli", "__main__"),
    ("newsroom",),
    ("briefs", "feeds", "profiles", "quotes"),
    ("retrieval",),
    ("understanding",),
    ("encoding", "ingestion", "retention", "opensearch"),
    ("store",),
    ("archive", "following", "stories", "language", "sources"),
    ("text",),
    ("lexicon",),
    ("models", "time_limit", "pausing"),
    ("errors", "translation"),
)
#: What the module of a package is called, where it is not called like the package.
MODULE_OF = {"python-telegram-bot": "telegram", "pyspellchecker": "spellchecker"}
LONGEST_FILE = 300  # lines
LONGEST_FUNCTION = 25  # lines below signature and docstring
#: Functions that only fill in a long record or wire the rooms together; shorter ones would hide half of it.
ONE_FIELD_A_LINE = {
    "bot/newsroom/newsroom.py:__init__",
    "bot/retrieval/answers/pipeline.py:ask",
    "bot/retrieval/ranking/features.py:weigh",
    "bot/sources/web/page_signs.py:page_signs",
    "bot/store/feeds/feeds.py:_feed",
}
LEVELS = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}


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


def room_of(module: str) -> str:
    return [*module.split("."), ""][1]


def rooms_used() -> dict[str, dict[str, list[str]]]:
    """Room of ``bot`` -> the other rooms that it uses -> by which files."""
    used: dict[str, dict[str, list[str]]] = {}
    for path in files():
        if not name_of(path).startswith("bot/") or name_of(path) == "bot/__init__.py":
            continue
        room = path.relative_to(ROOT / "bot").with_suffix("").parts[0]
        others = {room_of(module) for module in imported(path) if module.startswith("bot.")} - {room, ""}
        for other in others:
            used.setdefault(room, {}).setdefault(other, []).append(name_of(path))
    return used


def test_every_room_of_bot_has_a_layer() -> None:
    rooms = {path.relative_to(ROOT / "bot").with_suffix("").parts[0] for path in (ROOT / "bot").rglob("*.py")}

    assert rooms - {"__init__"} <= set(LEVELS)


def test_rooms_of_bot_use_only_what_stands_below_them() -> None:
    up = [
        f"{paths[0]}: {room} uses {other}"
        for room, others in rooms_used().items()
        for other, paths in others.items()
        if LEVELS[room] > LEVELS[other]
    ]

    assert up == []


def test_the_table_of_rooms_in_the_design_goes_from_the_top_down() -> None:
    page = (ROOT / "docs" / "design.md").read_text(encoding="utf-8").partition("## The rooms")[2].partition("\n## ")[0]
    rows = [re.findall(r"`bot/(\w+)", row.split("|")[1]) for row in page.splitlines() if row.startswith("| `")]
    row_of = {room: at for at, row in enumerate(rows) for room in row}

    assert row_of.keys() == LEVELS.keys() - {"__main__"}
    used = [(room, other) for room, others in rooms_used().items() for other in others if room != "__main__"]
    assert [f"{room} uses {other}" for room, other in used if row_of[room] > row_of[other]] == []


def test_no_rooms_of_bot_use_each_other() -> None:
    used = rooms_used()
    below: dict[str, set[str]] = {room: set(others) for room, others in used.items()}
    for _ in below:  # as many steps as the longest way has
        below = {room: others.union(*(below.get(other, ()) for other in others)) for room, others in below.items()}

    assert [room for room, reached in below.items() if room in reached] == []


@pytest.mark.parametrize("room", ["language", "retrieval", "sources", "store"])
def test_no_packages_of_a_room_use_each_other(room: str) -> None:
    inner = f"bot.{room}."
    used: dict[str, set[str]] = {}
    for path in (ROOT / "bot" / room).glob("*/*.py"):
        modules = {module for module in imported(path) if module.startswith(inner) and module.count(".") > 2}
        used.setdefault(path.parent.name, set()).update({m.split(".")[2] for m in modules} - {path.parent.name})
    while free := {name for name, others in used.items() if not others & used.keys()}:
        used = {name: others for name, others in used.items() if name not in free}

    assert used == {}


def _modules_used() -> dict[str, set[str]]:
    """Module -> the modules of ours that it imports, for types only too."""
    names = {path: ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in files()}
    known = set(names.values())
    used: dict[str, set[str]] = {}
    for path, name in names.items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                ways = {f"{node.module}.{alias.name}" for alias in node.names}
                used.setdefault(name, set()).update(ways & known or {node.module} & known)
    return used


def test_no_files_import_each_other() -> None:
    used = _modules_used()
    while free := {name for name, others in used.items() if not others & used.keys()}:
        used = {name: others for name, others in used.items() if name not in free}

    assert sorted(used) == []


@pytest.mark.parametrize("path", files(), ids=name_of)
def test_each_library_has_one_home(path: Path) -> None:
    name = name_of(path)

    strays = [m for m in imported(path) if not name.startswith(HOMES.get(m.split(".")[0], ("",)))]

    assert strays == []


def declared() -> list[str]:
    """The names of the packages that newsbot needs, as pyproject.toml lists them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [re.split("[<>=]", one)[0] for one in project["dependencies"]]


def test_each_dependency_is_declared_once() -> None:
    assert len(declared()) == len(set(declared()))


def test_each_dependency_is_imported() -> None:
    used = {module.split(".")[0].lower() for path in files() for module in imported(path)}

    unused = [name for name in declared() if MODULE_OF.get(name, name.replace("-", "_")) not in used]

    assert unused == ["lxml-html-clean"]  # which trafilatura imports


@pytest.mark.parametrize("path", files(), ids=name_of)
def test_files_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


def test_functions_stay_small() -> None:
    long = set()
    for path in files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body[1:] if ast.get_docstring(node) is not None else node.body
                if body and (node.end_lineno or 0) - body[0].lineno >= LONGEST_FUNCTION:
                    long.add(f"{name_of(path)}:{node.name}")

    assert long - ONE_FIELD_A_LINE == set()


def test_a_class_name_means_one_thing() -> None:
    homes: dict[str, list[str]] = {}
    for path in files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                homes.setdefault(node.name.lstrip("_"), []).append(f"{name_of(path)}:{node.lineno}")

    assert {name: places for name, places in homes.items() if len(places) > 1} == {}


@pytest.mark.parametrize("module", ["bot.newsroom", "bot.cli.app"])
def test_heavy_libraries_are_not_loaded_by_importing(module: str) -> None:
    """``newsbot --help`` and a look-up must not wait for spaCy, trafilatura or telegram."""
    heavy = {"spacy", "trafilatura", "lxml", "telegram", "aiohttp", "matplotlib"}
    code = f"import sys, {module}; print(*sorted({heavy} & set(sys.modules)))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)

    assert done.stdout.split() == []
