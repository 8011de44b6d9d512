"""How much of a quotation a comparison shows: its sentence, and those behind it that it goes on in."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.briefs.comparison import with_continuation
from bot.models import Context, Headline, Quote, QuoteKind

HEADLINE = Headline(
    row=1, id="a", title="Title", source="Wire", url="", published=None, added=datetime(2026, 11, 1, tzinfo=UTC)
)


def shown(paragraph: str, sentence: str, content: str) -> str:
    start = paragraph.index(sentence)
    quote = Quote(
        row=1, headline=HEADLINE, sentence_row=1, content=content, kind=QuoteKind.DIRECT,
        speaker="Orla Fenn", speaker_as_written="Fenn", cue="said",
    )  # fmt: skip
    context = Context(headline=HEADLINE, paragraph=paragraph, start=start, end=start + len(sentence))
    return with_continuation(quote, sentence, context)


@pytest.mark.parametrize(
    ("paragraph", "sentence", "content", "whole"),
    [
        (
            "It rained. “We had two pumps,” Fenn said. “Both were in Oslo.” Nobody laughed.",
            "“We had two pumps,” Fenn said.",
            "We had two pumps,” “Both were in Oslo.",
            "“We had two pumps,” Fenn said. “Both were in Oslo.”",
        ),
        (
            '"We had two pumps," Fenn said. "Both were in Oslo. One had no hose." Nobody laughed.',
            '"We had two pumps," Fenn said.',
            "We had two pumps,” “Both were in Oslo. One had no hose.",
            '"We had two pumps," Fenn said. "Both were in Oslo. One had no hose."',
        ),
        (
            "“Two pumps,” Fenn said, “and no hose.” Nobody laughed.",
            "“Two pumps,” Fenn said, “and no hose.”",
            "Two pumps,” “and no hose.",
            "“Two pumps,” Fenn said, “and no hose.”",
        ),
        (
            "“We had two pumps,” Fenn said. Nobody laughed.",
            "“We had two pumps,” Fenn said.",
            "We had two pumps,” “Both are gone.",  # in another paragraph
            "“We had two pumps,” Fenn said.",
        ),
    ],
)
def test_an_interrupted_quotation_is_shown_to_its_end(paragraph: str, sentence: str, content: str, whole: str) -> None:
    assert shown(paragraph, sentence, content) == whole


def test_what_stands_far_behind_is_left_out() -> None:
    between = (
        "Nobody laughed, and the meeting of the council went on with the lamps of the harbour and the price of salt."
    )
    paragraph = f"“We had two pumps,” Fenn said. {between} “Both were in Oslo.”"

    assert shown(paragraph, "“We had two pumps,” Fenn said.", "We had two pumps,” “Both were in Oslo.") == (
        "“We had two pumps,” Fenn said."
    )
