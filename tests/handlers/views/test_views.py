"""Any article, any name, any question renders to messages that Telegram takes. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.models import (
    Answer,
    Brief,
    BriefKind,
    ChatKey,
    CitedSentence,
    Context,
    Coverage,
    Delivery,
    DeliveryStatus,
    Excerpt,
    FollowKind,
    Headline,
    Quote,
    QuoteKind,
    QuoteResult,
    Speaker,
    Stats,
    Subscription,
    Trend,
    Trending,
    Voice,
)
from bot.models.quotes import TopicReason
from bot.newsroom import HeadlineList
from bot.translation import speaking
from bot.understanding.quote_requests import Lookup
from handlers.commands.registry import COMMANDS
from handlers.localchat.formatted import entity_bytes
from handlers.localchat.html_entities import parse_html
from handlers.views import answer as answer_view
from handlers.views import briefs as briefs_view
from handlers.views import declined as declined_view
from handlers.views import headlines as headlines_view
from handlers.views import quotes as quotes_view
from handlers.views import subscription_list
from handlers.views import subscriptions as subscriptions_view
from handlers.views.html import units
from handlers.views.menu import greeting, help_parts, sources_parts
from handlers.views.messages import Button, Part

calm = settings(deadline=None, max_examples=60)  # the machine may be busy

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = datetime(2024, 7, 9, tzinfo=UTC)
CHAT = ChatKey(chat_id=7)
COVERAGE = Coverage(articles=344, newest=DAY)

NASTY = st.sampled_from(
    [
        "",
        "<b>&amp;",
        "</blockquote><a href='x'>",
        "\0\ud800\u202e",
        "שלום עולם",
        "👩‍👩‍👧‍👦" * 300,
        "e\u0301" * 900,
        "𝒳" * 3000,
        "word " * 2000,
        "x" * 6000,
        "\n\n \t",
        '"quoted" & “curly”',
    ]
)
TEXT = st.one_of(NASTY, st.text(max_size=80), st.text(alphabet="ab <>&\"'“”\n🙂", max_size=1500))
URL = st.one_of(
    st.sampled_from(
        ["", "https://example.org/a?b=1&c=2", "javascript:alert(1)", "http://[", "https://x y", "http://a"]
    ),
    st.text(max_size=40),
    st.integers(1, 3000).map(lambda length: "https://news.example.org/" + "p" * length),
)
TIMES = st.one_of(st.none(), st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))
HEADLINES = st.builds(
    Headline, row=st.integers(1, 10**12), id=TEXT, title=TEXT, source=TEXT, url=URL, published=TIMES,
    added=st.just(NOW), lead=TEXT,
)  # fmt: skip
SPANS = st.one_of(st.none(), st.tuples(st.integers(-3, 3000), st.integers(-3, 3000)))
EXCERPTS = st.builds(
    Excerpt, headline=HEADLINES, sentence_row=st.integers(1, 10**12), text=TEXT, score=st.floats(-1, 9),
    highlight=SPANS, before=TEXT, also=st.lists(HEADLINES, max_size=5).map(tuple),
)  # fmt: skip
VOICES = st.lists(st.builds(Voice, words=TEXT, headline=HEADLINES), max_size=7)
SPEAKERS = st.builds(Speaker, row=st.integers(1, 10**12), name=TEXT, label=st.just("PERSON"), quotes=st.integers(0, 99))
QUOTES = st.builds(
    Quote, row=st.integers(1), headline=HEADLINES, sentence_row=st.integers(1, 10**12), content=TEXT,
    kind=st.sampled_from(QuoteKind), speaker=TEXT, speaker_as_written=TEXT, cue=TEXT,
)  # fmt: skip
SUBSCRIPTIONS = st.builds(
    Subscription, row=st.integers(1, 10**12), chat=st.just(CHAT), kind=st.sampled_from(FollowKind), value=TEXT,
    created=st.just(NOW), muted_until=TIMES,
)  # fmt: skip
CITED = st.builds(
    CitedSentence, headline=HEADLINES, sentence_row=st.integers(1, 10**12), text=TEXT,
    day=st.one_of(st.none(), st.dates()), speaker=TEXT,
)  # fmt: skip
TRENDS = st.builds(
    Trend, row=st.integers(1, 10**12), name=TEXT, label=st.just("PERSON"), now=st.integers(0, 999),
    before=st.floats(0, 99), headline=HEADLINES, days=st.just(()),
)  # fmt: skip
PLACES = st.builds(
    headlines_view.Place, view=st.integers(1, 10**12), offset=st.integers(0, 500), total=st.integers(0, 1000),
    first=st.integers(1, 3), speaker=st.integers(0, 10**12),
)  # fmt: skip


def check(parts: Sequence[Part]) -> None:
    """Every rule of Telegram that a message can break."""
    assert parts
    for part in parts:
        shown = parse_html(part.html)  # raises for tags that are wrong, crossed or not allowed
        assert shown.text.strip()
        assert units(shown.text) <= 4096
        assert len(shown.entities) <= 100
        assert entity_bytes(shown.entities) <= 9500
        assert shown.text == part.plain
        assert "\0" not in shown.text
        shown.text.encode()
        assert all(entity.url.startswith(("http://", "https://")) for entity in shown.entities if entity.url)
        check_buttons([one for row in part.rows for one in row])
        assert all(0 < len(row) <= 8 for row in part.rows)


def check_buttons(buttons: list[Button]) -> None:
    assert len(buttons) <= 100
    for one in buttons:
        assert one.label.strip()
        assert [bool(one.data), bool(one.url), bool(one.copy), bool(one.share)].count(True) == 1
        assert len(one.data.encode()) <= 64
        assert not one.url or one.url.startswith(("http://", "https://"))


@calm
@given(
    st.lists(EXCERPTS, max_size=3), PLACES, st.tuples(TEXT, TEXT), st.booleans(), VOICES, st.booleans(), st.booleans()
)
def test_any_answer(
    excerpts: list[Excerpt],
    place: headlines_view.Place,
    words: tuple[str, str],
    now: bool,
    voices: list[Voice],
    differ: bool,
    unsure: bool,
) -> None:
    short, topic = words
    found = Answer(question="?", excerpts=tuple(excerpts), short=short, topic=topic, unsure=unsure, differ=differ)
    found = replace(found, voices=tuple(voices))
    check([answer_view.answer(found, place, about_now=now, now=NOW)])
    check([declined_view.declined(found, place, COVERAGE)])


@calm
@given(st.lists(HEADLINES, max_size=5), PLACES, TEXT)
def test_any_headlines(found: list[Headline], place: headlines_view.Place, topic: str) -> None:
    check([headlines_view.headlines(HeadlineList(topic=topic, days=topic, headlines=tuple(found)), place)])


@calm
@given(st.lists(CITED, max_size=8), st.sampled_from(BriefKind), TEXT)
def test_any_brief(sentences: list[CitedSentence], kind: BriefKind, topic: str) -> None:
    found = Brief(kind=kind, topic=topic, sentences=tuple(sentences), articles=len(sentences))
    check([briefs_view.brief(found, topic, 10**12)])


@calm
@given(st.lists(TRENDS, max_size=10))
def test_any_trends(trends: list[Trend]) -> None:
    check([briefs_view.trending(Trending(since=date(2026, 1, 1), until=date(2026, 1, 3), trends=tuple(trends)))])


@calm
@given(HEADLINES, TEXT, SPANS, TEXT, TEXT)
def test_any_context(headline: Headline, paragraph: str, span: tuple[int, int] | None, before: str, after: str) -> None:
    start, end = span or (0, 0)
    found = Context(headline=headline, paragraph=paragraph, start=start, end=end, before=before, after=after)
    check([headlines_view.context(found, back="1.w.1.2.3")])


@calm
@given(SPEAKERS, st.lists(QUOTES, min_size=1, max_size=5), PLACES, TEXT)
def test_any_quotes(speaker: Speaker, quotes: list[Quote], place: headlines_view.Place, about: str) -> None:
    wanted = Lookup(name=about, about=about, exact=about)
    for found in (
        QuoteResult(speaker=speaker, others=True),
        QuoteResult(mentioned=speaker),
        QuoteResult(by_words=True),
        QuoteResult(),
    ):
        check([quotes_view.said(replace(found, quotes=tuple(quotes), total=place.total), place, wanted)])
        check([quotes_view.silent(found, wanted, 10**12, others_on_topic=True)])


@calm
@given(st.lists(SPEAKERS, max_size=12), TEXT, st.booleans(), st.lists(HEADLINES, max_size=3))
def test_any_people_to_choose_from(speakers: list[Speaker], name: str, near: bool, naming: list[Headline]) -> None:
    for found in (QuoteResult(near=near), QuoteResult(silent=near)):
        check([quotes_view.choices(replace(found, choices=tuple(speakers)), Lookup(name=name, about=name), 10**12)])
    for wanted in (Lookup(name=name), Lookup(about=name), Lookup(exact=name)):
        check([quotes_view.nobody(wanted, naming, view=10**12)])


@calm
@given(st.lists(SUBSCRIPTIONS, max_size=20), st.integers(0, 9))
def test_any_list_of_subscriptions(found: list[Subscription], at: int) -> None:
    check([subscription_list.following(found, at, NOW)])


@calm
@given(HEADLINES, TEXT, st.one_of(st.none(), SUBSCRIPTIONS), st.one_of(st.none(), st.integers(1, 10**12)))
def test_any_delivery(headline: Headline, sentence: str, one: Subscription | None, row: int | None) -> None:
    owed = Delivery(
        row=1, chat=CHAT, status=DeliveryStatus.PENDING, headline=headline, sentence=sentence, sentence_row=row,
        subscription=one, attempts=0, due=NOW,
    )  # fmt: skip
    check([subscriptions_view.delivery(owed)])


@calm
@given(st.lists(st.tuples(TEXT, st.integers(0, 10**9)), max_size=90), TIMES)
def test_any_sources(sources: list[tuple[str, int]], oldest: datetime | None) -> None:
    stats = Stats(
        articles=len(sources), sentences=1, entities=1, quotes=1, subscriptions=0, pending=0, newest=NOW,
        oldest=oldest, sources=tuple(sources),
    )  # fmt: skip
    check(sources_parts(stats))


def test_articles_without_an_outlet_are_counted_too() -> None:
    stats = Stats(articles=3, sentences=9, entities=0, quotes=0, subscriptions=0, pending=0, newest=DAY, oldest=DAY,
                  sources=(("ANI", 2),))  # fmt: skip
    (part,) = sources_parts(stats)
    (whole,) = sources_parts(replace(stats, articles=2))

    assert "• ANI: 2\n\n1 without an outlet.\n\n" in part.plain
    assert "without" not in whole.plain


def test_fixed_texts() -> None:
    check(help_parts(COMMANDS))
    nothing = Coverage(articles=0, newest=None)
    check([greeting(nothing, 0, [], None, NOW)])
    check([greeting(Coverage(articles=2, newest=DAY), 1, [("Who won?", 7)], headline(title="x" * 300), NOW)])


# ---- what readers see ---------------------------------------------------------


def headline(**changes: object) -> Headline:
    given: dict[str, object] = {
        "row": 1, "id": "a", "title": "Russia to release Indians", "source": "ANI", "url": "https://example.org/a",
        "published": DAY, "added": NOW, "lead": "Russia has decided to release all Indians.",
    }  # fmt: skip
    return Headline(**{**given, **changes})  # type: ignore[arg-type]


def excerpt(text: str = "At least four Indian nationals had been killed.", **changes: object) -> Excerpt:
    given: dict[str, object] = {"headline": headline(), "sentence_row": 5, "text": text, "score": 3.0}
    return Excerpt(**{**given, **changes})  # type: ignore[arg-type]


def test_answer_has_the_short_answer_first_and_the_origin_below_the_sentence() -> None:
    found = Answer(question="?", excerpts=(excerpt(highlight=(9, 13)),), short="four", topic="Putin")

    part = answer_view.answer(found, headlines_view.Place(view=8, total=1), now=NOW)

    assert part.html == (
        "<b>four</b>\n\n"
        "<blockquote>At least <b>four</b> Indian nationals had been killed.</blockquote>\n"
        '<a href="https://example.org/a">Russia to release Indians</a> — ANI, 9 July 2024'
    )
    assert part.rows == (
        (Button("In context", "1.c.5.a.8.0"), Button("🔔 Follow Putin", "1.f.8")),
        (Button("👍", "1.v.8.1"), Button("👎", "1.v.8.0"), Button("🔔 Story", "1.i.1")),
    )
    assert part.preview == "https://example.org/a"


def test_the_first_page_is_one_excerpt_and_the_others_wait() -> None:
    found = answer_view.leading(Answer(question="?", excerpts=(excerpt(), excerpt(sentence_row=6)), shown=2))

    assert (found.shown, len(found.excerpts)) == (1, 2)


def test_where_articles_differ_their_excerpts_come_first() -> None:
    six, twelve = headline(row=2), headline(row=3)
    told = (
        excerpt("They met."),
        excerpt("Six were hurt.", headline=six, sentence_row=6),
        excerpt("Twelve were hurt.", headline=twelve, sentence_row=7),
    )
    voices = (Voice(words="Six", headline=six), Voice(words="Twelve", headline=twelve))

    found = answer_view.leading(Answer(question="?", excerpts=told, voices=voices, differ=True))

    assert [one.text for one in found.excerpts] == ["Six were hurt.", "Twelve were hurt.", "They met."]
    assert found.shown == 2


@pytest.mark.parametrize(
    ("short", "unsure", "first"),
    [("Six", True, "Perhaps: Six"), ("Six", False, "Six"), (None, True, "This may not answer it:"), (None, False, "")],
)
def test_an_answer_as_likely_wrong_as_right_says_so(short: str | None, first: str, *, unsure: bool) -> None:
    found = Answer(question="?", excerpts=(excerpt("Six were hurt."),), short=short, unsure=unsure)

    part = answer_view.answer(found, headlines_view.Place(view=8, total=1, first=1), now=NOW)

    assert part.plain.partition("Six were hurt.")[0].strip() == first
    assert "<b>Six</b>" in part.html or short is None


def test_several_excerpts_are_numbered_and_lead_on() -> None:
    found = Answer(question="?", excerpts=(excerpt(), excerpt(sentence_row=6)))

    part = answer_view.answer(found, headlines_view.Place(view=8, total=5, first=2), now=NOW)

    assert "1. ANI, 9 Jul 2024" in part.plain
    assert "2. ANI, 9 Jul 2024" in part.plain
    assert [one.label for row in part.rows[:-1] for one in row] == ["1", "2", "More (3)"]
    assert part.rows[0][2].data == "1.a.8.2"


@pytest.mark.parametrize(
    ("words", "numbers", "position"),
    [
        ("It rained.", ["3", "4", "5"], "3–5 of 9"),
        ("It rained on the hills of Velmora. " * 3, ["3", "4"], "3–4 of 9"),
        ("It rained on the hills of Velmora. " * 9, ["In context"], "3 of 9"),
    ],
)
def test_a_further_page_holds_what_a_phone_shows(words: str, numbers: list[str], position: str) -> None:
    told = [excerpt(f"{words}{row}", headline=headline(row=row), sentence_row=row) for row in (1, 2, 3)]
    found = Answer(question="?", excerpts=tuple(told))

    part = answer_view.answer(found, headlines_view.Place(view=8, offset=2, total=9, first=2), now=NOW)

    assert part.plain.startswith(position + "\n")
    assert [one.label for one in part.rows[0]] == numbers
    on = 2 + len(numbers)  # where the next page begins
    assert (part.rows[1][-1].label, part.rows[1][-1].data) == (f"More ({9 - on})", f"1.a.8.{on}")


@pytest.mark.parametrize(
    ("offset", "labels"),
    [
        (2, {"◀ Back": "1.a.8.0", "More (4)": "1.a.8.5"}),
        (5, {"◀ Back": "1.a.8.2", "More (1)": "1.a.8.8"}),
        (8, {"◀ Back": "1.a.8.5"}),
    ],
)
def test_pages_of_an_answer(offset: int, labels: dict[str, str]) -> None:
    found = Answer(question="?", excerpts=(excerpt(),))

    part = answer_view.answer(found, headlines_view.Place(view=8, offset=offset, total=9, first=2), now=NOW)

    assert {one.label: one.data for one in part.rows[1]} == labels
    assert part.plain.startswith(f"{offset + 1} of 9")


@pytest.mark.parametrize(("age", "about_now", "warned"), [(40, True, True), (20, True, False), (40, False, False)])
def test_old_evidence_is_said_to_be_old(age: int, about_now: bool, warned: bool) -> None:
    old = excerpt(headline=headline(published=NOW - timedelta(days=age)))

    part = answer_view.answer(
        Answer(question="?", excerpts=(old,)), headlines_view.Place(view=1, total=1), about_now=about_now, now=NOW
    )

    assert part.plain.startswith("⚠ Old news: the newest I have on this is from") is warned


def test_declined_names_each_near_article_once() -> None:
    other = headline(row=2, title="Other")
    found = Answer(
        question="?",
        excerpts=(excerpt(), excerpt(), excerpt("Russia too.", headline=other)),
        abstained=True,
        topic="Russia",
    )

    part = declined_view.declined(found, headlines_view.Place(view=3), COVERAGE)

    assert part.plain == (
        "My articles don't say.\nI searched 344 articles, the newest from 9 July 2024.\n\nNearest to it:\n"
        "• Russia to release Indians — ANI, 9 July 2024\n• Other — ANI, 9 July 2024"
    )
    assert part.rows == ((Button("🔔 Follow Russia", "1.f.3"), Button("Latest headlines", "1.h.0")),)


def test_other_outlets_on_the_story_are_named_below_its_headline() -> None:
    found = HeadlineList(headlines=(headline(),), total=1, also={1: ("Post <b>", "Wire", "Radio", "Echo")})

    part = headlines_view.headlines(found, headlines_view.Place(view=1, total=1))

    assert "\nalso: Post <b>, Wire\n" in part.plain + "\n"
    assert "Post &lt;b&gt;" in part.html


def test_time_of_day_is_shown_in_the_reader_s_zone() -> None:
    part = headlines_view.headlines(
        HeadlineList(headlines=(headline(published=DAY.replace(hour=14, minute=5)),)),
        headlines_view.Place(view=1, total=1),
    )

    assert '<tg-time unix="1720533900" format="D">9 Jul 2024</tg-time>' in part.html


def test_days_are_headlines_that_fit_a_screen() -> None:
    one = headline(title="Indians released", lead="Russia has decided to release them.")

    part = headlines_view.headlines(
        HeadlineList(headlines=(one,), days="9 July"), headlines_view.Place(view=1, total=1)
    )

    assert part.plain == "Latest, 9 July\n1. Indians released · ANI · 9 Jul 2024"


def test_direct_and_reported_words_are_told_apart() -> None:
    def quote(kind: QuoteKind, content: str) -> Quote:
        return Quote(
            row=1, headline=headline(), sentence_row=4, content=content, kind=kind, speaker="Narendra Modi",
            speaker_as_written="PM Modi", cue="said",
        )  # fmt: skip

    quotes = (quote(QuoteKind.DIRECT, '"Gratitude to him"'), quote(QuoteKind.INDIRECT, "that he looks forward"))
    found = QuoteResult(speaker=Speaker(row=9, name="Narendra Modi", label="PERSON", quotes=2), quotes=quotes, total=2)

    part = quotes_view.said(
        found, headlines_view.Place(view=1, total=2, speaker=9), Lookup(name="Modi", about="Russia")
    )

    assert part.html == (
        "<b>Narendra Modi</b> · 2 quotes about Russia\n"
        "1. PM Modi <i>said</i>:\n<blockquote>“Gratitude to him”</blockquote>\n"
        "2. PM Modi <i>said</i>, in the paper&#x27;s words:\nthat he looks forward\n"
        '<a href="https://example.org/a">ANI</a>, 9 Jul 2024'
    )
    assert part.rows[0][1].data == "1.c.4.w.1.0.9"


def test_what_only_comes_nearest_to_a_topic_is_said_to() -> None:
    one = Quote(
        row=1, headline=headline(), sentence_row=4, content="four died", kind=QuoteKind.INDIRECT, speaker="MEA",
        speaker_as_written="the MEA", cue="said", why=TopicReason.NEAREST,
    )  # fmt: skip
    found = QuoteResult(speaker=Speaker(row=9, name="MEA", label="ORG", quotes=1), quotes=(one,), total=1)
    wanted, place = Lookup(name="MEA", about="floods"), headlines_view.Place(view=1, total=1, speaker=9)

    assert quotes_view.said(found, place, wanted).plain.startswith("MEA · nothing certain about floods; nearest:\n")
    evident = replace(found, quotes=(replace(one, why=TopicReason.WORDS),))
    assert quotes_view.said(evident, place, wanted).plain.startswith("MEA · 1 quote about floods\n")


@pytest.mark.parametrize(
    ("cue", "head"),
    [
        ("according to", "1. according to the MEA, in the paper's words:"),
        ("reported", "1. the MEA reported, in the paper's words:"),
    ],
)
def test_a_cue_reads_as_in_a_sentence(cue: str, head: str) -> None:
    one = Quote(
        row=1, headline=headline(), sentence_row=4, content="four died", kind=QuoteKind.INDIRECT, speaker="MEA",
        speaker_as_written="the MEA", cue=cue,
    )  # fmt: skip
    found = QuoteResult(speaker=Speaker(row=9, name="MEA", label="ORG", quotes=1), quotes=(one,), total=1)

    part = quotes_view.said(found, headlines_view.Place(view=1, total=1, speaker=9), Lookup(name="MEA"))

    assert f"\n{head}\nfour died" in part.plain


@pytest.mark.parametrize(
    ("cue", "kind", "head"),
    [
        ("said", QuoteKind.DIRECT, "1. die MEA:"),
        ("adds", QuoteKind.INDIRECT, "1. die MEA, in den Worten der Zeitung:"),
        ("according to", QuoteKind.INDIRECT, "1. die MEA, in den Worten der Zeitung:"),
        ("denied on Monday", QuoteKind.INDIRECT, "1. die MEA (denied on Monday), in den Worten der Zeitung:"),
    ],
)
def test_in_another_language_an_english_cue_is_no_part_of_the_sentence(cue: str, kind: QuoteKind, head: str) -> None:
    one = Quote(
        row=1, headline=headline(), sentence_row=4, content="four died", kind=kind, speaker="MEA",
        speaker_as_written="die MEA", cue=cue,
    )  # fmt: skip
    found = QuoteResult(speaker=Speaker(row=9, name="MEA", label="ORG", quotes=1), quotes=(one,), total=1)

    with speaking("de"):
        part = quotes_view.said(found, headlines_view.Place(view=1, total=1, speaker=9), Lookup(name="MEA"))

    assert f"\n{head}\n" in part.plain


@pytest.mark.parametrize(
    ("written", "name", "head"),
    [
        ("Saul", "Henrike Saul", "1. Saul said:"),
        ("Governor Saul of the National Bank, who leaves in a month", "Henrike Saul", "1. Henrike Saul said:"),
        ("the chairman, whose bank had fallen", "Maximiliane Konstantinova", "1. Konstantinova said:"),
    ],
)
def test_a_long_description_gives_way_to_the_name(written: str, name: str, head: str) -> None:
    one = Quote(
        row=1, headline=headline(), sentence_row=4, content="four died", kind=QuoteKind.DIRECT, speaker=name,
        speaker_as_written=written, cue="said",
    )  # fmt: skip
    found = QuoteResult(speaker=Speaker(row=9, name=name, label="PERSON", quotes=1), quotes=(one,), total=1)

    part = quotes_view.said(found, headlines_view.Place(view=1, total=1, speaker=9), Lookup(name=name))

    assert f"\n{head}\n" in part.plain


@pytest.mark.parametrize(("words", "shown"), [("it rained", 2), ("it rained on the hills of Velmora " * 6, 1)])
def test_a_first_page_of_quotes_fits_a_phone_screen(words: str, shown: int) -> None:
    def quote(row: int) -> Quote:
        return Quote(
            row=row, headline=headline(row=row), sentence_row=row, content=f"{words} {row}", kind=QuoteKind.INDIRECT,
            speaker="Henrike Saul", speaker_as_written="Governor Henrike Saul", cue="said",
        )  # fmt: skip

    speaker = Speaker(row=9, name="Henrike Saul", label="PERSON", quotes=2)
    found = QuoteResult(speaker=speaker, quotes=(quote(1), quote(2)), total=2)

    part = quotes_view.said(found, headlines_view.Place(view=1, total=2, speaker=9), Lookup(name="Saul"))

    assert part.plain.count("Saul said, in the paper's words") == shown
    assert "Governor" not in part.plain
    assert len(part.rows) <= 2


def test_the_quotes_of_an_article_stand_together() -> None:
    def quote(article: int, sentence: int) -> Quote:
        return Quote(
            row=sentence, headline=headline(row=article), sentence_row=sentence, content=f"words {sentence}",
            kind=QuoteKind.INDIRECT, speaker="Narendra Modi", speaker_as_written="he", cue="said",
        )  # fmt: skip

    found = QuoteResult(by_words=True, quotes=(quote(1, 1), quote(2, 2), quote(1, 3)), total=3)

    part = quotes_view.said(found, headlines_view.Place(view=1, total=3), Lookup(about="trade"))

    assert part.plain.startswith("About trade · 3 quotes\n")
    assert part.plain.index("1. Narendra Modi said, in the paper's words:\nwords 1") < part.plain.index(
        "2. Narendra Modi"
    )
    assert part.plain.index("words 3") < part.plain.index("3. Narendra Modi said, in the paper's words:\nwords 2")
    assert [one.data for one in part.rows[0]] == ["1.c.1.w.1.0.0", "1.c.3.w.1.0.0", "1.c.2.w.1.0.0"]


@pytest.mark.parametrize(
    ("title", "sentence"),
    [("Putin spoke.", "Putin spoke."), ("Putin spoke", "Putin spoke."), ("Putin in Kazan", "Putin spoke.")],
)
def test_a_delivery_does_not_say_its_headline_twice(title: str, sentence: str) -> None:
    owed = Delivery(
        row=1, chat=CHAT, status=DeliveryStatus.PENDING, headline=headline(title=title), sentence=sentence,
        sentence_row=5, subscription=None, attempts=0, due=NOW,
    )  # fmt: skip

    part = subscriptions_view.delivery(owed)

    assert title in part.plain
    assert part.plain.count("Putin spoke") == 1


@pytest.mark.parametrize(("url", "first"), [("https://example.org/a", "Read"), ("", "In context")])
def test_delivery_says_why_and_how_to_end_it(url: str, first: str) -> None:
    one = Subscription(row=3, chat=CHAT, kind=FollowKind.NAME, value="Putin", created=NOW)
    owed = Delivery(
        row=1, chat=CHAT, status=DeliveryStatus.PENDING, headline=headline(url=url), sentence="Putin spoke.",
        sentence_row=5, subscription=one, attempts=0, due=NOW,
    )  # fmt: skip

    part = subscriptions_view.delivery(owed)

    assert part.plain == (
        "Russia to release Indians\nPutin spoke.\nANI · 9 July 2024\nYou follow articles that name Putin."
    )
    assert [one.label for row in part.rows for one in row] == [first, "Mute 24 h", "Unfollow"]


def voice(words: str, source: str, day: int) -> Voice:
    return Voice(
        words=words, headline=headline(source=source, published=DAY.replace(day=day), url=f"https://x.y/{day}")
    )


def test_articles_that_agree_are_counted_below_the_short_answer() -> None:
    voices = (voice("four", "TASS", 10), voice("at least four", "ANI", 9))
    found = Answer(question="?", excerpts=(excerpt(),), short="four", voices=voices)

    part = answer_view.answer(found, headlines_view.Place(view=1, total=1), now=NOW)

    assert part.plain.startswith("four\n2 articles say so: TASS, 10 July 2024 · ANI, 9 July 2024\n\n")
    assert '<a href="https://x.y/10">TASS, 10 July 2024</a>' in part.html


def test_articles_without_an_outlet_are_told_apart_by_their_titles() -> None:
    voices = (voice("four", "", 10), voice("four", "ANI", 9))
    found = Answer(question="?", excerpts=(excerpt(also=(headline(source=""),)),), short="four", voices=voices)

    part = answer_view.answer(found, headlines_view.Place(view=1, total=1), now=NOW)

    title = headlines_view.title_of(headline())
    assert part.plain.startswith("four\n2 articles say so: “")
    assert title[:20] in part.plain.split("\n")[1]
    assert part.plain.split("\n")[1].endswith("”, 10 July 2024 · ANI, 9 July 2024")
    assert part.plain.split("\n")[-1].startswith(f"Also in “{title[:20]}")


def test_articles_that_differ_are_shown_with_what_each_says() -> None:
    other = voice("six", "TASS", 10)
    other = replace(other, headline=replace(other.headline, row=2))
    voices = (other, voice("four", "ANI", 9))
    found = Answer(question="?", excerpts=(excerpt(),), short="four", voices=voices, differ=True)

    part = answer_view.answer(found, headlines_view.Place(view=1, total=1), now=NOW)

    assert part.plain.startswith("Articles differ: six (TASS, 10 July 2024) · four (ANI, 9 July 2024)\n\nAt least four")
    assert part.html.startswith('<b>Articles differ:</b> <b>six</b> (<a href="https://x.y/10">TASS, 10 July 2024</a>)')


def test_voices_stand_on_the_first_page_only() -> None:
    found = Answer(question="?", excerpts=(excerpt(),), voices=(voice("six", "TASS", 10), voice("four", "ANI", 9)))

    part = answer_view.answer(found, headlines_view.Place(view=1, offset=3, total=4), now=NOW)

    assert "articles say so" not in part.plain


def test_other_outlets_of_the_same_sentence_stand_below_it() -> None:
    also = tuple(headline(row=row, source=f"Wire {row}") for row in range(5))
    found = Answer(question="?", excerpts=(excerpt(also=also),))

    part = answer_view.answer(found, headlines_view.Place(view=1, total=1), now=NOW)

    assert part.plain.endswith("\nAlso in Wire 0, 9 July 2024; Wire 1, 9 July 2024; Wire 2, 9 July 2024; 2 more")


def test_the_sentence_before_is_shown_as_context_unless_it_is_shown_anyway() -> None:
    first, second = excerpt("Saul spoke.", sentence_row=4), excerpt("She left.", before="Saul spoke.")
    place = headlines_view.Place(view=1, total=2, first=2)

    alone = answer_view.answer(Answer(question="?", excerpts=(second,)), place, now=NOW)
    both = answer_view.answer(Answer(question="?", excerpts=(first, second)), place, now=NOW)

    assert "<blockquote><i>Saul spoke.</i> She left.</blockquote>" in alone.html
    assert "<blockquote>She left.</blockquote>" in both.html


def test_what_does_not_fit_is_left_out_before_an_excerpt_is() -> None:
    address = "https://example.org/" + "z" * 1200
    also = tuple(headline(row=row, url=address) for row in (2, 3, 4))
    long = excerpt("x" * 2000, before="y" * 280, headline=headline(url=address), also=also)
    found = Answer(question="?", excerpts=(long, long, long), short="s" * 300, voices=(voice("six", "TASS", 10),) * 9)

    part = answer_view.answer(found, headlines_view.Place(view=1, total=9, first=3), now=NOW)

    assert part.plain.count("x" * 800) == 3
    assert "yyy" not in part.plain
    assert part.html.count("<blockquote") == 3
    assert "Also in" not in part.plain


@pytest.mark.parametrize(("length", "shown"), [(100, True), (250, False)])
def test_a_first_page_has_the_sentence_before_only_where_both_are_short(length: int, shown: bool) -> None:
    found = Answer(question="?", excerpts=(excerpt("x" * length, before="What came before."),))

    part = answer_view.answer(found, headlines_view.Place(view=1, total=1), now=NOW)

    assert ("What came before." in part.plain) is shown


@pytest.mark.parametrize(("verdict", "labels"), [(None, ["👍", "👎"]), (True, ["👍 ✓", "👎"])])
def test_the_verdict_is_marked_on_its_button(verdict: bool | None, labels: list[str]) -> None:
    found = Answer(question="?", excerpts=(excerpt(),))

    part = answer_view.answer(found, headlines_view.Place(view=1, total=1), now=NOW, verdict=verdict)

    assert [one.label for one in part.rows[-1]] == [*labels, "🔔 Story"]


def test_what_names_nothing_of_the_question_is_not_near_it() -> None:
    peru, other = excerpt("Lima, the capital of Peru, slept."), excerpt("Its capital rose.", headline=headline(row=9))
    found = Answer(question="What is the capital of Peru?", excerpts=(other,), abstained=True, topic="Peru")
    place = headlines_view.Place(view=1, total=1)

    assert "Nearest to it" not in declined_view.declined(found, place, COVERAGE).plain
    assert "Nearest to it" in declined_view.declined(replace(found, excerpts=(peru, other)), place, COVERAGE).plain


def test_without_a_topic_only_what_holds_most_of_the_words_is_near() -> None:
    price, bread = excerpt("The price of gold rose."), excerpt("The present price was given.", headline=headline(row=9))
    found = Answer(question="What is the price of gold?", excerpts=(bread,), abstained=True)
    place = headlines_view.Place(view=1, total=1)

    assert "Nearest to it" not in declined_view.declined(found, place, COVERAGE).plain
    assert "Nearest to it" in declined_view.declined(replace(found, excerpts=(price, bread)), place, COVERAGE).plain


TOLD = [(1, 1, "Saul"), (2, 2, "Pellun"), (3, 1, "Saul"), (4, 3, "Saul")]


def cited(text: str, *, row: int, speaker: str) -> CitedSentence:
    at = int(text.split()[1].strip("."))
    return CitedSentence(sentence_row=at, text=text, headline=headline(row=row), day=None, speaker=speaker)


def test_sentences_of_one_article_share_their_origin() -> None:
    told = [cited(f"Sentence {number}.", row=row, speaker=speaker) for number, row, speaker in TOLD]

    brief = briefs_view.brief(Brief(kind=BriefKind.COMPARISON, topic="rates", sentences=tuple(told)), "rates", 1)

    assert brief.plain.count("ANI, 9 Jul 2024") == 3
    assert brief.plain.index("1. Sentence 1.") < brief.plain.index("2. Sentence 3.") < brief.plain.index("Pellun")
    assert brief.html.count("<blockquote expandable>") == 2
    assert [one.data for one in brief.rows[0]] == ["1.c.1", "1.c.3", "1.c.4", "1.c.2"]


def test_a_comparison_is_headed_by_its_topic_and_names_who_speaks() -> None:
    told = [cited("Sentence 1.", row=1, speaker="Saul"), cited("Sentence 2.", row=2, speaker="Pellun")]

    brief = briefs_view.brief(
        Brief(kind=BriefKind.COMPARISON, topic="rates", sentences=tuple(told)), "Saul and Pellun", 1
    )

    assert brief.plain.startswith("Side by side: rates\n")
    assert brief.html.index("<blockquote expandable>") < brief.html.index("<b>Saul</b>")


def test_many_turns_have_one_row_of_numbers_and_fit_one_message() -> None:
    told = tuple(
        replace(cited(f"Sentence {number}. " + "x" * 400, row=1 + (number - 1) // 3, speaker=""), day=NOW.date())
        for number in range(1, 13)
    )

    part = briefs_view.brief(Brief(kind=BriefKind.TIMELINE, topic="dam", sentences=told, articles=4), "dam", 1)

    assert [one.label for one in part.rows[0]] == ["1–3", "4–6", "7–9", "10–12"]
    assert len(part.rows) == 2
    assert "12. Sentence 12." in part.plain
    assert len(part.plain) < 4096


def test_names_of_one_article_are_in_the_news_together() -> None:
    days = date(2026, 1, 1)
    trends = tuple(
        Trend(row=at, name=name, label="PERSON", now=now, before=0.0, headline=headline(row=row), days=(0, now))
        for at, (name, now, row) in enumerate([("Ruta Hallam", 3, 1), ("Saul", 2, 2), ("Solveig Marn", 2, 1)])
    )

    part = briefs_view.trending(Trending(since=days, until=days, trends=trends))

    assert "1. Ruta Hallam, Solveig Marn · 3 articles\n" in part.plain
    assert "2. Saul · 2 articles\n" in part.plain
    assert [one.label for row in part.rows[:2] for one in row] == ["👤 Ruta Hallam", "👤 Saul", "👤 Solveig Marn"]


def test_articles_that_differ_are_named_by_the_number_of_their_excerpt() -> None:
    excerpts = (excerpt(), excerpt(headline=headline(row=2, source="TASS")))
    voices = (voice("four", "ANI", 9), replace(voice("six", "TASS", 9), headline=headline(row=2, source="TASS")))
    found = Answer(question="?", excerpts=excerpts, short="four", voices=voices, differ=True)

    part = answer_view.answer(found, headlines_view.Place(view=1, total=2, first=2), now=NOW)

    assert part.plain.startswith(
        "Articles differ:\n1. four (ANI, 9 Jul 2024)\n2. six (TASS, 9 Jul 2024)\n1. At least four"
    )
    assert part.html.count("<blockquote expandable>") == 1


@pytest.mark.parametrize(
    ("words", "folded"), [("They met.", False), ("They met in the hall of the harbour. " * 8, True)]
)
def test_an_answer_that_is_too_high_for_a_screen_is_folded(words: str, folded: bool) -> None:
    found = Answer(question="?", asked_as="where did they meet", excerpts=(excerpt(text=words, highlight=None),))

    part = answer_view.answer(found, headlines_view.Place(view=1, total=1, first=1), now=NOW)

    assert ("<blockquote expandable>" in part.html) is folded


def test_four_buttons_in_a_row_are_too_narrow() -> None:
    excerpts = (excerpt(), excerpt(headline=headline(row=2, source="TASS")))
    voices = (voice("four", "ANI", 9), replace(voice("six", "TASS", 9), headline=headline(row=2, source="TASS")))
    found = Answer(question="?", topic="Russia", excerpts=excerpts, voices=voices, differ=True)

    part = answer_view.answer(found, headlines_view.Place(view=1, total=9, first=2), now=NOW)

    assert [[one.label for one in row] for row in part.rows] == [["1", "2", "More (7)"], ["👍", "👎", "🔔 Follow"]]


def test_old_news_is_no_older_than_the_newest_article_that_agrees() -> None:
    voices = (voice("four", "ANI", 9), replace(voice("four", "TASS", 12), headline=headline(row=2, published=NOW)))
    found = Answer(question="?", excerpts=(excerpt(),), short="four", voices=voices)
    later = NOW + timedelta(days=31)

    part = answer_view.answer(found, headlines_view.Place(view=1, total=1), about_now=True, now=later)

    assert f"the newest I have on this is from {NOW.day} {NOW:%B %Y}." in part.plain


def test_an_empty_archive_is_said_to_be_one() -> None:
    found = Answer(question="who won?", excerpts=(), abstained=True)
    part = declined_view.declined(found, headlines_view.Place(view=3), Coverage(articles=0, newest=None))

    assert part.plain.startswith("I have no articles yet.")
