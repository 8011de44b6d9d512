"""Locate a sentence among the paragraphs around it. Pure."""

from __future__ import annotations

from bot.models import Context, Headline


def paragraph_context(origin: Headline, text: str, start: int, end: int) -> Context:
    """The sentence ``text[start:end]`` within its line of ``text``, with the non-empty lines before and after."""
    left = text.rfind("\n", 0, start) + 1
    left += len(text[left:start]) - len(text[left:start].lstrip())
    right = text.find("\n", end)
    right = len(text) if right < 0 else right
    before = text[:left].rstrip()
    return Context(
        headline=origin,
        paragraph=text[left:right].rstrip(),
        start=start - left,
        end=end - left,
        before=before[before.rfind("\n") + 1 :].strip(),
        after=text[right:].lstrip().partition("\n")[0].rstrip(),
    )
