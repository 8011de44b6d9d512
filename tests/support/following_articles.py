"""Hand-made annotated articles for the tests of following and the outbox, and helpers to store them."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime

from bot.following.article.article_view import ArticleView, view
from bot.following.filter_language.filter_language import parse
from bot.following.filters.filters import ParsedFilter
from bot.models import Annotation, ChatKey, Mention, Name, SentenceSpan
from bot.store.archive.articles import Articles
from bot.store.file.database import Database
from bot.store.following.outbox import owe
from bot.store.interests.interest_index import InterestIndex
from tests.support.storing import stems, stored

NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
ALICE = ChatKey(chat_id=7)
BOB = ChatKey(chat_id=8)
GROUP = ChatKey(chat_id=-100)
TOPIC = ChatKey(chat_id=-100, thread_id=5)


def annotated(text: str, *names: Name, dates: tuple[str, ...] = ()) -> Annotation:
    """One sentence per line; each name is mentioned where one of its forms occurs, longest first; dates likewise."""
    found = list(re.finditer(r"[^\n]+", text))
    sentences = [SentenceSpan(start=m.start(), end=m.end(), paragraph=at) for at, m in enumerate(found)]
    forms = [(form, name.name, name.label) for name in names for form in (name.name, *name.aliases)]
    forms += [(date, date, "DATE") for date in dates]
    mentions: list[Mention] = []
    for form, name, label in sorted(forms, key=lambda form: -len(form[0])):
        for match in re.finditer(rf"\b{re.escape(form)}\b", text):
            if not any(mention.start < match.end() and match.start() < mention.end for mention in mentions):
                mentions.append(Mention(start=match.start(), end=match.end(), label=label, name=name))
    mentions.sort(key=lambda mention: mention.start)
    return Annotation(sentences=tuple(sentences), names=names, mentions=tuple(mentions))


def seen(
    text: str, *names: Name, title: str = "News of the day", source: str = "BBC", dates: tuple[str, ...] = ()
) -> ArticleView:
    """The article in the form that filters match."""
    return view(title=title, source=source, text=text, annotation=annotated(text, *names, dates=dates))


def wanted(words: str, known: Collection[str] = ("modi", "putin", "narendra modi", "mea")) -> ParsedFilter:
    """The filter for ``words`` after /follow."""
    return parse(words, outlets=["BBC", "The Post"], known_name=lambda name: name.casefold() in known)


def add(
    database: Database,
    public_id: str,
    text: str,
    *names: Name,
    source: str = "BBC",
    now: datetime = NOW,
    revise: int | None = None,
) -> tuple[int, int]:
    """Add an article (or revise that row) in one transaction, as the newsroom does; its row and its deliveries."""
    articles, found = Articles(database), annotated(text, *names)
    article = replace(stored(public_id, text), source=source, added=now)
    with database.writing() as writer:
        if revise is None:
            row = articles.insert(writer, article)
        else:
            articles.revise(writer, row := revise, article)
        articles.annotate(writer, row, found, text, *stems(text, found))
        looked_at = view(title=article.title, source=source, text=text, annotation=found)
        return row, owe(writer, InterestIndex(), row, looked_at, now)
