"""Scores of quotation attribution: spans by role, and speakers by kind of speech."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from training.attributions import ROLES, Attribution, Paragraph, Span, kind_of
from training.counts import Counts
from training.linking import Labelled, Link

#: The output of a system for one paragraph.
Found = tuple[Sequence[Labelled], Sequence[Link]]
Table = dict[str, dict[str, float]]

#: Ignored at the ends of a span: whether the comma or the quotation marks belong to a quotation is a convention.
_TRIMMED = " ,\"“”'’‘.:;\n`"
#: A content counts as found if this share of it is.
_HALF = 0.5


def trimmed(text: str, span: Span) -> Span:
    """The span without whitespace, quotation marks and punctuation at its ends."""
    start, end = span
    while start < end and text[start] in _TRIMMED:
        start += 1
    while end > start and text[end - 1] in _TRIMMED:
        end -= 1
    return start, end


def overlap(one: Span, other: Span) -> int:
    """The number of characters in both."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def score_quotes(paragraphs: Sequence[Paragraph], found: Sequence[Found]) -> Table:
    """Rows ``content exact``, ``content overlap`` ... and ``direct speaker``, ``direct content`` ... in percent."""
    counts: dict[str, Counts] = defaultdict(Counts)
    for paragraph, (spans, links) in zip(paragraphs, found, strict=True):
        for role in ROLES:
            _count_spans(counts, paragraph, spans, role)
        _count_attributions(counts, paragraph, links)
    return {name: counts[name].as_row() for name in sorted(counts)}


def _count_spans(counts: dict[str, Counts], paragraph: Paragraph, spans: Iterable[Labelled], role: str) -> None:
    text = paragraph.text
    gold = {trimmed(text, (start, end)) for start, end, gold_role in paragraph.spans if gold_role == role}
    guess = {trimmed(text, (start, end)) for start, end, guess_role in spans if guess_role == role}
    exact = len(gold & guess)
    counts[f"{role.lower()} exact"].add(len(guess), len(gold), exact, exact)
    guess_hits = sum(any(overlap(one, other) for other in gold) for one in guess)
    gold_hits = sum(any(overlap(one, other) for other in guess) for one in gold)
    counts[f"{role.lower()} overlap"].add(len(guess), len(gold), guess_hits, gold_hits)


def _count_attributions(counts: dict[str, Counts], paragraph: Paragraph, links: Sequence[Link]) -> None:
    text = paragraph.text
    for gold in paragraph.attributions:
        matching = [one for one in links if _covers(text, gold.content, one)]
        counts[f"{gold.kind} content"].add(0, 1, 0, bool(matching))
        if gold.source:
            counts[f"{gold.kind} speaker"].add(0, 1, 0, any(_same_source(one, gold) for one in matching))
    for one in links:
        start, end = one.content
        kind = kind_of(text[max(0, start - 1) : end + 1])  # including quotation marks just outside
        meant = [gold for gold in paragraph.attributions if _mostly_in(text, one, gold)]
        counts[f"{kind} content"].add(1, 0, bool(meant), 0)
        if one.source:
            counts[f"{kind} speaker"].add(1, 0, any(_same_source(one, gold) for gold in meant), 0)


def _covers(text: str, content: Sequence[Span], one: Link) -> bool:
    wanted = [trimmed(text, span) for span in content]
    shared = sum(overlap(span, trimmed(text, one.content)) for span in wanted)
    return shared > 0 and shared >= _HALF * sum(end - start for start, end in wanted)


def _mostly_in(text: str, one: Link, gold: Attribution) -> bool:
    start, end = trimmed(text, one.content)
    shared = sum(overlap((start, end), trimmed(text, span)) for span in gold.content)
    return shared > 0 and shared >= _HALF * (end - start)


def _same_source(one: Link, gold: Attribution) -> bool:
    return one.source is not None and any(overlap(one.source, span) for span in gold.source)
