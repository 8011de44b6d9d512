"""Compute from whole articles what ranking and rendering need.

The counterpart of bot/store/reading/passages.py and quotations.py: the same values, from documents instead of tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from bot.archive.whole import WholeArticle, WholeMention, WholeQuote, WholeSentence
from bot.models import Headline, Manner, Quote, QuotedArticle, QuoteKind, StoredQuote
from bot.models.passages import ArticleFacts, EntityMention, Line, SentenceDetails
from bot.models.quotes import QuoteSurroundings

SENTENCES_OF_ARTICLE = 60  #: sentences from its start; those asked for by number are read at any position
NEIGHBOURS = 2  #: sentences on either side of the one in which a quote begins


@dataclass(slots=True)
class SentenceView:
    """A sentence within its article."""

    article: WholeArticle
    place: int
    mentions: list[WholeMention] = field(default_factory=list)
    quotes: list[WholeQuote] = field(default_factory=list)

    @property
    def sentence(self) -> WholeSentence:
        """The sentence itself."""
        return self.article.sentences[self.place]

    @property
    def text(self) -> str:
        """Its text, verbatim."""
        return self.article.sentence_text(self.sentence)

    @property
    def before(self) -> str:
        """The text of the sentence before it; "" for the first."""
        return self.article.sentence_text(self.article.sentences[self.place - 1]) if self.place else ""


def sentence_views(article: WholeArticle) -> dict[int, SentenceView]:
    """All sentences of an article, by row."""
    views = {sentence.row: SentenceView(article, place) for place, sentence in enumerate(article.sentences)}
    for mention in article.mentions:
        views[mention.sentence].mentions.append(mention)
    for quote in article.quotes:
        views[quote.sentence].quotes.append(quote)
    return views


def article_facts(article: WholeArticle, wanted: Collection[int]) -> ArticleFacts:
    """The article as terms, with its first sentences and any of ``wanted``."""
    lines = tuple(
        Line(one.row, one.position, tuple(one.stems.split()))
        for one in article.sentences
        if one.position < SENTENCES_OF_ARTICLE or one.row in wanted
    )
    title = tuple(article.title_terms.split())
    return ArticleFacts(
        row=article.row,
        outlet=article.source,
        published=date.fromisoformat(article.published[:10]) if article.published else None,
        title=title,
        lines=lines,
        length=article.length,
        vocabulary=frozenset(title).union(*(line.terms for line in lines)),
    )


def sentence_details(view: SentenceView, names: Mapping[int, str]) -> SentenceDetails:
    """Full details of a sentence. ``names``: of the entities mentioned."""
    start = view.sentence.start
    mentions = tuple(
        EntityMention(
            one.start - start,
            one.end - start,
            one.label,
            one.entity,
            names.get(one.entity, "") if one.entity is not None else "",
        )
        for one in view.mentions
    )
    speakers = tuple(quote.entity for quote in view.quotes)
    return SentenceDetails(view.text, mentions, speakers, view.before, view.article.title)


def named(article: WholeArticle) -> list[tuple[int, str, int]]:
    """The people, then the organisations, each with label and number of mentions, most often named first."""
    counts = Counter((one.entity, one.label) for one in article.mentions if one.entity is not None)
    people_first = sorted(counts.items(), key=lambda told: (told[0][1] != "PERSON", -told[1]))
    return [(row, label, n) for (row, label), n in people_first if row is not None and label in ("PERSON", "ORG")]


def headline(article: WholeArticle) -> Headline:
    """The headline of an article."""
    return Headline(
        row=article.row,
        id=article.public_id,
        title=article.title,
        source=article.source,
        url=article.url,
        published=datetime.fromisoformat(article.published) if article.published else None,
        added=datetime.fromisoformat(article.added),
        lead=article.lead,
        blurb=bool(article.blurb),
    )


def surroundings(view: SentenceView, wider: Literal["paragraph", "lead"]) -> QuoteSurroundings:
    """The terms around a sentence. ``wider`` selects the paragraph or the first sentence of the article."""
    sentences = view.article.sentences
    near = sentences[max(0, view.place - NEIGHBOURS) : view.place + NEIGHBOURS + 1]
    paragraph = [one for one in sentences if one.paragraph == view.sentence.paragraph]
    return QuoteSurroundings(
        sentence=_terms([view.sentence]),
        near=_terms(near),
        wider=_terms(paragraph if wider == "paragraph" else sentences[:1]),
        title=frozenset(view.article.title_terms.split()),
    )


def _terms(sentences: Sequence[WholeSentence]) -> frozenset[str]:
    return frozenset(term for one in sentences for term in one.stems.split())


def quoted_article(
    article: WholeArticle, names: Mapping[int, str], forms: Mapping[int, Sequence[str]]
) -> QuotedArticle:
    """An article with its quotes as offsets. ``names`` and ``forms``: of its speakers."""
    return QuotedArticle(
        headline=headline(article),
        text=article.text,
        quotes=tuple(_stored_quote(quote, names, forms) for quote in article.quotes),
    )


def _stored_quote(told: WholeQuote, names: Mapping[int, str], forms: Mapping[int, Sequence[str]]) -> StoredQuote:
    speakers = [row for row in (told.entity, told.spoken_for) if row is not None]
    return StoredQuote(
        spans=told.spans,
        kind=QuoteKind(told.kind),
        speaker=names.get(told.entity, told.speaker) if told.entity is not None else told.speaker,
        as_written=told.as_written,
        names=tuple(form for row in speakers for form in forms.get(row, ())),
    )


def quote(article: WholeArticle, told: WholeQuote, names: Mapping[int, str], speaker_row: int | None) -> Quote:
    """Build a quote; if somebody spoke for ``speaker_row``, ``voice`` names who did."""
    given = speaker_row is not None and told.spoken_for == speaker_row
    speaker = names.get(told.entity, told.speaker) if told.entity is not None else told.speaker
    return Quote(
        row=told.row,
        headline=headline(article),
        sentence_row=told.sentence,
        content=told.content,
        kind=QuoteKind(told.kind),
        speaker=names.get(speaker_row, "") if given and speaker_row is not None else speaker,
        speaker_as_written=told.as_written,
        cue=told.cue,
        manner=Manner(told.manner),
        voice=speaker if given else "",
    )
