"""Many feeds at once: articles per minute with and without annotation, memory use, and answer times meanwhile.

    python -m benchmarks.feeds [--feeds 500] [--entries 50] [--minutes 0] [--language] [--ask]

Feeds are made up of the seeds' sentences and served by 50 hosts on loopback; each entry has its whole text, so that no
page is asked for. ``--minutes``: end the round after so many. ``--language``: with names, quotes and vectors, and the
share of the processor time that spaCy's pipeline takes. ``--ask``: another process asks questions of the same database
meanwhile, as the bot beside its worker, and some more when all is in.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import random
import re
import resource
import tempfile
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import spacy
from aiohttp import web

from bot.feeds.admission import AddsArticles
from bot.feeds.service import feed_service
from bot.ingestion import Adding
from bot.models import Added, Annotation, NewArticle, SentenceSpan
from bot.models.tuning import Tuning
from bot.newsroom import Newsroom, open_newsroom
from bot.sources.text_files import parse_text

HOSTS = tuple(f"127.0.0.{number}" for number in range(1, 51))
SENTENCES = 12  # of an article
AT_REST = 60  # questions after the round


class Lines:
    """A stand-in for the language layer: each line is a sentence, and there are no names."""

    def annotate(self, articles: Iterable[tuple[str, str]]) -> Iterator[Annotation]:
        for _title, text in articles:
            spans, start = [], 0
            for number, line in enumerate(text.split("\n")):
                spans.append(SentenceSpan(start=start, end=start + len(line), paragraph=number))
                start += len(line) + 1
            yield Annotation(sentences=tuple(spans))


@cache
def seed_sentences() -> list[str]:
    """All sentences of the seeds."""
    texts = (parse_text(path.read_text("utf-8")).article.text for path in sorted(Path("seeds").glob("*.txt")))
    return [one for text in texts for line in text.split("\n") for one in re.split(r"(?<=[.”\"])\s(?=[A-Z“\"])", line)]


def feed(number: int, entries: int) -> str:
    """An RSS feed whose articles are sentences of the seeds, mixed."""
    items, chance = [], random.Random(number)
    for n in range(entries):
        told = chance.sample(seed_sentences(), SENTENCES)
        content = escape("".join(f"<p>{escape(sentence)}</p>" for sentence in told))
        title, link = " ".join(told[0].split()[:9]), f"https://feed{number}.example/{n}"
        items.append(
            f"<item><title>{escape(title)}</title><link>{link}</link>"
            f"<content:encoded>{content}</content:encoded></item>"
        )
    head = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    return f"{head}<channel><title>Feed {number}</title>{''.join(items)}</channel></rss>"


@dataclass(slots=True)
class Watch:
    """Measurements while articles are added."""

    every: int  #: articles between two looks at the memory
    added: int = 0
    minutes: int = 0
    megabytes: list[float] = field(default_factory=list)

    def over(self, added: Iterator[Added]) -> Iterator[Added]:
        """Pass on the outcomes and count them."""
        for one in added:
            self.added += 1
            if self.added % self.every == 0:
                self.megabytes.append(resident())
            yield one

    async def by_minutes(self) -> None:
        """Look at the memory each minute, endlessly."""
        while True:
            await asyncio.sleep(60)
            self.minutes += 1
            whole, own = pages_in_memory()
            print(f"{self.minutes} min: {self.added:,} articles, {whole:,.0f} MB, {own:,.0f} not mapped", flush=True)


def resident() -> float:
    """Resident memory of this process in megabytes, including mapped pages of the database."""
    return pages_in_memory()[0]


def pages_in_memory() -> tuple[float, float]:
    """Megabytes of this process in memory: all of them, and without those that are mapped from files."""
    resident, mapped = map(int, Path("/proc/self/statm").read_text().split()[1:3])
    page = resource.getpagesize() / 1e6
    return resident * page, (resident - mapped) * page


@asynccontextmanager
async def served(entries: int) -> AsyncIterator[int]:
    """Serve the feeds at all HOSTS; yields the port."""

    async def serve(request: web.Request) -> web.Response:
        return web.Response(text=feed(int(request.match_info["number"]), entries), content_type="application/rss+xml")

    app = web.Application()
    app.router.add_get("/{number}", serve)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, HOSTS[0], 0).start()
    port = runner.addresses[0][1]
    for host in HOSTS[1:]:
        await web.TCPSite(runner, host, port).start()
    yield port
    await runner.cleanup()


async def measured(newsroom: Newsroom, add: AddsArticles, feeds: int, entries: int, minutes: float) -> None:
    """Run one round over all feeds, for at most ``minutes`` (0: whole), and a second one right after a whole one."""
    watch = Watch(max(1, feeds * entries // 8))

    def watched(articles: Iterable[NewArticle]) -> Iterator[Added]:
        return watch.over(add(articles))

    async with served(entries) as port:
        for number in range(feeds):
            newsroom.feeds.store(f"http://{HOSTS[number % len(HOSTS)]}:{port}/{number}")
        began, used = time.perf_counter(), time.process_time()
        watching = asyncio.create_task(watch.by_minutes())
        async with feed_service(newsroom.feeds, watched) as service:
            with suppress(TimeoutError):
                async with asyncio.timeout(minutes * 60 or None):
                    await service.rounds.run()
        watching.cancel()
        seconds, used = time.perf_counter() - began, time.process_time() - used
        new = watch.added
        print(f"{new:,} articles of {feeds} feeds: {new / seconds * 60:,.0f} a minute,")
        print(f"{new / used * 60:,.0f} a minute of processor time ({used:.0f} s)")
        print("MB after each eighth:", " ".join(f"{one:,.0f}" for one in watch.megabytes))
        async with feed_service(newsroom.feeds, add) as service:
            if new == feeds * entries:
                print(f"asked again at once: {len(await service.rounds.run())} requests")


@contextmanager
def spacy_watched() -> Iterator[list[float]]:
    """Record the seconds of processor time in spaCy's pipeline, one item per batch."""
    seconds: list[float] = []
    pipe = spacy.language.Language.pipe

    def timed(self: spacy.language.Language, texts: Any, **given: Any) -> Iterator[Any]:
        started = time.thread_time()
        docs = list(pipe(self, texts, **given))
        seconds.append(time.thread_time() - started)
        yield from docs

    spacy.language.Language.pipe = timed  # type: ignore[method-assign]
    try:
        yield seconds
    finally:
        spacy.language.Language.pipe = pipe  # type: ignore[method-assign]


