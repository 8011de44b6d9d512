"""Decide whether a claim names another day than the article. Pure.

    'On Monday Orlov said "We will raise the wall"'   of an article published on Friday -> another day

"Yesterday" and "last week" refer to the time of asking rather than that of speaking, so they are not compared.
"""

from __future__ import annotations

import re
from datetime import timedelta

from bot.models import QuotedArticle
from bot.text.dates import find_window, find_windows

_RELATIVE = re.compile(r"\b(?:last|this|next|past|ago|since|until|between|recent\w*)\b", re.IGNORECASE)
_NAMES_DAY = re.compile(r"[a-z]+day\b|\d", re.IGNORECASE)
_LONGEST = timedelta(days=1)  # of a day, as opposed to a month or a year
_LATE = timedelta(days=1)  # an article may be published the day after


def other_day(words: str, article: QuotedArticle, quote: str) -> tuple[str, str]:
    """The claimed day as written and the article's as YYYY-MM-DD; two empty strings if they agree or none is named.

    ``words``: the claim outside the quotation marks; ``quote``: the article's words, verbatim. A day agrees if it is
    that of publication, the one before, or one named in the article's first paragraph or in that of the quote.
    """
    published = article.headline.published
    claimed = find_window(words, published) if published is not None else None
    if published is None or claimed is None or claimed.since is None or claimed.until is None:
        return "", ""
    day = claimed.until - claimed.since <= _LONGEST and _NAMES_DAY.search(claimed.words)
    if not day or _RELATIVE.search(claimed.words):
        return "", ""
    if claimed.since - _LATE <= published < claimed.until + _LATE:
        return "", ""
    told = [window for text in _around(article.text, quote) for window in find_windows(text, published)]
    if any(w.since and w.until and w.since < claimed.until and claimed.since < w.until for w in told):
        return "", ""
    return claimed.words, published.date().isoformat()


def _around(text: str, quote: str) -> list[str]:
    """The article's first paragraph and the paragraph of the quote."""
    at = max(0, text.find(quote))
    end = text.find("\n", at + len(quote))
    return [text.split("\n", 1)[0], text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]]
