"""Where a name ends among words that are typed without quotation marks."""

from __future__ import annotations

import pytest

from bot.following.filter_language.filter_language import parse
from bot.following.names.full_names import full_name_size

COMMON = {"flood", "floods", "sanctions", "garden", "trade", "law"}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("pedro almeida floods", "pedro almeida"),
        ("oscar van der berg trade", "oscar van der berg"),
        ("Elena Marsh Kenya", "Elena Marsh"),
        ("elena sanctions", ""),
        ("rose garden", ""),
        ("elena", ""),
        ("kim jong un", ""),
        ("kim ye-rim", "kim ye-rim"),
        ("ferry disaster", ""),
        ("elena van", ""),
    ],
)
def test_a_given_name_with_its_surname(words: str, name: str) -> None:
    size = full_name_size(words.split(), COMMON.__contains__)

    assert " ".join(words.split()[:size]) == name


@pytest.mark.parametrize(
    ("words", "speaker", "topic"),
    [
        ("says:Elena Marsh", "Elena Marsh", []),
        ("says:elena marsh law", "elena marsh", ["law"]),
        ("says:Pak Chol-min trade", "Pak Chol-min", ["trade"]),
        ("says:Orlova Kenya", "Orlova", ["Kenya"]),
        ("says:Orlova NATO", "Orlova", ["NATO"]),
        ("says:gov of Selm law", "gov of Selm", ["law"]),
        ("floods says:Jonas van der Berg", "Jonas van der Berg", ["floods"]),
        ("says:orlova floods", "orlova", ["floods"]),
        ("says:Orlova (floods OR trade)", "Orlova", ["floods", "trade"]),
    ],
)
def test_a_speaker_ends_where_the_topic_begins(words: str, speaker: str, topic: list[str]) -> None:
    found = parse(
        words, outlets=(), known_name=lambda name: name.casefold() == "gov of selm", printed_small=COMMON.__contains__
    ).filter

    assert found.says is not None
    assert found.says.text == speaker
    assert [phrase.text for clause in found.anyof for phrase in clause] == topic
