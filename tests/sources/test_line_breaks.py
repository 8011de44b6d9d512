"""Lines broken by hand, and lines that are paragraphs."""

from __future__ import annotations

import json

import pytest

from bot.sources.jsonl import parse_record
from bot.sources.line_breaks import unwrapped
from bot.sources.text_files import parse_text
from bot.time_limit import limited

WRAPPED = (
    "The harbour board of Nordhaven approved the new quay on Friday by\n"
    "five votes to four, after a debate that lasted until midnight and\n"
    "in which the treasurer Otmar Quill\n"
    "said that the money was not\n"
    "there. It will cost 31 million crowns and be ready in 2029, if the\n"
    "builders of Malle keep their word.\n"
    "Mayor Ilka Brandt was glad.\n"
    "\n"
    "In the evening she told the\n"
    "Harbour Lamp that she had waited for this vote since the spring of\n"
    "2019, when the old quay fell into the sea."
)
PARAGRAPHS = [
    "The harbour board of Nordhaven approved the new quay on Friday by five votes to four, after a debate that lasted"
    " until midnight and in which the treasurer Otmar Quill said that the money was not there. It will cost 31 million"
    " crowns and be ready in 2029, if the builders of Malle keep their word.",
    "Mayor Ilka Brandt was glad.",
    "",
    "In the evening she told the Harbour Lamp that she had waited for this vote since the spring of 2019, when the old"
    " quay fell into the sea.",
]


def test_the_lines_of_each_paragraph_are_joined_and_short_last_lines_end_it() -> None:
    assert unwrapped(WRAPPED).split("\n") == PARAGRAPHS


def test_in_both_formats() -> None:
    assert parse_text(f"title Quay\n\n{WRAPPED}").article.text.split("\n") == PARAGRAPHS
    assert parse_record(json.loads(json.dumps({"text": WRAPPED}))).article.text.split("\n") == PARAGRAPHS


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("They came for a meet-\ning about the quay.", "They came for a meeting about the quay."),
        ("It was a well-\nknown story in Malle.", "It was a well-known story in Malle."),
        ("The anti-\nquay party lost two seats.", "The anti-quay party lost two seats."),
        ("A US-\nled fleet came to Malle.", "A US-led fleet came to Malle."),
        ("The Mercedes-\nBenz of the mayor.", "The Mercedes-\nBenz of the mayor."),
        ("A ship of Nord-\nhaven sank. Nordhaven weeps.", "A ship of Nordhaven sank. Nordhaven weeps."),
        ("The short-\nterm loan; a short-term loan.", "The short-term loan; a short-term loan."),
        ("The archi\xad\ntect was late.", "The architect was late."),
        ("The coun- cil gave two- and three-year grants.", "The council gave two- and three-year grants."),
        (
            "> The quay of Malle fell on Friday, the\n> town said, and sank.\n",
            "The quay of Malle fell on Friday, the town said, and sank.",
        ),
        ("The boat of the harbour master was lost,\nand nobody saw it again.", "{0} and nobody saw it again."),
        ("“The quay will be ready in the spring,”\nsaid Otmar Quill.", "{0} said Otmar Quill."),
    ],
)
def test_a_sentence_or_word_that_goes_on_below(text: str, joined: str) -> None:
    assert parse_text(f"title Quay\n\n{text}").article.text == joined.format(text.split("\n")[0])


@pytest.mark.parametrize(
    "text",
    [
        "A fire destroyed the fish market of Nordhaven on Friday\nNobody was hurt\nIt had cost 31 million crowns",
        "Orla Finn, 43, a baker in the old town of Malle\n“I have not slept since the flood.”",
        "The town of Lodden passed its budget, which has these parts:\na quay\na library\na pool",
        "The makers of the new telephone are glad about it\niPhone sales rose by a tenth in the spring.",
        "Short line\nof verse",
        "a loan of 31 million crowns for the new quay\na gift of 3 million crowns for the library",
        "- The quay will be ready, said the chairman of the board\n- we shall see, said the treasurer.",
    ],
)
def test_lines_that_stay(text: str) -> None:
    assert unwrapped(text) == text


def test_a_word_of_any_length_takes_no_longer_than_other_text() -> None:
    with limited(20):
        assert unwrapped(f"The quay.\n{'x' * 400_000}\nIt fell.").startswith("The quay.\nx")
