"""Extract the text of an article from a page's blocks: trafilatura finds most of it, the outline corrects it.

tree -> trafilatura's lines -> the matching blocks -> without head, related stories, notices of the publisher
                                                   -> with similar paragraphs that it missed
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from copy import deepcopy

from lxml.html import HtmlElement

from bot.sources.boilerplate import is_boilerplate
from bot.sources.web.body_head import Head, is_entry_heading, prose_words, without_head
from bot.sources.web.headline import normal
from bot.sources.web.outline import Block
from bot.sources.web.surroundings import PagePart

log = logging.getLogger(__name__)

_NO_STORY = frozenset(
    (PagePart.NAVIGATION, PagePart.FORM, PagePart.RELATED, PagePart.HOUSE, PagePart.COMMENTS, PagePart.CAPTION)
)
#: Labels above the headlines of other stories.
_LABEL = re.compile(
    r"(?:also (?:in|on|from)\b.{0,40}"
    r"|(?:more|other|latest|further|top)\b.{0,20}\b(?:news|stories|headlines|from|on|in)\b.{0,40}"
    r"|related\b.{0,40}|read (?:also|more|next|on)\b.{0,30}|see also"
    r"|you (?:may|might) (?:also )?(?:like|enjoy)\b.{0,20}"
    r"|most (?:read|popular|viewed)\b.{0,20}|recommended\b.{0,20}|trending\b.{0,20}|don[’']t miss|in case you missed it"
    r"|in other news|up next|editors?[’']?s? picks?)\W*",
    re.IGNORECASE,
)
#: Headings of a publisher's text about itself: "About Brennholm AG".
_ABOUT_HOUSE = re.compile(
    r"about (?:the (?:author|company|series)|us|[A-Z].{1,60})|(?:media|press) (?:contacts?|enquiries|inquiries)"
    r"|notes? (?:to|for) editors?",
    re.IGNORECASE,
)
#: The same within a paragraph: "About Brennholm AG: ...", "About Brennholm AG Brennholm AG is ...".
_ABOUT_ITSELF = re.compile(
    r"(?:About|Über(?: d(?:ie|en|as))?|À propos (?:de(?: la)?|du)|Sobre|Acerca de) (?P<name>[A-Z][^.:?!]{1,60}?)"
    r"(?::\s|\s+(?:The |Die |Das |Der |La |Le )?(?=(?P=name)\b))"
)
_KEY = 60  # characters of a block by which lines are matched
_RUN_GAP = 8  # consecutive blocks without prose within one story: a gallery, a table, a box
_HEADING_WORDS = 3
_OFTEN = 3  # occurrences from which text belongs to the page only
_HOUSE_SHARE = 0.35  # share of the prose that may follow such a label; more is the story
_SHORT = 14  # words: a shorter line is not a paragraph


def article_text(tree: HtmlElement, blocks: Sequence[Block], head: Head) -> str:
    """The article's paragraphs, one per line; "" if none are found."""
    lines = _extracted(tree)
    chosen = _matched(lines, blocks)
    if not chosen:
        return "\n".join(line for line in lines if not is_boilerplate(line))
    chosen = _better(chosen | _lost(chosen, blocks), blocks)
    others = _of_other_articles(blocks, head)
    kept = _in_story([block for block in blocks if block.number in chosen and block not in others])
    kept = _before_house(_before_other_stories(without_head(kept, head)))
    often = {text for text, count in Counter(block.text for block in kept).items() if count >= _OFTEN}
    kept = [b for b in kept if not (b.text in often or is_boilerplate(b.text) or _is_link_row(b))]
    return "\n".join(block.text for block in _without_tail(kept))


def _extracted(tree: HtmlElement) -> list[str]:
    from trafilatura import bare_extraction  # half a second to import

    try:
        found = bare_extraction(deepcopy(tree), include_comments=False, include_tables=True)
    except Exception as error:  # a third-party parser on a hostile page must not end the run over a folder
        log.warning("a page cannot be parsed: %s", type(error).__name__)
        return []
    text = getattr(found, "text", "") or ""
    return [line.strip() for line in text.split("\n") if line.strip()]


# ---- which blocks ------------------------------------------------------------


def _matched(lines: Iterable[str], blocks: Sequence[Block]) -> set[int]:
    """The blocks that trafilatura's lines correspond to; a line may span several blocks."""
    keys: dict[str, list[int]] = {}
    normals = [normal(block.text) for block in blocks]
    for block, own in zip(blocks, normals, strict=True):
        keys.setdefault(own[:_KEY], []).append(block.number)
    chosen: set[int] = set()
    last = -1
    for line in lines:
        rest = normal(line.strip("|- "))
        while rest:
            found = _next(rest, keys, normals, last)
            if found is None:
                break
            chosen.add(found)
            last = max(last, found)
            rest = rest[len(normals[found]) :]
    return chosen


def _next(rest: str, keys: dict[str, list[int]], normals: Sequence[str], last: int) -> int | None:
    """The block with which ``rest`` begins: the first one after ``last``, else the first one."""
    candidates = keys.get(rest[:_KEY]) or ()
    fitting = [number for number in candidates if normals[number] and rest.startswith(normals[number])]
    if not fitting:
        ahead = normals[last + 1 : last + 40]
        near = [last + 1 + i for i, own in enumerate(ahead) if own and (rest.startswith(own) or own.startswith(rest))]
        return near[0] if near else None
    return next((number for number in fitting if number > last), fitting[0])


