"""Feeds as publishers write them, well or badly."""

from __future__ import annotations

import codecs
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.sources.feeds.documents import FeedEntry, FeedError
from bot.sources.feeds.isolation import IsolatedParser
from bot.sources.feeds.parsing import is_page, parse_feed

NOW = datetime(2026, 6, 10, 12, tzinfo=UTC)
URL = "https://harbour.example/feed"
NAMES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" '
    'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
)


def rss(inside: str, head: str = "") -> bytes:
    return f'<rss version="2.0" {NAMES}><channel><title>T</title>{head}<item>{inside}</item></channel></rss>'.encode()


def atom(inside: str) -> bytes:
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry>{inside}</entry></feed>'.encode()


def one(data: bytes, content_type: str = "") -> FeedEntry:
    (entry,) = parse_feed(data, {"content-type": content_type} if content_type else {}, URL, NOW).entries
    return entry


# -- titles --


@pytest.mark.parametrize(
    ("inside", "title"),
    [
        ("<title>Tom &amp; Jerry</title>", "Tom & Jerry"),
        ("<title>Tom &amp;amp; Jerry</title>", "Tom & Jerry"),
        ("<title>&lt;b&gt;Ferry&lt;/b&gt; late</title>", "Ferry late"),
        ("<title><![CDATA[<i>Ferry</i>\n late]]></title>", "Ferry late"),
        ("<title>Ferry \x01late</title>", "Ferry late"),
        ("<dc:title>Ferry late</dc:title>", "Ferry late"),
        ("<media:title>Ferry late</media:title>", "Ferry late"),
        ("<title>Ferry late</title><media:content><media:title>A boat</media:title></media:content>", "Ferry late"),
        ("<description>&lt;p&gt;The ferry was late.&lt;/p&gt;</description>", "The ferry was late."),
        ("<link>https://harbour.example/1</link>", "https://harbour.example/1"),
        ("<image><title>A boat</title></image><title>Ferry late</title>", "Ferry late"),
        ("<title>&lt;![CDATA[Ferry late]]&gt;</title>", "Ferry late"),
        ("<title>&lt;[CDATA[Ferry late]]&gt;</title>", "Ferry late"),
        ("<title>Ferry &#55357;&#56832; late&#xD83D;&#xDE00;</title>", "Ferry 😀 late😀"),
        ("<title>Ferry &#0;&#x1F;&#xDE00;&#55357;&#x110000;late</title>", "Ferry late"),
        ("<title> </title><description>" + "word " * 60 + "</description>", ("word " * 20).strip() + " …"),
    ],
)
def test_titles_of_rss(inside: str, title: str) -> None:
    assert one(rss(inside)).title == title


@pytest.mark.parametrize(
    ("inside", "title"),
    [
        ('<title type="text">Use &lt;b&gt; sparingly</title>', "Use <b> sparingly"),
        ('<title type="html">Ferry &lt;em&gt;late&lt;/em&gt;</title>', "Ferry late"),
        (
            '<title type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml">Ferry <x:em>late</x:em></x:div></title>',
            "Ferry late",
        ),
        ("<title>Ferry late</title><author><name>Edda</name></author>", "Ferry late"),
    ],
)
def test_titles_of_atom(inside: str, title: str) -> None:
    assert one(atom(inside)).title == title


# -- links and ids --


