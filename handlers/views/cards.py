"""Inline mode's cards for a reply: what the list shows, and the message that choosing one sends. Pure.

Such a message appears in any chat, without the bot: its buttons open links or the chat with the bot.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.models import Answer, ArticlePage, Brief, Excerpt, Headline, Quote
from bot.newsroom import Reply
from bot.quotes.wording import in_marks, in_whose_words, speaker
from bot.translation import gettext
from handlers.views.headlines import MAX_SENTENCE, clean_same, marked, origin, outlet, title_of
from handlers.views.html import NOTHING, Rich, bold, clean, clip, clip_around, day_name, join, one_line, quote, text
from handlers.views.messages import Button, Part, link_button, page, rows

MAX_TITLE, MAX_DESCRIPTION = 100, 200  # characters that apps show
MAX_QUOTE = 900  # UTF-16 units
MAX_PAYLOAD = 64  # characters (Bot API, InlineQueryResultsButton)
_NOT_IN_PAYLOADS = re.compile(r"[^A-Za-z0-9]+")
LEADS = 3  # sentences on an article's card
_LINK = "https://t.me/{bot}?start={payload}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """An inline result. ``id``: at most 64 bytes, unique in its list."""

    id: str
    title: str
    description: str
    part: Part


def cards(reply: Reply, bot: str) -> list[Card]:
    """The cards for a reply, best first; ``bot`` is the bot's username, for links to its chat."""
    if reply.answer and reply.answered:
        return _answer_cards(reply.answer, bot)
    if reply.quotes and reply.quotes.said.quotes:
        return [_quoted(one, bot) for one in reply.quotes.said.quotes]
    if reply.brief:
        return [_brief_card(reply.brief, bot)]
    if reply.page and reply.page.portrait:
        return [_quoted(one, bot) for one in reply.page.portrait.latest]
    if reply.trending:
        return headline_cards([one.headline for one in reply.trending.trends], bot)
    return headline_cards(reply.headlines.headlines, bot) if reply.headlines and not reply.headlines.missed else []


def headline_cards(found: Sequence[Headline], bot: str) -> list[Card]:
    """A card for each headline."""
    return list({one.row: _headline(one, bot) for one in found}.values())


def article_card(found: ArticlePage, bot: str) -> Card:
    """A card for an article with its first sentences."""
    return _headline(found.article.headline, bot)


def deep_link(bot: str, payload: str) -> str:
    """The URL that opens the chat with the bot and starts it with ``payload``."""
    return _LINK.format(bot=bot, payload=payload)


def payload(verb: str, words: str) -> str:
    """What a link starts the chat with, to ask a question ("q") or for a name's words ("who"): at most 64 of A-Z, a-z,
    0-9, "_"; "" if words would be lost."""
    made = f"{verb}_" + _NOT_IN_PAYLOADS.sub("_", words).strip("_")
    return made if words.isascii() and not made.endswith("_") and len(made) <= MAX_PAYLOAD else ""


def _answer_cards(found: Answer, bot: str) -> list[Card]:
    first, *rest = found.excerpts
    return [
        _excerpt(first, bot, short="" if found.unsure else found.short or "", question=found.question),
        *(_excerpt(one, bot) for one in rest),
    ]


def _excerpt(one: Excerpt, bot: str, *, short: str = "", question: str = "") -> Card:
    start, end = one.highlight or (0, 0)
    shown, start, end = clip_around(clean_same(one.text), start, end, MAX_SENTENCE)
    asked = bold(clip(one_line(question), MAX_DESCRIPTION)) if question else NOTHING
    return Card(
        id=f"s{one.sentence_row}",
        title=clip(one_line(short) or title_of(one.headline), MAX_TITLE),
        description=clip(one_line(one.text), MAX_DESCRIPTION),
        part=_page([asked, quote(marked(shown, start, end)), origin(one.headline)], one.headline, bot, ("q", question)),
    )


def _quoted(one: Quote, bot: str) -> Card:
    words = in_marks(one, lambda said: clip(clean(said), MAX_QUOTE))
    told = f" ({in_whose_words(one)})" if in_whose_words(one) else ""
    who = speaker(one, named=True) or one.speaker
    return Card(
        id=f"q{one.row}",
        title=clip(one_line(who), MAX_TITLE),
        description=clip(one_line(words), MAX_DESCRIPTION),
        part=_page(
            [join([bold(one_line(who)) + told, quote(words)]), origin(one.headline)],
            one.headline,
            bot,
            ("who", one.speaker),
        ),
    )


def _headline(one: Headline, bot: str) -> Card:
    day = day_name(one.published) if one.published else gettext("no date")
    return Card(
        id=f"a{one.row}",
        title=clip(title_of(one), MAX_TITLE),
        description=clip(" · ".join(filter(None, (outlet(one), day, one_line(one.lead)))), MAX_DESCRIPTION),
        part=_page([origin(one), text(clip(one_line(one.lead), MAX_SENTENCE))], one, bot),
    )


def _brief_card(found: Brief, bot: str) -> Card:
    sentences = [join([quote(text(clip(clean(one.text), 300))), origin(one.headline)]) for one in found.sentences]
    first = found.sentences[0]
    return Card(
        id=f"b{first.sentence_row}",
        title=clip(one_line(found.topic), MAX_TITLE) or title_of(first.headline),
        description=clip(one_line(first.text), MAX_DESCRIPTION),
        part=page(sentences, buttons=_buttons(first.headline, bot)),
    )


def _page(blocks: Sequence[Rich], headline: Headline, bot: str, on: tuple[str, str] = ("", "")) -> Part:
    return page(blocks, buttons=_buttons(headline, bot, payload(*on)), preview=headline.url)


def _buttons(headline: Headline, bot: str, payload: str = "") -> tuple[tuple[Button, ...], ...]:
    """The buttons; without ``payload`` the chat begins with the article."""
    more = Button(gettext("More in the chat with me"), url=deep_link(bot, payload or f"a_{headline.row}"))
    return rows((*link_button(gettext("Read the article"), headline.url), more))
