"""Find the quotations in a paragraph: curly, straight, single, nested, unbalanced. Pure.

A paragraph is read once from left to right. Only outermost quotations count; marks within one are nested. An opening
mark without a closing one extends to the end of the paragraph if words follow it (the next paragraph may continue it);
a closing mark without an opening one is ignored. So an odd number of marks affects at most its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.lexicon.loader import alternatives
from bot.text.spans import Span

_MARK = re.compile(r"``|''|[\"“”„‟«»‘’‚‛'＂]")
_DOUBLE_OPEN = frozenset("“„‟«") | {"``"}
_DOUBLE_CLOSE = frozenset("”»")
_DOUBLE = _DOUBLE_OPEN | _DOUBLE_CLOSE | {'"', "＂", "''"}
_BEFORE_OPENING = frozenset("([{-–—/,:;") | {""}
#: Where the closing mark is one that opens elsewhere: „so“, »so«.
_OTHER_WAY = {"„": "“", "»": "«"}
#: More opening marks than this without a closing one are an error, not nesting.
_DEEPEST = 4
#: The end of a quotation whose closing mark is missing: the comma before "said Osei", "Osei said", "she told".
_LOST = re.compile(
    r"[,?!](?=\s(?:(?:said|says|added|asked|told|wrote)\s[A-Zth]|"
    r"(?:he|she|it|they|[A-Z]\w+(?: [A-Z]\w+)?)\s(?:said|says|added|asked|told|wrote)\b))"
)
_CUES = alternatives("reporting", "behind_dashes")
#: "— And who pays? asked Otmar Quill."
_DASHED = re.compile(
    r"\s*[—–―-]{1,2}\s?(?P<said>[A-ZÀ-Þ0-9][^—–―]{2,400}?[?!…]?)(?:(?<=[?!…])|,)\s"
    rf"(?=(?:{_CUES})\s(?:[a-z]{{3,12}}\s){{0,2}}[A-ZÀ-Þ][\w’'-]*(?:\s[A-ZÀ-Þ][\w’'-]*){{0,2}}(?:[.,]|$)"
    rf"|(?:(?:[A-ZÀ-Þ][\w’'-]+\s|[a-z]{{3,12}}\s){{0,3}}[A-ZÀ-Þ][\w’'-]+|he|she|they)\s(?:{_CUES})\b)"
)
_DASHED_ON = re.compile(r"[.,]\s[—–―]\s?(?P<said>[^\W_].*?)\s*$")
_OPENS = re.compile(r"\s*[\"“„«‘']")
_FEWEST_BEFORE = 7  # words of a paragraph of a quotation; with fewer a closing mark is more likely missing
_FARTHEST = 6  # paragraphs over which a quotation may stay open without marks where they begin
_BEFORE_CLOSING = frozenset(".,!?…;")
#: 'em, 'til, '90s: an apostrophe for missing letters opens nothing.
_ELISION = re.compile(r"['’](?:\d|(?:em|til|tis|twas|cause|n|bout|round|cos)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation with its marks. ``inner`` is the text between them."""

    start: int
    end: int
    inner: Span
    closed: bool = True

    @property
    def outer(self) -> Span:
        """The quotation including its marks."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    text: str
    before: str  # the neighbouring characters, "" at the ends
    after: str

    @property
    def double(self) -> bool:
        return self.text in _DOUBLE

    @property
    def opens(self) -> bool:
        if self.text in _DOUBLE_OPEN:
            return True
        if self.text in _DOUBLE_CLOSE:
            return False
        return self.free_before and bool(self.after) and not self.after.isspace()

    @property
    def free_before(self) -> bool:
        """Whether no word stands right before it."""
        return self.before in _BEFORE_OPENING or self.before.isspace() or self.before in "“‘\"'«"

    @property
    def inch(self) -> bool:
        """Whether it may be an inch sign: 3" wide."""
        return self.text == '"' and self.before.isdigit() and self.after.isspace()

    @property
    def in_word(self) -> bool:
        return self.before.isalnum() and self.after.isalnum()


def quoted(text: str) -> tuple[Quoted, ...]:
    """The outermost quotations of one paragraph, in order, without overlap."""
    marks = [mark for mark in _marks(text) if not mark.in_word or mark.text in "“”«»"]
    if not marks and (dashed := tuple(_behind_dash(text))):
        return dashed
    found: list[Quoted] = []
    position = 0
    while position < len(marks):
        opening = marks[position]
        closing = _closing(marks, position, text) if _may_open(opening, text) else None
        if closing is not None:
            found.append(_stretch(opening, marks[closing]))
            position = closing + 1
            continue
        if opening.double and _may_open(opening, text) and not _reopens(marks, position):
            found.append(_unclosed(opening, text))
            break
        position += 1
    return tuple(found)


