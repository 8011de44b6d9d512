"""Any article becomes pages that Telegram takes, and all of its paragraphs are on one of them. Pure."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.models import Article, ArticleEntity, ArticlePage, Headline
from bot.newsroom import HeadlineList
from handlers.localchat.html_entities import parse_html
from handlers.views.article import MAX_PARAGRAPH, PAGE, article, split
from handlers.views.headlines import Place, headlines, origin, title_of
from handlers.views.html import units

calm = settings(deadline=None, max_examples=60)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LETTERS = st.text(alphabet="abc <>&\"'“”🙂", max_size=900)


def headline(**changes: object) -> Headline:
    given_: dict[str, object] = {
        "row": 5, "id": "a", "title": "Bridge <closed>", "source": "Herald", "url": "https://h.example/a",
        "published": NOW, "added": NOW,
    }  # fmt: skip
    return Headline(**{**given_, **changes})  # type: ignore[arg-type]


def page_of(body: str, **changes: object) -> ArticlePage:
    return ArticlePage(article=Article(headline=headline(), text=body), **changes)  # type: ignore[arg-type]


@calm
@given(st.lists(LETTERS, max_size=12))
def test_every_paragraph_is_on_a_page(paragraphs: list[str]) -> None:
    pages = split("\n".join(paragraphs))
    shown = [paragraph for one in pages for paragraph in one]

    assert shown == ([line.strip() for line in paragraphs if line.strip()] or ["…"])
    assert all(len(one) == 1 or units("".join(one)) <= PAGE for one in pages)


def test_a_title_that_is_the_first_sentence_is_not_repeated() -> None:
    body = "Divers found the bell of a ferry that sank before Velden in 1911, the harbour master said."
    named = headline(title=f"{body[:70]}…", source="")

    part = article(ArticlePage(article=Article(headline=named, text=body)), 0)

    assert part.plain == f"22 November 2026, 12:00 UTC\n\n{body}"
    assert title_of(named) == "Divers found the bell of a ferry that sank before Velden in…"


@calm
@given(st.lists(LETTERS, max_size=12), st.integers(-3, 40))
def test_any_page_is_a_message(paragraphs: list[str], number: int) -> None:
    part = article(page_of("\n".join(paragraphs)), number, back="1.l.3.0")

    assert units(parse_html(part.html).text) <= 4096
    assert all(len(one.data.encode()) <= 64 for row in part.rows for one in row)


def test_a_paragraph_without_end_is_cut() -> None:
    assert units(split("word " * 4000)[0][0]) <= MAX_PARAGRAPH


def test_the_first_page_says_where_it_is_from_who_is_in_it_and_who_else_tells_it() -> None:
    others = (headline(row=6, source="Post", url="https://p.example/b"), headline(row=7, source="Post", url=""))
    named = (ArticleEntity(row=9, name="Elena Marsh", label="PERSON", mentions=3),)

    part = article(page_of("One.\nTwo.", named=named, elsewhere=others), 0, back="1.l.3.0")

    assert part.plain == "Bridge <closed>\nHerald · 22 November 2026, 12:00 UTC\n\nOne.\n\nTwo.\n\nAlso: Post"
    assert [[one.label for one in row] for row in part.rows] == [
        ["◀ Back", "🔔 Story"],
        ["👤 Elena Marsh"],
        ["Read the article", "Share ↗"],
    ]


def test_an_undated_article_says_so() -> None:
    found = ArticlePage(article=Article(headline=headline(published=None), text="One."))

    assert "Herald · no date" in article(found, 0).plain


def test_pages_are_turned_with_the_way_back() -> None:
    long = page_of("\n".join(["x" * 900] * 3))

    first, second = article(long, 0, back="1.l.3.0"), article(long, 1, back="1.l.3.0")

    assert [one.data for one in first.rows[0]] == ["1.l.3.0", "1.r.5.1.l.3.0", "1.i.5"]
    assert [one.label for one in second.rows[0]] == ["◀ Back", "◀", "▶"]
    assert "2 of 3" in second.plain


def test_a_blurb_is_never_shown_as_the_article() -> None:
    known, blurb = (
        ArticlePage(article=Article(headline=headline(blurb=given), text="One.")) for given in (False, True)
    )

    assert "summary only" not in article(known, 0).html
    assert "</tg-time> · <i>summary only</i>" in article(blurb, 0).html
    assert "<i>summary only</i>" in origin(headline(blurb=True)).html
    assert "<i>summary only</i>" in headlines(HeadlineList(headlines=(headline(blurb=True),)), Place(view=1)).html
