"""Rows of blanks: names, speakers and sentences are found as if single spaces stood there, at the offsets as printed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.spacing import as_printed, evenly_spaced
from bot.models import Annotation, Mention, QuoteKind, QuoteSpan, SentenceSpan
from tests.support.language import annotator

STORY = """Councillor Lis Berg opened the mill on Monday. "It is old but sound," said Berg, adding that more will come.
"We paid for the roof ourselves," Mayor Otto Falk told reporters. The Harbour Trust gave 4.5 million crowns."""
BLANKS = ("  ", "\t", "\u00a0", " \u2009 ", "   ")


@pytest.mark.parametrize("blanks", BLANKS)
def test_an_article_is_read_alike_however_it_is_spaced(blanks: str) -> None:
    told, spaced = annotator()(STORY), annotator()(STORY.replace(" ", blanks))

    def words(text: str, start: int, end: int) -> str:
        return " ".join(text[start:end].split())

    for kind in ("sentences", "mentions"):
        ours, theirs = getattr(told.annotation, kind), getattr(spaced.annotation, kind)
        assert [words(told.text, one.start, one.end) for one in ours] == [
            words(spaced.text, one.start, one.end) for one in theirs
        ]
    assert [(quote.speaker, [words(told.text, *span) for span in quote.spans]) for quote in told.annotation.quotes] == [
        (quote.speaker, [words(spaced.text, *span) for span in quote.spans]) for quote in spaced.annotation.quotes
    ]
    assert {quote.speaker for quote in spaced.annotation.quotes} == {"Lis Berg", "Otto Falk"}


@given(st.text(alphabet="ab.\n \t\u00a0\u2003", max_size=40))
def test_offsets_lead_back_to_the_text_as_printed(text: str) -> None:
    even, offsets = evenly_spaced(text)

    assert even == re.sub(r"[^\S\n]+", " ", text)
    if offsets is None:
        assert even == text
    else:
        assert [text[at] for at in offsets[:-1] if not text[at].isspace()] == [c for c in even if not c.isspace()]
        assert (len(offsets), offsets[-1]) == (len(even) + 1, len(text))


def test_a_span_ends_behind_its_last_character() -> None:
    even, offsets = evenly_spaced('"Yes,"  said  Berg.  No.')
    at = even.index("Berg")
    quote = QuoteSpan(spans=((1, 5),), kind=QuoteKind.DIRECT, source=(at, at + 4), cue=(at, at), speaker="Berg")
    found = as_printed(
        Annotation(
            sentences=(SentenceSpan(start=0, end=even.index(" No"), paragraph=0),),
            mentions=(Mention(start=at, end=at + 4, label="PERSON", name="Berg"),),
            quotes=(quote,),
        ),
        offsets,
    )

    assert found.sentences[0].end == len('"Yes,"  said  Berg.')
    assert (found.mentions[0].start, found.mentions[0].end) == (14, 18)
    assert (found.quotes[0].source, found.quotes[0].cue, found.quotes[0].spans) == ((14, 18), (14, 14), ((1, 5),))
