"""Newsbot's own sentences about what it does not have, the same on every surface. Pure."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import datetime
from textwrap import shorten

from bot.models import Answer, Brief, QuoteResult
from bot.newsroom.replies import HeadlineList
from bot.translation import N_, day_words, gettext
from bot.understanding.follow_requests import FollowAction, FollowRequest
from bot.understanding.query_syntax import in_words, split_operators
from bot.understanding.quote_requests import Lookup
from bot.understanding.requests import RequestKind

DECLINED = N_("My articles don't say.")
NO_ARTICLES = N_("I have no articles yet. Whoever runs me can add some with “newsbot add”.")
SUMMARY_ONLY = N_("summary only")  #: said of an article if a feed or paywall shows no more of it
FROM = "from:"
MAX_NAME = 60  # characters
_PREPOSITIONS = ("on ", "in ", "for ", "during ", "of ", "at ", "by ", "from ")
#: Names of months and days, which people type in small letters.
_CALENDAR = re.compile(rf"\b(?:{'|'.join((*calendar.month_name[1:], *calendar.day_name))})\b", re.IGNORECASE)
_OPEN = ("since ", "after ", "before ", "until ", "till ")  #: periods without an end or a start


_COMMON_DAYS = {
    "today": N_("today"),
    "yesterday": N_("yesterday"),
    "tomorrow": N_("tomorrow"),
    "this week": N_("this week"),
    "last week": N_("last week"),
    "this month": N_("this month"),
    "last month": N_("last month"),
}


def no_quotes(found: QuoteResult, wanted: Lookup) -> str:
    """Say that there are no such quotes."""
    if found.mentioned:
        told = gettext("I have no quotes about {name}{scope}.")
        return told.format(name=_short(found.mentioned.name), scope=dates(wanted))
    if found.speaker:
        told = gettext("I have no quotes by {name}{scope}.")
        return told.format(name=_short(found.speaker.name), scope=_scope(wanted))
    if found.silent:
        told = gettext("I have no quotes by anybody called {name}{scope}.")
        return told.format(name=_short(wanted.name), scope=_scope(wanted))
    if wanted.name:
        return gettext("I have no quotes by “{name}”.").format(name=_short(wanted.name))
    if wanted.exact:
        told = gettext("I have no quotes with the words “{words}”{scope}.")
        return told.format(words=_short(wanted.exact), scope=_scope(wanted))
    return gettext("I have no quotes{scope}.").format(scope=_scope(wanted))


_NOT_OVER = re.compile(r"\b(?:today|tonight|tomorrow|next)\b", re.IGNORECASE)  #: days that may still bring news


def no_headlines(found: HeadlineList) -> str:
    """Say that there are no headlines on the topic or of the days, and of when the newest is; "" if there are some."""
    if found.headlines and not found.missed:
        return ""
    if not found.headlines:
        if not found.topic:
            return gettext(NO_ARTICLES)
        plain, operators = split_operators(found.query or found.topic)
        if not plain or operators:
            return gettext("I have no articles like that: {scope}.").format(scope=in_words(found.query or found.topic))
        return gettext("Nothing about “{topic}” in my articles.").format(topic=_short(found.topic))
    if outlet := found.topic.removeprefix(FROM) if found.topic.startswith(FROM) else "":
        told = N_("Nothing by {topic} from {days}; the newest is from {day}.")
        soon = N_("Nothing by {topic} from {days} yet; the newest is from {day}.")
    elif found.topic:
        told = N_("Nothing about “{topic}” from {days}; the newest is from {day}.")
        soon = N_("Nothing about “{topic}” from {days} yet; the newest is from {day}.")
    else:
        told = N_("Nothing from {days}; the newest is from {day}.")
        soon = N_("Nothing from {days} yet; the newest is from {day}.")
    said = gettext(soon if _NOT_OVER.search(found.days) else told)
    topic = outlet.strip('"') or found.topic
    return said.format(
        topic=_short(topic), days=_without_preposition(found.days), day=day(found.headlines[0].published)
    )


def compare_on_what(outlets: str) -> str:
    """What is missing of a comparison of two outlets."""
    return gettext("Compare them on what? For example: {outlets} on the storm").format(outlets=outlets)


def compare_with_whom(one: str) -> str:
    """What is missing of a comparison with one side or none."""
    if one:
        return gettext("Compare “{name}” with whom or what? For example: compare {name} and the government").format(
            name=_short(one)
        )
    return gettext("Whom shall I compare? For example: compare the union and the owners on pay")


def on_what(kind: RequestKind) -> str:
    """What is missing of a request for a timeline or a brief."""
    if kind is RequestKind.TIMELINE:
        return gettext("A timeline of what? For example: timeline of the strike")
    return gettext("A summary of what? For example: summarise the strike")


def nothing_by(found: Brief) -> str:
    """Say who of the compared people said nothing on the topic; "" if all did."""
    if not found.missing:
        return ""
    outlets = [name.removeprefix(FROM).strip('"') for name in found.missing]
    names = gettext(" or ").join(map(_short, outlets))
    if outlets != list(found.missing):
        return gettext("I have nothing by {name}{scope}.").format(name=names, scope=_about(found.topic))
    told = gettext("I have no quotes by {name}{scope}.")
    return told.format(name=names, scope=_about(found.topic))


def nothing_in_days(found: Brief) -> str:
    """Say that a topic has no news in the days asked for, and of when its newest is."""
    newest = day(found.newest.published if found.newest else None)
    told = gettext("Nothing about “{topic}” from those days; the newest is from {day}.")
    return told.format(topic=_short(found.topic), day=newest)


def nothing_on(topics: Sequence[str]) -> str:
    """Say that no article is about these topics, and what to try instead."""
    told = gettext("I have no article about {topics}. Other words may help.")
    return told.format(topics=" / ".join(gettext("“{words}”").format(words=_short(topic)) for topic in topics))


def other_days(found: Answer) -> str:
    """Say that an answer is not of the days asked about, and of which day it is; "" if it is, or there is none."""
    if not found.missed or found.abstained or not found.excerpts:
        return ""
    told, soon = N_("Nothing from {days}; this is from {day}."), N_("Nothing from {days} yet; this is from {day}.")
    said = gettext(soon if _NOT_OVER.search(found.missed) else told)
    return said.format(days=_without_preposition(found.missed), day=day(found.excerpts[0].headline.published))


def follow_elsewhere(wanted: FollowRequest) -> str:
    """Say that only a chat can follow things."""
    if wanted.action is FollowAction.FOLLOW:
        told = gettext("Only a chat can follow “{words}”: write the same to the bot.")
        return told.format(words=_short(wanted.words))
    return gettext("Only a chat follows anything: write the same to the bot, or /following there.")


def settings_elsewhere() -> str:
    """Say that only a chat has settings."""
    return gettext("Only a chat has settings: write the same to the bot, or /settings there.")


def day(moment: datetime | None) -> str:
    """A date as in ``9 July 2024``."""
    return day_words(moment.date()) if moment else gettext("an unknown day")


def days_in_words(days: str) -> str:
    """Days as they were asked for; the commonest ones in the reader's language."""
    return gettext(_COMMON_DAYS.get(days.lower().removesuffix("'s"), days))


def _without_preposition(days: str) -> str:
    """Days without a preposition: "7 November" for "on 7 November", "the days since Friday" for "since Friday"."""
    plain = days_in_words(days.removesuffix("'s"))
    if plain.lower().startswith(_OPEN):
        return f"the days {plain}"
    bare = next((plain[len(word) :] for word in _PREPOSITIONS if plain.lower().startswith(word)), plain)
    return _CALENDAR.sub(lambda name: name.group().capitalize(), bare)


def _scope(wanted: Lookup) -> str:
    return _about(wanted.about) + dates(wanted)


def _about(topic: str) -> str:
    return " " + gettext("about {topic}").format(topic=_short(topic)) if topic else ""


def dates(wanted: Lookup) -> str:
    """The days of a look-up, behind the rest of a line; "" if it has none."""
    return f", {wanted.window.words}" if wanted.window.words else ""


def _short(name: str) -> str:
    return shorten(name, MAX_NAME, placeholder=" …") if " " in name.strip() else name.strip()[:MAX_NAME]
