"""Questions that are asked all the time find their rows by an index: their query plans scan no table that grows."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from bot.archive import Selection, about_entity, any_of, by_anybody, by_entity, by_words
from bot.models import Turn
from bot.quotes.phrase_ranking import Topic
from bot.quotes.quotations import Quotations
from bot.store.archive.articles import Articles
from bot.store.archive.descriptions import DescriptionIndex
from bot.store.archive.portraits import Portraits
from bot.store.archive.speakers import Speakers
from bot.store.chats.conversation import Conversation
from bot.store.file.database import Database
from tests.store.file.test_locked import CHAT
from tests.support.storing import ADDED as NOW
from tests.support.storing import Said, day, person, store, stored

#: Walking this index newest first stops at the limit.
NEWEST_FIRST = "USING INDEX articles_by_day"
#: Scans of what is small: lists, the one row of counts, results of inner questions; and matches of a full-text index.
_SCAN = re.compile(
    r"SCAN (?!json_each|span|CONSTANT ROW|\(subquery|m$|found$|corpus$"
    r"|\w+_index VIRTUAL TABLE INDEX \d+:.*M|main\.\w+_index_config)"
)
RAIN = Topic(stems=("rain", "lisbon"), exact="heavy rain", exact_stems=("heavi", "rain"))


def plan_faults(explain: Callable[[str], list[str]], statements: list[str]) -> list[str]:
    """The steps of the plans that read a whole table."""
    asked = [statement for statement in statements if statement.lstrip().startswith(("SELECT", "DELETE", "UPDATE"))]
    assert asked, "nothing was asked"
    steps = [step for statement in dict.fromkeys(asked) for step in explain(statement)]
    return [step for step in steps if _SCAN.match(step) and NEWEST_FIRST not in step]


def page(database: Database, selection: Selection, stems: Sequence[str] = ()) -> object:
    return Quotations(database).page(selection, stems=stems, limit=5)


def context(database: Database, sentence_row: int) -> object:
    with database.reading() as reader:
        return reader.context(sentence_row)


READS: dict[str, Callable[[Database], object]] = {
    "headlines": lambda database: Articles(database).headlines(limit=5, offset=5),
    "headlines of an outlet": lambda database: Articles(database).headlines(limit=5, source="The Courier"),
    "headlines by entity": lambda database: Articles(database).headlines_by_entity(1, limit=5),
    "headlines of rows": lambda database: Articles(database).headlines_of([1, 2]),
    "articles by entity": lambda database: Articles(database).count_by_entity(1),
    "articles of an outlet": lambda database: Articles(database).count("The Courier"),
    "article": lambda database: Articles(database).article(1),
    "context": lambda database: context(database, 1),
    "find source": lambda database: Articles(database).find_source("The Courier"),
    "speaker": lambda database: Speakers(database).get(1),
    "speaker by alias": lambda database: Speakers(database).matching("Modi"),
    "speaker by word": lambda database: Speakers(database).matching("Narendra"),
    "near speakers": lambda database: Speakers(database).near("Modu"),
    "described so": lambda database: DescriptionIndex(database).beside(any_of(["mayor"]), limit=5),
    "quotes": lambda database: page(database, by_entity(1).within(day(1), day(9))),
    "quotes of an article": lambda database: page(database, replace(by_entity(1), article_row=1)),
    "quotes on a topic": lambda database: page(database, by_entity(1), stems=["rain"]),
    "unresolved quotes": lambda database: page(database, by_words("police")),
    "quotes about somebody": lambda database: page(database, about_entity(1, [("Modi", ["modi"])])),
    "somebody is mentioned": lambda database: Quotations(database).is_mentioned(1, day(1), day(9)),
    "quotes by anybody": lambda database: Quotations(database).search(RAIN, by_anybody(), limit=5),
    "forms of a name": lambda database: Speakers(database).forms(1),
    "called so": lambda database: Speakers(database).called("Modi"),
    "names of an entity": lambda database: Portraits(database).names(1),
    "newest mentions": lambda database: Portraits(database).newest_mentions(1, limit=5),
    "named together": lambda database: Portraits(database).beside(1, sentence_rows=[1], article_rows=[1]),
    "days of quotes": lambda database: Portraits(database).quote_days(1),
    "dates of an entity": lambda database: Portraits(database).dates(1),
    "turns": lambda database: Conversation(database).turns(CHAT, 1, now=NOW),
    "turn by reply": lambda database: Conversation(database).turns(CHAT, 1, now=NOW, reply_to=3),
    "view": lambda database: Conversation(database).view(1, chat_id=1),
}


@pytest.mark.parametrize("ask", READS.values(), ids=READS.keys())
def test_reads_use_an_index(database: Database, ask: Callable[[Database], object]) -> None:
    store(database, stored("a1", "Narendra Modi was there."), [person("Narendra Modi")], [Said("there", "was")])
    statements: list[str] = []
    with database.reading() as reader:  # the call below shares this connection
        reader.set_trace_callback(statements.append)
        ask(database)
        reader.set_trace_callback(None)
        explain = reader.execute
        assert plan_faults(lambda sql: [row[3] for row in explain(f"EXPLAIN QUERY PLAN {sql}")], statements) == []


def test_adding_and_revising_use_an_index(database: Database) -> None:
    statements: list[str] = []
    with database.writing() as writer:
        writer.conn.set_trace_callback(statements.append)
    row, _ = store(database, stored("a1", "Modi was there."), [person("Modi")], [Said("there", "was")])
    store(database, stored("a2", "Narendra Modi left."), [person("Narendra Modi", "NM")])
    with database.writing() as writer:
        Articles(database).find(writer, public_id="x", urls=["x"], digest="x")
        Articles(database).revise(writer, row, stored("a1", "Nobody was there."))
    Conversation(database).remember(CHAT, 1, Turn(question="Who?"), message_id=None, now=NOW)
    Conversation(database).save_view(1, 1, "who", {}, now=NOW)
    with database.writing() as writer:
        writer.conn.set_trace_callback(None)
        explain = writer.execute
        faults = plan_faults(lambda sql: [row[3] for row in explain(f"EXPLAIN QUERY PLAN {sql}")], statements)
    assert [fault for fault in faults if fault not in ("SCAN sqlite_sequence", "SCAN quotes")] == []
