"""Quotes on a topic that no quote holds whole: rare words, words of like meaning, what stands around."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.archive import by_entity
from bot.encoding import PassageEncoding
from bot.language.model.sentence_encoder import SentenceEncoder
from bot.models.annotation import QuoteKind
from bot.models.quotes import TopicReason
from bot.quotes.quotations import Quotations
from bot.quotes.search import Lookups
from bot.quotes.topic_reading import MOST_READ
from bot.retrieval.expansion.synonyms import related_terms
from bot.retrieval.first_stage.dense import DenseIndex
from bot.retrieval.reranking.cross_encoder import Contender, Reranker
from bot.store.archive.speakers import Speakers
from bot.store.file.database import Database
from bot.text.analyzer import terms
from bot.understanding.quote_requests import Lookup
from tests.support.storing import Said, day, person, store, stored

SOL = person("Ana Sol")
#: In how many of 6,000 sentences; others are in none.
RARITY = {"new": 300, "cut": 80, "job": 50, "war": 40, "wall": 40, "street": 40, "studio": 7, "format": 7, "record": 75}

FORMAT = """The cup was played in Lisbon on Sunday.
"The format punishes every mistake," Ana Sol said. "We lost the first match," Ana Sol said.
It rained.
It snowed.
It hailed.
"My shoes are fine," Ana Sol said."""
JOBS = """Job cuts will be announced in May.
"We need a better firm," Ana Sol said.
It rained all day.
It snowed all day.
"We like tea," Ana Sol said."""


@pytest.fixture
def sol(database: Database) -> int:
    """Ana Sol, quoted in two articles of an archive with word counts; her row."""
    says = ["The format punishes every mistake,", "We lost the first match,", "My shoes are fine,"]
    store(
        database, stored("d1", FORMAT, published=day(1)), [SOL], [Said(words, "Ana Sol", "Ana Sol") for words in says]
    )
    says = ["We need a better firm,", "We like tea,"]
    store(database, stored("d2", JOBS, published=day(2)), [SOL], [Said(words, "Ana Sol", "Ana Sol") for words in says])
    with database.writing() as writer:
        writer.execute("UPDATE corpus SET sentences = 6000")
        writer.conn.executemany("INSERT INTO terms VALUES (?, ?, ?)", [(term, n, n) for term, n in RARITY.items()])
    return Speakers(database).called("Ana Sol")[0].row


def found(database: Database, row: int, topic: str, *, sure: bool = False) -> list[str]:
    quotes, total = Quotations(database).page(by_entity(row), stems=terms(topic), sure=sure, limit=9)
    assert total == len(quotes)
    return [quote.content for quote in quotes]


@pytest.mark.parametrize(
    ("topic", "expected"),
    [
        ("the new format", ["The format punishes every mistake,"]),  # the rare word alone tells
        ("the new mistake", ["The format punishes every mistake,", "We lost the first match,"]),  # she goes on
        ("the new war", []),
        ("punishing weather in Iceland", []),
        ("job cuts", ["We need a better firm,"]),  # the sentence before, not one far off
        ("a defeat", ["We lost the first match,"]),  # of like meaning
        ("penguins", []),
        ("wall street", []),
    ],
)
def test_what_is_left_when_not_all_words_are_there(
    database: Database, sol: int, topic: str, expected: list[str]
) -> None:
    assert found(database, sol, topic) == expected
    assert found(database, sol, topic, sure=True) == []


def test_quotes_that_fit_well_are_enough(database: Database, sol: int) -> None:
    for sure in (True, False):
        assert found(database, sol, "fine shoes", sure=sure) == ["My shoes are fine,"]


def test_a_title_makes_those_a_topic_that_stand_near_it(database: Database, sol: int) -> None:
    with database.writing() as writer:
        writer.table("article_terms").insert({"article_id": 1, "title": "format", "length": 1}, replace=True)
    assert found(database, sol, "format") == ["The format punishes every mistake,", "We lost the first match,"]


def test_what_refers_to_a_quote_about_the_topic_goes_on_about_it(database: Database) -> None:
    told = """It was a long evening.
