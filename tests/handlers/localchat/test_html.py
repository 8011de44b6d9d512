"""Unit: Telegram's HTML, its entities and their limits, without a server."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.localchat.formatted import Formatted, TextEntity, cut, entity_bytes, in_order, tidied, units
from handlers.localchat.found_entities import with_found
from handlers.localchat.html_entities import HtmlError, checked_link, may_contain, parse_html
from tests.support.html_render import to_html


def entity(kind: str, offset: int, length: int, **extra: object) -> TextEntity:
    return replace(TextEntity(type=kind, offset=offset, length=length), **extra)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain", "plain", []),
        ("<b>bold</b>", "bold", [entity("bold", 0, 4)]),
        ("<strong>x</strong>", "x", [entity("bold", 0, 1)]),
        ("<i>x</i> <em>y</em>", "x y", [entity("italic", 0, 1), entity("italic", 2, 1)]),
        ("<u>x</u><ins>y</ins>", "xy", [entity("underline", 0, 1), entity("underline", 1, 1)]),
        ("<s>x</s><strike>y</strike><del>z</del>", "xyz", [entity("strikethrough", n, 1) for n in range(3)]),
        ("<tg-spoiler>x</tg-spoiler>", "x", [entity("spoiler", 0, 1)]),
        ('<span class="tg-spoiler">x</span>', "x", [entity("spoiler", 0, 1)]),
        ("<code>x</code>", "x", [entity("code", 0, 1)]),
        ("<pre>x</pre>", "x", [entity("pre", 0, 1)]),
        ('<pre><code class="language-python">x</code></pre>', "x", [entity("pre", 0, 1, language="python")]),
        ("<blockquote>x</blockquote>", "x", [entity("blockquote", 0, 1)]),
        ("<blockquote expandable>x</blockquote>", "x", [entity("expandable_blockquote", 0, 1)]),
        ('<blockquote expandable="">x</blockquote>', "x", [entity("expandable_blockquote", 0, 1)]),
        ('<a href="https://a.example/p?x=1&amp;y=2">x</a>', "x", [entity("text_link", 0, 1, url="https://a.example/p?x=1&y=2")]),
        ("<a href='https://a.example'>x</a>", "x", [entity("text_link", 0, 1, url="https://a.example/")]),
        ("<a>a.example</a>", "a.example", [entity("text_link", 0, 9, url="http://a.example/")]),
        ('<a href="javascript:alert(1)">x</a>', "x", []),
        ('<a href="nowhere">x</a>', "x", []),
        ('<a href="tg://user?id=42">x</a>', "x", [entity("text_mention", 0, 1, user_id=42)]),
        ('<tg-emoji emoji-id="53">👍</tg-emoji>', "👍", [entity("custom_emoji", 0, 2, custom_emoji_id="53")]),
        (
            '<tg-time unix="1647531900" format="wDT">17 March</tg-time>',
            "17 March",
            [entity("date_time", 0, 8, unix_time=1647531900, date_time_format="wDT")],
        ),
        ('<tg-time unix="0">then</tg-time>', "then", [entity("date_time", 0, 4, unix_time=0)]),
        ("&lt;&gt;&amp;&quot;&#39;&#x41;", "<>&\"'A", []),
        ("&nbsp; &copy; & &; &#0; &#9999999999;", "&nbsp; &copy; & &; &#0; &#9999999999;", []),
        ("&#xD83D;&#xDE00; <b>x</b>", "😀 x", [entity("bold", 3, 1)]),
        ("👍🏽 <b>né</b>", "👍🏽 né", [entity("bold", 5, 2)]),
        ("<B>x</b >", "x", [entity("bold", 0, 1)]),
        ("<b>x</>", "x", [entity("bold", 0, 1)]),
        ("<b></b>x", "x", []),
        ("<b><i>x</i></b>", "x", [entity("bold", 0, 1), entity("italic", 0, 1)]),
        ("<i><b>x</b></i>", "x", [entity("bold", 0, 1), entity("italic", 0, 1)]),
        (
            '<blockquote><b>a</b> <a href="https://a.example/">b</a></blockquote>',
            "a b",
            [entity("blockquote", 0, 3), entity("bold", 0, 1), entity("text_link", 2, 1, url="https://a.example/")],
        ),
    ],
)  # fmt: skip
def test_html_becomes_text_and_entities(source: str, text: str, entities: list[TextEntity]) -> None:
    parsed = parse_html(source)

    assert parsed == Formatted(text=text, entities=tuple(entities))


NESTED = 'Tag "{}" can\'t be nested in tag "{}" at byte offset {}'
TIME_FORMAT = 'Tag "tg-time" has an invalid attribute "format" at byte offset 0'
UNPAIRED = (
    "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units"
)


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("<b>x", "Can't find end tag corresponding to start tag \"b\""),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("é<p>x</p>", 'Unsupported start tag "p" at byte offset 2'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<br/>x", 'Unsupported start tag "br/" at byte offset 0'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ('<a href="https://a.example/>x</a>', "Unclosed start tag at byte offset 0"),
        ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<tg-emoji emoji-id="x">x</tg-emoji>', "Invalid custom emoji identifier specified"),
        ("<tg-time>x</tg-time>", 'Tag "tg-time" must have a valid attribute "unix" at byte offset 0'),
        ('<tg-time unix="1" format="TD">x</tg-time>', TIME_FORMAT),
        ("<blockquote><blockquote>x</blockquote></blockquote>", NESTED.format("blockquote", "blockquote", 12)),
        ("<code><b>x</b></code>", NESTED.format("b", "code", 6)),
        ("<b><code>x</code></b>", NESTED.format("code", "b", 3)),
        ('<a href="https://a.example"><tg-time unix="1">x</tg-time></a>', NESTED.format("tg-time", "a", 28)),
        ('<a href="https://a.example"><b><a>x</a></b></a>', NESTED.format("a", "a", 31)),
        ("&#xD83D; alone", UNPAIRED),
    ],
)  # fmt: skip
def test_wrong_html_is_refused_in_telegrams_words(source: str, error: str) -> None:
    with pytest.raises(HtmlError) as caught:
        parse_html(source)

    assert str(caught.value) == error


# ---- the parser against its own rendering ------------------------------------------

LEAVES: list[Callable[[], TextEntity]] = [
    lambda: entity("code", 0, 1),
    lambda: entity("pre", 0, 1),
    lambda: entity("pre", 0, 1, language="python"),
    lambda: entity("text_link", 0, 1, url='https://a.example/"quoted"?a=1&b=<2>'),
    lambda: entity("custom_emoji", 0, 1, custom_emoji_id="77"),
    lambda: entity("date_time", 0, 1, unix_time=1647531900, date_time_format="wDT"),
]
KINDS = [
    *(entity(kind, 0, 1) for kind in ("bold", "italic", "underline", "strikethrough", "spoiler")),
    *(entity(kind, 0, 1) for kind in ("blockquote", "expandable_blockquote")),
    *(make() for make in LEAVES),
]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


@st.composite
def formatted(draw: st.DrawFn) -> Formatted:
    """A text whose entities nest as Telegram allows; no two of a kind cover the same stretch."""
    text = draw(TEXTS)
    edges = [0]
    for character in text:
        edges.append(edges[-1] + units(character))
    chosen: dict[tuple[str, int, int], TextEntity] = {}
    for _ in range(draw(st.integers(0, 6))):
        start, end = sorted(draw(st.lists(st.sampled_from(edges), min_size=2, max_size=2, unique=True)))
        new = replace(draw(st.sampled_from(KINDS)), offset=start, length=end - start)
        if all(_fits(new, other) for other in chosen.values()):
            chosen[new.type, start, end] = new
    return Formatted(text=text, entities=in_order(chosen.values()))


def _fits(one: TextEntity, other: TextEntity) -> bool:
    if one.end <= other.offset or other.end <= one.offset:
        return True
    outer, inner = in_order([one, other])
    nested = outer.offset <= inner.offset and inner.end <= outer.end
    if (outer.type, inner.type) == ("pre", "code"):
        return False  # there, code only tells the language
    return nested and may_contain(outer.type, inner.type) and one.type != other.type


@given(formatted())
def test_rendering_parses_back_to_the_same(body: Formatted) -> None:
    assert parse_html(to_html(body)) == body


PIECES = [
    "<",
    ">",
    "</",
    "b",
    "<b>",
    "</b>",
    "<a href='",
    "https://a.example",
    "'",
    '"',
    "=",
    " ",
    "&",
    "&amp;",
    "&#x1F600;",
]
MARKUP = st.lists(
    st.one_of(st.sampled_from([*PIECES, "<pre>", "</pre>", "<tg-time unix=", "</tg-time>"]), st.text(max_size=2))
)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Right markup with one piece too many."""
    source = to_html(draw(formatted()))
    place = draw(st.integers(0, len(source)))
    return source[:place] + draw(st.sampled_from(PIECES)) + source[place:]


