"""``newsbot brief`` and ``newsbot timeline`` over the seeds, as JSON and as text."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.app import app
from bot.newsroom import open_newsroom
from bot.sources import FoundArticle, collect

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("brief") / "news.db"
    found = collect([SEEDS], now=datetime(2026, 11, 16, tzinfo=UTC))
    with closing(open_newsroom(path)) as newsroom:
        assert list(newsroom.add_many(one.article for one in found if isinstance(one, FoundArticle)))
    return path


def told(seeded: Path, *words: str) -> dict[str, object]:
    result = CliRunner().invoke(app, [*words, "--db", str(seeded), "--json"])
    assert result.exit_code == 0, result.output
    record: dict[str, object] = json.loads(result.output)
    return record


def excerpts(record: dict[str, object]) -> list[dict[str, object]]:
    found = record["excerpts"]
    assert isinstance(found, list)
    return found


def test_a_brief_is_a_kind_of_its_own_with_the_day_of_each_sentence(seeded: Path) -> None:
    record = told(seeded, "brief", "Strake")

    assert record["kind"] == "brief"
    days = [str(one["day"]) for one in excerpts(record)]
    assert 3 <= len(days) <= 7
    assert days == sorted(days)


def test_a_timeline_since_a_day_has_only_what_came_then(seeded: Path) -> None:
    record = told(seeded, "timeline", "Strake", "--since", "1 November")

    assert record["kind"] == "timeline"
    assert {str(one["day"])[:7] for one in excerpts(record)} == {"2026-11"}


def test_nothing_in_those_days_is_declined_with_the_newest_in_words(seeded: Path) -> None:
    record = told(seeded, "brief", "Strake", "--since", "2026-11-20")

    assert (record["kind"], record["abstained"], record["excerpts"]) == ("declined", True, [])
    assert record["text"] == "Nothing about “Strake” from those days; the newest is from 13 November 2026."


@pytest.mark.parametrize("words", [["brief", " "], ["timeline", "Strake", "--since", "blurday"]])
def test_what_cannot_be_told_is_said_in_a_sentence(seeded: Path, words: list[str]) -> None:
    result = CliRunner().invoke(app, [*words, "--db", str(seeded)])

    assert result.exit_code == 1
    assert result.output.startswith("newsbot: ")


def test_a_comparison_says_who_is_missing(seeded: Path) -> None:
    record = told(seeded, "ask", "compare what Saul and Zeb Quark said about winter")

    assert (record["kind"], record["missing"]) == ("comparison", ["Zeb Quark"])
    assert {one["speaker"] for one in excerpts(record)} == {"Henrike Saul"}


def test_a_day_without_news_has_no_excerpts(seeded: Path) -> None:
    record = told(seeded, "ask", "what happened today?", "--date", "2026-11-28")

    assert (record["kind"], record["excerpts"]) == ("declined", [])
    assert record["text"] == "Nothing from today yet; the newest is from 15 November 2026."


def test_who_somebody_is_is_told_in_whole_sentences(seeded: Path) -> None:
    record = told(seeded, "ask", "who is Ruta Hallam?")

    assert record["kind"] == "person"
    assert str(record["answer"]).startswith("Ruta Hallam, a postwoman from Sillan Island")
    assert str(excerpts(record)[0]["sentence"]).endswith("14 seconds.")


def test_who_somebody_is_stays_a_question_where_no_article_says(seeded: Path) -> None:
    assert told(seeded, "ask", "who is Halvern?")["kind"] in {"answer", "declined"}


def test_the_newest_of_an_outlet_are_shown_whatever_the_day(seeded: Path) -> None:
    record = told(seeded, "ask", "what's the news from Northgate Business Review today", "--date", "2026-11-28")

    assert record["kind"] == "headlines"
    assert record["text"] == "Nothing by Northgate Business Review from today yet; the newest is from 12 November 2026."
    assert {one["source"] for one in excerpts(record)} == {"Northgate Business Review"}


def test_the_week_asked_about_ends_with_the_day_of_asking(seeded: Path) -> None:
    record = told(seeded, "ask", "what happened this week?", "--date", "2026-11-12")

    days = {str(one["date"])[:10] for one in excerpts(record)}
    assert min(days) >= "2026-11-06"
    assert max(days) == "2026-11-12"


@pytest.mark.parametrize("command", ["brief", "timeline"])
@pytest.mark.parametrize("word", ["Zzyzx", "quokka", "gramophone zeppelin"])
def test_words_that_no_article_has_have_no_nearest_sentences(seeded: Path, command: str, word: str) -> None:
    record = told(seeded, command, word)

    assert (record["kind"], record["excerpts"]) == ("declined", [])
    assert record["text"] == f"I have no article about “{word}”. Other words may help."


@pytest.mark.parametrize("asked", ["what's new with tesla?", "what's new about tesla", "what is new with zorblax"])
def test_news_about_what_no_article_has_are_not_the_news_about_everything(seeded: Path, asked: str) -> None:
    record = told(seeded, "ask", asked)

    assert (record["kind"], record["excerpts"]) == ("declined", [])
