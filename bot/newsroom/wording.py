"""Sentences of newsbot's own about what it does not have, the same on every surface. Pure."""

from __future__ import annotations

from datetime import datetime
from textwrap import shorten

from bot.models import Answer, Brief, Said
from bot.newsroom.replies import HeadlineList
from bot.understanding.follow_requests import FollowAction, FollowRequest
from bot.understanding.quote_requests import Lookup

NO_ARTICLES = "I have no articles yet. Whoever runs me can add some with “newsbot add”."
SUMMARY_ONLY = "summary only"  #: of an article of which a feed or a paywall shows no more
MAX_NAME = 60  # characters
_PREPOSITIONS = ("on ", "in ", "for ", "during ", "of ", "at ", "by ", "from ")


def no_quotes(found: Said, wanted: Lookup) -> str:
    """That there are no such quotes."""
    if found.mentioned:
        return f"I have no quotes about {_short(found.mentioned.name)}{_dates(wanted)}."
    if found.speaker:
        return f"I have no quotes by {_short(found.speaker.name)}{_scope(wanted)}."
    if found.silent:
        return f"I have no quotes by anybody called {_short(wanted.name)}{_scope(wanted)}."
    if wanted.name:
        return f"I have no quotes by “{_short(wanted.name)}”."
    words = f" with the words “{_short(wanted.exact)}”" if wanted.exact else ""
    return f"I have no quotes{words}{_scope(wanted)}."


def no_headlines(found: HeadlineList) -> str:
    """That there are none on the topic, or of the days, and of when the newest is; "" where there are."""
    if found.headlines and not found.missed:
        return ""
    if not found.headlines:
        return f"Nothing about “{_short(found.topic)}” in my articles." if found.topic else NO_ARTICLES
    topic = f" about “{_short(found.topic)}”" if found.topic else ""
    yet = " yet" if "today" in found.days.lower() else ""
    return f"Nothing{topic} from {_bare(found.days)}{yet}; the newest is of {day(found.headlines[0].published)}."


def nothing_by(found: Brief) -> str:
    """Who of those compared said nothing on the topic; "" where all did."""
    if not found.missing:
        return ""
    about = f" about {_short(found.topic)}" if found.topic else ""
    return f"I have no quotes by {' or '.join(map(_short, found.missing))}{about}."


def nothing_in_days(found: Brief) -> str:
    """That a topic has no news in the days asked for, and of when its newest is."""
    newest = day(found.newest.published) if found.newest else "an unknown day"
    return f"Nothing about “{_short(found.topic)}” from those days; the newest is of {newest}."


def other_days(found: Answer) -> str:
    """That an answer is not of the days asked about, and of which day it is; "" where it is, or nothing answers."""
    if not found.missed or found.abstained or not found.excerpts:
        return ""
    yet = " yet" if "today" in found.missed.lower() else ""
    return f"Nothing from {_bare(found.missed)}{yet}; this is of {day(found.excerpts[0].headline.published)}."


def follow_elsewhere(wanted: FollowRequest) -> str:
    """What is said where there is no chat that could follow anything."""
    if wanted.action is FollowAction.FOLLOW:
        return f"Only a chat can follow “{_short(wanted.words)}”: write the same to the bot."
    return "Only a chat follows anything: write the same to the bot, or /following there."


def day(moment: datetime | None) -> str:
    """``9 July 2024``."""
    return f"{moment.day} {moment:%B %Y}" if moment else "an unknown day"


def _bare(days: str) -> str:
    """ "on 7 November" -> "7 November"."""
    plain = days.removesuffix("'s")
    return next((plain[len(word) :] for word in _PREPOSITIONS if plain.lower().startswith(word)), plain)


def _scope(wanted: Lookup) -> str:
    return (f" about {_short(wanted.about)}" if wanted.about else "") + _dates(wanted)


def _dates(wanted: Lookup) -> str:
    return f", {wanted.window.words}" if wanted.window.words else ""


def _short(name: str) -> str:
    return shorten(name, MAX_NAME, placeholder=" …") if " " in name.strip() else name.strip()[:MAX_NAME]
