"""Find where an article begins: behind its title, standfirst, byline, date line, labels and topics. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.lexicon.loader import word_set
from bot.sources.web.headline import normal
from bot.sources.web.outline import Block

_STANDFIRST = word_set("""
    standfirst dek deck subtitle subheadline subheading subhead subline kicker summary abstract description excerpt
    chapo strapline sottotitolo bajada entradilla undertitle subtitulo synopsis byline dateline timestamp date time
    author authors meta published updated readtime
    """)
_OPENING_MARKS = "\"“„«‘'"
_TAG_WORDS = 3
_LONGEST_LABEL = 40  # letters and digits
_MOST_LABELS = 5  # lines between a headline and the first paragraph
_CLOCK = re.compile(r"[0-2]?\d[.:h][0-5]\d\b")
_ENTRIES = 3  # entries of a live blog, at least
_TOP = 3  # first blocks among which a title with a date may stand
_SHORT = 14  # words: a shorter line is not a paragraph


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of the page says, which the text must not repeat."""

    titles: tuple[str, ...]  #: all forms of the title
    description: str  #: "" = none


def without_head(kept: list[Block], head: Head) -> list[Block]:
    """The blocks from the first paragraph on: without title, standfirst, byline and date line."""
    titles = {normal(title) for title in head.titles if title}
    kept = [b for at, b in enumerate(kept) if at >= _TOP or b.heading or not _is_title_with_label(b, titles)]
    usual = _usual_paths(kept)
    start = _behind_headline(kept, titles)
    above: set[str] = set()
    while start < len(kept) and kept[start].text not in above and _is_head(kept[start], head, usual):
        above.add(kept[start].text)
        start += 1
    start += _labels_before_prose(kept[start:])
    start = _first_entry(kept, start, titles)
    return [block for block in kept[start:] if normal(block.text) not in titles]


def _first_entry(kept: Sequence[Block], start: int, titles: set[str]) -> int:
    """The position of the heading of the first entry, as in a live blog, if the paragraph at ``start`` has one."""
    for at in range(start - 1, max(-1, start - 1 - _MOST_LABELS), -1):
        block = kept[at]
        if block.prose or normal(block.text) in titles or block.heading == 1:
            return start
        if is_entry_heading(block, kept[start:]):
            return at
    return start


def is_entry_heading(block: Block, following: Sequence[Block]) -> bool:
    """Whether a heading opens an entry, followed by others made alike, each in a box of its own or with its time.

    A standfirst or the first of a story's subheadings stands in the box of the whole story.
    """
    if not (block.heading or block.bold) or block.sentences > 1:
        return False
    kind = (block.heading, block.place.path[-2:])
    others = [one for one in following if (one.heading, one.place.path[-2:]) == kind and one.bold == block.bold]
    prose = next((one for one in following if one.prose), None)
    if prose is None or len(others) < _ENTRIES - 1:
        return False
    if all(_CLOCK.match(one.text) for one in (block, *others)):
        return True
    around = set(prose.element.iterancestors())
    box = next((element for element in block.element.iterancestors() if element in around), None)
    return box is not None and box not in set(others[0].element.iterancestors())


def _is_title_with_label(block: Block, titles: set[str]) -> bool:
    """Whether a block is the title followed by no more than a date or a name."""
    own = normal(block.text)
    return any(title and own.startswith(title) and len(own) - len(title) <= _LONGEST_LABEL for title in titles)


def _behind_headline(kept: Sequence[Block], titles: set[str]) -> int:
    """The position after the headline; 0 if a good part of the story precedes it."""
    place = next((i for i, b in enumerate(kept) if b.heading == 1 or (b.heading and normal(b.text) in titles)), -1) + 1
    return place if 4 * prose_words(kept[:place]) <= prose_words(kept) else 0


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
        return not block.place.item or _is_tag(block)
    if block.place.names & _STANDFIRST or block.place.header:
        return True
    own, described = normal(block.text), normal(head.description)
    return bool(described) and (own == described or (len(own) > 40 and described.startswith(own[:-3])))


def _is_tag(block: Block) -> bool:
    """Whether an item of a list is a topic of the story: few words, no sentence and no number."""
    return block.words <= _TAG_WORDS and not block.sentences and not any(map(str.isdigit, block.text))


def _labels_before_prose(kept: Sequence[Block]) -> int:
    """The number of labels (places, names, times) before the first paragraph; 0 if they introduce a speaker."""
    first = next((place for place, block in enumerate(kept) if block.prose), 0)
    labels = kept[:first]
    speaks = kept[first : first + 1] and kept[first].text[0] in _OPENING_MARKS
    said = any(
        block.sentences or block.place.item or block.words >= _SHORT or block.text[-1] in ",:;" for block in labels
    )
    return 0 if speaks or said or first > _MOST_LABELS else first


def prose_words(blocks: Iterable[Block]) -> int:
    """The number of words in paragraphs of prose."""
    return sum(block.words for block in blocks if block.prose)