@given(st.one_of(st.text(), MARKUP.map("".join), damaged()))
def test_any_text_is_parsed_or_refused(source: str) -> None:
    try:
        parsed = parse_html(source)
    except HtmlError:
        return

    assert all(0 <= e.offset < e.end <= units(parsed.text) for e in parsed.entities)
    assert len(parsed.text) <= len(source)


@given(TEXTS)
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert parse_html(to_html(Formatted(text=text))).text == text


def test_crossing_entities_are_closed_and_opened_again() -> None:
    body = Formatted(text="abc", entities=(entity("bold", 0, 2), entity("italic", 1, 2)))

    assert to_html(body) == "<b>a<i>b</i></b><i>c</i>"


# ---- what the server does to a text ---------------------------------------------------


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("  <b>x</b>\n\n", "x", [entity("bold", 0, 1)]),
        ("<b>  x  </b>", "x", [entity("bold", 0, 1)]),
        ("a\r\n<b>b</b>", "a\nb", [entity("bold", 2, 1)]),
        ("a\tb\x00c", "a b c", []),
        ("<b> </b>", "", []),
        ("😀<b>\r\nx</b>", "😀\nx", [entity("bold", 2, 2)]),
    ],
)
def test_text_is_tidied_and_entities_move_along(source: str, text: str, entities: list[TextEntity]) -> None:
    assert tidied(parse_html(source)) == Formatted(text=text, entities=tuple(entities))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start now", [("bot_command", "/start")]),
        ("/who@newsbot_local_bot Modi", [("bot_command", "/who@newsbot_local_bot")]),
        ("and/or 1/2 http://a.example/b", [("url", "http://a.example/b")]),
        ("see https://a.example/x?y=1, then", [("url", "https://a.example/x?y=1")]),
        ("(https://a.example/x)", [("url", "https://a.example/x")]),
        ("ask @newsbot_local_bot please", [("mention", "@newsbot_local_bot")]),
        ("mail a.b@c.example today", [("email", "a.b@c.example")]),
        ("#budget is #1", [("hashtag", "#budget")]),
        ("$INR and 5$", [("cashtag", "$INR")]),
        ("😀 /latest", [("bot_command", "/latest")]),
    ],
)
def test_commands_addresses_and_names_are_found(text: str, found: list[tuple[str, str]]) -> None:
    body = with_found(Formatted(text=text))

    assert [(e.type, cut(body.text, e.offset, e.length)) for e in body.entities] == found


@pytest.mark.parametrize("source", ["<code>/start</code>", '<a href="https://a.example/">https://b.example/x</a>'])
def test_nothing_is_found_inside_code_and_links(source: str) -> None:
    body = parse_html(source)

    assert with_found(body) == body


def test_only_a_hundred_entities_stay() -> None:
    body = with_found(parse_html("<b>x</b> " * 120))

    assert len(body.entities) == 100


def test_entity_bytes_count_links() -> None:
    short = entity("text_link", 0, 1, url="https://a.example/")
    long_ = entity("text_link", 0, 1, url="https://a.example/" + "x" * 400)

    assert entity_bytes([short]) == 12 + 20
    assert entity_bytes([long_]) == 12 + 420


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://a.example", "https://a.example/"),
        ("a.example/x", "http://a.example/x"),
        ("HTTPS://a.example/x", "https://a.example/x"),
        ("tg://resolve?domain=x", "tg://resolve?domain=x"),
        ("ftp://a.example/", ""),
        ("https://", ""),
        ("https://a.example:port/", ""),
        ("https://[half/", ""),
        ("https://a b.example/", ""),
        ("https://localhost/", ""),
    ],
)
def test_addresses_are_checked(url: str, kept: str) -> None:
    assert checked_link(url) == kept
