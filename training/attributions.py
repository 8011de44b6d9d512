"""PolNeAR's attributions (brat stand-off files) as paragraphs with source, cue and content spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

#: Start and end in characters; the end is exclusive.
Span = tuple[int, int]

ROLES = ("SOURCE", "CUE", "CONTENT")

_MARK = re.compile(r"[\"“”]|''|``")
_QUOTED = re.compile(r"(?:[\"“]|''|``)(.*?)(?:[\"”]|''|$)", re.DOTALL)
#: Examples: "T7<TAB>Content 166 290;300 312<TAB>words" and "E2<TAB>Attribution:T8 Content:T7 Cue:T6 Source:T5". The
#: words of a note may contain a line break, so a line may be neither.
_BOUND = re.compile(r"^(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t", re.MULTILINE)
_EVENT = re.compile(r"^E\d+\t(.*)$", re.MULTILINE)
#: A content is direct if at least this share of its characters is in quotation marks.
_DIRECT_SHARE = 0.8


class Kind(StrEnum):
    """How speech is reported."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Attribution:
    """An attribution within one paragraph; each role may have several spans or none."""

    kind: Kind
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of an article with its annotations; offsets are relative to the paragraph's start."""

    article: str
    text: str
    spans: tuple[tuple[int, int, str], ...] = ()
    attributions: tuple[Attribution, ...] = ()


@dataclass(slots=True)
class _Notes:
    """A parsed annotation file: text-bound notes by id, and attributions as (role, note id) pairs."""

    bound: dict[str, tuple[str, list[Span]]] = field(default_factory=dict)
    events: list[list[tuple[str, str]]] = field(default_factory=list)


def kind_of(content: str) -> Kind:
    """Direct, mixed or indirect, by the share of ``content`` in quotation marks."""
    if not _MARK.search(content):
        return Kind.INDIRECT
    plain = len(_MARK.sub("", content.strip()))
    quoted = sum(len(words) for words in _QUOTED.findall(content))
    return Kind.DIRECT if quoted >= _DIRECT_SHARE * plain else Kind.MIXED


def read_folder(folder: Path) -> Iterator[tuple[str, list[Paragraph]]]:
    """Read every annotated article below ``folder`` (``text/*.txt``, ``attributions/*_XXXX.ann``) in order of name.

    Some articles were annotated by several people; only the first annotator by name is used.
    """
    chosen: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        chosen.setdefault(path.stem.rpartition("_")[0], path)
    for name, path in sorted(chosen.items()):
        text = folder / "text" / f"{name}.txt"
        if text.exists():
            yield name, read_article(name, text.read_text(encoding="utf-8"), path.read_text(encoding="utf-8"))


def read_article(name: str, text: str, annotations: str) -> list[Paragraph]:
    """The non-empty lines of ``text`` with their annotations, clipped at the end of the line."""
    notes = _parse(annotations)
    lines = [(found.start(), found.end()) for found in re.finditer(r"[^\n]+", text)]
    return [_paragraph(name, text, line, notes) for line in lines]


def _parse(annotations: str) -> _Notes:
    notes = _Notes()
    for mark, role, offsets in _BOUND.findall(annotations):
        notes.bound[mark] = (role.upper(), [_offsets(part) for part in offsets.split(";")])
    for event in _EVENT.findall(annotations):
        notes.events.append([_role(part) for part in event.split()])
    return notes


def _offsets(text: str) -> Span:
    start, end = text.split()
    return int(start), int(end)


def _role(text: str) -> tuple[str, str]:
    role, _, note = text.partition(":")
    return role.rstrip("0123456789").upper(), note


def _paragraph(name: str, text: str, line: Span, notes: _Notes) -> Paragraph:
    here = {note: _within(spans, line) for note, (_, spans) in notes.bound.items()}
    spans = [(*span, notes.bound[note][0]) for note, found in here.items() for span in found]
    words = text[slice(*line)]
    events = [_attribution(words, event, here) for event in notes.events if _starts_here(event, notes, line)]
    kept = sorted(span for span in spans if span[2] in ROLES)
    return Paragraph(name, words, tuple(kept), tuple(event for event in events if event.content))


def _within(spans: list[Span], line: Span) -> list[Span]:
    return [(start - line[0], min(end, line[1]) - line[0]) for start, end in spans if line[0] <= start < line[1]]


def _starts_here(event: list[tuple[str, str]], notes: _Notes, line: Span) -> bool:
    content = [span for role, note in event if role == "CONTENT" for span in notes.bound[note][1]]
    return bool(content) and line[0] <= content[0][0] < line[1]


def _attribution(words: str, event: list[tuple[str, str]], here: dict[str, list[Span]]) -> Attribution:
    def spans(role: str) -> tuple[Span, ...]:
        return tuple(span for event_role, note in event if event_role == role for span in here[note])

    content = spans("CONTENT")
    return Attribution(
        kind_of(" ".join(words[slice(*span)] for span in content)), spans("SOURCE"), spans("CUE"), content
    )
