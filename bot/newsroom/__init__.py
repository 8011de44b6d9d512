"""The front door: everything that newsbot knows and does with news, without Telegram."""

from bot.newsroom.newsroom import Newsroom
from bot.newsroom.opening import open_newsroom
from bot.newsroom.replies import HeadlineList, QuotesFound, Reply, ReplyKind, ReplyLimits

__all__ = ["HeadlineList", "Newsroom", "QuotesFound", "Reply", "ReplyKind", "ReplyLimits", "open_newsroom"]
