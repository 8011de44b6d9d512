"""A follow-up leans on the article of the last answer, and a little on other articles on the same affair."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.ingestion import Adding
from bot.retrieval.ranking.ranker import FARTHER_BACK, SAME_ARTICLE, SHOWN_BEFORE, Earlier, rank
from bot.store.file.database import Database
from bot.understanding.question import understand
from tests.support.retrieval_archive import NOW, Plain, article

FILLING = tuple((f"filling{n}", f"Note {n}", "The Courier", 3, f"Clerk {n} counted {n} parcels.") for n in range(9))
AFFAIR = (
    ("raid", "Raid on Osk mint", "The Courier", 5, "Masked raiders drove a tractor into the Osk mint and took medals."),
    (
        "trial",
        "Osk mint raiders",
        "The Courier",
        9,
        "The tractor raiders of the Osk mint got nine years for the medals.",
    ),
    ("pool", "Pool opens", "The Courier", 9, "The pool has 8 lanes and 300 lockers."),
    ("choir", "Choir sings", "The Courier", 9, "A choir that sang badly got nine boos."),
    *FILLING,
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with Database.open(tmp_path_factory.mktemp("kin") / "news.db") as database:
        list(Adding(database, Plain(), lambda: NOW).add_many(article(*fields) for fields in AFFAIR))
        yield database


def test_articles_on_the_same_affair_go_on_too(archive: Database) -> None:
    with archive.reading() as reader:
        question = understand(reader, "How many years got nine?", NOW)
        last = next(found.candidate.article.row for found in rank(reader, understand(reader, "tractor drove", NOW)))
        ranked = {found.candidate.text[:8]: found for found in rank(reader, question, Earlier(last))}
        alone = {found.candidate.text[:8]: found for found in rank(reader, question)}

    assert ranked["The trac"].goes_on
    assert not ranked["A choir "].goes_on
    assert ranked["The trac"].score > alone["The trac"].score
    assert ranked["A choir "].score == alone["A choir "].score
    assert not any(found.goes_on for found in alone.values())


def test_the_articles_of_earlier_turns_go_on_nearly_as_much_as_the_last(archive: Database) -> None:
    with archive.reading() as reader:
        question = understand(reader, "How many got nine?", NOW)
        rows = {found.candidate.text[:6]: found.candidate.article.row for found in rank(reader, question)}
        pool = next(one.candidate.article.row for one in rank(reader, understand(reader, "pool lanes", NOW)))
        scores = {
            before: {
                found.candidate.text[:6]: found.score for found in rank(reader, question, Earlier(pool, before=before))
            }
            for before in ((), (rows["A choi"],))
        }

    gained = scores[(rows["A choi"],)]["A choi"] - scores[()]["A choi"]
    assert gained == pytest.approx(SAME_ARTICLE - FARTHER_BACK)


def test_sentences_of_the_last_article_are_considered_that_share_no_word(archive: Database) -> None:
    with archive.reading() as reader:
        pool = next(one.candidate.article.row for one in rank(reader, understand(reader, "pool lanes", NOW)))
        question = understand(reader, "Who sang with parcels?", NOW)
        texts = [found.candidate.text for found in rank(reader, question, Earlier(pool))]

    assert any(text.startswith("The pool") for text in texts)


def test_a_sentence_shown_before_answers_again_with_what_it_has_not_told(archive: Database) -> None:
    with archive.reading() as reader:
        question = understand(reader, "How many lockers has the pool?", NOW)
        first = rank(reader, question)[0]
        last = Earlier(first.candidate.article.row, shown=frozenset([first.candidate.line.row]))
        scores = [
            rank(reader, question, replace(last, told=frozenset(told)))[0].score for told in (["8"], ["8", "300"])
        ]

    assert first.candidate.text.startswith("The pool")
    assert scores[0] - scores[1] == pytest.approx(SHOWN_BEFORE)
