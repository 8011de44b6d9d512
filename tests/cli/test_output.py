"""What the commands print, from hand-made values."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from rich.console import Console, RenderableType

from bot.cli.output_json import article_json, date_of, latest_json, said_json, stats_json, story_json
from bot.cli.output_reply import SHOWING, show_reply
from bot.cli.output_reply_json import reply_json
from bot.cli.output_text import origin, show_answer, show_headlines, show_said, show_stats
from bot.cli.stats_report import StatsReport
from bot.models import Answer, Excerpt, Headline, Quote, QuoteKind, QuoteResult, Speaker, Stats, Story, Voice
from bot.newsroom import HeadlineList, QuotesFound, Reply, ReplyKind
from bot.understanding.follow_requests import FollowAction, FollowRequest
from bot.understanding.quote_requests import Lookup
from bot.understanding.requests import Request, RequestKind

DAY = datetime(2024, 7, 9, tzinfo=UTC)
HEADLINE = Headline(
    row=1,
    id="bridges",
    title="Two [bold]bridges[/bold] close",
    source="The Harbour Post",
    url="https://harbour.example.org/bridges",
    published=DAY,
    added=DAY,
    lead="Two bridges were closed on Tuesday.",
)
BARE = Headline(row=2, id="rain", title="It rains.", source="", url="", published=None, added=DAY, lead="It rains.")
EXCERPT = Excerpt(
    headline=HEADLINE, sentence_row=7, text="At least four ferries ran.", score=1.23456789, highlight=(9, 13)
)
QUOTE = Quote(
    row=1,
    headline=HEADLINE,
    sentence_row=8,
    content="“We had no choice”",
    kind=QuoteKind.DIRECT,
    speaker="Mara Lind",
    speaker_as_written="she",
    cue="said",
)
MARA = Speaker(row=3, name="Mara Lind", label="PERSON", quotes=12)


def printed(renderable: RenderableType, *, colour: bool = False) -> str:
    console = Console(file=io.StringIO(), width=60, force_terminal=colour, markup=False, highlight=False)
    console.print(renderable)
    assert isinstance(console.file, io.StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines())


def test_an_answer_with_its_sources() -> None:
    answer = Answer(question="How many?", excerpts=(EXCERPT,), short="four")

    assert (
        printed(show_answer(answer))
        == """\
four

At least four ferries ran.
  Two [bold]bridges[/bold] close
  The Harbour Post · 9 July 2024 ·
  https://harbour.example.org/bridges"""
    )
    assert "\x1b[1mfour\x1b[0m ferries" in printed(show_answer(answer), colour=True)


def test_what_other_articles_answer_stands_below_the_short_answer() -> None:
    voices = (Voice(words="four", headline=HEADLINE), Voice(words="At least four", headline=BARE))
    answer = Answer(question="How many?", excerpts=(EXCERPT,), short="four", voices=voices)

    agreeing = " ".join(printed(show_answer(answer)).split())
    differing = " ".join(printed(show_answer(replace(answer, differ=True))).split())

    assert agreeing.startswith("four 2 articles say so: The Harbour Post, 9 July 2024; “It rains.”, no date At least")
    assert differing.startswith(
        "Articles differ: four (The Harbour Post, 9 July 2024); At least four (“It rains.”, no date) At least"
    )


def test_an_excerpt_with_the_sentence_before_and_other_outlets() -> None:
    excerpt = replace(EXCERPT, before="It was a bad day.", also=(BARE,))

    told = printed(show_answer(Answer(question="How many?", excerpts=(excerpt,))))

    assert told.startswith("It was a bad day. At least four ferries ran.\n")
    assert told.endswith("\n  Also in “It rains.”, no date")


def test_declining_names_what_is_nearest() -> None:
    answer = Answer(question="How many?", excerpts=(EXCERPT,), abstained=True)

    assert printed(show_answer(answer)).startswith("My articles don't say.\n\nNearest in the archive:\n\nAt least four")
    assert printed(show_answer(Answer(question="", excerpts=(), abstained=True))) == "My articles don't say."


def test_a_speaker_s_quotes() -> None:
    said = QuoteResult(speaker=MARA, quotes=(QUOTE,), total=12)

    assert (
        printed(show_said(said, Lookup(name="lind")))
        == """\
Mara Lind: 12 quotes, 1 shown

“We had no choice”
  Mara Lind said
  Two [bold]bridges[/bold] close
  The Harbour Post · 9 July 2024 ·
  https://harbour.example.org/bridges"""
    )


