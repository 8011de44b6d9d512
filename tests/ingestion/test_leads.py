"""Which sentence is the lead of an article, also below its headline."""

from __future__ import annotations

import re

import pytest

from bot.ingestion.leads import LONGEST_TITLE, lead_of, title_from
from bot.models.annotation import SentenceSpan


def lead(title: str, text: str) -> str:
    spans = [
        SentenceSpan(start=found.start(), end=found.end(), paragraph=text.count("\n", 0, found.start()))
        for found in re.finditer(r"[^\s][^.!?\n]*[.!?]?", text)
    ]
    return lead_of(title, text, spans)


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Ferry runs aground", "A ferry ran aground on Tuesday. Nobody was hurt.", "A ferry ran aground on Tuesday."),
        ("Ferry runs aground", "Ferry runs aground.\n\nThe Kittiwake hit a reef.", "The Kittiwake hit a reef."),
        ("Mayor's row grows", "MAYOR’S ROW GROWS\nShe will not go, she said.", "She will not go, she said."),
        ("Clerk counts", "Clerk counts: the latest figures.\nIt takes 40 votes.", "It takes 40 votes."),
        (
            "Ferry runs aground",
            "Ferry runs aground.\nFULL TEXT.\nIt hit a reef on Tuesday.",
            "It hit a reef on Tuesday.",
        ),
        ("Who frightens us?", "Who frightens us?\nHalf are scared.", "Half are scared."),
        # an article may begin with its title's words and go on
        ("Storm kills six", "Storm kills six in Orlo. Rain went on.", "Storm kills six in Orlo."),
        # a title taken from the lead repeats it, and nothing is below
        ("Six died in Orlo.", "Six died in Orlo.", "Six died in Orlo."),
        ("Storm", "Storm over Orlo.\nIt rains.", "Storm over Orlo."),
        ("", "It rains.\nIt pours.", "It rains."),
        ("Nothing", "", ""),
    ],
)
def test_the_lead_stands_below_a_headline_that_repeats_the_title(title: str, text: str, expected: str) -> None:
    assert lead(title, text) == expected


def test_a_title_made_from_a_long_lead_ends_between_two_words() -> None:
    made = title_from("word " * 60)

    assert len(made) <= LONGEST_TITLE + 2
    assert made.endswith("word …")


@pytest.mark.parametrize(
    ("lead", "title"),
    [
        ("市政府周四批准了新的码头。市长李明说，工程将耗资三千万元。", "市政府周四批准了新的码头。"),
        ("市長は「十年待った。」と述べた。工事が終わった。", "市長は「十年待った。」と述べた。"),
        ("नगर परिषद ने नए घाट को मंजूरी दी। दो वर्ष लगेंगे।", "नगर परिषद ने नए घाट को मंजूरी दी।"),
        ("速報 " + "橋" * 200, "速報 " + "橋" * (LONGEST_TITLE - 3) + " …"),
    ],
)
def test_a_title_is_one_sentence_of_any_script_and_no_stub_before_its_only_blank(lead: str, title: str) -> None:
    assert title_from(lead) == title
