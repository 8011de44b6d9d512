"""A baseline that links each content to the nearest source and cue; deliberately simple, to evaluate the spans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from training.attributions import Span

#: (start, end, role) as found by a model.
Labelled = tuple[int, int, str]

#: Costs in characters of a sentence boundary and of another content in between, tuned on the development part.
_SENTENCE_COST = 150
_CONTENT_COST = 40
#: Maximum distance of what belongs together.
_CUE_REACH = 60
_SOURCE_REACH = 120
#: A quotation in quotation marks needs no cue nearby, and its speaker may be further away.
_QUOTED_REACH = 320

#: Not after a title or initial ("Dr. Bokor", "J. Sol").
_SENTENCE_END = re.compile(
    r"(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bSen)(?<!\bGen)(?<!\bGov)(?<!\bRep)(?<!\b[A-Z])[.!?][\"”’')]*\s+[\"“A-Z]"
)
_MARK = re.compile(r"[\"“”]")


@dataclass(frozen=True, slots=True)
class Link:
    """A content with its cue and source, if any."""

    content: Span
    source: Span | None
    cue: Span | None


def link(text: str, spans: Sequence[Labelled]) -> list[Link]:
    """One link per content, in the order of ``spans``."""
    by_role = {
        role: [(s, e) for s, e, span_role in spans if span_role == role] for role in ("SOURCE", "CUE", "CONTENT")
    }
    contents = by_role["CONTENT"]
    links = []
    for content in contents:
        cue = _nearest(text, content, by_role["CUE"], contents, _CUE_REACH)
        quoted = cue is None and _MARK.search(text[slice(*content)]) is not None
        reach = _QUOTED_REACH if quoted else _SOURCE_REACH
        links.append(Link(content, _nearest(text, cue or content, by_role["SOURCE"], contents, reach), cue))
    return links


def _nearest(text: str, anchor: Span, spans: Sequence[Span], contents: Sequence[Span], reach: int) -> Span | None:
    near = [span for span in spans if _gap(text, anchor, span) <= reach]
    return min(near, key=lambda span: _cost(text, anchor, span, contents), default=None)


def _cost(text: str, anchor: Span, span: Span, contents: Sequence[Span]) -> int:
    start, end = min(anchor[1], span[1]), max(anchor[0], span[0])
    between = sum(1 for content in contents if content != anchor and start <= content[0] and content[1] <= end)
    follows = span[0] >= anchor[0]
    return _gap(text, anchor, span) + _CONTENT_COST * between + follows


def _gap(text: str, one: Span, other: Span) -> int:
    """The characters between the two, plus the cost of the sentence boundaries among them."""
    start, end = min(one[1], other[1]), max(one[0], other[0])
    if end <= start:
        return 0
    return end - start + _SENTENCE_COST * len(_SENTENCE_END.findall(text[max(0, start - 1) : end + 1]))
