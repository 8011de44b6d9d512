"""Figures, linking and packaging, on hand-made spans."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from confection import Config
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from tests.support.span_model import tiny_finder
from training.attributions import Attribution, Kind, Paragraph
from training.counts import Counts
from training.linking import link
from training.package import forget_training, megabytes, prune_strings
from training.score_entities import ALL, COARSE, SPANS, score_entities
from training.score_quotes import score_quotes, trimmed
from training.systems import by_model

VOCAB = Vocab()


def spans_in(text: str, **roles: list[str]) -> list[tuple[int, int, str]]:
    return [(text.index(words), text.index(words) + len(words), role) for role in roles for words in roles[role]]


def test_counts() -> None:
    counts = Counts()
    counts.add(predicted=4, gold=2, predicted_hits=2, gold_hits=1)

    assert counts.as_row() == {"p": 50.0, "r": 50.0, "f": 50.0, "n": 2}
    assert Counts().f1 == 0.0


@pytest.mark.parametrize(
    ("text", "sources", "cues", "contents", "links"),
    [
        (
            "“Yes,” Ken said. “No,” Mira replied.",
            ["Ken", "Mira"], ["said", "replied"], ["“Yes,”", "“No,”"],
            [("“Yes,”", "Ken", "said"), ("“No,”", "Mira", "replied")],
        ),
        (
            "The port closed, the army said. Ken told Mira it rained.",
            ["the army", "Ken"], ["said", "told"], ["The port closed", "it rained"],
            [("The port closed", "the army", "said"), ("it rained", "Ken", "told")],
        ),
        (
            "It rained, according to the mayor's deputy, Dr. Ken Oduya.",
            ["the mayor's deputy, Dr. Ken Oduya"], ["according to"], ["It rained"],
            [("It rained", "the mayor's deputy, Dr. Ken Oduya", "according to")],
        ),
        (
            "The port closed, the town's harbour master, Dr. Ken Oduya, said.",
            ["the town's harbour master, Dr. Ken Oduya"], ["said"], ["The port closed"],
            [("The port closed", "the town's harbour master, Dr. Ken Oduya", "said")],
        ),
        ("“Yes,” and nothing more.", [], [], ["“Yes,”"], [("“Yes,”", None, None)]),
    ],
)  # fmt: skip
def test_linking_by_nearness(
    text: str,
    sources: list[str],
    cues: list[str],
    contents: list[str],
    links: list[tuple[str, str | None, str | None]],
) -> None:
    found = link(text, spans_in(text, SOURCE=sources, CUE=cues, CONTENT=contents))

    def words(span: tuple[int, int] | None) -> str | None:
        return text[slice(*span)] if span else None

    assert [(words(one.content), words(one.source), words(one.cue)) for one in found] == links


def test_a_source_far_away_is_no_speaker() -> None:
    text = "Ken slept. " + "It rained and rained in the hills all day. " * 3 + "It said no."
    (one,) = link(text, spans_in(text, SOURCE=["Ken"], CONTENT=["no"]))

    assert one.source is None


QUOTED = "“Yes,” Ken said."
GOLD = Paragraph(
    "a",
    QUOTED,
    tuple(spans_in(QUOTED, CONTENT=["“Yes,”"], SOURCE=["Ken"], CUE=["said"])),
    (Attribution(Kind.DIRECT, ((7, 10),), ((11, 15),), ((0, 6),)),),
)


def test_marks_at_the_ends_do_not_count() -> None:
    assert trimmed(QUOTED, (0, 6)) == (1, 4)

    spans = spans_in(QUOTED, CONTENT=["Yes"], SOURCE=["Ken"], CUE=["said"])
    table = score_quotes([GOLD], [(spans, link(QUOTED, spans))])

    assert {row: table[row]["f"] for row in table} == dict.fromkeys(table, 100.0)
    assert {"content exact", "cue overlap", "direct content", "direct speaker"} <= set(table)


def test_overlap_counts_where_exact_does_not() -> None:
    spans = spans_in(QUOTED, CONTENT=["“Yes,”"], SOURCE=["Ken said"])

    table = score_quotes([GOLD], [(spans, link(QUOTED, spans))])

    assert table["source exact"]["f"] == 0.0
    assert table["source overlap"]["f"] == 100.0
    assert table["cue overlap"]["r"] == 0.0


def test_a_wrong_speaker_is_wrong_both_ways() -> None:
    text = "Mira heard: “Yes,” Ken said."
    gold = Paragraph("a", text, (), (Attribution(Kind.DIRECT, ((19, 22),), (), ((12, 18),)),))
    spans = spans_in(text, CONTENT=["“Yes,”"], SOURCE=["Mira"])

    table = score_quotes([gold], [(spans, link(text, spans))])

    assert (table["direct content"]["r"], table["direct content"]["p"]) == (100.0, 100.0)
    assert (table["direct speaker"]["r"], table["direct speaker"]["p"]) == (0.0, 0.0)


def document(words: str, *spans: tuple[int, int, str], unknown: tuple[int, ...] = ()) -> Doc:
    doc = Doc(VOCAB, words=words.split())
    entities = [Span(doc, start, end, label) for start, end, label in spans]
    doc.set_ents(entities, missing=[doc[number : number + 1] for number in unknown], default="outside")
    return doc


def test_entities_by_label() -> None:
    text = "the Telkom board met Ken in Lima on 4 May"
    gold = document(text, (0, 2, "ORG"), (4, 5, "PERSON"), (6, 7, "GPE"), unknown=(8, 9))
    guess = document(text, (1, 2, "ORG"), (4, 5, "ORG"), (6, 7, "LOC"), (8, 10, "DATE"))

    table = score_entities([(gold, guess)])

    assert table["ORG"] == {"p": 50.0, "r": 100.0, "f": 66.7, "n": 1}
    assert table["PERSON"]["f"] == 0.0
    assert "DATE" not in table
    assert table[ALL]["n"] == 3
    assert table[SPANS]["f"] == 100.0
    assert score_entities([(gold, guess)], COARSE)["PLACE"]["f"] == 100.0


# -- models --------------------------------------------------------------------------------------------------------


def test_pruned_pipelines_find_the_same(tmp_path: Path) -> None:
    nlp = tiny_finder(tmp_path)
    (before,) = by_model(nlp, ["Osei said no"])
    nlp.to_disk(tmp_path / "news")
    full = megabytes(tmp_path / "news")

    prune_strings(nlp, tmp_path / "news")

    (after,) = by_model(spacy.load(tmp_path / "news"), ["Osei said no"])
    assert after == before
    assert [role for _, _, role in after[0]] == ["CUE", "CONTENT"]
    assert megabytes(tmp_path / "news") <= full


def test_shipped_configs_know_no_machine(tmp_path: Path) -> None:
    path = tmp_path / "config.cfg"
    Config({"paths": {"train": "/home/me"}, "training": {"path": "${paths.train}"}}).to_disk(path, interpolate=False)

    forget_training(path)

    assert "/home" not in path.read_text(encoding="utf-8")
