"""The commands over real files, a real database and the shipped pipeline, in this process."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.cli.add import cores_for
from bot.cli.app import app
from bot.errors import TakesTooLong
from bot.language import Language
from bot.models import Annotation
from bot.newsroom import open_newsroom
from bot.sources import plan

MOSCOW = """\
title Moscow promises to send Indians home
source The Meridian Post
url https://meridian.example.org/moscow
date 2024-07-09
MOSCOW: Russia will release the Indians in its army, sources told the paper on Tuesday.
The Ministry of External Affairs (MEA) said in June that at least four Indian nationals had been killed.
"The talks will go on tomorrow," President Vladimir Putin said. He called Narendra Modi his "dear friend".
ALSO WATCH:
"""
BRIDGE = {
    "id": "bridge",
    "title": "Bridge over the Selm closed",
    "date": "2026-11-03",
    "source": "Harbour Ledger",
    "url": "https://ledger.example.org/bridge",
    "text": "Engineers closed the bridge over the river Selm on Tuesday after they found 14 cracks in its deck.\n"
    '"Nobody can tell when it will be open again," Mayor Henrik Dahl said.',
}


def newsbot(*arguments: str | Path, **environment: str) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], env=environment, catch_exceptions=False)


def output_of(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    (folder / "moscow.txt").write_text(MOSCOW, encoding="utf-8")
    (folder / "wire.jsonl").write_text(json.dumps(BRIDGE) + "\n", encoding="utf-8")
    (folder / "questions.jsonl").write_text('{"id": "q1", "q": "Who?"}\n', encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def filled(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("database") / "news.db"
    result = newsbot("add", articles, "--db", database)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("2 added, 0 revised, 0 unchanged, 0 failed in ")
    return database


@pytest.mark.parametrize("command", [("latest",), ("who", "Modi"), ("ask", "Who is Modi?")])
def test_a_limit_that_no_database_can_count_to(filled: Path, command: tuple[str, ...]) -> None:
    result = newsbot(*command, "--db", filled, "--limit", "99999999999999999999")

    assert result.exit_code == 2
    assert "--limit" in result.output


# ---- add ----


def test_adding_again_changes_nothing_and_a_changed_text_is_a_revision(articles: Path, tmp_path: Path) -> None:
    database, copy = tmp_path / "news.db", tmp_path / "moscow.txt"
    copy.write_text(MOSCOW, encoding="utf-8")
    newsbot("add", copy, articles / "wire.jsonl", "--db", database)

    again = newsbot("add", copy, "--db", database)
    copy.write_text(MOSCOW.replace("at least four", "at least five"), encoding="utf-8")
    changed = newsbot("add", copy, "--db", database)

    assert again.stdout.startswith("0 added, 0 revised, 1 unchanged, 0 failed")
    assert changed.stdout.startswith("0 added, 1 revised, 0 unchanged, 0 failed")


def test_a_corrected_day_and_an_added_address_are_a_revision(tmp_path: Path) -> None:
    database, file = tmp_path / "news.db", tmp_path / "quay.txt"
    text = "title Quay\nsource Harbour Lamp\n{}The harbour board approved the new quay on Friday."

    def added(header: str, path: Path = file) -> str:
        path.write_text(text.format(header), encoding="utf-8")
        return newsbot("add", path, "--db", database).stdout.split(", 0 failed")[0]

    assert added("") == "1 added, 0 revised, 0 unchanged"
    assert added("date 2025-11-20\n") == "0 added, 1 revised, 0 unchanged"
    assert added("date 2026-11-20\n") == "0 added, 1 revised, 0 unchanged"
    assert added("date 2026-11-20\nurl https://lamp.example/quay\n") == "0 added, 1 revised, 0 unchanged"
    assert added("date 2026-11-20\nurl https://lamp.example/quay\n") == "0 added, 0 revised, 1 unchanged"
    assert added("") == "0 added, 0 revised, 1 unchanged", "less is no correction"
    copy = tmp_path / "copy.txt"
    assert added("date 2026-11-21\n", copy) == "0 added, 1 revised, 0 unchanged", "the later day of two copies"
    assert added("date 2026-11-20\n", copy) == "0 added, 0 revised, 1 unchanged", "so that adding both again ends"
    assert "21 November 2026" in newsbot("latest", "--db", database).stdout


def test_another_article_under_the_name_of_one_takes_nothing_away(tmp_path: Path) -> None:
    """A job that writes today.txt every day."""
    database, file = tmp_path / "news.db", tmp_path / "today.txt"
    ferry = "title Ferry aground\ndate 2026-11-21\nA ferry with forty people ran aground off Sillan in thick fog."

    def added(text: str) -> str:
        file.write_text(text, encoding="utf-8")
        return newsbot("add", file, "--db", database).stdout.split(", 0 failed")[0]

    def titles() -> list[str]:
        return [one["title"] for one in json.loads(newsbot("latest", "--json", "--db", database).stdout)["articles"]]

    assert added(MOSCOW) == "1 added, 0 revised, 0 unchanged"
    first = titles()
    assert added(ferry) == "1 added, 0 revised, 0 unchanged"
    assert sorted(titles()) == sorted([*first, "Ferry aground"])
    for text in (MOSCOW, ferry):
        assert added(text) == "0 added, 0 revised, 1 unchanged"
    assert added(ferry.replace("forty", "fifty")) == "0 added, 1 revised, 0 unchanged"
    assert added(MOSCOW.replace("at least four", "at least five")) == "0 added, 1 revised, 0 unchanged"
    assert sorted(titles()) == sorted([*first, "Ferry aground"])


def test_a_page_is_one_article_under_all_its_addresses(tmp_path: Path) -> None:
    database = tmp_path / "news.db"
    for number, address in enumerate(("http://www.lamp.example/quay/", "https://lamp.example/quay")):
        line = (
            f'{{"id": "i{number}", "title": "Quay", "url": "{address}", "text": "It rains for the {number}th time."}}'
        )
        (tmp_path / "wire.jsonl").write_text(line, encoding="utf-8")
        last = newsbot("add", tmp_path / "wire.jsonl", "--db", database).stdout

    assert last.startswith("0 added, 1 revised")


def test_each_bad_file_is_named_and_the_good_ones_are_stored(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("It rains in Halvern.")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "wire.jsonl").write_text('{"text": "It snows in Orlo."}\n{"text": 3}\n')
    database = tmp_path / "news.db"

    result = newsbot("add", tmp_path, tmp_path / "none", "--db", database)

    assert result.exit_code == 1
    assert result.stdout.startswith("2 added, 0 revised, 0 unchanged, 3 failed in ")
    assert sorted(result.stderr.replace(f"{tmp_path}/", "").splitlines()) == [
        f"Adding 3 files (62 bytes) to {database}".replace(f"{tmp_path}/", ""),
        "empty.txt: the file is empty",
        "none: it cannot be read: no such file or directory",
        'wire.jsonl:2: its "text" is a number, not a string',
    ]
    assert output_of(newsbot("stats", "--db", database, "--json"))[0]["articles"] == 2


def test_a_file_that_takes_too_long_is_named_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    annotate = Language.annotate

    def stuck(language: Language, articles: Iterable[tuple[str, str]]) -> Iterator[Annotation]:
        for title, text in articles:
            if "labyrinth" in text:
                raise TakesTooLong
            yield from annotate(language, [(title, text)])

    monkeypatch.setattr(Language, "annotate", stuck)
    (tmp_path / "a.txt").write_text("It rains in Halvern.")
    (tmp_path / "b.txt").write_text("Orlo is a labyrinth.")
    lines = ("It snows in Orlo.", "A labyrinth again.", "It thaws in Orlo.")
    (tmp_path / "c.jsonl").write_text("".join(f'{{"text": "{line}"}}\n' for line in lines))

    result = newsbot("add", tmp_path, "--db", tmp_path / "news.db")

    assert result.exit_code == 1
    assert result.stdout.startswith("3 added, 0 revised, 0 unchanged, 2 failed in ")
    reason = "reading it takes more than three minutes of processor time, the most that one article may take"
    named = [line.removeprefix(f"{tmp_path}/") for line in result.stderr.splitlines()[1:]]
    assert named == [f"b.txt: {reason}", f"c.jsonl:2: {reason}"]


def test_without_a_terminal_a_line_from_time_to_time_says_how_far_it_is(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.cli.add.REPORT_EACH", 0.0)

    result = newsbot("add", articles, "--db", tmp_path / "news.db")

    assert result.exit_code == 0
    said = result.stderr.splitlines()[1:]
    assert said
    assert all(re.fullmatch(r"[\d,]+ articles so far, \d+% of the files, [\d.]+/s", line) for line in said)
    assert said[-1].split(", ")[1] == "100% of the files"


@pytest.mark.parametrize(
    ("files", "characters", "kind", "expected"),
    [(1, 2_000_000, ".txt", 1), (16, 40_000, ".txt", 1), (17, 40_000, ".html", 2), (99, 40_000, ".txt", 4),
     (99, 10, ".txt", 1), (1, 400_000, ".jsonl", 4)],
)  # fmt: skip
def test_no_more_cores_than_have_something_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: int, characters: int, kind: str, expected: int
) -> None:
    monkeypatch.setattr("bot.ingestion.processes.available_cores", lambda: 4)
    for number in range(files):
        (tmp_path / f"{number}{kind}").write_text("a" * characters)

    assert cores_for(plan([tmp_path])) == expected
    assert [cores_for(plan([tmp_path]), wanted) for wanted in (1, 3, 999_999)] == [1, 3, 4]


@pytest.mark.parametrize("name", ["", " "])
def test_an_empty_name_is_not_the_folder_that_one_is_in(
    name: str, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(articles)

    result = newsbot("add", "moscow.txt", name, "--db", tmp_path / "news.db")

    assert result.exit_code == 1
    assert result.stderr == "newsbot: One of the names is empty; give files, folders or addresses.\n"
    assert not (tmp_path / "news.db").exists()


def test_many_bad_lines_of_a_file_are_counted(tmp_path: Path) -> None:
    (tmp_path / "wire.jsonl").write_text('{"text": "It rains."}\n' + "bad\n" * 25)

    result = newsbot("add", tmp_path / "wire.jsonl", "--db", tmp_path / "news.db")

    assert result.exit_code == 1
    assert "25 failed" in result.stdout
    assert result.stderr.count("it is not JSON") == 20
    assert result.stderr.endswith("wire.jsonl: 5 more lines like these\n")


def test_a_note_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes("The café is closed.".encode("cp1252"))

    result = newsbot("add", tmp_path / "old.txt", "--db", tmp_path / "news.db")

    assert result.exit_code == 0
    assert "old.txt: it is not UTF-8 and was read as cp1252" in result.stderr


# ---- ask ----


def test_ask_shows_the_sentence_with_outlet_date_and_address(filled: Path) -> None:
    result = newsbot("ask", "How many Indian nationals were killed?", "--db", filled)

    assert result.exit_code == 0
    text = " ".join(result.stdout.split())
    assert "at least four Indian nationals had been killed" in text
    assert "The Meridian Post · 9 July 2024 · https://meridian.example.org/moscow" in text


def test_ask_in_json_gives_verbatim_excerpts(filled: Path) -> None:
    (answer,) = output_of(newsbot("ask", "What did engineers find?", "--db", filled, "--json", "--limit", "1"))

    assert list(answer) == ["question", "answer", "abstained", "excerpts", "elapsed_ms", "kind"]
    (excerpt,) = answer["excerpts"]
    assert list(excerpt) == ["article_id", "sentence", "title", "source", "date", "url", "score"]
    assert excerpt["article_id"] == "bridge"
    assert excerpt["sentence"] in BRIDGE["text"]


def test_a_batch_is_answered_in_order_with_earlier_questions_and_ids_of_any_kind(filled: Path, tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    questions: list[dict[str, object]] = [
        {"id": "b", "q": "How many Indian nationals were killed?", "asked_on": None},
        {"id": 7, "q": "Which mayor spoke?", "date": "2026-11-04", "history": ["What happened to the bridge?"]},
        {"q": "Who?", "date": "2026-11-04T10:00:00Z", "history": None},
    ]
    batch.write_text("\n\n".join(map(json.dumps, questions)), encoding="utf-8")

    answers = output_of(newsbot("ask", "--batch", batch, "--db", filled))

    assert [answer["id"] for answer in answers] == ["b", 7, None]
    assert [answer["question"] for answer in answers] == [question["q"] for question in questions]
    assert all(answer["ranked"] == answer["excerpts"] for answer in answers)
    assert answers[1]["ranked"][0]["article_id"] == "bridge"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "this is not JSON."),
        ("[]", "this is not a JSON object."),
        ('{"id": "a"}', '"q" must be a string.'),
        ('{"q": 3}', '"q" must be a string.'),
        ('{"q": "Who?", "date": 3}', '"date" must be a string.'),
        ('{"q": "Who?", "date": "2026-13-01"}', '"2026-13-01" is not a date such as 2024-07-09.'),
        ('{"q": "Who?", "id": NaN}', "this is not JSON."),
        ('{"q": "Who?", "history": "What?"}', '"history" must be a list of earlier questions.'),
        ('{"q": "Who?", "history": [1]}', '"history" must be a list of earlier questions.'),
    ],
)
def test_a_bad_line_of_a_batch_is_named(filled: Path, tmp_path: Path, line: str, reason: str) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text('{"q": "Who?"}\n' + line)

    result = newsbot("ask", "--batch", batch, "--db", filled)

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"newsbot: {batch}, line 2: {reason}\n"


def test_a_question_that_cannot_be_asked_so_does_not_end_a_batch(filled: Path, tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    questions = ["from:Nowhere Which mayor spoke?", "Which mayor spoke before:the flood?", "Which mayor spoke?"]
    batch.write_text("\n".join(json.dumps({"id": "\ud800", "q": asked}) for asked in questions), encoding="utf-8")

    answers = output_of(newsbot("ask", "--batch", batch, "--db", filled))

    assert [(answer["id"], answer["question"]) for answer in answers] == [("\ud800", asked) for asked in questions]
    assert [answer["kind"] for answer in answers] == [None, None, "answer"]
    assert answers[0]["error"].startswith("I have no articles from “Nowhere”.")
    assert answers[1]["error"].startswith('"before:" needs a day')
    assert [answer["abstained"] for answer in answers] == [True, True, False]


@pytest.mark.parametrize("command", ["brief", "timeline"])
@pytest.mark.parametrize("topic", ["?!", "👍", "the", "of the", "..."])
def test_a_topic_without_words_is_no_topic(filled: Path, command: str, topic: str) -> None:
    result = newsbot(command, topic, "--db", filled)

    assert result.stdout == f"I have no article about “{topic}”. Other words may help.\n"


@pytest.mark.parametrize(
    ("since", "said"), [([], "No stories.\n"), (["--since", "1 December 2026"], "No stories since 1 December 2026.\n")]
)
def test_an_archive_without_stories_says_so(tmp_path: Path, since: list[str], said: str) -> None:
    empty = tmp_path / "empty.db"
    open_newsroom(empty).close()

    assert newsbot("stories", *since, "--db", empty).stdout == said


def test_days_are_written_the_same_way_everywhere(filled: Path) -> None:
    for command in (["who", "Henrik Dahl"], ["timeline", "bridge"], ["match", "bridge"], ["stories"]):
        early, late = (
            newsbot(*command, "--since", since, "--json", "--db", filled)
            for since in ("1 January 2024", "the first week of December 2026")
        )
        assert (early.exit_code, late.exit_code) == (0, 0), early.stderr + late.stderr
        assert '"bridge"' in early.stdout
        assert '"bridge"' not in late.stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["ask", " "], "Give one question, or a file of them with --batch."),
        (["ask"], "Give one question, or a file of them with --batch."),
        (["ask", "Who?", "--batch", "x"], "Give one question, or a file of them with --batch."),
        (["who"], "Give a name, --about a topic, --said words, or a file of look-ups with --batch."),
        (["who", "--mentioned", "--about", "x"], "Give a name, --about a topic"),
        (["ask", "Who?", "--date", "9 July"], '"9 July" is not a date such as 2024-07-09.'),
        (["who", "Modi", "--since", "the flood"], '"the flood" is not a date such as 2024-07-09 or "last week".'),
        (
            ["who", "Modi", "--since", "2024-07-09", "--until", "2024-07-08"],
            "Nothing lies between these dates: --since must be the earlier one.",
        ),
        (["who", "Modi since the flood"], '"the flood" is not a date such as 2024-07-09 or "last week".'),
        (["ask", "--batch", "none.jsonl"], "none.jsonl: no such file or directory"),
        (["ask", "Who?", "--db", "none.db"], "There is no database at none.db yet"),
        (["who", "Modi", "--db", "none.db"], "There is no database at none.db yet"),
        (["latest", "--db", "none.db"], "There is no database at none.db yet"),
        (["stats", "--db", "none.db"], "There is no database at none.db yet"),
    ],
)
def test_what_a_person_can_put_right_is_one_sentence(
    arguments: list[str], sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    result = newsbot(*arguments)

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"newsbot: {sentence}")
    assert result.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == [], "a look-up makes nothing"


# ---- who, latest, stats ----


def test_who_finds_the_words(filled: Path) -> None:
    (said,) = output_of(newsbot("who", "Putin", "--db", filled, "--json"))

    assert said["speaker"] == "Vladimir Putin"
    (quote,) = [quote for quote in said["quotes"] if "talks" in quote["quote"]]
    assert "The talks will go on tomorrow" in quote["quote"]
    assert (quote["article_id"], quote["date"], quote["cue"]) == ("moscow", "2024-07-09", "said")


@pytest.mark.parametrize(
    ("arguments", "speakers"),
    [
        (["--about", "talks"], ["Vladimir Putin"]),
        (["about talks"], ["Vladimir Putin"]),
        (["Putin about talks"], ["Vladimir Putin"]),
        (["Putin since 1 August 2024"], []),
        (["--said", "TALKS will go on"], ["Vladimir Putin"]),
        (["--said", "talks will stop"], []),
        (["Putin", "--said", "talks will go on"], ["Vladimir Putin"]),
        (["Dahl", "--said", "talks will go on"], []),
    ],
)
def test_who_said_something(filled: Path, arguments: list[str], speakers: list[str]) -> None:
    (said,) = output_of(newsbot("who", *arguments, "--db", filled, "--json"))

    assert [quote["speaker"] for quote in said["quotes"]] == speakers


def test_what_others_said_about_somebody(tmp_path: Path) -> None:
    visit, database = tmp_path / "visit.txt", tmp_path / "news.db"
    visit.write_text(
        "title Putin comes in May\nPresident Vladimir Putin will visit the town.\n"
        '"I shall show Mr Putin the bridge," Mayor Henrik Dahl said. "We shall talk," Putin said.\n',
        encoding="utf-8",
    )
    newsbot("add", visit, "--db", database)
    (said,) = output_of(newsbot("who", "Putin", "--mentioned", "--db", database, "--json"))

    assert (said["speaker"], said["mentioned"]) == (None, "Vladimir Putin")
    assert [quote["speaker"] for quote in said["quotes"]] == ["Henrik Dahl"]
    assert "About Vladimir Putin: " in newsbot("who", "Putin", "--mentioned", "--db", database).stdout


def test_a_batch_takes_nobody_else_s_words(filled: Path, tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text(json.dumps({"id": "w1", "speaker": "talks will go"}))

    (said,) = output_of(newsbot("who", "--batch", batch, "--db", filled))

    assert said == {"id": "w1", "speaker": None, "quotes": []}


@pytest.mark.parametrize(
    "words",
    [
        "ask How many cracks were found in the bridge",
        "who Henrik Dahl about the bridge",
        'check Henrik Dahl said "Nobody can tell when it will be open"',
        "person henrik dahl",
        "latest bridge selm",
        "brief bridge over selm",
        "timeline bridge over selm",
        "match bridge selm",
        "latest ｂｒｉｄｇｅ se\u00adlm",
        "who \u202eHenrik Dahl",
        "ask 𝐇𝐨𝐰 𝐦𝐚𝐧𝐲 cracks were found in the bri\u200bdge",
    ],
)
def test_words_need_no_quotation_marks(filled: Path, words: str) -> None:
    command, _, text = words.partition(" ")

    apart, together = (
        [line | {"elapsed_ms": 0} for line in output_of(newsbot(command, *given, "--json", "--db", filled))]
        for given in (text.split(), [text])
    )

    assert apart == together
    assert "bridge" in str(apart).lower()


@pytest.mark.parametrize("command", ["who", "person"])
def test_an_endless_name_is_nobody_s(filled: Path, command: str) -> None:
    result = newsbot(command, *["Henrik"] * 20_000, "--db", filled)

    assert result.exit_code == 0
    assert len(result.stdout) < 500


def test_the_version_is_that_of_the_package() -> None:
    result = newsbot("--version")

    assert result.exit_code == 0
    assert result.stdout == f"newsbot {version('newsbot')}\n"


def test_who_within_dates(filled: Path) -> None:
    def count(*dates: str) -> int:
        return len(output_of(newsbot("who", "Dahl", *dates, "--db", filled, "--json"))[0]["quotes"])

    assert count("--since", "2026-11-03", "--until", "2026-11-03") == 1
    assert count("--until", "2026-11-02") == 0
    assert count("--since", "2026-11-04") == 0


def test_a_batch_of_look_ups_can_name_the_article(filled: Path, tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    lookups = [
        {"id": "w1", "speaker": "Henrik Dahl", "article_id": "bridge"},
        {"id": "w2", "speaker": "Henrik Dahl", "article_id": "moscow", "topic": None},
        {"id": "w3", "speaker": "Nobody Known"},
    ]
    batch.write_text("\n".join(map(json.dumps, lookups)))

    said = output_of(newsbot("who", "--batch", batch, "--db", filled))

    assert [(each["id"], each["speaker"], len(each["quotes"])) for each in said] == [
        ("w1", "Henrik Dahl", 1),
        ("w2", "Henrik Dahl", 0),
        ("w3", None, 0),
    ]


def test_latest_is_newest_first(filled: Path) -> None:
    (page,) = output_of(newsbot("latest", "--db", filled, "--json"))

    assert [article["article_id"] for article in page["articles"]] == ["bridge", "moscow"]
    assert page["total"] == 2
    assert "1 of 2 articles" in newsbot("latest", "--limit", "1", "--db", filled).stdout


def test_stats_count(filled: Path) -> None:
    (counts,) = output_of(newsbot("stats", "--db", filled, "--json"))

    assert (counts["articles"], counts["newest"], counts["oldest"]) == (2, "2026-11-03", "2024-07-09")
    assert counts["database_bytes"] == filled.stat().st_size
    assert 0 < counts["index_bytes"] < counts["database_bytes"]
    assert counts["pipeline"].startswith("en_news ")
    assert "2  articles" in newsbot("stats", "--db", filled).stdout


def test_stats_draw_a_picture(filled: Path, tmp_path: Path) -> None:
    shown = newsbot("stats", "--db", filled, "--plot", tmp_path / "news.png")
    refused = newsbot("stats", "--db", filled, "--plot", tmp_path / "news.jpg")

    assert (tmp_path / "news.png").read_bytes().startswith(b"\x89PNG")
    assert "The picture is in" in shown.stdout
    assert (refused.exit_code, "ends in .png" in refused.stderr) == (1, True)


# ---- settings and databases ----


def test_the_database_of_the_settings_is_used_where_none_is_given(filled: Path) -> None:
    (counts,) = output_of(newsbot("stats", "--json", NEWSBOT_DATABASE=str(filled)))

    assert counts["articles"] == 2


def test_a_wrong_setting_is_named(filled: Path) -> None:
    result = newsbot("stats", "--db", filled, NEWSBOT_DATABSE="x")

    assert result.exit_code == 1
    assert result.stderr == "newsbot: NEWSBOT_DATABSE is no setting of newsbot; did you mean NEWSBOT_DATABASE?\n"


@pytest.mark.parametrize("command", [["stats"], ["ask", "Who?"], ["who", "Modi"], ["latest"], ["add", "."]])
def test_a_foreign_database_is_left_alone(command: list[str], tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.db"
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()
    before = foreign.read_bytes()

    result = newsbot(*command, "--db", foreign)

    assert result.exit_code == 1
    assert "not a newsbot database" in result.stderr
    assert foreign.read_bytes() == before


def test_text_is_not_a_database(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("It rains. " * 500)

    result = newsbot("stats", "--db", tmp_path / "text.db")

    assert result.exit_code == 1
    assert "not a newsbot database" in result.stderr