@pytest.mark.parametrize(
    ("inside", "url"),
    [
        ("<link>https://harbour.example/1</link>", "https://harbour.example/1"),
        ("<link> https://harbour.example/1\n</link>", "https://harbour.example/1"),
        ("<link>/1</link>", "https://harbour.example/1"),
        ('<atom:link href="https://x.example/a"/><link>https://harbour.example/1</link>', "https://harbour.example/1"),
        ('<link>https://harbour.example/1</link><atom:link href="https://x.example/a"/>', "https://harbour.example/1"),
        ('<atom:link href="https://x.example/a"/>', "https://x.example/a"),
        ("<guid>https://harbour.example/1</guid>", "https://harbour.example/1"),
        ('<guid isPermaLink="false">https://harbour.example/1</guid>', ""),
        ("<guid>tag:harbour.example,2026:1</guid>", ""),
        ("<link>at://did:plc:abc/post</link><guid>x</guid>", ""),
        ("<link>javascript:alert(1)</link>", ""),
        ("<link>https://harbour.example/1 of 2/a b.aspx</link>", "https://harbour.example/1%20of%202/a%20b.aspx"),
        ("<link>https://harbour.example/\n        1</link>", "https://harbour.example/1"),
        ("<link>www.harbour.example/1</link>", "http://www.harbour.example/1"),
        ("<link>//harbour.example/1</link>", "https://harbour.example/1"),
        ("<link></link><guid>https://harbour.example/1</guid>", "https://harbour.example/1"),
        ("<link/><guid>https://harbour.example/1</guid>", "https://harbour.example/1"),
        ("<link><![CDATA[ ]]></link><guid>https://harbour.example/1</guid>", "https://harbour.example/1"),
        ("<link>http://[broken/1</link>", ""),
        (
            "<link>https://feeds.example/~r/1</link><feedburner:origLink>https://harbour.example/1</feedburner:origLink>",
            "https://harbour.example/1",
        ),
    ],
)
def test_links_of_rss(inside: str, url: str) -> None:
    assert one(rss("<title>T</title>" + inside)).url == url


@pytest.mark.parametrize(
    ("inside", "url"),
    [
        ('<link href="https://harbour.example/1"/>', "https://harbour.example/1"),
        ('<link rel="enclosure" href="https://x.example/a.mp3"/><link href="/1"/>', "https://harbour.example/1"),
        (
            '<link type="application/json" href="https://x.example/j"/><link type="text/html" href="https://x.example/h"/>',
            "https://x.example/h",
        ),
        (
            '<link rel="alternate" href="at://x"/><link rel="alternate" href="https://x.example/h"/>',
            "https://x.example/h",
        ),
        ("<id>https://harbour.example/1</id>", "https://harbour.example/1"),
        ("<id>urn:uuid:1</id><author><name>A</name><uri>https://a.example/</uri></author>", ""),
        ('<link href=""/><id>urn:uuid:1</id>', ""),
        ('<id>urn:uuid:1</id><content type="text/html" src="/1"/>', "https://harbour.example/1"),
    ],
)
def test_links_of_atom(inside: str, url: str) -> None:
    assert one(atom("<title>T</title>" + inside)).url == url


def test_bases_nest() -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://harbour.example/x/"><title>T</title>'
        '<entry xml:base="news/"><title>E</title><link xml:base="2026/" href="ferry"/></entry></feed>'
    )

    assert one(feed.encode()).url == "https://harbour.example/x/news/2026/ferry"


def test_rdf_knows_an_entry_by_its_address() -> None:
    entry = one(
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        b'<channel rdf:about="https://harbour.example/"><title>T</title></channel>'
        b'<item rdf:about="https://harbour.example/1"><title>Ferry</title><link>https://harbour.example/1</link></item>'
        b"</rdf:RDF>"
    )

    assert (entry.guid, entry.url) == ("https://harbour.example/1", "https://harbour.example/1")


