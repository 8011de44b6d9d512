"""The command line as a process: exit codes, signals, pipes, what is imported, and ``newsbot run``."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from handlers.localchat.server import LocalServer

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "bot"]
PATIENCE = 120  # seconds until a process that hangs is given up


def environment(**settings: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NEWSBOT_")}
    return kept | {"PYTHONPATH": str(ROOT), "NEWSBOT_SEEDS": "off", "PYTHONWARNINGS": "error"} | settings


def newsbot(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=folder,
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


#: Starts Python as a terminal does, even where the tests themselves run under nohup, which hangups do not end.
_FROM_A_TERMINAL = (
    "import os, signal, sys; signal.signal(signal.SIGHUP, signal.SIG_DFL); "
    "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
)


def started(folder: Path, *arguments: str, **settings: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _FROM_A_TERMINAL, *COMMAND[1:], *arguments],
        cwd=folder,
        env=environment(**settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(condition: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def articles_in(database: Path) -> int:
    connection = sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)
    try:
        return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
    except sqlite3.OperationalError:  # not there or not migrated yet
        return 0
    finally:
        connection.close()


def has_articles(database: Path) -> bool:
    return database.exists() and articles_in(database) > 0


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    """Far more articles than are added before anybody presses a key."""
    path = tmp_path / "wire.jsonl"
    texts = (f"The river Selm rose by {n} centimetres on Tuesday, the town of Orlo said. " * 4 for n in range(3000))
    path.write_text("".join(json.dumps({"id": f"w{n}", "text": text}) + "\n" for n, text in enumerate(texts)))
    return path


def test_help_needs_no_heavy_library() -> None:
    code = (
        "import sys\nfrom bot.cli.app import app\ntry:\n app(['--help'])\n"
        "except SystemExit: pass\nprint(sorted({'spacy', 'trafilatura', 'telegram', 'aiohttp', 'numpy', "
        "'pydantic_settings', 'charset_normalizer'} & set(sys.modules)))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)

    assert done.stdout.splitlines()[-1] == "[]"


def test_a_key_pressed_while_it_is_still_imported_ends_it_without_a_word(tmp_path: Path) -> None:
    presses = "import os, signal, time\nos.kill(os.getpid(), signal.SIGINT)\ntime.sleep(60)\n"
    (tmp_path / "typer.py").write_text(presses)  # imported in place of the library

    done = newsbot(tmp_path, "--help")

    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, "", "")


@pytest.mark.parametrize("name", ["COLUMNS", "TERMINAL_WIDTH"])
@pytest.mark.parametrize("width", ["0", "99999999", "9" * 20, "9" * 5000, "-5", "wide", ""])
def test_a_width_that_no_terminal_has_changes_nothing(tmp_path: Path, name: str, width: str) -> None:
    usual = newsbot(tmp_path, "feeds", "list", "--help")
    odd = newsbot(tmp_path, "feeds", "list", "--help", **{name: width})

    assert (odd.returncode, odd.stdout, odd.stderr) == (0, usual.stdout, "")


def test_a_usage_error_has_exit_code_2(tmp_path: Path) -> None:
    done = newsbot(tmp_path, "ask", "Who?", "--limit", "0")

    assert done.returncode == 2
    assert "--limit" in done.stderr


def test_an_error_is_one_sentence_and_exit_code_1(tmp_path: Path) -> None:
    done = newsbot(tmp_path, "stats")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "newsbot: There is no database at newsbot.db yet; fill one with: newsbot add FILE --db newsbot.db\n"
    )


def test_file_names_and_questions_of_any_bytes(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(name)).write_text("It rains in Halvern.")

    added = newsbot(tmp_path, "add", os.fsdecode(name))
    asked = newsbot(tmp_path, "ask", os.fsdecode(b"Where does it rain\xe9?"), "--json")

    assert added.returncode == 0, added.stderr
    assert json.loads(asked.stdout)["excerpts"][0]["article_id"] == "caf\ufffd"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's /dev/full")
@pytest.mark.parametrize("command", [("stats", "--json"), ("--help",), ("--version",), ("feeds", "--help")])
def test_a_full_disk_is_one_sentence(tmp_path: Path, wire: Path, command: tuple[str, ...]) -> None:
    wire.write_text('{"text": "It rains."}')
    newsbot(tmp_path, "add", "wire.jsonl")

    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, *command],
            cwd=tmp_path,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert done.returncode == 1
    assert done.stderr == "newsbot: the output: no space left on device\n"


def test_a_reader_who_goes_away_is_no_error(tmp_path: Path, wire: Path) -> None:
    wire.write_text('{"text": "It rains."}')
    newsbot(tmp_path, "add", "wire.jsonl")

    process = started(tmp_path, "latest")
    assert process.stdout
    process.stdout.close()
    assert process.stderr
    complaint = process.stderr.read()
    process.stderr.close()

    assert process.wait(PATIENCE) == 1
    assert complaint == ""


def test_ctrl_c_stops_between_two_articles(tmp_path: Path, wire: Path) -> None:
    database = tmp_path / "newsbot.db"
    process = started(tmp_path, "add", wire.name)
    wait_for(lambda: has_articles(database), process)

    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=PATIENCE)

    stored = articles_in(database)
    assert process.returncode == 130
    assert 0 < stored < 3000
    assert output.startswith(f"{stored} added, 0 revised, 0 unchanged, 0 failed in ")
    end = f"Stopped at {wire.name}:{stored}; what was added is kept. Add the same again to go on.\n"
    assert output.endswith(end)
    assert "Traceback" not in errors


# ---- run ----


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_run_without_a_token_serves_the_chat_page_and_stops_on_request(tmp_path: Path, number: signal.Signals) -> None:
    seeds = tmp_path / "first"
    seeds.mkdir()
    (seeds / "rain.txt").write_text("It rains in Halvern.")
    process = started(tmp_path, "run", NEWSBOT_SEEDS="first", NEWSBOT_PORT="18080")
    assert process.stdout
    try:
        lines = [process.stdout.readline() for _ in range(3)]
        address = lines[-1].split("newsbot is at ")[1].split()[0]
        with urllib.request.urlopen(address, timeout=PATIENCE) as page:
            assert page.status == 200
    finally:
        process.send_signal(number)
        _, errors = process.communicate(timeout=PATIENCE)

    assert lines[0] == "The database is empty: adding the articles to begin with.\n"
    assert lines[1].startswith("1 added, ")
    assert process.returncode == 0, errors
    assert articles_in(tmp_path / "newsbot.db") == 1


def test_run_goes_on_with_the_first_articles_where_it_was_interrupted(tmp_path: Path) -> None:
    seeds = tmp_path / "first"
    seeds.mkdir()
    (seeds / "rain.txt").write_text("It rains in Halvern.")
    newsbot(tmp_path, "add", "first")
    (seeds / "snow.txt").write_text("It snows in Orlo.")
    process = started(tmp_path, "run", NEWSBOT_SEEDS="first", NEWSBOT_PORT="18080")
    assert process.stdout
    lines = [process.stdout.readline() for _ in range(3)]
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=PATIENCE)

    assert lines[0] == "Adding the rest of the articles to begin with.\n"
    assert lines[1].startswith("1 added, 0 revised, 1 unchanged")
    assert "newsbot is at" in lines[2]
    assert articles_in(tmp_path / "newsbot.db") == 2


async def test_a_token_that_telegram_refuses_is_one_sentence(tmp_path: Path) -> None:
    async with LocalServer(clock=lambda: datetime.now(UTC)) as server:
        wrong = {"NEWSBOT_TELEGRAM_TOKEN": "1:AAwrong", "NEWSBOT_TELEGRAM_BASE_URL": server.base_url}
        # python-telegram-bot cannot close the connection of a getMe that failed
        process = started(tmp_path, "run", **wrong, PYTHONWARNINGS="ignore::ResourceWarning")
        output, errors = await asyncio.to_thread(process.communicate, timeout=PATIENCE)

    assert process.returncode == 1
    assert output == ""
    (complaint,) = [line for line in errors.splitlines() if line.startswith("newsbot: ")]
    assert "token" in complaint
    assert "AAwrong" not in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"NEWSBOT_SEEDS": "none"}, 'newsbot: seeds must be "auto", "off" or a folder; there is no folder none.\n'),
        ({"NEWSBOT_PORT": "x"}, "newsbot: NEWSBOT_PORT must be a whole number"),
        ({"NEWSBOT_DATABASE": "."}, "newsbot: "),
        ({"NEWSBOT_PIPELINE": "en_none"}, "newsbot: The spaCy pipeline en_none is not installed; install it, or leave"),
        ({"NEWSBOT_PIPELINE": "os"}, "newsbot: The spaCy pipeline os is not installed; install it, or leave"),
    ],
)
def test_run_with_a_wrong_setting_is_one_sentence(tmp_path: Path, settings: dict[str, str], sentence: str) -> None:
    done = newsbot(tmp_path, "run", **settings)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(sentence)
    assert done.stderr.count("\n") == 1
