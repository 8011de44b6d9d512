"""Pages that show only the beginning of their article: kept as that, and never taken for the whole."""

from __future__ import annotations

import json

import pytest

from bot.sources.web import read_page
from bot.sources.web.page import BEGINNING

PARAGRAPH = (
    "The harbour board of Nordhaven approved the new quay on Friday after a debate of {} hours that kept the hall full."
)
BEGINNING_OF_IT = "".join(f"<p>{PARAGRAPH.format(hours)}</p>" for hours in (3, 4, 5))
WHOLE = "".join(f"<p>{PARAGRAPH.format(hours)}</p>" for hours in range(3, 24))


def page(body: str, *, head: str = "", below: str = "") -> bytes:
    return (
        f"<!doctype html><html lang='en'><head><title>Board approves quay</title>{head}</head><body><main><article>"
        f"<h1>Board approves quay</h1>{body}</article>{below}</main></body></html>"
    ).encode()


def ld(**stated: object) -> str:
    node = {"@type": "NewsArticle", "headline": "Board approves quay", **stated}
    return f"<script type='application/ld+json'>{json.dumps(node)}</script>"


@pytest.mark.parametrize(
    "gate",
    [
        "<p>To view the full story, please subscribe to The Harbour Lamp.</p>",
        "<div class='wall'><h3>Subscribe to continue reading</h3><a href='/s'>See plans</a></div>",
        "<p>This article is for subscribers only.</p>",
        "<div class='c-paywall'><p>All of it, from one crown a week.</p><a href='/s'>Subscribe</a></div>",
        "<h3>Keep reading with a digital subscription</h3>",
        "<p>The rest of this article is available to paying members.</p>",
        "<p>You have reached your limit of free articles this month.</p>",
        "<div>Register for free to read this story.</div>",
        "<p>Pour lire la suite, abonnez-vous.</p>",
        "<p>Diesen Artikel lesen Sie mit L+.</p>",
        "<p>Il vous reste 80% de cet article à lire. La suite est réservée aux abonnés.</p><a href='/a'>S'abonner</a>",
        "<p>Este contenido es exclusivo para suscriptores.</p><p>Elige tu plan.</p>",
        "<div><p>… <a href='/join'>Members can read on</a></p><p>For 5 crowns a month, or 50 a year.</p></div>",
        "<h3>This article is for subscribers only</h3><p>Choose a plan: digital, print, or both.</p>",
        "<p>Den Rest lesen nur für Abonnenten: jetzt Zugang sichern.</p>",
        "<p>Resten av artikkelen er for abonnenter. Kjøp tilgang.</p>",
        "<p>Hela artikeln är bara för prenumeranter.</p>",
        "<p>Pełna wersja tylko dla prenumeratorów. Wykup dostęp.</p>",
        "<p>Полный текст доступен только подписчикам.</p>",
        "<p>Devamını görmek ve okumaya devam etmek için giriş yapın</p>",
        "<p>この続きは会員限定です。</p>",
        "<p>لمتابعة القراءة سجل الدخول</p>",
        "<h3>Keep reading with a free account</h3>",
        "<p>You have no free stories left. Sign in to continue</p>",
        "<p>You’ve reached your limit of free articles.</p>",
        "<p>Subscribers can read the full story here</p>",
        "<p>Jetzt registrieren und weiterlesen</p>",
        "<p>Créez un compte pour poursuivre votre lecture</p>",
        "<p>Abonneer u om dit verhaal te lezen</p>",
        "<p>Logg inn for å lese hele saken</p>",
        "<noscript>Please enable JavaScript to read the full article.</noscript>",
        "<div>Please accept all cookies to view the video and to read on.</div>",
    ],
)
def test_a_beginning_before_a_gate_is_marked(gate: str) -> None:
    read = read_page(page(BEGINNING_OF_IT, below=gate))

    assert read.article.blurb
    assert read.article.text == "\n".join(PARAGRAPH.format(hours) for hours in (3, 4, 5))
    assert read.notes == (BEGINNING,)


@pytest.mark.parametrize(
    "head",
    [
        ld(isAccessibleForFree=False),
        ld(isAccessibleForFree="False"),
        "<meta property='article:content_tier' content='locked'>",
    ],
)
def test_a_short_text_that_the_publisher_says_is_not_free_is_a_beginning(head: str) -> None:
    assert read_page(page(BEGINNING_OF_IT, head=head)).article.blurb
    assert not read_page(page(WHOLE, head=head)).article.blurb


@pytest.mark.parametrize(
    "beside",
    [
        "<p>Already a subscriber? Sign in.</p>",
        "<noscript>Please enable JavaScript to view the comments powered by Discuss.</noscript>",
        "<div>We use cookies. <button>Accept all</button></div>",
        "<div class='newsletter'>Sign up to get our newsletter every morning.</div>",
        ld(isAccessibleForFree=True),
        "<p>Read more about the harbour</p>",
        "<p>Log in to save this article</p>",
        "<p>Have a story? Register as a reporter</p>",
        "<p>Content from our premium partners</p>",
        "<p>Download our app and sign up to read offline</p>",
        "<p>Registered readers may post letters</p>",
        "<p>Abonnenten-Service</p>",
    ],
)
def test_what_stands_beside_whole_articles_is_no_gate(beside: str) -> None:
    assert not read_page(page(BEGINNING_OF_IT, below=beside)).article.blurb


def test_a_story_about_gates_is_no_beginning() -> None:
    told = "<p>Three papers will ask their readers to subscribe to continue reading from January on.</p>"

    assert not read_page(page(told + BEGINNING_OF_IT)).article.blurb


def test_a_long_text_is_whole_whatever_stands_below() -> None:
    assert not read_page(page(WHOLE, below="<p>Subscribe to continue reading</p>")).article.blurb
