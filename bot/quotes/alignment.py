"""Align the words of a claim with those of an article: which are the same, changed, added or left out. Pure.

A claim is aligned as a whole with any stretch of the article's words (Smith and Waterman, free ends on one side), with
affine gap costs for omissions (Gotoh), so that a long omission costs little more than a short one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.text.analyzer import term_of
from bot.text.names import all_words
from bot.text.numbers import amount, is_number_word

_TOKEN = re.compile(
    r"(?P<bracket>\[[^\]\n]{0,60}\])|(?P<gap>…|\.\s?\.\s?\.)|(?P<word>\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*)|[%$£€]"
)
_LETTER = re.compile(r"\[(\w)\](?=\w)")  # "[T]he"
_SIC = re.compile(r"\s?\[sic\]", re.IGNORECASE)
_PER_CENT = ("per", "cent")
#: Costs of a word changed, added or left out; of a function word; of another form of the same word.
_WORD, _SMALL, _FORM = 1.0, 0.5, 0.4
_OPEN, _LONGER = 0.6, 0.06  # opening a gap for words left out, and extending it by one
_IN_BRACKETS = 0.01  # per word replaced by one in square brackets


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its offsets; ``norm`` is compared."""

    norm: str
    start: int
    end: int
    kind: str = "word"  #: word, gap (an ellipsis) or bracket


@dataclass(frozen=True, slots=True)
class Edit:
    """A run of words in both texts (equal), in one of them (added, left_out), or different (changed, form, number).

    ``claim`` and ``other`` are ranges of tokens in the claim and in the article.
    """

    kind: str
    claim: tuple[int, int]
    other: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Alignment:
    """The cheapest alignment. ``share`` is 1.0 for the same words and 0.0 for nothing in common."""

    share: float
    start: int  #: in the article's tokens
    end: int
    edits: tuple[Edit, ...]

    @property
    def same(self) -> bool:
        """Whether no word differs, apart from what an ellipsis or brackets replace."""
        return all(edit.kind in ("equal", "gap", "bracket") for edit in self.edits)


def tokens(text: str, *, claimed: bool = False) -> list[Token]:
    """The words of ``text``, with numbers by value. In a claim, ellipses and brackets are tokens of their own."""
    if claimed:
        text = _LETTER.sub(r"\1", _SIC.sub("", text))
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        if match.lastgroup in ("gap", "bracket"):
            if claimed:
                found.append(Token("", match.start(), match.end(), match.lastgroup))
            elif match.lastgroup == "bracket":
                found += [Token(t.norm, t.start + match.start() + 1, t.end + match.start() + 1)
                          for t in tokens(match.group()[1:-1])]  # fmt: skip
            continue
        found.append(Token(_norm(match.group()), match.start(), match.end()))
    return list(_numbered(found))


@lru_cache(maxsize=1 << 14)
def _norm(word: str) -> str:
    if word[0].isdigit():
        return word.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", word) else word
    return "".join(all_words(word.replace("’", "'").replace("'", ""))) or word


def _numbered(found: Sequence[Token]) -> Iterator[Token]:
    """Merge number words into one token ("twenty-five", "1.2 million"), and "per cent" into "%"."""
    place = 0
    while place < len(found):
        end = place
        while end < len(found) and _is_amount(found, place, end):
            end += 1
        if end > place and (value := amount(" ".join(token.norm for token in found[place:end]))) is not None:
            yield Token(f"{value:g}" if value < 1e6 else str(value), found[place].start, found[end - 1].end)
        elif (found[place].norm, *(t.norm for t in found[place + 1 : place + 2])) == _PER_CENT:
            yield Token("%", found[place].start, found[place + 1].end)
            end = place + 2
        else:
            end = place + 1
            norm = "%" if found[place].norm == "percent" else found[place].norm
            yield Token(norm, found[place].start, found[place].end, found[place].kind)
        place = end


def _is_amount(found: Sequence[Token], first: int, here: int) -> bool:
    """Whether the token continues an amount that began at ``first``; digits can only begin one."""
    norm = found[here].norm
    following = found[here + 1].norm if here + 1 < len(found) else ""
    if norm == "one" and here == first:  # "one hundred", not "no one"
        return following in ("hundred", "thousand", "million", "billion")
    if not norm or (here > first and norm[0].isdigit()) or (here == first and norm in ("hundred", "dozen")):
        return False
    if norm == "and" and here > first and found[here - 1].norm in ("hundred", "thousand", "million"):
        return is_number_word(following) and not following[:1].isdigit()
    return is_number_word(norm)


