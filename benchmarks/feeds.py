"""Many feeds at once: articles per minute with and without language work, memory while they come in.

    python -m benchmarks.feeds [--feeds 500] [--entries 50] [--language]

Feeds are made up and served on loopback; each entry has its whole text, so that no page is asked for.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.feeds.service import feed_service
from bot.ingestion import Adding
from bot.models import Added, Annotation, NewArticle, SentenceSpan
from bot.models.tuning import Tuning
from bot.newsroom import Newsroom, open_newsroom

SENTENCE = "The ferry {n} of feed {feed} to Quillhaven was late on Monday, harbour master Edda Rourke told reporters."


class Lines:
    """Instead of the language layer: a line is a sentence, nobody is named."""

    def annotate(self, articles: Iterable[tuple[str, str]]) -> Iterator[Annotation]:
        for _title, text in articles:
            spans, start = [], 0
            for number, line in enumerate(text.split("\n")):
                spans.append(SentenceSpan(start=start, end=start + len(line), paragraph=number))
                start += len(line) + 1
            yield Annotation(sentences=tuple(spans))


def feed(number: int, entries: int) -> str:
    """An RSS feed whose articles have twelve sentences each."""
    items = []
    for n in range(entries):
        text = "".join(f"&lt;p&gt;{SENTENCE.format(n=n * 100 + k, feed=number)}&lt;/p&gt;" for k in range(12))
        link = f"https://feed{number}.example/{n}"
        items.append(
            f"<item><title>Ferry {n} of {number}</title><link>{link}</link><description>{text}</description></item>"
        )
    return f'<rss version="2.0"><channel><title>Feed {number}</title>{"".join(items)}</channel></rss>'


async def measured(newsroom: Newsroom, add: Any, feeds: int, entries: int) -> None:
    """One round over all feeds."""

    async def serve(request: web.Request) -> web.Response:
        return web.Response(text=feed(int(request.match_info["number"]), entries), content_type="application/rss+xml")

    app = web.Application()
    app.router.add_get("/{number}", serve)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    for number in range(feeds):
        newsroom.feeds.store(f"http://127.0.0.1:{port}/{number}")
    began, used = time.perf_counter(), time.process_time()
    async with feed_service(newsroom.feeds, add) as service:
        reports = await service.rounds.run()
    seconds, used = time.perf_counter() - began, time.process_time() - used
    new = sum(report.new for report in reports)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{new:,} articles of {feeds} feeds: {new / seconds * 60:,.0f} a minute, {new / used * 60:,.0f} a minute of")
    print(f"processor time, {memory:,.0f} MB at most")
    again = await _nothing_due(newsroom, add)
    print(f"asked again at once: {again} requests")
    await runner.cleanup()


async def _nothing_due(newsroom: Newsroom, add: Any) -> int:
    async with feed_service(newsroom.feeds, add) as service:
        return len(await service.rounds.run())


def main() -> None:
    """See the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--entries", type=int, default=50)
    parser.add_argument("--language", action="store_true", help="with sentences, names and quotes")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tuning = Tuning(allow_hosts=frozenset({"127.0.0.1"}))
        with closing(open_newsroom(Path(folder) / "news.db", tuning)) as newsroom:
            plain = Adding(newsroom._database, Lines(), newsroom.now)

            def without(articles: Iterable[NewArticle]) -> Iterator[Added]:
                return plain.add_many(articles)

            add = newsroom.add_many if given.language else without
            asyncio.run(measured(newsroom, add, given.feeds, given.entries))


if __name__ == "__main__":
    main()
