"""Whose words they are when a phrase, a pronoun or a document stands for the speaker. Sentences of our own."""

from __future__ import annotations

import pytest

from tests.support.language import Annotate, annotator

Said = list[tuple[str, str]]


@pytest.fixture(scope="module")
def annotate() -> Annotate:
    return annotator(verified=False)


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        (
            'Culture Minister Renaud Valmont de Brassel opened the fair. "You have shown us the river," Mr de Brassel said.',
            "Renaud Valmont de Brassel", "You have shown us the river",
        ),
        (
            'Energy Commissioner Jonas Barrel spoke last. "The plan is serious," said Mr Barel.',
            "Jonas Barrel", "The plan is serious",
        ),
        (
            'Former Mayor Tomas Reyl attacked the budget in Karsk while campaigning for his wife Karin Reyl.\n"It makes no '
            'sense at all," Reyl said.',
            "Tomas Reyl", "It makes no sense at all",
        ),
    ],
    ids=["particles", "misspelt", "two of one surname"],
)  # fmt: skip
def test_a_surname_is_whoever_has_it(annotate: Annotate, text: str, speaker: str, words: str) -> None:
    assert words in annotate(text).by(speaker)


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        (
            "Skarn have signed three players. Skarn chairman Rolf Haym said the club wanted to win the league this year.",
            "Rolf Haym", "the club wanted to win the league this year",
        ),
        (
            "Chairwoman Petra Lund met the fans of Skarn United. The Skarn chairwoman said she would not sell the ground.",
            "Petra Lund", "she would not sell the ground",
        ),
        (
            "Hilde Brandt spoke first. Former senator Jon Vale spoke for an hour. The Brandt campaign said his claims were "
            "all untrue.",
            "The Brandt campaign", "his claims were all untrue",
        ),
        (
            "Leading plaintiff, the University of Karsk, said ten directors would pay the fine themselves.",
            "University of Karsk", "ten directors would pay the fine themselves",
        ),
        (
            "The group that owns the ferries, Norhaven Lines Ltd, says they will sail again on Sunday.",
            "Norhaven Lines Ltd", "they will sail again on Sunday",
        ),
        (
            "Reyl, back in Karsk after talks in Velmora, Sillan and the Orlo Valley, said the pact was close to being signed.",
            "Reyl", "the pact was close to being signed",
        ),
        (
            "Following Mr Straub's statement, lawyer Louise Merten said the government should have acted sooner.",
            "Louise Merten", "the government should have acted sooner",
        ),
    ],
    ids=["its chairman", "holder", "campaign", "apposition", "clause between", "aside", "leading adverbial"],
)  # fmt: skip
def test_a_name_that_only_tells_which_is_not_the_speaker(
    annotate: Annotate, text: str, speaker: str, words: str
) -> None:
    assert words in annotate(text).by(speaker)


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        (
            "Jonas Vale met Prime Minister Olga Renn on Monday. Vale spoke for an hour. The Orlo Valley senator said the "
            "dam was not safe.",
            "Jonas Vale", "the dam was not safe",
        ),
        (
            "Tomas Breck, 58, is suing the ferry line. He fell on the stairs. The legal assistant said nobody had helped "
            "him up.",
            "Tomas Breck", "nobody had helped him up",
        ),
        (
            "Jonas Vale beat Arno Lenk in straight sets. Lenk, 31, had a sore knee. The 31-year-old said he would rest for "
            "a month.",
            "Arno Lenk", "he would rest for a month",
        ),
        (
            "Lord Dene and Ana Belk met. The Harbour Club's Jonas Weller said the change was overdue. The reform group's general "
            "secretary told the Ledger that it would pass.",
            "Jonas Weller", "that it would pass",
        ),
        (
            "A senator arrived with Jonas Vale on Monday. Vale was silent. The senator said the dam was not safe.",
            "The senator", "the dam was not safe",
        ),
        (
            "Jonas Vale welcomed Olga Renn. The Velmoran president said the talks would go on until Friday.",
            "The Velmoran president", "the talks would go on until Friday",
        ),
        (
            "The former chief engineer at the telecoms firm Orlen Motors has admitted before a court in Karsk that he hid "
            "the faults.\nSpeaking at the trial of his former boss Arno Lenk, Tomas Breck said he was sorry.",
            "Tomas Breck", "that he hid the faults",
        ),
        (
            "The ferry line is being sued by a passenger who says he was hurt on the stairs.\nTomas Breck is claiming "
            "40,000 crowns from it.",
            "Tomas Breck", "he was hurt on the stairs",
        ),
    ],
    ids=[
        "senator", "assistant", "age", "alone in the sentence before", "an unnamed one", "high office",
        "named next, an office", "named next",
    ],
)  # fmt: skip
def test_a_description_is_whoever_was_talked_of(annotate: Annotate, text: str, speaker: str, words: str) -> None:
    assert words in annotate(text).by(speaker)


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        (
            "A third of homes in Velmora have no heating, according to a report by the think-tank Demarc. It said that "
            "more than half of them were rented.",
            "Demarc", "that more than half of them were rented",
        ),
        (
            "Orlen Research Institute said profits would fall by a tenth. The private research body said sales in Velmora "
            "would rise in May.",
            "Orlen Research Institute", "sales in Velmora would rise in May",
        ),
        (
            "A commission looked into the debts of Norhaven Airlines. The commission said Norhaven hid its losses from the "
            "Defence Ministry. It said 400 million crowns had been lost.",
            "The commission", "400 million crowns had been lost",
        ),
        (
            "According to the official news agency most of the shops had been closed by the police.\nThe official Xanda News "
            "Agency opened an office in Karsk.",
            "Xanda News Agency", "most of the shops had been closed by the police",
        ),
        (
            "In a letter to its members, Orlen Motors chairman Rolf Haym said the offer was too low. Norhaven Bank declined "
            "to comment. The letter also said the plant in Karsk would stay open.",
            "Rolf Haym", "the plant in Karsk would stay open",
        ),
        (
            "The Dagblad's report today claims that the bridge will be closed for a year.",
            "Dagblad", "that the bridge will be closed for a year",
        ),
        (
            "The Harbour Board issued a statement on Monday. Jonas Vale was in Karsk. The statement said that the pilots "
            "would be paid by Friday.",
            "Harbour Board", "that the pilots would be paid by Friday",
        ),
    ],
    ids=["think-tank", "research body", "unnamed body", "named later", "letter", "report today", "statement"],
)  # fmt: skip
def test_a_body_or_a_document(annotate: Annotate, text: str, speaker: str, words: str) -> None:
    assert words in annotate(text).by(speaker)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Karin Osei told the paper that nobody would question her knowledge of the harbour.",
            [("Karin Osei", "that nobody would question her knowledge of the harbour")],
        ),
        ("Asked if the harbour would close, Karin Osei said it was too early to tell.",
         [("Karin Osei", "it was too early to tell")]),
        (
            "Mr Vance said he had backed the plan when Mr Holt argued for it in parliament and he backed it now.",
            [("Vance", "he had backed the plan when Mr Holt argued for it in parliament and he backed it now")],
        ),
        (
            "The company said lower fares, which please the tourists, are also behind the better outlook.",
            [("The company", "lower fares, which please the tourists, are also behind the better outlook")],
        ),
        (
            '"The results were pretty poor," Kai Maxen, head of the gold division of Orlen Consolidated, told a news '
            "conference in Karsk.",
            [("Kai Maxen", "The results were pretty poor")],
        ),
        (
            "Karin Osei told the Meridian Post newspaper the pilots have been on the island since Sunday.",
            [("Karin Osei", "the pilots have been on the island since Sunday")],
        ),
        (
            "Based on a page of the report, Karin Osei on Tuesday said she wants to close the harbour.",
            [("Karin Osei", "she wants to close the harbour")],
        ),
    ],
    ids=["nobody", "asked", "clause in the words", "relative clause", "long source", "told", "leading adverbial"],
)  # fmt: skip
def test_whole_words(annotate: Annotate, text: str, said: Said) -> None:
    assert annotate(text).said() == said


def test_a_paragraph_that_repeats_the_title_holds_no_quotes(annotate: Annotate) -> None:
    title = "Osei says the harbour will close"

    told = annotate(f"{title}.\nKarin Osei said the harbour would close in May.", title)

    assert told.said() == [("Karin Osei", "the harbour would close in May")]
