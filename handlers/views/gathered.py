"""One message with pages for articles that were held: digests, after quiet hours, above a ceiling. Pure."""

from __future__ import annotations

from itertools import groupby

from bot.models import Gathered, GatheredItem, Subscription
from bot.models.schedules import HeldBy
from bot.translation import N_, counted, gettext, ngettext
from handlers.views.callback_data import Code, data
from handlers.views.headlines import Place, outlet, position, title_of, turn_pages
from handlers.views.html import NOTHING, Rich, bold, clip, filled, join, link, one_line, ours, text, when
from handlers.views.messages import Part, button, page, rows
from handlers.views.subscription_words import shared, what

PAGE = 10  # articles, as many as the store returns; with the limits below they fill at most one message
MAX_TITLE = 100  # UTF-16 units, as the next
MAX_OUTLET = 30
MAX_ADDRESS = 600  # bytes; ten links stay within the limit on all entities of a message
ALSO = 2  # other outlets named
SHOWN_AT_ONCE = 3  # articles above a ceiling that are shown without a button
_ROW = 5  # buttons that open articles
_HEADINGS = {
    HeldBy.NOTHING: N_("News: {articles}"),
    HeldBy.DIGEST: N_("Your digest: {articles}"),
    HeldBy.QUIET: N_("While it was quiet: {articles}"),
    HeldBy.CEILING: N_("More of this hour: {articles}"),
}
_CHANGED_BY = {
    HeldBy.DIGEST: N_("/following changes what comes, /digest when."),
    HeldBy.QUIET: N_("/settings changes when I am quiet."),
}


def gathered(found: Gathered) -> Part:
    """The message as sent: the first page, or above a ceiling the number of articles with a button to show them."""
    if found.held is not HeldBy.CEILING or found.total <= SHOWN_AT_ONCE:
        return gathered_page(found)
    followed = {one.subscription.row: one.subscription for one in found.items if one.subscription}
    whose = [_followed(one) for one in followed.values()]
    told = join(
        [
            bold(counted("{n} more this hour", "{n} more this hour", found.total)),
            *(whose[:1] if len(whose) == 1 else []),
        ]
    )
    return page([told], buttons=rows((button(gettext("Show them"), data(Code.GATHERED, found.first, 0)),)))


def gathered_page(found: Gathered) -> Part:
    """A page: the articles grouped by subscription, each with outlet, time, and a number that opens it."""
    heading = bold(gettext(_HEADINGS[found.held]).format(articles=counted("{n} article", "{n} articles", found.total)))
    ordered = sorted(found.items, key=lambda one: _row(one.subscription))
    numbered = list(enumerate(ordered, start=found.offset + 1))
    groups = groupby(numbered, key=lambda one: one[1].subscription)
    blocks = [join([_cause(cause), *(_line(number, item) for number, item in group)]) for cause, group in groups]
    place = Place(view=found.first, offset=found.offset, total=found.total)
    paging = turn_pages(Code.GATHERED, place, len(ordered), PAGE, (gettext("◀ Back"), gettext("More ▶")))
    openers = [button(str(number), data(Code.ARTICLE, item.headline.row, 0)) for number, item in numbered]
    shown = [heading, *blocks, position(place, len(ordered)), _whence(found)]
    return page(shown, buttons=rows(openers[:_ROW], openers[_ROW:], paging))


def _whence(found: Gathered) -> Rich:
    """For one person, which commands change what such a message brings and when."""
    private = all(one.subscription is None or not shared(one.subscription) for one in found.items)
    words = _CHANGED_BY.get(found.held, "") if private else ""
    return ours(gettext(words)) if words else NOTHING


def _followed(one: Subscription) -> Rich:
    by = gettext("of what is followed here: {what}") if shared(one) else gettext("of what you follow: {what}")
    return filled(by, what=what(one))


def _row(subscription: Subscription | None) -> int:
    return subscription.row if subscription else 0


def _cause(subscription: Subscription | None) -> Rich:
    return filled(gettext("For {what}:"), what=what(subscription)) if subscription else NOTHING


def _line(number: int, item: GatheredItem) -> Rich:
    headline = item.headline
    address = headline.url if len(headline.url.encode("utf-8", "replace")) <= MAX_ADDRESS else ""
    title = link(clip(title_of(headline), MAX_TITLE), address)
    place = join([text(clip(outlet(headline), MAX_OUTLET)), when(headline.published), _also(item)], " · ")
    return join([text(f"{number}. ") + title, place])


def _also(item: GatheredItem) -> Rich:
    if not item.also:
        return NOTHING
    named = ", ".join(clip(one_line(name), MAX_OUTLET) for name in item.also[:ALSO])
    more = len(item.also) - ALSO
    if more > 0:
        told = ngettext("also: {outlets} and {n} more", "also: {outlets} and {n} more", more)
        return text(told.format(outlets=named, n=more))
    return text(gettext("also: {outlets}").format(outlets=named))