def _behind_dash(text: str) -> Iterator[Quoted]:
    """Speech behind a dash that opens the paragraph, up to who says it, and what goes on behind another dash."""
    speech = _DASHED.match(text)
    if speech is None:
        return
    yield Quoted(speech.start("said"), speech.end("said"), speech.span("said"))
    more = _DASHED_ON.search(text, speech.end())
    if more is not None:
        yield Quoted(more.start("said"), more.end("said"), more.span("said"))


def continued(texts: Sequence[str]) -> list[tuple[Quoted, ...]]:
    """:func:`quoted` for consecutive paragraphs.

    A quotation may stay open over several without marks where they begin.
    """
    found: list[tuple[Quoted, ...]] = []
    for number, text in enumerate(texts):
        open_ended = bool(found) and bool(found[-1]) and not found[-1][-1].closed
        if open_ended and not _OPENS.match(text) and _is_closed(texts[number : number + _FARTHEST]):
            inner = [_moved(stretch, -1) for stretch in quoted(f"“{text}")]
            found.append(tuple(inner))
        else:
            found.append(quoted(text))
    return found


def _is_closed(texts: Sequence[str]) -> bool:
    """Whether a closing mark comes before any opening one in these paragraphs."""
    for text in texts:
        for mark in _marks(text):
            if mark.double and not mark.in_word:
                return not mark.opens
    return False


def _moved(stretch: Quoted, by: int) -> Quoted:
    inner = (max(0, stretch.inner[0] + by), stretch.inner[1] + by)
    return replace(stretch, start=max(0, stretch.start + by), end=stretch.end + by, inner=inner)


def _marks(text: str) -> Iterator[_Mark]:
    for match in _MARK.finditer(text):
        start, end = match.span()
        yield _Mark(start, end, match.group(), text[start - 1 : start], text[end : end + 1])


def _stretch(opening: _Mark, closing: _Mark) -> Quoted:
    return Quoted(opening.start, closing.end, (opening.end, closing.start))


def _unclosed(opening: _Mark, text: str) -> Quoted:
    """An unclosed quotation: to the end of the paragraph, or to ", said Osei" if the closing mark is missing."""
    lost = _LOST.search(text, opening.end)
    end = lost.end() if lost else len(text)
    return Quoted(opening.start, end, (opening.end, end), closed=lost is not None)


def _may_open(mark: _Mark, text: str) -> bool:
    if mark.text == "»":  # the other way round: »so«
        return mark.free_before and bool(mark.after.strip()) and "«" in text[mark.end :]
    if mark.double:
        return mark.opens
    if mark.text in "‘‚‛":
        return bool(mark.after.strip()) and not mark.before.isalnum()
    return mark.text == "'" and mark.opens and not _ELISION.match(text, mark.start)


def _closing(marks: list[_Mark], opening: int, text: str) -> int | None:
    return _closing_double(marks, opening, text) if marks[opening].double else _closing_single(marks, opening)


def _goes_on(marks: list[_Mark], opening: int, position: int, text: str) -> bool:
    """Whether a mark opens another paragraph of the same quotation, printed on one line: '"It rained. "It poured."'."""
    mark = marks[position]
    begins = mark.opens and mark.before.isspace() and text[: mark.start].rstrip()[-1:] in (".", "!", "?", "…")
    words = len(text[marks[opening].end : mark.start].split())
    return begins and words >= _FEWEST_BEFORE and not _LOST.search(text, marks[opening].end, mark.start)


def _closing_double(marks: list[_Mark], opening: int, text: str) -> int | None:
    """The closing double mark; None if another opening one comes first, which leaves this one unbalanced."""
    depth = 1
    for position in range(opening + 1, len(marks)):
        mark = marks[position]
        if not mark.double:
            continue
        if depth == 1 and _goes_on(marks, opening, position, text):
            continue
        if mark.text == _OTHER_WAY.get(marks[opening].text) and not mark.before.isspace():
            depth -= 1
        elif mark.text in _DOUBLE_OPEN:
            depth += 1
        elif mark.opens and mark.before.isspace():
            return None
        elif mark.inch and any(other.double and not other.opens for other in marks[position + 1 : position + 2]):
            continue
        else:
            depth -= 1
        if depth in (0, _DEEPEST):
            return None if depth else position
    return None


def _reopens(marks: list[_Mark], opening: int) -> bool:
    return any(mark.double for mark in marks[opening + 1 :])


def _closing_single(marks: list[_Mark], opening: int) -> int | None:
    """The mark after punctuation before the next opening one, else the first mark (an apostrophe follows a letter)."""
    first = None
    for position in range(opening + 1, len(marks)):
        mark = marks[position]
        if mark.text in "‘‚‛" or (mark.text == "'" and mark.opens):
            break
        if mark.text not in "'’" or mark.before.isspace() or mark.after.isalnum():
            continue
        if mark.before in _BEFORE_CLOSING:
            return position
        first = position if first is None else first
    return first
