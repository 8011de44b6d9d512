"""Values passed between the rooms: frozen, keyword-only, no I/O.

    articles, annotation, entities, passages   an article, what is found in it, and as it is ranked
    questions, answers, windows                what is asked, what is answered, spans of time
    quotes, briefs, stories, saved_views       what is shown besides answers, and what its buttons need
    following, schedules, sweeps               what is followed, when its news comes, the nightly check
    preferences, tuning                        settings: of a chat, of the core

Times are aware UTC; offsets count Unicode code points in ``Article.text``.
"""

from bot.models.annotation import Annotation, Description, Manner, Mention, Name, QuoteKind, QuoteSpan, SentenceSpan
from bot.models.answers import Answer, Excerpt, Turn, Voice
from bot.models.articles import (
    Added,
    AddStatus,
    Article,
    ArticleEntity,
    ArticlePage,
    Context,
    Coverage,
    Headline,
    NewArticle,
    Stats,
)
from bot.models.briefs import Brief, BriefKind, CitedSentence, Trend, Trending
from bot.models.following import (
    ChatKey,
    Delivery,
    DeliveryStatus,
    FollowKind,
    Gathered,
    GatheredItem,
    Outcome,
    OutcomeKind,
    Subscription,
)
from bot.models.quotes import (
    CheckedQuote,
    Quote,
    QuoteClaim,
    QuotedArticle,
    QuoteDifference,
    QuoteResult,
    QuoteVerdict,
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
    "ArticleEntity",
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
    "Gathered",
    "GatheredItem",
    "Headline",
    "Manner",
    "Mention",
    "Name",
    "NewArticle",
    "Outcome",
    "OutcomeKind",
    "Quote",
    "QuoteClaim",
    "QuoteDifference",
    "QuoteKind",
    "QuoteResult",
    "QuoteSpan",
    "QuoteVerdict",
    "QuotedArticle",
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
