"""The button that "more" presses below quotes. Pure."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.models import Headline, Quote, QuoteKind, QuoteResult, Speaker
from bot.understanding.navigation import Navigation, Turning
from bot.understanding.quote_requests import Lookup
from handlers.commands.navigate import button_for
from handlers.views.callback_data import Code, Press, read
from handlers.views.headlines import Place
from handlers.views.quotes import said

DAY = datetime(2026, 11, 12, tzinfo=UTC)


@pytest.mark.parametrize(("total", "pressed"), [(5, Press(Code.WHO, (8, 1, 9))), (1, None)])
def test_more_is_more_of_the_same_speaker_beside_what_others_said(total: int, pressed: Press | None) -> None:
    headline = Headline(row=1, id="a", title="It rained", source="", url="", published=DAY, added=DAY)
    one = Quote(
        row=1, headline=headline, sentence_row=4, content="It rained", kind=QuoteKind.DIRECT, speaker="Elena Marsh",
        speaker_as_written="Marsh", cue="said",
    )  # fmt: skip
    marsh = Speaker(row=9, name="Elena Marsh", label="PERSON", quotes=total)
    found = QuoteResult(speaker=marsh, quotes=(one,), total=total, others=True)

    part = said(found, Place(view=8, total=total, speaker=9), Lookup(name="Marsh"))
    wanted = button_for([one for row in part.rows for one in row if one.data], Navigation(Turning.MORE))

    assert any(one.label == "Others" for row in part.rows for one in row)
    assert (wanted and read(wanted.data)) == pressed
