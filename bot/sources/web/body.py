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
from dataclasses import dataclass

from lxml.html import HtmlElement

from bot.lexicon.loader import word_set
from bot.sources.boilerplate import is_boilerplate
from bot.sources.web.outline import Block
from bot.sources.web.surroundings import PagePart

log = logging.getLogger(__name__)

_NO_STORY = frozenset(
    (PagePart.NAVIGATION, PagePart.FORM, PagePart.RELATED, PagePart.HOUSE, PagePart.COMMENTS, PagePart.CAPTION)
)
_STANDFIRST = word_set("""
    standfirst dek deck subtitle subheadline subheading subhead subline kicker summary abstract description excerpt
    chapo strapline sottotitolo bajada entradilla undertitle subtitulo synopsis byline dateline timestamp date time
    author authors meta published updated readtime
    """)
_NOT_WORD = re.compile(r"[\W_]+")
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
_KEY = 60  # characters of a block by which lines are matched
_RUN_GAP = 8  # consecutive blocks without prose within one story: a gallery, a table, a box
_OPENING_MARKS = "\"“„«‘'"
_MOST_LABELS = 5  # lines between a headline and the first paragraph
_OFTEN = 3  # occurrences from which text belongs to the page only
_HOUSE_SHARE = 0.35  # share of the prose that may follow such a label; more is the story
_SHORT = 14  # words: a shorter line is not a paragraph


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of the page says, which the text must not repeat."""

    titles: tuple[str, ...]  #: all forms of the title
    description: str  #: "" = none


def article_text(tree: HtmlElement, blocks: Sequence[Block], head: Head) -> str:
    """The article's paragraphs, one per line; "" if none are found."""
    lines = _extracted(tree)
    chosen = _matched(lines, blocks)
    if not chosen:
        return "\n".join(line for line in lines if not is_boilerplate(line))
    chosen = _better(chosen | _lost(chosen, blocks), blocks)
    kept = _in_story([block for block in blocks if block.number in chosen])
    kept = _before_house(_before_other_stories(_without_head(kept, head)))
    often = {text for text, count in Counter(block.text for block in kept).items() if count >= _OFTEN}
    kept = [b for b in kept if not (b.text in often or is_boilerplate(b.text) or _is_link_row(b))]
    return "\n".join(block.text for block in _without_tail(kept))


def normal(text: str) -> str:
    """Letters and digits only, in lower case, for comparing two versions of a line."""
    return _NOT_WORD.sub("", text).lower()


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
        and (block.number == first or _is_like(block, alike, first, last) or _is_item(block, first, last))
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


def _better(chosen: set[int], blocks: Sequence[Block]) -> set[int]:
    """``chosen``, or the longest run of prose if it is far longer: trafilatura sometimes picks another box."""
    run = _longest_run(blocks)
    have = [blocks[number] for number in chosen if blocks[number].place.part is PagePart.BODY]
    return {block.number for block in run} if _prose_words(run) > 2 * _prose_words(have) else chosen


def _longest_run(blocks: Sequence[Block]) -> list[Block]:
    """The longest run of prose, with its headings and lists."""
    best: list[Block] = []
    run: list[Block] = []
    gap = 0
    for block in blocks:
        if block.prose and block.place.part is PagePart.BODY:
            run, gap = [*run, block], 0
            best = max(best, run, key=_prose_words)
            continue
        gap += 1
        if gap > _RUN_GAP:
            run = []
        elif run and block.place.part is PagePart.BODY and not block.linked:
            run = [*run, block]
    return best


def _in_story(chosen: list[Block]) -> list[Block]:
    """The blocks without those of other parts of the page, unless that removes most: class names can mislead."""
    kept = [block for block in chosen if block.place.part not in _NO_STORY]
    return kept if 2 * _prose_words(kept) >= _prose_words(chosen) else chosen


def _prose_words(blocks: Iterable[Block]) -> int:
    return sum(block.words for block in blocks if block.prose)


# ---- what is not the story ----------------------------------------------------


def _without_head(kept: list[Block], head: Head) -> list[Block]:
    """The blocks from the first paragraph on: without title, standfirst, byline and date line."""
    titles = {normal(title) for title in head.titles if title}
    usual = _usual_paths(kept)
    start = _behind_headline(kept, titles)
    above: set[str] = set()
    while start < len(kept) and kept[start].text not in above and _is_head(kept[start], head, usual):
        above.add(kept[start].text)
        start += 1
    start += _labels_before_prose(kept[start:])
    return [block for block in kept[start:] if normal(block.text) not in titles]


def _behind_headline(kept: Sequence[Block], titles: set[str]) -> int:
    """The position after the headline; 0 if a good part of the story precedes it."""
    place = next((i for i, b in enumerate(kept) if b.heading == 1 or (b.heading and normal(b.text) in titles)), -1) + 1
    return place if 4 * _prose_words(kept[:place]) <= _prose_words(kept) else 0


def _usual_paths(kept: Sequence[Block]) -> set[tuple[str, ...]]:
    """The usual paths of this story's paragraphs."""
    counts: dict[tuple[str, ...], int] = {}
    for block in kept:
        if block.prose:
            counts[block.place.path[-2:]] = counts.get(block.place.path[-2:], 0) + 1
    return {path for path, count in counts.items() if count > 1}


def _is_head(block: Block, head: Head, usual: set[tuple[str, ...]]) -> bool:
    """Whether a block before the first paragraph belongs to the head of the page."""
    if block.place.path[-2:] in usual:
        return False
    if not block.prose:
        return not block.place.item
    if block.place.names & _STANDFIRST or block.place.header:
        return True
    own, described = normal(block.text), normal(head.description)
    return bool(described) and (own == described or (len(own) > 40 and described.startswith(own[:-3])))


def _labels_before_prose(kept: Sequence[Block]) -> int:
    """The number of labels (places, names, times) before the first paragraph; 0 if they introduce a speaker."""
    first = next((place for place, block in enumerate(kept) if block.prose), 0)
    labels = kept[:first]
    speaks = kept[first : first + 1] and kept[first].text[0] in _OPENING_MARKS
    said = any(
        block.sentences or block.place.item or block.words >= _SHORT or block.text[-1] in ",:;" for block in labels
    )
    return 0 if speaks or said or first > _MOST_LABELS else first


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
    """The blocks up to a label such as "About Brennholm AG" near the end of the story."""
    for at, block in enumerate(kept):
        labelled = at and not block.sentences and block.words < _SHORT and _ABOUT_HOUSE.fullmatch(block.text)
        if labelled and _prose_words(kept[at:]) < _HOUSE_SHARE * _prose_words(kept):
            return kept[:at]
    return kept


def _without_tail(kept: list[Block]) -> list[Block]:
    """The blocks without headings and labels after the last paragraph."""
    end = len(kept)
    while end > 1 and (kept[end - 1].heading or (kept[end - 1].link_share > 0.5)):
        end -= 1
    return kept[:end]
