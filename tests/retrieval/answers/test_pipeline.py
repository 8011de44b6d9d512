"""Answering end to end over a small archive: right sentence first, short answer, declining, topics, bad input."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.errors import QuestionError
from bot.models import Answer, Turn
from bot.retrieval.answers.pipeline import Answering
from bot.retrieval.reranking.cross_encoder import Budget
from bot.store.file.database import Database
from bot.understanding.question import MOST_TERMS
from tests.support.retrieval_archive import ARTICLES, NOW, fill, public_ids


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with Database.open(tmp_path_factory.mktemp("answering") / "news.db") as database:
        fill(database)
        yield database


@pytest.fixture(scope="module")
def answering(archive: Database) -> Answering:
    return Answering(archive, clock=lambda: NOW)


@pytest.mark.parametrize(
    ("question", "sentence", "short"),
    [
        ("How many passengers were on board the Kittiwake?", "The ferry Kittiwake ran aground", "212"),
        ("How many people were injured when the ferry ran aground?", "At least nine people", "At least nine"),
        ("What did the captain blame for the accident?", "Captain Leif Brandt blamed", "broken radar"),
        ("What did Brandt say about his bow?", '"I could not see my own bow', "I could not see my own bow,"),
        ("How much will the repairs to the ferry cost?", "Repairs to the ferry", "4.2 million crowns"),
        ("How old is Aino Virta?", "Virta, 47, has been minister", "47"),
        ("Who met Tomas Hale in Tilsen?", "Aino Virta met mayor Tomas Hale", "Aino Virta"),
        ("Who scored for Sandholm Rovers?", "Ines Okoro scored twice", "Ines Okoro"),
        ("how mnay branches will norvik bank close", "Norvik Bank will close 14", "14"),
        ("When was the map of the island drawn?", "The museum in Velden bought a map", "1643"),
        ("How long was the power cut in Sandholm?", "A storm cut the power in Sandholm", "three days"),
        ("Where was the library opened?", "The school in Tilsen opened", "Tilsen"),
        ("What did the engineers of the tunnel find?", "Engineers found soft clay", "soft clay"),
        ("What was the whale called by children?", "Children had named it Gustav.", "named it Gustav"),
    ],
)
def test_questions_get_their_sentence_and_short_answer(
    answering: Answering, question: str, sentence: str, short: str | None
) -> None:
    answer = answering.ask(question, asked=NOW)

    assert answer.excerpts[0].text.startswith(sentence)
    assert not answer.abstained
    assert answer.short == short


@pytest.mark.parametrize(
    "question",
    [
        "Who won the Nobel prize in chemistry?",
        "What did Zebedee Moss say about cod?",
        "How tall is the tower of Pisa?",
        "asdf qwer",
        "Why?",
        "",
    ],
)
def test_what_no_article_answers_is_declined(answering: Answering, question: str) -> None:
    answer = answering.ask(question, asked=NOW)

    assert answer.abstained
    assert answer.short is None


def test_a_declined_answer_is_never_the_same_as_before(answering: Answering) -> None:
    question = "What did the tower of Pisa cost the museum?"
    near = answering.ask(question, asked=NOW).excerpts[0]
    before = Turn(question="Who bought a map?", article_row=None, sentence_rows=(near.sentence_row,), names=())

    answer = answering.ask(question, asked=NOW, history=[before])

    assert answer.abstained
    assert answer.excerpts[0].sentence_row == near.sentence_row
    assert not answer.again


@pytest.mark.parametrize(("place", "again"), [(0, True), (1, False)])
def test_an_answer_is_the_same_as_before_if_its_sentence_was_the_first_shown(
    answering: Answering, place: int, again: bool
) -> None:
    question = "How many branches will Norvik Bank close?"
    told = answering.ask(question, asked=NOW)
    first, other = (one.sentence_row for one in told.excerpts[:2])
    assert told.turn is not None
    before = replace(told.turn, sentence_rows=(first, other) if place == 0 else (other, first))

    answer = answering.ask(question, asked=NOW, history=[before])

    assert answer.excerpts[0].sentence_row == first
    assert answer.again is again


def test_excerpts_are_verbatim_with_their_origin(answering: Answering) -> None:
    texts = {identity: text for identity, _, _, _, text in ARTICLES}
    answer = answering.ask("What happened in the harbour of Port Arven?", asked=NOW, limit=4)

    assert 1 < len(answer.excerpts) <= 4
    for excerpt in answer.excerpts:
        assert excerpt.text in texts[excerpt.headline.id]
        assert excerpt.headline.source
        assert excerpt.headline.published is not None


@pytest.mark.parametrize("rerank", [None, Budget()], ids=["ranked", "reranked"])
@pytest.mark.parametrize("question", ["the ferry and the whale", "How many passengers were on board the Kittiwake?"])
def test_scores_are_probabilities_that_fall(archive: Database, rerank: Budget | None, question: str) -> None:
    answering = Answering(archive, rerank=rerank, clock=lambda: NOW)

    scores = [excerpt.score for excerpt in answering.ask(question, asked=NOW).excerpts]

    assert all(0 < score < 1 for score in scores)
    assert len(set(scores)) > 1
    assert scores == sorted(scores, reverse=True)


def test_the_short_answer_is_the_highlight(answering: Answering) -> None:
    answer = answering.ask("How many branches will Norvik Bank close?", asked=NOW)
    highlight = answer.excerpts[0].highlight

    assert highlight is not None
    assert answer.excerpts[0].text[slice(*highlight)] == answer.short == "14"
    assert all(excerpt.highlight is None for excerpt in answer.excerpts[1:])


def test_copied_sentences_are_shown_once(answering: Answering) -> None:
    texts = [excerpt.text for excerpt in answering.ask("storm power Sandholm", asked=NOW).excerpts]

    assert len(texts) == len(set(texts))


def test_the_date_decides_between_articles(answering: Answering) -> None:
    answer = answering.ask("What did the Harbour Board decide on Tuesday?", asked=datetime(2026, 6, 12, tzinfo=UTC))

    assert answer.excerpts[0].headline.id == "ferry-later"


@pytest.mark.parametrize(
    ("question", "identity"),
    [
        ('storm power from:"Velden Wire"', "copy"),
        ("storm power from:courier", "storm"),
        ("ferry -repairs", "ferry"),
    ],
)
def test_operators_choose_articles(answering: Answering, question: str, identity: str) -> None:
    excerpts = answering.ask(question, asked=NOW).excerpts

    assert {excerpt.headline.id for excerpt in excerpts if "ferry" not in identity} <= {identity}
    assert excerpts[0].headline.id == identity


def test_elapsed_time_is_measured(archive: Database) -> None:
    ticks = iter([1.0, 1.25])
    answer = Answering(archive, timer=lambda: next(ticks)).ask("whale", asked=NOW)

    assert answer.elapsed_ms == 250


def test_an_empty_archive_declines(database: Database) -> None:
    answering = Answering(database)

    assert answering.ask("Who won?", asked=NOW).excerpts == ()
    assert answering.search("whale", limit=5, offset=0) == ([], 0)


# ---- topics ----


@pytest.mark.parametrize(
    ("topic", "expected"),
    [
        ("ferry", ["ferry-later", "ferry"]),
        ("Virta", ["virta-tilsen", "budget"]),
        ("aino virta", ["virta-tilsen", "budget"]),
        ("Tilsen harbour", ["virta-tilsen", "ferry"]),
        ("whale library", []),
        ("zeppelin", []),
        ('"soft clay"', ["tunnel"]),
        ('"clay soft"', []),
        ("storm from:wire", ["copy"]),
        ("from:wire", ["copy"]),
        ("storm -milk", ["storm"]),
        ("ferry on 9 June 2026", ["ferry-later"]),
        ("", []),
        ("the", []),
    ],
)
def test_articles_on_a_topic(archive: Database, answering: Answering, topic: str, expected: list[str]) -> None:
    rows, total = answering.search(topic, limit=10, offset=0)

    assert public_ids(archive, rows) == expected
    assert total == len(expected)


def test_topics_are_paged(archive: Database, answering: Answering) -> None:
    everything, total = answering.search("Sandholm", limit=10, offset=0)
    pages = [answering.search("Sandholm", limit=2, offset=offset)[0] for offset in range(0, total, 2)]

    assert [row for page in pages for row in page] == everything
    assert len(everything) == total > 2


# ---- hostile input: never an error, never more work than for an honest question ----

PIECES = (
    '"', '""', "'", "*", "^", "(", ")", ":", "+", "-", "NEAR(ferry whale, 5)", "AND", "OR", "NOT ", "{title}:",
    "stems:", "ferry*", "'; DROP TABLE articles; --", "<b>ferry</b>", "&amp;", "\x00", "\ud800", "😀", "مرحبا",
    "\u202e", "e\u0301", "from:", 'from:"', "-ferry", "last", "31 June 0000", "999 years ago", "ferry", "whale ",
    "Aino Virta", "?" * 50, "%s",
)  # fmt: skip
hostile = st.one_of(st.text(max_size=4_000), st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))


class Counting:
    """The archive, counting the rows that one question reads."""

    def __init__(self, archive: Database) -> None:
        self._archive = archive
        self.statements: list[str] = []

    def reading(self) -> Counted:
        return Counted(self)


class Counted:
    def __init__(self, counting: Counting) -> None:
        self._counting = counting
        self._block = counting._archive.reading()

    def __enter__(self) -> object:
        connection = self._block.__enter__()
        connection.set_trace_callback(self._counting.statements.append)
        self._connection = connection
        return connection

    def __exit__(self, *error: object) -> None:
        self._connection.set_trace_callback(None)
        self._block.__exit__(None, None, None)


MOST_STATEMENTS = 40


def worked(archive: Database, text: str) -> tuple[Answer, int]:
    counting = Counting(archive)
    answer = Answering(counting).ask(text, asked=NOW)  # type: ignore[arg-type]
    Answering(counting).search(text, limit=5, offset=0)  # type: ignore[arg-type]
    own = [statement for statement in counting.statements if not statement.startswith("--")]  # not FTS5's inner ones
    return answer, len(own)


@settings(max_examples=60, deadline=None)
@given(hostile)
@example('"' * 4_000)
@example("😀" * 2_000)
@example("word " * 800)
@example("\x00" * 10)
@example("Aino Virta " * 300)
@example("a" * 4_000)
@example("xqzt " * 300)
@example("-x " * 1_300)
@example("from:courier after:2026 " * 150)
def test_any_text_is_answered_with_bounded_work(archive: Database, text: str) -> None:
    try:
        answer, statements = worked(archive, text)
    except QuestionError:  # an operator that says nothing; test_query_syntax.py looks at what is told
        return

    assert statements <= MOST_STATEMENTS
    assert len(answer.excerpts) <= 10
    assert answer.turn is not None
    assert len(answer.turn.terms) <= MOST_TERMS


@settings(max_examples=30, deadline=None)
@given(hostile, hostile)
def test_any_text_may_follow_any_other(answering: Answering, first: str, second: str) -> None:
    with suppress(QuestionError):
        before = answering.ask(first, asked=NOW).turn
        assert before is not None

        answering.ask(second, asked=NOW, history=[before])


@pytest.mark.parametrize(
    ("question", "missed"),
    [
        ("How many passengers were on board the ferry Kittiwake yesterday?", "yesterday"),
        ("How many passengers were on board the ferry Kittiwake on 2 June?", ""),
        ("How many passengers were on board the ferry Kittiwake this month?", ""),
        ("How many passengers were on board the ferry Kittiwake?", ""),
    ],
)
def test_an_answer_of_other_days_than_those_asked_about_says_so(
    answering: Answering, question: str, missed: str
) -> None:
    answer = answering.ask(question, asked=NOW)

    assert answer.excerpts[0].text.startswith("The ferry Kittiwake ran aground")
    assert answer.missed == missed
