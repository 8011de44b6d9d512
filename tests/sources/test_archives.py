"""Zip archives: what is in them is read like what lies in folders, and none brings down the rest."""

from __future__ import annotations

import gzip
import struct
import zipfile
from pathlib import Path

import pytest

from bot.sources import Failure, FoundArticle, collect, plan

PAGE = (
    "<html><head><title>Bridge closes</title></head><body><article><h1>Bridge closes</h1>"
    + "".join(f"<p>The bridge over the Selm was closed after crack number {n} was found in it.</p>" for n in range(9))
    + "</article></body></html>"
)
WIRE = "".join(f'{{"id": "w{n}", "text": "Ferry number {n} was late again."}}\n' for n in range(400))


def archive(path: Path, members: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return path


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return archive(
        tmp_path / "news.zip",
        {
            "wire.jsonl": WIRE,
            "2026/bridges.txt": "It rains.",
            "2026/bridge-closes.html": PAGE,
            "2026/bridge-closes_files/frame.html": PAGE,
            "packed.jsonl.gz": gzip.compress(b'{"id": "g1", "text": "It snows."}\n'),
            "questions.jsonl": '{"id": "q1", "q": "Who?"}',
            "__MACOSX/2026/bridges.txt": "It hails.",
            ".hidden.txt": "It hails.",
            "README.txt": "It hails.",
            "inner.zip": b"PK",
            "photo.jpg": b"\xff\xd8\xff",
        },
    )


def test_members_are_read_sorted_and_without_what_is_no_article(news: Path) -> None:
    found = list(collect([news]))

    articles = [one.article.id for one in found if isinstance(one, FoundArticle)]
    assert articles == ["bridge-closes", "bridges", "g1", *(f"w{n}" for n in range(400))]
    assert [one for one in found if isinstance(one, Failure)] == []
    assert str(found[0].path).endswith("news.zip/2026/bridge-closes.html")


def test_members_whose_names_lead_out_of_the_archive_are_articles_like_others(tmp_path: Path) -> None:
    found = collect([archive(tmp_path / "news.zip", {"../rain.txt": "It rains.", "/snow.txt": "It snows."})])

    assert [one.article.id for one in found if isinstance(one, FoundArticle)] == ["rain", "snow"]
    assert [path.name for path in tmp_path.iterdir()] == ["news.zip"]  # nothing is unpacked


def test_progress_goes_up_to_the_end(news: Path) -> None:
    work = plan([news])

    done = [one.done for one in collect([news])]

    assert done == sorted(done)
    assert 0 < done[0] < done[-1] <= work.total
    assert len(set(done)) > 3


def test_an_archive_in_a_folder_is_read_and_one_without_articles_passed_over(tmp_path: Path, news: Path) -> None:
    archive(tmp_path / "photos.zip", {"one.jpg": b"\xff\xd8\xff"})

    found = list(collect([tmp_path]))

    assert len(found) == 403
    assert [one.reason for one in collect([tmp_path / "photos.zip"]) if isinstance(one, Failure)] == [
        "the archive holds no articles (.txt, .jsonl, .jsonl.gz, .json, .csv, .tsv, .html, .htm and .mhtml files)"
    ]


def test_an_archive_in_an_archive_is_named(tmp_path: Path) -> None:
    inner = archive(tmp_path / "week.zip", {"a.txt": "It rains."}).read_bytes()
    outer = archive(tmp_path / "month.zip", {"w1/week.zip": inner, "photo.jpg": b"\xff\xd8\xff"})
    both = archive(tmp_path / "both.zip", {"week.zip": inner, "b.txt": "It snows."})

    assert [one.reason for one in collect([outer]) if isinstance(one, Failure)] == [
        "the archive holds no articles but another archive, w1/week.zip: unpack it first"
    ]
    assert [one.article.text for one in collect([both]) if isinstance(one, FoundArticle)] == ["It snows."]


def test_what_is_damaged_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    path = archive(tmp_path / "news.zip", {"a.txt": "It rains. " * 50, "b.txt": "It snows.", "c.txt": ""})
    data = bytearray(path.read_bytes())
    at = data.index(b"a.txt") + len("a.txt")
    data[at + 4] ^= 0xFF
    path.write_bytes(data)
    (tmp_path / "no.zip").write_bytes(b"PK\x03\x04 and nothing that follows")

    found = list(collect([path, tmp_path / "no.zip"]))

    assert [one.article.text for one in found if isinstance(one, FoundArticle)] == ["It snows."]
    assert {one.path.name: one.reason for one in found if isinstance(one, Failure)} == {
        "a.txt": "it is no archive, or the rest of it is missing or damaged",
        "c.txt": "the file is empty",
        "no.zip": "it is no zip archive, or it is damaged",
    }


def test_an_encrypted_member_says_what_to_do(tmp_path: Path) -> None:
    path = archive(tmp_path / "news.zip", {"a.txt": "It rains."})
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(signature) + offset
        data[at : at + 2] = struct.pack("<H", 1)
    path.write_bytes(data)

    (failed,) = collect([path])

    assert isinstance(failed, Failure)
    assert failed.reason == "it is encrypted; unpack the archive and add what is in it"


def test_a_member_that_unpacks_to_too_much_is_refused_unread(tmp_path: Path) -> None:
    path = archive(tmp_path / "news.zip", {"bomb.txt": b"a" * 30_000_000, "page.html": b"<p>" * 10_000_000})

    reasons = [one.reason for one in collect([path]) if isinstance(one, Failure)]

    assert path.stat().st_size < 100_000
    assert reasons == [
        "it is longer than 2,000,000 characters, the most that one article may have",
        "it is larger than 20 MB, the most that a page may have",
    ]
