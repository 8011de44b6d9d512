"""Cutting, cleaning, linking: the pieces that messages are made of. Pure."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.localchat.formatted import Formatted
from handlers.localchat.found_entities import with_found
from handlers.views.html import (
    bold,
    clip,
    clip_around,
    join,
    link,
    one_line,
    ours,
    quote,
    sentence,
    text,
    units,
    web_address,
)
from handlers.views.messages import pack, page

calm = settings(deadline=None, max_examples=60)  # the machine may be busy


@calm
@given(st.text(), st.integers(2, 60))
def test_a_cut_text_fits(value: str, limit: int) -> None:
    assert units(clip(value, limit)) <= limit


@pytest.mark.parametrize(
    ("value", "limit", "shown"),
    [
        ("short", 10, "short"),
        ("one two three", 9, "one two…"),
        ("unbreakable", 6, "unbre…"),
        ("🙂🙂🙂", 4, "🙂…"),
        ("ab\U0001f44d\U0001f3fdcd", 5, "ab…"),  # a thumb keeps its skin tone or goes
        ("cafe\u0301s", 5, "caf…"),
    ],
)
def test_cut_at_a_word_and_never_inside_a_character(value: str, limit: int, shown: str) -> None:
    assert clip(value, limit) == shown


@calm
@given(st.text(min_size=1, max_size=400), st.integers(0, 400), st.integers(0, 400), st.integers(20, 100))
def test_a_window_fits_and_holds_its_span(value: str, start: int, end: int, limit: int) -> None:
    start, end = sorted((min(start, len(value)), min(end, len(value))))

    shown, first, last = clip_around(value, start, end, limit)

    assert units(shown) <= limit
    assert value[start:end].startswith(shown[first:last])


def test_a_window_far_into_a_text_shows_the_span_whole() -> None:
    value = "word " * 400 + "needle" + " word" * 400

    shown, start, end = clip_around(value, 2000, 2006, 200)

    assert shown[start:end] == "needle"
    assert shown.startswith("… ")
    assert shown.endswith("…")


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://example.org/a?b=1&c=ü", True),
        ("http://example.org:8080/", True),
        ("  https://example.org ", True),
        ("https://münchen.example/", True),
        ("https://127.0.0.1/", True),
        ("ftp://example.org", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https://localhost/", False),  # Telegram takes no address without a dot
        ("https://exa mple.org", False),
        ("https://example.org:x/", False),
        ("https://example.org/" + "a" * 2000, False),
        ("https://example.org/\n", True),
        ("https://exam\u202eple.org", False),
    ],
)
def test_only_web_addresses_are_linked(address: str, kept: bool) -> None:
    assert web_address(address) == (address.strip() if kept else "")


def test_links_and_text_are_escaped() -> None:
    shown = link('<b>"A&B"', 'https://example.org/?a=1&b="x"')

    assert shown.html == ('<a href="https://example.org/?a=1&amp;b=&quot;x&quot;">&lt;b&gt;&quot;A&amp;B&quot;</a>')
    assert shown.plain == '<b>"A&B"'


def test_harmful_characters_are_taken_out() -> None:
    assert one_line("a\0b\ud800\u202ec\n\n d") == "abc d"


def test_nothing_is_wrapped_around_nothing() -> None:
    assert join([bold(""), quote(" "), text("x")]).html == "x"


def test_long_output_is_split_between_blocks() -> None:
    blocks = [bold(f"{number} " + "x" * 990) for number in range(9)]

    parts = pack(blocks)

    assert [part.plain.count("\n\n") + 1 for part in parts] == [4, 4, 1]
    assert all(part.html.count("<b>") == part.html.count("</b>") for part in parts)


def test_a_hundred_and_one_entities_make_two_messages() -> None:
    assert len(pack([bold("x")] * 101)) == 2


def test_a_block_too_large_for_any_message_is_cut_as_plain_text() -> None:
    [part] = pack([bold("x" * 5000)])

    assert units(part.plain) == 4096
    assert "<b>" not in part.html


def test_a_page_is_one_message_whatever_comes() -> None:
    assert page([]).plain == "…"
    assert units(page([text("x" * 4000), text("y" * 4000)]).plain) == 4000


def tappable(plain: str) -> list[str]:
    """What Telegram makes of a text by itself."""
    return [entity.type for entity in with_found(Formatted(text=plain)).entities]


@pytest.mark.parametrize(
    "value",
    [
        "/forgetme",
        "Then he typed /unfollow_all.",
        "(/start@other_bot)",
        "\u201c/stop\u201d",
        "Write to @evil_bot now",
        "@durov",
        "https://bbc.co.uk@evil.example/",
        "see http://user:secret@evil.example/path.",
        "tg://resolve?domain=evil_bot&start=x",
        "(TG://user?id=1)",
        "ton://transfer/x",
        "https://t.me/evil_bot?start=x",
        "or t.me/evil_bot,",
        "telegram.dog/evil_bot",
        "evil_bot.t.me/x",
        "http://evil.t.me/",
    ],
)
def test_nothing_from_outside_can_be_tapped(value: str) -> None:
    assert tappable(value)

    shown = text(value)

    assert not set(tappable(shown.plain)) & {"bot_command", "mention", "url", "email"}
    assert shown.plain.replace("\u2060", "") == value


@pytest.mark.parametrize("value", ["tg://resolve?domain=evil_bot", "t.me/evil_bot", "@evil_bot", "/evil"])
def test_nor_what_is_partly_bold(value: str) -> None:
    for at in (match.start() for match in re.finditer(r"\b|$", value)):
        assert tappable((text("See ") + bold(value[:at]) + text(value[at:])).plain) == []


@pytest.mark.parametrize(
    ("value", "taps"),
    [
        ("I don't understand “/forgetme” as times. /help shows more.", ["bot_command"]),
        ("Nothing about “x” /forgetme “y” in my articles.", []),
        ("You don't follow “@evil_bot tg://user?id=1”. /following shows what you follow.", ["bot_command"]),
        ("I have no articles from “a”. I have @evil_bot, t.me/evil_bot.", []),
        ("/follow from:OUTLET sends you what an outlet publishes.", ["bot_command"]),
    ],
)
def test_a_sentence_s_own_commands_work_and_nothing_that_it_quotes(value: str, taps: list[str]) -> None:
    assert tappable(sentence(value).plain) == taps


@pytest.mark.parametrize(
    "value",
    [
        "at.me/x",
        "mt.meadow",
        "Ton: //",
        "It isn't.",
        "50 km/h and/or 9/11",
        "anna@example.org",
        "a / b",
        "at 5 @ 3",
        "1/2",
    ],
)
def test_other_text_stays_as_it_is(value: str) -> None:
    assert text(value).plain == value


def test_our_own_commands_can_be_tapped() -> None:
    assert tappable(ours("/help shows what I can do").plain) == ["bot_command"]


@pytest.mark.parametrize(
    "address", ["https://bbc.co.uk@evil.example/", "https://a:b@c.example/x", "https://@c.example"]
)
def test_addresses_with_credentials_are_not_linked(address: str) -> None:
    assert web_address(address) == ""
    assert "<a " not in link("News", address).html
