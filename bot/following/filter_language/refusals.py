"""Refusals of filters that name the place at fault. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.errors import FollowError
from bot.following.filter_language.filter_tokens import FilterToken, TokenKind
from bot.translation import N_, gettext

NOTHING_BUT = N_('Say what to follow as well: "everything -cricket" leaves out cricket only.')


def with_place(error: FollowError, text: str) -> FollowError:
    """The error with its place in the filter ``text`` as part of the message, unless it names it already."""
    if error.at is None:
        return error
    where = gettext("Here: “{near}” (character {n}).").format(near=excerpt(text, error.at), n=error.at + 1)
    return FollowError(f"{error} {where}")


def first_left_out(tokens: Sequence[FilterToken]) -> int | None:
    """The offset of the first exclusion; None if there is none."""
    return next((token.start for token in tokens if token.kind in (TokenKind.NOT, TokenKind.WITHOUT)), None)


def excerpt(text: str, at: int) -> str:
    """An excerpt of ``text`` around ``at``, of whole words."""
    start = text.rfind(" ", 0, max(0, at - 12)) + 1 if at > 12 else 0
    end = text.find(" ", at + 12)
    return text[start : end if end >= 0 else None].strip()
