"""Decide whether a page shows only the beginning of its article, because of a paywall, consent or scripts. Pure.

Complete articles have such lines too ("Already a subscriber?", "Enable JavaScript to see comments"), so only lines that
speak of *this* article count, and only next to a short text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice

from lxml.html import HtmlElement

from bot.lexicon.loader import alternatives, table, word_set
from bot.sources.web.outline import Block
from bot.sources.web.structured_data import StructuredData
from bot.sources.web.surroundings import PagePart

LONGEST_BEGINNING = 300  # words of a beginning
_SHORT = 160  # words of a beginning that is recognised by the publisher's statement alone
_LINE = 60  # words of a line that asks for something
_BEHIND = 24  # maximum number of words of offers after such a line
_NEAR = 5  # blocks behind the story in which a gate stands
_MOST_NOTES = 20  # <noscript> elements
_THIS = r"(?:this|the\ (?:full|whole|entire|complete)|full|our)"
_WHAT = r"(?:article|story|content|report|text|piece|page|version|coverage|stories|articles)"
_GATE = re.compile(
    rf"""
    \b(?:subscribe|register|log\ ?in|sign\ (?:in|up)|join)\b.{{0,60}}\bto\ (?:continue|keep)\ reading
  | \bto\ (?:continue|keep)\ reading\b
  | \bto\ (?:read|view|access|unlock|see|finish)\ (?:the\ rest\ of\ )?{_THIS}\ {_WHAT}\b
  | \b(?:read|see)\ the\ rest\ of\ (?:this|the)\ {_WHAT}\b
  | \b(?:this|the\ (?:full|rest\ of\ (?:this|the)))\ {_WHAT}?\ ?(?:is|are)\ (?:only\ )?
    (?:for|available\ (?:only\ )?(?:to|for)|reserved\ for|exclusive\ to|limited\ to)\ (?:\w+\ ){{0,2}}
    (?:subscribers|members)
  | \b(?:read|reading|continue)\ (?:on\ )?with\ (?:an?\ |your\ |our\ )?(?:\w+\ )?(?:subscription|account)\b
  | \b(?:unlock|continue\ reading)\ (?:this|the\ full)\ {_WHAT}\b
  | \b(?:remaining|rest)\ (?:\d+\ ?%\ )?of\ (?:this|the)\ {_WHAT}\ is\b
  | \byou(?:\ have|['’]ve)\ (?:reached|read)\ (?:your|all|the)\b.{{0,40}}\b(?:limit|free\ (?:articles|stories))\b
  | \b(?:article|story|beitrag|artikel|text)\ (?:is\ )?(?:behind\ a\ paywall|subscribers?\ only)\b
  | \bdiesen\ (?:artikel|beitrag)\ (?:weiter)?lesen\ sie\ mit\b
  | \b(?:members|subscribers)\ (?:can\ )?(?:read|go)\ on\b
  | \b(?:become\ a\ member|subscribe)\b.{0, 60}\bread\ (?:everything|on|it\ all)\b
  | \b(?:artikel|beitrag)\ freischalten\b
  | \bpour\ (?:lire|continuer)\ (?:la\ (?:suite|lecture)|cet\ article)\b
  | \bexclusive\ (?:to|for)\ (?:our\ )?(?:subscribers|members)\b
  | ^\W*keep\ reading\ with\b
  | \b(?:subscribe|register|log\ in|sign\ (?:in|up))\b.{{0,30}}\bto\ continue\W*$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SCRIPT = re.compile(
    rf"\bjavascript\b.{{0,60}}\bto (?:read|view|see|load|continue|display)\b.{{0,12}}\b{_WHAT}\b"
    rf"|\bto (?:read|view|see|load|display) {_THIS} {_WHAT}\b.{{0,60}}\bjavascript\b",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"\b(?:accept|allow|consent to|agree to)\b.{0,50}\bcookies\b.{0,40}\bto (?:read|view|see|continue|load)\b",
    re.IGNORECASE,
)
_WALLS = word_set("paywall regwall paygate")
_OFFER = re.compile(
    r"\b(?:subscri\w+|abonn\w+|log ?in|sign (?:in|up)|register|anmelden|suscr\w+|abbon\w+)\b", re.IGNORECASE
)
_SUBSCRIBING, _READING, _BESIDE = (
    re.compile(rf"(?<!\w)(?:{alternatives('page_furniture', section)})", re.IGNORECASE)
    for section in ("subscribing", "reading", "offers_beside")
)
_SHORT_LINE, _SHORT_END = 20, 12  # words of a line outside the story, and of its last one, that offers to go on
_PAID = word_set("false no 0")


def is_beginning(tree: HtmlElement, stated: StructuredData, blocks: Sequence[Block], text: str) -> bool:
    """Whether ``text`` is only the part of the article that the page shows before a gate."""
    words = len(text.split())
    if words > LONGEST_BEGINNING:
        return False
    if words <= _SHORT and _is_stated(stated):
        return True
    told = text.split("\n")
    story = told[: _tail(told)]
    others = [block for block in blocks if block.words <= _LINE and block.text not in story]
    lines = [block.text for block in others]
    if any(map(_is_wall, others)) or any(map(_asks, [*lines, *_without_scripts(tree)])):
        return True
    behind = _behind(blocks, told)
    return any(_offers(block.text, _SHORT_END if block.text in told else _SHORT_LINE) for block in behind)


def _behind(blocks: Sequence[Block], told: Sequence[str]) -> list[Block]:
    """The first blocks from the story's last line on; what stands further down speaks of other things."""
    last = max((at for at, block in enumerate(blocks) if block.text in told), default=len(blocks))
    return [one for one in blocks[last : last + _NEAR] if one.place.part not in (PagePart.HIDDEN, PagePart.NAVIGATION)]


def _offers(line: str, most: int) -> bool:
    """Whether a line of at most ``most`` words speaks of subscribing or logging in, and of reading, in any language."""
    if len(line.split()) > most or _BESIDE.search(line):
        return False
    return bool(_SUBSCRIBING.search(line) and _READING.search(line))


def before_gate(blocks: Sequence[Block], text: str) -> str:
    """The beginning of an article without its end from the first line on that asks for something."""
    lines = text.split("\n")
    begun = next((at for at, block in enumerate(blocks) if block.text == lines[0]), len(blocks))
    gates = (
        at for at in range(begun + 1, len(blocks)) if _asks(blocks[at].text) or _offers(blocks[at].text, _SHORT_END)
    )
    gate = next(gates, len(blocks))
    behind = {block.text for block in blocks[gate:]}
    end = next((at for at in range(max(1, _tail(lines)), len(lines)) if lines[at] in behind), len(lines))
    return "\n".join(lines[:end]).rstrip()


def _is_wall(block: Block) -> bool:
    """Whether a visible line in what the page calls its paywall speaks of subscribing or logging in."""
    shown = block.place.part is not PagePart.HIDDEN
    return shown and bool(block.place.names & _WALLS) and bool(_OFFER.search(block.text))


def _asks(line: str) -> bool:
    return bool(_GATE.search(line) or _SCRIPT.search(line) or _CONSENT.search(line) or _abroad().fullmatch(line))


@cache
def _abroad() -> re.Pattern[str]:
    """Whole lines in other languages, on a site that also publishes in English."""
    return re.compile("|".join(table("page_lines")["walls_abroad"]), re.IGNORECASE)


def _tail(lines: Sequence[str]) -> int:
    """The first of the last lines, which may contain a gate: a line with much text after it belongs to the story."""
    at, behind = len(lines), 0
    while at and behind <= _BEHIND:
        at -= 1
        behind += len(lines[at].split())
    return at


def _is_stated(stated: StructuredData) -> bool:
    """Whether the publisher states that it is not free (schema.org's ``isAccessibleForFree``, Facebook's tier)."""
    free = stated.article.get("isAccessibleForFree")
    tier = stated.first("article:content_tier").lower()
    return str(free).strip().lower() in _PAID if free is not None else tier in {"locked", "metered"}


def _without_scripts(tree: HtmlElement) -> list[str]:
    """The messages for readers without scripts."""
    told = (" ".join(element.itertext()) for element in islice(tree.iter("noscript"), _MOST_NOTES))
    return [line for line in (" ".join(words.split()) for words in told) if 0 < len(line.split()) <= _LINE]
