"""A person's page as messages: within a caption's limit whatever the articles hold, the most important first."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.models import Headline, Quote, QuoteKind, Speaker
from bot.profiles.profiles import Companion, Defined, Portrait, Portrayed
from handlers.views import person as person_view
from handlers.views.callback_data import MAX_BYTES, Code, read
from handlers.views.html import units
from handlers.views.messages import MAX_CAPTION, MAX_UNITS, Part

DAY = datetime(2026, 11, 20, tzinfo=UTC)


def headline(
    row: int = 1, *, source: str = "Coast Radio", url: str = "https://coast.example/a", title: str = "Title"
) -> Headline:
    return Headline(row=row, id=f"a{row}", title=title, source=source, url=url, published=DAY, added=DAY)


def quote(words: str, kind: QuoteKind = QuoteKind.DIRECT, origin: Headline | None = None) -> Quote:
    return Quote(
        row=1,
        headline=origin or headline(),
        sentence_row=1,
        content=words,
        kind=kind,
        speaker="Elena Marsh",
        speaker_as_written="Marsh",
        cue="said",
    )


def portrait(**changes: object) -> Portrait:
    values: dict[str, object] = {
        "speaker": Speaker(row=7, name="Elena Marsh", label="PERSON", quotes=2),
        "names": (),
        "defined": (),
        "articles": 3,
        "first": None,
        "last": None,
        "latest": (),
        "companions": (),
        "timeline": None,
    }
    return Portrait(**(values | changes))  # type: ignore[arg-type]


def defined(text: str, origin: Headline | None = None) -> Defined:
    return Defined(text=text, headline=origin or headline(), sentence_row=1, articles=1)


def companion(row: int, name: str, group: str = "people", sentences: int = 2) -> Companion:
    return Companion(row=row, name=name, group=group, sentences=sentences, articles=1)


def labels(part: Part) -> list[list[str]]:
    return [[one.label for one in row] for row in part.rows]


def test_a_whole_page() -> None:
    page = person_view.words(
        portrait(
            names=("Iron Elena",),
            defined=(defined("Elena Marsh, the minister"),),
            first=datetime(2026, 11, 1, tzinfo=UTC),
            last=DAY,
            latest=(quote("“Rain & wind”"), quote("that it rained", QuoteKind.INDIRECT)),
            companions=(
                companion(8, "Tom <Reed>"),
                companion(9, "Norlys", "organisations", 0),
                companion(3, "Sarn", "places"),
            ),
        ),
        5,
    )

    assert page.plain == (
        "Elena Marsh (also: Iron Elena)\n\n"
        "“Elena Marsh, the minister” — Coast Radio, 20 Nov 2026\n\n"
        "In 3 articles, 2 quotes · 1 Nov 2026 – 20 Nov 2026\n\n"
        "Latest words\n"
        "• “Rain & wind” — Coast Radio, 20 Nov 2026\n"
        "• that it rained (in the paper's words) — Coast Radio, 20 Nov 2026\n\n"
        "Named together with\n"
        "People: Tom <Reed> (2×)\n"
        "Organisations: Norlys (in 1 article)\n"
        "Places: Sarn (2×)"
    )
    assert "<b>Elena Marsh</b>" in page.html
    assert "Tom &lt;Reed&gt;" in page.html
    assert '<a href="https://coast.example/a">Coast Radio</a>' in page.html
    assert labels(page) == [
        ["💬 What they said"],
        ["👤 Tom <Reed>", "👤 Norlys"],
        ["👤 Sarn"],
        ["🔔 Follow Elena Marsh"],
    ]


def test_who_gave_the_words_of_an_organisation_is_named() -> None:
    given = replace(quote("“It leaks”"), speaker="Sarn Water", speaker_as_written="she", voice="Ana Sol")

    page = person_view.words(portrait(latest=(given,)), 5)

    assert "• “It leaks” (Ana Sol) — Coast Radio, 20 Nov 2026" in page.plain


def test_without_quotes_there_is_nothing_to_list() -> None:
    page = person_view.words(portrait(speaker=Speaker(row=7, name="Sarn", label="GPE", quotes=0)), 5)

    assert page.plain == "Sarn\n\nIn 3 articles"
    assert labels(page) == [["🔔 Follow Sarn"]]


def test_one_day_and_one_article() -> None:
    page = person_view.words(portrait(articles=1, first=DAY, last=DAY), 5)

    assert page.plain.endswith("In 1 article, 2 quotes · 20 Nov 2026")


def test_an_article_without_an_outlet_is_cited_by_its_title() -> None:
    page = person_view.words(portrait(defined=(defined("Minister Marsh", headline(source="", url="")),)), 5)

    assert "“Minister Marsh” — Title, 20 Nov 2026" in page.plain


def test_the_first_screen_holds_what_matters_most() -> None:
    full = portrait(
        defined=tuple(defined(f"Elena Marsh, {'the very important ' * 6} minister {number}") for number in range(3)),
        latest=tuple(quote("word " * 200) for _ in range(3)),
        companions=tuple(companion(number, f"Somebody With A Long Name {number}") for number in range(5)),
    )

    opening = person_view.opening(full, 5)

    assert units(opening.plain) <= MAX_CAPTION
    for kept in ("minister 0", "In 3 articles", "Latest words"):
        assert kept in opening.plain
    assert opening.plain.count("• ") == 1
    assert "Named together with" not in opening.plain
    assert labels(opening) == [["💬 What they said", "More"], ["🔔 Follow Elena Marsh"]]
    assert units(person_view.words(full, 5).plain) > MAX_CAPTION


def test_words_in_quotation_marks_come_before_the_paper_s() -> None:
    one = portrait(latest=(quote("that it rained", QuoteKind.INDIRECT), quote("“Rain & wind”")))

    assert "Rain & wind" in person_view.opening(one, 5).plain
    assert "it rained" not in person_view.opening(one, 5).plain


_TEXTS = st.text(st.sampled_from("ab <&>\"“”'\n\u202e😀é,."), max_size=300)
_ADDRESSES = st.sampled_from(["", "https://a.example/" + "x" * 1400, "https://a.example/?a=1&b=2", "javascript:x"])


@st.composite
def portraits(draw: st.DrawFn) -> Portrait:
    origin = headline(source=draw(_TEXTS), url=draw(_ADDRESSES), title=draw(_TEXTS))
    return portrait(
        speaker=Speaker(row=2**62, name=draw(_TEXTS), label="ORG", quotes=draw(st.integers(0, 9))),
        names=tuple(draw(st.lists(_TEXTS, max_size=5))),
        defined=tuple(defined(one, origin) for one in draw(st.lists(_TEXTS, max_size=3))),
        latest=tuple(quote(one, origin=origin) for one in draw(st.lists(_TEXTS, max_size=3))),
        companions=tuple(companion(2**62 + at, one) for at, one in enumerate(draw(st.lists(_TEXTS, max_size=15)))),
        first=DAY,
        last=DAY,
    )


@given(portraits())
def test_any_page_is_within_telegrams_limits(one: Portrait) -> None:
    for part, limit in ((person_view.opening(one, 2**62), MAX_CAPTION), (person_view.words(one, 2**62), MAX_UNITS)):
        assert 1 <= units(part.plain) <= limit
        assert part.html.count("<b>") == part.html.count("</b>")
        assert len(part.html.encode()) < 40_000
        assert sum(len(address) for address in re.findall(r'href="([^"]*)"', part.html)) < 9_500 * 1.2
        for button in (button for row in part.rows for button in row):
            assert len(button.data.encode()) <= MAX_BYTES
            assert read(button.data)
            assert button.label.strip()


@pytest.mark.parametrize(
    ("found", "asked"),
    [
        (Portrayed(choices=(Speaker(row=1, name="Tom Reed", label="PERSON", quotes=1),)), "Which Reed do you mean?"),
        (
            Portrayed(choices=(Speaker(row=1, name="Tom Reed", label="PERSON", quotes=1),), near=True),
            "My articles don't name “Reed”. Did you mean:",
        ),
    ],
)
def test_choices(found: Portrayed, asked: str) -> None:
    part = person_view.choices(found, "Reed")

    assert part.plain == asked
    assert labels(part) == [["Tom Reed (person, 1 quote)"]]
    assert part.rows[0][0].data == f"1.{Code.PERSON}.1"


def test_a_name_that_is_chosen_is_read_whole() -> None:
    bank = Speaker(row=1, name="National Bank of Velmora", label="ORG", quotes=3)
    town, person = (Speaker(row=row, name="Orlo", label=label, quotes=0) for row, label in ((2, "GPE"), (3, "PERSON")))

    part = person_view.choices(Portrayed(choices=(bank, town, person)), "Orlo")

    assert labels(part) == [["National Bank of Velmora (3 quotes)"], ["Orlo (place)"], ["Orlo (person)"]]


def test_a_button_for_other_messages() -> None:
    [button] = person_view.person_button(Speaker(row=7, name="Elena Marsh", label="PERSON", quotes=0))

    assert (button.label, button.data) == ("👤 Profile", "1.p.7")
    assert person_view.person_button(None) == ()
