"""Kinds of saved views: what is kept for the buttons of a message, so that they can go on from it."""

from __future__ import annotations

from enum import StrEnum


class ViewKind(StrEnum):
    """What a saved view holds. The values stand in databases, so they never change."""

    ANSWER = "answer"  # an answer (saved_answers.py)
    QUOTES = "who"  # a look-up of quotes (saved_lookups.py)
    PERSON = "person"  # a name
    HEADLINES = "latest"  # a topic
    BRIEF = "brief"  # a topic, and what its follow button follows
    FOLLOW = "follow"  # words to follow, one or several
    ZONE = "zone"  # an IANA time zone
    PROMPT = "prompt"  # a question of the bot, which a reply answers
    QUESTION = "ask"  # a question to be asked by a button
