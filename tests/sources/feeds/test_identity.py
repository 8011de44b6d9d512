"""Which entries are known: over changed guids, moved sites, shared ids, and no further."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sources.feeds.documents import FeedEntry, KnownEntry, Recognised
from bot.sources.feeds.identity import address_key, recognise

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def entry(number: int, **other: object) -> FeedEntry:
    made = FeedEntry(
        guid=f"g{number}",
        url=f"https://harbour.example/{number}",
        title=f"{['Ferry', 'Bridge', 'Market', 'School', 'Budget'][number % 5]} story {number}",
        content=f"Text number {number} of the day.",
        published=NOW,
    )
    return replace(made, **other)  # type: ignore[arg-type]


def remembered(entries: Sequence[FeedEntry]) -> list[KnownEntry]:
    return [KnownEntry(row=row, keys=one.keys) for row, one in enumerate(recognise(entries, ()))]


def rows(found: Sequence[Recognised]) -> list[int | None]:
    return [one.known.row if one.known else None for one in found]


def test_the_same_guid_is_the_same_entry_whatever_else_changes() -> None:
    known = remembered([entry(1), entry(2)])

    assert rows(recognise([entry(2, title="New", url="https://x.example/", content="New"), entry(3)], known)) == [
        1,
        None,
    ]


def test_a_guid_that_is_an_address_survives_a_move_to_https_and_a_counter() -> None:
    known = remembered([entry(1, guid="http://bbc.example/news/1#0", url="")])

    assert rows(
        recognise([entry(1, guid="https://www.bbc.example/news/1#3", url="", title="Changed wholly")], known)
    ) == [0]


def test_the_address_speaks_where_the_guid_is_new() -> None:
    known = remembered([entry(1), entry(2), entry(3)])
    moved = entry(1, guid="other", url="http://www.harbour.example/1/?utm_source=rss")
    another = entry(2, guid="other2", title="Something else entirely", published=None)

    assert rows(recognise([moved, another, entry(3)], known)) == [0, None, 2]


def test_all_guids_new_and_titles_known_is_a_changed_scheme() -> None:
    known = remembered([entry(n) for n in range(10)])
    changed = [entry(n, guid=f"new{n}", url=f"https://new.example/{n * 7}", content="Cut.") for n in range(10)]

    assert rows(recognise(changed, known)) == list(range(10))


def test_likeness_repairs_three_entries_of_a_fetch_and_no_more() -> None:
    known = remembered([entry(n) for n in range(8)])
    text = "Text number {} of the day!"
    changed = [entry(n, guid=f"new{n}", url=f"https://new.example/{n}", content=text.format(n)) for n in range(7)]

    found = rows(recognise([*changed, entry(7)], known))

    assert found == [0, 1, 2, None, None, None, None, 7]


def test_reports_that_differ_in_their_numbers_are_not_alike() -> None:
    first = entry(1, title="Ferry delays: 12 minutes", content="The ferry was 12 minutes late on pier 3 today.")
    second = entry(
        1, guid="b", url="", title="Ferry delays: 14 minutes", content="The ferry was 14 minutes late on pier 3 today."
    )

    assert rows(recognise([second, entry(9)], remembered([first, entry(9)]))) == [None, 1]


def test_one_guid_on_every_item_is_no_identity() -> None:
    found = recognise([entry(n, guid="same") for n in range(4)], ())

    assert len({one.keys.key for one in found}) == 4
    assert rows(recognise([entry(n, guid="same") for n in range(4)], remembered([one.entry for one in found]))) == [
        0,
        1,
        2,
        3,
    ]


def test_a_new_scheme_is_known_although_some_entries_are_new() -> None:
    known = remembered([entry(n) for n in range(10)])
    fetched = [entry(n, guid=f"new{n}", url=f"https://new.example/{n * 7}", content="Cut.") for n in range(4, 14)]

    found = rows(recognise(fetched, known))

    assert found == [4, 5, 6, 7, 8, 9, None, None, None, None]


@pytest.mark.parametrize(("same", "known"), [(9, 9), (6, 0)])
def test_without_dates_a_new_scheme_needs_more_of_the_titles(same: int, known: int) -> None:
    remembered_ = remembered([entry(n, published=None) for n in range(10)])
    moved = [entry(n, guid=f"x{n}", url=f"https://x.example/{n}", published=None, content="") for n in range(same)]
    others = [entry(n, published=None, content="") for n in range(20, 30 - same)]

    assert sum(row is not None for row in rows(recognise([*moved, *others], remembered_))) == known


def test_a_title_that_comes_again_each_week_is_a_new_entry() -> None:
    titles = ["The week ahead", "Crossword", "Letters", "Weather"]
    known = remembered([entry(n, title=title) for n, title in enumerate(titles)])
    later = NOW + timedelta(days=7)
    fetched = [entry(n + 50, title=title, published=later) for n, title in enumerate(titles)]

    assert rows(recognise(fetched, known)) == [None] * 4


def test_a_title_and_the_second_of_publication_are_an_identity() -> None:
    second = NOW.replace(second=17)
    known = remembered([entry(n, published=second + timedelta(minutes=n)) for n in range(6)])
    fetched = [
        entry(0, published=second),
        entry(1, guid="x", url="", content="", published=second + timedelta(minutes=1)),
    ]
    midnight = NOW.replace(hour=0, minute=0, second=0)

    assert rows(recognise(fetched, known)) == [0, 1]
    on_a_day = remembered([entry(1, published=midnight), entry(2, published=midnight)])
    changed = [entry(2, published=midnight), entry(1, guid="x", url="", content="Another report.", published=midnight)]
    assert rows(recognise(changed, on_a_day)) == [1, None]


def test_equal_title_and_text_within_two_days_are_an_identity() -> None:
    known = remembered([entry(n) for n in range(4)])
    days = [replace(entry(n, guid=f"x{n}", url=""), published=NOW + timedelta(days=n)) for n in (1, 2, 3)]

    assert rows(recognise([entry(0), *days], known)) == [0, 1, 2, None]
    assert rows(recognise([entry(0), entry(1, guid="x", url="", content="")], known)) == [0, None]


def test_one_guid_and_one_address_on_every_item_is_no_identity() -> None:
    log = "https://harbour.example/log/"
    entries = [entry(n, guid=log, url=log, published=None) for n in range(3)]
    found = recognise(entries, ())

    assert len({one.keys.key for one in found}) == 3
    assert rows(recognise(entries, remembered([one.entry for one in found]))) == [0, 1, 2]
    assert len(recognise(entries[:2], ())) == 1  # two versions


def test_of_two_versions_of_one_entry_the_newest_counts_in_either_order() -> None:
    old, new = entry(1, content="Old."), entry(1, content="New.", published=datetime(2026, 6, 2, tzinfo=UTC))

    assert [one.entry.content for one in recognise([old, new], ())] == ["New."]
    assert [one.entry.content for one in recognise([new, old], ())] == ["New."]


def test_entries_without_guid_and_link_are_known_by_their_text() -> None:
    bare = [entry(n, guid="", url="") for n in range(3)]

    assert rows(recognise(bare, remembered(bare))) == [0, 1, 2]


def test_one_key_for_every_spelling_of_an_address() -> None:
    spelled = ["https://www.a.example/x/", "http://a.example/x?utm_medium=rss", "https://a.example/x#top"]

    assert len({address_key(url) for url in spelled}) == 1
    assert address_key("https://a.example/x?id=2") != address_key("https://a.example/x?id=3")
    assert address_key("mailto:x@a.example") == ""


TEXTS = st.text(alphabet="ab ", max_size=4)
ENTRIES = st.lists(
    st.builds(
        FeedEntry,
        guid=st.sampled_from(["", "a", "b", "http://x.example/1", "https://x.example/1#2"]),
        url=st.sampled_from(["", "http://x.example/1", "https://www.x.example/1/", "https://x.example/2"]),
        title=TEXTS,
        content=TEXTS,
        published=st.sampled_from([None, NOW]),
    ),
    max_size=6,
)


@given(ENTRIES)
@settings(max_examples=200, deadline=None)
def test_what_was_seen_once_is_known_the_next_time(entries: list[FeedEntry]) -> None:
    first = recognise(entries, ())
    known = [KnownEntry(row=row, keys=one.keys) for row, one in enumerate(first)]

    again = rows(recognise(entries, known))

    assert None not in again
    assert len(set(again)) == len(again)