# -- dates --


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Mon, 01 Jun 2026 10:00:00 GMT", "2026-06-01 10:00"),
        ("Mon, 01 Jun 2026 10:00:00 +0530", "2026-06-01 04:30"),
        ("Mon, 01 Jun 2026 10:00:00", "2026-06-01 10:00"),
        ("Mon, 01 Jun 2026 10:00:00 EST", "2026-06-01 15:00"),
        ("2026-06-01T10:00:00+02:00", "2026-06-01 08:00"),
        ("2026-06-01", "2026-06-01 00:00"),
        ("1780308000", "2026-06-01 10:00"),
        ("1780308000000", "2026-06-01 10:00"),
        ("lun, 01 juin 2026 10:00:00 +0200", "2026-06-01 08:00"),
        ("Mo, 1 März 2026 10:00", "2026-03-01 10:00"),
        ("Do, 29 Mär", "2026-03-29 00:00"),
        ("June 1st, 2026 4:05 p.m.", "2026-06-01 16:05"),
        ("mer, 3 juin", "2026-06-03 00:00"),
        ("mer, 16 nov", "2025-11-16 00:00"),
        ("Mon, 01 Jun 2026 10:00:00 CEST", "2026-06-01 08:00"),
        ("Mon, 31 Feb 2026 10:00:00 GMT", None),
        ("soon", None),
        ("", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("Mon, 01 Jun 2027 10:00:00 GMT", None),
        ("Wed, 10 Jun 2026 12:05:00 GMT", "2026-06-10 12:05"),
        ("Wed, 10 Jun 2026 17:00:00 GMT", None),
        ("Пн, 1 июн 2026 10:00:00 +0300", "2026-06-01 07:00"),
        ("Пт, 13 фев 2026 10:00:00 +0300", "2026-02-13 07:00"),
        ("пон, 9 lut 2026 10:00", "2026-02-09 10:00"),
        ("Δευ, 9 Φεβ 2026 10:00", "2026-02-09 10:00"),
        ("Sun, 31 May 2026 24:00:00 +0200", "2026-05-31 22:00"),
        ("2026-05-31 24:00", "2026-06-01 00:00"),
        ("2026/06/01", "2026-06-01 00:00"),
        ("01.06.2026 - 10:15 Uhr", "2026-06-01 10:15"),
        ("13/04/2026 10:15", "2026-04-13 10:15"),
        ("4/13/2026 10:15 PM", "2026-04-13 22:15"),
        ("2026年6月1日", "2026-06-01 00:00"),
        ("2026-06-01 10:15:30 GMT", "2026-06-01 10:15"),
        ("20260601T101500Z", "2026-06-01 10:15"),
        ("2026-06-01 10:00 PM EDT", "2026-06-02 02:00"),
        ("1 June 2026 10:00 pm PDT", "2026-06-02 05:00"),
        ("June 1, 2026 9:05 a.m. CST", "2026-06-01 15:05"),
        ("Mon, Jun 01 2026 04:45:26 +0000", "2026-06-01 04:45"),
        ("Mon, 01 Jun 2026 10.00 CET", "2026-06-01 00:00"),
        ("2026-W23-1", "2026-06-01 00:00"),
    ],
)
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati"])
def test_dates(written: str, day: str | None, zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        published = one(rss(f"<title>T</title><pubDate>{written}</pubDate>")).published
    finally:
        monkeypatch.undo()
        time.tzset()

    assert (published and f"{published.astimezone(UTC):%Y-%m-%d %H:%M}") == day


# -- texts --


def test_the_content_is_told_from_the_summary() -> None:
    entry = one(
        rss(
            "<title>T</title><description>Blurb.</description><content:encoded><![CDATA[<p>First &amp; one.</p>"
            "<script>x()</script><p>Second<br>line.</p><figure><img><figcaption>A boat</figcaption></figure>]]>"
            "</content:encoded>"
        )
    )

    assert (entry.summary, entry.content) == ("Blurb.", "First & one.\nSecond\nline.")


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        (b'<?xml version="1.0" encoding="iso-8859-1"?>{}', ""),  # a wrong prolog over good UTF-8
        ("{}".encode("utf-16"), ""),
        ("{}".encode("utf-16-le"), ""),
        ("{}".encode("utf-16-be"), "text/xml"),
        (codecs.BOM_UTF8 + b"\n {}", "text/xml; charset=utf-8"),
    ],
)
def test_encodings_of_unicode(data: bytes, content_type: str) -> None:
    width = 2 if b"\0" in data else 1
    hole = "{}".encode("utf-16-le" if data[:1] == b"{" or data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be")
    feed = rss("<title>Zürich – “Fähre”</title>").decode()
    codec = {1: "utf-8", 2: "utf-16-le" if hole == b"{\0}\0" else "utf-16-be"}[width]
    made = data.replace(b"{}" if width == 1 else hole, feed.encode(codec))

    assert one(made, content_type).title == "Zürich – “Fähre”"


@pytest.mark.parametrize(
    ("prolog", "codec", "content_type", "words"),
    [
        ("windows-1252", "cp1252", "", "Zürich – “Fähre”"),
        ("", "cp1252", "", "Zürich – “Fähre”"),
        ("iso-8859-1", "cp1252", "text/xml", "Zürich – “Fähre”"),
        ("", "koi8-r", "text/xml; charset=koi8-r", "Паром опоздал"),
        ("koi8-r", "koi8-r", "text/xml", "Паром опоздал"),
        ("gb2312", "gbk", "", "渡轮晚点，镕基"),
        ("shift_jis", "cp932", "", "フェリー①遅れ"),
        ("iso-2022-jp", "iso-2022-jp", "", "フェリー遅れ"),
        ("no-such-encoding", "utf-8", "", "Zürich"),
    ],
)
def test_encodings_that_are_named(prolog: str, codec: str, content_type: str, words: str) -> None:
    head = f'<?xml version="1.0" encoding="{prolog}"?>' if prolog else ""
    data = (head + rss(f"<title>{words}</title>").decode()).encode(codec)

    assert one(data, content_type).title == words


# -- broken documents --


@pytest.mark.parametrize(
    "tail", ["<!-- made in 0.8 s. " + "x" * 9_000 + "-->", "<script>" + "y();" * 3_000 + "</script>"]
)
def test_what_hosts_append_does_not_cut_a_document(tail: str) -> None:
    assert parse_feed(rss("<title>T</title>") + tail.encode(), {}, URL, NOW).whole


@pytest.mark.parametrize(
    "front",
    [
        "<?xml version='1.0'?><!-- " + "<html><div>cache</div>" * 3_000 + "-->",
        "<!-- <html> -->\n<?xml version='1.0'?><!-- <body> -->",
        "<br />\n<b>Warning</b>: date() in <b>/srv/x.php</b> on line <b>3</b><br />\n<?xml version='1.0'?>",
        "Deprecated: create_function() in /srv/x.php on line 3\n<?xml version='1.0'?>",
    ],
)
def test_what_stands_before_a_feed_is_passed_over(front: str) -> None:
    data = front.encode() + rss("<title>Ferry late</title>")

    assert one(data, "text/html").title == "Ferry late"
    assert not is_page(data, {})


def test_a_few_damaged_bytes_do_not_change_the_other_letters() -> None:
    damaged = rss("<title>Zürich – “Fähre”</title><description>QQ</description>").replace(b"QQ", b"\xe9t\xe9 bar")

    assert one(b"<?xml version='1.0' encoding='utf-8'?>" + damaged).title == "Zürich – “Fähre”"


def test_a_document_that_its_parser_does_not_bear_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> object:
        raise UnicodeEncodeError("utf-8", "\ud83d", 0, 1, "surrogates not allowed")

    monkeypatch.setattr("feedparser.parse", broken)

    with pytest.raises(FeedError, match=r"cannot be parsed \(UnicodeEncodeError\)"):
        parse_feed(rss("<title>T</title>"), {}, URL, NOW)


def test_a_cut_document_keeps_its_whole_entries() -> None:
    whole = b"<rss><channel>" + b"".join(b"<item><title>N%d</title></item>" % n for n in range(9)) + b"</channel></rss>"
    parsed = parse_feed(whole[: whole.index(b"N7") + 1], {}, URL, NOW)

    assert [entry.title for entry in parsed.entries] == [f"N{n}" for n in range(7)]
    assert not parsed.whole


@pytest.mark.parametrize(
    ("words", "codec", "named"),
    [
        ("Zürich feiert früh", "latin-1", "utf-8"),
        ("Kraków: może już jutro wróci słońce", "iso-8859-2", ""),
        ("Kraków: może już jutro wróci słońce", "cp1250", "iso-8859-1"),
        ("Le nœud coûte 7 €", "iso-8859-15", "iso-8859-1"),
        ("¿Cuándo? La 3ª vez, señor, a 30 °C", "cp1252", ""),
        ("Паром сегодня опоздал на час", "cp1251", ""),
    ],
)
def test_encodings_that_are_named_wrongly_or_not_at_all(words: str, codec: str, named: str) -> None:
    head = f'<?xml version="1.0" encoding="{named}"?>' if named else ""

    assert one((head + rss(f"<title>{words}</title>").decode()).encode(codec)).title == words


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("Caf&eacute; &amp; bar &mdash; R&D", "Café & bar — R&D"),
        ("Q&A: 5 &lt; 6 &nosuch; &#8364;7", "Q&A: 5 < 6 &nosuch; €7"),
        ("<![CDATA[&lt;i&gt;Late&lt;/i&gt; &amp;quot;ferry&amp;quot;]]>", 'Late "ferry"'),
        ("<![CDATA[Tom &amp; Jerry & Co]]>", "Tom & Jerry & Co"),
        ("The &lt;table&gt; tag", "The <table> tag"),
        ("Fer&#xAD;ry &#x200B;late", "Ferry late"),
    ],
)
@pytest.mark.parametrize("head", ["", '<!DOCTYPE rss PUBLIC "-//A//DTD RSS 0.91//EN" "http://a.example/rss.dtd">'])
def test_entities_and_titles_that_were_escaped_twice(title: str, read: str, head: str) -> None:
    assert one(head.encode() + rss(f"<title>{title}</title>")).title == read


