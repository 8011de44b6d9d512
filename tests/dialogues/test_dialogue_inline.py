"""Asked in any chat: inline mode, and as a guest."""

from __future__ import annotations

import pytest

from handlers.views.cards import payload
from tests.support import dialogue_articles as articles
from tests.support.dialogue import Room
from tests.support.telegram_user import LocalUser


def titles(answer: dict[str, object]) -> list[str]:
    results = answer["results"]
    assert isinstance(results, list)
    return [str(one["title"]) for one in results]


async def test_no_words_offer_the_newest_headlines_and_more(asha: LocalUser) -> None:
    first = await asha.inline("")
    rest = await asha.inline("", offset=first["next_offset"])

    assert titles(first)[:2] == [articles.STORM.title, articles.BUDGET.title]
    assert len(titles(first)) == 10
    assert titles(rest)[-1] == articles.VOLCANO.title
    assert rest["next_offset"] == ""


async def test_an_answer_can_be_sent_to_any_chat(asha: LocalUser, ben: LocalUser, room: Room) -> None:
    group = room.server.group("Family", asha, ben, with_bot=False)
    offered = await asha.inline("Who owns a bakery?")

    sent = await asha.choose(titles(offered)[0], chat=group)

    assert sent.text.startswith("Who owns a bakery?\n\nTom Reed, who owns a bakery at the northern end")
    assert articles.BRIDGE.title in sent.text
    assert [one.value for one in sent.message.keyboard[0]] == [
        articles.BRIDGE.url,
        "https://t.me/newsbot_local_bot?start=q_Who_owns_a_bakery",
    ]
    assert offered["button"]["start_parameter"] == "q_Who_owns_a_bakery"
    assert offered["is_personal"] is True


async def test_a_shared_quote_leads_to_whose_it_is(asha: LocalUser, ben: LocalUser, room: Room) -> None:
    group = room.server.group("Family", asha, ben, with_bot=False)
    offered = await asha.inline("What did Elena Marsh say about ferries?")

    sent = await asha.choose(titles(offered)[0], chat=group)
    link = sent.message.keyboard[0][-1].value
    [answer] = await ben.say(f"/start {link.partition('start=')[2]}")

    assert link.endswith("?start=who_Elena_Marsh")
    assert answer.text.startswith("Elena Marsh · ")


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("What did Elena Marsh say about ferries?", "Elena Marsh"),
        ("Priya Nair", "Priya Nair"),
        ("latest news on the volcano", articles.VOLCANO.title),
        ("summarise the news about the bridge", "bridge"),
        ("a_1", articles.VOLCANO.title),
    ],
)
async def test_whatever_can_be_asked_can_be_asked_inline(asha: LocalUser, words: str, title: str) -> None:
    assert title in titles(await asha.inline(words))[0]


@pytest.mark.parametrize("words", ["Who won the chess championship in Zanzibar?", "hi", "ferry from:", "a_999"])
async def test_nothing_found_leaves_the_way_into_the_chat(asha: LocalUser, words: str) -> None:
    answer = await asha.inline(words)

    assert answer["results"] == []
    assert answer["button"]["text"] == "Ask in the chat with me"


async def test_what_is_shared_with_the_bot_itself_is_no_question(asha: LocalUser, room: Room) -> None:
    await asha.say("hi")
    offered = await asha.inline("")
    before = len(asha.history())

    await asha.choose(titles(offered)[0])
    await asha.say("hi")

    assert len(asha.history()) == before + 1


async def test_an_article_is_shared_by_a_button(asha: LocalUser) -> None:
    [page] = await asha.say("/start a_10")
    button = page.button("Share ↗")

    shared = await asha.inline(button.value["query"])

    assert button.action == "switch_inline_query_chosen_chat"
    assert titles(shared) == [articles.BRIDGE.title]


@pytest.mark.parametrize(
    ("words", "made"),
    [
        ("Who won?", "q_Who_won"),
        ("", "help"),
        ("???", "help"),
        ("wer gewann in Köln", "help"),
        ("who " * 30, "help"),
    ],
)
def test_payloads_of_links(words: str, made: str) -> None:
    assert (payload("q", words) or "help") == made


async def test_a_guest_answers_where_it_is_called(asha: LocalUser, ben: LocalUser, room: Room) -> None:
    group = room.server.group("Family", asha, ben, with_bot=False)
    [answer] = await asha.say("@newsbot_local_bot who owns a bakery?", chat=group)
    [none] = await asha.say("@newsbot_local_bot who won the chess championship in Zanzibar?", chat=group)
    silence = await asha.say("who owns a bakery?", chat=group, answered=False)

    assert "Tom Reed, who owns a bakery" in answer.text
    assert none.text == "My articles don't say."
    assert silence == []
