"""Text output of the commands: rich texts from the core's values (pure)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from textwrap import shorten

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.cli.stats_report import StatsReport
from bot.models import Answer, CheckedQuote, Excerpt, Headline, Quote, QuoteResult
from bot.newsroom.replies import HeadlineList
from bot.newsroom.wording import DECLINED, NO_ARTICLES, SUMMARY_ONLY
from bot.quotes.verdict_wording import difference, verdict
from bot.quotes.wording import how, in_marks, in_whose_words, leads, speaker, why
from bot.understanding.quote_requests import Lookup

BAR_WIDTH = 30  # characters of the longest bar
MAX_PLACE = 40  # characters of a title shown instead of an outlet
INDENT = (0, 0, 0, 2)  # rows above, right, below; columns on the left


def day(moment: datetime | None) -> str:
    """A date such as ``9 July 2024``."""
    return f"{moment.day} {moment:%B %Y}" if moment else "no date"


def origin(headline: Headline) -> Text:
    """Outlet, date and URL on one line."""
    whole = SUMMARY_ONLY if headline.blurb else ""
    parts = [headline.source or "outlet unknown", day(headline.published), whole, headline.url]
    return Text(" · ".join(part for part in parts if part), style="dim")


def show_answer(answer: Answer) -> Group:
    """The short answer, agreement or differences, and the excerpts; or that there is none, and what is nearest."""
    if answer.abstained:
        nearest = [Text("Nearest in the archive:")] if answer.excerpts else []
        blocks: list[RenderableType] = [Text(DECLINED, style="bold"), *nearest]
    else:
        blocks = [line] if (line := _first_lines(answer)) else []
    blocks += [show_excerpt(excerpt) for excerpt in answer.excerpts]
    return _spaced(blocks)


def _first_lines(answer: Answer) -> RenderableType | None:
    """The short answer, or the answers of several articles if they differ."""
    if answer.differ:
        told = "; ".join(f"{one.words} ({_place(one.headline)})" for one in answer.voices)
        return Text.assemble(("Articles differ: ", "bold"), told)
    if not answer.short:
        return Text("This may not answer it:", style="italic") if answer.unsure else None
    agreeing = "; ".join(_place(one.headline) for one in answer.voices)
    more = [Text(f"{len(answer.voices)} articles say so: {agreeing}", style="dim")] if agreeing else []
    perhaps = "Perhaps: " if answer.unsure else ""
    return Group(Text.assemble(perhaps, (answer.short, "bold green")), *more)


def _place(headline: Headline) -> str:
    """Outlet and date; without an outlet the title, so that two such articles can be distinguished."""
    named = headline.source or f"“{shorten(headline.title, MAX_PLACE, placeholder=' …')}”"
    return f"{named}, {day(headline.published)}"


def show_excerpt(excerpt: Excerpt) -> RenderableType:
    """The sentence with its short answer in bold, the sentence before if needed to understand it, and the source."""
    sentence = Text(excerpt.text)
    if excerpt.highlight:
        sentence.stylize("bold", *excerpt.highlight)
    if excerpt.before:
        sentence = Text.assemble((excerpt.before, "italic dim"), " ", sentence)
    lines = [Text(excerpt.headline.title), origin(excerpt.headline)]
    if excerpt.also:
        lines.append(Text(f"Also in {'; '.join(map(_place, excerpt.also))}", style="dim"))
    return Group(sentence, Padding(Group(*lines), INDENT))


def show_said(said: QuoteResult, wanted: Lookup) -> Group:
    """The quotes that were looked up, or who else could be meant."""
    if not said.quotes and not said.speaker and not said.mentioned:
        return _spaced([_nobody(said, wanted)])
    shown = f", {len(said.quotes)} shown" if len(said.quotes) < said.total else ""
    about = f" about {wanted.about}" if wanted.about and not said.by_words else ""
    number = f"nothing certain{about}; nearest" if said.only_near else f"{_count(said.total, 'quote')}{about}"
    head = Text(f"{_whose(said, wanted)}: {number}{shown}", style="bold")
    silent = said.speaker if about and not said.quotes else None
    hint = [Text(f"On anything: {_count(silent.quotes, 'quote')}, newsbot who {silent.name}")] if silent else []
    typed = [Text(f"Nobody called {wanted.name} is quoted; the nearest name:")] if said.corrected else []
    return _spaced(
        [*typed, head, *(show_quote(one, wanted.about, named=not said.speaker) for one in said.quotes), *hint]
    )


def _whose(said: QuoteResult, wanted: Lookup) -> str:
    if said.mentioned:
        return f"About {said.mentioned.name}"
    if said.by_words:
        return f"Who said “{wanted.exact or wanted.name}”" if wanted.exact or wanted.name else f"About {wanted.about}"
    return said.speaker.name if said.speaker else wanted.name


def _nobody(said: QuoteResult, wanted: Lookup) -> RenderableType:
    name = wanted.name
    if not name:
        return Text(f"Nobody in the articles is quoted with “{wanted.exact or wanted.about}”.")
    if not said.choices:
        return Text(f"Nobody called {name} is quoted in the articles.")
    several = f"{name} can be any of these:" if not said.silent else f"Nobody called {name} is quoted on this:"
    head = f"Nobody called {name} is quoted. Near names:" if said.near else several
    choices = [Text(f"{choice.name} ({_count(choice.quotes, 'quote')})") for choice in said.choices]
    return Group(Text(head), Padding(Group(*choices), INDENT))


def show_quote(quote: Quote, topic: str = "", *, named: bool = False) -> RenderableType:
    """The quote, its speaker and manner, then its source and why it is shown under ``topic``.

    ``named``: with the full name rather than as written.
    """
    who, cue = speaker(quote, named=named), how(quote)
    told = (cue, who) if leads(cue) else (who, cue)
    spoken = ", ".join(filter(None, (" ".join(filter(None, told)), in_whose_words(quote))))
    reason = [Text(why(quote, topic))] if why(quote, topic) else []
    lines = [Text(spoken), Text(quote.headline.title), origin(quote.headline), *reason]
    return Group(Text(in_marks(quote)), Padding(Group(*lines), INDENT))


def show_checked(checked: list[CheckedQuote]) -> Group:
    """Each claim with its verdict, the archive's words and the differences."""
    return _spaced([_checked(one) for one in checked] or [Text("There is no quotation in this text.")])


