"""What ships is whole: a wheel, installed into an empty environment, adds an article and answers a question."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from email.parser import HeaderParser
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PARTS = ("bot", "handlers", "config", "pyproject.toml", "README.md", "LICENSE")
ARTICLE = """date 2026-11-20
NORDHAVEN: Ilka Brandt won the marathon of Nordhaven on Friday in two hours and 40 minutes.
"""


def run(*command: object, cwd: Path) -> str:
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the sources as they stand, built from a copy so that no build folder is left behind."""
    folder = tmp_path_factory.mktemp("wheel")
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / "source" / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / "source" / part)
    options = ("--no-deps", "--no-build-isolation", "--quiet", "--disable-pip-version-check")
    run(sys.executable, "-m", "pip", "wheel", *options, "--wheel-dir", folder, folder / "source", cwd=folder)
    [built] = folder.glob("newsbot-*.whl")
    return built


def test_every_module_and_resource_is_in_the_wheel(wheel: Path) -> None:
    shipped = {
        path.relative_to(ROOT).as_posix()
        for part in ("bot", "handlers", "config")
        for path in (ROOT / part).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"
    }
    pictures = {name for name in shipped if name.endswith(".png")}  # for the README alone

    with zipfile.ZipFile(wheel) as packed:
        assert shipped - pictures - set(packed.namelist()) == set()


def test_the_licence_and_its_notices_travel_along(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        [metadata] = [name for name in packed.namelist() if name.endswith(".dist-info/METADATA")]
        fields = HeaderParser().parsestr(packed.read(metadata).decode("utf-8"))
        notices = [name for name in packed.namelist() if ".dist-info/licenses/" in name]

    assert {"MIT", "CC-BY-SA-4.0", "Apache-2.0"} <= set(fields["License-Expression"].split(" AND "))
    assert len(notices) == len(fields.get_all("License-File") or []) >= 4


def test_an_installed_wheel_adds_and_answers(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "empty"
    run(sys.executable, "-m", "venv", "--without-pip", home, cwd=tmp_path)
    [packages] = home.glob("lib/python*/site-packages")
    spacy = find_spec("spacy")
    assert spacy is not None
    assert spacy.origin is not None
    # What newsbot depends on is lent by this environment; newsbot itself is in the wheel alone, for .pth files
    # of a lent folder are not read.
    (packages / "lent.pth").write_text(str(Path(spacy.origin).parents[1]), encoding="utf-8")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(packages)
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    newsbot = (home / "bin" / "python", "-m", "bot")

    run(*newsbot, "add", "a.txt", "--db", "news.db", cwd=tmp_path)
    answer = json.loads(run(*newsbot, "ask", "Who won the marathon?", "--db", "news.db", "--json", cwd=tmp_path))

    assert answer["answer"] == "Ilka Brandt"
    well = run(*newsbot, "doctor", "--db", "news.db", cwd=tmp_path)
    assert "files are as they were installed" in well
    where = run(home / "bin" / "python", "-c", "import bot; print(bot.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(home)

    weights = packages / "bot" / "understanding" / "request_weights.json"
    weights.write_bytes(weights.read_bytes()[:1000])
    told = "bot/understanding/request_weights.json is missing or damaged; install newsbot again.\n"
    for command in (("ask", "Who won?"), ("doctor",)):
        failed = subprocess.run(
            [*map(str, newsbot), *command, "--db", "news.db"], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert failed.returncode == 1
        assert told in failed.stdout + failed.stderr
        assert "Traceback" not in failed.stderr
