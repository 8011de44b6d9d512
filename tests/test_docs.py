"""The README, the help texts and the code say the same."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from typer.main import get_command

from bot.cli.app import app
from config.settings import CONFIG, PREFIX, Settings
from handlers.commands.registry import COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
FOLDERS = ("bot", "docs", "benchmarks", "seeds", "training")
PAGES = sorted([*ROOT.glob("*.md"), *(page for folder in FOLDERS for page in (ROOT / folder).rglob("*.md"))])
MODULES = {path.name for folder in ("handlers", "tests", "config", *FOLDERS) for path in (ROOT / folder).rglob("*.py")}
MADE = {"benchmarks/data/"}  # by running something
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


NAMES = [name for one in COMMANDS for name in (one.name, *one.aliases)]


@pytest.mark.parametrize("command", NAMES)
def test_every_chat_command_is_in_the_readme(command: str) -> None:
    assert f"`/{command}" in README


def test_the_readme_names_no_chat_command_that_is_none() -> None:
    named = set(re.findall(r"`/([a-z]+)", README))

    assert named == set(NAMES)


def test_the_readme_lists_the_command_line() -> None:
    listed = set(re.findall(r"^\| `newsbot ([a-z]+)", README, re.MULTILINE))

    assert listed == set(get_command(app).commands)  # type: ignore[attr-defined]


def test_every_command_has_help() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]

    assert [name for name, command in commands.items() if not (command.help or "").strip()] == []


def test_the_settings_of_the_readme_exist_and_the_file_with_all_of_them_is_named() -> None:
    listed = set(re.findall(rf"`({PREFIX}[A-Z_]+)", README)) - {CONFIG}

    assert listed
    assert listed <= {PREFIX + name.upper() for name in Settings.model_fields}
    assert f"`{CONFIG}`" in README
    assert "(config/default.toml)" in README  # tests/config/test_settings.py: it has every setting


@pytest.mark.parametrize("target", re.findall(r"(?:^|`)make ([a-z]+)", README, re.MULTILINE))
def test_every_make_target_of_the_readme_exists(target: str) -> None:
    assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


def anchors_of(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_to_sections_lead_to_one(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]*)#([^)]+)\)", page.read_text(encoding="utf-8"))

    assert [one for one in links if one[1] not in anchors_of(page.parent / one[0] if one[0] else page)] == []


def test_the_contents_of_the_measurements_list_every_section() -> None:
    page = ROOT / "docs" / "measurements.md"
    contents = page.read_text(encoding="utf-8").partition("\n## ")[0]

    assert {"measurements", *re.findall(r"\(#([^)]+)\)", contents)} == anchors_of(page)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_files_that_are_named_exist(page: Path) -> None:
    places = r"`((?:tests|bot|handlers|training|config|benchmarks)/[\w/.]+)`"
    named = set(re.findall(places, page.read_text(encoding="utf-8")))

    assert sorted(path for path in named if not (ROOT / path).exists() and path not in MADE) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_modules_that_are_named_without_their_folder_exist(page: Path) -> None:
    named = set(re.findall(r"(?<![\w/])(\w+\.py)\b", page.read_text(encoding="utf-8")))

    assert sorted(named - MODULES) == []


@pytest.mark.parametrize("folder", ["bot", "handlers", "config", "benchmarks", "training", "tests"])
def test_modules_that_code_names_in_words_exist(folder: str) -> None:
    sources = {path: path.read_text(encoding="utf-8") for path in (ROOT / folder).rglob("*.py")}
    named = {
        (path.name, name) for path, text in sources.items() for name in re.findall(r"(?<!\")\b[a-z]\w*\.py\b", text)
    }

    assert sorted(pair for pair in named if pair[1] not in MODULES) == []


def test_every_benchmark_is_described_and_every_option_named_there_exists() -> None:
    page = (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## `python -m benchmarks\.(\w+).*\n((?:(?!## ).*\n?)*)", page, re.MULTILINE))
    sources = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "benchmarks").glob("*.py")}

    assert set(sections) == {name for name, source in sources.items() if '__name__ == "__main__"' in source}
    ours = {name: re.sub(r"^ +newsbot .*", "", text, flags=re.MULTILINE) for name, text in sections.items()}
    options = [(name, one) for name, text in ours.items() for one in re.findall(r"--[a-z]+(?:-[a-z]+)*", text)]
    assert [(name, one) for name, one in options if f'"{one}"' not in sources[name]] == []


ROOMS = [
    path.parent
    for folder in ("bot", "handlers", "config", "benchmarks", "training")
    for path in sorted((ROOT / folder).rglob("__init__.py"))
]


def name_of(room: Path) -> str:
    return room.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("room", ROOMS, ids=name_of)
def test_the_map_of_a_room_names_all_its_modules(room: Path) -> None:
    there = {path.stem for path in room.glob("*.py")} - {"__init__", "__main__"}
    doc = ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8"))) or ""
    named = set(re.findall(r"[a-z_0-9]+", doc))

    assert sorted(there - named) == []
