"""Messages for verdicts on claimed quotations: the claim, the archive's exact words, and the differences. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.models import CheckedQuote, QuoteVerdict
from bot.quotes.verdict_wording import difference, verdict
from bot.translation import gettext
from handlers.views.headlines import origin
from handlers.views.html import NOTHING, Rich, bold, clean, clip, filled, join, one_line, quote, text, units
from handlers.views.messages import Part, pack

MAX_CLAIM, MAX_QUOTE, MAX_DIFFERENCE = 200, 420, 200  # UTF-16 units
MAX_DIFFERENCES, MAX_ALSO = 4, 3
LONG_QUOTATION = 240  # units; longer quotations are folded
_SIGNS = {
    QuoteVerdict.EXACT: "✅", QuoteVerdict.ALTERED: "✏️", QuoteVerdict.OTHER_SPEAKER: "👤",
    QuoteVerdict.REPORTED: "📰", QuoteVerdict.NOT_FOUND: "❔",
}  # fmt: skip


def checked(found: Sequence[CheckedQuote]) -> list[Part]:
    """A block for each claim, in as few messages as possible."""
    return pack([_claim(one) for one in found])


def _claim(one: CheckedQuote) -> Rich:
    words = clip(one_line(one.claim.words), MAX_CLAIM)
    claimed = text(f"“{words}”" if one.claim.marked else words)
    told = bold(f"{_SIGNS[one.verdict]} {clip(verdict(one), MAX_CLAIM)}")
    return join([claimed, told, _archive(one), *_differences(one), _places(one)])


def _archive(one: CheckedQuote) -> Rich:
    """The archive's words, in a block quotation if they are in quotation marks in the article."""
    if not one.quote:
        return NOTHING
    words = clip(clean(one.quote), MAX_QUOTE)
    if one.verdict is QuoteVerdict.REPORTED:
        return text(words)
    return quote(text(words), expandable=units(words) > LONG_QUOTATION)


def _differences(one: CheckedQuote) -> list[Rich]:
    return [text(f"• {clip(one_line(difference(it)), MAX_DIFFERENCE)}") for it in one.differences[:MAX_DIFFERENCES]]


def _places(one: CheckedQuote) -> Rich:
    if one.headline is None:
        return NOTHING
    also = [
        join([filled(gettext("Also: {outlets}"), outlets=origin(headline))], "") for headline in one.also[:MAX_ALSO]
    ]
    return join([origin(one.headline), *also])
