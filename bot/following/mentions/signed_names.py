"""Where an article has a name of which signs are a part: C++, .NET, AT&T. Pure."""

from __future__ import annotations

from bot.following.article.article_view import ArticleView
from bot.following.article.sentence_bits import TITLE
from bot.following.article.word_runs import Span
from bot.text.signed_names import find_signed


def signed_spans(text: str, article: ArticleView) -> list[Span]:
    """The spans of the name ``text``, signs included."""
    starts = dict(enumerate(article.starts)) | {TITLE: 0}
    return [
        Span(sentence, start + first, start + last)
        for sentence, start in starts.items()
        for first, last in find_signed(text, article.text_of(sentence))
    ]
