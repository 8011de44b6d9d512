"""Messages about the bot itself: commands, help, greeting, sources. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.models import Coverage, Headline, Stats
from bot.translation import N_, counted, enumerated, gettext
from handlers.views.callback_data import Code, data
from handlers.views.headlines import title_of
from handlers.views.html import NOTHING, Rich, bold, clip, day_name, join, one_line, ours, quote, relative_day, text
from handlers.views.messages import Button, Part, button, note, pack, rows

MAX_STORY = 28  # UTF-16 units of a title on a button: one line of a phone
OUTLETS = 8  # listed by /sources before "All outlets"
HEADLINES, HELP, EVERY_OUTLET = 0, 1, 2  # buttons of the greeting and of /sources


class Group(StrEnum):
    """The headings of /help."""

    ASK = N_("Ask")
    READ = N_("Read")
    FOLLOW = N_("Follow")
    SELF = N_("You and me")
    RUN = N_("Run me")


class Listed(Protocol):
    """A command as /help lists it."""

    @property
    def name(self) -> str: ...

    @property
    def usage(self) -> str: ...

    @property
    def help(self) -> str: ...

    @property
    def group(self) -> Group: ...


def greeting(
    coverage: Coverage, outlets: int, asks: Sequence[tuple[str, int]], story: Headline | None, now: datetime
) -> Part:
    """The first message that a user sees; ``asks`` are example questions with the views that hold them."""
    lead = gettext(
        "I answer with exact sentences from articles, each with its source and date. If they don't say, I tell you."
    )
    examples = [(button(question, data(Code.ASK, view)),) for question, view in asks]
    read = [(button(f"📰 {clip(title_of(story), MAX_STORY)}", data(Code.ARTICLE, story.row, 0)),)] if story else []
    last = (
        button(gettext("Latest headlines"), data(Code.HOME, HEADLINES)),
        button(gettext("Help"), data(Code.HOME, HELP)),
    )
    hello = join([bold(gettext("Hello! Ask me about the news.")), ours(lead)])
    tries = ours(gettext("Ask, or tap one of these:")) if asks else NOTHING
    parts = pack([hello, join([covered(coverage, outlets, now), tries])], buttons=rows(*examples, *read, last))
    return parts[0]


def covered(coverage: Coverage, outlets: int, now: datetime) -> Rich:
    """The size of the archive in words, such as "344 articles from 50 outlets, newest: today."."""
    if not coverage.articles:
        return ours(gettext("I have no articles yet."))
    articles = counted("{n} article", "{n} articles", coverage.articles)
    whence = counted("from {n} outlet", "from {n} outlets", outlets) if outlets else ""
    newest = ""
    if coverage.newest:
        newest = gettext("newest: {day}").format(day=relative_day(coverage.newest, now))
    return text(enumerated((f"{articles} {whence}".strip(), newest)) + ".")


#: Examples for the sections of /help.
_FOR = {
    Group.ASK: N_("“Who won the marathon?”"),
    Group.READ: N_("“What's new?”, “Sum up the storm”"),
    Group.FOLLOW: N_("“Tell me when there is news about the ferry”"),
}


def help_parts(commands: Iterable[Listed], *, mention: str = "") -> list[Part]:
    """Everything the bot can do, on one page; ``mention`` is the bot's @username, if read in a group.

    What users can say is shown in full, the commands in a folded quotation.
    """
    lead = gettext("Ask me about the news in your own words.")
    every = list(commands)
    said = [join([bold(gettext(group.value)), ours(gettext(_FOR[group]))], " ") for group in _FOR]
    listed = [_group(group, [one for one in every if one.group is group]) for group in Group]
    called = gettext("In groups, write {mention} and your question.").format(mention=mention) if mention else ""
    how = ours(gettext("Reply to an answer to ask a follow-up."))
    folded = quote(join([bold(gettext("All commands")), *listed, how]), expandable=True)
    return pack([join([ours(lead), *said, ours(called)]), folded])


def _group(group: Group, commands: Sequence[Listed]) -> Rich:
    lines = [
        ours(f"/{one.name} {gettext(one.usage)}".strip() + f" – {gettext(one.help)}") for one in commands
    ]  # fmt: skip
    return join([bold(gettext(group.value)), *lines]) if lines else NOTHING


def sources_parts(stats: Stats, *, every: bool = False) -> list[Part]:
    """The size, time span and outlets of the archive; ``every`` lists all outlets instead of only the largest."""
    if not stats.articles:
        return [note(gettext("I have no articles yet."))]
    span = f"{day_name(stats.oldest)} – {day_name(stats.newest)}" if stats.oldest and stats.newest else ""
    lead = join([bold(counted("{n} article", "{n} articles", stats.articles)), text(span)], gettext(", "))
    shown = stats.sources if every else stats.sources[:OUTLETS]
    outlets = join([_outlet(*one) for one in shown])
    nameless = stats.articles - sum(count for _, count in stats.sources)
    rest = text(counted("{n} without an outlet.", "{n} without an outlet.", nameless)) if nameless > 0 else NOTHING
    how = ours(gettext("/follow from:OUTLET sends you what an outlet publishes."))
    return pack([join([lead, outlets]), rest, how], buttons=rows(_every_outlet(len(stats.sources), every)))


def _every_outlet(outlets: int, every: bool) -> tuple[Button, ...]:
    label = gettext("All outlets ({n})").format(n=outlets)
    return () if every or outlets <= OUTLETS else (button(label, data(Code.HOME, EVERY_OUTLET)),)


def _outlet(name: str, articles: int) -> Rich:
    nobody = gettext("no outlet named")
    return text(f"• {clip(one_line(name), 60) or nobody}: {articles:,}")
