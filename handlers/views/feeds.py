"""Messages for feeds and their state. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.feeds.advice import Advice
from bot.feeds.manager import ImportedFeeds
from bot.feeds.page_adding import PageOutcome
from bot.models import AddStatus, Stats
from bot.sources.feeds.state import Feed, FeedHealth, FeedStatus, is_failing, per_day
from bot.translation import N_, counted, enumerated, gettext
from handlers.views.callback_data import Code, data
from handlers.views.html import NOTHING, Rich, bold, clip, filled, join, one_line, ours, text
from handlers.views.messages import Button, Part, button, note, page, rows, side_by_side
from handlers.views.reasons import reason_words

PAGE = 8  # feeds per page of the list
MOST_FAILING = 3  # failing feeds listed below a picture
LONGEST_TITLE = 60  # characters of a title
SHOW, PAUSE, RESUME, ASK, REMOVE = range(5)  # actions of a feed's buttons
_DONE = {
    AddStatus.ADDED: N_("Added:"),
    AddStatus.REVISED: N_("A newer version:"),
    AddStatus.UNCHANGED: N_("I have that already:"),
}
_ADDFEED = "/addfeed"
_HELP = {
    Advice.WRITE: N_("Send it like this: {command}"),
    Advice.LATER: N_("Check its spelling, or try it again later."),
    Advice.FEED_LINK: N_("If its site has a link to its feed (often named RSS), send me that address."),
    Advice.AS_FEED: N_("To read its news from now on: {command}"),
    Advice.LOOK: N_("Open it in a browser: I can only add the page of a single article."),
    Advice.ELSEWHERE: N_("Its site lets no programs read it; another outlet may have the same news."),
}
_MARKS = {FeedStatus.ACTIVE: "•", FeedStatus.PAUSED: "⏸", FeedStatus.STOPPED: "⏹"}


def listed(health: Sequence[FeedHealth], at: int, now: datetime) -> Part:
    """A page of the list, with a button for each feed."""
    shown = health[at : at + PAGE] or health[:PAGE]
    lines = [_line(one, now) for one in shown]
    choice = [button(str(one.feed.row), data(Code.FEED, one.feed.row, SHOW)) for one in shown]
    turning = []
    if at > 0:
        turning.append(button(gettext("◀ Back"), data(Code.FEEDS, max(at - PAGE, 0))))
    if at + PAGE < len(health):
        turning.append(button(gettext("More ▶"), data(Code.FEEDS, at + PAGE)))
    head = bold(counted("{n} feed", "{n} feeds", len(health)))
    return page([head, join(lines)], buttons=rows(choice, turning))


def one_feed(one: FeedHealth, now: datetime, *, sure: bool = False) -> Part:
    """A feed with everything known about its health; ``sure`` asks for confirmation before it is removed."""
    feed = one.feed
    lines = [
        text(feed.url),
        filled(gettext("Outlet: {name}"), name=text(feed.outlet or gettext("none"))),
        ours(f"{_amount(one)}, {_waiting(one.waiting)}"),
        ours(gettext("Last success: {when}").format(when=_ago(feed.last_ok, now))),
        _failure(feed, now),
        ours(gettext("Next fetch: {when}").format(when=_ahead(feed, now))),
    ]
    shown = [line for line in lines if line]
    return page([bold(_name(feed)), join(shown)], buttons=rows(_choices(feed, sure), (_back(),)))


def added(one: FeedHealth, *, new: bool) -> Part:
    """The confirmation that a feed was added."""
    coming = counted("Its {n} article comes in now.", "Its {n} articles come in now.", one.waiting)
    lead = gettext("Added: {feed}.") if new else gettext("I read that already: {feed}.")
    words = filled(lead, feed=bold(_name(one.feed))) + ours(f" {coming}" if one.waiting else "")
    what = ours(gettext("Whoever follows it gets what is new from now on.")) if new else NOTHING
    return page(
        [words, text(one.feed.url), what] if new else [words], buttons=rows(_choices(one.feed, False), (_back(),))
    )


def not_added(reason: str, advice: Advice) -> Part:
    """Why an address gave no feed, and what to do."""
    return page([text(gettext("I could not add that: {why}.").format(why=reason_words(reason))), _help(advice)])


def _help(advice: Advice, address: str = "") -> Rich:
    words = _HELP.get(advice, "")
    command = ours(_ADDFEED) + " " + text(address or "bbc.co.uk")
    return filled(gettext(words), command=command) if words else NOTHING


def linked(outcome: PageOutcome) -> Part:
    """The result of adding a link: the article with a button that opens it, or why it was not added and what to do."""
    if outcome.added is None:
        why = text(gettext("I did not add that: {reason}.").format(reason=reason_words(outcome.reason)))
        return page([why, _help(outcome.advice, outcome.address)])
    beginning = gettext("Only the beginning can be read there, so it is marked as a summary.")
    only = ours(beginning) if outcome.blurb else NOTHING
    words = ours(gettext(_DONE[outcome.added.status]) + " ") + bold(clip(one_line(outcome.title), LONGEST_TITLE))
    return page([words, only], buttons=rows((button(gettext("Show it"), data(Code.ARTICLE, outcome.added.row, 0)),)))


def removed(feed: Feed) -> Part:
    """The confirmation that a feed was removed."""
    return page([filled(gettext("Removed: {feed}. Its articles stay."), feed=text(_name(feed)))])


def how_to_add(words: str, starters: Sequence[str]) -> Part:
    """How to add feeds, with lists of well-known feeds as buttons."""
    choice = side_by_side(button(name, data(Code.STARTER, at)) for at, name in enumerate(starters))
    more = "\n" + gettext("Or take a list of well-known feeds:") if starters else ""
    return note(words + more, buttons=rows(*choice))


def taken(name: str, found: ImportedFeeds) -> Part:
    """The confirmation that a list of feeds was added."""
    counts = [counted("{n} feed added", "{n} feeds added", found.new)]
    if found.known:
        counts.append(counted("{n} was there already", "{n} were there already", found.known))
    if found.left_out:
        counts.append(counted("{n} has no address on the web", "{n} have no address on the web", found.left_out))
    cut = gettext("The list breaks off, so some may be missing.") + " " if found.broken_off else ""
    soon = gettext("Their articles come in within minutes. /feeds shows how they are.")
    return note(f"{name}: {enumerated(counts)}. {cut}{soon}")


def stats(counts: Stats, health: Sequence[FeedHealth], now: datetime, *, size: int = 0, most: int = PAGE) -> Part:
    """The size of the archive and the state of the feeds.

    ``size``: bytes of the database; ``most``: failing feeds listed.
    """
    failing = [one for one in health if is_failing(one.feed)]
    lines = [*_stored(counts, size), _coming(health, len(failing))]
    problems = [_line(one, now) for one in failing[:most]]
    return page([bold(gettext("Statistics")), join(lines), *([join(problems)] if problems else [])])


def _stored(counts: Stats, size: int) -> list[Rich]:
    return [
        _listing(
            counted("{n} article", "{n} articles", counts.articles),
            counted("{n} sentence", "{n} sentences", counts.sentences),
            counted("{n} quote", "{n} quotes", counts.quotes),
            f"{size / 1_000_000:,.1f} MB" if size else "",
        ),
        _listing(
            counted("{n} subscription", "{n} subscriptions", counts.subscriptions),
            counted("{n} message to send", "{n} messages to send", counts.pending),
            counted("{n} found by the nightly sweep", "{n} found by nightly sweeps", counts.missed)
            if counts.swept
            else "",
        ),
    ]


def _coming(health: Sequence[FeedHealth], failing: int) -> Rich:
    daily, waiting = per_day(health), sum(one.waiting for one in health)
    return _listing(
        counted("{n} feed", "{n} feeds", len(health)),
        "" if daily is None else gettext("{n} articles a day").format(n=f"{daily:.1f}"),
        _waiting(waiting),
        counted("{n} failing", "{n} failing", failing),
    )


def _listing(*parts: str) -> Rich:
    return ours(enumerated(parts))


def _choices(feed: Feed, sure: bool) -> tuple[Button, ...]:
    if sure:
        yes, no = data(Code.FEED, feed.row, REMOVE), data(Code.FEED, feed.row, SHOW)
        return button(gettext("Remove it"), yes), button(gettext("Keep it"), no)
    going = feed.status is FeedStatus.ACTIVE
    other = button(gettext("Pause"), data(Code.FEED, feed.row, PAUSE)) if going else _resume(feed)
    return other, button(gettext("Remove"), data(Code.FEED, feed.row, ASK))


def _resume(feed: Feed) -> Button:
    return button(gettext("Resume"), data(Code.FEED, feed.row, RESUME))


def _back() -> Button:
    return button(gettext("All feeds"), data(Code.FEEDS, 0))


def _line(one: FeedHealth, now: datetime) -> Rich:
    feed = one.feed
    state = enumerated((_amount(one), gettext("next {when}").format(when=_ahead(feed, now))))
    if feed.status is FeedStatus.PAUSED:
        state = gettext("paused")
    failed = text(f" – {_why(feed)}") if feed.failing_since or feed.reason else NOTHING
    return ours(f"{_MARKS[feed.status]} {feed.row}. ") + bold(_name(feed)) + ours(f": {state}") + failed


def _failure(feed: Feed, now: datetime) -> Rich:
    if not feed.last_error:
        return NOTHING
    told = gettext("Last failure: {when}, {why}")
    return filled(told, when=_ago(feed.last_failed, now), why=text(_why(feed)))


def _why(feed: Feed) -> str:
    return reason_words(feed.reason or feed.last_error)


def _amount(one: FeedHealth) -> str:
    """The amount, such as "12 articles, 1.5 a day"."""
    amount = counted("{n} article", "{n} articles", one.articles)
    if one.per_day is None:
        return amount
    return f"{amount}, " + gettext("{n} a day").format(n=f"{one.per_day:.1f}")


def _waiting(number: int) -> str:
    return counted("{n} waiting", "{n} waiting", number)


def _name(feed: Feed) -> str:
    return clip(one_line(feed.title or feed.url), LONGEST_TITLE)


def _ago(moment: datetime | None, now: datetime) -> str:
    return gettext("{time} ago").format(time=_span(now - moment)) if moment else gettext("never")


def _ahead(feed: Feed, now: datetime) -> str:
    if feed.status is FeedStatus.PAUSED:
        return gettext("when it is resumed")
    if feed.status is FeedStatus.STOPPED:
        return gettext("never")
    soon = feed.due - now < timedelta(minutes=1)
    return gettext("now") if soon else gettext("in {time}").format(time=_span(feed.due - now))


def _span(span: timedelta) -> str:
    minutes = max(int(span.total_seconds() // 60), 0)
    if minutes < 100:
        return gettext("{n} min").format(n=minutes)
    if minutes < 60 * 48:
        return gettext("{n} h").format(n=minutes // 60)
    return counted("{n} day", "{n} days", minutes // 1440)
