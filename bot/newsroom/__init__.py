"""The front door: everything newsbot knows and does with news, independent of Telegram.

newsroom      the facade over the rooms; opening makes one from a database file
requests      replying (one function for each kind) with lookups, replies (the values that come out), meaning,
              article_pages, headlines, showcase (examples for newcomers), wording (what newsbot does not have),
              turns (what a follow-up may refer to)
chats         chats (turns, paged lists, verdicts), preferences
following     subscriptions, matching, filter_doubts, schedules, deliveries, sweeping
a cluster     cluster_manager, steady (answers while it fails)
"""

from bot.newsroom.newsroom import Newsroom
from bot.newsroom.opening import open_newsroom
from bot.newsroom.replies import HeadlineList, QuotesFound, Reply, ReplyKind, ReplyLimits

__all__ = ["HeadlineList", "Newsroom", "QuotesFound", "Reply", "ReplyKind", "ReplyLimits", "open_newsroom"]
