"""Quotes as a reader sees them. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.models import Headline, Manner, Quote, QuoteKind
from bot.quotes.wording import cited, how, in_marks, leads, speaker

DAY = datetime(2024, 7, 9, tzinfo=UTC)


def quote(content: str = "", kind: QuoteKind = QuoteKind.DIRECT, cue: str = "", manner: Manner = Manner.SAID) -> Quote:
    headline = Headline(row=1, id="a", title="", source="", url="", published=DAY, added=DAY)
    return Quote(
        row=1, headline=headline, sentence_row=1, content=content, kind=kind, speaker="", speaker_as_written="",
        cue=cue, manner=manner,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("We agree", "“We agree”"),
        ('"We agree"', "“We agree”"),
        ("«We agree»", "“We agree”"),
        ('We agree"', "“We agree”"),
        ("“We agree", "“We agree”"),
        ('He said "no"', '“He said "no"”'),
        ('"No" is no answer', '“"No" is no answer”'),
        ("", "“”"),
    ],
)
def test_direct_words_stand_between_marks(content: str, shown: str) -> None:
    assert in_marks(quote(content)) == shown


def test_reported_words_stay_as_they_are() -> None:
    assert in_marks(quote('a "real" plan', QuoteKind.MIXED)) == 'a "real" plan'
    assert in_marks(quote("a plan", QuoteKind.INDIRECT), str.upper) == "A PLAN"


@pytest.mark.parametrize(
    ("cue", "first"),
    [("according to", True), ("According to", True), ("as reported by", True), ("said", False), ("", False)],
)
def test_some_cues_stand_before_the_speaker(cue: str, first: bool) -> None:
    assert leads(cue) is first


def test_words_are_cut_inside_the_marks() -> None:
    assert in_marks(quote('"We agree"'), lambda words: words[:2] + "…") == "“We…”"


@pytest.mark.parametrize(
    ("cue", "manner", "shown"),
    [
        ("said", Manner.SAID, "said"),
        ("", Manner.SAID, ""),
        ("", Manner.POSTED, "posted"),
        ("", Manner.WRITTEN, "wrote"),
        ("wrote", Manner.POSTED, "wrote"),
        ("said", Manner.POSTED, "said in a post"),
        ("said  in a\nstatement", Manner.WRITTEN, "said in a statement"),
        ("added", Manner.WRITTEN, "added in writing"),
        ("told", Manner.SAID, "said"),
        ("calling", Manner.SAID, "called"),
        ("insisting", Manner.SAID, "insisted"),
        ("denying", Manner.SAID, "denied"),
        ("saying", Manner.POSTED, "said in a post"),
        ("told reporters", Manner.SAID, "told reporters"),
        ("say", Manner.SAID, "said"),
        ("now generally agree", Manner.SAID, "agreed"),
        ("did ask", Manner.SAID, "asked"),
        ("will say", Manner.SAID, "will say"),
        ("have complained", Manner.SAID, "complained"),
        ("has complained", Manner.SAID, "has complained"),
        ("suggests", Manner.SAID, "suggests"),
        ("shows", Manner.SAID, "shows"),
        ("contention", Manner.SAID, ""),
        ("reaction", Manner.POSTED, "posted"),
        ("waved", Manner.SAID, ""),
        ("[", Manner.SAID, ""),
        ("as described by", Manner.SAID, "as described by"),
    ],
)
def test_how_it_came_out(cue: str, manner: Manner, shown: str) -> None:
    assert how(quote(cue=cue, manner=manner)) == shown


@pytest.mark.parametrize(
    ("written", "voice", "named", "shown"),
    [
        ("Mr Reed", "", False, "Mr Reed"),
        ("he", "", True, "Bo Reed"),
        ("He", "", False, "Bo Reed"),
        ("", "", False, "Bo Reed"),
        ("Sarn Water spokeswoman Ana Sol", "Ana Sol", False, "Sarn Water spokeswoman Ana Sol"),
        ("Sol", "Ana Sol", True, "Sol"),
        ("she", "Ana Sol", False, "Ana Sol"),
        ("", "Ana Sol", False, "Ana Sol"),
    ],
)
def test_who_says_it(written: str, voice: str, named: bool, shown: str) -> None:
    one = replace(quote("Yes"), speaker="Bo Reed", speaker_as_written=written, voice=voice)
    assert speaker(one, named=named) == shown


def test_a_quote_to_paste_elsewhere() -> None:
    headline = Headline(row=1, id="a", title="", source="Post", url="https://post.example/a", published=DAY, added=DAY)
    one = replace(quote("We agree"), headline=headline, speaker="Bo Reed")

    assert cited(one, 256) == "“We agree” — Bo Reed, Post, 9 July 2024, https://post.example/a"
    assert cited(one, 50) == "“We agree” — Bo Reed, Post, 9 July 2024"
    assert (
        cited(replace(one, kind=QuoteKind.INDIRECT), 60)
        == "We agree (in the paper's words) — Bo Reed, Post, 9 July 2024"
    )


@pytest.mark.parametrize("limit", [30, 60, 256])
def test_long_words_are_cut_and_keep_their_speaker(limit: int) -> None:
    told = cited(replace(quote("We agree " * 60), speaker="Bo Reed"), limit)

    assert len(told) <= limit
    assert told.startswith("“We")
    assert "…” — Bo Reed" in told
