"""What whatever keeps the archive must do (bot/archive/port.py)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from bot.archive import Archive, ArchiveReader, TermClause, about_entity, all_of, any_of, by_anybody, by_entity, phrase
from bot.archive.selection import Selection, by_words
from bot.models import Name
from bot.models.passages import ArticleFilter
from bot.text.analyzer import terms
from tests.support.storing import Said, annotation, day, organisation, person, stored

MARSH, BOARD = person("Elena Marsh", "Marsh"), organisation("Harbour Board")
FERRY = "The ferry was late. Elena Marsh said the tide was low.\nThe Harbour Board met."
TUNNEL = "The tunnel is dry. Pumps run at night."
SAID = Said("the tide was low", "Elena Marsh", "Elena Marsh")


def put(
    archive: Archive,
    public_id: str,
    text: str,
    names: Sequence[Name] = (),
    quotes: Sequence[Said] = (),
    **changes: object,
) -> tuple[int, list[int]]:
    return archive.add(stored(public_id, text, **changes), annotation(text, names, quotes))


@pytest.fixture
def filled(archive: Archive) -> Archive:
    """Two articles: one of 2 June with names and a quote, one of 9 June."""
    put(archive, "a1", FERRY, [MARSH, BOARD], [SAID], title="Ferry late", published=day(2))
    put(archive, "a2", TUNNEL, title="Tunnel dry", source="The Gazette", published=day(9))
    return archive


def ids(reader: ArchiveReader, rows: Sequence[int]) -> list[str]:
    headlines = reader.headlines(rows)
    return [headlines[row].id for row in rows]


def texts(reader: ArchiveReader, rows: Sequence[int]) -> list[str]:
    found = reader.sentence_details(rows)
    return [found[row].text for row in rows]


def entity(reader: ArchiveReader, key: str) -> int:
    [row] = reader.entities_named([key])[key].rows
    return row


def test_an_empty_archive_has_nothing(archive: Archive) -> None:
    with archive.reading() as reader:
        assert reader.counts() == (0, 0, 0, 0)
        assert reader.frequencies(["ferri"]).articles.units == 0
        assert reader.matching_sentences(any_of(["ferri"]), 5) == set()
        assert reader.newest_articles(ArticleFilter(terms=("ferri",)), limit=5) == ([], 0)
        assert reader.selected_quotes(by_anybody()) == []
        assert reader.largest_outlets(5) == []


def test_what_was_added_is_counted(filled: Archive) -> None:
    with filled.reading() as reader:
        assert reader.counts() == (2, 5, 2, 1)
        known = reader.frequencies(["tide", "ferri", "unknown"])
        assert (known.sentences.units, known.articles.units) == (5, 2)
        assert (known.sentences.frequencies, known.articles.frequencies) == (
            {"tide": 1, "ferri": 1},
            {"tide": 1, "ferri": 1},
        )
        assert reader.terms_beginning("t", shortest=4, longest=5) == {"tide": 1}


def test_what_is_asked_for_twice_is_told_the_same_and_nothing_more(filled: Archive) -> None:
    with filled.reading() as reader:
        both = reader.frequencies(["tide", "ferri", "unknown"])

        assert reader.frequencies(["ferri", "tide", "unknown"]) == both
        assert reader.frequencies(["ferri"]).articles.frequencies == {"ferri": 1}
        assert reader.frequencies(["unknown"]).sentences.frequencies == {}
        assert reader.frequencies(["pump", "tide"]).articles.frequencies == {"pump": 1, "tide": 1}


def test_statistics_are_not_remembered_beyond_a_block(filled: Archive) -> None:
    with filled.reading() as reader:
        assert reader.frequencies(["tide"]).articles.frequencies == {"tide": 1}
    filled.remove(["a1"])
    with filled.reading() as reader:
        assert reader.frequencies(["tide"]).articles.frequencies == {}


@pytest.mark.parametrize(
    ("match", "found"),
    [
        ((), set()),
        (any_of(["ferri", "pump"]), {"The ferry was late.", "Pumps run at night."}),
        (all_of(["tide", "low"]), {"Elena Marsh said the tide was low."}),
        (all_of(["tide", "ferri"]), set()),
        (phrase(terms("tunnel dry")), {"The tunnel is dry."}),
        (phrase(terms("dry tunnel")), set()),
        ((TermClause(all=("tide",), any=("low", "high")),), {"Elena Marsh said the tide was low."}),
        ((TermClause(all=("tide",), any=("high",)), TermClause(all=("pump",))), {"Pumps run at night."}),
    ],
)
def test_recall_of_sentences(filled: Archive, match: tuple[TermClause, ...], found: set[str]) -> None:
    with filled.reading() as reader:
        assert set(texts(reader, list(reader.matching_sentences(match, 10)))) == found


def test_recall_is_of_the_newest(filled: Archive) -> None:
    with filled.reading() as reader:
        [row] = reader.matching_sentences(any_of(["ferri", "tunnel"]), 1)
        assert texts(reader, [row]) == ["The tunnel is dry."]


def test_articles_match_by_title_and_body(filled: Archive) -> None:
    with filled.reading() as reader:
        match = all_of(["tunnel", "pump"])
        assert ids(reader, list(reader.matching_articles(match, 5))) == ["a2"]
        assert ids(reader, reader.best_articles(any_of(["late", "tide"]), ranked=10, limit=5)) == ["a1"]
        only = ArticleFilter(outlet="gazette")
        assert reader.best_articles(any_of(["late"]), ranked=10, limit=5, within=only) == []


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (ArticleFilter(outlet="gaz"), ["a2"]),
        (ArticleFilter(terms=("tide",)), ["a1"]),
        (ArticleFilter(phrases=(("tunnel", "dri"),)), ["a2"]),
        (ArticleFilter(outlet="the", excluded=("pump",)), ["a1"]),
        (ArticleFilter(spans=((day(2), day(9)),)), ["a1"]),
        (ArticleFilter(spans=((day(2) + timedelta(hours=1), None),)), ["a2"]),
        (ArticleFilter(spans=((None, day(2)),)), []),
        (ArticleFilter(outlet="the"), ["a2", "a1"]),
    ],
)
def test_filters(filled: Archive, wanted: ArticleFilter, found: list[str]) -> None:
    with filled.reading() as reader:
        rows, total = reader.newest_articles(wanted, limit=5)
        assert (ids(reader, rows), total) == (found, len(found))
        everything, _ = reader.newest_articles(ArticleFilter(outlet="the"), limit=5)
        assert set(reader.kept_articles(wanted, everything)) == set(rows)


def test_articles_that_name_an_entity_pass_for_its_terms(filled: Archive) -> None:
    with filled.reading() as reader:
        board = entity(reader, "harbour board")
        rows, _ = reader.newest_articles(ArticleFilter(terms=("nowher",), entities=(board,)), limit=5)
        assert ids(reader, rows) == ["a1"]


def test_articles_without_a_date_come_last_and_are_of_no_day(filled: Archive) -> None:
    put(filled, "a8", "The ferry is new.", published=None)
    with filled.reading() as reader:
        rows, _ = reader.newest_articles(ArticleFilter(outlet="the"), limit=5)
        assert ids(reader, rows) == ["a2", "a1", "a8"]
        dated, total = reader.newest_articles(ArticleFilter(spans=((day(1), None),)), limit=5)
        assert (ids(reader, dated), total) == (["a2", "a1"], 2)


def test_pages_of_articles(filled: Archive) -> None:
    with filled.reading() as reader:
        rows, total = reader.newest_articles(ArticleFilter(outlet="the"), limit=1, offset=1)
        assert (ids(reader, rows), total) == (["a1"], 2)


def test_sentences_with_what_is_in_them(filled: Archive) -> None:
    with filled.reading() as reader:
        [row] = reader.matching_sentences(all_of(["tide", "low"]), 5)
        details = reader.sentence_details([row])[row]
        marsh = entity(reader, "elena marsh")
        assert details.text == "Elena Marsh said the tide was low."
        assert (0, 11, "PERSON", marsh) in [(m.start, m.end, m.label, m.entity) for m in details.mentions]
        assert details.speakers == (marsh,)
        assert reader.previous_texts([row]) == {row: "The ferry was late."}
        [excerpt] = reader.excerpts([row])
        assert (excerpt.text, excerpt.headline.id, excerpt.sentence_row) == (details.text, "a1", row)
        [article] = reader.article_facts(reader.articles_of([row]).values())
        assert (article.title, article.published) == (tuple(terms("Ferry late")), day(2).date())
        assert [line.position for line in article.lines] == [0, 1, 2]
        assert set(terms("ferry tide board")) <= article.vocabulary
        rows, joined = reader.joined_terms([row])
        assert (rows, joined.split()) == ([row], terms(details.text))


def test_rows_that_are_unknown_are_left_out(filled: Archive) -> None:
    with filled.reading() as reader:
        assert (reader.sentence_details([999]), reader.headlines([999]), reader.excerpts([999])) == ({}, {}, [])
        assert (reader.articles_of([999]), reader.article_facts([999]), reader.joined_terms([999])) == (
            {},
            [],
            ([], ""),
        )


def test_outlets(filled: Archive) -> None:
    put(filled, "a3", "It rained.", source="The Gazette")
    with filled.reading() as reader:
        assert reader.largest_outlets(1) == ["The Gazette"]
        assert [reader.is_outlet(name) for name in ("gazette", "Times")] == [True, False]


def test_names(filled: Archive) -> None:
    with filled.reading() as reader:
        known = reader.entities_named(["marsh", "elena marsh", "nobody"])
        assert known["marsh"].rows == known["elena marsh"].rows
        assert known["marsh"].labels == ("PERSON",)
        assert "nobody" not in known


def test_quotes_of_a_speaker(filled: Archive) -> None:
    put(filled, "a4", "Marsh said rain.", [MARSH], [Said("rain", "Marsh", "Elena Marsh")], published=day(20))
    with filled.reading() as reader:
        marsh = entity(reader, "elena marsh")
        quotes, total = reader.quotes_of_speaker(by_entity(marsh), limit=5)
        assert ([one.content for one in quotes], total) == (["rain", "the tide was low"], 2)
        assert reader.quotes_of_speaker(by_entity(marsh), limit=0) == ([], 2)
        assert reader.quotes_of_speaker(by_entity(marsh).within(None, day(9)), limit=5) == ([quotes[1]], 1)
        assert reader.quotes(reader.selected_quotes(by_anybody())) == quotes


@pytest.mark.parametrize(
    ("name", "found"), [("local experts", ["rain"]), ("experts", ["rain"]), ("Elena Marsh", []), ("...", [])]
)
def test_quotes_of_speakers_who_are_no_entity(filled: Archive, name: str, found: list[str]) -> None:
    put(filled, "a5", "Local experts said rain.", [], [Said("rain", "Local experts")])
    with filled.reading() as reader:
        rows = reader.selected_quotes(by_words(name))
        assert [one.content for one in reader.quotes(rows)] == found


def test_quotes_about_somebody(filled: Archive) -> None:
    said = Said("Marsh was right", "Tom Reed", "Tom Reed")
    put(filled, "a6", "Tom Reed said Marsh was right.", [person("Tom Reed"), MARSH], [said])
    with filled.reading() as reader:
        marsh, reed = entity(reader, "elena marsh"), entity(reader, "tom reed")
        rows = reader.selected_quotes(about_entity(marsh, [("Marsh", terms("Marsh"))]))
        assert [one.speaker for one in reader.quotes(rows)] == ["Tom Reed"]
        assert [reader.is_mentioned(row, None, None) for row in (marsh, reed)] == [True, False]
        assert not reader.is_mentioned(marsh, datetime(2030, 1, 1, tzinfo=UTC), None)


@pytest.mark.parametrize(
    ("selection", "match", "where", "found"),
    [
        (by_anybody(), all_of(["tide", "low"]), "words", 1),
        (by_anybody(), all_of(["elena", "tide"]), "words", 0),
        (by_anybody(), all_of(["elena", "tide"]), "sentence", 1),
        (Selection(since=day(3)), all_of(["tide"]), "words", 0),
        (by_anybody(), (), "words", 0),
    ],
)
def test_quotes_that_match(
    filled: Archive, selection: Selection, match: tuple[TermClause, ...], where: str, found: int
) -> None:
    with filled.reading() as reader:
        got = reader.matching_quotes(selection, match, limit=5, where="words" if where == "words" else "sentence")
        assert len(got) == found
        assert [one.terms for one in got] == [tuple(terms("the tide was low"))] * found


def test_quotes_that_hold_words_and_the_newest(filled: Archive) -> None:
    with filled.reading() as reader:
        held = reader.quotes_holding(by_anybody(), any_of(["tide"]), newest=3)
        assert {one.content for one in held} == {"the tide was low"}
        around = reader.surroundings({one.sentence_row for one in held}, "paragraph")[held[0].sentence_row]
        assert {"ferri", "tide"} <= around.wider
        assert "tide" in around.sentence
        assert around.title == frozenset(terms("Ferry late"))
        lead = reader.surroundings([held[0].sentence_row], "lead")[held[0].sentence_row]
        assert lead.wider == frozenset(terms("The ferry was late."))


def test_articles_by_the_terms_of_sentences_and_quotes(filled: Archive) -> None:
    with filled.reading() as reader:
        [ferry], [tunnel] = (
            reader.newest_articles(ArticleFilter(terms=(term,)), limit=1)[0] for term in ("ferri", "tunnel")
        )

        assert reader.articles_by_terms(["pump", "tide", "night"], limit=5, where="sentences") == [tunnel, ferry]
        assert reader.articles_by_terms(["pump", "tide"], limit=5, where="quotes") == [ferry]
        assert reader.articles_by_terms(["ferri", "late", "tide"], limit=1, where="sentences") == [ferry]
        assert reader.articles_by_terms(["unknown"], limit=5, where="sentences") == []
        assert reader.articles_by_terms([], limit=5, where="quotes") == []


def test_articles_with_what_they_quote(filled: Archive) -> None:
    with filled.reading() as reader:
        [ferry] = reader.articles_by_terms(["tide"], limit=5, where="quotes")
        [tunnel] = reader.articles_by_terms(["pump"], limit=5, where="sentences")
        marsh = entity(reader, "elena marsh")
        first, second = reader.quoted_articles([tunnel, 999, ferry])
        [quote] = second.quotes

        assert (first.text, first.quotes, second.headline.id) == (TUNNEL, (), "a1")
        assert [FERRY[start:end] for start, end in quote.spans] == ["the tide was low"]
        assert (quote.speaker, quote.as_written) == ("Elena Marsh", "Elena Marsh")
        assert set(quote.names) == set(reader.entity_forms([marsh, 999])[marsh]) == {"Elena Marsh", "Marsh"}
        assert reader.quoted_articles([]) == []


def test_a_revision_takes_the_place_of_what_was_there(filled: Archive) -> None:
    with filled.reading() as reader:
        [old] = reader.matching_sentences(any_of(["tide"]), 5)
    row, _ = put(filled, "a1", "The ferry sailed.", title="Ferry sailed", published=day(2))
    with filled.reading() as reader:
        assert reader.headlines([row])[row].title == "Ferry sailed"
        assert reader.sentence_details([old]) == {}
        assert reader.frequencies(["tide", "sail"]).sentences.frequencies == {"sail": 1}
        assert reader.selected_quotes(by_anybody()) == []
        assert reader.counts()[0] == 2


def test_what_is_removed_is_gone(filled: Archive) -> None:
    assert filled.remove(["a1", "nothing"]) == 1
    with filled.reading() as reader:
        articles, sentences, _, quotes = reader.counts()
        assert (articles, sentences, quotes) == (1, 2, 0)
        assert reader.frequencies(["tide", "ferri"]).articles.frequencies == {}
        assert reader.matching_articles(any_of(["ferri", "tunnel"]), 5) == reader.matching_articles(
            any_of(["tunnel"]), 5
        )
    assert filled.remove(["a1"]) == 0


def test_a_reader_sees_one_state(filled: Archive) -> None:
    with filled.reading() as reader:
        before = reader.counts()
    put(filled, "a7", "Rain came.")
    with filled.reading() as reader:
        assert reader.counts()[0] == before[0] + 1
