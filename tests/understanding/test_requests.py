"""Requests as people write them, each with its kind, in fourteen sets; each was written before the router knew it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.language.model.sentence_encoder import SentenceEncoder
from bot.newsroom.meaning import meaning_by
from bot.understanding.requests import RequestKind, RoutingContext
from bot.understanding.router import route
from bot.understanding.small_talk import Talk
from training.requests.__main__ import ASKED
from training.requests.wordings import read_asked

PEOPLE = """
saul pellun putin modi clinton trump sanders obama blair brown feld quill marowin breck torvik sund gale strake corrin
orme hallam
"""
NAMES = {*PEOPLE.split(), "tony blair", "michael howard"}
OUTLETS = (
    "The Meridian Post",
    "Tessarn Courier",
    "Coastline Wire",
    "Northgate Business Review",
    "Halvern Evening Ledger",
)
CONTEXT = RoutingContext(
    meaning=meaning_by(SentenceEncoder()),
    now=datetime(2026, 11, 16, 12, tzinfo=UTC),
    is_name=lambda words: words.lower() in NAMES,
    outlets=lambda: OUTLETS,
)


#: The classifier tells more apart than there are kinds.
KINDS = {
    **{talk.value: RequestKind.TALK for talk in Talk},
    **dict.fromkeys(("settings", "digest", "mute"), RequestKind.SETTINGS),
    "unfollow": RequestKind.FOLLOW,
}


def labelled() -> list[list[tuple[str, str]]]:
    """(kind, text) of each set."""
    return [[(KINDS.get(label, label), text) for label, text in one] for one in read_asked(ASKED)]


@pytest.mark.parametrize(
    ("at", "at_most_wrong"),
    [
        *((0, 0), (1, 2), (2, 0), (3, 0), (4, 0), (5, 1), (6, 2), (7, 2), (8, 4), (9, 5), (10, 5), (11, 3)),
        *((12, 46), (13, 44)),  # of 240; most of their names are unknown here
    ],
)
def test_requests_are_told_apart(at: int, at_most_wrong: int) -> None:
    wrong = [(text, kind) for kind, text in labelled()[at] if route(text, CONTEXT).kind != kind]

    assert len(wrong) <= at_most_wrong, wrong


def test_the_sets_hold_every_kind() -> None:
    wanted = set(RequestKind) - {"unclear"}

    assert {kind for one in labelled() for kind, _ in one} == wanted


@pytest.mark.parametrize(
    "question",
    [
        "Who made history in Brennholm?",
        "Who has led the bank from the beginning?",
        "How many seats did Clinton win compared to Trump?",
        "What is the film about?",
        "When did the course of the river change?",
        "Where did Saul and Pellun disagree?",
        "What did the court decide in the case?",
        "How did the strike end?",
    ],
)
def test_a_question_with_such_words_stays_one(question: str) -> None:
    assert route(question, CONTEXT).kind is RequestKind.QUESTION
