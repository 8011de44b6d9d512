"""What the sentence encoder is trained on and how it is measured: the parts that need no torch."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from bot.ingestion import Adding
from bot.store.file.database import Database
from tests.support.encoder_model import tiny_encoder
from tests.support.retrieval_archive import NOW, Plain, article, fill
from training.encoder.corpora import TOGETHER, load_lessons, read_lessons, write_lessons
from training.encoder.evaluate import evaluate
from training.encoder.questions import BEGINNINGS, WHOLE, made_up

SENTENCE = "The ferry Kittiwake ran aground off Port Arven on Monday with 212 passengers on board."


def test_made_up_questions_take_their_words_from_sentence_and_title() -> None:
    known = set(SENTENCE.replace(".", "").split()) | {"Ferry", "accident"} | {w for b in BEGINNINGS for w in b.split()}
    found = [made_up(SENTENCE, "Ferry accident", random.Random(seed)) for seed in range(200)]

    assert {word for question in found if question for word in question.rstrip("?.").split()} <= known
    assert any(question == SENTENCE for question in found)
    assert any(question and question.endswith("Ferry accident?") for question in found)
    assert len(set(found)) > 100


def test_too_few_words_make_no_question() -> None:
    assert made_up("It rained.", "Rain", random.Random(1)) is None
    assert all(made_up("so it was on as the", "", random.Random(seed)) != "" for seed in range(50))


def test_a_long_sentence_is_asked_for_by_its_start() -> None:
    found = [made_up(f"{SENTENCE} " * 9, "", random.Random(seed)) for seed in range(60)]

    assert max(len(question) for question in found if question) <= WHOLE


def test_lessons_come_from_every_kind_of_file(tmp_path: Path) -> None:
    with Database.open(tmp_path / "news.db") as database:
        fill(database)
    group = {"src": "squad", "q": "Who won?", "c": [["Ana won.", 1, "Cup", ""], ["It rained.", 0, "Weather", ""]]}
    (tmp_path / "groups.jsonl").write_text(json.dumps(group), "utf-8")
    trees = "".join(f"# text = Sentence number {number} is here.\n1\tx\n" for number in range(TOGETHER + 1))
    (tmp_path / "trees.conllu").write_text(trees, "utf-8")
    rows = ["Sentence #,Word,POS,Tag", "Sentence: 1,Thousands,NNS,O", ",of,IN,O", ",demonstrators,NNS,O", ",.,.,O"]
    (tmp_path / "gmb.csv").write_text("\n".join(rows), "latin-1")

    lessons = read_lessons(tmp_path / name for name in ("news.db", "groups.jsonl", "trees.conllu", "gmb.csv"))
    by_title = {lesson.title: lesson for lesson in lessons if lesson.title}

    assert by_title["Ferry runs aground off Port Arven"].sentences[2].startswith("The ship had left")
    assert (by_title["Cup"].sentences, by_title["Cup"].questions) == (["Ana won."], ["Who won?"])
    assert by_title["Weather"].questions == ["Who won?"]
    untitled = sorted(len(lesson.sentences) for lesson in lessons if not lesson.title)
    assert untitled == [1, 1, TOGETHER]
    assert ["Thousands of demonstrators."] in [lesson.sentences for lesson in lessons]
    write_lessons(lessons, tmp_path / "build" / "lessons.jsonl")
    assert load_lessons(tmp_path / "build" / "lessons.jsonl") == lessons
    assert read_lessons([tmp_path / "news.db"]) == read_lessons([tmp_path / "news.db"])


def test_a_source_without_a_licence_is_refused(tmp_path: Path) -> None:
    (tmp_path / "groups.jsonl").write_text('{"src": "wikiqa", "q": "Who?", "c": [["Ana.", 1, "", ""]]}', "utf-8")

    with pytest.raises(ValueError, match="wikiqa"):
        read_lessons([tmp_path / "groups.jsonl"])


def test_evaluation_counts_the_right_sentence_among_the_nearest(tmp_path: Path) -> None:
    with Database.open(tmp_path / "news.db") as database:
        texts = ("A whale was seen there today.", "The map of the island was sold.", "It rained on the island.")
        made = [article(str(n), "", "The Courier", 2, text) for n, text in enumerate(texts)]
        list(Adding(database, Plain(), lambda: NOW).add_many(made))
    also = {"article_id": "1", "sentence": texts[1]}
    asked = [
        {"q": "Which mammal?", "article_id": "0", "gold_sentences": [texts[0]]},
        {"q": "Which chart?", "article_id": "9", "gold_sentences": [texts[1]]},
        {"q": "A chart?", "article_id": "9", "gold_sentences": ["x"], "also_ok": [also]},
        {"q": "Nothing?", "gold_sentences": []},
    ]  # fmt: skip
    (tmp_path / "q.jsonl").write_text("\n".join(map(json.dumps, asked)), "utf-8")

    found = evaluate(tiny_encoder(tmp_path / "encoder"), tmp_path / "news.db", tmp_path / "q.jsonl")

    assert found["@1"] == found["@100"] == pytest.approx(2 / 3)
