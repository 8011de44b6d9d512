"""What the bot says about itself -> messages: commands, help, greeting, sources. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from bot.models import Stats
from handlers.views.callback_data import Code, data
from handlers.views.html import NOTHING, Rich, bold, clip, day_name, join, one_line, text
from handlers.views.messages import Part, button, note, pack, rows

OUTLETS = 40  # listed by /sources
HEADLINES, HELP = 0, 1  # buttons of the greeting


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the menu."""

    name: str
    description: str  #: for the menu, at most 256 characters
    usage: str = ""  #: what may follow it
    in_groups: bool = True  #: whether the menu of groups shows it


COMMANDS = (
    Command("latest", "Newest headlines", "[topic]"),
    Command("who", "Who said what, word for word", "NAME [about TOPIC] [since DATE], about TOPIC, said “WORDS”"),
    Command("person", "A person's or organisation's page", "NAME"),
    Command("ask", "Ask about the news", "QUESTION"),
    Command("follow", "Get a message for new articles", "NAME, word, from:OUTLET or everything"),
    Command("following", "What you follow"),
    Command("unfollow", "Stop following", "NAME or all"),
    Command("sources", "Which outlets I read", in_groups=False),
    Command("help", "What I can do"),
    Command("privacy", "What I keep about you", in_groups=False),
    Command("forgetme", "Delete all I keep about you", in_groups=False),
)
ALIASES = ("start", "subscribe", "unsubscribe")


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
    return pack([bold("Hello!") + f" {lead}", text(tries)], buttons=rows(buttons))


def help_parts() -> list[Part]:
    """Everything that the bot can do, on one page."""
    lead = (
        "Ask me about the news in your own words. I answer with exact sentences from articles, "
        "or say that they don't say."
    )
    listed = join([text(f"/{one.name} {one.usage}".strip() + f" – {one.description}") for one in COMMANDS])
    more = "Reply to an answer to ask on. In groups, mention me or reply to me."
    return pack([text(lead), listed, text(more)])


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
    return pack([lead, outlets, more, rest, text("/follow from:OUTLET sends you what an outlet publishes.")])


def _outlet(name: str, articles: int) -> Rich:
    return text(f"• {clip(one_line(name), 60) or 'no outlet named'}: {articles:,}")
