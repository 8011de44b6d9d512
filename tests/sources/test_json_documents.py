"""JSON documents, and records whose fields have other names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.models import NewArticle
from bot.sources import Failure, Found, FoundArticle, collect, json_documents

URL = "https://e.org/q"
QUAY = {"id": "q", "title": "Quay", "text": "The quay of Malle fell on Friday."}
FERRY = {"id": "f", "title": "Ferry", "text": 'The ferry sank off Sund {["at noon"]}.'}


def found_in(folder: Path, content: str) -> list[Found]:
    path = folder / "archive.jsonl"
    path.write_text(content, encoding="utf-8")
    return list(collect([path]))


def articles_in(folder: Path, content: str) -> list[NewArticle]:
    found = found_in(folder, content)
    assert all(isinstance(one, FoundArticle) for one in found), found
    return [one.article for one in found if isinstance(one, FoundArticle)]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps([QUAY, FERRY]),
        json.dumps([QUAY, FERRY], indent=2),
        f"\ufeff[\n{json.dumps(QUAY)},\n{json.dumps(FERRY)}\n]\n",
        "\n".join(json.dumps(one, indent=1) for one in (QUAY, FERRY)),
        json.dumps({"status": "ok", "articles": [QUAY, FERRY]}, indent=2),
        json.dumps({"status": "ok", "articles": [QUAY, FERRY]}),
        json.dumps({"response": {"total": 2, "results": [QUAY, FERRY]}}),
        json.dumps({"articles": {"results": [QUAY, FERRY], "count": 2}}),
        json.dumps({"posts": [QUAY, FERRY], "next": "x"}),
        json.dumps(
            {"hits": {"hits": 0, "docs": [{"_id": 1, "_source": QUAY}, {"_id": 2, "_source": FERRY}]}}, indent=1
        ),
        json.dumps(QUAY) + json.dumps(FERRY),
        json.dumps({name: {str(at): one[name] for at, one in enumerate((QUAY, FERRY))} for name in QUAY}),
        json.dumps({name: [one[name] for one in (QUAY, FERRY)] for name in QUAY}, indent=1),
        f"{json.dumps(QUAY)} {json.dumps(FERRY)}\n",
    ],
    ids=[
        "a list",
        "over lines",
        "a record a line",
        "one after the other",
        "an answer",
        "in a line",
        "within",
        "a search",
        "a list within its list",
        "posts",
        "glued",
        "columns",
        "columns as lists",
        "in one line",
    ],
)
def test_the_records_of_a_document(tmp_path: Path, content: str) -> None:
    assert [(one.id, one.text) for one in articles_in(tmp_path, content)] == [
        (one["id"], one["text"]) for one in (QUAY, FERRY)
    ]


def test_what_comes_before_an_error_is_kept(tmp_path: Path) -> None:
    first, bad = found_in(tmp_path, "[\n" + json.dumps(QUAY) + ',\n{"id": "f", "text": half\n]')

    assert isinstance(first, FoundArticle)
    assert isinstance(bad, Failure)
    assert "not JSON" in bad.reason


def test_a_document_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_documents, "LARGEST", 1 << 20)

    (found,) = found_in(tmp_path, json.dumps([QUAY] * 20_000))

    assert isinstance(found, Failure)
    assert "write one record a line" in found.reason


@pytest.mark.parametrize(
    "record",
    [
        {"headline": "Quay", "body": "It fell.", "publishedAt": "2026-11-20T08:00:00Z", "link": URL, "outlet": "Post"},
        {
            "title": {"rendered": "Quay"},
            "content": {"rendered": "<p>It fell.</p>"},
            "date": {"$date": "2026-11-20T08:00:00Z"},
            "url": URL,
            "source": {"id": None, "name": "Post"},
        },
        {
            "headline": {"main": "Quay"},
            "text": ["It fell."],
            "pub_date": "2026-11-20T08:00:00+00:00",
            "web_url": URL,
            "publisher": "Post",
            "title": None,
        },
        {"title": "Quay", "text": "It fell.", "body": "No.", "date": "1795161600", "url": URL, "source": "Post"},
        {"title": "Quay", "text": "It fell.", "date": 1795161600000, "url": URL, "source": "Post"},
    ],
)
def test_fields_under_other_names_and_within_others(tmp_path: Path, record: dict[str, object]) -> None:
    (article,) = articles_in(tmp_path, json.dumps(record))

    assert (article.title, article.text, article.url, article.source) == ("Quay", "It fell.", URL, "Post")
    assert article.published is not None
    assert article.published.isoformat() == "2026-11-20T08:00:00+00:00"


@pytest.mark.parametrize("record", [{"role": "user", "content": "Who fell?"}, {"level": 3, "body": "It fell."}])
def test_records_of_other_things_are_no_articles(tmp_path: Path, record: dict[str, object]) -> None:
    (found,) = found_in(tmp_path, json.dumps(record))

    assert isinstance(found, Failure)


def test_the_mark_of_a_text_that_was_cut_off_is_no_part_of_it(tmp_path: Path) -> None:
    record = {"title": "Quay", "content": "It fell after a long deb… [+4213 chars]"}

    assert articles_in(tmp_path, json.dumps(record))[0].text == "It fell after a long deb…"


def test_a_record_with_lists_of_objects_is_one_article(tmp_path: Path) -> None:
    record = {**QUAY, "media": [{"title": "Photo"}, {"title": "Video"}], "items": [{"title": "Other"}, {"id": 3}]}

    assert [article.title for article in articles_in(tmp_path, json.dumps(record))] == ["Quay"]


def test_the_object_that_holds_the_fields_is_read(tmp_path: Path) -> None:
    record = {"id": "w/q", "webTitle": "Quay", "webUrl": URL, "fields": {"bodyText": "The quay of Malle fell."}}
    (article,) = articles_in(tmp_path, json.dumps({"response": {"results": [record]}}))

    assert (article.title, article.url, article.text) == ("Quay", URL, "The quay of Malle fell.")


def test_a_json_file_is_read_when_it_is_named_and_passed_over_in_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "archive.json"
    path.write_text(json.dumps({"articles": [QUAY, FERRY]}), encoding="utf-8")
    (tmp_path / "note.txt").write_text("It rained.", encoding="utf-8")

    assert len([one for one in collect([path]) if isinstance(one, FoundArticle)]) == 2
    assert [one.path.name for one in collect([tmp_path])] == ["note.txt"]


@pytest.mark.parametrize(
    "text",
    [
        [{"type": "p", "text": "The quay"}, {"type": "image", "src": "x"}, {"type": "p", "text": "fell."}],
        ["The quay", None, "fell.", 3],
        {"html": "<p>The quay fell.</p>"},
        {"paragraphs": ["The quay", "fell."]},
        {"content": {"rendered": "The quay fell."}},
    ],
)
def test_a_text_within_an_object(tmp_path: Path, text: object) -> None:
    (article,) = articles_in(tmp_path, json.dumps({"title": "Quay", "text": text}))

    assert article.text.split() == ["The", "quay", "fell."]


DATED = {"title": "Quay", "url": URL, "publishedAt": "2026-11-20", "description": "The quay fell."}


@pytest.mark.parametrize("record", [DATED, {**DATED, "content": None}, {**DATED, "text": ""}])
def test_a_description_is_read_as_a_summary(tmp_path: Path, record: dict[str, object]) -> None:
    (article,) = articles_in(tmp_path, json.dumps(record))

    assert (article.text, article.blurb) == ("The quay fell.", True)


def test_a_text_goes_before_a_description(tmp_path: Path) -> None:
    (article,) = articles_in(tmp_path, json.dumps({**DATED, "content": "It fell at noon."}))

    assert (article.text, article.blurb) == ("It fell at noon.", False)


@pytest.mark.parametrize("missing", ["title", "url", "publishedAt"])
def test_other_things_have_descriptions_too(tmp_path: Path, missing: str) -> None:
    record = {name: value for name, value in DATED.items() if name != missing}
    (found,) = found_in(tmp_path, json.dumps(record))

    assert isinstance(found, Failure)


@pytest.mark.parametrize(
    "content", [json.dumps(QUAY, indent=1), json.dumps(QUAY), json.dumps([QUAY]), "\ufeff" + json.dumps(QUAY) + "\n"]
)
def test_records_in_a_text_file_are_read_as_such(tmp_path: Path, content: str) -> None:
    path = tmp_path / "saved.txt"
    path.write_text(content, encoding="utf-8")
    (found,) = collect([path])

    assert isinstance(found, FoundArticle)
    assert (found.article.title, found.article.text) == ("Quay", QUAY["text"])


@pytest.mark.parametrize(
    "text", ['{"It fell": they said so.', "{ a } b", '[{"a": 1}] was the answer.', "[Photo] It fell."]
)
def test_a_text_that_begins_like_a_record_stays_a_text(tmp_path: Path, text: str) -> None:
    path = tmp_path / "saved.txt"
    path.write_text(text, encoding="utf-8")
    (found,) = collect([path])

    assert isinstance(found, FoundArticle)
    assert found.article.title == ""


def test_a_record_of_lists_is_no_table(tmp_path: Path) -> None:
    (article,) = articles_in(tmp_path, json.dumps({"text": ["The quay", "fell."], "tags": ["a", "b"]}))

    assert article.text.split() == ["The", "quay", "fell."]
