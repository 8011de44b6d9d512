"""A verdict on a claimed quotation in plain English. Pure."""

from __future__ import annotations

from bot.models import CheckedQuote, QuoteDifference, QuoteVerdict

_LONGEST = 160  # characters of one side of a difference


def verdict(one: CheckedQuote) -> str:
    """One sentence that says what the archive has of the claim."""
    who = one.speaker or "Somebody who is not named"
    if one.verdict is QuoteVerdict.EXACT:
        return f"Yes, {who} is quoted with these words." if one.speaker else "Yes, these words are quoted."
    if one.verdict is QuoteVerdict.ALTERED:
        return f"Not quite: {who} is quoted with other words." if one.speaker else "Not quite: other words are quoted."
    if one.verdict is QuoteVerdict.OTHER_SPEAKER:
        return f"Not {one.claim.speaker}: {who} said it." if one.claim.speaker else f"{who} said it."
    if one.verdict is QuoteVerdict.REPORTED:
        return "Only in the paper's own words, not as a quotation."
    return "My articles don't have these words."


def difference(one: QuoteDifference) -> str:
    """What differs, as a line."""
    claimed, archive = _short(one.claimed), _short(one.archive)
    lines = {
        "left_out": f"Left out: “{archive}”",
        "added": f"Added: “{claimed}”",
        "cut": f"Cut off, which turns the sense: “{archive}”",
        "joined": "Two quotations are joined as if they were one.",
        "reordered": "The words stand in another order.",
        "speaker": f"Another speaker: {one.archive or 'not named'}",
        "marks": "The article has no quotation marks there.",
    }
    return lines.get(one.kind, f"Changed: “{claimed}”, in the article “{archive}”")


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
