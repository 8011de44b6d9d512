"""The shipped pipeline on short articles of our own: who said what, under which name."""

from __future__ import annotations

import pytest

from bot.models import QuoteKind
from tests.support.language import Annotate, Told, annotator

#: Of the shape of an agency report: dateline, abbreviations, posts, pronouns, a relay.
SUMMIT = """\
NEW DELHI: Veland has agreed to send all Indian sailors in its ports home, officials told the Daily Ledger.
Prime Minister Arjun Mehra raised the matter in a meeting with Velandic President Pavel Oristov in Karsk.
On Monday, PM Mehra met President Oristov at a house outside the city.
In June, the Ministry of Overseas Affairs (MOA) reported that at least six sailors, including a 31-year-old \
from Hyderabad, had been held since February 2022.
In April, the MOA said that ten sailors had come home.
Oristov welcomed Mehra at his house in Nova-Brodna, calling him his "old companion" and saying he was "truly \
glad" to see him, according to Veland's VTA state news agency.
According to VTA, Oristov said that the formal talks would begin on the next day.
“At the residence near Karsk, Pavel Oristov and Prime Minister @arjunmehra hold an informal meeting," the \
Velandic Foreign Ministry said on X.
"The talks will cover shipping and the return of sailors," it added.
In reply, PM Mehra expressed thanks to the Velandic President for hosting him, adding that he looks forward to \
the talks.
"Thanks to President Oristov for hosting me this evening. I look forward to our talks tomorrow," PM Mehra said on X."""


@pytest.fixture(scope="module")
def annotate() -> Annotate:
    return annotator(verified=False)


@pytest.fixture(scope="module")
def summit(annotate: Annotate) -> Told:
    return annotate(SUMMIT)


@pytest.mark.parametrize(
    ("speaker", "words"),
    [
        ("officials", ["Veland has agreed to send all Indian sailors in its ports home"]),
        (
            "Pavel Oristov",
            [
                'him his "old companion"',
                'he was "truly glad" to see him',
                "that the formal talks would begin on the next day",
            ],
        ),
        (
            "Ministry of Overseas Affairs",
            [
                "that at least six sailors, including a 31-year-old from Hyderabad, had been held since February 2022",
                "that ten sailors had come home",
            ],
        ),
        (
            "Velandic Foreign Ministry",
            [
                "At the residence near Karsk, Pavel Oristov and Prime Minister @arjunmehra hold an informal meeting",
                "The talks will cover shipping and the return of sailors",
            ],
        ),
        (
            "Arjun Mehra",
            [
                "thanks to the Velandic President for hosting him",
                "that he looks forward to the talks",
                "Thanks to President Oristov for hosting me this evening. I look forward to our talks tomorrow",
            ],
        ),
        ("VTA", []),
    ],
)
def test_the_summit_gives_everybody_their_own_words(summit: Told, speaker: str, words: list[str]) -> None:
    assert summit.by(speaker) == words


def test_the_summit_has_no_other_speakers(summit: Told) -> None:
    assert {speaker for speaker, _ in summit.said()} == {
        "officials", "Pavel Oristov", "Ministry of Overseas Affairs", "Velandic Foreign Ministry", "Arjun Mehra",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("mention", "label"),
    [
        ("Arjun Mehra", "PERSON"),
        ("Pavel Oristov", "PERSON"),
        ("@arjunmehra", "PERSON"),
        ("VTA", "ORG"),
        ("MOA", "ORG"),
        ("Nova-Brodna", "GPE"),
        ("Hyderabad", "GPE"),
        ("February 2022", "DATE"),
    ],
)
def test_the_summit_names_and_dates(summit: Told, mention: str, label: str) -> None:
    assert summit.labels()[mention] == label


