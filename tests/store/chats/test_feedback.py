"""Verdicts on answers: one a user and answer, numbers for ever, words and readers for their days only."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.models import ChatKey, Turn
from bot.store.chats.conversation import Conversation
from bot.store.chats.feedback import Feedback, RatedAnswer, StoredVerdict
from bot.store.file.database import Database
from tests.support.storing import ADDED as NOW

CHAT = ChatKey(chat_id=5)
ANSWER = RatedAnswer(
    answer=7, question="Who won?", short="Hallam", sentences=(3, 9), grounds=(("chance", 0.75), ("x", 1.0))
)
MONTH = timedelta(days=30)


def judge(feedback: Feedback, *, right: bool, user: int = 5, answer: int = 7) -> bool:
    judged = RatedAnswer(answer=answer, question="Who won?", short="Hallam", sentences=(3, 9), grounds=ANSWER.grounds)
    return feedback.judge(judged, chat_id=CHAT.chat_id, user_id=user, right=right, now=NOW)


def stored(database: Database) -> list[tuple[object, ...]]:
    with database.reading() as reader:
        return [tuple(row) for row in reader.execute("SELECT chat_id, user_id, question, short FROM feedback")]


def test_a_verdict_keeps_what_the_answer_was_judged_by(database: Database) -> None:
    feedback = Feedback(database)
    judge(feedback, right=True)

    assert feedback.all(NOW) == [
        StoredVerdict(
            created=NOW,
            right=True,
            sentences=(3, 9),
            grounds={"chance": 0.75, "x": 1.0},
            question="Who won?",
            short="Hallam",
        )
    ]


def test_the_last_verdict_of_a_user_counts(database: Database) -> None:
    feedback = Feedback(database)

    assert [judge(feedback, right=right) for right in (True, True, False)] == [True, False, True]
    assert [verdict.right for verdict in feedback.all(NOW)] == [False]
    assert feedback.verdict(7, 5) is False


def test_users_and_answers_are_kept_apart(database: Database) -> None:
    feedback = Feedback(database)
    judge(feedback, right=True)
    judge(feedback, right=False, user=6)
    judge(feedback, right=False, answer=8)

    assert [feedback.verdict(7, 5), feedback.verdict(7, 6), feedback.verdict(8, 5)] == [True, False, False]
    assert feedback.verdict(8, 6) is None


@pytest.mark.parametrize("days", [1, 30])
def test_words_and_readers_go_when_their_days_are_over(database: Database, days: int) -> None:
    keep = timedelta(days=days)
    feedback, conversation = Feedback(database, keep), Conversation(database, keep)
    judge(feedback, right=True)

    conversation.remember(CHAT, 5, Turn(question="?"), message_id=None, now=NOW + keep - timedelta(seconds=1))
    assert stored(database) == [(5, 5, "Who won?", "Hallam")]

    conversation.remember(CHAT, 5, Turn(question="?"), message_id=None, now=NOW + keep)
    assert stored(database) == [(None, None, None, None)]
    (verdict,) = feedback.all(NOW + keep)
    assert (verdict.right, verdict.grounds["chance"], verdict.question) == (True, 0.75, None)


def test_words_that_are_too_old_are_not_given_out_though_they_are_still_stored(database: Database) -> None:
    feedback = Feedback(database)
    judge(feedback, right=True)

    (verdict,) = feedback.all(NOW + MONTH)

    assert (verdict.question, verdict.short) == (None, None)
    assert stored(database) == [(5, 5, "Who won?", "Hallam")]


def test_no_days_means_no_words_at_all_and_still_one_verdict_a_user(database: Database) -> None:
    feedback = Feedback(database, timedelta(0))

    assert judge(feedback, right=True)
    assert judge(feedback, right=False)
    assert stored(database) == [(5, 5, None, None)]


@pytest.mark.parametrize(
    ("chat", "user", "left"),
    [(5, 5, [(8, 6)]), (8, 6, [(5, 5), (8, 5)]), (8, 5, [(5, 5), (8, 6)]), (9, 9, [(5, 5), (8, 5), (8, 6)])],
)
def test_forgetting_deletes_verdicts(database: Database, chat: int, user: int, left: list[tuple[int, int]]) -> None:
    feedback = Feedback(database)
    for answer, (chat_id, user_id) in enumerate([(5, 5), (8, 5), (8, 6)]):
        judged = RatedAnswer(answer=answer, question="Who won?")
        feedback.judge(judged, chat_id=chat_id, user_id=user_id, right=True, now=NOW)

    Conversation(database).forget(chat_id=chat, user_id=user)

    assert [row[:2] for row in stored(database)] == left
