"""Subscriptions in a real database file, and what an added article owes to whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import DatabaseLocked, FollowError
from bot.models import ChatKey, Delivery, FollowKind
from bot.store.chats.conversation import Conversation
from bot.store.file.database import Database
from bot.store.following.outbox import Outbox
from bot.store.following.subscriptions import BANNED, MOST_SUBSCRIPTIONS, Subscriptions
from tests.support.following_articles import ALICE, BOB, GROUP, NOW, TOPIC, add, wanted
from tests.support.storing import organisation, person

MODI = person("Narendra Modi", "Modi")
DAY = timedelta(days=1)


@pytest.fixture
def subscriptions(database: Database) -> Subscriptions:
    return Subscriptions(database)


def owed(database: Database) -> list[Delivery]:
    return Outbox(database).due(NOW + DAY, limit=100)


def rows(database: Database, sql: str) -> list[tuple[object, ...]]:
    with database.reading() as reader:
        return [tuple(row) for row in reader.execute(sql)]


# ---- following and unfollowing -----------------------------------------------------


def test_follow_and_list(subscriptions: Subscriptions) -> None:
    subscriptions.follow(ALICE, wanted("Modi"), NOW)
    subscriptions.follow(ALICE, wanted("everything -cricket"), NOW)
    subscriptions.follow(BOB, wanted("flood"), NOW)

    assert [(s.kind, s.value, s.created) for s in subscriptions.of(ALICE)] == [
        (FollowKind.NAME, "Modi", NOW),
        (FollowKind.EVERYTHING, "-cricket", NOW),
    ]
    assert subscriptions.count() == 3


def test_following_twice_is_following_once(subscriptions: Subscriptions) -> None:
    first, is_new = subscriptions.follow(ALICE, wanted("Modi"), NOW)
    again, is_new_again = subscriptions.follow(ALICE, wanted("modi"), NOW + DAY)

    assert (is_new, is_new_again) == (True, False)
    assert again == first
    assert subscriptions.of(ALICE) == [first]


def test_topics_of_one_group_follow_apart(subscriptions: Subscriptions) -> None:
    subscriptions.follow(GROUP, wanted("Modi"), NOW)
    _, is_new = subscriptions.follow(TOPIC, wanted("Modi"), NOW)

    assert is_new
    assert len(subscriptions.of(TOPIC)) == 1


def test_a_chat_follows_fifty_things_at_most(subscriptions: Subscriptions) -> None:
    for number in range(MOST_SUBSCRIPTIONS - 1):
        subscriptions.follow(GROUP, wanted(f"word{number}"), NOW)
    subscriptions.follow(TOPIC, wanted("flood"), NOW)

    with pytest.raises(FollowError, match="50 things"):
        subscriptions.follow(GROUP, wanted("quake"), NOW)

    assert subscriptions.count() == MOST_SUBSCRIPTIONS
    assert not subscriptions.follow(GROUP, wanted("word1"), NOW)[1]


@pytest.mark.parametrize("words", ["MODI", " modi "])
def test_unfollow_by_words(subscriptions: Subscriptions, words: str) -> None:
    followed, _ = subscriptions.follow(ALICE, wanted("Modi"), NOW)

    assert subscriptions.unfollow(BOB, words, NOW) is None
    assert subscriptions.unfollow(ALICE, words, NOW) == followed
    assert subscriptions.unfollow(ALICE, words, NOW) is None


def test_unfollow_everything_means_that_subscription(subscriptions: Subscriptions) -> None:
    subscriptions.follow(ALICE, wanted("Modi"), NOW)
    everything, _ = subscriptions.follow(ALICE, wanted("*"), NOW)

    assert subscriptions.unfollow(ALICE, "", NOW) is None
    assert subscriptions.unfollow(ALICE, "all", NOW) == everything
    assert [s.value for s in subscriptions.of(ALICE)] == ["Modi"]


def test_unfollow_by_row_only_of_this_chat(subscriptions: Subscriptions) -> None:
    followed, _ = subscriptions.follow(ALICE, wanted("Modi"), NOW)

    assert subscriptions.unfollow(BOB, followed.row, NOW) is None
    assert subscriptions.unfollow(ALICE, followed.row, NOW) == followed


def test_unfollowing_leaves_no_keys_and_drops_what_is_owed(database: Database, subscriptions: Subscriptions) -> None:
    subscriptions.follow(ALICE, wanted("Modi OR flood"), NOW)
    add(database, "a", "Modi came.", MODI)

    assert subscriptions.unfollow_all(ALICE, NOW) == 1
    assert owed(database) == []
    assert rows(database, "SELECT status, reason FROM deliveries") == [("dropped", "unfollowed")]
    assert rows(database, "SELECT * FROM interest_keys") == []
    assert rows(database, "SELECT * FROM interests") == []


# ---- what an article owes -----------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "matched"),
    [
        ("Modi", "Narendra Modi came by train."),
        ("train", "Narendra Modi came by train."),
        ("BBC", "It rained."),
        ("everything", "It rained."),
        ("Modi OR Putin", "Narendra Modi came by train."),
    ],
)
def test_an_article_is_owed_with_the_sentence_that_matched(
    database: Database, subscriptions: Subscriptions, words: str, matched: str
) -> None:
    followed, _ = subscriptions.follow(TOPIC, wanted(words), NOW)

    row, count = add(database, "a", "It rained.\nNarendra Modi came by train.", MODI)

    assert count == 1
    (delivery,) = owed(database)
    assert (delivery.chat, delivery.sentence, delivery.subscription) == (TOPIC, matched, followed)
    assert (delivery.headline.row, delivery.headline.id, delivery.created) == (row, "a", NOW)
    assert rows(database, f"SELECT text FROM sentences WHERE id = {delivery.sentence_row}") == [(matched,)]


@pytest.mark.parametrize("words", ["Putin", "plane", "The Post", "everything -train", "from:BBC plane"])
def test_nothing_is_owed_to_who_follows_something_else(
    database: Database, subscriptions: Subscriptions, words: str
) -> None:
    subscriptions.follow(ALICE, wanted(words), NOW)

    assert add(database, "a", "Modi came by train.", MODI)[1] == 0
    assert owed(database) == []


def test_one_delivery_a_chat_with_the_most_telling_reason(database: Database, subscriptions: Subscriptions) -> None:
    for words in ("everything", "BBC", "train", "Modi", "Narendra Modi"):
        subscriptions.follow(ALICE, wanted(words), NOW)
    subscriptions.follow(BOB, wanted("BBC"), NOW)
    subscriptions.follow(BOB, wanted("everything"), NOW)

    assert add(database, "a", "It rained.\nModi came by train.", MODI)[1] == 2

    reasons = {d.chat: d.subscription.value for d in owed(database) if d.subscription}
    assert reasons == {ALICE: "Modi", BOB: "BBC"}


def test_each_topic_of_a_group_gets_its_own(database: Database, subscriptions: Subscriptions) -> None:
    subscriptions.follow(GROUP, wanted("Modi"), NOW)
    subscriptions.follow(TOPIC, wanted("train"), NOW)

    assert add(database, "a", "Modi came by train.", MODI)[1] == 2


def test_a_revised_article_never_notifies_again(database: Database, subscriptions: Subscriptions) -> None:
    subscriptions.follow(ALICE, wanted("Modi"), NOW)
    row, _ = add(database, "a", "Modi came by train.", MODI)
    subscriptions.follow(BOB, wanted("Modi"), NOW)

    assert add(database, "a", "Modi came by plane.", MODI, revise=row)[1] == 0
    assert [d.chat for d in owed(database)] == [ALICE]
    assert owed(database)[0].sentence_row is None  # the sentence as sent is kept, its row is gone


def test_earlier_articles_tell_what_else_somebody_is_called(database: Database, subscriptions: Subscriptions) -> None:
    add(
        database,
        "old",
        "The Ministry of External Affairs (MEA) spoke.",
        organisation("Ministry of External Affairs", "MEA"),
    )
    add(database, "older", "Narendra Modi spoke.", person("Narendra Modi"))
    for words in ("Ministry of External Affairs", "Narendra Modi"):
        subscriptions.follow(ALICE, wanted(words), NOW)
        subscriptions.follow(BOB, wanted(words), NOW)

    assert add(database, "new", "It rains.\nThe MEA is silent.", organisation("MEA"))[1] == 2
    assert add(database, "newer", "It rains.\nPM Modi is silent.", person("Modi"))[1] == 2
    assert add(database, "other", "Nirav Modi is silent.", person("Nirav Modi", "Modi"))[1] == 0


def test_muted_until(database: Database, subscriptions: Subscriptions) -> None:
    followed, _ = subscriptions.follow(ALICE, wanted("Modi"), NOW)
    add(database, "before", "Modi came.", MODI)

    muted = subscriptions.mute(ALICE, followed.row, until=NOW + DAY, now=NOW)

    assert muted is not None
    assert muted.muted_until == NOW + DAY
    assert owed(database) == []
    assert add(database, "meanwhile", "Modi went.", MODI)[1] == 0
    assert add(database, "after", "Modi came back.", MODI, now=NOW + DAY)[1] == 1


@pytest.mark.parametrize("again", ["unmute", "follow"])
def test_unmuting(database: Database, subscriptions: Subscriptions, again: str) -> None:
    followed, _ = subscriptions.follow(ALICE, wanted("Modi"), NOW)
    subscriptions.mute(ALICE, followed.row, until=NOW + DAY, now=NOW)

    if again == "unmute":
        unmuted = subscriptions.mute(ALICE, followed.row, until=None, now=NOW)
    else:
        unmuted, new = subscriptions.follow(ALICE, wanted("Modi"), NOW)
        assert not new

    assert unmuted == replace(followed, muted_until=NOW)  # kept, so that a sweep knows what came before

    assert add(database, "a", "Modi went.", MODI)[1] == 1


def test_only_its_own_chat_mutes_a_subscription(subscriptions: Subscriptions) -> None:
    followed, _ = subscriptions.follow(ALICE, wanted("Modi"), NOW)

    assert subscriptions.mute(BOB, followed.row, until=NOW + DAY, now=NOW) is None
    assert subscriptions.of(ALICE) == [followed]


# ---- pausing --------------------------------------------------------------------------


def test_a_paused_chat_is_owed_and_sent_nothing_new(database: Database, subscriptions: Subscriptions) -> None:
    subscriptions.follow(ALICE, wanted("Modi"), NOW)
    add(database, "before", "Modi came.", MODI)

    subscriptions.pause_chat(ALICE.chat_id, "Forbidden")

    assert add(database, "meanwhile", "Modi went.", MODI)[1] == 0
    assert owed(database) == []
    assert Outbox(database).next_due() is None
    subscriptions.resume_chat(ALICE.chat_id, NOW)
    assert [d.headline.id for d in owed(database)] == ["before"]


@pytest.mark.parametrize(("reason", "woken"), [("Forbidden", ["before"]), ("blocked", ["before"]), (BANNED, [])])
def test_a_message_that_got_through_wakes_a_chat_unless_it_is_banned(
    database: Database, subscriptions: Subscriptions, reason: str, woken: list[str]
) -> None:
    subscriptions.follow(ALICE, wanted("Modi"), NOW)
    add(database, "before", "Modi came.", MODI)
    subscriptions.pause_chat(ALICE.chat_id, reason)

    subscriptions.wake_chats([ALICE.chat_id], NOW)

    assert [d.headline.id for d in owed(database)] == woken


@pytest.mark.parametrize("wake", ["resume", "follow"])
def test_what_waited_two_days_is_stale(database: Database, subscriptions: Subscriptions, wake: str) -> None:
    subscriptions.follow(ALICE, wanted("Modi"), NOW)
    add(database, "old", "Modi came.", MODI, now=NOW)
    add(database, "new", "Modi went.", MODI, now=NOW + DAY)
    subscriptions.pause_chat(ALICE.chat_id, "Forbidden")

    if wake == "resume":
        subscriptions.resume_chat(ALICE.chat_id, NOW + 2 * DAY)
    else:
        subscriptions.follow(ALICE, wanted("flood"), NOW + 2 * DAY)

    assert [d.headline.id for d in owed(database)] == ["new"]
    assert rows(database, "SELECT status, reason FROM deliveries ORDER BY id") == [
        ("dropped", "stale"),
        ("pending", ""),
    ]


def test_resuming_a_chat_that_is_awake_drops_nothing(database: Database, subscriptions: Subscriptions) -> None:
    """After a long loss of the network everybody is owed old news, and gets it."""
    subscriptions.follow(ALICE, wanted("Modi"), NOW)
    add(database, "old", "Modi came.", MODI)

    subscriptions.resume_chat(ALICE.chat_id, NOW + 3 * DAY)

    assert len(owed(database)) == 1


# ---- moving ---------------------------------------------------------------------------

OLD, NEW = ChatKey(chat_id=-5), ChatKey(chat_id=-1005)


def test_a_group_becomes_a_supergroup(database: Database, subscriptions: Subscriptions) -> None:
    followed, _ = subscriptions.follow(OLD, wanted("Modi"), NOW)
    add(database, "a", "Modi came.", MODI)

    subscriptions.move_chat(OLD.chat_id, NEW.chat_id)
    subscriptions.move_chat(OLD.chat_id, NEW.chat_id)  # Telegram says it twice: to the sender and in the chat

    assert subscriptions.of(OLD) == []
    assert [s.row for s in subscriptions.of(NEW)] == [followed.row]
    (delivery,) = owed(database)
    assert (delivery.chat, delivery.subscription) == (NEW, subscriptions.of(NEW)[0])
    assert rows(database, "SELECT chat_id FROM chats") == [(NEW.chat_id,)]


def test_a_group_that_follows_nothing_takes_its_conversation_along(database: Database) -> None:
    conversation = Conversation(database)
    row = conversation.save_view(OLD.chat_id, 7, "quotes", {"name": "Modi"}, now=NOW)

    Subscriptions(database).move_chat(OLD.chat_id, NEW.chat_id)

    assert conversation.view(row, chat_id=NEW.chat_id) == ("quotes", {"name": "Modi"})


def test_moving_merges_what_is_there_already(database: Database, subscriptions: Subscriptions) -> None:
    for words in ("Modi", "train"):
        subscriptions.follow(OLD, wanted(words), NOW)
    for words in ("MODI", "flood"):
        subscriptions.follow(NEW, wanted(words), NOW)
    add(database, "both", "Modi came.", MODI)
    add(database, "mine", "A train came.", now=NOW + timedelta(minutes=1))

    subscriptions.move_chat(OLD.chat_id, NEW.chat_id)

    kept = {s.value.casefold(): s for s in subscriptions.of(NEW)}
    assert kept.keys() == {"modi", "train", "flood"}
    found = rows(
        database,
        "SELECT a.public_id, d.chat_id, d.subscription_id FROM deliveries d JOIN articles a ON a.id = d.article_id"
        " ORDER BY 1",
    )
    assert found == [("both", NEW.chat_id, kept["modi"].row), ("mine", NEW.chat_id, kept["train"].row)]


@pytest.mark.parametrize("sent", [OLD, NEW])
def test_moving_never_sends_twice(database: Database, subscriptions: Subscriptions, sent: ChatKey) -> None:
    subscriptions.follow(OLD, wanted("Modi"), NOW)
    subscriptions.follow(NEW, wanted("Modi"), NOW)
    add(database, "a", "Modi came.", MODI)
    with database.writing() as writer:
        writer.execute("UPDATE deliveries SET status = 'sent' WHERE chat_id = ?", [sent.chat_id])

    subscriptions.move_chat(OLD.chat_id, NEW.chat_id)

    assert rows(database, "SELECT status, chat_id FROM deliveries") == [("sent", NEW.chat_id)]


def test_moving_a_chat_to_itself_or_from_nowhere(database: Database, subscriptions: Subscriptions) -> None:
    subscriptions.follow(OLD, wanted("Modi"), NOW)

    subscriptions.move_chat(OLD.chat_id, OLD.chat_id)
    subscriptions.move_chat(12345, OLD.chat_id)

    assert len(subscriptions.of(OLD)) == 1


# ---- trouble ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "write",
    [
        lambda s: s.follow(ALICE, wanted("Modi"), NOW),
        lambda s: s.unfollow(ALICE, "Modi", NOW),
        lambda s: s.unfollow_all(ALICE, NOW),
        lambda s: s.mute(ALICE, 1, until=None, now=NOW),
        lambda s: s.pause_chat(7, "Forbidden"),
        lambda s: s.resume_chat(7, NOW),
        lambda s: s.move_chat(7, 8),
    ],
)
def test_a_locked_database_is_said_so(database: Database, write: Callable[[Subscriptions], object]) -> None:
    with Database.open(database.path, busy_timeout=0) as other, database.writing(), pytest.raises(DatabaseLocked):
        write(Subscriptions(other))