def test_a_text_that_was_escaped_twice_is_read_twice() -> None:
    data = rss("<description><![CDATA[&lt;p&gt;One &amp;amp; two&lt;/p&gt;&lt;p&gt;Three&lt;/p&gt;]]></description>")

    assert one(data).summary == "One & two\nThree"


@pytest.mark.parametrize("title", ["Untitled", "(no title)", "NULL"])
def test_a_title_that_says_that_there_is_none_is_none(title: str) -> None:
    assert (
        one(rss(f"<title>{title}</title><description>The ferry is late.</description>")).title == "The ferry is late."
    )


def test_a_collection_names_the_outlet_of_each_entry() -> None:
    entry = one(
        rss(
            '<title>Ferry runs aground - Harbour Post</title><source url="https://post.example">Harbour Post</source>'
            "<description>&lt;a&gt;Ferry runs aground&lt;/a&gt; Harbour Post&lt;br&gt;All saved The Wire</description>"
        )
    )
    own = one(rss('<title>Late - T</title><source url="https://a.example">T</source>'))

    assert (entry.title, entry.outlet, entry.summary) == ("Ferry runs aground", "Harbour Post", "")
    assert (own.title, own.outlet) == ("Late - T", "")


@pytest.mark.parametrize(
    "broken",
    ["<title>Tom & Jerry</title>", "<title>Ferry &nbsp; late</title>", "<title>Ferry</title><b>", "<x:y>1</x:y>"],
)
def test_a_document_that_is_no_xml_is_read_all_the_same(broken: str) -> None:
    data = rss(broken + "</item><item><title>Second</title>")
    parsed = parse_feed(data, {}, URL, NOW)

    assert parsed.entries[-1].title == "Second"
    assert parsed.whole