"The roof leaks in nine places," Bo Lund said. "They will mend it by May," Bo Lund said.
"We like tea," Bo Lund said."""
    says = ["The roof leaks in nine places,", "They will mend it by May,", "We like tea,"]
    store(database, stored("d3", told), [person("Bo Lund")], [Said(words, "Bo Lund", "Bo Lund") for words in says])
    row = Speakers(database).called("Bo Lund")[0].row

    assert found(database, row, "leaking roof") == says[:2]
    assert found(database, row, "leaking roof", sure=True) == says[:1]


PRAISE = """Bo Lund praised the harbour.
Bo Lund said the harbour is the best that we have ever had.
It was late.
Bo Lund praised the lighthouse."""


def test_reported_words_that_say_nothing_are_shown_only_if_there_is_nothing_else(database: Database) -> None:
    said = ["the harbour", "the harbour is the best that we have ever had", "the lighthouse"]
    store(database, stored("d3", PRAISE), [person("Bo Lund")], [
        Said(words, "Bo Lund", "Bo Lund", kind=QuoteKind.INDIRECT) for words in said
    ])  # fmt: skip
    row = Speakers(database).called("Bo Lund")[0].row

    assert found(database, row, "harbour") == said[1:2]
    assert found(database, row, "lighthouse") == said[2:]


def test_a_lone_title_makes_all_a_topic(database: Database, sol: int) -> None:
    with database.writing() as writer:
        writer.table("article_terms").insert({"article_id": 2, "title": "softwar firm", "length": 2}, replace=True)
    assert found(database, sol, "software") == ["We need a better firm,", "We like tea,"]


def test_of_several_those_whose_quotes_fit_well_come_before(database: Database, sol: int) -> None:
    text = '"I want a new format," Bo Sol said.'
    store(database, stored("d3", text, published=day(3)), [person("Bo Sol")], [
        Said("I want a new format,", "Bo Sol", "Bo Sol"),
    ])  # fmt: skip
    lookups = Lookups(database)

    said = lookups.look_up(Lookup(name="Sol", about="the new format"), limit=5)

    assert said.speaker is not None
    assert (said.speaker.name, said.total) == ("Bo Sol", 1)
    said = lookups.look_up(Lookup(name="Sol", about="a new mistake"), limit=5)
    assert said.speaker is not None
    assert (said.speaker.name, said.total) == ("Ana Sol", 2)  # she goes on


@pytest.mark.parametrize(
    ("word", "other", "alike"),
    [("closure", "close", True), ("penalty", "fine", True), ("aid", "relief", True), ("cut", "bridge", False)],
)
def test_terms_of_like_meaning(word: str, other: str, alike: bool) -> None:
    assert (terms(other)[0] in related_terms(terms(word)[0])) is alike
    assert related_terms("xyloph") == frozenset()


@pytest.mark.parametrize(
    ("topic", "why"),
    [("shoes", TopicReason.WORDS), ("job cuts", TopicReason.CONTEXT)],
)
def test_the_reason_says_where_the_topic_stands(database: Database, sol: int, topic: str, why: TopicReason) -> None:
    (quote,), _ = Quotations(database).page(by_entity(sol), stems=terms(topic), limit=9)
    assert quote.why is why


def test_a_title_is_the_reason_where_nothing_else_tells(database: Database, sol: int) -> None:
    with database.writing() as writer:
        writer.table("article_terms").insert({"article_id": 2, "title": "softwar", "length": 1}, replace=True)
    quotes, _ = Quotations(database).page(by_entity(sol), stems=terms("software"), limit=9)
    assert {quote.why for quote in quotes} == {TopicReason.ARTICLE}


WEATHER = """"The river is over the bank and people are on their roofs," Ana Sol said.

The match began at noon.

"Our goalkeeper held two penalties," Ana Sol said.

Music played.

