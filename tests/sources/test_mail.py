"""E-mail messages saved as text files."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from bot.models import NewArticle
from bot.sources import Failure, Found, FoundArticle, collect

HEAD = "Subject: Quay falls\nFrom: Malle Post <desk@post.example>\nDate: Fri, 20 Nov 2026 08:00:00 +0100\n"
LEAD = "The quay of Malle fell on Friday."


def found_in(folder: Path, content: bytes) -> list[Found]:
    path = folder / "letter.txt"
    path.write_bytes(content)
    return list(collect([path]))


def article_in(folder: Path, content: bytes) -> NewArticle:
    (found,) = found_in(folder, content)
    assert isinstance(found, FoundArticle), found
    return found.article


@pytest.mark.parametrize("mark", ["", "From desk@post.example Fri Nov 20 08:00:00 2026\n"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_header_becomes_title_outlet_and_day(tmp_path: Path, mark: str, end: str) -> None:
    article = article_in(tmp_path, f"{mark}{HEAD}\n{LEAD}\n".replace("\n", end).encode())

    assert (article.title, article.source, article.text) == ("Quay falls", "Malle Post", LEAD)
    assert article.published is not None
    assert article.published.isoformat() == "2026-11-20T07:00:00+00:00"


def test_encoded_words_and_parts_are_decoded(tmp_path: Path) -> None:
    message = EmailMessage()
    message["Subject"] = "Café closes in Malle, and with it the last place to sit by the old harbour of the town"
    message["From"] = "post@post.example"
    message.set_content("The café closed for good, the mayor of the town said.\n", cte="quoted-printable")
    message.add_alternative("<p>Never mind.</p>", subtype="html")

    article = article_in(tmp_path, message.as_bytes())

    assert article.title.startswith("Café closes in Malle")
    assert (article.source, article.published) == ("", None)
    assert article.text == "The café closed for good, the mayor of the town said."


def test_a_message_in_html_only_is_read_as_a_reader_sees_it(tmp_path: Path) -> None:
    message = EmailMessage()
    message["Subject"], message["From"] = "Quay", "Malle Post <desk@post.example>"
    message.set_content(f"<p>{LEAD}</p><p>It was old.</p>", subtype="html", cte="base64")

    assert article_in(tmp_path, message.as_bytes()).text == f"{LEAD}\nIt was old."


def test_several_messages_are_refused(tmp_path: Path) -> None:
    one = f"From desk@post.example Fri Nov 20 08:00:00 2026\n{HEAD}\n{LEAD}\n\n".encode()

    (found,) = found_in(tmp_path, one * 2)

    assert isinstance(found, Failure)
    assert "several e-mail messages" in found.reason


def test_a_message_without_text_is_refused(tmp_path: Path) -> None:
    (found,) = found_in(
        tmp_path, f"{HEAD}Content-Type: image/png\nContent-Transfer-Encoding: base64\n\nAAAA\n".encode()
    )

    assert isinstance(found, Failure)
    assert "without a text" in found.reason


@pytest.mark.parametrize(
    "head", ["Subject: a story of a quay\n", "From: the harbour\nTo: the sea\n", "Re: your letter\n"]
)
def test_text_that_begins_like_a_letter_is_no_mail(tmp_path: Path, head: str) -> None:
    article = article_in(tmp_path, f"{head}\n{LEAD}\n".encode())

    assert head.strip() in f"{article.title}\n{article.text}"


@pytest.mark.parametrize(
    "mark", ["---------- Forwarded message ---------", "-----Original Message-----", "Begin forwarded message:\n"]
)
def test_a_message_that_was_passed_on_is_read_below_its_mark(tmp_path: Path, mark: str) -> None:
    head = HEAD.replace("20 Nov 2026 08:00:00 +0100", "Nov 20, 2026 at 9:14 AM")
    (found,) = found_in(tmp_path, f"{mark}\n{head}To: <me@post.example>\n\n{LEAD}\n".encode())

    assert isinstance(found, FoundArticle)
    article = found.article
    assert article.published is not None
    assert (article.title, article.source, article.text) == ("Quay falls", "Malle Post", LEAD)
    assert article.published.date().isoformat() == "2026-11-20"
