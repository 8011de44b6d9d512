"""Machine-readable data in a page: meta elements and JSON-LD (schema.org). Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from bot.lexicon.loader import word_set
from bot.sources.records import one_line

#: schema.org types of a single published item of news or the like.
ARTICLE_TYPES = word_set("""
    article newsarticle reportagenewsarticle analysisnewsarticle backgroundnewsarticle opinionnewsarticle
    reviewnewsarticle askpublicnewsarticle advertisercontentarticle satiricalarticle liveblogposting blogposting
    socialmediaposting report scholarlyarticle medicalscholarlyarticle techarticle
    """)
_PUBLISHERS = word_set("organization newsmediaorganization corporation website")
_PAGES = word_set("webpage itempage")
_MOST_NODES = 2_000
_MOST_SCRIPTS = 40
_LONGEST_SCRIPT = 2_000_000  # characters
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/)\s*;?\s*$"
)


@dataclass(frozen=True, slots=True)
class StructuredData:
    """The data as stated, without judgement."""

    meta: Mapping[str, tuple[str, ...]]  #: contents in order by lower-case name, property or itemprop
    types: frozenset[str]  #: lower-case schema.org types of all JSON-LD nodes
    article: Mapping[str, Any] = field(default_factory=dict)  #: the JSON-LD node of the article; {} = none
    publisher: str = ""  #: name of an organisation or site with a JSON-LD node of its own
    main: frozenset[str] = frozenset()  #: types of the top-level nodes
    page: Mapping[str, Any] = field(default_factory=dict)  #: the JSON-LD node of the page that holds it; {} = none

    def first(self, *names: str) -> str:
        """The first non-empty content under any of ``names``, in their order; "" if there is none."""
        return next((value for name in names for value in self.meta.get(name, ()) if value), "")

    def text(self, key: str) -> str:
        """A property of the article node as one line; "" if it is missing or not a string."""
        value = self.article.get(key)
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, dict):
            value = value.get("name") or value.get("@value")
        return one_line(unescape(value)) if isinstance(value, str) else ""


def structured_data(tree: HtmlElement) -> StructuredData:
    """Read the meta elements and JSON-LD of a page. Malformed parts are skipped."""
    roots = list(_roots(tree))
    nodes = list(islice((node for root in roots for node in _nodes(root)), _MOST_NODES))
    articles = [node for node in nodes if types_of(node) & ARTICLE_TYPES]
    return StructuredData(
        meta=_meta(tree),
        types=frozenset(kind for node in nodes for kind in types_of(node)),
        article=max(articles, key=_completeness, default={}),
        publisher=_publisher(nodes),
        main=frozenset(kind for node in _top(roots) for kind in types_of(node)),
        page=next((node for node in _top(roots) if types_of(node) & _PAGES), {}),
    )


def types_of(node: Mapping[str, Any]) -> set[str]:
    """The lower-case schema.org types of a JSON-LD node."""
    said = node.get("@type")
    kinds = said if isinstance(said, list) else [said]
    return {kind.rsplit("/", 1)[-1].lower() for kind in kinds if isinstance(kind, str)}


def _completeness(node: Mapping[str, Any]) -> int:
    """The number of properties stated: the page's own article has more than one that is only linked."""
    wanted = ("headline", "datePublished", "mainEntityOfPage", "articleBody", "publisher", "author", "dateModified")
    return sum(bool(node.get(key)) for key in wanted)


def _meta(tree: HtmlElement) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta", "link", "time"):
        content = element.get("content") or (element.get("href") or element.get("datetime") or "")
        names = (element.get("property"), element.get("name"), element.get("itemprop"))
        for name in {name.strip().lower() for name in names if name}:
            found.setdefault(name, []).append(one_line(content))
        if element.tag == "link":
            for relation in (element.get("rel") or "").lower().split():
                found.setdefault(f"rel:{relation}", []).append(one_line(content))
        elif element.get("http-equiv"):
            found.setdefault(f"http-equiv:{element.get('http-equiv').lower()}", []).append(one_line(content))
    return {name: tuple(values) for name, values in found.items()}


def _roots(tree: HtmlElement) -> Iterator[object]:
    for script in islice(tree.iter("script"), 10 * _MOST_SCRIPTS):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = _WRAPPING.sub("", (script.text or "")[:_LONGEST_SCRIPT])
        try:
            yield _loaded(text)
        except (ValueError, RecursionError):
            continue


def _loaded(text: str) -> object:
    try:
        return json.loads(text, strict=False)
    except ValueError:
        return json.loads(_TRAILING_COMMA.sub(r"\1", text).strip().rstrip(";"), strict=False)


def _top(roots: list[object]) -> Iterator[dict[str, Any]]:
    for root in roots:
        for node in root if isinstance(root, list) else [root]:
            if isinstance(node, dict):
                graph = node.get("@graph")
                yield from (one for one in graph if isinstance(one, dict)) if isinstance(graph, list) else [node]


def _nodes(root: object) -> Iterator[dict[str, Any]]:
    """All objects in ``root``, outer ones first, except items of lists of other pages."""
    waiting = [root]
    while waiting:
        here = waiting.pop(0)
        if isinstance(here, list):
            waiting = here + waiting
        elif isinstance(here, dict):
            yield here
            inner = (value for key, value in here.items() if key not in ("itemListElement", "hasPart", "citation"))
            waiting += [value for value in inner if isinstance(value, dict | list)]


def _publisher(nodes: list[dict[str, Any]]) -> str:
    named = (node for node in nodes if types_of(node) & _PUBLISHERS and isinstance(node.get("name"), str))
    return next((one_line(unescape(node["name"])) for node in named if node["name"].strip()), "")
