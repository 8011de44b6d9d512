"""Requests in wordings that no grammar knows, with what they are about."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.language.model.sentence_encoder import SentenceEncoder
from bot.newsroom.meaning import meaning_by
from bot.understanding.follow_requests import FollowAction, FollowRequest
from bot.understanding.quote_requests import Lookup
from bot.understanding.requests import Request, RequestKind, RoutingContext
from bot.understanding.router import route
from bot.understanding.setting_requests import SettingAction
from bot.understanding.small_talk import Talk

NAMES = {"hallam", "saul", "pellun", "kari orme"}
CONTEXT = RoutingContext(
    meaning=meaning_by(SentenceEncoder()),
    now=datetime(2026, 11, 16, 12, tzinfo=UTC),
    is_name=lambda words: words.lower() in NAMES,
    outlets=lambda: ("The Meridian Post", "Tessarn Courier"),
)


def asked(text: str) -> Request:
    return route(text, CONTEXT)


@pytest.mark.parametrize(
    ("text", "kind", "topics"),
    [
        ("explain me the budget fight please", RequestKind.BRIEF, ("budget fight",)),
        ("my boss wants three lines on the glacier", RequestKind.BRIEF, ("glacier",)),
        ("how did the glacier case go from start to end", RequestKind.TIMELINE, ("glacier",)),
        ("whats hot rn", RequestKind.TRENDING, ()),
        ("kari orme who is that", RequestKind.PERSON, ("kari orme",)),
        (
            "what does the post say about the glacier and what does the courier say",
            RequestKind.COMPARISON,
            ('from:"Post"', 'from:"Courier"', "glacier"),
        ),
        (
            "is there any gap between saul and pellun on glaciers",
            RequestKind.COMPARISON,
            ("saul", "pellun", "glaciers"),
        ),
        ("14 nov: what went on?", RequestKind.DAY, ()),
        ("articles with yachts in them", RequestKind.HEADLINES, ("yachts",)),
        ("what did I miss on the glacier", RequestKind.BRIEF, ("glacier",)),
        ("I've been in hospital for a month - what's the glacier row about", RequestKind.BRIEF, ("glacier",)),
        ("glacier row, date by date", RequestKind.TIMELINE, ("glacier row",)),
        ("the glacier so far", RequestKind.BRIEF, ("glacier",)),
        (
            "do the hunters' lawyer and the ministry agree about the glacier? put them next to each other",
            RequestKind.COMPARISON,
            ("hunters' lawyer", "ministry", "glacier"),
        ),
        (
            "the farmers and the council: do they agree on wolves?",
            RequestKind.COMPARISON,
            ("farmers", "council", "wolves"),
        ),
        ("did the farmers and the council agree on a fence", RequestKind.QUESTION, ()),
        ("did anybody comment on the glacier", RequestKind.QUOTES, ()),
        ("what is everyone on about", RequestKind.TRENDING, ()),
        ("most written-about at the moment", RequestKind.TRENDING, ()),
        ("who's making the headlines", RequestKind.TRENDING, ()),
        ("what happened first, and what then, in the glacier row", RequestKind.TIMELINE, ("glacier row",)),
        ("the glacier row in order of date", RequestKind.TIMELINE, ("glacier row",)),
        ("how do saul and pellun measure up on rates", RequestKind.COMPARISON, ("saul", "pellun", "rates")),
        ("does saul see it the way pellun does", RequestKind.COMPARISON, ("saul", "pellun")),
        ("what divides saul and pellun on rates", RequestKind.COMPARISON, ("saul", "pellun", "rates")),
        ("who's this kari orme woman", RequestKind.PERSON, ("kari orme",)),
        ("what's the status of the glacier row", RequestKind.BRIEF, ("glacier row",)),
        ("the glacier row in one sentence", RequestKind.BRIEF, ("glacier row",)),
        ("i'd rather get it at seven", RequestKind.SETTINGS, ()),
        ("do not bother me until ten", RequestKind.SETTINGS, ()),
        ("i want to read about any further glacier fall", RequestKind.FOLLOW, ()),
        ("sauls words on rates", RequestKind.QUOTES, ()),
        ('was "rates will fall" really said by saul', RequestKind.CHECK, ()),
        ("too many pings, make it weekly", RequestKind.SETTINGS, ()),
        ("i'd like updates on the glacier", RequestKind.FOLLOW, ()),
    ],
)
def test_kinds_with_their_topics(text: str, kind: RequestKind, topics: tuple[str, ...]) -> None:
    request = asked(text)

    assert (request.kind, request.topics) == (kind, topics)


def test_quotes_of_whoever_is_named_first() -> None:
    request = asked("gimme the best quote of hallam")

    assert (request.kind, request.lookup) == (RequestKind.QUOTES, Lookup(name="hallam", whole=True))


@pytest.mark.parametrize("text", ["no wait undo", "please undo it now"])
def test_nothing_is_muted_without_a_word_for_it(text: str) -> None:
    assert asked(text).follow == FollowRequest(action=FollowAction.LIST)


def test_when_the_next_is_shall_be_told_and_not_followed() -> None:
    assert asked("would you mind telling me when the next hunt is?").kind is RequestKind.QUESTION


@pytest.mark.parametrize("text", ["whats the key rate now", "what is the population now"])
def test_what_is_asked_of_something_is_not_what_is_talked_about(text: str) -> None:
    assert asked(text).kind is RequestKind.QUESTION


def test_a_timeline_of_nothing_has_no_topic() -> None:
    assert asked("give me a timeline").topics == ()


def test_news_at_set_times_on_a_topic_is_a_subscription() -> None:
    assert asked("news about glaciers every morning").follow == FollowRequest(
        action=FollowAction.FOLLOW, words="glaciers", cadence="daily"
    )


@pytest.mark.parametrize(
    ("text", "action", "words"),
    [("be quiet for an hour", SettingAction.MUTE, ""), ("im in delhi change my time", SettingAction.ZONE, "delhi")],
)
def test_settings(text: str, action: SettingAction, words: str) -> None:
    setting = asked(text).setting

    assert setting is not None
    assert (setting.action, setting.words) == (action, words)


@pytest.mark.parametrize(
    ("text", "talk"),
    [
        ("that was about the wrong person", Talk.COMPLAINT),
        ("perfect thats what i needed", Talk.THANKS),
        ("haha nice one", Talk.FINE),
        ("how reliable are your answers", Talk.IDENTITY),
    ],
)
def test_talk(text: str, talk: Talk) -> None:
    assert asked(text).talk is talk


@pytest.mark.parametrize(
    "question",
    [
        "When did the course of the river change?",
        "glacier melting rate per year",
        "who won the glacier run",
        "saul glacier",
    ],
)
def test_a_question_stays_one(question: str) -> None:
    assert asked(question).kind is RequestKind.QUESTION


@pytest.mark.parametrize(
    ("text", "kind", "topics"),
    [
        ("what all went on in those parts on 14 nov pal, I was at sea", RequestKind.DAY, ()),
        ("last friday around Hallam's place, what went on", RequestKind.HEADLINES, ("Hallam",)),
        (
            "I'd be glad of the whole life story of this Kari Orme, where she grew up and so forth",
            RequestKind.PERSON,
            ("Kari Orme",),
        ),
        (
            "Saul swears by it, Pellun reckons it's daft. stick them side by side for me",
            RequestKind.COMPARISON,
            ("Saul", "Pellun"),
        ),
        ("which stories has the whole country got its teeth into just now", RequestKind.TRENDING, ()),
        ("well a very good evening to you, dear machine", RequestKind.TALK, ()),
    ],
)
def test_words_beside_a_clear_request_do_not_hide_it(text: str, kind: RequestKind, topics: tuple[str, ...]) -> None:
    assert (asked(text).kind, asked(text).topics[:2]) == (kind, topics)


@pytest.mark.parametrize(
    "text",
    [
        "could you write in Hindi if you know it, otherwise never mind",
        "all this would read better in german for me, can that be set",
    ],
)
def test_a_language_is_set_by_its_name(text: str) -> None:
    setting = asked(text).setting

    assert setting is not None
    assert setting.action is SettingAction.LANGUAGE


@pytest.mark.parametrize(
    "text",
    [
        "glacier hut roof weight",
        "Which climber got the last bed of the hut on Tuesday 10 November?",
        "Why could the hunters not cross the glacier on Sunday?",
        "Until when may the hut at the glacier stay open?",
        "Where will the glacier tram turn round from now on?",
        "was the inflation figure wrong",
        "is local news dying",
        "is it true Saul met the bishop",
        "are the rumours about Pellun true",
    ],
)
def test_a_question_for_a_fact_is_no_request(text: str) -> None:
    assert asked(text).kind is RequestKind.QUESTION