@lru_cache(maxsize=1 << 14)
def weight(norm: str) -> float:
    """The weight of a word: function words count half."""
    return _WORD if norm and (norm[0].isdigit() or term_of(norm) or norm in ("not", "no", "never")) else _SMALL


def _equal(one: str, other: str) -> bool:
    """Whether two tokens are the same word; "one", which is not always a number, equals 1."""
    return one == other or {one, other} == {"1", "one"}


@lru_cache(maxsize=1 << 14)
def _changing(one: str, other: str) -> float:
    if _equal(one, other):
        return 0.0
    if (stem := term_of(one)) and stem == term_of(other) and not one[0].isdigit():
        return _FORM
    return max(weight(one), weight(other))


def align(claim: Sequence[Token], other: Sequence[Token]) -> Alignment:
    """Align ``claim`` with the part of ``other`` that is most similar to it."""
    rows = _Table(claim, other)
    return rows.best()


class _Table:
    """The table of the dynamic programme: one row per word of the claim, one column per word of the article."""

    def __init__(self, claim: Sequence[Token], other: Sequence[Token]) -> None:
        self._claim, self._other = claim, other
        self._cost: list[list[float]] = [[0.0] * (len(other) + 1)]
        self._steps: list[list[str]] = [["."] * (len(other) + 1)]
        for token in claim:
            self._add(token)

    def _add(self, token: Token) -> None:
        """Extend the table by a word: the cheapest step (insert, match, delete) to each word of the other side."""
        above, loose = self._cost[-1], token.kind != "word"
        heavy = 0.0 if loose else weight(token.norm)
        row, steps = [above[0] + heavy], ["i"]
        gap = float("inf")  # cost of the best path that leaves out the previous word
        for column, other in enumerate(self._other, start=1):
            cost, step = above[column] + heavy, "i"
            if not loose and (changed := above[column - 1] + _changing(token.norm, other.norm)) <= cost:
                cost, step = changed, "m"
            opened = row[-1] + (0.0 if loose else _OPEN)
            gap = min(opened, gap + (_IN_BRACKETS if loose else _LONGER))
            if gap < cost:
                cost, step = gap, "d"
            row.append(cost)
            steps.append(step)
        self._cost.append(row)
        self._steps.append(steps)

    def best(self) -> Alignment:
        """The alignment traced back from the cheapest end."""
        last = self._cost[-1]
        column = min(reversed(range(len(last))), key=last.__getitem__)  # of several the last: "Monday" for "Tuesday"
        whole = sum(weight(token.norm) for token in self._claim if token.kind == "word") or 1.0
        steps: list[tuple[str, int, int]] = []
        row, end = len(self._claim), column
        while row:
            step = self._steps[row][column]
            steps.append((step, row - 1, column - 1))
            row -= step in "im"
            column -= step in "md"
        return Alignment(max(0.0, 1 - last[end] / whole), column, end, tuple(self._edits(steps[::-1], column)))

    def _edits(self, steps: Sequence[tuple[str, int, int]], start: int) -> Iterator[Edit]:
        """Merge adjacent steps of one kind into one edit; an addition next to an omission is a change."""
        runs: list[Edit] = []
        other = start
        for step, row, column in steps:
            kind = self._kind(step, row, column)
            claimed = (row, row + 1) if step in "im" else (row + 1, row + 1)
            held = (column, column + 1) if step in "md" else (other, other)
            other = held[1]
            if runs and runs[-1].kind == kind:
                runs[-1] = Edit(kind, (runs[-1].claim[0], claimed[1]), (runs[-1].other[0], held[1]))
            else:
                runs.append(Edit(kind, claimed, held))
        yield from runs

    def _kind(self, step: str, row: int, column: int) -> str:
        token = self._claim[row]
        if token.kind != "word" and step in "id":
            return token.kind
        if step != "m":
            return "added" if step == "i" else "left_out"
        other = self._other[column].norm
        if _equal(token.norm, other):
            return "equal"
        if token.norm[:1].isdigit() or other[:1].isdigit():
            return "number"
        return "form" if _changing(token.norm, other) == _FORM else "changed"
