"""Folders, files of every kind and pages, over a real file system; and that no bytes crash the sources."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.sources import Failure, Found, FoundArticle, collect, plan
from bot.sources.folders import KINDS
from bot.sources.records import MAX_PAGE

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PARAGRAPHS = "".join(
    f"<p>The bridge over the river Selm was closed on Tuesday after engineers found crack number {number}, "
    "and the mayor said that nobody could tell when it would be opened again.</p>"
    for number in range(6)
)
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Bridge closes | The Harbour Post</title>
<meta property="og:site_name" content="The Harbour Post">
<meta property="article:published_time" content="2024-07-09T08:00:00Z">
<link rel="canonical" href="https://harbour.example.org/2024/bridge">
</head><body><nav><a href="/">Home</a></nav><article><h1>Bridge closes</h1>{PARAGRAPHS}</article></body></html>"""


def articles(found: list[Found]) -> dict[str, FoundArticle]:
    return {each.article.id: each for each in found if isinstance(each, FoundArticle)}


def failures(found: list[Found]) -> dict[str, str]:
    return {each.path.name: each.reason for each in found if isinstance(each, Failure)}


def test_a_folder_is_read_recursively_sorted_and_without_what_is_no_article(tmp_path: Path) -> None:
    for name in (
        "b/bridges.txt",
        "b/README.txt",
        "a-first.TXT",
        "README.md",
        ".hidden.txt",
        ".git/config.txt",
        "c/photo.jpg",
        "c/page_files/frame.html",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text("It rains.")
    (tmp_path / "c/page.html").write_text(PAGE)
    (tmp_path / "questions.jsonl").write_text('{"id": "q1", "q": "Who?"}')
    (tmp_path / "wire.jsonl").write_text('{"id": "w1", "text": "It snows."}')

    found = list(collect([tmp_path]))

    assert [each.path.relative_to(tmp_path).as_posix() for each in found] == [
        "a-first.TXT",
        "wire.jsonl",
        "b/bridges.txt",
        "c/page.html",
    ]
    assert failures(found) == {}


@pytest.mark.parametrize(
    "before", ["", "\ufeff\n", '<?xml version="1.0"?>\n', "<!-- saved from url=(0021)https://a.example/ -->\n"]
)
def test_a_saved_page_is_one_whatever_its_name(tmp_path: Path, before: str) -> None:
    (tmp_path / "saved.txt").write_text(before + PAGE, encoding="utf-8")
    (tmp_path / "about.txt").write_text("<html> is the tag with which a page begins.\nSo the teacher said.")

    found = articles(list(collect([tmp_path])))

    saved = found["saved"].article
    assert (saved.title, saved.source, saved.published) == (
        "Bridge closes",
        "The Harbour Post",
        datetime(2024, 7, 9, tzinfo=UTC),
    )
    assert "<" not in saved.text
    assert "about" in found


def test_each_file_is_read_once_and_loops_of_links_end(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/bridges.txt").write_text("It rains.")
    (tmp_path / "in/up").symlink_to(tmp_path)
    (tmp_path / "in/again.txt").symlink_to(tmp_path / "in/bridges.txt")
    (tmp_path / "in/self.txt").symlink_to(tmp_path / "in/self.txt")

    found = list(collect([tmp_path, tmp_path / "in/bridges.txt"]))

    assert len(articles(found)) == 1
    assert list(failures(found)) == ["self.txt"]


def test_links_do_not_lead_out_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/secret.txt").write_text("It snows.")
    (tmp_path / "in/below").mkdir(parents=True)
    (tmp_path / "in/below/bridges.txt").write_text("It rains.")
    (tmp_path / "in/own.txt").symlink_to("below/bridges.txt")
    (tmp_path / "in/pw.txt").symlink_to(tmp_path / "elsewhere/secret.txt")
    (tmp_path / "in/pw.conf").symlink_to(tmp_path / "elsewhere/secret.txt")
    (tmp_path / "in/etc").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "in/gone.txt").symlink_to(tmp_path / "in/nothing.txt")

    found = list(collect([tmp_path / "in"]))

    assert [each.article.text for each in articles(found).values()] == ["It rains."]
    reason = "it is a link that leads out of the folder; name what it leads to, if you mean it"
    assert failures(found) == {
        "pw.txt": reason,
        "etc": reason,
        "gone.txt": "it cannot be read: no such file or directory",
    }
    assert len(articles(list(collect([tmp_path / "in/pw.txt"])))) == 1, "what is named itself is meant"


def test_ids_are_file_names_unless_those_say_nothing_or_clash(tmp_path: Path) -> None:
    for name in ("bridges.txt", "one/storm.txt", "two/Storm.txt", "index.txt", "0001.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"It rains in {name}.")

    ids = sorted(articles(list(collect([tmp_path]))))

    assert [name.rpartition("-")[0] or name for name in ids] == ["0001", "Storm", "bridges", "index", "storm"]
    assert ids == sorted(articles(list(collect([tmp_path]))))


def test_what_cannot_be_read_is_named_with_the_reason_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "furniture.txt").write_text("ALSO WATCH:\n")
    (tmp_path / "blob.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "long.txt").write_bytes(b"a " * 10_000_000)
    (tmp_path / "baddate.txt").write_text("date 2024-13-09 It rains.")
    (tmp_path / "list.html").write_text("<html><body></body></html>")
    with (tmp_path / "large.html").open("wb") as page:
        page.truncate(MAX_PAGE + 1)
    (tmp_path / "good.txt").write_text("It rains.")

    found = list(collect([tmp_path, tmp_path / "missing.txt", tmp_path / "notes.pdf"]))

    assert list(articles(found)) == ["good"]
    assert failures(found) == {
        "empty.txt": "the file is empty",
        "furniture.txt": "it holds no article text",
        "blob.txt": "it looks like a binary file, not like text",
        "long.txt": "it is longer than 2,000,000 characters, the most that one article may have",
        "baddate.txt": 'its date "2024-13-09" is not a date such as 2024-07-09',
        "list.html": "no article text was found in the page",
        "large.html": "it is larger than 20 MB, the most that a page may have",
        "missing.txt": "it cannot be read: no such file or directory",
        "notes.pdf": "it cannot be read: no such file or directory",
    }


def test_a_named_path_must_be_an_article_file(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    names = ("table.xlsx", "notes.xyz", "notes.PDF", "feeds.opml", "post.rss", "old.tar")
    for name in names:
        (tmp_path / name).touch()
    os.mkfifo(tmp_path / "pipe.txt")

    found = list(collect([tmp_path / name for name in ("empty", *names, "pipe.txt")]))

    assert failures(found) == {
        "empty": f"the folder holds no articles ({KINDS})",
        "table.xlsx": "it is a table; export it as a .csv file with a row per article",
        "notes.xyz": f"newsbot reads {KINDS}, and folders and .zip archives of them",
        "notes.PDF": "it is a document; save its text as a .txt file",
        "feeds.opml": 'it is a list of feeds; "newsbot feeds import FILE" reads it',
        "post.rss": 'it is a feed; "newsbot feeds add URL" reads it from its address',
        "old.tar": "newsbot opens .zip archives only; unpack it and add the folder",
        "pipe.txt": "it is not a file",
    }


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("It rains.")
    path.chmod(0)

    assert failures(list(collect([path]))) == {"secret.txt": "it cannot be read: permission denied"}


def test_a_file_that_goes_away_before_it_is_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bridges.txt"
    path.write_text("It rains.")
    found = collect([path])
    path.unlink()

    assert failures(list(found)) == {"bridges.txt": "it cannot be read: no such file or directory"}


def test_the_amount_of_work_is_known_and_reached(tmp_path: Path) -> None:
    (tmp_path / "bridges.txt").write_text("It rains.")
    (tmp_path / "wire.jsonl").write_text('{"text": "It snows."}\n')

    work = plan([tmp_path])
    found = list(collect([tmp_path]))

    assert work.total == len("It rains.") + len('{"text": "It snows."}\n')
    assert [each.done for each in found] == [len("It rains."), work.total]


@pytest.mark.parametrize(
    ("date", "wrong"),
    [
        ("2026-11-23", ""),
        ("2026-11-24", "lies in the future"),
        ("2099-01-01", "lies in the future"),
        ("1605-09-12", ""),
        ("0001-01-01", "is before there were newspapers"),
        ("1066-10-14", "is before there were newspapers"),
    ],
)
def test_a_date_that_no_article_has_is_left_out_with_a_note(tmp_path: Path, date: str, wrong: str) -> None:
    path = tmp_path / "bridges.txt"
    path.write_text(f"date {date}\nIt rains.")

    (found,) = collect([path], now=NOW)

    assert isinstance(found, FoundArticle)
    assert (found.article.published is None) == bool(wrong)
    assert found.notes == ((f"its date {date} {wrong} and was left out",) if wrong else ())


def test_a_page_gives_text_title_day_outlet_and_address(tmp_path: Path) -> None:
    path = tmp_path / "bridge-page.html"
    path.write_text(PAGE, encoding="utf-8")

    (found,) = collect([path])

    assert isinstance(found, FoundArticle)
    article = found.article
    assert (article.id, article.title, article.source) == ("bridge-page", "Bridge closes", "The Harbour Post")
    assert article.published == datetime(2024, 7, 9, tzinfo=UTC)
    assert article.url == "https://harbour.example.org/2024/bridge"
    assert "crack number 5" in article.text
    assert article.text.startswith("The bridge over"), "the title is no part of the text"
    assert "Home" not in article.text


@pytest.mark.parametrize("href", ["/2024/bridge", "javascript:alert(1)", "https://", ""])
def test_a_canonical_address_that_is_none_is_left_out(tmp_path: Path, href: str) -> None:
    path = tmp_path / "bridge-page.html"
    path.write_text(PAGE.replace("https://harbour.example.org/2024/bridge", href), encoding="utf-8")

    (found,) = collect([path])

    assert isinstance(found, FoundArticle)
    assert found.article.url == ""


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-16"])
def test_pages_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "bridge-page.html"
    page = PAGE.replace("nobody could", "“nobody” could").replace('charset="utf-8"', f'charset="{encoding}"')
    path.write_bytes(page.encode(encoding))

    (found,) = collect([path])

    assert isinstance(found, FoundArticle)
    assert "“nobody” could" in found.article.text


def test_a_page_has_no_day_when_it_states_none(tmp_path: Path) -> None:
    path = tmp_path / "bridge-page.html"
    undated = PAGE.replace("article:published_time", "x").replace("2024-07-09T08:00:00Z", "y").replace("/2024/", "/")
    path.write_text(undated.replace("crack number", "in 2019 and May 2020 crack number"), encoding="utf-8")

    (found,) = collect([path])

    assert isinstance(found, FoundArticle)
    assert found.article.published is None


TRICKY = st.sampled_from(
    [
        b"date ",
        b"2024-07-09 ",
        b"\n",
        b"\r",
        b"\0",
        b'{"text": "',
        b'"}',
        b"NEW DELHI: ",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"<p>",
        b"<html>",
        b"<meta charset=",
        b"<!--",
        b"title ",
        b"url http://[",
        b"\\ud800",
        b"ALSO WATCH:",
        b"9" * 40,
    ]
)
CONTENT = st.lists(TRICKY | st.binary(max_size=30), max_size=12).map(b"".join)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=CONTENT, suffix=st.sampled_from([".txt", ".jsonl", ".html"]))
def test_no_bytes_crash_the_sources(tmp_path: Path, content: bytes, suffix: str) -> None:
    path = tmp_path / f"some{suffix}"
    path.write_bytes(content)

    for found in collect([path], now=NOW):
        if isinstance(found, Failure):
            assert found.reason
        else:
            assert found.article.text.strip() == found.article.text != ""
            assert found.article.text.encode()
            assert "\0" not in found.article.text
            assert found.article.published is None or found.article.published.tzinfo is UTC
        assert 0 <= found.done <= len(content)


def test_the_project_s_own_seeds_are_all_read() -> None:
    found = list(collect([Path(__file__).parents[2] / "seeds"], now=NOW))

    assert failures(found) == {}
    assert len(articles(found)) >= 40
    assert all(each.article.published and not each.notes for each in articles(found).values())