def test_entities_do_not_explode_and_files_are_not_read() -> None:
    grown = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = (
        f'<!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">{grown}]><rss><channel><item><title>&a9;</title></item></channel></rss>'
    )
    outside = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + rss("<title>T &f;</title>").decode()

    assert len(parse_feed(bomb.encode(), {}, URL, NOW).entries[0].title) < 1000
    assert "root:" not in parse_feed(outside.encode(), {}, URL, NOW).entries[0].title


@pytest.mark.parametrize("body", [b"<html><body>Hi</body></html>", b"", b"\n"])
@pytest.mark.parametrize("header", ["cf-mitigated", "x-amzn-waf-action"])
def test_a_challenge_is_known_by_its_header(body: bytes, header: str) -> None:
    with pytest.raises(FeedError, match="human"):
        parse_feed(body, {header: "challenge"}, URL, NOW)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\0", "empty"),
        (b"hello", "neither XML nor JSON"),
        (b"<html><body>Hi</body></html>", "web page"),
        (b"<title>Attention Required! | Cloudflare</title>", "human"),
        (b"\x89PNG\r\n" + bytes(200), "text"),
        (b"{", "JSON"),
        (b"<svg/>", "no feed"),
        (b"<html><title>Vercel Security Checkpoint</title></html>", "human"),
        (b"<opml version='2.0'><head/><body/></opml>", "OPML"),
    ],
)
def test_what_is_no_feed(data: bytes, words: str) -> None:
    with pytest.raises(FeedError, match=words):
        parse_feed(data, {}, URL, NOW)


