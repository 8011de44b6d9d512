"""Generated web pages with their expected content: articles in many layouts, and pages that are not articles.

All text is invented. A page combines a layout, machine-readable metadata, the language of its dates, and distractions
around the story; each choice is drawn from a seeded generator, so a number always gives the same page.
"""

from __future__ import annotations

import html
import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

_PEOPLE = ("Edda Rourke", "Otto Holt", "Ilka Brandt", "Bodil Kjaer", "Mateo Corrin", "Henrike Saul", "Tove Lind")
_TOWNS = ("Lodden", "Nordhaven", "Ostrup", "Halvern", "Brennholm", "Sillan", "Malle")
_THINGS = ("the quay", "the bridge", "the night ferry", "the school", "the reservoir", "the old mill", "the tram line")
_DEEDS = ("closed", "reopened", "was flooded", "was sold", "was put to a vote", "lost its roof", "went to court")
_WHEN = ("on Monday", "after a long night", "before the winter", "for the second time", "without a word", "at noon")
_SAYINGS = ("We are tired", "Nobody asked us", "It will cost more", "That was the last chance", "I would do it again")
_OUTLETS = ("The Harbour Lamp", "Ostrup Courier", "Lodden Daily Post", "Northgate Review")
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
}


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page and its content."""

    name: str
    html: str
    address: str
    title: str = ""
    day: date | None = None
    text: str = ""
    kind: str = ""  #: name of its PageKind; "" = an article


def sentence(chance: random.Random) -> str:
    """An invented news sentence."""
    person, town, thing = chance.choice(_PEOPLE), chance.choice(_TOWNS), chance.choice(_THINGS)
    deed, when, saying = chance.choice(_DEEDS), chance.choice(_WHEN), chance.choice(_SAYINGS)
    count = chance.randint(3, 970)
    return chance.choice(
        (
            f"{person} said {when} that {thing} of {town} {deed}, and {count} people were told to wait.",
            f"“{saying},” said {person}, who has lived beside {thing} of {town} for {count % 60 + 2} years.",
            f"In {town} {thing} {deed} {when}, a loss of {count} thousand crowns for the council.",
            f"{count} people of {town} had signed a letter against it, {person} among them.",
            f"The council of {town} wants to hear {person} before {thing} is spoken of again.",
        )
    )


def paragraphs(chance: random.Random, count: int) -> list[str]:
    """Distinct paragraphs of two to four sentences."""
    made: dict[str, None] = {}
    while len(made) < count:
        made[" ".join(sentence(chance) for _ in range(chance.randint(2, 4)))] = None
    return list(made)


def headline(chance: random.Random) -> str:
    """An invented headline."""
    thing, deed = chance.choice(_THINGS), chance.choice(_DEEDS)
    return f"{thing.capitalize()} of {chance.choice(_TOWNS)} {deed} {chance.choice(_WHEN)}"


def printed(day: date, language: str, chance: random.Random) -> str:
    """``day`` as printed by pages in ``language``."""
    month = _MONTHS[language].split()[day.month - 1]
    if language == "en":
        return chance.choice(
            (f"{month} {day.day}, {day.year}", f"{day.day} {month} {day.year}", f"{month[:3]} {day.day}, {day.year}")
        )
    forms = {"de": f"{day.day}. {month} {day.year}", "es": f"{day.day} de {month} de {day.year}"}
    return forms.get(language, f"{day.day} {month} {day.year}")


def teasers(chance: random.Random, count: int, tag: str = "h3") -> str:
    """Linked headlines, each with a line of text."""
    items = (
        f'<div class="card"><{tag}><a href="/n/{chance.randint(1, 9999)}">{headline(chance)}</a></{tag}>'
        f"<p>{sentence(chance)}</p></div>"
        for _ in range(count)
    )
    return "".join(items)


# ---- articles ----------------------------------------------------------------


def article(number: int) -> MadePage:
    """The article page with that number."""
    chance = random.Random(number)
    title, outlet, body = headline(chance), chance.choice(_OUTLETS), paragraphs(chance, chance.randint(4, 14))
    day = date(2026, 1, 1) + timedelta(days=chance.randint(0, 330))
    language = chance.choice(("en", "en", "en", *_MONTHS))
    shape = chance.choice(("plain", "wrapped", "breaks", "live", "gallery", "split", "lead", "list", "table"))
    place = f"https://www.{outlet.lower().replace(' ', '')}.example/{chance.choice(('news', 'a/b', '2'))}/{number}"
    story, text = _story(shape, body, chance)
    head, shown = _head(title, outlet, day, place, chance), _dateline(day, language, chance)
    kicker = f'<p class="standfirst">{sentence(chance)}</p>' if chance.random() < 0.3 else ""
    top = f"<h1>{title}</h1>{kicker}<div class='byline'>By {chance.choice(_PEOPLE)}</div>{shown}"
    wrap = chance.choice(
        (("<article>", "</article>"), ("<main><div class='story'>", "</div></main>"), ("<div id='c'>", "</div>"))
    )
    page = f"{_masthead(outlet, chance)}{wrap[0]}{top}{story}{_below(chance)}{wrap[1]}{_side(chance)}{_footer(outlet)}"
    return MadePage(f"{number}-{shape}-{language}", f"<!doctype html><html lang='{language}'><head>{head}</head><body>{page}</body></html>",
                    place, title, day, "\n".join(text))  # fmt: skip


def _story(shape: str, body: list[str], chance: random.Random) -> tuple[str, list[str]]:
    tagged = [f"<p>{paragraph}</p>" for paragraph in body]
    middle = len(body) // 2
    if shape == "wrapped":
        return "".join(f'<div class="text-block">{one}</div>' for one in tagged), body
    if shape == "breaks":
        return f"<div class='text'>{'<br><br>'.join(body)}</div>", body
    if shape == "live":
        posts = [
            f"<div class='post'><time>{9 + i}:{chance.randint(10, 59)}</time><h3>Update {i}</h3>{one}</div>"
            for i, one in enumerate(tagged)
        ]
        return f"<div class='live'>{''.join(posts)}</div>", [
            line for i, one in enumerate(body) for line in (f"Update {i}", one)
        ]
    if shape == "gallery":
        shots = [
            f"<figure><img src='{i}.jpg'><figcaption>{chance.choice(_TOWNS)} seen from above. Photo: AB/XY</figcaption></figure>"
            for i in range(6)
        ]
        return "".join(one + shot for one, shot in zip(tagged, shots * 3, strict=False)), body
    if shape == "split":
        box = "<div class='newsletter-box'><h4>Get our newsletter</h4><form><input type='email'><button>Sign up</button></form></div>"
        return (
            f"<section class='part'>{''.join(tagged[:middle])}</section>{box}<section class='part'>{''.join(tagged[middle:])}</section>",
            body,
        )
    if shape == "lead":
        return f"<div class='first-par'>{tagged[0]}</div><div class='rest'>{''.join(tagged[1:])}</div>", body
    if shape == "list":
        items = [f"Seat {i} on the ferry now costs {chance.randint(10, 90)} crowns" for i in range(5)]
        listed = f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
        return "".join(tagged[:middle]) + listed + "".join(tagged[middle:]), [*body[:middle], *items, *body[middle:]]
    if shape == "table":
        return f"<table><tr><td>{''.join(tagged)}</td></tr></table>", body
    return "".join(tagged), body


def _head(title: str, outlet: str, day: date, place: str, chance: random.Random) -> str:
    said = [
        f"<title>{chance.choice((f'{title} | {outlet}', f'{title} - {outlet}', title, f'{outlet}: {title}', f'{title} | News | {outlet}'))}</title>"
    ]
    hour = f"{chance.randint(6, 20):02}:00:00"
    if chance.random() < 0.6:
        said.append(
            f'<meta property="og:title" content="{html.escape(title)}"><meta property="og:site_name" content="{outlet}">'
        )
        said.append(f'<meta property="og:type" content="article"><link rel="canonical" href="{place}">')
    if chance.random() < 0.5:
        said.append(f'<meta property="article:published_time" content="{day}T{hour}Z">')
        said.append(f'<meta property="article:modified_time" content="{day + timedelta(days=2)}T{hour}Z">')
    if chance.random() < 0.5:
        node = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": title, "datePublished": f"{day}T{hour}+00:00",
                "dateModified": f"{day + timedelta(days=3)}", "publisher": {"@type": "Organization", "name": outlet}}  # fmt: skip
        said.append(f'<script type="application/ld+json">{json.dumps(node)}</script>')
    return "".join(said)


def _dateline(day: date, language: str, chance: random.Random) -> str:
    shown = printed(day, language, chance)
    return chance.choice(
        (
            f"<p class='date'>{shown}</p>",
            f"<time datetime='{day}'>{shown}</time>",
            f"<div>Published: {shown} 10:12</div>",
        )
    )


def _masthead(outlet: str, chance: random.Random) -> str:
    links = "".join(
        f"<li><a href='/{name}'>{name.title()}</a></li>" for name in ("news", "sport", "money", "opinion", "weather")
    )
    today = (
        f"<div class='masthead-date today'>{printed(date(2026, 12, 24), 'en', chance)}</div>"
        if chance.random() < 0.3
        else ""
    )
    login = (
        "<div class='modal' style='display:none'><form><input name='u'><input type='password'></form></div>"
        if chance.random() < 0.3
        else ""
    )
    return f"<header><a href='/'>{outlet}</a>{today}<nav><ul>{links}</ul></nav></header>{login}"


def _below(chance: random.Random) -> str:
    parts = (
        "<p>Already a subscriber? Sign in.</p>",
        "<p>© 2026 All rights reserved.</p>",
        f"<div class='related'><h3>You may also like</h3>{teasers(chance, 3)}</div>",
        "<div class='share'><a href='#'>Share on Facebook</a></div>",
        "<div class='tags'><a href='/tag/a'>Quays</a><a href='/tag/b'>Ferries</a></div>",
        f"<p><a href='/n/3'>{headline(chance)}</a></p>",
    )
    return "".join(part for part in parts if chance.random() < 0.35)


def _side(chance: random.Random) -> str:
    dated = f"<li><time datetime='2025-01-02'>2 Jan 2025</time> <a href='/o'>{headline(chance)}</a></li>"
    listed = "".join(f"<li><a href='/m/{i}'>{headline(chance)}</a></li>" for i in range(chance.randint(0, 8)))
    return f"<aside class='sidebar'><h2>Most popular</h2><ul>{dated}{listed}</ul></aside>"


def _footer(outlet: str) -> str:
    return f"<footer><p>© 2026 {outlet}</p><a href='/contact'>Contact</a> <a href='/terms'>Terms</a></footer>"


# ---- pages that are no article -----------------------------------------------

Maker = Callable[[random.Random, str], tuple[str, str, str]]  # chance, outlet -> title, body, path


def other_page(number: int) -> MadePage:
    """The non-article page with that number; the kinds alternate."""
    chance = random.Random(10_000 + number)
    kind = sorted(_OTHERS)[number % len(_OTHERS)]
    outlet = chance.choice(_OUTLETS)
    title, inner, path = _OTHERS[kind](chance, outlet)
    head = f"<title>{chance.choice((f'{title} | {outlet}', f'{title} - {outlet}', title)) if title != outlet else outlet}</title>"
    if chance.random() < 0.4:
        head += f'<meta property="og:type" content="website"><meta property="og:site_name" content="{outlet}">'
    page = f"{_masthead(outlet, chance)}<main>{inner}</main>{_footer(outlet)}"
    return MadePage(f"{number}-{kind}", f"<!doctype html><html lang='en'><head>{head}</head><body>{page}</body></html>",
                    f"https://{outlet.lower().replace(' ', '')}.example{path}", kind=kind)  # fmt: skip


def _form(*fields: str, button: str) -> str:
    inputs = "".join(
        f"<label>{name}</label><input type='{kind}' name='{name}'>" for name, kind in (one.split(":") for one in fields)
    )
    return f"<form method='post'>{inputs}<button>{button}</button></form>"


def _front(chance: random.Random, outlet: str) -> tuple[str, str, str]:
    return outlet, f"{chance.choice((f'<h1>{outlet}</h1>', ''))}{teasers(chance, chance.randint(6, 25))}", "/"


def _listing(kind: str, path: str) -> Maker:
    def made(chance: random.Random, outlet: str) -> tuple[str, str, str]:
        title = chance.choice({"SECTION": ("Politics", "Sport", "Local news"), "TAG": ("Tag: ferries", "Topic: quays", "Posts tagged “trams”"),
                               "ARCHIVE": ("Archive", "Archives: May 2026", "May 2026")}[kind])  # fmt: skip
        return (
            title,
            f"<h1>{title}</h1>{teasers(chance, chance.randint(5, 20))}<div class='pages'><a>1</a> <a href='?p=2'>2</a> <a href='?p=3'>Next</a></div>",
            path,
        )

    return made


def _plain(title: str, lines: str, path: str, form: str = "") -> Maker:
    def made(chance: random.Random, outlet: str) -> tuple[str, str, str]:
        shown = chance.choice(title.split("|"))
        return shown, f"<h1>{shown}</h1><p>{lines}</p>{form}", path

    return made


def _search(chance: random.Random, outlet: str) -> tuple[str, str, str]:
    return (
        "Search results for quay",
        f"<h1>Search results for quay</h1><form><input name='q'></form><p>{chance.randint(5, 90)} results</p>{teasers(chance, 8)}",
        "/search?q=quay",
    )


def _forum(chance: random.Random, outlet: str) -> tuple[str, str, str]:
    posts = "".join(
        f"<div class='post'><div>{chance.choice(_PEOPLE)}</div><div>Joined: May 2019</div><div>Posts: {chance.randint(5, 900)}</div><p>{sentence(chance)} {sentence(chance)}</p><a>Quote</a></div>"
        for _ in range(6)
    )
    return (
        "Which ferry is best? - Harbour Forum",
        f"<h1>Which ferry is best?</h1>{posts}<a>Post reply</a>",
        "/forum/viewtopic.php?t=7",
    )


def _shop(chance: random.Random, outlet: str) -> tuple[str, str, str]:
    goods = "".join(
        f"<div class='product'><a href='/p/{i}'>Model ferry number {i}</a><span>$ {chance.randint(5, 90)}.00</span><button>Add to cart</button></div>"
        for i in range(9)
    )
    return (
        "Shop",
        f"<h1>Shop</h1>{goods}<p>Free shipping on every order over 50 dollars, and returns are free.</p>",
        "/shop/",
    )


def _events(chance: random.Random, outlet: str) -> tuple[str, str, str]:
    dates = "".join(
        f"<li><a href='/e/{i}'>Concert in {chance.choice(_TOWNS)}</a> {printed(date(2026, 5, i + 1), 'en', chance)}, doors 7 pm <a>Buy tickets</a></li>"
        for i in range(9)
    )
    return "Upcoming events", f"<h1>Upcoming events</h1><ul>{dates}</ul>", "/events/"


_OTHERS: dict[str, Maker] = {
    "FRONT": _front,
    "SECTION": _listing("SECTION", "/politics/"),
    "TAG": _listing("TAG", "/tag/ferries"),
    "ARCHIVE": _listing("ARCHIVE", "/archive/2026/05"),
    "SEARCH": _search,
    "FORUM": _forum,
    "SHOP": _shop,
    "EVENTS": _events,
    "LOGIN": _plain("Log in|Sign in to your account|Member login", "Welcome back. Please enter your details.", "/login", _form("user:text", "pass:password", button="Log in") + "<a>Forgot your password?</a>"),
    "REGISTER": _plain("Create an account|Register|Sign up", "It takes a minute and costs nothing.", "/register", _form("name:text", "mail:email", "pass:password", "again:password", button="Create account")),
    "PASSWORD": _plain("Reset your password|Forgot password?|Password recovery", "Enter your e-mail address and we will send you a link to reset your password.", "/reset", _form("mail:email", button="Send")),
    "CONTACT": _plain("Contact us|Get in touch|Contact", "You can write to us or call us between nine and five on working days.", "/contact", _form("name:text", "mail:email", button="Send") + "<textarea></textarea>"),
    "CHALLENGE": _plain("Just a moment...|Are you a robot?|Checking your browser before accessing", "Please complete the security check to continue. Ray ID: 7a8b", "/a"),
    "MISSING": _plain("Page not found|404|Sorry, we can’t find that page", "The page that you are looking for does not exist or has been moved. Check the address.", "/nothing"),
    "ERROR": _plain("503 Service Unavailable|Internal Server Error|Something went wrong", "Please try again in a few minutes.", "/x"),
    "CONSENT": _plain("Before you continue|We value your privacy|Cookie consent", "We and our 812 partners store and access information on your device to show you personalised ads. <button>Accept all</button>", "/c"),
    "SCRIPT": _plain("The Harbour Lamp", "You need to enable JavaScript to run this app.", "/s"),
}  # fmt: skip
