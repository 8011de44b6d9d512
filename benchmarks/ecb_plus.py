"""ECB+ (real news, CC BY 3.0) as articles whose events are known: two events of one kind a topic, by ten outlets each.

The corpus gives no usable dates: the reports of an event are of one day, and the two events of a topic none to three
days apart, since that is what is hard: another event of the kind shortly after.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree
from zlib import crc32

from bot.models import NewArticle
from tests.support.affairs import Told

FIRST = datetime(2026, 11, 1, tzinfo=UTC)
SENTENCES = 3  # as in a feed's blurb
_LONGEST_TITLE = 14  # words
_NOTICE = re.compile(
    r"(Published|Last updated|Updated|on [A-Z][a-z]+ \d|[A-Z][a-z]+ \d+, \d{4}|\d+ ?/)"
)  # when the page was written
_SPACED = ((r" (n't|'s|'re|'ve|'ll|'d|'m)\b", r"\1"), (r"\s+([.,:;?!%)])", r"\1"), (r"`` ", '"'), (r" ''", '"'),
           (r"\( ", "("), (r" - ", "-"), (r"\$ ", "$"))  # fmt: skip


def read_ecb_plus(folder: Path) -> list[Told]:
    """The articles in the order of their files. ``folder``: has a folder for each topic."""
    told = []
    for path in sorted(folder.glob("*/*.xml")):
        topic = path.parent.name
        lines = _lines(path)
        if len(lines) > 1:
            told.append(_told(path.stem, topic, lines))
    return told


def _told(name: str, topic: str, lines: list[str]) -> Told:
    second = name.endswith("plus")
    titled = len(lines[0].split()) <= _LONGEST_TITLE
    days = int(topic) % 14 + second * (crc32(topic.encode()) // 7 % 4)
    article = NewArticle(
        id=name,
        title=lines[0] if titled else "",
        source=f"outlet {name}",
        text=" ".join(lines[titled : titled + SENTENCES]),
        published=FIRST + timedelta(days=days),
    )
    return Told(article, f"{topic}{'b' if second else 'a'}", f"ecb{topic}")


def _lines(path: Path) -> list[str]:
    """The sentences without the address, captions and dates."""
    words: dict[int, list[str]] = defaultdict(list)
    for token in ElementTree.parse(path).getroot().iter("token"):
        words[int(token.get("sentence", 0))].append(token.text or "")
    lines = [_joined(sentence) for _, sentence in sorted(words.items())]
    if lines and lines[0].startswith(("http", "www")):
        lines = lines[1:]
    said = [line for at, line in enumerate(lines) if at == 0 or len(line.split()) > 4]
    return [line for line in said if not _NOTICE.match(line)]


def _joined(words: list[str]) -> str:
    text = " ".join(words)
    for pattern, instead in _SPACED:
        text = re.sub(pattern, instead, text)
    return text
