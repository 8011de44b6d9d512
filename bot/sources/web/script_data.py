"""The article in the data that a page gives its scripts, where it shows nothing without them. Changes the tree.

    <script type="application/json">{... "headline": "Quay closes", "body": "<p>The harbour ..."}</script>

Only an object with the page's own title counts, since such data lists other articles too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from itertools import islice
from typing import Any

from lxml.html import HtmlElement, fragments_fromstring

from bot.lexicon.loader import word_set
from bot.sources.web.fragment import fragment_text

_TITLES = word_set("headline title name heading")
_TEXTS = word_set("""
    body content text html articlebody article_body bodyhtml body_html contenthtml content_html bodytext paragraphs
    blocks rendered value
    """)
_HIDDEN = ("script", "style", "noscript", "template", "head", "nav", "header", "footer")
_SHOWN = 60  # words of a page that shows its article itself
_FEWEST = 60  # words of an article
_LONGEST = 5_000_000  # characters of a script
_MOST_SCRIPTS, _MOST_NODES, _MOST_PARTS = 20, 20_000, 2_000


def add_scripted_article(tree: HtmlElement) -> None:
    """Add the article that only the page's scripts would show as <article>, if there is one."""
    scripts = [one for one in tree.iter("script") if "json" in (one.get("type") or "") and "ld+" not in one.get("type")]
    body = tree.find("body")
    if not scripts or body is None or _shown_words(body) >= _SHOWN:
        return
    titles = _titles(tree)
    for script in islice(scripts, _MOST_SCRIPTS):
        for node in islice(_nodes(script.text or ""), _MOST_NODES):
            title = next((said for key, said in node.items() if key.lower() in _TITLES and _is_of(said, titles)), "")
            lines = _paragraphs(node) if title else []
            if sum(len(line.split()) for line in lines) >= _FEWEST:
                told = "".join(f"<p>{escape(line)}</p>" for line in lines)
                body.extend(fragments_fromstring(f"<article><h1>{escape(title)}</h1>{told}</article>"))
                return


def _shown_words(body: HtmlElement) -> int:
    skipped = {one for hidden in body.iter(*_HIDDEN) for one in hidden.iter()}
    return sum(len((one.text or "").split()) for one in body.iter() if one not in skipped and isinstance(one.tag, str))


def _titles(tree: HtmlElement) -> list[str]:
    said = [one.get("content") or "" for one in tree.iter("meta") if one.get("property") == "og:title"]
    return [_folded(one) for one in (*said, tree.findtext(".//title") or "") if one.strip()]


def _folded(title: str) -> str:
    return "".join(filter(str.isalnum, title)).lower()


def _is_of(said: object, titles: list[str]) -> bool:
    """Whether a title is the page's, to which the outlet may be added."""
    own = _folded(said) if isinstance(said, str) else ""
    return len(own) > 1 and any(title.startswith(own) for title in titles)


def _nodes(script: str) -> Iterator[dict[str, Any]]:
    """All objects in the data of a script, outer ones first."""
    try:
        waiting: list[object] = [json.loads(script[:_LONGEST], strict=False)]
    except (ValueError, RecursionError):
        return
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict):
            yield here
            waiting += here.values()
        elif isinstance(here, list):
            waiting += here


def _paragraphs(node: dict[str, Any]) -> list[str]:
    """The paragraphs of the longest text in an object: HTML, plain lines, or a list of parts."""
    texts = (list(islice(_lines(said, 0), _MOST_PARTS)) for key, said in node.items() if key.lower() in _TEXTS)
    return max(texts, key=lambda lines: sum(map(len, lines)), default=[])


def _lines(said: object, depth: int) -> Iterator[str]:
    if isinstance(said, str):
        yield from filter(None, (fragment_text(said) if "<" in said else said.strip()).split("\n"))
    elif depth < 5 and isinstance(said, list):
        for part in said:
            yield from _lines(part, depth + 1)
    elif depth < 5 and isinstance(said, dict):
        for key, part in said.items():
            if key.lower() in _TEXTS:
                yield from _lines(part, depth + 1)
