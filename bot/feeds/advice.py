"""What somebody may do about an address that gave no feed or no article. Pure."""

from __future__ import annotations

from enum import StrEnum

from bot.errors import SourceError
from bot.feeds.finding import ErrorStatus
from bot.feeds.pages import KEEPS_OUT, FeedInstead, KeptOut, PageUnavailable
from bot.sources.fetching.failures import FailureKind, FetchError
from bot.sources.web import NotAnArticle, PageKind

_PASSING = frozenset({FailureKind.DNS, FailureKind.CONNECT, FailureKind.TIMEOUT})
_LATER = frozenset({408, 425, 429})
_LISTS = frozenset({PageKind.FRONT, PageKind.SECTION, PageKind.TAG, PageKind.ARCHIVE})


class Advice(StrEnum):
    """What may help."""

    NOTHING = "nothing"  # the reason itself says what
    WRITE = "write an address"
    LATER = "check the spelling or try later"
    FEED_LINK = "find the link to the feed on the site"
    AS_FEED = "add it as a feed"
    LOOK = "look at the page in a browser"
    ELSEWHERE = "try another outlet"


_OF_FAILURE: dict[FailureKind, Advice] = {
    FailureKind.REFUSED: Advice.NOTHING,
    FailureKind.TLS: Advice.NOTHING,
    FailureKind.ADDRESS: Advice.WRITE,
}


def advice_for_feed(error: SourceError) -> Advice:
    """What may help if no feed was found."""
    if isinstance(error, FetchError):
        return _of_request(error, Advice.FEED_LINK)
    if isinstance(error, ErrorStatus) and error.status in KEEPS_OUT:
        return Advice.ELSEWHERE
    later = isinstance(error, ErrorStatus) and (error.status in _LATER or error.status >= 500)
    return Advice.LATER if later else Advice.FEED_LINK


def advice_for_page(error: SourceError) -> Advice:
    """What may help if no article was read."""
    if isinstance(error, FetchError):
        return _of_request(error, Advice.LOOK)
    if isinstance(error, PageUnavailable):
        return Advice.LATER
    if isinstance(error, KeptOut) or (isinstance(error, NotAnArticle) and error.kind is PageKind.REGION):
        return Advice.ELSEWHERE
    listed = isinstance(error, FeedInstead) or (isinstance(error, NotAnArticle) and error.kind in _LISTS)
    return Advice.AS_FEED if listed else Advice.LOOK


def _of_request(error: FetchError, otherwise: Advice) -> Advice:
    if error.kind in _PASSING:
        return Advice.LATER
    return _OF_FAILURE.get(error.kind, otherwise)
