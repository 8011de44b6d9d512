"""Interrupted quotations as print gives them. Pure."""

from __future__ import annotations

import pytest

from bot.text.quoted_words import put_together, quoted_pieces
from bot.text.spans import Span


def spans(text: str, *parts: str) -> list[Span]:
    return [(text.index(part), text.index(part) + len(part)) for part in parts]


@pytest.mark.parametrize(
    ("text", "parts", "direct", "shown"),
    [
        ("“We won,” he said. “They lost.”", ("We won", "They lost."), True, "We won” “They lost."),
        ("“The quay,” she said, “is new.”", ("The quay", "is new."), True, "The quay” “is new."),
        ("“We won.\n“They lost,” he said.", ("We won.", "They lost"), True, "We won. They lost"),
        ("“We won.\nThey lost,” he said.", ("We won.", "They lost"), True, "We won. They lost"),
        ("“We won.” “They lost.”", ("We won.", "They lost."), True, "We won.” “They lost."),
        ("The bank, he said, would sell.", ("The bank", "would sell"), False, "The bank … would sell"),
    ],
)
def test_marks_are_closed_and_opened_as_the_article_does(
    text: str, parts: tuple[str, ...], direct: bool, shown: str
) -> None:
    words = put_together(text, spans(text, *parts), direct=direct)

    assert words == shown
    assert " ".join(quoted_pieces(words)).replace("  ", " ") == " ".join(parts)


def test_an_ellipsis_of_the_speaker_stays() -> None:
    text = "“Well… we won,” he said."

    assert put_together(text, spans(text, "Well… we won"), direct=True) == "Well… we won"
