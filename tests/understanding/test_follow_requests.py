"""Which words ask to follow something, and what."""

from __future__ import annotations

import pytest

from bot.understanding.follow_requests import FollowAction, FollowRequest, follow_request


def is_name(words: str) -> bool:
    return words.lower() in {"saul", "henrike saul", "bank of velmora", "storm petra"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("tell me when Saul speaks", "when Saul speaks"),
        ("ping me if Henrike Saul says anything about the bank", "when Henrike Saul says anything about the bank"),
        ("notify me when the minister says something", "minister"),
        ("let me know about new ferry timetables", "ferry timetables"),
        ("can you send me Tilsen news every morning", "Tilsen"),
        ("subscribe me to climate news", "climate"),
        ("follow BBC News", "BBC News"),
        ("Tell me when saul resigns", "saul"),
        ("tell me when there is news about the ferry", "ferry"),
        ("Tell me when there's anything new on the Arlen Prize", "Arlen Prize"),
        ("let me know when Henrike Saul resigns", "Henrike Saul"),
        ("Let me know as soon as Gideon Strake appeals, please", "Gideon Strake"),
        ("please let me know if there's anything new about the bank", "bank"),
        ("tell me when the strike ends", "strike"),
        ("tell me when the first snow falls", "first snow"),
        ("tell me if there is any news from Tilsen", "Tilsen"),
        ("notify me about X", "X"),
        ("Notify me of storms", "storms"),
        ("notify me if something happens in Nordhaven", "Nordhaven"),
        ("alert me when Tilsen is in the news", "Tilsen"),
        ("Can you keep me posted on the trial?", "trial"),
        ("keep me up to date about Storm Petra", "Storm Petra"),
        ("keep an eye on the harbour", "harbour"),
        ("follow Henrike Saul", "Henrike Saul"),
        ("follow everything", "everything"),
        ("I want to follow the marathon", "marathon"),
        ("subscribe me to from:Reuters", "from:Reuters"),
        ("set an alert for the bridge", "bridge"),
        ("send me an alert about storms", "storms"),
        ("send me every new article about the ferry", "ferry"),
        ("send me a message when the court rules", "court"),
    ],
)
def test_what_to_follow(text: str, words: str) -> None:
    assert follow_request(text, is_name) == FollowRequest(action=FollowAction.FOLLOW, words=words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("stop sending me news about Saul", "Saul"),
        ("stop sending me Saul", "Saul"),
        ("please stop notifying me about the ferry", "ferry"),
        ("stop following Henrike Saul", "Henrike Saul"),
        ("unfollow the ferry", "ferry"),
        ("unsubscribe me from storms", "storms"),
        ("don't send me articles about rugby any more", "rugby"),
        ("No more news about the ferry please", "ferry"),
        ("stop sending me messages", ""),
        ("stop sending me these", ""),
        ("stop", ""),
        ("STOP!", ""),
        ("unsubscribe", ""),
        ("cancel my subscriptions", ""),
    ],
)
def test_what_to_follow_no_more(text: str, words: str) -> None:
    assert follow_request(text, is_name) == FollowRequest(action=FollowAction.UNFOLLOW, words=words)


@pytest.mark.parametrize("text", ["what do I follow?", "show my subscriptions", "What am I following", "my alerts"])
def test_the_list(text: str) -> None:
    assert follow_request(text, is_name) == FollowRequest(action=FollowAction.LIST)


@pytest.mark.parametrize(
    "text",
    [
        "tell me when the bridge was closed",
        "Can you tell me when Saul resigned?",
        "tell me when the marathon is",
        "tell me when the bridge will reopen",
        "tell me if Strake is guilty",
        "tell me about the ferry",
        "notify me about it",
        "let me know",
        "stop the boats policy",
        "who stopped the ferry?",
        "who followed the leader?",
        "When did the strike end?",
        "news about the ferry",
        "",
        "tell me when the next strike is",
        "let me know when our next train is due",
    ],
)
def test_other_requests(text: str) -> None:
    assert follow_request(text, is_name) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("news about the glacier every evening", "glacier"),
        ("each morning the glacier news", "glacier"),
        ("every day the latest news", ""),
        ("let me know when Orme or Hallam speak", "Orme or Hallam"),
        ("everything about the glacier except tourism", "glacier except tourism"),
    ],
)
def test_wishes_at_times_for_alternatives_and_with_exceptions(text: str, words: str) -> None:
    found = follow_request(text, lambda name: name in {"Orme", "Hallam"})

    assert (found.words if found else "") == words