def _checked(one: CheckedQuote) -> RenderableType:
    claimed = Text(f"“{one.claim.words}”" if one.claim.marked else one.claim.words)
    lines: list[RenderableType] = [Text(verdict(one), style="bold")]
    if one.quote:
        lines += [Text(one.quote), Text(one.speaker)] if one.speaker else [Text(one.quote)]
    lines += [Text(difference(it)) for it in one.differences]
    lines += [Text(place.title) for place in [one.headline] if place] + [origin(p) for p in [one.headline] if p]
    if one.also:
        lines.append(Text(f"Also in {'; '.join(map(_place, one.also))}", style="dim"))
    return Group(claimed, Padding(Group(*lines), INDENT))


def show_headlines(found: HeadlineList, words: str = "") -> Group:
    """Headlines with their leads, below a note."""
    told: list[RenderableType] = [Text(words)] if words else []
    if not found.headlines:
        return _spaced(told or [Text(NO_ARTICLES)])
    head = Text(f"{len(found.headlines)} of {_count(found.total, 'article')}", style="dim")
    return _spaced([*told, *map(_headline, found.headlines), head])


def _headline(headline: Headline) -> RenderableType:
    lead = [Text(headline.lead)] if headline.lead and headline.lead != headline.title else []
    return Group(Text(headline.title, style="bold"), Padding(Group(*lead, origin(headline)), INDENT))


def show_stats(told: StatsReport) -> Group:
    """Counts, sizes, the feeds, a bar per day, and the outlets."""
    stats = told.stats
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right")
    for name in ("articles", "sentences", "entities", "quotes", "subscriptions"):
        table.add_row(f"{getattr(stats, name):,}", name)
    table.add_row(f"{stats.pending:,}", "deliveries pending")
    if stats.swept:
        table.add_row(f"{stats.missed:,}", f"missed by matching, found by sweeps (last: {day(stats.swept)})")
    table.add_row(f"{told.database_bytes / 1_000_000:,.1f}", "MB database")
    table.add_row(f"{told.index_bytes / 1_000_000:,.1f}", "MB of it full-text index")
    period = Text(f"from {day(stats.oldest)} to {day(stats.newest)}" if stats.newest else "")
    read = Text(f"read by {told.pipeline}")
    outlets = Table.grid(padding=(0, 2))
    outlets.add_column(justify="right")
    for source, articles in stats.sources:
        outlets.add_row(f"{articles:,}", Text(source or "outlet unknown"))
    return _spaced([part for part in (table, period, read, _feeds(told), _days(told.days), outlets) if part])


def _days(days: Sequence[tuple[date, int]]) -> Table | None:
    """A bar per day."""
    most = max((count for _, count in days), default=0)
    if not most:
        return None
    bars = Table.grid(padding=(0, 2))
    bars.add_column(justify="right")
    bars.add_column(justify="right")
    for day_, count in days:
        bars.add_row(f"{day_.day} {day_:%b}", f"{count:,}", Text("█" * -(-count * BAR_WIDTH // most), style="green"))
    return bars


def _feeds(told: StatsReport) -> Text | None:
    if not told.feeds:
        return None
    feeds = _count(len(told.feeds), "feed")
    rate = "" if told.per_day is None else f"{told.per_day:,.1f} articles a day, "
    return Text(f"{feeds}: {rate}{told.waiting:,} waiting, {told.failing:,} failing")


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def _spaced(blocks: list[RenderableType]) -> Group:
    """Blocks separated by blank lines."""
    return Group(*_between(blocks))


def _between(blocks: list[RenderableType]) -> Iterator[RenderableType]:
    for number, block in enumerate(blocks):
        if number:
            yield Text("")
        yield block
