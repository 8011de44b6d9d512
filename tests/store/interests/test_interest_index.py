"""What an article brings up, out of memory: the same as the rows, also after others have written them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.following.article.sentence_bits import ANYWHERE
from bot.models import ChatKey
from bot.store.file.database import Database
from bot.store.following.subscriptions import Subscriptions
from bot.store.interests.interest_index import ANEW, InterestIndex
from bot.store.interests.interests import interest_of
from tests.support.following_articles import wanted
from tests.support.sqlite_steps import counted

NOW = datetime(2026, 11, 22, tzinfo=UTC)
ALICE, BORIS = ChatKey(chat_id=1), ChatKey(chat_id=2)
KEYS = dict.fromkeys(("*", "from:bbc", "name:modi", "word:flood", "word:train"), ANYWHERE)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    with Database.open(path) as opened:
        yield opened


def found(database: Database, index: InterestIndex, keys: dict[str, int] = KEYS) -> list[str]:
    """What is brought up, as it is stored."""
    with database.reading() as reader:
        return [one.filter.dump() for one in index.brought_up(reader, keys)]


def test_what_another_process_writes_is_brought_up_by_the_next_article(path: Path, database: Database) -> None:
    index = InterestIndex()
    Subscriptions(database).follow(ALICE, wanted("flood"), NOW)
    first = found(database, index)

    with Database.open(path) as other:
        Subscriptions(other).follow(BORIS, wanted("Modi"), NOW)
        Subscriptions(other).follow(BORIS, wanted("quake"), NOW)

    assert first == [wanted("flood").filter.canonical().dump()]
    assert found(database, index) == [wanted(words).filter.canonical().dump() for words in ("flood", "Modi")]


@pytest.mark.parametrize(
    ("flood", "warn", "comes"),
    [(1 << 4, 1 << 4, 1), (1 << 4, 1 << 5, 1), (1 << 5, 1 << 4, 1), (1 << 4, 1 << 6, 0), (1 << 63, 1 << 62, 1)],
)
def test_one_whose_keys_stand_far_apart_is_not(database: Database, flood: int, warn: int, comes: int) -> None:
    index = InterestIndex()
    Subscriptions(database).follow(ALICE, wanted("flood warning"), NOW)

    assert len(found(database, index, {"word:flood": flood, "word:warn": warn})) == comes


def test_one_that_another_key_is_missing_for_is_not(database: Database) -> None:
    index = InterestIndex()
    Subscriptions(database).follow(ALICE, wanted("flood warning"), NOW)

    assert found(database, index) == []
    assert len(found(database, index, KEYS | {"word:warn": ANYWHERE})) == 1


def test_what_nobody_follows_any_more_goes_when_all_is_read_again(database: Database) -> None:
    index, subscriptions = InterestIndex(), Subscriptions(database)
    for words in ("flood", "Modi"):
        subscriptions.follow(ALICE, wanted(words), NOW)
    found(database, index)

    subscriptions.unfollow(ALICE, "flood", NOW)
    index._asked = ANEW

    assert found(database, index) == [wanted("Modi").filter.canonical().dump()]


def test_a_question_that_nobody_follows_any_more_is_not_asked(database: Database) -> None:
    index, subscriptions = InterestIndex(), Subscriptions(database)
    asked = wanted("question: who won the election")
    subscriptions.follow(ALICE, asked, NOW)

    with database.reading() as reader:
        before = list(index.asked_questions(reader, [["elect", "won"]]).values())
    subscriptions.unfollow_all(ALICE, NOW)
    with database.reading() as reader:
        after = index.asked_questions(reader, [["elect", "won"]])

    assert before == [asked.filter.question]
    assert after == {}


def steps(database: Database, index: InterestIndex) -> tuple[int, int]:
    """How many are brought up, and the virtual machine's steps that took."""
    with database.reading() as reader:
        found, taken = counted(reader, lambda: index.brought_up(reader, KEYS))
    return len(found), taken


def test_many_interests_cost_only_those_that_match(database: Database) -> None:
    index = InterestIndex()
    for words in ("Modi", "everything", "flood warning"):
        Subscriptions(database).follow(ALICE, wanted(words), NOW)
    steps(database, index)
    few = steps(database, index)

    with database.writing() as writer:
        for number in range(10_000):
            interest_of(writer, wanted("quake" + "".join(chr(97 + int(digit)) for digit in str(number))).filter)
    steps(database, index)
    many = steps(database, index)

    assert few[0] == many[0] == 2
    assert many[1] <= few[1] + 100
