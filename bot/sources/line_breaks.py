"""Lines broken by hand: sentences that go on in the next line, words hyphenated at the end of one. Pure.

    The board approved the quay in a meet-      ->  The board approved the quay in a meeting that lasted
    ing that lasted until midnight.                 until midnight.

A line that begins in lower case goes on with a sentence. Where several do, the text was wrapped: then a line goes on
too if the next word had no room in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from bot.lexicon.analysis import STOP_WORDS
from bot.text.english_words import is_english

_LOWER = re.compile(r"[\"“‘'(]?[a-zà-öø-ÿ][a-zà-öø-ÿ'’]*(?![^\W\d_])")
_HYPHENATED = re.compile(r"(?<![^\W\d_])([^\W\d_]+)[-\u2010]$")  # from a word's beginning: it may be very long
_HYPHEN_AND_BLANK = re.compile(r"\b([a-z]{2,})- ([a-z]{2,})\b")
_QUOTED = re.compile(r"^(?:>\s?)+")
_WROTE = re.compile(r"^(?:On|Am|Le|El)\b.{4,120}\b(?:wrote|schrieb|a écrit|escribió)\b.{0,60}:$")  # above a quoted mail
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CLOSED = re.compile(r"[.!?:;…|>][\"”’»')\]]*$")
_DASH = re.compile(r"\s[-–—]+$|[–—]$")
_ITEM = re.compile(r"\s*(?:[•●▪◦‣*·+|>#]|[-–—]\s|\(?\d{1,2}[.)]\s|\(?[a-z]\)\s)")
_SHORTEST = 25  # characters of a line that goes on
_WIDEST = 130  # characters of a line in a text wrapped by hand
_SEVERAL = 2  # lines that begin in lower case, from which a text was wrapped


def unwrapped(text: str) -> str:
    """``text`` with the lines of each paragraph joined, and their hyphenated words."""
    text = _HYPHEN_AND_BLANK.sub(_closed, text) if "- " in text else text
    if "\n" not in text:
        return text
    lines = text.split("\n")
    width = _width(lines)
    known = frozenset(_WORD.findall(text)) if any(_HYPHENATED.search(line.rstrip()) for line in lines) else frozenset()
    found: list[list[str]] = []
    root = ""  # the line with which the paragraph began
    for at, line in enumerate(lines):
        if found and _goes_on(root, lines[at - 1], line, width):
            found[-1][-1] = _before(found[-1][-1], line, known)
            found[-1].append(line.strip())
        else:
            found.append([line])
            root = line
    return "\n".join(map("".join, found))


def unquoted(lines: Sequence[str]) -> list[str]:
    """The lines without the mark of a quoted mail in front, and without who wrote it, if most have the mark."""
    written = [line for line in lines if line.strip()]
    quoted = sum(line.startswith(">") for line in written)
    if 2 * quoted <= len(written):
        return list(lines)
    return [_QUOTED.sub("", line) for line in lines if line.startswith(">") or not _WROTE.search(line.strip())]


def _closed(found: re.Match[str]) -> str:
    """A word that was hyphenated at the end of a line which went on: "capabili- ties", but "two- and three-year"."""
    first, rest = found[1], found[2]
    parts = is_english(first) and is_english(rest)
    return first + rest if not parts and is_english(first + rest) else found.group()


def _width(lines: Sequence[str]) -> int:
    """The width to which a text was wrapped, 0 if it was not."""
    widest = max(len(line.rstrip()) for line in lines)
    broken = sum(_breaks_sentence(lines[at - 1], line) for at, line in enumerate(lines) if at)
    return widest if broken >= _SEVERAL and widest <= _WIDEST else 0


def _goes_on(root: str, line: str, following: str, width: int) -> bool:
    """Whether a paragraph that began with ``root`` goes on from ``line`` to ``following``."""
    line = line.rstrip()
    if not line.strip() or not following.strip() or _ITEM.match(following) or _is_indented(root, following):
        return False
    if _breaks_sentence(line, following):
        return not _is_lower(root) or _HYPHENATED.search(line) is not None
    if not width:
        return False
    if len(line) + 1 + len(following.split()[0]) > width:
        return True
    last = line.split()[-1].lower()
    return len(line) >= _SHORTEST and (last[-1] == "," or last in STOP_WORDS) and not _CLOSED.search(line)


def _breaks_sentence(line: str, following: str) -> bool:
    """Whether a sentence, or a word, certainly goes on in the following line."""
    line = line.rstrip()
    if not _is_lower(following.strip()) or _ITEM.match(following):
        return False
    if _HYPHENATED.search(line):
        return True
    return len(line) >= _SHORTEST and not _CLOSED.search(line) and (line[-1].isalnum() or line[-1] in ",'’\"”)%—–-")


def _is_lower(text: str) -> bool:
    """Whether it begins with a word in lower case, and not with one like "iPhone"."""
    return _LOWER.match(text.lstrip()) is not None


def _is_indented(root: str, following: str) -> bool:
    return following[0].isspace() and not root[:1].isspace()


def _before(line: str, following: str, known: Set[str]) -> str:
    """``line`` as it stands in front of what goes on in the following one."""
    line, following = line.rstrip(), following.strip()
    cut = _HYPHENATED.search(line)
    rest = _FIRST_WORD.match(following)
    if not cut or not rest or _DASH.search(line):
        return f"{line} "
    return line[:-1] if _is_lower(following) and _is_one_word(cut[1], rest.group(), known) else line


def _is_one_word(first: str, rest: str, known: Set[str]) -> bool:
    """Whether a hyphen stands only for the end of the line: "meet-ing", but "well-known" keeps its own.

    ``known``: the words of the text, in which either form may stand elsewhere.
    """
    if first.isupper() or f"{first}-{rest}" in known:
        return False
    return first + rest in known or is_english((first + rest).lower()) or not _are_words(first, rest)


def _are_words(first: str, rest: str) -> bool:
    return is_english(first.lower()) and is_english(rest.lower())
