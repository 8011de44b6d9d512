"""``newsbot feeds`` as a user runs it: a process for each command, feeds over loopback HTTP."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from tests.support.fault_server import FaultServer
from tests.support.newsfeed import item, rss


@pytest.fixture
async def server() -> AsyncIterator[FaultServer]:
    async with FaultServer() as running:
        yield running


class Shell:
    """Runs commands on one database."""

    def __init__(self, database: Path) -> None:
        self.database = database

    async def run(self, *words: str) -> tuple[int, str, str]:
        """Exit code, output, errors of ``newsbot feeds WORDS``."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "feeds", *words, "--db", str(self.database)),
            env={**os.environ, "NEWSBOT_ALLOW_HOSTS": "127.0.0.1"},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await process.communicate()
        assert process.returncode is not None
        return process.returncode, out.decode(), err.decode()

    async def lines(self, *words: str) -> list[dict[str, Any]]:
        """The objects that a command with --json prints."""
        code, out, err = await self.run(*words, "--json")
        assert (code, err) == (0, "")
        return [json.loads(line) for line in out.splitlines()]


@pytest.fixture
def shell(database_path: Path) -> Shell:
    return Shell(database_path)


@pytest.mark.parametrize("command", ["list", "check"])
async def test_that_there_are_no_feeds_is_said(shell: Shell, command: str) -> None:
    code, out, _ = await shell.run(command)

    assert (code, out.strip()) == (0, "There are no feeds yet; add one with: newsbot feeds add URL")


async def test_a_site_without_feeds_is_read_by_its_news_sitemap(shell: Shell, server: FaultServer) -> None:
    story = "".join(f"<p>The harbour board sold quay {number} on Monday for a single crown.</p>" for number in range(9))
    listed = (
        f"<url><loc>{server.url('/quay')}</loc><n:news><n:publication><n:name>The Post</n:name></n:publication>"
        "<n:publication_date>2026-06-09</n:publication_date><n:title>Quay sold</n:title></n:news></url>"
    )
    schemas = "http://www.google.com/schemas/sitemap-news/0.9"
    server.serves("/", "<html><head><title>The Post</title></head><body>News</body></html>")
    server.serves("/robots.txt", f"User-agent: *\nDisallow:\nSitemap: {server.url('/news.xml')}\n")
    server.serves("/news.xml", f"<urlset xmlns:n='{schemas}'>{listed}</urlset>")
    server.serves("/quay", f"<html><head><title>Quay sold</title></head><body><h1>Quay sold</h1>{story}</body></html>")

    code, out, _ = await shell.run("add", server.url("/"))
    (fetched,) = await shell.lines("fetch")
    (after,) = await shell.lines("list")

    assert code == 0
    assert "The Post" in out
    assert (after["url"], after["articles"]) == (server.url("/news.xml"), 1)
    assert (fetched["status"], fetched["new"]) == ("ok", 1)


async def test_from_a_site_to_articles(shell: Shell, server: FaultServer) -> None:
    server.serves("/", '<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head></html>')
    server.serves("/feed", rss([item(2), item(1)]), headers={"ETag": '"one"'})

    code, out, _ = await shell.run("add", server.url("/"), "--outlet", "The Post")
    (added,) = await shell.lines("list")
    (fetched,) = await shell.lines("fetch")
    again = await shell.lines("fetch")
    (after,) = await shell.lines("list")

    assert code == 0
    assert "The Harbour Post" in out
    assert (added["url"], added["state"], added["outlet"]) == (server.url("/feed"), "active", "The Post")
    assert (fetched["feed"], fetched["status"], fetched["new"], fetched["known"]) == (1, "ok", 2, 0)
    assert again == []
    assert after["articles"] == 2
    assert after["last_ok"]
    assert after["next"] > added["next"]


async def test_what_is_no_feed_is_said(shell: Shell, server: FaultServer) -> None:
    server.serves("/page", "<html><body>Welcome</body></html>")
    server.serves("/broken", "oops", status=500)
    server.serves("/barred", "not here", status=451)

    for address, words in (
        (server.url("/page"), "there is no feed"),
        (server.url("/broken"), "its server failed (500)"),
        (server.url("/barred"), "for legal reasons (451)"),
        ("ftp://example.org/", "is not a web address"),
        ("http://10.0.0.1/", "not on the public internet"),
    ):
        code, out, err = await shell.run("add", address)
        assert (code, out) == (1, "")
        assert words in err
        assert "Traceback" not in err
    assert await shell.lines("list") == []


