"""Words that are written as one, with a hyphen or as two."""

from __future__ import annotations

import pytest

from bot.lexicon.loader import word_list
from bot.text.analyzer import term_of
from bot.text.compounds import closed, compounds, parts


@pytest.mark.parametrize(
    ("text", "one"),
    [("Cease-fire", "ceasefire"), ("run-off", "runoff"), ("air strikes", "airstrikes"), ("rain forest", "rainforest")],
)
def test_two_words_are_one(text: str, one: str) -> None:
    assert closed(text) == one


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("laid off", "layoff"),
        ("Laying off", "layoff"),
        ("lays-off", "layoff"),
        ("cracked down", "crackdown"),
        ("shuts down", "shutdown"),
        ("sold off", "selloff"),
        ("broke in", "breakin"),
        ("bailing out", "bailout"),
        ("clamped down", "clampdown"),
        ("walked out", "walkout"),
    ],
)
def test_a_verb_gives_its_noun(text: str, noun: str) -> None:
    assert closed(text) == noun


@pytest.mark.parametrize(
    "text",
    [
        "took over",
        "walked in",
        "layer off",
        "turn out",
        "blue car",
        "ceasefire",
        "state-of-the-art",
        "air strikes on",
        "",
    ],
)
def test_these_are_not(text: str) -> None:
    assert closed(text) == ""


def test_where_they_stand() -> None:
    assert list(compounds("A cease-fire, then e-mail.")) == [("ceasefire", 2, 12), ("email", 19, 25)]


@pytest.mark.parametrize("compound", sorted(word_list("compounds", "open_and_closed")))
def test_the_parts_of_a_known_compound_are_found_by_its_stem(compound: str) -> None:
    terms = tuple(filter(None, map(term_of, compound.split("_"))))

    assert not terms or terms in set(parts(term_of(compound.replace("_", ""))))
