"""Extraction from web pages: text, title and date of generated articles, and rejection of pages that are not articles.

    python -m benchmarks.pages [--articles 200] [--others 153]

The pages are made by rule (tests/support/web_pages.py), so that anybody can measure the same ones. Text is compared by
shingles of four words, as the F1 of each page, averaged.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict

from bot.errors import SourceError
from bot.sources.web.page import NotAnArticle, read_page
from tests.support.web_pages import MadePage, article, other_page


def shingles(text: str) -> set[tuple[str, ...]]:
    """The four-word shingles of ``text``."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + 4]) for i in range(len(words) - 3)}


def f1(one: str, other: str) -> float:
    """The similarity of two texts, 0 to 1."""
    left, right = shingles(one), shingles(other)
    return 2 * len(left & right) / max(1, len(left) + len(right))


def articles(pages: list[MadePage]) -> dict[str, float]:
    """Shares over all pages; a rejected one counts as entirely wrong."""
    sums: defaultdict[str, float] = defaultdict(float)
    for page in pages:
        try:
            read = read_page(page.html.encode(), address=page.address).article
        except SourceError:
            sums["refused"] += 1
            continue
        day = read.published.date() if read.published else None
        sums["f1"] += f1(read.text, page.text)
        sums["title"] += read.title == page.title
        sums["day"] += day == page.day
        sums["given"] += day is not None
    return {name: sums[name] / len(pages) for name in ("f1", "title", "day", "given", "refused")}


def others(pages: list[MadePage]) -> dict[str, float]:
    """The shares rejected, and rejected with the right kind as the reason."""
    sums: defaultdict[str, float] = defaultdict(float)
    for page in pages:
        try:
            read_page(page.html.encode(), address=page.address)
        except NotAnArticle as error:
            sums["refused"] += 1
            sums["right"] += error.kind.name == page.kind
    return {name: sums[name] / len(pages) for name in ("refused", "right")}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--others", type=int, default=153)
    wanted = parser.parse_args()
    print("articles", articles([article(number) for number in range(wanted.articles)]))
    print("others", others([other_page(number) for number in range(wanted.others)]))


if __name__ == "__main__":
    main()
