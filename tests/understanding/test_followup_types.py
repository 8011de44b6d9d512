"""How a question leans on the turn before. Pure."""

from __future__ import annotations

import pytest

from bot.understanding.followup_types import (
    Pointing,
    asks_what_it_is,
    continues,
    gender_pointed_to,
    goes_back,
    is_elliptic,
    named,
    pointing,
    points_to_thing,
    put_forward,
    said_shorter,
    without_preposition,
)


@pytest.mark.parametrize(
    ("text", "terms", "expected"),
    [
        ("Who won the Arlen Prize?", 3, Pointing.STANDS),
        ("Who said that the bridge would close?", 3, Pointing.STANDS),
        ("Is it true that the bank closes branches?", 4, Pointing.STANDS),
        ("When did they meet?", 1, Pointing.POINTS),
        ("Was that a record?", 1, Pointing.POINTS),
        ("Who else stood for election?", 3, Pointing.POINTS),
        ("What did the others promise?", 2, Pointing.POINTS),
        ("Does this mean war?", 2, Pointing.POINTS),
        ("And how many flights were cancelled?", 2, Pointing.STANDS),
        ("And in April?", 1, Pointing.INSTEAD),
        ("and was any fish saved in Lier?", 3, Pointing.STANDS),
        ("what about the harbour?", 1, Pointing.INSTEAD),
        ("I meant the footballer.", 2, Pointing.CORRECTS),
        ("No, I meant the court", 2, Pointing.CORRECTS),
        ("no, the court", 1, Pointing.CORRECTS),
        ("I meant", 1, Pointing.STANDS),
        ("Why?", 0, Pointing.BARE),
        ("And where?", 0, Pointing.BARE),
        ("And in which city?", 1, Pointing.BARE),
        ("since when?", 1, Pointing.BARE),
        ("In which city is it?", 1, Pointing.POINTS),
        ("By how much did rents rise?", 2, Pointing.STANDS),
        ("Who said that?", 1, Pointing.ECHOES),
        ("says who?", 1, Pointing.ECHOES),
        ("Which minister told them so?", 2, Pointing.POINTS),
        ("Tell me more about it.", 1, Pointing.MORE),
        ("more details, please", 1, Pointing.MORE),
        ("What else happened?", 1, Pointing.MORE),
        ("How much more does it cost?", 2, Pointing.POINTS),
        ("Which employees lose their jobs?", 3, Pointing.STANDS),
        ("How many people lost their homes?", 3, Pointing.STANDS),
        ("employees lose their jobs", 3, Pointing.STANDS),
        ("Which of their banks closed?", 2, Pointing.POINTS),
        ("How many did their bank lay off?", 2, Pointing.POINTS),
        ("What did their leader say?", 2, Pointing.POINTS),
        ("reasons for their arrest", 2, Pointing.POINTS),
        ("Who killed their son?", 2, Pointing.POINTS),
        ("Did it snow in Halvern this morning?", 2, Pointing.STANDS),
        ("Will it be sunny on Sunday?", 2, Pointing.STANDS),
        ("Did it win?", 1, Pointing.POINTS),
        ("Where was the summit, and who paid for it?", 2, Pointing.STANDS),
        ("Which bridge fell and what has replaced it?", 3, Pointing.STANDS),
        ("When did it open, and who paid for it?", 2, Pointing.POINTS),
    ],
)
def test_how_a_question_points_back(text: str, terms: int, expected: Pointing) -> None:
    assert pointing(text, terms=terms, few=3, names=()) is expected


def test_a_pronoun_after_a_name_points_to_the_name() -> None:
    assert pointing("Did Virta say that she would resign?", terms=3, few=3, names=("Virta",)) is Pointing.STANDS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What did Orme say about that?", Pointing.POINTS),
        ("What did Orme reply to him?", Pointing.POINTS),
        ("What has Orme done about it?", Pointing.POINTS),
        ("When did Orme say that?", Pointing.POINTS),
        ("When did Orme say that he would go?", Pointing.STANDS),
        ("Did Orme lose his job?", Pointing.STANDS),
        ("What did Orme say about her dog?", Pointing.STANDS),
    ],
)
def test_what_stands_for_others_than_the_person_named_before_it(text: str, expected: Pointing) -> None:
    assert pointing(text, terms=3, few=3, names=("Orme",)) is expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("And in April?", "in April"),
        ("What about Ankara?", "Ankara"),
        ("No, I meant the footballer.", "the footballer"),
        ("no, the court", "the court"),
    ],
)
def test_what_takes_the_place_of_another(text: str, words: str) -> None:
    assert put_forward(text) == words