def test_the_summit_aliases(summit: Told) -> None:
    names = summit.names()

    assert {"Mehra", "PM Mehra", "@arjunmehra"} <= set(names["Arjun Mehra"])
    assert "MOA" in names["Ministry of Overseas Affairs"]
    assert {"Oristov", "President Oristov"} <= set(names["Pavel Oristov"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '"We have no choice," Transport Minister Ana Belkova told reporters. "The wall is moving."\n'
            "She added that ships would be sent north.",
            [("Ana Belkova", "We have no choice … The wall is moving."),
             ("Ana Belkova", "that ships would be sent north")],
        ),
        (
            "A spokesman for the Dock Workers' Union (DWU) called the plan \"a slow goodbye to 300 jobs\".\n"
            '"We were never asked," the spokesman said in a statement.',
            [("Dock Workers' Union", 'the plan "a slow goodbye to 300 jobs"'),
             ("Dock Workers' Union", "We were never asked")],
        ),
        (
            "Tomas Reyl said he would resign. “This is not the end,” he said.\n"
            "“And we will not leave the table first.”",
            [("Tomas Reyl", "he would resign"), ("Tomas Reyl", "This is not the end"),
             ("Tomas Reyl", "And we will not leave the table first.")],
        ),
        (
            "“It began at night.\n“By morning the square was full,” said Karin Osei, a baker.",
            [("Karin Osei", "It began at night. … By morning the square was full")],
        ),
        (
            "Finance Minister Laura Brandt met Prime Minister Tomas Reyl on Friday.\n"
            "The prime minister said the budget was fair. The finance minister denied that taxes would rise.",
            [("Tomas Reyl", "the budget was fair"), ("Laura Brandt", "that taxes would rise")],
        ),
        (
            '"No comment," said the firm\'s lawyer, Ilse Brandt.',
            [("Ilse Brandt", "No comment")],
        ),
        (
            "Belkova: \"The wall was built badly.\"",
            [("Belkova", "The wall was built badly.")],
        ),
        (
            "According to the Ministry of Transport, the work will cost Rs 3 lakh per metre.",
            [("Ministry of Transport", "the work will cost Rs 3 lakh per metre")],
        ),
        (
            "LONDON: The harbour will close for 14 months, the Ministry of Transport said on Tuesday.",
            [("Ministry of Transport", "The harbour will close for 14 months")],
        ),
        (
            "The film \"The Long Harbour\" won two prizes and the so-called \"wall\" fell.",
            [],
        ),
    ],
)  # fmt: skip
def test_who_said_what(annotate: Annotate, text: str, said: list[tuple[str, str]]) -> None:
    assert annotate(text).said() == said


def test_two_people_with_one_surname(annotate: Annotate) -> None:
    told = annotate(
        "Bill Reyl and Karin Reyl live in Norhaven.\n"
        "Karin Reyl said the port should close. Reyl added that she was tired.\n"
        "Bill Reyl said the port should stay open. Reyl added that he was not tired."
    )

    assert told.by("Karin Reyl") == ["the port should close", "that she was tired"]
    assert told.by("Bill Reyl") == ["the port should stay open", "that he was not tired"]


def test_she_is_not_the_man_named_last(annotate: Annotate) -> None:
    told = annotate(
        "Maria Osei met Robert Brandt on Friday. She said the talks were good. He said they were too short."
    )

    assert told.said() == [("Maria Osei", "the talks were good"), ("Robert Brandt", "they were too short")]


def test_a_lost_mark_costs_no_other_paragraph(annotate: Annotate) -> None:
    told = annotate(
        '"This one is never closed, said Tomas Reyl.\n'
        "The port was calm on Monday and nobody spoke.\n"
        '"This one is closed," said Karin Osei.'
    )

    assert told.by("Karin Osei") == ["This one is closed"]


def test_kinds(annotate: Annotate) -> None:
    told = annotate(
        'Karin Osei said the port would close. "It is late," Osei said. Osei said it was "a disgrace for the city".'
    )

    assert [quote.kind for quote in told.annotation.quotes] == [
        QuoteKind.INDIRECT, QuoteKind.DIRECT, QuoteKind.MIXED,
    ]  # fmt: skip


def test_the_title_tells_who_a_surname_is(annotate: Annotate) -> None:
    told = annotate("Osei said the port would close.", title="Karin Osei on the port")

    assert told.said() == [("Karin Osei", "the port would close")]


def test_unknown_speakers_keep_their_words(annotate: Annotate) -> None:
    assert annotate("Several dock workers said the wall had moved again.").said() == [
        ("Several dock workers", "the wall had moved again")
    ]