def test_elements_nested_without_end_are_read_in_time() -> None:
    deep = "<a>" * 20_000 + "x" + "</a>" * 20_000
    data = rss(f"<title>T</title><description><![CDATA[{deep}]]></description><x>{deep}</x>")

    assert [entry.title for entry in parse_feed(data, {}, URL, NOW).entries] == ["T"]


async def test_a_document_that_keeps_its_reader_busy_is_given_up() -> None:
    parser = IsolatedParser(seconds=0.2)
    busy = b"<rss><channel " + b" ".join(b"a%d='1'" % n for n in range(60_000)) + b"/></rss>"
    with pytest.raises(FeedError, match="takes longer"):
        await parser.parse(busy, {}, URL, NOW)
    large = rss("<title>T</title>" + "<description>word</description>" * 5_000)
    again = IsolatedParser()
    assert (await again.parse(large, {}, URL, NOW)).entries[0].title == "T"
    parser.close()
    again.close()


# -- JSON Feed --


def json_feed(item: dict[str, object], **head: object) -> bytes:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [item], **head}).encode()


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ({"id": "1", "url": "https://harbour.example/1"}, "https://harbour.example/1"),
        ({"id": "1", "url": "/1"}, "https://harbour.example/1"),
        ({"id": "1", "external_url": "https://x.example/1"}, "https://x.example/1"),
        ({"id": 1, "url": 7}, ""),
        ({"id": 1, "url": ""}, ""),
        ({"id": "1", "url": "/a b"}, "https://harbour.example/a%20b"),
    ],
)
def test_links_of_json_feeds(item: dict[str, object], url: str) -> None:
    entry = one(json_feed({**item, "title": "Ferry"}))

    assert (entry.guid, entry.url, entry.title) == ("1", url, "Ferry")


def test_texts_and_dates_of_json_feeds() -> None:
    dated = one(json_feed({"id": "1", "content_html": "<p>A</p><p>B</p>", "date_published": "2026-06-01T10:00:00Z"}))
    rfc = one(json_feed({"id": "1", "content_text": "A", "date_published": "Mon, 01 Jun 2026 10:00:00 GMT"}))

    assert (dated.content, dated.title) == ("A\nB", "A B")
    assert dated.published == rfc.published == datetime(2026, 6, 1, 10, tzinfo=UTC)


# -- entries that tell nothing --


@pytest.mark.parametrize(
    "data",
    [
        lambda: json_feed({}),
        lambda: json_feed({"id": "x", "url": 5, "content_html": ["a"]}),
        lambda: json_feed({"id": "x", "title": "  ", "content_html": "<p> </p>"}),
        lambda: rss(""),
        lambda: rss('<guid isPermaLink="false">4</guid><pubDate>Mon, 01 Jun 2026 10:00:00 GMT</pubDate>'),
        lambda: rss("<title></title><description><![CDATA[<p></p>]]></description>"),
        lambda: atom("<id>tag:x,2026:1</id><updated>2026-06-01T10:00:00Z</updated>"),
    ],
)
def test_an_entry_without_words_and_address_is_none(data: Callable[[], bytes]) -> None:
    assert parse_feed(data(), {}, URL, NOW).entries == ()


def test_an_entry_with_nothing_but_an_address_is_one() -> None:
    assert one(json_feed({"url": "https://harbour.example/1"})).url == "https://harbour.example/1"


# -- how often --


@pytest.mark.parametrize(
    ("head", "minutes"),
    [
        ("<ttl>30</ttl>", 30),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", 30),
        ("<sy:updatePeriod>daily</sy:updatePeriod>", 1440),
        ("<ttl>10</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", 60),
        ("<ttl>soon</ttl>", None),
    ],
)
def test_how_long_a_feed_wants_to_be_left_alone(head: str, minutes: int | None) -> None:
    pause = parse_feed(rss("<title>T</title>", head), {}, URL, NOW).pause

    assert (pause and pause.total_seconds() / 60) == minutes
