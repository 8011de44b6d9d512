"""What a text most likely wants, as it was learned: the skeleton, and what it is read as."""

from __future__ import annotations

import pytest

from bot.understanding.request_classifier import content_of, features, guesses, skeleton

ASKING = frozenset({"explain", "me", "the", "please", "about", "summary"})


def test_words_of_the_topic_are_one_mark() -> None:
    assert skeleton("Explain me the budget fight please", ASKING) == ["explain", "me", "the", "_", "please"]


def test_slips_numbers_and_shorthand_are_read() -> None:
    assert skeleton("sumary about 14 ferries pls", ASKING) == ["summary", "about", "#", "_", "please"]


def test_features_are_runs_of_up_to_three_words_with_both_ends() -> None:
    assert list(features(["explain", "_"])) == [
        "explain",
        "_",
        "^ explain",
        "explain _",
        "_ $",
        "^ explain _",
        "explain _ $",
    ]


def test_chances_of_all_labels_add_up_to_one_and_the_best_is_first() -> None:
    found = guesses("explain me the budget fight")

    assert sum(one.chance for one in found) == pytest.approx(1)
    assert found == sorted(found, key=lambda one: -one.chance)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("could somebody get me up to speed on the glacier story", "brief"),
        ("how did the glacier story develop, day after day", "timeline"),
        ("which names come up most often right now", "trending"),
        ("that was about the wrong glacier, useless", "complaint"),
        ("How thick is the glacier?", "question"),
        ("who measured the glacier in june", "question"),
    ],
)
def test_the_likeliest_label(text: str, label: str) -> None:
    assert guesses(text)[0].label == label


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("so like what do i need to know about the measles in halvern", "measles in halvern"),
        ("explain me the budget fight please", "budget fight"),
        ("thats not what i asked", ""),
        ("the alarm clock, one thing after the other", "alarm clock"),
        ("explain the glacier fight quickly, please", "glacier fight"),
    ],
)
def test_what_is_asked_about(text: str, content: str) -> None:
    assert content_of(text) == content
