"""Agency-style paragraphs, annotated by hand to measure what PolNeAR's newspapers do not cover."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from training.attributions import Attribution, Paragraph, kind_of
from training.linking import link
from training.quote_templates import marked

_FILE = Path(__file__).parent / "data" / "agency.txt"


def read_agency() -> Iterator[Paragraph]:
    """The paragraphs of the file, one per line; lines with # are comments."""
    for line in _FILE.read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            yield linked(marked("agency", line))


def linked(paragraph: Paragraph) -> Paragraph:
    """The paragraph with one attribution per content, linked to the nearest annotated source and cue."""
    attributions = (
        Attribution(
            kind_of(paragraph.text[slice(*one.content)]),
            (one.source,) if one.source else (),
            (one.cue,) if one.cue else (),
            (one.content,),
        )
        for one in link(paragraph.text, paragraph.spans)
    )
    return replace(paragraph, attributions=tuple(attributions))
