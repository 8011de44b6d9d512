"""Requests that leave their topic to the last answer, in a conversation and outside of one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.understanding.request_completion import completed
from bot.understanding.requests import RequestKind
from bot.understanding.router import route
from bot.understanding.small_talk import Talk
from tests.understanding.test_router import context


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("sum it up for me", "summary of the ferry"),
        ("Summarise that please", "summary of the ferry"),
        ("tl;dr", "summary of the ferry"),
        ("can I have a short overview?", "summary of the ferry"),
        ("catch me up on this", "summary of the ferry"),
        ("timeline please", "timeline of the ferry"),
        ("show me the key dates of this affair", "timeline of the ferry"),
        ("how did it unfold?", "timeline of the ferry"),
        ("keep me posted", "follow the ferry"),
        ("keep me posted on this", "follow the ferry"),
        ("let me know if that changes", "follow the ferry"),
        ("tell me when there's more", "follow the ferry"),
        ("any more news on this?", "news about the ferry"),
        ("latest on it", "news about the ferry"),
    ],
)
def test_what_is_asked_about_the_last_answer_gets_its_topic(words: str, whole: str) -> None:
    assert completed(words, lambda: "the ferry") == whole


@pytest.mark.parametrize(
    "words",
    ["sum up the strike", "timeline of the trial", "who runs it?", "keep me posted on the budget", "news", "why?"],
)
def test_what_names_its_topic_or_asks_a_question_stays_as_it_is(words: str) -> None:
    assert completed(words, lambda: "the ferry") == words


def test_without_a_topic_nothing_is_added() -> None:
    assert completed("sum it up", lambda: "") == "sum it up"


def test_only_in_a_conversation() -> None:
    asked = replace(context(), subject=lambda: "the ferry")

    assert route("timeline please", asked).topics == ()
    assert route("timeline please", replace(asked, in_conversation=True)).topics == ("ferry",)


@pytest.mark.parametrize("words", ["who runs it?", "who owns it now", "where do they come from"])
def test_a_question_that_points_back_is_not_about_newsbot(words: str) -> None:
    assert route(words, context(in_conversation=True)).kind is RequestKind.QUESTION


def test_a_complaint_may_point_back() -> None:
    assert route("that's wrong", context(in_conversation=True)).talk is Talk.COMPLAINT


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("timeline, please!", RequestKind.TIMELINE),
        ("Give me a timeline", RequestKind.TIMELINE),
        ("how did it unfold?", RequestKind.TIMELINE),
        ("summarise", RequestKind.BRIEF),
        ("could you give me a quick overview", RequestKind.BRIEF),
        ("tl;dr", RequestKind.BRIEF),
        ("hey, could i get an overview?", RequestKind.BRIEF),
        ("bring me up to speed pls", RequestKind.BRIEF),
        ("Summarize it", RequestKind.BRIEF),
    ],
)
def test_a_request_without_a_topic_keeps_its_kind(words: str, kind: RequestKind) -> None:
    request = route(words, context())

    assert (request.kind, request.topics) == (kind, ())


@pytest.mark.parametrize(
    "words",
    [
        *("why?", "how old is she", "is he guilty", "what did they decide", "Who said that?", "how many were there?"),
        *("when does it start?", "and who replaced him", "who else", "did it work", "Tell me more about it"),
    ],
)
def test_a_question_that_points_back_to_nothing_is_asked_back(words: str) -> None:
    assert route(words, context()).talk is Talk.LEANING
    assert route(words, context(in_conversation=True)).talk is not Talk.LEANING


@pytest.mark.parametrize(
    "words",
    [
        *("how old is Saul", "did the ferry sink", "what did saul say about it", "who founded the union that struck"),
        *("is it true that the ferry sank", "where did the ferry train its crew while she was docked", "who won?"),
        *("What is this year's prize?", "who leads that party"),
    ],
)
def test_what_names_something_is_not_asked_back(words: str) -> None:
    assert route(words, context()).talk is not Talk.LEANING