@pytest.mark.parametrize(("words", "bare"), [("in Ankara", "Ankara"), ("the footballer", "footballer"), ("a", "a")])
def test_without_preposition_and_article(words: str, bare: str) -> None:
    assert without_preposition(words) == bare


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("When does he start?", "When does Dario Pellun start?"),
        ("What did his lawyer say?", "What did Dario Pellun's lawyer say?"),
        ("How old is she?", "How old is Dario Pellun?"),
        ("When was it built?", "When was Dario Pellun built?"),
        ("What did her husband say?", "What did Dario Pellun's husband say?"),
        ("Who asked her about it?", "Who asked Dario Pellun about it?"),
        ("Did they let her go?", "Did they let Dario Pellun go?"),
    ],
)
def test_a_name_in_the_place_of_a_pronoun(text: str, whole: str) -> None:
    assert named(text, "Dario Pellun") == whole
    assert named(text, "Dario Pellun's") == whole


@pytest.mark.parametrize(
    ("text", "complete"),
    [
        ("What is malaria?", True),
        ("what's a derby", True),
        ("What are tariffs?", True),
        ("What is the verdict?", False),
        ("What is next?", False),
        ("What is it?", False),
        ("What is that?", False),
    ],
)
def test_a_question_for_what_something_is(text: str, complete: bool) -> None:
    assert asks_what_it_is(text) is complete


@pytest.mark.parametrize(
    ("text", "elliptic"),
    [
        ("How many runners?", True),
        ("and how much money?", True),
        ("Second place?", True),
        ("any children?", True),
        ("For how long?", True),
        ("whose idea?", True),
        ("How many runners were there?", False),
        ("What is the price?", False),
        ("Any news", False),
        ("the fire in the old mill?", False),
        ("Who won?", False),
    ],
)
def test_a_few_words_without_a_verb_are_elliptic(text: str, *, elliptic: bool) -> None:
    assert is_elliptic(text) is elliptic


@pytest.mark.parametrize(("text", "gender"), [("Is his wife well?", "he"), ("Who hired her?", "she"), ("Why?", "")])
def test_gender_pointed_to(text: str, gender: str) -> None:
    assert gender_pointed_to(text) == gender


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("And the shops, when do they open?", True),
        ("but did anyone notice?", True),
        ("I meant the mother", True),
        ("no no I mean what came of it", True),
        ("The unions, same question", True),
        ("No, I meant when it opens", True),
        ("what for?", True),
        ("how come", True),
        ("what for breakfast?", False),
        ("I meant something else", False),
        ("that is not what I meant", False),
        ("and tell me when there is more", False),
        ("When do the shops open?", False),
    ],
)
def test_what_goes_on_with_the_last_answer(text: str, expected: bool) -> None:
    assert continues(text) is expected


@pytest.mark.parametrize(
    ("text", "shorter"),
    [
        ("Same question for the unions", "And the unions?"),
        ("and the same for Oste please", "And Oste?"),
        ("The unions, same question.", "And The unions?"),
        ("Did the same thing happen in Oste?", "Did the same thing happen in Oste?"),
        ("Who asked the same question?", "Who asked the same question?"),
    ],
)
def test_the_same_question_about_another(text: str, shorter: str) -> None:
    assert said_shorter(text) == shorter


@pytest.mark.parametrize(
    ("text", "topic", "asked"),
    [
        ("Back to the lynx: who found it?", "the lynx", "who found it?"),
        ("ok, going back to the strike, how long did it last", "the strike", "how long did it last"),
        ("When does he go back to the Senate, and why?", "", "When does he go back to the Senate, and why?"),
        ("Back to the lynx", "", "Back to the lynx"),
    ],
)
def test_going_back_to_a_topic(text: str, topic: str, asked: str) -> None:
    assert goes_back(text) == (topic, asked)


@pytest.mark.parametrize(
    ("text", "thing"),
    [("Wasn't it the wind?", False), ("Was it just a fog?", False), ("Was it the bank that sold it?", True)],
)
def test_it_may_stand_for_nothing(text: str, *, thing: bool) -> None:
    assert points_to_thing(text) is thing
