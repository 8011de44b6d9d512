"""The words of a quotation that is interrupted, put together as print does: marks closed and opened again.

    “We won,” he said. “They lost.”          -> We won” “They lost.
    “We won.  ⏎  “They lost,” he said.       -> We won. They lost          (nothing stands in between)
    The bank, he said, would sell            -> The bank … would sell      (the paper's words: some are left out)

Pure. Whoever shows the words sets the outer marks.
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
    """The words of ``spans`` of ``text``; ``direct``: they stand in quotation marks."""
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


def pieces(words: str) -> list[str]:
    """The parts between which a quotation is interrupted."""
    return _JOINT.split(words)
