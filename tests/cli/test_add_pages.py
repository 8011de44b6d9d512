"""``newsbot add URL`` as a user runs it, over loopback HTTP."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.fault_server import FaultServer

SENTENCE = "The ferry to Quillhaven was late for the {}th time this summer, harbour master Edda Rourke told reporters."
PAGE = (
    "<html><head><title>Ferry late again | The Harbour Post</title>"
    '<meta property="og:type" content="article"><meta property="og:site_name" content="The Harbour Post">'
    '<meta property="article:published_time" content="2026-06-01T10:00:00Z"></head><body><article>'
    "<h1>Ferry late again</h1>"
    + "".join(f"<p>{SENTENCE.format(n)}</p>" for n in range(4, 14))
    + "</article></body></html>"
)
LOGIN = "<title>Log in</title><form><input type='password'><button>Log in</button></form>"


@pytest.fixture
async def server() -> AsyncIterator[FaultServer]:
    async with FaultServer() as running:
        yield running


async def newsbot(*words: str) -> tuple[int, str, str]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *words),
        env={**os.environ, "NEWSBOT_ALLOW_HOSTS": "127.0.0.1"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    assert process.returncode is not None
    return process.returncode, out.decode(), err.decode()


async def test_an_article_goes_in_and_what_is_none_is_refused_with_the_reason(
    server: FaultServer, database_path: Path
) -> None:
    server.serves("/the ferry", PAGE, headers={"Content-Type": "text/html; charset=utf-8"})
    server.serves("/login", LOGIN, headers={"Content-Type": "text/html"})
    server.serves("/secret", PAGE)
    server.serves("/robots.txt", "User-agent: *\nDisallow: /secret\n")
    paths = ("/the ferry?utm_source=x", "/login", "/secret", "/missing")
    pages = [server.url(path) for path in paths]

    code, out, err = await newsbot("add", *pages, "http://10.0.0.1/", "--db", str(database_path))
    _, latest, _ = await newsbot("latest", "--json", "--db", str(database_path))

    assert code == 1
    assert out == "Ferry late again: added\n"
    told = dict(line.rsplit(": ", 1) for line in err.splitlines() if line.startswith("http"))
    assert set(told) >= {pages[1], pages[2], pages[3], "http://10.0.0.1/"}
    assert "robots.txt" in told[pages[2]]
    assert "404" in told[pages[3]]
    (article,) = json.loads(latest)["articles"]
    assert (article["title"], article["source"]) == ("Ferry late again", "The Harbour Post")
    assert (article["url"], article["date"]) == (server.url("/the%20ferry"), "2026-06-01")
    assert server.requests["/robots.txt"] == 1
