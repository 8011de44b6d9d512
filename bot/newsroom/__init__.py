"""The front door: everything newsbot knows and does with news, independent of Telegram."""

from bot.newsroom.newsroom import Newsroom
from bot.newsroom.opening import open_newsroom
from bot.newsroom.replies import HeadlineList, QuotesFound, Reply, ReplyKind, ReplyLimits

__all__ = ["HeadlineList", "Newsroom", "QuotesFound", "Reply", "ReplyKind", "ReplyLimits", "open_newsroom"]
