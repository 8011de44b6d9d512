"""Saved pages that are no plain HTML documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.sources import Failure, FoundArticle, collect

LINES = (
    "The harbour board of Malle approved the new quay on Friday after a long debate in the town hall.",
    "“It will be ready in June,” said Mayor Ilka Brandt, who has led the town for the last twelve years.",
    "Nine members voted, five for it and four against, and the ferry will move to the quay in the autumn.",
)
BODY = "".join(f"<p>{line}</p>" for line in LINES)
HEAD = "<head><title>Quay approved</title></head>"
PAGE = f"<html>{HEAD}<body><article><h1>Quay approved</h1>{BODY}</article></body></html>"
ARCHIVE = """From: <Saved by Blink>
Snapshot-Content-Location: https://post.example/2026/quay
Subject: Quay approved
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="B"

--B
Content-Type: {kind}; charset="utf-8"
Content-Transfer-Encoding: 8bit

{page}
--B
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--B--
"""


def found_in(path: Path, content: str) -> FoundArticle | Failure:
    path.write_text(content, encoding="utf-8")
    (found,) = collect([path])
    return found


@pytest.mark.parametrize("name", ["quay.mht", "quay.mhtml"])
def test_a_page_in_one_file_with_its_pictures(tmp_path: Path, name: str) -> None:
    found = found_in(tmp_path / name, ARCHIVE.format(kind="text/html", page=PAGE))

    assert isinstance(found, FoundArticle), found
    article = found.article
    assert (article.title, article.url) == ("Quay approved", "https://post.example/2026/quay")
    assert article.text.split("\n") == list(LINES)


def test_such_a_file_without_a_page_is_refused(tmp_path: Path) -> None:
    found = found_in(tmp_path / "quay.mhtml", ARCHIVE.format(kind="image/gif", page="GIF89a"))

    assert isinstance(found, Failure)
    assert found.reason == "no page was found in it"


def test_an_xhtml_page(tmp_path: Path) -> None:
    xhtml = PAGE.replace("<html>", '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">')
    found = found_in(tmp_path / "quay.xhtml", xhtml)

    assert isinstance(found, FoundArticle), found
    assert (found.article.title, found.article.text.split("\n")) == ("Quay approved", list(LINES))


@pytest.mark.parametrize("heading", ["<h1>Quay approved</h1>", "<h2 class='x'>Quay <em>approved</em></h2>\n"])
def test_a_part_of_a_page_is_read_like_a_text(tmp_path: Path, heading: str) -> None:
    found = found_in(tmp_path / "quay.html", f"{heading}<p>The quay fell.</p><p>It was old.</p>")

    assert isinstance(found, FoundArticle), found
    assert (found.article.title, found.article.text.split()) == (
        "Quay approved",
        ["The", "quay", "fell.", "It", "was", "old."],
    )


def test_a_document_that_is_no_article_is_refused(tmp_path: Path) -> None:
    page = "<html><body><h1>Sign in</h1><form><input type='password'></form></body></html>"

    assert isinstance(found_in(tmp_path / "quay.html", page), Failure)
