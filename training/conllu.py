"""Universal Dependencies files (CoNLL-U) as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

#: Subtypes too rare to learn, or distinguished by only one corpus.
_MERGED = {
    "obl:tmod": "obl:unmarked", "obl:npmod": "obl:unmarked", "nmod:tmod": "nmod:unmarked",
    "nmod:npmod": "nmod:unmarked",
    "nsubj:outer": "nsubj", "csubj:outer": "csubj", "csubj:pass": "csubj", "advcl:relcl": "acl:relcl",
    "dislocated": "parataxis",
    "goeswith": "compound", "orphan": "dep", "flat:foreign": "flat", "flat:name": "flat",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; empty ``heads`` mean that it has no annotated tree."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    tags: tuple[str, ...]
    pos: tuple[str, ...] = ()
    morphs: tuple[str, ...] = ()
    heads: tuple[int, ...] = ()
    deps: tuple[str, ...] = ()


def read_conllu(path: Path) -> Iterator[Sentence]:
    """The sentences of the file."""
    yield from parse_conllu(path.read_text(encoding="utf-8"))


def parse_conllu(text: str) -> Iterator[Sentence]:
    """The sentences of CoNLL-U ``text``; multiword tokens (1-2 don't) are parts without a space between them."""
    for block in text.split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line and not line.startswith("#")]
        if rows:
            yield _sentence(rows)


def _sentence(rows: list[list[str]]) -> Sentence:
    words = [row for row in rows if row[0].isdecimal()]
    heads = [int(row[6]) - 1 for row in words]
    return Sentence(
        words=tuple(row[1].replace(" ", "") for row in words),
        spaces=tuple(_spaces(rows)),
        tags=tuple("" if row[4] == "_" else row[4] for row in words),
        pos=tuple(row[3] for row in words),
        morphs=tuple("" if row[5] == "_" else row[5] for row in words),
        heads=tuple(number if head < 0 else head for number, head in enumerate(heads)),
        deps=tuple("ROOT" if head < 0 else _MERGED.get(row[7], row[7]) for row, head in zip(words, heads, strict=True)),
    )


def _spaces(rows: list[list[str]]) -> Iterator[bool]:
    joined_until, blank_after = 0, True
    for row in rows:
        blank = "SpaceAfter=No" not in row[9]
        if "-" in row[0]:
            joined_until, blank_after = int(row[0].partition("-")[2]), blank
        elif row[0].isdecimal():
            number = int(row[0])
            yield blank_after if number == joined_until else blank and number > joined_until
