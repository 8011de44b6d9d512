"""A topic that is the name of something is found by its other names too."""

from __future__ import annotations

from pathlib import Path

from bot.understanding.quote_requests import Lookup
from tests.support.annotated_newsroom import annotated

TEXT = """Velmora signed the Northern Sea Partnership (NSP) in May, and the NSP is disputed.

Minister Anna Solberg said she had slept badly.

“I oppose the Northern Sea Partnership,” Solberg said in Lodden on Friday.

The town has a new swimming pool. “The water is cold,” Solberg said there."""


def test_short_names(tmp_path: Path) -> None:
    article = {
        "id": "pact",
        "title": "A minister in Lodden",
        "source": "Harbour Lamp",
        "date": "2026-11-20",
        "text": TEXT,
    }
    with annotated(tmp_path, [article]) as newsroom:
        said = newsroom.who(Lookup(name="Anna Solberg", about="NSP"), limit=9)

    assert [quote.content for quote in said.quotes] == ["I oppose the Northern Sea Partnership"]
