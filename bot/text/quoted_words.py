"""The words of an interrupted quotation, joined as in print, with quotation marks closed and reopened.

    “We won,” he said. “They lost.”          -> We won” “They lost.
    “We won.  ⏎  “They lost,” he said.       -> We won. They lost          (nothing in between)
    The bank, he said, would sell            -> The bank … would sell      (the paper's words, with an omission)

Pure. The caller adds the outer quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.text.spans import Span

REOPENED = "” “"
LEFT_OUT = " … "
_CLOSING = re.compile(r"[”»\"]")
_JOINT = re.compile(rf"{REOPENED}|{LEFT_OUT}")


def put_together(text: str, spans: Sequence[Span], *, direct: bool) -> str:
    """Join the words of ``spans`` of ``text``; ``direct``: whether they are in quotation marks."""
    whole = ""
    for number, (start, end) in enumerate(spans):
        if number:
            between = text[spans[number - 1][1] : start]
            whole += _joint(between) if direct else LEFT_OUT
        whole += text[start:end]
    return whole


def _joint(between: str) -> str:
    apart = any(character.isalnum() for character in between) or len(_CLOSING.findall(between)) > 1
    return REOPENED if apart or _CLOSING.match(between.lstrip(" .,!?…")) else " "


def quoted_pieces(words: str) -> list[str]:
    """The uninterrupted parts of a quotation."""
    return _JOINT.split(words)
