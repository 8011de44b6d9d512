"""From entity corpora to training documents, on texts made by hand."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from training.augment import Swapper, curled, lowered, shouted, titled
from training.conllu import Sentence, parse_conllu
from training.convert_syntax import to_doc as to_tree
from training.entity_corpora import read_columns, read_crossner, read_gmb_records, read_worldwide
from training.entity_templates import PATTERNS, Sentences
from training.labels import Labels, bare, is_numeric, time_label, with_unknown
from training.names import Names, latin
from training.records import UNKNOWN, Record, from_words, spans_of, to_doc, together
from training.spacing import joined, spaces_after
from training.world import Places, read_words


@cache
def blank() -> Language:
    """Tokenising only; made once, it takes most of a second."""
    return spacy.blank("en")


WORDS = read_words()
LABELS = Labels(WORDS, Places(frozenset({"Kenya", "South Sudan"}), {"Nairobi": 4_000_000}))


def found(record: Record) -> list[tuple[str, str]]:
    return [(record.text_of(entity), entity[2]) for entity in sorted(record.entities)]


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        ("O B-per I-per O", [(1, 3, "per")]),
        ("B-per B-per", [(0, 1, "per"), (1, 2, "per")]),
        ("B-per I-org O I-org", [(0, 1, "per"), (1, 2, "org"), (3, 4, "org")]),
        ("O O", []),
    ],
)
def test_spans_of_tags(tags: str, spans: list[tuple[int, int, str]]) -> None:
    assert list(spans_of(tags.split())) == spans


@pytest.mark.parametrize(
    "text",
    ['He said: "No, it isn\'t (yet)."', "“Yes,” she said.", "It cost $5.", "Kenya's army"],
)
def test_blanks_come_back(text: str) -> None:
    words = [token.text for token in blank()(text)]

    assert joined(words, spaces_after(words)) == text


@pytest.mark.parametrize(
    ("name", "label", "settled"),
    [
        ("Kenyan", "ORG", "NORP"),
        ("Kenyans", "GPE", "NORP"),
        ("South Korean", "GPE", "NORP"),
        ("Kenya", "ORG", "GPE"),
        ("Kenya", "PERSON", "PERSON"),
        ("Middle East", "GPE", "LOC"),
        ("Lake Turkana", "GPE", "LOC"),
        ("northern Kenya", "GPE", "LOC"),
        ("South Sudan", "GPE", "GPE"),
        ("Moi Airport", "GPE", "FAC"),
        ("NATO", "GPE", "ORG"),
        ("Nairobi", "LOC", "GPE"),
        ("Telkom", "ORG", "ORG"),
    ],
)
def test_gazetteers_settle_labels(name: str, label: str, settled: str) -> None:
    assert LABELS.settled(name, label) == settled


def test_gmb_sentences(tmp_path: Path) -> None:
    rows = [
        "Sentence #,Word,POS,Tag", "Sentence: 1,President,NNP,B-per", ",Ken,NNP,I-per", ",Oduya,NNP,I-per",
        ",met,VBD,O",
        ",Kenyan,JJ,B-gpe", ",troops,NNS,O", ",in,IN,B-tim", ",March,NNP,I-tim", ",with,IN,O", ",40,CD,O",
        ",Bastille,NNP,B-art",
        "Sentence: 2,the,DT,B-org", ",U.N.,NNP,I-org",
    ]  # fmt: skip
    path = tmp_path / "ner.csv"
    path.write_text("\n".join(rows) + "\n", encoding="latin-1")

    first, second = read_gmb_records(path, LABELS)

    assert found(first) == [
        ("Ken Oduya", "PERSON"), ("Kenyan", "NORP"), ("March", "DATE"), ("40", UNKNOWN), ("Bastille", UNKNOWN),
    ]  # fmt: skip
    assert found(second) == [("U.N.", "ORG")]


def test_crossner_sentences(tmp_path: Path) -> None:
    for domain in ("politics", "science", "music", "literature", "ai"):
        (tmp_path / domain).mkdir()
        (tmp_path / domain / "train.txt").write_text("Ken\tB-politician\nwon\tO\nKenyan\tO\n\nx\tO\n", encoding="utf-8")

    records = list(read_crossner(tmp_path, "train", LABELS))

    assert len(records) == 10
    assert found(records[0]) == [("Ken", "PERSON"), ("Kenyan", UNKNOWN)]


def test_worldwide_sentences_without_addresses_and_titles(tmp_path: Path) -> None:
    tokens = [
        "President",
        "B-Person",
        "Oduya",
        "I-Person",
        "left",
        "O",
        "the",
        "B-Organization",
        "Telkom",
        "I-Organization",
    ]
    lines = "https://example.org\tO\n\n" + "".join(
        f"{w}\t{t}\n" for w, t in zip(tokens[::2], tokens[1::2], strict=True)
    )
    (tmp_path / "a.tsv").write_text(lines, encoding="utf-8")

    (record,) = read_worldwide(tmp_path, LABELS)

    assert found(record) == [("Oduya", "PERSON"), ("Telkom", "ORG")]


def test_columns_skip_comments(tmp_path: Path) -> None:
    path = tmp_path / "a.iob2"
    path.write_text("# text = Ken won\n1\tKen\tB-PER\t-\n2\twon\tO\t-\n\n", encoding="utf-8")

    assert list(read_columns(path, 1, 2)) == [(["Ken", "won"], ["B-PER", "O"])]


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("last Monday", "DATE"),
        ("two hours", "TIME"),
        ("Monday morning", "DATE"),
        ("two years", "DATE"),
        ("the 1990s", "DATE"),
    ],
)
def test_times_and_dates(words: str, label: str) -> None:
    assert time_label(words.split()) == label


@pytest.mark.parametrize(("word", "numeric"), [("40", True), ("seven", True), ("March", True), ("port", False)])
def test_numbers(word: str, numeric: bool) -> None:
    assert is_numeric(word) is numeric


def test_bare_spans() -> None:
    words = ["the", "Nairobi", "'s"]

    assert bare(words, 0, 3) == (1, 2)
    assert bare(["the"], 0, 1) == (1, 1)


def test_unknown_words_are_left_out_of_training() -> None:
    record = with_unknown(from_words(["Ken", "met", "40", "men"], [(0, 1, "PERSON")]), is_numeric)

    doc = to_doc(blank().vocab, record)

    assert [token.ent_iob_ for token in doc] == ["B", "O", "", "O"]
    assert [(span.text, span.label_) for span in doc.ents] == [("Ken", "PERSON")]


def test_records_together() -> None:
    one = from_words(["Ken", "won", "."], [(0, 1, "PERSON")])

    both = together([one, one])

    assert both.entities == ((0, 1, "PERSON"), (3, 4, "PERSON"))
    assert joined(both.words, both.spaces) == "Ken won. Ken won."


# -- augmentation --------------------------------------------------------------------------------------------------


def names(seed: int) -> Names:
    return Names(random.Random(seed), WORDS, (("Mira", "Sol"), ("Jin", "Okoro")), ("Peru",), ("Lima",))


def test_swapping_keeps_a_person_one_person() -> None:
    record = from_words(
        ["Ken", "Oduya", "left", "Nairobi", ".", "Oduya", "slept", "."],
        [(0, 2, "PERSON"), (3, 4, "GPE"), (5, 6, "PERSON")],
    )

    nlp = blank()
    places = []
    for seed in range(20):
        swapped = Swapper(nlp, names(seed), random.Random(seed), 1.0).swapped(record)
        full, place, family = (swapped.text_of(entity) for entity in swapped.entities)
        assert "Oduya" not in full
        assert family == full.split()[-1]
        places.append(place)
    assert set(places) == {"Nairobi", "Lima", "Peru"}
    assert places.count("Nairobi") > 10  # places are replaced less often than people


def test_swapping_nothing_changes_nothing() -> None:
    record = from_words(["Ken", "left", "."], [(0, 1, "PERSON")])

    assert Swapper(blank(), names(1), random.Random(1), 0.0).swapped(record) == record


def test_other_cases() -> None:
    record = from_words(["Ken", "won", "in", "Lima", "."], [(0, 1, "PERSON"), (3, 4, "GPE")])

    assert lowered(record).words == ("ken", "won", "in", "lima", ".")
    assert shouted(record).words == ("KEN", "WON", "IN", "LIMA", ".")
    assert titled(record).words == ("Ken", "Won", "in", "Lima")
    assert {found(change(record))[1][1] for change in (lowered, shouted, titled)} == {"GPE"}


def test_curled_marks() -> None:
    assert curled(from_words(["``", "It", "'s", "''", '"', '"'])).words == ("“", "It", "’s", "”", "“", "”")


def test_filled_patterns_mark_names() -> None:
    sentences = Sentences(blank(), names(3), random.Random(3))

    records = [sentences.sentence() for _ in range(4 * len(PATTERNS))]

    assert not any("{" in word for record in records for word in record.words)
    labels = {label for record in records for _, _, label in record.entities}
    assert labels == {"PERSON", "ORG", "GPE", "NORP", "DATE", "CARDINAL", "MONEY", "PERCENT"}
    places = {text for record in records for text, label in found(record) if label == "GPE"}
    assert places == {"Lima", "Peru"}


@pytest.mark.parametrize(("name", "spelled"), [("Щербаков", "Shcherbakov"), ("Илья", "Ilya"), ("Björk", "Björk")])
def test_cyrillic_names(name: str, spelled: str) -> None:
    assert latin(name) == spelled


# -- trees ---------------------------------------------------------------------------------------------------------

ROWS = [
    "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No",
    "1\tdo\tdo\tAUX\tVBP\t_\t3\taux\t_\t_",
    "2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_",
    "3\tgo\tgo\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\t_",
    "3.1\tgone\t_\t_\t_\t_\t_\t_\t_\t_",
    "4\ttoday\ttoday\tNOUN\tNN\t_\t3\tobl:tmod\t_\t_",
]


def test_conllu_sentences() -> None:
    (one,) = parse_conllu("# text = don't go\n" + "\n".join(ROWS) + "\n\n")

    assert one.words == ("do", "n't", "go", "today")
    assert one.spaces == (False, False, True, True)
    assert one.heads == (2, 2, 2, 2)
    assert one.deps == ("aux", "advmod", "ROOT", "obl:unmarked")
    assert one.morphs == ("", "", "VerbForm=Inf", "")


def test_trees_of_several_sentences() -> None:
    (one,) = parse_conllu("\n".join(ROWS))

    doc = to_tree(blank().vocab, [one, one])

    assert [token.head.i for token in doc] == [2, 2, 2, 2, 6, 6, 6, 6]
    assert [sentence.start for sentence in doc.sents] == [0, 4]


def test_without_trees_only_sentences_are_known() -> None:
    bare_one = Sentence(("No", "."), (False, True), ("UH", "."))

    doc = to_tree(blank().vocab, [bare_one, bare_one])

    assert not doc.has_annotation("DEP")
    assert [token.is_sent_start for token in doc] == [True, False, True, False]
