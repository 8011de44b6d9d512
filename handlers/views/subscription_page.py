"""The page of one subscription's settings, with a button for each choice, edited in place. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from bot.following.sending.schedule import cadence_of
from bot.models import Delivery, Subscription
from bot.models.schedules import NO_CEILING, Cadence, ChatSchedule, SubscriptionSchedule
from bot.newsroom.matching import FollowPreview
from bot.translation import N_, gettext
from handlers.views.callback_data import Code, SubscriptionSetting, data
from handlers.views.html import Rich, bold, clip, filled, join, one_line, when
from handlers.views.messages import Button, Part, Row, above, button, note, page, rows
from handlers.views.settings import CADENCE_LABELS, CADENCES, WEEKDAYS, clock, marked_label
from handlers.views.subscription_list import muted
from handlers.views.subscription_words import CHANGED, FOLLOWS, MAX_VALUE, told
from handlers.views.subscriptions import IN_CONFIRMATION, delivery, narrowing, previewed, unfollow_button

CEILINGS = (3, 10, 20, 50, NO_CEILING)  #: messages per hour that are offered
ASK_WORDS = N_("What should it be instead? Reply to this message with the new words, as after /follow.")
TOPIC_OPENED = N_("News about it comes here from now on: {what}.")
TOPIC_REFUSED = N_("Telegram does not let me open a topic here.")
NOTHING_MATCHES = N_("None of my articles matches it yet, so there is nothing to show.")
LOOKS_LIKE = N_("This is what a message looks like, with the newest article that matches:")


def subscription_page(
    one: Subscription,
    schedule: SubscriptionSchedule,
    chat: ChatSchedule,
    at: int,
    now: datetime,
    *,
    topics: bool = False,
) -> Part:
    """The page. ``at``: page of the list to return to; ``topics``: whether the chat may have a topic for it."""
    cadence = cadence_of(chat, schedule)
    choice = partial(_choice, one.row, at)
    cadences = [
        choice(gettext(label), SubscriptionSetting.CADENCE_IS, number, chosen=CADENCES[number] is cadence)
        for number, label in enumerate(CADENCE_LABELS)
    ]
    ceilings = [
        choice(_ceiling(limit), SubscriptionSetting.CEILING_IS, limit, chosen=limit == schedule.ceiling)
        for limit in (CEILINGS if cadence is Cadence.NOW else ())
    ]
    others = (
        choice(gettext("Test"), SubscriptionSetting.TEST),
        choice(gettext("Edit"), SubscriptionSetting.EDIT),
        button(gettext("◀ Back"), data(Code.FOLLOWING, at)),
    )
    silent = muted(one, now)
    mute = choice(gettext("Unmute") if silent else gettext("Mute 24 h"), SubscriptionSetting.MUTE_IS, int(not silent))
    until = [filled(gettext("Muted until {when}"), when=when(one.muted_until))] if silent else []
    lines = [told(FOLLOWS, one), join([*until, _summary(schedule, chat, cadence)])]
    ending = (mute, unfollow_button(one, IN_CONFIRMATION))
    switches = _switches(one, schedule, at, topics=topics)
    return page(lines, buttons=rows(ending, cadences, *switches, ceilings[:3], ceilings[3:], others))


def _switches(one: Subscription, schedule: SubscriptionSchedule, at: int, *, topics: bool) -> tuple[Row, Row]:
    """The settings that are on or off."""
    choice = partial(_choice, one.row, at)
    sound = gettext("Sound on") if schedule.silent else gettext("Sound off")
    quiet = gettext("Hold in quiet hours") if schedule.through_quiet else gettext("Send in quiet hours too")
    topic = gettext("Without its own topic") if one.chat.thread_id else gettext("A topic of its own")
    own = (choice(topic, SubscriptionSetting.TOPIC_IS, int(not one.chat.thread_id)),) if topics else ()
    return (
        (
            choice(sound, SubscriptionSetting.SILENT_IS, int(not schedule.silent)),
            choice(quiet, SubscriptionSetting.THROUGH_QUIET_IS, int(not schedule.through_quiet)),
        ),
        own,
    )


def _choice(
    row: int, at: int, label: str, about: SubscriptionSetting, value: int = 0, *, chosen: bool = False
) -> Button:
    return button(marked_label(label, chosen), data(Code.SUBSCRIPTION, row, at, about, value))


def _ceiling(limit: int) -> str:
    return gettext("{n} an hour").format(n=limit) if limit else gettext("No limit")


def sample(owed: Delivery | None) -> Part:
    """An example of a message; None if nothing matches."""
    return above(gettext(LOOKS_LIKE), delivery(owed)) if owed else note(gettext(NOTHING_MATCHES))


def changed(one: Subscription, preview: FollowPreview, cadence: Cadence | None = None) -> Part:
    """The confirmation of new words, with a preview of what they would have matched.

    ``cadence``: of its digest, None if it comes at once.
    """
    again = (button(gettext("How it comes"), data(Code.SUBSCRIPTION, one.row, 0, SubscriptionSetting.PAGE)),)
    shown = previewed(preview, one, digest=cadence is not None)
    return page([told(CHANGED, one), shown], buttons=rows(again, narrowing(one, preview, cadence)))


def which(one: Subscription, at: int, word: str, offered: Sequence[tuple[str, int]]) -> Part:
    """The choices for an ambiguous ``word``, with a button for each and the view that holds what to follow."""
    buttons = [
        (button(label, data(Code.SUBSCRIPTION, one.row, at, SubscriptionSetting.EDIT_TO, view)),)
        for label, view in offered
    ]
    asked = filled(gettext("What do you mean by {words}?"), words=bold(clip(one_line(word), MAX_VALUE)))
    return page([asked], buttons=rows(*buttons))


def _summary(schedule: SubscriptionSchedule, chat: ChatSchedule, cadence: Cadence) -> Rich:
    limit = (
        gettext("at most {n} messages an hour, then one with the rest").format(n=schedule.ceiling)
        if schedule.ceiling
        else gettext("none")
    )
    sound = gettext("off") if schedule.silent else gettext("on, for the first of several")
    quiet = gettext("sent anyway") if schedule.through_quiet else gettext("held until they end")
    return join(
        [
            filled(gettext("Comes {how}"), how=bold(_cadence_words(chat, cadence))),
            filled(gettext("Sound: {how}"), how=bold(sound)),
            filled(gettext("In quiet hours: {how}"), how=bold(quiet)),
            *([filled(gettext("Limit: {how}"), how=bold(limit))] if cadence is Cadence.NOW else []),
        ]
    )


def _cadence_words(chat: ChatSchedule, cadence: Cadence) -> str:
    if cadence is Cadence.NOW:
        return gettext("at once")
    often, times = gettext(CADENCE_LABELS[CADENCES.index(cadence)]).lower(), ", ".join(map(clock, chat.times))
    if cadence is Cadence.WEEKLY:
        day = gettext(WEEKDAYS[chat.weekday])
        return gettext("in a digest, weekly on {day} at {times}").format(day=day, times=times)
    return gettext("in a digest, {often} at {times}").format(often=often, times=times)
