"""Questions for a fact that the classifier takes for other kinds of requests, and requests that look like them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.language.model.sentence_encoder import SentenceEncoder
from bot.newsroom.meaning import meaning_by
from bot.understanding.requests import RequestKind
from bot.understanding.router import route
from bot.understanding.small_talk import Talk
from tests.understanding.test_router import context

CONTEXT = replace(context(), meaning=meaning_by(SentenceEncoder()))


@pytest.mark.parametrize(
    "text",
    [
        "so who replaces pellun now",
        "who's winning, saul or pellun?",
        "the quay fire, who started it and how long did it burn",
        "tilsen hacking who did it",
        "hi there, quick question: who won the tilsen primary?",
        "is it true that strake got nine years",
        "is it true saul is leaving",
        "hey um is it true that tilsen took in refugees?",
        "marathon winner??",
        "where are people being put up?",
        "halmstedt bomb weight",
        "rosalind akers age",
        "tilsen tunnel lorry toll",
        "will the army pull out of tilsen",
        "cup result?",
    ],
)
def test_they_are_questions(text: str) -> None:
    assert route(text, CONTEXT).kind is RequestKind.QUESTION


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("who do I follow?", RequestKind.FOLLOW),
        ("show me what was said about the strike and who said it", RequestKind.QUOTES),
        ("compare saul and pellun on pay", RequestKind.COMPARISON),
        ("that answer was wrong, wasn't it?", RequestKind.TALK),
        ("thank you?", RequestKind.TALK),
        ("remind me who Strake is", RequestKind.PERSON),
    ],
)
def test_these_are_requests(text: str, kind: RequestKind) -> None:
    assert route(text, CONTEXT).kind is kind


@pytest.mark.parametrize(
    ("text", "talk"),
    [
        ("hello can you help me with something", Talk.HELP),
        ("i need some help", Talk.HELP),
        ("i have a question", Talk.HELP),
        ("and the other guy", None),
        ("and the wrong one?", None),
        ("and that was wrong", Talk.COMPLAINT),
    ],
)
def test_what_asks_for_help_and_what_goes_on(text: str, talk: Talk | None) -> None:
    found = route(text, replace(CONTEXT, in_conversation=True)).talk

    assert found is talk


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("why is everybody talking about the ferry", "ferry"),
        ("why are people suddenly writing about Strake?", "Strake"),
        ("what's all the talk about the tunnel", "tunnel"),
        ("question about the tunnel", "tunnel"),
    ],
)
def test_what_is_only_named_is_told_by_a_brief(text: str, topic: str) -> None:
    request = route(text, CONTEXT)

    assert (request.kind, request.topics) == (RequestKind.BRIEF, (topic,))


@pytest.mark.parametrize(
    "text",
    [
        *("why is it better than the old one?", "what was wrong with that", "was there a worse one before"),
        *("is there an example", "what other options are there", "does he think they did things wrong"),
        *("was it so hot?", "is he ahead there", "where does the story come from", "was it an endorsement"),
    ],
)
def test_in_a_conversation_a_question_that_is_not_to_newsbot_is_about_the_news(text: str) -> None:
    assert route(text, replace(CONTEXT, in_conversation=True)).kind is RequestKind.QUESTION


@pytest.mark.parametrize("text", ["what else can I ask", "how does this work", "where are your articles from"])
def test_in_a_conversation_newsbot_may_still_be_asked_about_itself(text: str) -> None:
    assert route(text, replace(CONTEXT, in_conversation=True)).kind is RequestKind.TALK
