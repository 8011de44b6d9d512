"""Whom "he" and "it" mean is told by name only where hardly anybody else can be meant."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import bot.language.attribution
from bot.language import Language
from bot.language.attribution.verifier import chance_of_another, without_name
from bot.language.coreference.mentions import NOBODY, QuoteSource
from tests.support.language import Annotate, annotator

WEIGHTS = Path(bot.language.attribution.__file__).parent / "verifier_weights.json"
FAR_BACK = (
    "The party honoured Otto Lund.\n"
    "Voters stayed away, and a senator complained.\n"
    "The governor was asked for help by a lawyer.\n"
    "The hall of Piet Aumann was empty.\n"
    "“It was over by then,” he said."
)
SEVERAL_BODIES = (
    "Otto Lund met the Dock Workers' Union on Monday. Norhaven Steel has left, and Lars Holt is glad.\n"
    "The harbour lies still. Karsk Motors wants it, Holt argued.\n"
    "It said that nobody had asked for it."
)


@pytest.fixture(scope="module")
def told() -> Annotate:
    return annotator()


@pytest.fixture(scope="module")
def unverified() -> Annotate:
    return annotator(verified=False)


@pytest.mark.parametrize("text", [FAR_BACK, SEVERAL_BODIES], ids=["he", "it"])
def test_words_without_a_sure_speaker_are_kept_without_a_name(told: Annotate, unverified: Annotate, text: str) -> None:
    ((guessed, words),) = [said for said in unverified(text).said() if said[1] in text.splitlines()[-1]]
    assert guessed[:1].isupper()

    (quote,) = [quote for quote in told(text).annotation.quotes if text[slice(*quote.spans[0])] == words]

    assert (quote.speaker_label, quote.spoken_for) == ("", "")
    assert quote.source is not None
    assert quote.speaker in ("", text[slice(*quote.source)])


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Otto Lund opened the museum. “It took nine years,” he said.", "Otto Lund"),
        ("Hanne Rook won the race on Sunday. She said that her knee had hurt.", "Hanne Rook"),
        ("“We lost,” said Lars Holt. “It was cold,” he added.", "Lars Holt"),
        ("“We lost,” said Lars Holt.\n“It was cold.”", "Lars Holt"),
    ],
)
def test_who_is_plainly_meant_is_named(told: Annotate, text: str, speaker: str) -> None:
    assert {who for who, _ in told(text).said()} == {speaker}


def test_a_name_needs_no_verifying() -> None:
    assert chance_of_another(()) == 0.0


def test_the_farther_the_name_the_less_sure() -> None:
    near, far = ("person: he", "person: paragraphs 0"), ("person: he", "person: paragraphs 3")

    assert 0.0 < chance_of_another(near) < chance_of_another(far) < 1.0


def test_signs_that_the_weights_do_not_know_count_nothing() -> None:
    assert chance_of_another(("person: he", "person: unheard of")) == chance_of_another(("person: he",))


@pytest.mark.parametrize(("words", "kept"), [("the senator", "the senator"), ("He", ""), ("", ""), ("their", "")])
def test_only_a_description_is_left_of_a_doubted_speaker(words: str, kept: str) -> None:
    assert without_name(QuoteSource(None, words)) == (QuoteSource(None, kept) if kept else NOBODY)


def test_the_weights_are_of_signs_that_are_told() -> None:
    told = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    heard: set[str] = set()

    def hear(speaker: QuoteSource, _offset: int) -> bool:
        heard.update(speaker.signs)
        return True

    list(Language(verify=hear).annotate([("", FAR_BACK), ("", SEVERAL_BODIES)]))

    assert {sign.split(":")[0] for sign in heard} == told["limits"].keys() == {"person", "body"}
    assert all(0.0 < limit < 1.0 for limit in told["limits"].values())
    assert len(heard & told["weights"].keys()) > len(heard) / 2