"We will sing again in May," Ana Sol said."""


def test_words_of_like_meaning_are_found_by_vectors(database: Database) -> None:
    encoder = SentenceEncoder()
    said = ["The river is over the bank and people are on their roofs,", "Our goalkeeper held two penalties,",
            "We will sing again in May,"]  # fmt: skip
    store(database, stored("w1", WEATHER), [SOL], [Said(words, "Ana Sol", "Ana Sol") for words in said])
    while PassageEncoding(database, encoder).encode_some():
        pass

    lookups = Lookups(database, dense=DenseIndex(encoder))
    found = lookups.look_up(Lookup(name="Ana Sol", about="the floods"), limit=5)

    assert [(quote.content, quote.why) for quote in found.quotes] == [(said[0], TopicReason.NEAREST)]
    assert found.only_near  # of meaning alone nothing is certain
    assert not lookups.look_up(Lookup(name="Ana Sol", about="penalties"), limit=5).only_near
    assert not Lookups(database).look_up(Lookup(name="Ana Sol", about="the floods"), limit=5).quotes


#: Two topics that none of the words tell.
BUSY = """"It's a good busy, so even though I never have an evening off I am always in a happy mood," Ana Sol said.

The interview lasted an hour.

"My mother taught me to read from the labels of jam jars," Ana Sol said.

Music played.

"I'd like to put myself forward as a villain one day," Ana Sol said."""
BUSY_SAID = [
    "It's a good busy, so even though I never have an evening off I am always in a happy mood,",
    "My mother taught me to read from the labels of jam jars,",
    "I'd like to put myself forward as a villain one day,",
]


@pytest.fixture
def busy(database: Database) -> Database:
    store(database, stored("b1", BUSY), [SOL], [Said(words, "Ana Sol", "Ana Sol") for words in BUSY_SAID])
    while PassageEncoding(database, SentenceEncoder()).encode_some():
        pass
    return database


@pytest.mark.parametrize(("topic", "which"), [("her crowded schedule", 0), ("learning letters as a child", 1)])
def test_a_topic_in_other_words_is_read(busy: Database, topic: str, which: int) -> None:
    lookups = Lookups(busy, dense=DenseIndex(SentenceEncoder()), reranker=Reranker())
    said = lookups.look_up(Lookup(name="Ana Sol", about=topic), limit=5)
    assert [quote.content for quote in said.quotes] == [BUSY_SAID[which]]


def test_what_was_read_on_another_topic_is_not_shown(busy: Database) -> None:
    lookups = Lookups(busy, dense=DenseIndex(SentenceEncoder()), reranker=Reranker())
    said = lookups.look_up(Lookup(name="Ana Sol", about="the interest rate of the central bank"), limit=5)
    assert not said.quotes


class CountedReranker(Reranker):
    """Counts what is read."""

    read = 0

    def score(self, question: str, candidates: Sequence[Contender]) -> list[float]:
        self.read += len(candidates)
        return [0.0] * len(candidates)


def test_of_many_quotes_only_the_likeliest_are_read(database: Database) -> None:
    said = [f"The number {number} is my favourite of all the numbers" for number in range(2 * MOST_READ)]
    text = "\n\n".join(f'"{words}," Ana Sol said.' for words in said)
    store(database, stored("m1", text), [SOL], [Said(words, "Ana Sol", "Ana Sol") for words in said])
    reranker = CountedReranker()

    Lookups(database, dense=DenseIndex(SentenceEncoder()), reranker=reranker).look_up(
        Lookup(name="Ana Sol", about="favourite numbers"), limit=5
    )

    assert reranker.read == MOST_READ


def test_whose_quotes_fit_is_decided_without_reading(busy: Database) -> None:
    text = '"We like tea," Bo Sol said.'
    store(busy, stored("d9", text, published=day(3)), [person("Bo Sol")], [Said("We like tea,", "Bo Sol", "Bo Sol")])
    reranker = CountedReranker()
    lookups = Lookups(busy, dense=DenseIndex(SentenceEncoder()), reranker=reranker)

    said = lookups.look_up(Lookup(name="Sol", about="interest rates"), limit=5)

    assert len(said.choices) == 2
    assert reranker.read == 0


def test_without_the_model_words_and_vectors_decide(busy: Database, tmp_path: Path) -> None:
    missing = Lookups(busy, dense=DenseIndex(SentenceEncoder()), reranker=Reranker(tmp_path))
    without = Lookups(busy, dense=DenseIndex(SentenceEncoder()))
    wanted = Lookup(name="Ana Sol", about="a villain")
    assert missing.look_up(wanted, limit=5) == without.look_up(wanted, limit=5)
