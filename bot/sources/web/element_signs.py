"""Signs of a page's kind in its elements and address: forms, carts, "1 2 3 next", slugs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from bot.sources.web.outline import Block
from bot.sources.web.structured_data import StructuredData

_PAGES = re.compile(r"(?:page|next|previous|prev|older|newer|«|»|‹|›|\d{1,3}|first|last|\W)+", re.IGNORECASE)
_VIDEO = re.compile(r"youtu|vimeo|dailymotion|jwplayer|brightcove|video|player|/embed/")
_SOUND = re.compile(r"spotify|soundcloud|podcast|audio")
_WRITTEN = frozenset(("text", "email", "password", "tel", "url", "number"))
_CART = re.compile(r"add[ _-]?to[ _-]?(?:cart|bag|basket|trolley)|buy[ _-]?(?:it )?now", re.IGNORECASE)
_MODAL = re.compile(
    r"modal|popup|dropdown|overlay|lightbox|hidden|header|navbar|topbar|nav-|footer|offcanvas", re.IGNORECASE
)


def forms(tree: HtmlElement) -> dict[str, int]:
    """The number of fields of each kind, and of buttons that add something to a cart."""
    inputs = [one for one in tree.iter("input") if (one.get("type") or "text").lower() in _WRITTEN]
    passwords = [one for one in inputs if (one.get("type") or "").lower() == "password"]
    return {
        "passwords": sum(not _is_hidden(one) for one in passwords),
        "fields": sum(not _is_search(one) for one in inputs),
        "areas": sum(1 for _ in tree.iter("textarea")),
        "carts": sum(1 for one in tree.iter("button", "input", "a") if _CART.search(_label(one))),
    }


def media(tree: HtmlElement) -> dict[str, int]:
    """The number of players of videos and of sounds, of pictures, and of cells of tables."""
    frames = [(one.get("src") or one.get("data-src") or "").lower() for one in tree.iter("iframe", "embed")]
    return {
        "videos": sum(1 for _ in tree.iter("video")) + sum(bool(_VIDEO.search(one)) for one in frames),
        "sounds": sum(1 for _ in tree.iter("audio")) + sum(bool(_SOUND.search(one)) for one in frames),
        "pictures": sum(1 for _ in tree.iter("figure")),
        "cells": sum(1 for _ in tree.iter("td")),
    }


def _label(element: HtmlElement) -> str:
    return f"{element.get('value') or ''} {element.get('class') or ''} {(element.text or '')[:40]}"


def _is_search(element: HtmlElement) -> bool:
    named = f"{element.get('name')} {element.get('id')} {element.get('placeholder')} {element.get('class')}".lower()
    return element.get("name") in ("q", "s") or "search" in named


def _is_hidden(element: HtmlElement) -> bool:
    """Whether an element is in something that opens on demand or in the page's head, like log-in boxes of articles."""
    for up in element.iterancestors():
        said = f"{up.get('class') or ''} {up.get('id') or ''}"
        if (
            up.get("hidden") is not None
            or "none" in (up.get("style") or "").replace(" ", "").partition("display:")[2][:4]
        ):
            return True
        if up.tag in ("header", "nav", "footer", "aside", "dialog") or (up.tag != "body" and _MODAL.search(said)):
            return True
    return False


def has_pages(blocks: Sequence[Block], stated: StructuredData) -> bool:
    """Whether the page is one of several: "1 2 3 next"."""
    if stated.first("rel:next", "rel:prev"):
        return True
    numbers = 0
    for block in blocks:
        if block.linked and block.words <= 14 and _PAGES.fullmatch(block.text):
            numbers += len(re.findall(r"\d{1,3}", block.text)) + 2 * bool(
                re.search(r"next|older|page", block.text, re.I)
            )
        if numbers >= 3:
            return True
    return False


def body_names(tree: HtmlElement) -> frozenset[str]:
    """The words in the class and id of <body>."""
    body = tree.find(".//body")
    said = f"{body.get('class') or ''} {body.get('id') or ''}" if body is not None else ""
    return frozenset(said.lower().split()[:60])


def is_front(address: str) -> bool:
    """Whether the address has no path."""
    parts = urlsplit(address)
    return (
        bool(parts.netloc)
        and not parts.query
        and not re.sub(r"/|index\.\w+|home(?:\.\w+)?|default\.\w+", "", parts.path)
    )


def has_slug(address: str) -> bool:
    """Whether the last part of the path has the words of a title, or follows a date."""
    path = urlsplit(address).path.rstrip("/")
    last = re.sub(r"\.\w{2,5}$", "", path.rsplit("/", 1)[-1])
    return len(re.findall(r"[a-z]{2,}", last.lower())) >= 4 or bool(re.search(r"/(?:19|20)\d\d/\d{1,2}/", path))
