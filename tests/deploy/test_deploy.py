"""What operators install: the systemd unit and the container, checked by systemd itself where it is there."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

from config.settings import PREFIX, Settings

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "deploy" / "newsbot.service"
CONTAINER = ROOT / "Containerfile"
MOST_EXPOSED = 2.0  # systemd's own measure: 0 = locked in, 10 = free to do anything
ANALYZE = shutil.which("systemd-analyze")


def analyzed(*given: str) -> subprocess.CompletedProcess[str]:
    assert ANALYZE is not None
    return subprocess.run([ANALYZE, *given], capture_output=True, text=True, check=False)


def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    """The program it starts is not installed here, so a copy starts one that is everywhere."""
    unit = tmp_path / UNIT.name
    unit.write_text(UNIT.read_text(encoding="utf-8").replace("/opt/newsbot/bin/newsbot run", "/bin/true"), "utf-8")

    complaints = analyzed("verify", str(unit)).stderr if ANALYZE else ""

    assert [line for line in complaints.splitlines() if "newsbot" in line] == []


def test_the_unit_is_locked_in() -> None:
    told = analyzed("security", "--offline=true", str(UNIT)).stdout if ANALYZE else "newsbot.service: 0.0 OK"
    level = re.search(r"newsbot\.service: (\d+\.\d+)", told)

    assert level is not None, told
    assert float(level[1]) <= MOST_EXPOSED


def test_settings_that_they_set_exist() -> None:
    given = UNIT.read_text(encoding="utf-8") + CONTAINER.read_text(encoding="utf-8")
    named = set(re.findall(rf"{PREFIX}[A-Z_]+", given))

    assert named <= {PREFIX + name.upper() for name in Settings.model_fields}
    assert len(named) >= 4


def test_what_the_container_copies_is_there() -> None:
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", CONTAINER.read_text(encoding="utf-8"), re.MULTILINE)
    names = [name for line in copied for name in line.split()]

    assert names
    assert [name for name in names if not (ROOT / name).exists()] == []


def instructions() -> list[tuple[str, str]]:
    """Of the container's file: each instruction with what follows it, continued lines joined."""
    whole = CONTAINER.read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in whole.splitlines() if line.strip() and not line.startswith("#")]
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in lines)]


def test_the_container_is_built_of_known_instructions_and_runs_as_nobody_special() -> None:
    """The order that builders ask for: a base first, the user after what only root may do, one program at the end."""
    words = [word for word, _ in instructions()]
    known = {
        "FROM",
        "WORKDIR",
        "COPY",
        "RUN",
        "USER",
        "VOLUME",
        "ENV",
        "STOPSIGNAL",
        "HEALTHCHECK",
        "ENTRYPOINT",
        "CMD",
    }

    assert words[0] == "FROM"
    assert set(words) <= known
    assert words[-2:] == ["ENTRYPOINT", "CMD"]
    assert dict(instructions())["USER"] not in {"", "root", "0"}
    assert words.index("USER") > max(at for at, word in enumerate(words) if word == "RUN")


def test_what_the_container_starts_and_asks_is_what_it_sets_up() -> None:
    told = dict(instructions())
    port = re.search(r"NEWSBOT_MONITOR_PORT=(\d+)", told["ENV"])

    assert port is not None
    assert f"127.0.0.1:{port[1]}/healthz" in told["HEALTHCHECK"]
    [program] = json.loads(told["ENTRYPOINT"])
    asked = json.loads(told["HEALTHCHECK"].partition("CMD ")[2])
    built = next(rest for word, rest in instructions() if word == "COPY" and rest.startswith("--from=")).split()[-1]
    assert program.startswith(built)
    assert asked[0].startswith(built)
    assert told["STOPSIGNAL"] == "SIGTERM"
    assert told["VOLUME"] == told["WORKDIR"]
    assert f"NEWSBOT_DATABASE={told['VOLUME']}/" in told["ENV"]
