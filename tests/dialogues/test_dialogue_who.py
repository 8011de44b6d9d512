"""Who said what: exact words, direct and reported, pages, choices, dates."""

from __future__ import annotations

import pytest

from bot.models import NewArticle
from tests.support.dialogue import Room
from tests.support.dialogue_articles import day
from tests.support.telegram_user import LocalUser


async def test_quotes_newest_first_with_cue_and_origin(asha: LocalUser) -> None:
    [answer] = await asha.say("/who Elena Marsh")

    assert answer.text.startswith("Elena Marsh · ")
    assert answer.text.index("Four ferries are cheaper") < answer.text.index("Coast Radio")
    assert "“Four ferries are cheaper than one collapsed bridge" in answer.text
    assert "<i>said</i>" in answer.html


async def test_pages_are_turned_in_place(asha: LocalUser) -> None:
    [first] = await asha.say("/who Elena Marsh")

    [second] = await asha.press(first, "Older")
    assert second.id == first.id
    assert "harbour bridge" in second.text
    assert "in the paper's words" in second.text

    [again] = await asha.press(second, "Newer")
    assert again.html == first.html


async def test_a_quote_in_its_paragraph_and_back(asha: LocalUser) -> None:
    [answer] = await asha.say("/who Priya Nair")

    [context] = await asha.press(answer, "1")
    assert "nine weeks of eruptions" in context.text

    [again] = await asha.press(context, "Back")
    assert again.html == answer.html


async def test_several_people_of_one_name_are_a_choice(asha: LocalUser) -> None:
    [choice] = await asha.say("/who Reed")
    assert choice.text == "Which Reed do you mean?"

    [answer] = await asha.press(choice, "Anna Reed")

    assert "counting ferries that have no crew" in answer.text
    assert "Nobody asked us" not in answer.text


async def test_near_spellings_are_offered(asha: LocalUser) -> None:
    [choice] = await asha.say("/who Pria Nayr")
    assert choice.text == "I have no quotes by “Pria Nayr”. Did you mean:"

    [answer] = await asha.press(choice, "Priya Nair")

    assert "The mountain has gone back to sleep" in answer.text


async def test_who_else_spoke_about_the_topic_is_offered_with_near_spellings(asha: LocalUser) -> None:
    [choice] = await asha.say("/who Pria Nayr about mountain")
    assert choice.text.endswith("Did you mean:")

    [answer] = await asha.press(choice, "Who spoke about mountain")

    assert answer.text.startswith("About mountain")


async def test_the_only_near_spelling_is_shown_at_once(asha: LocalUser) -> None:
    [answer] = await asha.say("/who Elena Marrsh")

    assert answer.text.startswith("I have no quotes by “Elena Marrsh”. Did you mean:")
    assert "Four ferries are cheaper" in answer.text


async def test_about_a_topic(asha: LocalUser) -> None:
    [answer] = await asha.say("/who Elena Marsh about invoices")

    assert "We will publish every invoice" in answer.text
    assert "collapsed bridge" not in answer.text


@pytest.mark.parametrize(
    ("dates", "shown"),
    [("since 19 November", True), ("until 19 November 2026", False), ("last week", False), ("this week", True)],
)
async def test_within_dates(asha: LocalUser, dates: str, shown: bool) -> None:
    [answer] = await asha.say(f"/who Elena Marsh {dates}")

    assert ("Four ferries are cheaper" in answer.text) is shown


async def test_nothing_on_a_topic_offers_everything(asha: LocalUser) -> None:
    [answer] = await asha.say("/who Priya Nair about tomatoes")
    assert answer.text == "I have no quotes by Priya Nair about tomatoes."

    [everything] = await asha.press(answer, "All quotes by Priya Nair")

    assert "gone back to sleep" in everything.text


async def test_nobody_of_that_name(asha: LocalUser) -> None:
    [answer] = await asha.say("/who Xylophonius Quack")

    assert answer.text.startswith("I have no quotes by “Xylophonius Quack”.")


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("/who", "Whose words?"),
        ("/who about", "Whose words?"),
        ("/who since 2026-11-01", "Whose words?"),
        ("/who Marsh since the flood", "I don't understand the date “the flood”."),
    ],
)
async def test_what_cannot_be_looked_up(asha: LocalUser, said: str, answered: str) -> None:
    [answer] = await asha.say(said)

    assert answer.text.startswith(answered)


async def test_a_choice_keeps_the_topic_and_holds_only_who_spoke_about_it(asha: LocalUser) -> None:
    [answer] = await asha.say("/who Reed about ferries")
    assert answer.text.startswith("Anna Reed · 2 quotes about ferries")

    [none] = await asha.say("/who Reed about tomatoes")
    assert none.text == "I have no quotes by anybody called Reed about tomatoes. Whose other words?"

    [everything] = await asha.press(none, "Tom Reed")
    assert "Nobody asked us" in everything.text


async def test_a_choice_keeps_the_dates(asha: LocalUser) -> None:
    [choice] = await asha.say("What did Reed say this week?")
    assert choice.text == "Which Reed do you mean?"

    [answer] = await asha.press(choice, "Tom Reed")

    assert answer.text.startswith("Tom Reed · 2 quotes, this week")