def test_some_cues_stand_before_the_speaker() -> None:
    said = QuoteResult(speaker=MARA, quotes=(replace(QUOTE, cue="according to", speaker_as_written="Lind"),), total=1)

    assert "\n  according to Lind\n" in printed(show_said(said, Lookup(name="lind")))


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (QuoteResult(choices=(MARA,), silent=True), "Nobody called Lind is quoted on this:\n  Mara Lind (12 quotes)"),
        (QuoteResult(speaker=None), "Nobody called Lind is quoted in the articles."),
        (QuoteResult(speaker=None, choices=(MARA,)), "Lind can be any of these:\n  Mara Lind (12 quotes)"),
        (
            QuoteResult(speaker=None, choices=(MARA,), near=True),
            "Nobody called Lind is quoted. Near names:\n  Mara Lind (12 quotes)",
        ),
    ],
)
def test_a_name_that_is_nobody_s_or_several_people_s(said: QuoteResult, text: str) -> None:
    assert printed(show_said(said, Lookup(name="Lind"))) == text


@pytest.mark.parametrize(
    ("said", "wanted", "head"),
    [
        (QuoteResult(mentioned=MARA), Lookup(name="lind", mentioned=True), "About Mara Lind: 1 quote"),
        (QuoteResult(by_words=True), Lookup(about="choices"), "About choices: 1 quote"),
        (QuoteResult(by_words=True), Lookup(exact="no choice"), "Who said “no choice”: 1 quote"),
        (QuoteResult(by_words=True), Lookup(name="no choice"), "Who said “no choice”: 1 quote"),
    ],
)
def test_quotes_by_whoever_name_their_speaker(said: QuoteResult, wanted: Lookup, head: str) -> None:
    lines = printed(show_said(replace(said, quotes=(QUOTE,), total=1), wanted)).splitlines()

    assert lines[:4] == [head, "", "“We had no choice”", "  Mara Lind said"]


def test_nothing_on_a_topic_says_so_and_how_much_there_is_on_anything() -> None:
    shown = printed(show_said(QuoteResult(speaker=MARA), Lookup(name="lind", about="tomatoes")))

    assert shown == "Mara Lind: 0 quotes about tomatoes\n\nOn anything: 12 quotes, newsbot who Mara Lind"


def test_words_that_nobody_said() -> None:
    shown = printed(show_said(QuoteResult(by_words=True), Lookup(about="tomatoes")))

    assert shown == "Nobody in the articles is quoted with “tomatoes”."


def test_headlines() -> None:
    assert (
        printed(show_headlines(HeadlineList(headlines=(HEADLINE, BARE), total=41)))
        == """\
Two [bold]bridges[/bold] close
  Two bridges were closed on Tuesday.
  The Harbour Post · 9 July 2024 ·
  https://harbour.example.org/bridges

It rains.
  outlet unknown · no date

2 of 41 articles"""
    )
    assert printed(show_headlines(HeadlineList())).startswith("I have no articles yet.")


STATS = Stats(
    articles=1200,
    sentences=30000,
    entities=400,
    quotes=50,
    subscriptions=2,
    pending=1,
    newest=DAY,
    oldest=DAY,
    sources=(("The Harbour Post", 1199), ("", 1)),
)
TOLD = StatsReport(stats=STATS, database_bytes=2_500_000, index_bytes=640_000, pipeline="en_news 0.1.0")


def test_counts() -> None:
    shown = printed(show_stats(TOLD))

    assert "1,200  articles" in shown
    assert "2.5  MB database" in shown
    assert "0.6  MB of it full-text index" in shown
    assert "read by en_news 0.1.0" in shown
    assert "from 9 July 2024 to 9 July 2024" in shown
    assert shown.endswith("1,199  The Harbour Post\n    1  outlet unknown")


@pytest.mark.parametrize(
    ("moment", "text"),
    [(None, None), (DAY, "2024-07-09"), (DAY.replace(hour=8, minute=5), "2024-07-09T08:05:00+00:00")],
)
def test_dates_in_json(moment: datetime | None, text: str | None) -> None:
    assert date_of(moment) == text


def test_the_shape_of_an_answer_in_json() -> None:
    answer = Answer(question="How many?", excerpts=(EXCERPT,), short="four")
    asked = Request(kind=RequestKind.QUESTION, text="How many?")
    reply = Reply(kind=ReplyKind.ANSWER, request=asked, answer=answer, elapsed_ms=3.14159)

    assert reply_json(reply, {}) == {
        "question": "How many?",
        "kind": "answer",
        "answer": "four",
        "abstained": False,
        "excerpts": [
            {
                "article_id": "bridges",
                "sentence": "At least four ferries ran.",
                "title": "Two [bold]bridges[/bold] close",
                "source": "The Harbour Post",
                "date": "2024-07-09",
                "url": "https://harbour.example.org/bridges",
                "score": 1.234568,
            }
        ],
        "elapsed_ms": 3.1,
    }


