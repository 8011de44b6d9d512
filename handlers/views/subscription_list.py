"""The list of what a chat follows, with a button to each thing's page. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.following.filters.filters import FROM
from bot.models import FollowKind, Subscription
from bot.translation import N_, gettext
from handlers.views.callback_data import Code, data
from handlers.views.headlines import Place, position
from handlers.views.html import Rich, bold, clip, filled, join, one_line, ours, text, when
from handlers.views.messages import Button, Part, button, page, rows
from handlers.views.subscription_words import title_of_story, what, words_of
from handlers.views.subscriptions import settings_button

PAGE = 6  # subscriptions
MAX_LABEL = 30  # of a name on one of two buttons in a row
FOLLOWING_NOTHING = N_("You follow nothing yet. Try /follow with a name, a word or an outlet, or /follow everything.")
NOTHING_HERE = N_("Nothing is followed here yet. Try /follow with a name, a word or an outlet, or /follow everything.")


def following(found: Sequence[Subscription], at: int, now: datetime, *, private: bool = True) -> Part:
    """Page ``at`` (0-based) of the list of subscriptions, each with a button to its settings.

    ``private``: whether they are one person's.
    """
    if not found:
        return page([ours(gettext(FOLLOWING_NOTHING if private else NOTHING_HERE))])
    at = min(at, (len(found) - 1) // PAGE)
    shown = found[at * PAGE : (at + 1) * PAGE]
    listed = join([_line(one, at * PAGE + number, now) for number, one in enumerate(shown, start=1)])
    place = Place(view=0, offset=at * PAGE, total=len(found))
    named = [settings_button(one, _numbered(one, at * PAGE + number), at) for number, one in enumerate(shown, 1)]
    pairs = [tuple(named[first : first + 2]) for first in range(0, len(named), 2)]
    buttons = rows(*pairs, _turning(at, len(found)))
    heading = gettext("You follow") if private else gettext("Followed here")
    return page([bold(heading), listed, position(place, len(shown))], buttons=buttons)


def muted(one: Subscription, now: datetime) -> bool:
    """Whether a subscription is muted at ``now``."""
    return one.muted_until is not None and one.muted_until > now


def _line(one: Subscription, number: int, now: datetime) -> Rich:
    line = text(f"{number}. ") + what(one)
    return line + " " + filled(gettext("(muted until {when})"), when=when(one.muted_until)) if muted(one, now) else line


def _numbered(one: Subscription, number: int) -> str:
    """The label of a button to a subscription: its number in the list, and what is followed."""
    kind = {FollowKind.EVERYTHING: gettext("every new article"), FollowKind.STORY: title_of_story(one.value)}
    words = kind.get(one.kind) or words_of(one).removeprefix("word:").removeprefix(FROM)
    return f"{number}. {clip(one_line(words), MAX_LABEL)}"


def _turning(at: int, total: int) -> tuple[Button, ...]:
    back = (button(gettext("◀ Back"), data(Code.FOLLOWING, at - 1)),) if at else ()
    return back + ((button(gettext("More ▶"), data(Code.FOLLOWING, at + 1)),) if (at + 1) * PAGE < total else ())