async def test_what_others_said_about_somebody_and_back(asha: LocalUser, room: Room) -> None:
    told = '"Elena Marsh never answers letters," Tom Reed said.'
    room.newsroom.add(NewArticle(id="letters", title="Letters", text=told, published=day("2026-11-22")))
    [answer] = await asha.say("/who Elena Marsh")
    assert "letters" not in answer.text

    [about] = await asha.press(answer, "Others")
    assert about.text.startswith("About Elena Marsh · 1 quote\n")
    assert "1. Tom Reed said:\n“Elena Marsh never answers letters" in about.text

    [again] = await asha.press(about, "By Elena Marsh")
    assert again.html == answer.html


@pytest.mark.parametrize(
    "said",
    [
        "/who said “gone back to sleep”?",
        "who said 'gone back to sleep'?",
        "/who gone back to sleep",
        "Who said that the mountain had gone back to sleep?",
        "who talked about the sleep of the mountain?",
        "/who about the mountain sleep",
        "what did Priya Nair say about the mountain in 2024?",
        "did Nair say anything about the mountain?",
        "anything from Priya Nair on the mountain",
        "quotes by Priya Nair about the mountain",
        "/who Priya Nair on the mountain",
    ],
)
async def test_ways_to_ask_for_words(asha: LocalUser, said: str) -> None:
    [answer] = await asha.say(said)

    assert "1. Priya Nair said:" in answer.text
    assert "“The mountain has gone back to sleep” " in answer.text.replace("\n", " ").replace(",”", "”") + " "
    assert any(label == "1" for row in answer.buttons for label in row)


async def test_who_spoke_about_a_topic_is_paged(asha: LocalUser) -> None:
    [first] = await asha.say("who talked about ferries?")
    assert first.text.startswith("About ferries · ")
    assert "1. Elena Marsh" in first.text


@pytest.mark.parametrize(
    ("said", "lacking", "answered"),
    [
        ("What did the crane say about the warehouse?", "I have no quotes by “the crane”.", "crane fell onto"),
        ("who talked about herring?", "I have no quotes about herring.", "market report"),
    ],
)
async def test_no_words_are_said_to_be_none_before_the_answer(
    asha: LocalUser, said: str, lacking: str, answered: str
) -> None:
    [answer] = await asha.say(said)

    first, _, rest = answer.text.partition("\n\n")
    assert lacking in first
    assert answered in rest


@pytest.mark.parametrize(
    ("said", "lacking"),
    [
        ("What did Priya Nair say about ferries?", "I have no quotes by Priya Nair about ferries."),
        (
            "what did Elena Marsh say about ferries last year",
            "I have no quotes by Elena Marsh about ferries, last year.",
        ),
    ],
)
async def test_whom_nobody_quotes_on_it_gets_nobody_else_s_words(asha: LocalUser, said: str, lacking: str) -> None:
    [answer] = await asha.say(said)
    assert answer.text == lacking

    [others] = await asha.press(answer, "Who spoke about ferries")

    assert others.id == answer.id
    assert others.text.startswith("About ferries · ")
    assert "Anna Reed" in others.text


async def test_whom_nobody_quotes_on_it_may_be_meant_by_what_follows(asha: LocalUser) -> None:
    await asha.say("What did Priya Nair say about ferries?")

    [answer] = await asha.say("what did she say about taxes?")

    assert "Priya Nair" in answer.text


@pytest.mark.parametrize(
    "said",
    [
        "Who fell onto a warehouse?",
        "Who said no to the bridge?",
        "who is Elena Marsh?",
        "How many homes were without power?",
        "What did the storm do to the coast?",
    ],
)
async def test_ordinary_questions_are_answered(asha: LocalUser, said: str) -> None:
    [answer] = await asha.say(said)

    assert " quotes" not in answer.text.partition("\n")[0]
    assert not any(label.isdecimal() for row in answer.buttons for label in row)


async def test_no_topic_and_nobody(asha: LocalUser) -> None:
    [answer] = await asha.say("/who about xylophones")

    assert answer.text.startswith("I have no quotes about xylophones.")


async def test_all_quotes_come_as_a_file(asha: LocalUser, room: Room) -> None:
    [answer] = await asha.press((await asha.say("/who Elena Marsh"))[0], "Older")

    [sent] = await asha.press(answer, "CSV file")

    assert sent.text.startswith("Elena Marsh · ")
    assert sent.message.media is not None
    content = room.server.backend.state.files.content(sent.message.media.file.id) or b""
    lines = content.decode("utf-8-sig").splitlines()
    assert lines[0] == "speaker,as_written,words,kind,outlet,day,title,address"
    assert len(lines) > 2
    assert "Four ferries are cheaper than one collapsed bridge" in content.decode("utf-8-sig")


async def test_one_quote_needs_no_file(asha: LocalUser) -> None:
    [answer] = await asha.say("/who Priya Nair about the mountain")

    assert ["CSV file"] not in answer.buttons


async def test_operators_that_quotes_do_not_have_are_told(asha: LocalUser) -> None:
    [answer] = await asha.say("/who Priya Nair from:herald -storm")

    assert answer.text.startswith("Quotes are not looked up by “from:herald -storm”")
    assert "Priya Nair · " in answer.text
