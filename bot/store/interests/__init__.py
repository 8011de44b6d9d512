"""Filters that chats follow.

interests            each filter stored once, however many chats follow it
interest_index       which of them an article may match, found in memory by key
matched_interests    which of them it does match
"""
