"""Lists of feeds, in and out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.feeds.documents import FeedError
from bot.sources.feeds.opml import DEEPEST, ListedFeed, read_opml, write_opml

A = "https://a.example/"


def listed(inside: str, head: str = "") -> list[ListedFeed]:
    whole = f'<?xml version="1.0"?>{head}<opml version="2.0"><body>{inside}</body></opml>'
    return list(read_opml(whole.encode()).feeds)


@pytest.mark.parametrize(
    ("inside", "feeds"),
    [
        ('<outline text="A" xmlUrl="https://a.example/"/>', [ListedFeed(url="https://a.example/", title="A")]),
        ('<outline title="A" XMLURL="https://a.example/"/>', [ListedFeed(url="https://a.example/", title="A")]),
        ('<outline xmlurl="feed://a.example/"/>', [ListedFeed(url="http://a.example/")]),
        (
            '<outline text="A&nbsp;&eacute;&amp;B" xmlUrl="https://a.example/"/>',
            [ListedFeed(url="https://a.example/", title="A é&B")],
        ),
        (
            '<outline type="weird" text="A" xmlUrl="https://a.example/"/>',
            [ListedFeed(url="https://a.example/", title="A")],
        ),
        ('<outline text="Folder"/><outline type="include" url="https://x.example/o.opml"/>', []),
        ('<outline text="A" xmlUrl="javascript:x"/>', []),
        (
            '<outline text="F"><outline text="G"><outline text="A" xmlUrl="https://a.example/"/></outline></outline>'
            '<outline text="H"><outline text="A" xmlUrl="https://a.example/"/></outline>',
            [ListedFeed(url="https://a.example/", title="A", folders=(("F", "G"), ("H",)))],
        ),
    ],
)
def test_lists_as_programs_write_them(inside: str, feeds: list[ListedFeed]) -> None:
    assert listed(inside) == feeds


def test_entities_of_a_list_do_not_explode() -> None:
    grown = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    found = listed('<outline text="&a8;" xmlUrl="https://a.example/"/>', f'<!DOCTYPE o [<!ENTITY a0 "aaaa">{grown}]>')

    assert found == [ListedFeed(url="https://a.example/", title="&a8;")]


def test_what_a_list_lacks_is_counted() -> None:
    entries = "".join(
        f'<outline text="{name}" xmlUrl="{url}"/>'
        for name, url in {"A": A, "B": "file:///etc/passwd", "C": "/feed", "D": f"{A}{'d' * 10_000}"}.items()
    )
    whole = read_opml(f"<opml><body>{entries}<outline text='No feed'/></body></opml>\n".encode())
    cut = read_opml(f"<opml><body>{entries}<outline text='E".encode())

    assert [feed.url for feed in whole.feeds] == [feed.url for feed in cut.feeds] == [A]
    assert (whole.left_out, whole.broken_off) == (3, False)
    assert (cut.left_out, cut.broken_off) == (3, True)


def test_folders_in_folders_without_end_are_kept_to_a_depth_that_can_be_written() -> None:
    outer, inner = '<outline text="x">' * 5_000, "</outline>" * 5_000
    [feed] = listed(f'{outer}<outline text="A" xmlUrl="{A}"/>{inner}')

    [again] = read_opml(write_opml([feed]).encode()).feeds

    assert again == feed
    assert [len(way) for way in feed.folders] == [DEEPEST]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<html><body>x</body></html>", "no list of feeds"),
        (b'<opml version="2.0"><head/></opml>', "without a body"),
        (b"", "no list of feeds"),
        (b" " * 5_000_001, "larger than 5 MB"),
    ],
)
def test_what_is_no_list(data: bytes, words: str) -> None:
    with pytest.raises(FeedError, match=words):
        read_opml(data)


NAMES = st.text(alphabet="aé&<>\"' .x", min_size=1, max_size=8).map(lambda name: " ".join(name.split())).filter(bool)


@given(
    st.lists(
        st.builds(
            ListedFeed,
            url=st.integers(1, 999).map(lambda n: f"https://a.example/{n}?x=1&y=2"),
            title=NAMES,
            folders=st.lists(st.lists(NAMES, min_size=1, max_size=2).map(tuple), max_size=2, unique=True).map(tuple),
        ),
        max_size=5,
        unique_by=lambda feed: feed.url,
    )
)
def test_out_is_in(feeds: list[ListedFeed]) -> None:
    again = {feed.url: feed for feed in read_opml(write_opml(feeds).encode()).feeds}

    assert set(again) == {feed.url for feed in feeds}
    for feed in feeds:
        assert again[feed.url].title == feed.title
        assert set(again[feed.url].folders) == set(feed.folders)
