"""The front door: everything that newsbot knows and does with news, without Telegram."""

from bot.newsroom.newsroom import Newsroom
from bot.newsroom.opening import open_newsroom
from bot.newsroom.replies import HeadlineList, Limits, QuotesFound, Reply, ReplyKind

__all__ = ["HeadlineList", "Limits", "Newsroom", "QuotesFound", "Reply", "ReplyKind", "open_newsroom"]
