"""The values that travel between the rooms: frozen, keyword-only, no I/O. Times are aware UTC, offsets Unicode code
points into ``Article.text``.
"""

from bot.models.annotation import Annotation, Description, Manner, Mention, Name, QuoteKind, QuoteSpan, SentenceSpan
from bot.models.answers import Answer, Excerpt, Turn, Voice
from bot.models.articles import (
    Added,
    AddStatus,
    Article,
    ArticlePage,
    Context,
    Coverage,
    Headline,
    Named,
    NewArticle,
    Sentence,
    Stats,
)
from bot.models.briefs import Brief, BriefKind, CitedSentence, Trend, Trending
from bot.models.following import ChatKey, Delivery, DeliveryStatus, FollowKind, Outcome, OutcomeKind, Subscription
from bot.models.quotes import (
    CheckedQuote,
    Quote,
    QuoteClaim,
    QuotedArticle,
    QuoteDifference,
    QuoteVerdict,
    Said,
    Speaker,
    StoredQuote,
)
from bot.models.stories import Story

__all__ = [
    "AddStatus",
    "Added",
    "Annotation",
    "Answer",
    "Article",
    "ArticlePage",
    "Brief",
    "BriefKind",
    "ChatKey",
    "CheckedQuote",
    "CitedSentence",
    "Context",
    "Coverage",
    "Delivery",
    "DeliveryStatus",
    "Description",
    "Excerpt",
    "FollowKind",
    "Headline",
    "Manner",
    "Mention",
    "Name",
    "Named",
    "NewArticle",
    "Outcome",
    "OutcomeKind",
    "Quote",
    "QuoteClaim",
    "QuoteDifference",
    "QuoteKind",
    "QuoteSpan",
    "QuoteVerdict",
    "QuotedArticle",
    "Said",
    "Sentence",
    "SentenceSpan",
    "Speaker",
    "Stats",
    "StoredQuote",
    "Story",
    "Subscription",
    "Trend",
    "Trending",
    "Turn",
    "Voice",
]