def test_the_shape_of_a_look_up_in_json() -> None:
    assert said_json(QuoteResult(speaker=MARA, quotes=(QUOTE,), total=1)) == {
        "speaker": "Mara Lind",
        "quotes": [
            {
                "quote": "“We had no choice”",
                "speaker": "Mara Lind",
                "speaker_as_written": "she",
                "cue": "said",
                "kind": "direct",
                "manner": "said",
                "article_id": "bridges",
                "title": "Two [bold]bridges[/bold] close",
                "source": "The Harbour Post",
                "date": "2024-07-09",
                "url": "https://harbour.example.org/bridges",
            }
        ],
    }
    assert said_json(QuoteResult(choices=(MARA,))) == {"speaker": None, "quotes": []}
    assert said_json(QuoteResult(mentioned=MARA)) == {"speaker": None, "mentioned": "Mara Lind", "quotes": []}


def test_the_shape_of_headlines_and_counts_in_json() -> None:
    rain = {"article_id": "rain", "title": "It rains.", "source": "", "date": None, "url": "", "lead": "It rains."}
    told = Story(number=5, articles=(BARE,), outlets=("The Post",))
    assert latest_json(HeadlineList(headlines=(BARE,), total=3), {2: told}) == {
        "articles": [rain | {"story": 5, "outlets": ["The Post"]}],
        "total": 3,
    }
    assert story_json(told) == {"story": 5, "title": "It rains.", "articles": ["rain"]}
    missed = HeadlineList(days="today", headlines=(BARE,), total=3, missed=True)
    assert latest_json(missed, {}) == {"articles": [], "total": 0}
    held = stats_json(TOLD)
    assert (held["database_bytes"], held["index_bytes"], held["pipeline"]) == (2_500_000, 640_000, "en_news 0.1.0")
    assert held["sources"] == [
        {"source": "The Harbour Post", "articles": 1199},
        {"source": "", "articles": 1},
    ]


WORDS = Request(kind=RequestKind.QUESTION, text="words")
SAID = QuoteResult(speaker=MARA, quotes=(QUOTE,), total=1)


@pytest.mark.parametrize(
    ("reply", "answer", "sentences"),
    [
        (
            Reply(kind=ReplyKind.QUOTES, request=WORDS, quotes=QuotesFound(said=SAID, lookup=Lookup(name="Lind"))),
            "“We had no choice”",
            ["“We had no choice,” she said."],
        ),
        (
            Reply(
                kind=ReplyKind.QUOTES,
                request=WORDS,
                quotes=QuotesFound(said=replace(SAID, by_words=True), lookup=Lookup(exact="no choice")),
            ),
            "Mara Lind",
            ["“We had no choice,” she said."],
        ),
        (
            Reply(kind=ReplyKind.HEADLINES, request=WORDS, headlines=HeadlineList(headlines=(HEADLINE,), total=1)),
            None,
            ["Two bridges were closed on Tuesday."],
        ),
        (Reply(kind=ReplyKind.TALK, request=WORDS, words="You're welcome!"), None, []),
    ],
)
def test_other_kinds_in_json(reply: Reply, answer: str | None, sentences: list[str]) -> None:
    whole = {8: replace(EXCERPT, sentence_row=8, text="“We had no choice,” she said.")}

    record = reply_json(reply, whole)

    assert record["kind"] == reply.kind
    assert record["answer"] == answer
    assert [one["sentence"] for one in record["excerpts"]] == sentences
    assert record["abstained"] is (reply.kind is ReplyKind.TALK)
    assert record.get("text", "") == reply.words


def test_every_kind_of_reply_is_shown() -> None:
    assert set(SHOWING) == set(ReplyKind)


def test_what_newsbot_says_itself_stands_alone_or_above() -> None:
    follow = Request(
        kind=RequestKind.FOLLOW, text="", follow=FollowRequest(action=FollowAction.FOLLOW, words="ferries")
    )
    answer = Answer(question="", excerpts=(EXCERPT,), short="four")

    assert printed(show_reply(Reply(kind=ReplyKind.TALK, request=WORDS, words="You're welcome!"))) == "You're welcome!"
    assert printed(show_reply(Reply(kind=ReplyKind.FOLLOW, request=follow, words="Only a chat."))) == "Only a chat."
    assert printed(
        show_reply(Reply(kind=ReplyKind.ANSWER, request=WORDS, words="I have no quotes.", answer=answer))
    ).startswith("I have no quotes.\n\nfour\n")


def test_a_blurb_is_marked_in_text_and_json() -> None:
    blurb = replace(HEADLINE, blurb=True)

    assert "9 July 2024 · summary only · https" in " ".join(printed(origin(blurb)).split())
    assert article_json(blurb)["summary_only"] is True
    assert "summary_only" not in article_json(HEADLINE)
