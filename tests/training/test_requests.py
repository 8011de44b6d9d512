"""The wordings that the router's classifier is fitted to."""

from __future__ import annotations

import random

from bot.understanding.learned_requests import QUESTION
from bot.understanding.request_building import BUILDING
from training.requests.__main__ import PATTERNS
from training.requests.wordings import made_up, read_patterns


def test_every_label_is_a_question_or_can_be_built() -> None:
    assert set(read_patterns(PATTERNS)) == {*BUILDING, QUESTION}


def test_made_up_requests_have_no_slots_or_choices_left() -> None:
    chance = random.Random(1)
    texts = [text for patterns in read_patterns(PATTERNS).values() for _, text in made_up(patterns, 200, chance)]

    assert all(text.strip() for text in texts)
    assert not [text for text in texts if set(text) & set("(){}|")]