def _lost(chosen: set[int], blocks: Sequence[Block]) -> set[int]:
    """Paragraphs in the same position as the chosen ones that were missed."""
    story = [blocks[n] for n in chosen if blocks[n].prose and blocks[n].place.part is PagePart.BODY]
    if not story:
        return set()
    alike = {block.place.path[-2:] for block in story}
    first, last = min(block.number for block in story), max(block.number for block in story)
    first = _lead_before(first, blocks)
    return {
        block.number
        for block in blocks
        if block.number not in chosen
        and block.place.part is PagePart.BODY
        and block.link_share < 0.3
        and not is_boilerplate(block.text)
        and (
            block.number == first
            or _is_like(block, alike, first, last)
            or _is_item(block, first, last)
            or _is_subheading(block, blocks, chosen, first)
        )
    }


def _lead_before(first: int, blocks: Sequence[Block]) -> int:
    """The number of a first paragraph in a box right before the ``first`` one found, else that."""
    before = blocks[first - 1] if first else None
    opens = before is not None and before.prose and before.words >= _SHORT and before.place.part is PagePart.BODY
    return first - 1 if opens and (first == 1 or blocks[first - 2].heading) else first


def _is_like(block: Block, alike: set[tuple[str, ...]], first: int, last: int) -> bool:
    return block.prose and (block.place.path[-2:] in alike or first < block.number < last)


def _is_item(block: Block, first: int, last: int) -> bool:
    """Whether a block is an item of a list within the story: prices, results."""
    return (
        block.place.item and not block.linked and not block.heading and block.words > 3 and first < block.number < last
    )


def _is_subheading(block: Block, blocks: Sequence[Block], chosen: set[int], first: int) -> bool:
    """Whether a block is the heading of a chosen paragraph within the story, as in entries of a live blog."""
    following = blocks[block.number + 1 : block.number + 3]
    near = following[0].number in chosen and following[0].prose if following else False
    headed = block.heading > 1 and not block.linked and block.words >= _HEADING_WORDS
    if headed and near and block.number >= first - 1:
        return True
    opens = any(one.number == first for one in following)
    return opens and not block.linked and is_entry_heading(block, blocks[block.number + 1 :])


def _better(chosen: set[int], blocks: Sequence[Block]) -> set[int]:
    """``chosen``, or the longest run of prose if it is far longer: trafilatura sometimes picks another box."""
    run = _longest_run(blocks)
    have = [blocks[number] for number in chosen if blocks[number].place.part is PagePart.BODY]
    return {block.number for block in run} if prose_words(run) > 2 * prose_words(have) else chosen


def _longest_run(blocks: Sequence[Block]) -> list[Block]:
    """The longest run of prose, with its headings and lists."""
    best: list[Block] = []
    run: list[Block] = []
    gap = 0
    for block in blocks:
        if block.prose and block.place.part is PagePart.BODY:
            run, gap = [*run, block], 0
            best = max(best, run, key=prose_words)
            continue
        gap += 1
        if gap > _RUN_GAP:
            run = []
        elif run and block.place.part is PagePart.BODY and not block.linked:
            run = [*run, block]
    return best


def _of_other_articles(blocks: Sequence[Block], head: Head) -> set[Block]:
    """The blocks of other articles that follow on the same page, each in an element of its own with its own title."""
    titles = {normal(title) for title in head.titles if title}
    headings = [(block, _article_of(block.element)) for block in blocks if block.heading]
    own = next(((block, around) for block, around in headings if normal(block.text) in titles), None)
    if own is None or own[1] is None:
        return set()
    level, article = own[0].heading, own[1]
    others = [
        around
        for block, around in headings
        if around is not None and block.heading == level and around is not article and not _touch(around, article)
    ]
    return (
        {block for block in blocks if any(_article_of(block.element) is other for other in others)} if others else set()
    )


def _article_of(element: HtmlElement) -> HtmlElement | None:
    return next((one for one in (element, *element.iterancestors()) if one.tag == "article"), None)


def _touch(one: HtmlElement, other: HtmlElement) -> bool:
    """Whether one element is within the other."""
    return any(up is other for up in one.iterancestors()) or any(up is one for up in other.iterancestors())


def _in_story(chosen: list[Block]) -> list[Block]:
    """The blocks without those of other parts of the page, unless that removes most: class names can mislead."""
    kept = [block for block in chosen if block.place.part not in _NO_STORY]
    return kept if 2 * prose_words(kept) >= prose_words(chosen) else chosen


# ---- what is not the story ----------------------------------------------------


def _is_link_row(block: Block) -> bool:
    """Whether a line is hardly more than a link: a tag, the headline of another story."""
    return block.link_share > (0.75 if block.words < 2 * _SHORT else 0.95) and block.words < 3 * _SHORT


def _before_other_stories(kept: list[Block]) -> list[Block]:
    """The blocks up to a label such as "Also in the news" that is followed by headlines only."""
    for at, block in enumerate(kept):
        if at and _LABEL.fullmatch(block.text) and not any(one.prose for one in kept[at:]):
            return kept[:at]
    return kept


def _before_house(kept: list[Block]) -> list[Block]:
    """The blocks up to a label such as "About Brennholm AG" near the end of the story, which may open a paragraph."""
    for at, block in enumerate(kept):
        label = not block.sentences and block.words < _SHORT and _ABOUT_HOUSE.fullmatch(block.text)
        labelled = at and (label or _ABOUT_ITSELF.match(block.text))
        if labelled and prose_words(kept[at:]) < _HOUSE_SHARE * prose_words(kept):
            return kept[:at]
    return kept


def _without_tail(kept: list[Block]) -> list[Block]:
    """The blocks without headings and labels after the last paragraph."""
    end = len(kept)
    while end > 1 and (kept[end - 1].heading or (kept[end - 1].link_share > 0.5)):
        end -= 1
    return kept[:end]
