"""Logs as a process of its own writes them: the set-up belongs to the whole process."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCRIPT = """
import logging
from config.logs import set_up_logs

set_up_logs("info")
logging.getLogger("httpx").info("HTTP Request: POST https://api.telegram.org/bot123456:AAsecret/getMe")
logging.getLogger("httpx").warning("slow")
logging.getLogger("opensearch").warning("POST http://search.lan:9200/news/_search who won the race")
logging.getLogger("trafilatura").error("wrong data type")
logging.getLogger("bot").debug("detail")
logging.getLogger("bot").info("added %d", 3)
try:
    raise ValueError("https://api.telegram.org/bot123456:AAsecretsecretsecretsecret/getMe")
except ValueError:
    logging.getLogger("handlers").exception("failed")
"""


def test_what_is_logged_and_that_no_token_is() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True, cwd=ROOT)

    lines = [line.split(" ", 2)[-1] for line in done.stderr.splitlines() if line[:2] == "20"]
    assert lines == ["WARNING httpx: slow", "INFO bot: added 3", "ERROR handlers: failed"]
    assert done.stdout == ""
    assert "secret" not in done.stderr
    assert "ValueError: https://api.telegram.org/bot<token>/getMe" in done.stderr


def test_a_json_object_a_line_without_a_token() -> None:
    script = SCRIPT.replace('set_up_logs("info")', 'set_up_logs("info", "json")')
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)

    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert [(one["level"], one["logger"], one["message"]) for one in lines] == [
        ("warning", "httpx", "slow"),
        ("info", "bot", "added 3"),
        ("error", "handlers", "failed"),
    ]
    assert lines[2]["traceback"].endswith("ValueError: https://api.telegram.org/bot<token>/getMe")
    assert all(datetime.fromisoformat(one["time"]).utcoffset() == timedelta(0) for one in lines)
    assert "secret" not in done.stderr
