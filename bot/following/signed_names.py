"""Names of which signs are a part: C++, C#, .NET. Without their signs they are other words. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.following.article_view import ArticleView
from bot.following.sentence_bits import TITLE
from bot.following.word_runs import Span

_SIGNED = re.compile(r"[A-Z]{1,2}(?:\+\+|#)|\.NET", re.IGNORECASE)


def has_signs(text: str) -> bool:
    """Whether ``text`` is such a name: "C++", but not "Vitamin C"."""
    return _SIGNED.fullmatch(text) is not None


def signed_spans(text: str, article: ArticleView) -> list[Span]:
    """The spans of the name ``text``, signs included."""
    written = re.compile(rf"(?<![\w.]){re.escape(text)}(?![\w+#])", re.IGNORECASE)
    return list(_spans(written, article))


def _spans(written: re.Pattern[str], article: ArticleView) -> Iterator[Span]:
    starts = dict(enumerate(article.starts)) | {TITLE: 0}
    for sentence, start in starts.items():
        for found in written.finditer(article.text_of(sentence)):
            yield Span(sentence, start + found.start(), start + found.end())