def asking(path: str, ending: Event, times: SimpleQueue[list[float]]) -> None:
    """In another process, ask a question every half second until ``ending``, then AT_REST more beside nothing.

    Puts the wall-clock milliseconds of the first and of the others.
    """
    with closing(open_newsroom(Path(path))) as newsroom:

        def asked() -> float:
            started = time.perf_counter()
            newsroom.ask("Who leads the National Bank of Velmora?", asked=newsroom.now())
            return (time.perf_counter() - started) * 1000

        meanwhile = []
        while not ending.wait(0.5):
            meanwhile.append(asked())
        times.put(meanwhile)
        at_rest = []
        for _ in range(AT_REST):
            time.sleep(0.5)
            at_rest.append(asked())
        times.put(at_rest)


@contextmanager
def asked_meanwhile(path: Path, wanted: bool) -> Iterator[None]:
    """Ask questions during the block and after it, then print the answer times."""
    if not wanted:
        yield
        return
    context = multiprocessing.get_context("spawn")
    ending, times = context.Event(), context.SimpleQueue()
    reader = context.Process(target=asking, args=(str(path), ending, times))
    reader.start()
    try:
        yield
    finally:
        ending.set()
        for when in ("meanwhile", "at rest, of the same database"):
            print_times(when, sorted(times.get()))
        reader.join()


def print_times(when: str, taken: list[float]) -> None:
    """The median and the 95th percentile of sorted milliseconds."""
    if taken:
        middle, high = taken[len(taken) // 2], taken[int(len(taken) * 0.95)]
        print(f"{len(taken)} questions {when}: p50 {middle:.0f}, p95 {high:.0f} ms, load {os.getloadavg()[0]:.1f}")


def main() -> None:
    """See the module's docstring."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--entries", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=0.0)
    parser.add_argument("--language", action="store_true", help="with sentences, names, quotes and vectors")
    parser.add_argument("--ask", action="store_true", help="ask questions meanwhile")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.db"
        tuning = Tuning(allow_hosts=frozenset(HOSTS))
        with closing(open_newsroom(path, tuning)) as newsroom, asked_meanwhile(path, given.ask):
            plain = Adding(newsroom._database, Lines(), newsroom.now)
            with spacy_watched() as seconds:
                add = newsroom.add_many if given.language else plain.add_many
                asyncio.run(measured(newsroom, add, given.feeds, given.entries, given.minutes))
            if seconds:
                print(f"of that {sum(seconds):.0f} s in spaCy's pipeline")


if __name__ == "__main__":
    main()
