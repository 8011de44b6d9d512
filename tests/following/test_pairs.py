"""How well filters match: labelled pairs of a filter and an article, by the real pipeline and the command."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.app import app
from bot.following.matching.index_keys import keys
from bot.newsroom import open_newsroom
from tests.support.following_pairs import FILES, Pair, pairs

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture(scope="module", params=FILES)
def labelled(request: pytest.FixtureRequest) -> list[Pair]:
    """The pairs of one file."""
    return pairs(str(request.param))


@pytest.fixture(scope="module")
def archive(labelled: list[Pair], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the articles of the pairs."""
    path = tmp_path_factory.mktemp("pairs") / "news.db"
    with closing(open_newsroom(path, clock=lambda: NOW)) as newsroom:
        for _ in newsroom.add_many(list({pair.article.id: pair.article for pair in labelled}.values())):
            pass
    return path


def batch(archive: Path, tmp_path: Path, lines: list[dict[str, object]]) -> list[dict[str, object]]:
    file = tmp_path / "batch.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    done = CliRunner().invoke(app, ["match", "--batch", str(file), "--db", str(archive)])
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def place(asked: dict[str, object], labelled: list[Pair]) -> int | None:
    """Which of the offered choices a pair means; None where it picks none."""
    wanted, offered = labelled[int(str(asked["id"]))].choice, asked["choices"]
    assert isinstance(offered, list)
    return next((at for at, label in enumerate(offered) if wanted and wanted in str(label)), None)


def test_filters_bring_what_they_name_and_little_else(labelled: list[Pair], archive: Path, tmp_path: Path) -> None:
    lines: list[dict[str, object]] = [
        {"id": at, "filter": pair.filter, "article_id": pair.article.id} for at, pair in enumerate(labelled)
    ]

    told = batch(archive, tmp_path, lines)
    chosen = [
        line | {"choice": at}
        for line, asked in zip(lines, told, strict=True)
        if (at := place(asked, labelled)) is not None
    ]
    told = [*told, *batch(archive, tmp_path, chosen)]
    told = list({line["id"]: line for line in told}.values())

    came = [(bool(line["matches"]), labelled[int(str(line["id"]))].wanted) for line in told]
    right = sum(matched and wanted for matched, wanted in came)
    assert [line["id"] for line in told] == list(range(len(labelled)))
    assert right / sum(matched for matched, _ in came) >= 0.95
    assert right / sum(wanted for _, wanted in came) >= 0.93


def test_the_index_brings_up_whatever_matches(labelled: list[Pair], archive: Path) -> None:
    with closing(open_newsroom(archive, clock=lambda: NOW)) as newsroom:
        for pair in labelled:
            if not pair.wanted or pair.choice:
                continue
            wanted = newsroom.matching.read(pair.filter).filter
            row = newsroom.matching.row_of(pair.article.id)
            assert row is not None
            if newsroom.matching.on_article(wanted, row):
                assert pair.article.id in {one.headline.id for one in newsroom.matching.matched(wanted)}, keys(wanted)


@pytest.mark.parametrize("labelled", FILES[:1], indirect=True)
def test_an_ambiguous_word_is_asked_back_and_a_choice_decides(
    labelled: list[Pair], archive: Path, tmp_path: Path
) -> None:
    pugh = next(pair.article.id for pair in labelled if pair.filter == "Florence Pugh")
    (asked,) = batch(archive, tmp_path, [{"id": 1, "filter": "Florence", "article_id": pugh}])
    offered = asked["choices"]
    assert isinstance(offered, list)

    lines = [{"id": n, "filter": "Florence", "article_id": pugh, "choice": n} for n in range(len(offered))]
    told = {str(label): line["matches"] for label, line in zip(offered, batch(archive, tmp_path, lines), strict=True)}

    assert asked["matches"] is False
    assert told == {"Florence, the city": False, "Florence Pugh, a person": True, "any of them": True}


@pytest.mark.parametrize("labelled", FILES[:1], indirect=True)
def test_what_the_command_says(archive: Path) -> None:
    done = CliRunner().invoke(app, ["match", "Turkey", "--json", "--db", str(archive)])

    (line,) = map(json.loads, done.stdout.splitlines())
    assert line["title"] == "Ankara recalls envoy"
    assert line["why"].startswith("Turkey: *Turkish* officials said on Monday")


@pytest.mark.parametrize("labelled", FILES[:1], indirect=True)
@pytest.mark.parametrize("words", ["-cricket", "flood (fire", "flood) fire"])
def test_a_filter_that_cannot_be_read_ends_in_a_sentence(archive: Path, words: str) -> None:
    done = CliRunner().invoke(app, ["match", "--db", str(archive), "--", words])

    assert done.exit_code == 1
    assert done.stderr.startswith("newsbot: ")
