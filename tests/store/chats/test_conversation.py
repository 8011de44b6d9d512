"""Turns and views of chats, and forgetting them."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone

import pytest

from bot.models import ChatKey, Turn
from bot.models.passages import ArticleFilter
from bot.models.questions import AnswerType, KnownName, Question, Understood
from bot.store.chats.conversation import Conversation
from bot.store.chats.turns import turn_from_json, turn_to_json
from bot.store.file.database import Database
from bot.text.dates import Window
from tests.support.storing import ADDED as NOW

PRIVATE, GROUP, TOPIC = ChatKey(chat_id=5), ChatKey(chat_id=-100), ChatKey(chat_id=-100, thread_id=7)
ANA, BO = 5, 6
MINUTE = timedelta(minutes=1)


@pytest.fixture
def conversation(database: Database) -> Conversation:
    return Conversation(database)


def ask(conversation: Conversation, chat: ChatKey, user: int, question: str, minute: int = 0, answer: int = 0) -> None:
    now = NOW + minute * MINUTE
    conversation.remember(chat, user, Turn(question=question), message_id=answer or None, now=now)


def questions(
    conversation: Conversation, chat: ChatKey, user: int, minute: int = 0, reply_to: int | None = None
) -> list[str]:
    turns = conversation.turns(chat, user, now=NOW + minute * MINUTE, reply_to=reply_to)
    return [turn.question for turn in turns]


def count(database: Database, table: str) -> int:
    with database.reading() as reader:
        return int(reader.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_a_turn_comes_back_as_it_was(conversation: Conversation) -> None:
    turn = Turn(question="Who?", article_row=3, sentence_rows=(1, 2), names=("Ana Sol",), terms=("ana", "sol"))
    conversation.remember(PRIVATE, ANA, turn, message_id=1, now=NOW)
    assert conversation.turns(PRIVATE, ANA, now=NOW) == [turn]


def test_turns_of_the_last_ten_minutes_oldest_first(conversation: Conversation) -> None:
    for minute in (0, 5, 12):
        ask(conversation, PRIVATE, ANA, f"at {minute}", minute)
    assert questions(conversation, PRIVATE, ANA, minute=10) == ["at 0", "at 5", "at 12"]
    assert questions(conversation, PRIVATE, ANA, minute=12) == ["at 5", "at 12"]
    assert questions(conversation, PRIVATE, ANA, minute=23) == []


def test_the_context_of_an_edited_question_is_what_was_asked_before_it(conversation: Conversation) -> None:
    for minute, question in enumerate(("first", "edited", "since")):
        ask(conversation, PRIVATE, ANA, question, minute, answer=10 + minute)
    ask(conversation, PRIVATE, ANA, "edited once", 3, answer=11)

    found = conversation.turns(PRIVATE, ANA, now=NOW + 4 * MINUTE, before=11)
    unknown = conversation.turns(PRIVATE, ANA, now=NOW + 4 * MINUTE, before=99)

    assert [turn.question for turn in found] == ["first"]
    assert len(unknown) == 4


def test_turns_belong_to_a_user_in_a_chat_and_topic(conversation: Conversation) -> None:
    ask(conversation, GROUP, ANA, "in the group")
    ask(conversation, TOPIC, ANA, "in the topic")
    ask(conversation, GROUP, BO, "Bo's")
    assert questions(conversation, GROUP, ANA) == ["in the group"]
    assert questions(conversation, TOPIC, ANA) == ["in the topic"]
    assert questions(conversation, PRIVATE, ANA) == []


def test_a_reply_goes_by_its_answer_for_a_day(conversation: Conversation) -> None:
    ask(conversation, GROUP, ANA, "first", answer=11)
    ask(conversation, GROUP, ANA, "second", answer=12)
    assert questions(conversation, GROUP, BO, minute=60, reply_to=11) == ["first"]
    assert questions(conversation, GROUP, ANA, reply_to=99) == []
    assert questions(conversation, PRIVATE, ANA, reply_to=11) == []
    assert questions(conversation, GROUP, ANA, minute=24 * 60 + 1, reply_to=11) == []


def test_old_turns_and_views_are_purged_by_the_next_write(database: Database, conversation: Conversation) -> None:
    ask(conversation, PRIVATE, ANA, "old")
    conversation.save_view(5, ANA, "who", {}, now=NOW - timedelta(days=29, hours=23))
    ask(conversation, PRIVATE, ANA, "new", minute=24 * 60 + 1)
    assert (count(database, "turns"), count(database, "views")) == (1, 0)


def test_views(conversation: Conversation) -> None:
    payload: dict[str, object] = {"name": "Ana Sol", "rows": [1, 2], "about": None}
    row = conversation.save_view(5, ANA, "who", payload, now=NOW)
    assert conversation.view(row, chat_id=5) == ("who", payload)
    assert conversation.view(row, chat_id=6) is None
    assert conversation.view(row + 1, chat_id=5) is None


def test_the_row_of_a_view_is_never_given_again(database: Database, conversation: Conversation) -> None:
    row = conversation.save_view(5, ANA, "who", {}, now=NOW)
    conversation.forget(chat_id=5, user_id=ANA)
    assert conversation.save_view(5, ANA, "latest", {}, now=NOW) > row


def follow(database: Database, chat_id: int) -> None:
    with database.writing() as writer:
        writer.execute("INSERT INTO chats (chat_id) VALUES (?)", [chat_id])
        writer.execute("INSERT OR IGNORE INTO interests (id, filter) VALUES (1, '{}')")
        writer.table("subscriptions").insert(
            {"chat_id": chat_id, "kind": "everything", "value": "", "interest_id": 1, "created": ""}
        )
        writer.execute(
            "INSERT OR IGNORE INTO articles VALUES (1, 'a1', '', '', '', NULL, '', '', '', 'Rain.', 'digest', 1)"
        )
        writer.table("deliveries").insert(
            {"chat_id": chat_id, "article_id": 1, "sentence": "", "status": "sent", "due": "", "created": ""}
        )


def test_forgetting_a_private_chat_leaves_nothing_of_it(database: Database, conversation: Conversation) -> None:
    follow(database, 5)
    follow(database, 8)
    ask(conversation, PRIVATE, ANA, "private")
    ask(conversation, GROUP, ANA, "in a group")
    ask(conversation, GROUP, BO, "Bo's")
    conversation.save_view(5, ANA, "who", {}, now=NOW)
    assert conversation.forget(chat_id=5, user_id=ANA) == 6
    for table in ("chats", "subscriptions", "deliveries", "turns"):
        assert count(database, table) == 1, table
    assert count(database, "views") == 0
    assert questions(conversation, GROUP, BO) == ["Bo's"]


def test_forgetting_in_a_group_takes_only_that_user(database: Database, conversation: Conversation) -> None:
    follow(database, -100)
    ask(conversation, GROUP, ANA, "Ana's")
    ask(conversation, GROUP, BO, "Bo's")
    ask(conversation, PRIVATE, ANA, "private")
    conversation.save_view(-100, ANA, "who", {}, now=NOW)
    conversation.save_view(-100, BO, "who", {}, now=NOW)
    assert conversation.forget(chat_id=-100, user_id=ANA) == 2
    assert questions(conversation, GROUP, ANA) == []
    assert questions(conversation, GROUP, BO) == ["Bo's"]
    assert questions(conversation, PRIVATE, ANA) == ["private"]
    assert (count(database, "subscriptions"), count(database, "deliveries")) == (1, 1)


def test_a_turn_keeps_what_its_question_was_understood_as() -> None:
    zone = timezone(timedelta(hours=2))
    window = Window(
        since=datetime(2026, 11, 21, tzinfo=zone), until=datetime(2026, 11, 22, tzinfo=zone), words="yesterday",
        span=(12, 21),
    )  # fmt: skip
    name = KnownName("Henrike Saul", ("henrik", "saul"), (3, 4), ("PERSON",))
    question = Question(
        "What did Henrike Saul do yesterday?", AnswerType.SAID, ("henrik", "saul"), names=(name,), focus=("rate",),
        filter=ArticleFilter(
            phrases=(("dear", "friend"),), excluded=("rugbi",), outlet="Courier", spans=((window.since, None),)
        ), window=window,
        date_terms=("saturday",), background=("bank",), as_of=date(2026, 11, 22),
    )  # fmt: skip
    turn = Turn(
        question=question.text, article_row=7, sentence_rows=(1, 2), names=("Saul",), terms=("saul",), short="Saul",
        understood=Understood(question, (name,), (name,)),
    )  # fmt: skip

    kept = turn_from_json(turn_to_json(turn))

    assert kept == turn
    assert kept.understood
    assert kept.understood.question.window
    assert kept.understood.question.window.span == (12, 21)


def test_a_turn_of_an_older_version_keeps_what_its_operators_said() -> None:
    question = Question("ferry from:Courier since:yesterday", AnswerType.OTHER, ("ferri",))
    older = json.loads(turn_to_json(Turn(question=question.text, understood=Understood(question))))
    kept = older["understood"]["question"]
    del kept["filter"]
    kept |= {"phrases": [["low", "tide"]], "excluded": ["fog"], "outlet": "Courier", "since": None, "until": None}
    day = datetime(2026, 11, 21, tzinfo=timezone(timedelta(hours=2)))

    for since, spans in ((None, ()), (day.isoformat(), ((day, None),))):
        kept["since"] = since
        found = turn_from_json(json.dumps(older)).understood

        assert found
        assert found.question.filter == ArticleFilter(
            phrases=(("low", "tide"),), excluded=("fog",), outlet="Courier", spans=spans
        )