@pytest.mark.parametrize(
    ("status", "body", "headers", "words"),
    [
        (302, "", {}, "redirects to nowhere"),
        (204, "", {}, "nothing to say"),
        (403, "<title>Just a moment...</title>", {}, "one is human"),
        (202, "", {"x-amzn-waf-action": "challenge"}, "one is human"),
        (403, "Forbidden", {}, "refuses us"),
        (302, "", {"Location": "/account"}, "asks to log in"),
        (302, "", {"Location": "/front"}, "the site names none"),
    ],
)
async def test_why_an_address_is_no_feed(
    shell: Shell, server: FaultServer, status: int, body: str, headers: dict[str, str], words: str
) -> None:
    page = "<html><title>Post</title><form><input type='{}'></form></html>"
    server.serves("/feed", body, status=status, headers=headers)
    server.serves("/account", page.format("password"), headers={"Content-Type": "text/html"})
    server.serves("/front", page.format("search"), headers={"Content-Type": "text/html"})

    code, _, errors = await shell.run("add", server.url("/feed"))

    assert (code, words in " ".join(errors.split())) == (1, True)


async def test_an_answer_with_what_is_new_only_is_a_feed(shell: Shell, server: FaultServer) -> None:
    server.serves("/feed", rss([item(1)]), status=226, headers={"IM": "feed"})

    assert (await shell.run("add", server.url("/feed")))[0] == 0


async def test_what_is_wrong_with_a_list_is_said(shell: Shell, tmp_path: Path) -> None:
    opml = tmp_path / "in.opml"
    opml.write_text('<opml><body><outline xmlUrl="https://a.example/1"/><outline xmlUrl="file:///etc"/><outline ')

    _, out, _ = await shell.run("import", str(opml))

    assert out == (
        "1 feed added, 0 there already, 1 left out because their address is not on the web. "
        "The list breaks off, so some may be missing.\n"
    )


async def test_lists_in_and_out_are_the_same(shell: Shell, tmp_path: Path) -> None:
    opml = tmp_path / "in.opml"
    opml.write_text(
        '<opml version="2.0"><body><outline text="A &amp; B"><outline text="World" xmlurl="https://a.example/1"/>'
        '<outline text="Twice" XMLURL="https://a.example/2"/></outline>'
        '<outline title="C"><outline title="Twice" xmlUrl="https://a.example/2"/></outline>'
        '<outline text="No feed"/><outline type="include" url="https://x.example/list.opml"/></body></opml>'
    )
    code, out, _ = await shell.run("import", str(opml))
    assert (code, out) == (0, "2 feeds added, 0 there already.\n")
    _, exported, _ = await shell.run("export")
    other = Shell(tmp_path / "other.db")
    (tmp_path / "out.opml").write_text(exported)
    await other.run("import", str(tmp_path / "out.opml"))

    assert (await other.run("export"))[1] == exported
    assert "A &amp; B" in exported
    assert exported.count("https://a.example/2") == 2


async def test_a_list_taken_again_uses_up_no_numbers(shell: Shell, tmp_path: Path) -> None:
    """People type the numbers, and a list is taken again after an interruption or when it has grown."""
    opml = tmp_path / "in.opml"
    outlines = [f'<outline text="F" xmlUrl="https://a.example/{at}"/>' for at in range(40)]
    for some in (outlines[:10], outlines[:20], outlines):
        opml.write_text(f'<opml version="2.0"><body>{"".join(some)}</body></opml>')
        assert (await shell.run("import", str(opml)))[0] == 0

    listed = [(one["id"], one["url"]) for one in await shell.lines("list")]

    assert listed == [(at + 1, f"https://a.example/{at}") for at in range(40)]


async def test_names_state_and_removal(shell: Shell, server: FaultServer) -> None:
    server.serves("/feed", rss([item(1)]))
    await shell.run("add", server.url("/feed"))

    assert (await shell.run("pause", "1"))[0] == 0
    assert [one["state"] for one in await shell.lines("list")] == ["paused"]
    assert await shell.lines("fetch", "--all") == []
    assert (await shell.run("resume", "1"))[0] == 0
    assert (await shell.run("check"))[1].startswith(server.url("/feed"))
    assert (await shell.run("remove", "The Harbour Post"))[0] == 0
    assert "There is no feed" in (await shell.run("remove", "1"))[2]


async def test_kill_in_the_middle_of_a_round_loses_and_doubles_nothing(shell: Shell, server: FaultServer) -> None:
    feed = rss([item(n, text=f"<p>Ferry {n} was late.</p>", link=server.url(f"/{n}")) for n in range(1, 41)])
    pages = itertools.count(1)
    amid, over = asyncio.Event(), False

    async def page(request: web.Request) -> web.Response:
        """Every tenth page is held back until whoever asks for it is gone."""
        if next(pages) % 10 == 0 and not over:
            amid.set()
            while request.transport and not request.transport.is_closing():  # noqa: ASYNC110 - it sets no event
                await asyncio.sleep(0.01)
        return web.Response(status=404)

    for number in range(1, 41):
        server.on(f"/{number}", page)
    server.serves("/feed", feed)
    await shell.run("add", server.url("/feed"))
    for _ in range(2):
        amid.clear()
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "feeds", "fetch", "--db", str(shell.database)),
            env={**os.environ, "NEWSBOT_ALLOW_HOSTS": "127.0.0.1"},
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        await amid.wait()
        process.kill()
        await process.wait()

    over = True
    await shell.run("fetch")
    (after,) = await shell.lines("list")

    assert (after["articles"], after["waiting"]) == (40, 0)
