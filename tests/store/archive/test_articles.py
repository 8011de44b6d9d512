"""Articles and their sentences in a real file."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import datetime

import pytest

from bot.models import Context, Mention
from bot.store.archive.article_statistics import ArticleStatistics
from bot.store.archive.articles import Articles, StoredArticle
from bot.store.archive.speakers import Speakers
from bot.store.file.database import Database
from bot.store.reading.entities import OFTEN
from bot.store.reading.paragraph_context import paragraph_context
from tests.support.storing import ADDED, Said, annotation, day, organisation, person, stems, store, stored

TEXT = """Narendra Modi met Vladimir Putin on Monday. They talked for an hour.

"We are friends," Modi said. He left at noon.
The MEA gave no details."""
MODI = person("Narendra Modi", "Modi")
MEA = organisation("MEA")


@pytest.fixture
def articles(database: Database) -> Articles:
    return Articles(database)


def rows_of(database: Database, table: str) -> list[sqlite3.Row]:
    with database.reading() as reader:
        return reader.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()


def sentences_of(database: Database, article_row: int) -> list[sqlite3.Row]:
    return [row for row in rows_of(database, "sentences") if row["article_id"] == article_row]


def context_of(database: Database, sentence_row: int) -> Context | None:
    with database.reading() as reader:
        return reader.context(sentence_row)


def ids(articles: Articles, *, limit: int = 10, offset: int = 0, source: str | None = None) -> list[str]:
    return [headline.id for headline in articles.headlines(limit=limit, offset=offset, source=source)]


# -- writing --


def test_an_article_is_read_back_as_it_was_written(database: Database, articles: Articles) -> None:
    given = stored("a1", TEXT, title="Friends meet", lead="Narendra Modi met Vladimir Putin on Monday.")
    row, _ = store(database, given)
    article = articles.article(row)
    assert article is not None
    assert (article.text, article.revision) == (TEXT, 1)
    headline = article.headline
    assert (headline.title, headline.source, headline.url) == ("Friends meet", given.source, given.url)
    assert (headline.published, headline.added, headline.lead) == (given.published, given.added, given.lead)
    assert articles.article(row + 1) is None


def find(database: Database, *, public_id: str, url: str, digest: str) -> tuple[int, str, str] | None:
    with database.writing() as writer:
        found = Articles(database).find(writer, public_id=public_id, urls=[url] if url else [], digest=digest)
    return (found.row, found.public_id, found.digest) if found else None


def test_find_goes_by_id_then_address_then_content(database: Database) -> None:
    store(database, stored("a1", digest="d1"))
    store(database, stored("a2", digest="d2"))
    store(database, stored("a3", digest="d3", url=""))
    address = "https://news.example/a2"
    assert find(database, public_id="a1", url=address, digest="d3") == (1, "a1", "d1")
    assert find(database, public_id="x", url=address, digest="d3") == (2, "a2", "d2")
    assert find(database, public_id="x", url="x", digest="d3") == (3, "a3", "d3")
    assert find(database, public_id="x", url="", digest="x") is None


def test_an_id_is_taken_once(database: Database) -> None:
    store(database, stored("a1"))
    with pytest.raises(sqlite3.IntegrityError):
        store(database, stored("a1"))


def test_naive_times_are_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="aware"):
        store(database, stored(added=datetime(2026, 6, 1)))


def test_annotations_are_stored_with_their_places(database: Database) -> None:
    names = [MODI, person("Vladimir Putin"), MEA]
    row, sentences = store(database, stored("a1", TEXT), names, [Said("We are friends,", "Modi", "Narendra Modi")])
    found = sentences_of(database, row)
    assert [one["id"] for one in found] == sentences
    assert [one["text"] for one in found] == [TEXT[one["start"] : one["end"]] for one in found]
    assert [(one["position"], one["paragraph"]) for one in found] == [(0, 0), (1, 0), (2, 1), (3, 1), (4, 2)]
    assert [row["name"] for row in rows_of(database, "entities")] == ["Vladimir Putin", "Narendra Modi", "MEA"]
    mentions = [(row["sentence_id"] - sentences[0], row["entity_id"]) for row in rows_of(database, "mentions")]
    assert mentions == [(0, 2), (0, 2), (0, 1), (4, 3)]
    (quote,) = rows_of(database, "quotes")
    assert (quote["content"], quote["cue"], quote["speaker_as_written"]) == ("We are friends,", "said", "Modi")
    assert (quote["sentence_id"], quote["entity_id"]) == (sentences[2], 2)


def test_numbers_and_dates_are_mentions_of_no_entity(database: Database, articles: Articles) -> None:
    found = annotation("It rained on Monday.")
    found = replace(found, mentions=(Mention(start=13, end=19, label="DATE", name="Monday"),))
    with database.writing() as writer:
        row = articles.insert(writer, stored())
        articles.annotate(writer, row, found, "It rained on Monday.", ["rain monday"], [])
    (mention,) = rows_of(database, "mentions")
    assert (mention["label"], mention["entity_id"]) == ("DATE", None)


def test_a_labelled_speaker_outside_the_names_becomes_an_entity(database: Database) -> None:
    store(database, stored("a1", TEXT), [], [Said("We are friends,", "Modi", "Modi")])
    assert [row["name"] for row in rows_of(database, "entities")] == ["Modi"]


def test_stems_must_fit_the_annotation(database: Database, articles: Articles) -> None:
    with pytest.raises(ValueError, match="shorter"), database.writing() as writer:
        articles.annotate(writer, articles.insert(writer, stored()), annotation("It rained."), "It rained.", [], [])
    assert articles.is_empty()


def revise(database: Database, row: int, article: StoredArticle) -> list[int]:
    articles, found = Articles(database), annotation(article.text)
    with database.writing() as writer:
        articles.revise(writer, row, article)
        return articles.annotate(writer, row, found, article.text, *stems(article.text, found))


def test_a_revision_replaces_everything_but_row_and_id(database: Database, articles: Articles) -> None:
    row, old = store(database, stored("a1", TEXT), [MODI], [Said("We are friends,", "Modi", "Narendra Modi")])
    changed = stored("other id", "It never happened.", title="Correction", published=None, added=day(30))
    new = revise(database, row, changed)
    article = articles.article(row)
    assert article is not None
    assert (article.headline.id, article.headline.title, article.revision) == ("a1", "Correction", 2)
    assert (article.headline.added, article.headline.published) == (ADDED, None)
    assert [sentence["text"] for sentence in sentences_of(database, row)] == ["It never happened."]
    assert rows_of(database, "mentions") == rows_of(database, "quotes") == []
    assert not set(old) & set(new)  # an old button never shows another sentence
    assert context_of(database, old[0]) is None


# -- reading --


@pytest.fixture
def archive(database: Database) -> None:
    """Five articles of two outlets; a5 has no date and was added last."""
    for number, source in enumerate(["The Courier", "Ávila Post", "THE COURIER", "The Courier"], start=1):
        store(database, stored(f"a{number}", published=day(number), source=source), [MODI] if number > 2 else [])
    store(database, stored("a5", published=None, source=""))


@pytest.mark.usefixtures("archive")
def test_headlines_come_newest_first(articles: Articles) -> None:
    assert ids(articles) == ["a4", "a3", "a2", "a1", "a5"]  # nobody knows when a5 was published
    assert ids(articles, limit=2, offset=1) == ["a3", "a2"]
    assert ids(articles, source="the courier") == ["a4", "a3", "a1"]
    assert ids(articles, source="The Courier", limit=1, offset=1) == ["a3"]
    assert ids(articles, source="nobody") == []
    assert (articles.count(), articles.count("the courier")) == (5, 3)


def test_articles_of_one_time_keep_an_order(database: Database, articles: Articles) -> None:
    for number in range(4):
        store(database, stored(f"a{number}"))
    assert ids(articles) == ["a3", "a2", "a1", "a0"]


@pytest.mark.usefixtures("archive")
def test_headlines_of_rows(articles: Articles) -> None:
    assert {row: headline.id for row, headline in articles.headlines_of([3, 1, 99]).items()} == {1: "a1", 3: "a3"}
    assert articles.headlines_of([]) == {}


def test_headlines_by_entity(database: Database, articles: Articles) -> None:
    for number in range(1, 4):
        store(database, stored(f"a{number}", TEXT, published=day(number)), [MODI])
    store(database, stored("a4"), [MEA])
    (modi,) = Speakers(database).matching("Modi")
    found = [headline.id for headline in articles.headlines_by_entity(modi.row, limit=2, offset=1)]
    assert found == ["a2", "a1"]
    assert articles.count_by_entity(modi.row) == 3


def test_headlines_by_an_entity_that_is_everywhere(database: Database, articles: Articles) -> None:
    row, (sentence, *_) = store(database, stored("a1", TEXT, published=day(1)), [MODI])
    with database.writing() as writer:
        again = [(row, sentence, 1, "PERSON", 0, 13)] * OFTEN
        sql = 'INSERT INTO mentions (article_id, sentence_id, entity_id, label, start, "end") VALUES (?, ?, ?, ?, ?, ?)'
        writer.conn.executemany(sql, again)
    store(database, stored("a2", TEXT, published=day(2)), [MODI])
    store(database, stored("a3", published=day(3)))
    assert [headline.id for headline in articles.headlines_by_entity(1, limit=5)] == ["a2", "a1"]
    assert [headline.id for headline in articles.headlines_by_entity(1, limit=1, offset=1)] == ["a1"]
    assert articles.count_by_entity(1) == 2


@pytest.mark.usefixtures("archive")
def test_sources(articles: Articles) -> None:
    (first, second) = articles.sources()
    assert (first[0].casefold(), first[1]) == ("the courier", 3)
    assert second == ("Ávila Post", 1)


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    ("text", "found"),
    [("the  courier", "the courier"), ("ávila post", "ávila post"), ("Courier", None), ("", None), ("été", None)],
)
def test_find_source(articles: Articles, text: str, found: str | None) -> None:
    source = articles.find_source(text)
    assert (source and source.casefold()) == found


def test_an_interrupted_archive_is_part_of_what_was_to_be_added(database: Database, articles: Articles) -> None:
    assert articles.is_part_of({"a1", "a2"})
    store(database, stored("a1", TEXT))
    assert articles.is_part_of({"a1", "a2"})
    assert not articles.is_part_of({"a1"})
    assert not articles.is_part_of({"a2", "a3"})
    assert not articles.is_part_of(set())


def test_stats(database: Database, articles: Articles) -> None:
    assert articles.is_empty()
    statistics = ArticleStatistics(database)
    assert statistics.stats().newest is None
    store(database, stored("a1", TEXT, published=day(3)), [MODI], [Said("We are friends,")])
    store(database, stored("a2", published=day(2)))
    with database.writing() as writer:
        writer.execute("INSERT INTO chats (chat_id) VALUES (7)")
        writer.execute("INSERT INTO interests (id, filter) VALUES (1, '{}')")
        writer.execute("INSERT INTO subscriptions VALUES (1, 7, 0, 'everything', '', 1, '2026-06-01', NULL)")
        for article, status in ((1, "pending"), (2, "sent")):
            writer.table("deliveries").insert(
                {"chat_id": 7, "article_id": article, "sentence": "", "status": status, "due": "", "created": ""}
            )
    stats = statistics.stats()
    assert not articles.is_empty()
    assert (stats.articles, stats.sentences, stats.entities, stats.quotes) == (2, 6, 1, 1)
    assert (stats.subscriptions, stats.pending) == (1, 1)
    assert (stats.oldest, stats.newest, stats.sources) == (day(2), day(3), (("The Courier", 2),))


def test_context(database: Database) -> None:
    _, sentences = store(database, stored("a1", TEXT))
    context = context_of(database, sentences[3])
    assert context is not None
    assert context.paragraph == '"We are friends," Modi said. He left at noon.'
    assert context.paragraph[context.start : context.end] == "He left at noon."
    assert context.before == "Narendra Modi met Vladimir Putin on Monday. They talked for an hour."
    assert context.after == "The MEA gave no details."
    assert context.headline.id == "a1"


@pytest.mark.parametrize(
    ("text", "paragraph", "before", "after"),
    [
        ("One.", "One.", "", ""),
        ("  One.  ", "One.", "", ""),
        ("A.\n\n \nX. One. Y.\r\n\r\nB.\n", "X. One. Y.", "A.", "B."),
        ("One.\nB.\nC.", "One.", "", "B."),
    ],
)
def test_paragraphs(database: Database, text: str, paragraph: str, before: str, after: str) -> None:
    store(database, stored())
    (headline,) = Articles(database).headlines(limit=1)
    start = text.index("One.")
    context = paragraph_context(headline, text, start, start + 4)
    at = paragraph.index("One.")
    expected = Context(headline=headline, paragraph=paragraph, start=at, end=at + 4, before=before, after=after)
    assert context == expected
