"""Verdicts on claimed quotations in plain English. Pure."""

from __future__ import annotations

from datetime import date

from bot.models import CheckedQuote, QuoteDifference, QuoteVerdict
from bot.translation import N_, day_words, gettext

_LONGEST = 160  # characters on one side of a difference


_NAMED = {
    QuoteVerdict.EXACT: N_("Yes, {who} is quoted with these words."),
    QuoteVerdict.ALTERED: N_("Not quite: {who} is quoted with other words."),
}
_UNNAMED = {
    QuoteVerdict.EXACT: N_("Yes, these words are quoted."),
    QuoteVerdict.ALTERED: N_("Not quite: other words are quoted."),
}
_OTHERWISE = {
    QuoteVerdict.REPORTED: N_("Only in the paper's own words, not as a quotation."),
    QuoteVerdict.NOT_FOUND: N_("My articles don't have these words."),
}
_DIFFERENCES = {
    "left_out": N_("Left out: “{archive}”"),
    "added": N_("Added: “{claimed}”"),
    "cut": N_("Cut off, which reverses the sense: “{archive}”"),
    "joined": N_("Two quotations are joined as if they were one."),
    "reordered": N_("The words stand in another order."),
    "speaker": N_("Another speaker: {archive}"),
    "day": N_("Another day: the article is of {archive}."),
    "marks": N_("The article has no quotation marks there."),
}
_CHANGED = N_("Changed: “{claimed}”, in the article “{archive}”")


def verdict(one: CheckedQuote) -> str:
    """One sentence about what the archive has on the claim."""
    who = one.speaker or gettext("Somebody who is not named")
    told = gettext(_NAMED.get(one.verdict, "") if one.speaker else _UNNAMED.get(one.verdict, ""))
    if one.verdict is QuoteVerdict.OTHER_SPEAKER:
        claimed, only = N_("Not {claimed}: {who} said it."), N_("{who} said it.")
        told = gettext(claimed if one.claim.speaker else only)
    return (told or gettext(_OTHERWISE[one.verdict])).format(who=who, claimed=one.claim.speaker)


def difference(one: QuoteDifference) -> str:
    """A difference as one line."""
    claimed, archive = _short(one.claimed), _short(one.archive)
    if one.kind == "speaker":
        archive = one.archive or gettext("not named")
    if one.kind == "day":
        archive = day_words(date.fromisoformat(one.archive))
    return gettext(_DIFFERENCES.get(one.kind, _CHANGED)).format(claimed=claimed, archive=archive)


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
