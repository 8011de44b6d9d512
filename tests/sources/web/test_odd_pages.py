"""Pages that are written in unusual ways: where the text stands, what else is on the page, which address it names."""

from __future__ import annotations

import json

import pytest

from bot.sources.web import NotAnArticle, PageKind, read_page
from tests.sources.web.test_pages import BODY, TEXT, page

LINES = TEXT.split("\n")
OTHER = (
    "<p>A bear walked through the market of Kolm on Thursday and was led back to the woods by two wardens.</p>"
    "<p>Nobody was hurt, said the police, although a baker lost his window and some forty loaves of rye.</p>"
)


def text_of(data: bytes) -> list[str]:
    return read_page(data).article.text.split("\n")


@pytest.mark.parametrize("between", ["\n\n", "\n  \n", "\r\n\r\n"])
def test_preformatted_text_has_paragraphs(between: str) -> None:
    assert text_of(page(f"<pre>{between.join(LINES)}</pre>")) == LINES


def test_lines_of_preformatted_text_are_joined() -> None:
    broken = [line.replace(" the ", " the\n") for line in LINES]

    assert text_of(page(f"<pre>{chr(10).join(f'{line}{chr(10)}' for line in broken)}</pre>")) == LINES


def test_a_listing_stays_one() -> None:
    listing = "<pre>import quay\n\n\nquay.open()\n\n\nprint(quay)</pre>"

    assert not any(line in text_of(page(BODY + listing)) for line in ("import quay", "quay.open()"))


@pytest.mark.parametrize(
    "node",
    [
        {"props": {"pageProps": {"story": {"title": "Board approves new quay", "content": BODY}}}},
        {"data": [{"headline": "Board approves new quay", "body": [{"type": "p", "text": line} for line in LINES]}]},
        {"list": [{"title": "Bear in Kolm", "body": OTHER}, {"title": "Board approves new quay", "bodyText": TEXT}]},
    ],
)
def test_an_article_in_the_data_of_a_script_is_read_where_the_page_shows_none(node: dict[str, object]) -> None:
    script = f'<script type="application/json">{json.dumps(node)}</script>'
    shell = f"<html><head><title>Board approves new quay - Harbour Lamp</title></head><body><div></div>{script}</body>"

    assert text_of(shell.encode()) == LINES
    assert text_of(page(f"{BODY}<p>Boats may land there again from June on, the board said.</p>{script}"))[:4] == LINES


def test_the_data_of_a_script_about_something_else_is_no_article() -> None:
    data = json.dumps({"title": "Bear in Kolm", "body": OTHER * 9})
    shell = f"<title>Board approves new quay</title><body><script type='application/json'>{data}</script></body>"

    with pytest.raises(NotAnArticle):
        read_page(shell.encode())


@pytest.mark.parametrize("level", [1, 2])
def test_the_next_article_of_an_endless_page_is_another(level: int) -> None:
    head = "<head><title>Board approves new quay</title></head>"
    both = "".join(
        f"<article><h{level}>{title}</h{level}>{body}</article>"
        for title, body in (("Board approves new quay", BODY), ("Bear in Kolm", OTHER), ("Bear in Orl", OTHER))
    )

    assert text_of(f"<html>{head}<body><main>{both}</main></body></html>".encode()) == LINES


def test_entries_of_a_live_blog_are_one_article() -> None:
    entries = "".join(f"<article><h2>{n + 14}:00</h2><p>{line}</p></article>" for n, line in enumerate(LINES))

    assert [line for line in text_of(page(entries)) if line in LINES] == LINES


@pytest.mark.parametrize(
    "picture",
    [
        '<div><img src="q.jpg"><span class="caption">The quay at low tide. © Edda Lund</span></div>',
        '<ul><li><img src="q.jpg"><em class="photo-credit">Picture of the quay: Edda Lund</em></li></ul>',
    ],
)
def test_captions_in_any_element_are_no_text(picture: str) -> None:
    assert text_of(page(BODY.replace("</p><p>“We", f"</p>{picture}<p>“We"))) == LINES


def test_a_word_in_an_element_called_a_caption_stays() -> None:
    first = LINES[0].replace("Friday", '<span class="caption">Friday</span>')

    assert text_of(page(BODY.replace(LINES[0], first))) == LINES


@pytest.mark.parametrize(
    "line",
    [
        "Lesen Sie auch: <a href='/b'>Bär in Kolm gesehen</a>",
        "<b>À lire aussi :</b> <a href='/b'>Un ours à Kolm</a>",
        "Leggi anche &gt; <a href='/b'>Un orso a Kolm</a>",
        "Läs också: <a href='/b'>Björn i Kolm</a>",
        "Читайте также: <a href='/b'>Медведь в Колме</a>",
    ],
)
def test_other_stories_are_left_out_in_other_languages_too(line: str) -> None:
    assert text_of(page(BODY.replace("</p><p>“We", f"</p><p>{line}</p><p>“We"))) == LINES


@pytest.mark.parametrize(
    ("canonical", "address", "url"),
    [
        ("https://lamp.example/de-AT/", "https://lamp.example/2026/quay", "https://lamp.example/2026/quay"),
        (
            "https://lamp.example/news/",
            "https://lamp.example/news/board-approves-new-quay",
            "https://lamp.example/news/board-approves-new-quay",
        ),
        (
            "https://lamp.example/board-approves-new-quay/",
            "https://lamp.example/board-approves-new-quay/amp/",
            "https://lamp.example/board-approves-new-quay/",
        ),
        ("/quay", "https://lamp.example/print/7", "https://lamp.example/quay"),
        ("http://localhost:3000/quay", "https://lamp.example/quay", "https://lamp.example/quay"),
        ("http://web-7.internal/quay", "https://lamp.example/quay", "https://lamp.example/quay"),
        ("http://10.1.2.3/quay", "https://lamp.example/quay", "https://lamp.example/quay"),
        ("https://post.example/quay", "https://lamp.example/quay", "https://post.example/quay"),
        ("https://lamp.example/news?id=7", "https://lamp.example/news/7", "https://lamp.example/news?id=7"),
    ],
)
def test_a_canonical_address_is_that_of_the_article(canonical: str, address: str, url: str) -> None:
    data = page(head=f'<link rel="canonical" href="{canonical}">')

    assert read_page(data, address=address).article.url == url


@pytest.mark.parametrize(
    ("base", "canonical", "address"),
    [
        ("https://lamp.example/news/", "quay-closes", ""),
        ("https://lamp.example/", "/news/quay-closes", ""),
        ("https://lamp.example/news/x.html", "quay-closes", "https://copy.example/7"),
        ("/", "https://lamp.example/news/quay-closes", ""),
        ("/news/", "quay-closes", "https://lamp.example/7"),
    ],
)
def test_a_relative_address_is_resolved_against_the_base(base: str, canonical: str, address: str) -> None:
    data = page(head=f'<base href="{base}"><link rel="canonical" href="{canonical}">')

    assert read_page(data, address=address).article.url == "https://lamp.example/news/quay-closes"


@pytest.mark.parametrize("title", ["Harbour pilot (m/f/d)", "Reporter, full time"])
def test_an_offer_of_a_job_is_no_article(title: str) -> None:
    head = '<script type="application/ld+json">{"@type": "JobPosting", "title": "x"}</script>'

    with pytest.raises(NotAnArticle) as refused:
        read_page(page(head=head, title=title).replace(b"Board approves new quay", title.encode()))
    assert refused.value.kind is PageKind.JOB
