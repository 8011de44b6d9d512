"""What the bot says about itself -> messages: commands, help, greeting, sources. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from bot.models import Stats
from handlers.views.callback_data import Code, data
from handlers.views.html import NOTHING, Rich, bold, clip, day_name, join, one_line, ours, text
from handlers.views.messages import Part, button, note, pack, rows

OUTLETS = 40  # listed by /sources
HEADLINES, HELP = 0, 1  # buttons of the greeting


class Listed(Protocol):
    """What /help says of a command."""

    @property
    def name(self) -> str: ...

    @property
    def usage(self) -> str: ...

    @property
    def help(self) -> str: ...


def greeting() -> list[Part]:
    """The first message that anybody sees."""
    lead = (
        "I answer questions about the news with exact, cited sentences from articles. "
        "Nothing is made up; if my articles don't say, I say so."
    )
    tries = (
        "Just type a question, or try:\n"
        "/latest – newest headlines\n"
        "/who NAME – what somebody said, word for word\n"
        "/follow NAME – a message for every new article"
    )
    buttons = (button("Latest headlines", data(Code.HOME, HEADLINES)), button("Help", data(Code.HOME, HELP)))
    return pack([bold("Hello!") + ours(f" {lead}"), ours(tries)], buttons=rows(buttons))


def help_parts(commands: Iterable[Listed]) -> list[Part]:
    """Everything that the bot can do, on one page."""
    lead = (
        "Ask me about the news in your own words. I answer with exact sentences from articles, "
        "or say that they don't say."
    )
    listed = join([ours(f"/{one.name} {one.usage}".strip() + f" – {one.help}") for one in commands])
    more = "Reply to an answer to ask on. In groups, mention me or reply to me."
    return pack([ours(lead), listed, ours(more)])


def sources_parts(stats: Stats) -> list[Part]:
    """How much there is, from when, from whom."""
    if not stats.articles:
        return [note("I have no articles yet.")]
    span = f", {day_name(stats.oldest)} to {day_name(stats.newest)}" if stats.oldest and stats.newest else ""
    lead = bold(f"{stats.articles:,} article{'s' * (stats.articles != 1)}") + span
    outlets = join([_outlet(*one) for one in stats.sources[:OUTLETS]])
    hidden = len(stats.sources) - OUTLETS
    more = text(f"… and {hidden} more.") if hidden > 0 else NOTHING
    nameless = stats.articles - sum(count for _, count in stats.sources)
    rest = text(f"{nameless:,} without an outlet.") if nameless > 0 else NOTHING
    return pack([lead, outlets, more, rest, ours("/follow from:OUTLET sends you what an outlet publishes.")])


def _outlet(name: str, articles: int) -> Rich:
    return text(f"• {clip(one_line(name), 60) or 'no outlet named'}: {articles:,}")
