"""Filters that chats follow.

interests            each filter stored once, however many chats follow it
interest_index       which of them an article may match, found in memory by key
topic_index          their topics as vectors, found by the meaning of an article
matched_interests    which of them it does match
"""
