"""Pages to articles, or to the reason why they are none: made pages by the hundred, and single cases."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import date

import pytest

from benchmarks.pages import articles, others
from bot.errors import SourceError
from bot.sources.web import NotAnArticle, PageKind, read_page
from bot.sources.web.printed_dates import Order, printed_days
from tests.support.web_pages import article, other_page, teasers

BODY = (
    "<p>The harbour board of Nordhaven approved the new quay on Friday after a debate of six hours.</p>"
    "<p>Gideon Stroud, the chairman of the board, said the quay would be ready in May.</p>"
    "<p>“We have waited for eleven years,” said Mirela Castan, who voted for it.</p>"
    "<p>The fishermen of the town fear for their berths and want to go to court in the spring.</p>"
)
TEXT = BODY.replace("</p><p>", "\n").replace("<p>", "").replace("</p>", "")


def page(
    body: str = BODY, *, head: str = "", title: str = "Board approves new quay", top: str = "", lang: str = "en"
) -> bytes:
    return (
        f'<!doctype html><html lang="{lang}"><head><title>{title}</title>{head}</head>'
        f"<body><main><article><h1>Board approves new quay</h1>{top}{body}</article></main></body></html>"
    ).encode()


def day_of(data: bytes, address: str = "") -> str:
    published = read_page(data, address=address).article.published
    return published.date().isoformat() if published else ""


# ---- by the hundred ----------------------------------------------------------


def test_articles_of_every_layout_are_read() -> None:
    shares = articles([article(number) for number in range(120)])

    assert shares["refused"] == 0
    assert shares["f1"] >= 0.975
    assert min(shares["title"], shares["given"]) >= 0.97
    assert shares["day"] >= 0.98


def test_pages_that_are_no_article_are_refused_with_their_kind() -> None:
    shares = others([other_page(number) for number in range(102)])

    assert shares["refused"] >= 0.95
    assert shares["right"] >= 0.9


# ---- what is no article ------------------------------------------------------


def test_the_reason_is_in_plain_words() -> None:
    with pytest.raises(NotAnArticle) as caught:
        read_page(b"<html><head><title>404 - Harbour Lamp</title></head><body><h1>Page not found</h1></body></html>")

    assert caught.value.kind is PageKind.MISSING
    assert str(caught.value) == "the page says that it was not found; there is no article in it"


@pytest.mark.parametrize(
    ("title", "told", "kind"),
    [
        ("Le respect de votre vie privée est notre priorité", "Avec votre accord, nos partenaires et nous utilisons des "
         "cookies. Tout accepter. Continuer sans accepter.", PageKind.CONSENT),
        ("Tu privacidad es importante", "Nosotros y nuestros socios almacenamos cookies. Aceptar y continuar.",
         PageKind.CONSENT),
        ("Mit Werbung weiterlesen", "Besuchen Sie uns wie gewohnt mit Werbung und Tracking. Akzeptieren und weiter.",
         PageKind.CONSENT),
        ("Are you over 18?", "You must be 18 or older to enter this site. By entering you accept our terms.",
         PageKind.AGE),
        ("Vérification de sécurité", "Veuillez confirmer que vous n'êtes pas un robot pour accéder au site.",
         PageKind.CHALLENGE),
        ("lamp.example", "Please enable JS and disable any ad blocker", PageKind.CHALLENGE),
    ],
)  # fmt: skip
def test_walls_in_other_languages_are_walls(title: str, told: str, kind: PageKind) -> None:
    made = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{told}</p><button>OK</button></body>"

    with pytest.raises(NotAnArticle) as caught:
        read_page(made.encode())

    assert caught.value.kind is kind


@pytest.mark.parametrize("data", [b"", b"<html></html>", b"<p>a</p>", b"\0\0", b"<script>1</script>"])
def test_next_to_nothing_is_no_article(data: bytes) -> None:
    with pytest.raises(SourceError):
        read_page(data)


def test_an_article_with_a_log_in_box_and_teasers_below_is_one() -> None:
    import random

    box = "<form><input name='u'><input type='password'><button>Log in</button></form>"
    below = f"<section>{teasers(random.Random(1), 12)}</section>"

    assert read_page(page(BODY * 2 + below, top=box)).article.title == "Board approves new quay"


@pytest.mark.parametrize(
    "title", ["Lost and found: how a ferry came back", "Contact was lost at noon", "Log in your eye"]
)
def test_an_article_may_be_called_like_another_kind(title: str) -> None:
    head = '<meta property="article:published_time" content="2026-11-20T18:00:00+00:00">'

    assert read_page(page(title=title, head=head)).article.text


# ---- text --------------------------------------------------------------------


@pytest.mark.parametrize(
    "extra",
    [
        "<p>To view the full story, please subscribe to The Harbour Lamp.</p>",
        "<p>© 2026 Harbour Lamp Media Ltd. All rights reserved.</p>",
        "<p>Follow us: Google News | Facebook | Instagram</p>",
        "<p>Reporting by Ilka Brandt; Editing by Otto Holt</p>",
        "<p><a href='/n'>FERRY STRIKE LOOMS [VIDEO]</a></p>",
        "<div class='related-stories'><p>The ferry sank off Sillan and forty people were saved on Tuesday.</p></div>",
        "<h3>You may also like</h3>",
        "<p>Also in the news</p><p>Old quay sinks in storm: Weir blames board</p><p>Ten best beaches of Nordhaven</p>",
        "<figure><figcaption>The quay of Nordhaven, seen from the sea in May. Photo: AB/XY</figcaption></figure>",
    ],
)
def test_what_belongs_to_the_page_is_left_out(extra: str) -> None:
    assert read_page(page(BODY + extra)).article.text == TEXT


@pytest.mark.parametrize(
    "top",
    [
        "<p class='standfirst'>After a night of words the board of the harbour came to its vote at last.</p>",
        "<p>By ILKA BRANDT</p><p>ilka.brandt@lamp.example</p>",
        "<p>Latest update November 20th, 2026 12:49 AM</p><p>3 min read</p><p>941 comments</p>",
        "<p>Ilka Brandt, Nordhaven</p>",
        "<p>19 November 2026, 18:02</p>",
        "<p>Listen</p><p>5:12</p>",
        "<p>Share</p><p>Save</p>",
        "<div class='tags'><a href='/t'>Quays</a></div>",
    ],
)
def test_the_head_of_the_page_is_no_text(top: str) -> None:
    assert read_page(page(top=top)).article.text == TEXT


@pytest.mark.parametrize(
    ("dateline", "agency"),
    [
        ("BRUSSELS (Reuters) - ", "Reuters"),
        ("NORDHAVEN, Denmark (AP) — ", "AP"),
        ("Madrid, 29 nov (EFE).- ", "EFE"),
        ("OSLO – ", ""),
    ],
)
def test_a_dateline_is_no_part_of_the_text(dateline: str, agency: str) -> None:
    article = read_page(page(BODY.replace("<p>", f"<p>{dateline}", 1))).article

    assert (article.text, article.source) == (TEXT, agency)


@pytest.mark.parametrize("opening", ["STROUD: ", "Stroud (CDU) – ", "BIRD FLU: ", "Exclusive – ", "Gideon Stroud – "])
def test_opening_words_that_are_no_dateline_stay(opening: str) -> None:
    assert read_page(page(BODY.replace("<p>", f"<p>{opening}", 1))).article.text == opening + TEXT


def test_who_speaks_first_stays() -> None:
    quote = "“I have not slept since the flood of May, and my cellar is still full of water.”"

    text = read_page(page(f"<p>Orla Finn, 43, baker</p><p>{quote}</p>{BODY}")).article.text

    assert text.startswith(f"Orla Finn, 43, baker\n{quote}")


@pytest.mark.parametrize("label", ["About Harbour Lamp", "Press contact", "About the author", "Notes to editors"])
def test_what_a_house_says_of_itself_below_the_story_is_left_out(label: str) -> None:
    about = f"<p>{label}</p><p>Harbour Lamp Media is the leading house of the northern isles and has 140 staff.</p>"

    assert read_page(page(BODY + about)).article.text == TEXT


def test_most_of_a_story_below_such_a_label_is_the_story() -> None:
    first, rest = BODY[: BODY.index("<p>Gideon")], BODY[BODY.index("<p>Gideon") :]

    assert "treasurer" not in TEXT
    assert TEXT.splitlines()[-1] in read_page(page(f"{first}<h2>About Nordhaven</h2>{rest}")).article.text


def test_a_lead_in_a_box_of_its_own_belongs_to_the_story() -> None:
    lead, rest = BODY[: BODY.index("<p>Gideon")], BODY[BODY.index("<p>Gideon") :]

    assert read_page(page(f"<div class='box'>{lead}</div><div class='content'>{rest}</div>")).article.text == TEXT


@pytest.mark.parametrize("name", ["Privacy policy", "Terms of use", "Imprint", "Cookie policy", "About us"])
def test_rules_of_the_house_are_no_article(name: str) -> None:
    data = page("<p>This policy says how we use personal data when you read our pages or our apps.</p>" * 30)

    with pytest.raises(NotAnArticle) as refused:
        read_page(data.replace(b"Board approves new quay", name.encode()))
    assert refused.value.kind is PageKind.RULES


def test_a_body_in_two_parts_around_a_box_is_whole() -> None:
    first, second = BODY[: BODY.index("<p>“")], BODY[BODY.index("<p>“") :]
    box = "<div class='newsletter-signup'><p>Get our best stories by mail every morning, free of charge.</p></div>"

    assert read_page(page(f"<div class='part'>{first}</div>{box}<div class='part'>{second}</div>")).article.text == TEXT


# ---- title, outlet, day, address ---------------------------------------------


@pytest.mark.parametrize(
    "title",
    [
        "Board approves new quay | Harbour Lamp",
        "Harbour Lamp: Board approves new quay",
        "Board approves new quay - News - Harbour Lamp",
        "Harbour Lamp",
        "",
    ],
)
def test_title_and_outlet_are_told_apart(title: str) -> None:
    read = read_page(page(title=title, head='<meta property="og:site_name" content="Harbour Lamp">')).article

    assert (read.title, read.source) == ("Board approves new quay", "Harbour Lamp")


@pytest.mark.parametrize(
    ("title", "heading", "said"),
    [
        ("Quay approved | The Harbour Lamp of Nordhaven", "Quay approved", "Quay approved"),
        ("Quay approved | The Harbour Lamp of Nordhaven", "News", "Quay approved | The Harbour Lamp of Nordhaven"),
        (
            "The Harbour Lamp – Quay approved at night – News of the isles",
            "Quay approved at night",
            "Quay approved at night",
        ),
        ("Quay approved in the night | Politics", "Politics", "Quay approved in the night | Politics"),
    ],
)
def test_a_short_heading_is_the_title_where_the_head_begins_with_it(title: str, heading: str, said: str) -> None:
    head = '<meta property="og:type" content="article"><meta property="article:published_time" content="2026-11-20">'
    made = page(title=title, head=head).replace(b"<h1>Board approves new quay</h1>", f"<h1>{heading}</h1>".encode())

    assert read_page(made).article.title == said


@pytest.mark.parametrize(
    ("said", "heading", "title"),
    [
        ('Winner comes with "royal" visit', 'Winner comes with "royal" visit', 'Winner comes with "royal" visit'),
        ("Quay approved after a long night-Politics", "", "Quay approved after a long night"),
    ],
    ids=["an attribute that ends at its first quotation mark", "a section glued on without a blank"],
)
def test_what_the_head_states_wrongly_is_mended(said: str, heading: str, title: str) -> None:
    head = f'<meta property="og:title" content="{said}"><meta property="og:type" content="article">'
    head += f"<meta name='twitter:title' content='{title}'>"
    made = page(title=said, head=head).replace(b"<h1>Board approves new quay</h1>", f"<h1>{heading}</h1>".encode())

    assert read_page(made).article.title == title


def test_what_links_to_the_front_page_are_called_is_no_title() -> None:
    head = '<meta property="og:title" content="The Lamp of the Isles"><meta property="og:type" content="article">'
    head += '<meta property="article:published_time" content="2026-11-20">'
    made = page(title="The Lamp of the Isles", head=head, top='<a href="/">The Lamp of the Isles</a>')

    assert read_page(made, address="https://lamp.example/2026/quay").article.title == "Board approves new quay"


def test_what_stands_before_the_title_of_a_print_view_is_left_out() -> None:
    head = '<meta property="og:type" content="article">'
    made = page(title="Print: Board approves new quay", head=head).replace(b"h1>", b"p>")

    assert read_page(made).article.title == "Board approves new quay"


def test_a_standfirst_that_is_the_first_paragraph_too_is_read_once() -> None:
    lead, *others = TEXT.split("\n")
    head = f'<meta name="description" content="{lead}">'
    body = f'<p class="lead">{lead}</p>' + "".join(f"<p>{one}</p>" for one in others)
    made = page(f'<h2 class="standfirst">{lead}</h2><div>{body}</div>', head=head)

    assert read_page(made).article.text == TEXT


def test_a_heading_in_a_box_is_the_title_where_the_head_says_the_same() -> None:
    head = '<meta property="og:title" content="Night at the harbour"><meta property="og:type" content="article">'
    box = "<aside class='related'><h1>Board approves the new quay</h1></aside>"
    made = page(title="Board approves the new quay", head=head, top=box).replace(
        b"<h1>Board approves new quay</h1>", b""
    )

    assert read_page(made).article.title == "Board approves the new quay"


@pytest.mark.parametrize(
    ("name", "outlet"),
    [("Copyright 2014 The Lamp", "The Lamp"), ("https://x.example/lamp", "lamp.example"), ("@lamp", "lamp.example"),
     ("T", "lamp.example"), ("Lamp Media GmbH", "Lamp Media")],
)  # fmt: skip
def test_outlets_that_are_none_give_way(name: str, outlet: str) -> None:
    head = f'<meta name="publisher" content="{name}">'

    assert read_page(page(head=head), address="https://www.lamp.example/a").article.source == outlet


@pytest.mark.parametrize(
    ("head", "top", "day"),
    [
        ('<meta name="date" content="2026-11-21"><meta property="article:published_time" content="2026-11-20T18:00Z">', "", "2026-11-20"),
        ("", '<span class="published">3/09/26 8:00am</span>', "2026-03-09"),
        ("", "<p>Tuesday 3 March 2026, 18:02</p>", "2026-03-03"),
        ('<meta property="article:published_time" content="2026-11-21T02:30:00Z">', "<p>November 20, 2026 9:30 pm</p>", "2026-11-20"),
        ('<meta property="article:published_time" content="2026-11-20T22:30:00-05:00">', "", "2026-11-20"),
        ('<meta property="article:modified_time" content="2026-11-22T02:30:00Z">', "<p>Updated 22 November 2026</p>", "2026-11-22"),
        ('<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","dateCreated":"2026-11-18",'
         '"datePublished":"2026-11-20"}</script>', "", "2026-11-20"),
        ('<script type="application/ld+json">{"@graph":[{"@type":"WebSite","datePublished":"2009-01-01"},{"@type":"WebPage",'
         '"datePublished":"2026-11-20T08:00:00+00:00","dateModified":"2026-11-22T08:00:00+00:00"}]}</script>', "", "2026-11-20"),
        ('<meta property="article:published_time" content="1795161600">', "", "2026-11-20"),
        ('<meta name="date" content="2019-01-01">', "<p>Published on Friday, 20 November 2026</p>", "2026-11-20"),
        ("", "<p>Updated 22 November 2026 12:00. First published 20 November 2026 09:00</p>", "2026-11-20"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_the_day_is_that_of_publication_as_readers_see_it(head: str, top: str, day: str) -> None:
    side = (
        "<aside class='related'><ul><li><time datetime='2025-01-02'>2 Jan 2025</time> Old quay sinks</li></ul></aside>"
    )
    today = "<div class='masthead today'>Thursday 24 December 2026</div>"

    assert day_of(page(BODY + side, head=head, top=top).replace(b"<main>", f"{today}<main>".encode())) == day


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("20. November 2026", Order("de"), date(2026, 11, 20)),
        ("le 1er août 2026", Order("fr"), date(2026, 8, 1)),
        ("20 de noviembre de 2026", Order("es"), date(2026, 11, 20)),
        ("Nov. 20, 2026", Order("en"), date(2026, 11, 20)),
        ("20 ноября 2026", Order("ru"), date(2026, 11, 20)),
        ("2026年11月20日", Order("ja"), date(2026, 11, 20)),
        ("2026년 11월 20일", Order("ko"), date(2026, 11, 20)),
        ("10/04/2026", Order("en-us"), date(2026, 10, 4)),
        ("10/04/2026", Order("en-gb"), date(2026, 4, 10)),
        ("10/04/2026", Order("en", "uk"), date(2026, 4, 10)),
        ("10.04.2026", Order("en"), date(2026, 4, 10)),
        ("25/04/2026", Order("en-us"), date(2026, 4, 25)),
        ("31/02/2026", Order("en"), None),
        ("in May 2026", Order("en"), None),
        ("version 1.2.2026.4", Order("en"), None),
    ],
)
def test_printed_days(text: str, order: Order, day: date | None) -> None:
    assert next((found.day for found in printed_days(text, order)), None) == day


@pytest.mark.parametrize(
    ("lang", "locale", "address", "day"),
    [
        ("en", "en_GB", "", "2026-04-10"),
        ("", "en_AU", "", "2026-04-10"),
        ("en", "en_US", "", "2026-10-04"),
        ("en", "en_US", "https://lamp.example.uk/quay", "2026-04-10"),  # a template's locale says less than the host
        ("en-US", "en_GB", "", "2026-10-04"),  # the page's own word
        ("en", "", "", "2026-10-04"),
    ],
)
def test_the_locale_tells_which_number_is_the_month(lang: str, locale: str, address: str, day: str) -> None:
    head = f'<meta property="og:locale" content="{locale}">'

    assert day_of(page(head=head, top='<p class="date">10/04/2026</p>', lang=lang), address) == day


def test_the_address_is_the_page_s_own_without_trackers() -> None:
    own = '<link rel="canonical" href="https://lamp.example/quay?utm_source=x">'

    assert read_page(page(head=own)).article.url == "https://lamp.example/quay"
    assert read_page(page(), address="https://lamp.example/q?fbclid=1").article.url == "https://lamp.example/q"
    front = '<link rel="canonical" href="https://lamp.example/">'
    assert read_page(page(head=front), address="https://lamp.example/q").article.url == "https://lamp.example/q"


# ---- bounds ------------------------------------------------------------------


@pytest.mark.parametrize(
    "hostile",
    [
        "<p " + " ".join(f'a{i}="{i}"' for i in range(100_000)) + ">",
        "<div>" * 50_000,
        "<b>" * 50_000,
        "<" * 100_000,
        "<table><tr><td>" * 20_000,
        "<a href='" + "x" * 1_000_000,
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
        "<!--" * 50_000,
    ],
    ids=["attributes", "nesting", "inline nesting", "brackets", "tables", "open tag", "json", "comments"],
)
def test_a_page_of_any_shape_ends(hostile: str) -> None:
    started = time.process_time()
    with suppress(SourceError):
        read_page(page(BODY + hostile))
    assert time.process_time() - started < 30, "in proportion to its size; minutes where it is not"


def test_a_page_of_too_many_elements_is_named() -> None:
    with pytest.raises(SourceError, match="200,000 elements"):
        read_page(b"<i>" * 500_000)


# ---- around the story --------------------------------------------------------


@pytest.mark.parametrize("topics", [("Harbour", "Nordhaven"), ("Town planning", "Jobs", "The quay")])
def test_topics_before_the_story_are_no_part_of_it(topics: tuple[str, ...]) -> None:
    listed = "".join(f"<li>{topic}</li>" for topic in topics)

    assert read_page(page(f"<ul>{listed}</ul>{BODY}")).article.text == TEXT


def test_points_and_prices_before_the_story_stay() -> None:
    points = ("The quay will be ready in May", "Fishermen want to sue", "Cost: 41 million")

    text = read_page(page("<ul>" + "".join(f"<li>{one}</li>" for one in points) + f"</ul>{BODY}")).article.text

    assert text == "\n".join((*points, TEXT))


@pytest.mark.parametrize(
    "about",
    [
        "About Stroud Marine: Stroud Marine builds quays in nine countries and has its seat in Nordhaven.",
        "<b>About Stroud Marine plc</b><br>Stroud Marine plc builds quays in nine countries. It was founded in 1911.",
        "Über die Stroud Marine AG: Die Stroud Marine AG baut Kaimauern in neun Ländern der Welt und in Nordhaven.",
    ],
)
def test_what_a_firm_says_about_itself_is_no_part_of_the_story(about: str) -> None:
    assert read_page(page(f"{BODY}<p>{about}</p>")).article.text == TEXT


def test_a_last_paragraph_about_something_else_stays() -> None:
    last = "About Nordhaven much has been said, but nobody knows who will pay for the quay in the end."

    assert read_page(page(f"{BODY}<p>{last}</p>")).article.text.endswith(last)


@pytest.mark.parametrize(
    "place", ['<span class="dateline">NORDHAVEN, Nov. 20</span> — ', '<b class="story-dateline">Nordhaven.</b> ']
)
def test_a_dateline_in_an_element_of_its_own_is_no_part_of_the_story(place: str) -> None:
    assert read_page(page(BODY.replace("<p>", f"<p>{place}", 1))).article.text == TEXT


def test_a_post_of_somebody_else_is_no_part_of_the_story() -> None:
    post = '<blockquote class="twitter-tweet"><p>What a day for all of us in town!</p>— Tove (@tove) May 3</blockquote>'

    assert read_page(page(BODY.replace("</p><p>", f"</p>{post}<p>", 1))).article.text == TEXT


@pytest.mark.parametrize(
    "entry",
    [
        "<div><h3>{head}</h3><p>{told}</p></div>",
        "<li class='post'><span class='when'>18 minutes ago</span><h4>{head}</h4><div><p>{told}</p></div></li>",
        "<div class='update'><h2><a href='#u{n}'>{head}</a></h2><time>{n}8:20</time><p>{told}</p></div>",
        "<section><p><b>{head}</b></p><p>{told}</p></section>",
        "<h3>1{n}.20 {head}</h3><p>{told}</p>",
    ],
)
def test_headings_of_the_entries_of_a_live_blog_belong_to_it(entry: str) -> None:
    heads = ("The debate begins", "Stroud takes the floor", "They all vote", "What comes next")
    paragraphs = TEXT.split("\n")
    both = list(zip(heads, paragraphs, strict=True))
    entries = "".join(entry.format(head=head, told=told, n=n) for n, (head, told) in enumerate(both))

    lines = read_page(page(entries)).article.text.split("\n")

    assert [line.split(".20 ")[-1] for line in lines] == [line for pair in both for line in pair]


def test_a_standfirst_made_like_the_subheadings_is_no_part_of_the_story() -> None:
    first, *others = TEXT.split("\n")
    body = f"<h2>Six hours of debate on the harbour</h2><p>{first}</p>"
    body += "".join(f"<h2>Part {n} of the quay</h2><p>{told}</p>" for n, told in enumerate(others))

    assert read_page(page(body)).article.text.split("\n")[0] == first


def test_many_long_teasers_below_a_short_story_are_other_stories() -> None:
    below = "".join(f"<article><a href='/{n}'><h3>Boat {n}</h3></a><p>{TEXT}</p></article>" for n in range(6))

    assert read_page(page(f"{BODY}<section class='more-stories'>{below}</section>")).article.text == TEXT


def test_a_heading_that_the_title_continues_is_the_title() -> None:
    assert read_page(
        page(title="Board approves new quay: who pays, who sues and what the town will get")
    ).article.title == ("Board approves new quay")


# ---- what a line break or a superscript means ---------------------------------


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("met in 2019<sup>3</sup> and", "met in 2019 and"),
        ("the harbour<sup><a href='#n1'>12</a></sup> is", "the harbour is"),
        ("the berths.<sup>[4]</sup> They", "the berths. They"),
        ("a levy<sup>*</sup> of", "a levy of"),
        ("some 10<sup>6</sup> crowns", "some 10⁶ crowns"),
        ("of 40 m<sup>2</sup> each", "of 40 m² each"),
        ("on the 21<sup>st</sup> of", "on the 21st of"),
        ("of CO<sub>2</sub> and", "of CO2 and"),
    ],
)
def test_superscripts_change_no_figure(markup: str, text: str) -> None:
    body = f"<p>The board {markup} spoke of little else for six hours on Friday night in the hall.</p>{BODY}"

    assert text in read_page(page(body)).article.text


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("Brandt: The quay stays open for now.<br>Weir: It will not, whatever she says.", 2),
        ("Why was it shut at all?<br>A: It leaked for years.", 2),
        ("Bring these things:<br>- a torch<br>- warm socks", 2),  # the last breaks behind no stop
        ("1. The quay stays open.<br>2. The levy rises.<br>3. Nobody is told.", 3),
        ("The river keeps no diary,<br>The sea forgets its ships.", 1),
        ("The board met on Friday.<br>It was late when it ended.", 1),
    ],
)
def test_a_line_break_before_a_turn_or_an_item_begins_a_paragraph(markup: str, lines: int) -> None:
    found = read_page(page(f"{BODY}<p>{markup}</p>{BODY.replace('Friday', 'Monday')}")).article.text

    begin = markup.split("<br>")[0]
    within = found[found.index(begin) :].split("The harbour board")[0].strip()
    assert len(within.split("\n")) == lines


def test_a_title_that_was_escaped_twice_is_plain() -> None:
    escaped = page(title="Smith &amp;amp; Sons opens on the quay")
    headed = escaped.replace(b"<h1>Board approves new quay</h1>", b"<h1>Smith &amp; Sons opens on the quay</h1>")

    assert read_page(headed).article.title == "Smith & Sons opens on the quay"


@pytest.mark.parametrize("tag", ["del", "s", "strike"])
def test_what_is_struck_out_is_no_text(tag: str) -> None:
    line = "The board of the harbour has {} nine members, and the council of the town chose all of them in the spring."
    text = read_page(page(f"<p>{line.format(f'<{tag}>seven</{tag}>')}</p>{BODY}")).article.text

    assert line.format("").replace("  ", " ") in text


def test_a_page_that_strikes_out_all_of_its_text_has_it() -> None:
    long = BODY.replace(".</p>", ", as everybody in the whole town has known for years and years without end.</p>")

    assert "eleven years" in read_page(page(f"<s>{long}</s>")).article.text
