"""Output of ``newsbot ask``: every kind of reply as rich text, as shown by the command for that kind. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rich.console import Group, RenderableType
from rich.text import Text

from bot.cli.output_briefs import show_brief, show_trending
from bot.cli.output_text import show_answer, show_checked, show_headlines, show_said
from bot.cli.person import show_portrait
from bot.newsroom import Reply, ReplyKind


def show_reply(reply: Reply, *, whole: bool = False) -> RenderableType:
    """Any reply; ``whole``: all excerpts that were asked for, not only those that add information."""
    if whole and reply.answer:
        reply = replace(reply, answer=replace(reply.answer, shown=len(reply.answer.excerpts)))
    return _below(reply.caveat, SHOWING[reply.kind](reply))


def _answer(reply: Reply) -> RenderableType:
    found = reply.answer
    if found is None:
        return Text(reply.words)
    shown = found.excerpts if found.abstained else found.excerpts[: found.shown]
    return _below(reply.words, show_answer(replace(found, excerpts=shown)))


def _declined(reply: Reply) -> RenderableType:
    if reply.headlines:
        return _headlines(reply)
    return Text(reply.words) if reply.words and not reply.answer else _answer(reply)


def _headlines(reply: Reply) -> RenderableType:
    return show_headlines(reply.headlines, reply.words) if reply.headlines else Text(reply.words)


def _quotes(reply: Reply) -> RenderableType:
    return show_said(reply.quotes.said, reply.quotes.lookup) if reply.quotes else Text(reply.words)


def _checked(reply: Reply) -> RenderableType:
    return show_checked(list(reply.checked))


def _page(reply: Reply) -> RenderableType:
    return Group(*show_portrait(reply.page, reply.request.topic)) if reply.page else Text(reply.words)


def _brief(reply: Reply) -> RenderableType:
    return _below(reply.words, show_brief(reply.brief)) if reply.brief else Text(reply.words)


def _trending(reply: Reply) -> RenderableType:
    return show_trending(reply.trending) if reply.trending else Text(reply.words)


def _words(reply: Reply) -> RenderableType:
    return Text(reply.words)


def _below(words: str, shown: RenderableType) -> RenderableType:
    return Group(Text(words), Text(""), shown) if words else shown


#: Every kind has a rendering.
SHOWING: dict[ReplyKind, Callable[[Reply], RenderableType]] = {
    ReplyKind.ANSWER: _answer,
    ReplyKind.DECLINED: _declined,
    ReplyKind.HEADLINES: _headlines,
    ReplyKind.QUOTES: _quotes,
    ReplyKind.CHECK: _checked,
    ReplyKind.PERSON: _page,
    ReplyKind.TALK: _words,
    ReplyKind.FOLLOW: _words,
    ReplyKind.SETTINGS: _words,
    ReplyKind.BRIEF: _brief,
    ReplyKind.TIMELINE: _brief,
    ReplyKind.COMPARISON: _brief,
    ReplyKind.TRENDING: _trending,
}
