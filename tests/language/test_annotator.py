"""Loading, batching and failing: the front door of the language layer."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import PipelineError
from bot.language import Language, annotator, document, paragraph, reader
from bot.language.annotator import BATCH, BATCH_EFFORT, MOST_EFFORT, NEWS, _batches, _body, is_read_whole
from bot.language.paragraph import SHORT, Reading
from bot.language.reader import open_engine
from bot.models import Annotation
from bot.text.spans import Piece

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def language() -> Language:
    language = Language()
    language.load()
    return language


# ---- loading -----------------------------------------------------------------


def test_importing_and_making_one_loads_no_spacy() -> None:
    code = "import sys; from bot.language import Language; Language(); print('spacy' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)

    assert done.stdout.strip() == "False"


def test_the_name_tells_pipeline_and_version() -> None:
    assert re.fullmatch(r"en_news \d+\.\d+\.\d+", Language().name)
    assert Language(str(NEWS)).name == Language().name
    assert Language("spacy").name == f"spacy {metadata.version('spacy')}"
    assert Language("en_core_web_nowhere").name == "en_core_web_nowhere"


@pytest.mark.parametrize("name", ["en_core_web_nowhere", "no.such.module", "../nowhere", "."])
def test_a_pipeline_that_is_not_there_is_named(name: str) -> None:
    with pytest.raises(PipelineError) as raised:
        Language(name).load()

    assert name in str(raised.value)
    assert "newsbot ships" in str(raised.value)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="folder en_news is missing; install newsbot again"):
        open_engine("", tmp_path / "en_news")


@pytest.mark.parametrize(
    "damaged",
    ["config.cfg", "meta.json", "tokenizer", "parser/model", "vocab/strings.json",
     "spans/model.onnx", "spans/spans.json", "spans/tokenizer.json"],
)  # fmt: skip
def test_a_damaged_file_ends_in_one_sentence(tmp_path: Path, damaged: str) -> None:
    with pytest.raises(PipelineError, match="folder en_news is damaged"):
        open_engine("", _damaged(NEWS, tmp_path, damaged))


def test_a_named_pipeline_needs_the_shipped_quotations_too(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "bare")
    with pytest.raises(PipelineError, match="folder en_news is damaged"):
        open_engine(str(tmp_path / "bare"), _damaged(NEWS, tmp_path, "spans/model.onnx"))


def _damaged(shipped: Path, tmp_path: Path, file: str) -> Path:
    folder = tmp_path / shipped.name
    shutil.copytree(shipped, folder)
    (folder / file).write_bytes(b"\x00not what it was")
    return folder


def test_an_official_style_pipeline_by_path_keeps_our_quotes() -> None:
    language = Language(str(NEWS))

    (annotation,) = language.annotate([("", 'Karin Osei said: "The port will close."')])

    assert [quote.speaker for quote in annotation.quotes] == ["Karin Osei"]


# ---- batches -----------------------------------------------------------------


def leads(annotations: list[Annotation]) -> list[int]:
    return [len(annotation.sentences) for annotation in annotations]


def test_articles_keep_their_order_over_batches(language: Language) -> None:
    articles = [("", "It rained.\n" * count) for count in (3, 0, 150, 1, 0, 2)]

    assert leads(list(language.annotate(articles))) == [3, 0, 150, 1, 0, 2]


def test_pieces_go_together_by_number_and_by_length() -> None:
    short = [Piece(i, i, "It rains.") for i in range(BATCH + 1)]
    long = [Piece(i, i, "a" * (BATCH_EFFORT // 2 - 12)) for i in range(5)]

    assert [len(batch) for batch in _batches(short)] == [BATCH, 1]
    assert [len(batch) for batch in _batches(long)] == [2, 2, 1]
    assert [piece for batch in _batches([*short, *long]) for piece in batch] == [*short, *long]


@pytest.mark.parametrize("unit", ["a, ", "He ran. ", "(a)", "é ", "1 2 "])
def test_what_has_more_words_or_sentences_than_text_has_costs_as_much_as_more_text(unit: str) -> None:
    """Characters alone would let a batch and an article take several times their memory and time."""
    dense = [Piece(i, i, "ab " + unit * (4_900 // len(unit))) for i in range(100)]
    ordinary = [Piece(i, i, "considerable amounts of it " * 185) for i in range(100)]

    assert max(map(len, _batches(dense))) < max(map(len, _batches(ordinary)))
    whole = "\n".join(piece.text for piece in ordinary[: MOST_EFFORT // 5_500])
    assert is_read_whole("", whole)
    assert not is_read_whole("", "\n".join(piece.text for piece in dense[: MOST_EFFORT // 5_500]))


@pytest.fixture
def effort(monkeypatch: pytest.MonkeyPatch) -> int:
    """A tenth of the effort spent on an article, so that what lies beyond it needs no minute to reach."""
    most = MOST_EFFORT // 10
    monkeypatch.setattr(annotator, "MOST_EFFORT", most)
    return most


def test_past_the_effort_very_short_sentences_stand_together(language: Language, effort: int) -> None:
    text = "Edda Rourke of Lodden left. " * (effort // 20) + "\n" + "He ran. " * 1_000

    (annotation,) = language.annotate([("", text)])

    short = [text[span.start : span.end] for span in annotation.sentences if span.paragraph == 1]
    assert "".join(short).replace(" ", "") == "Heran." * 1_000
    assert sum(len(one) < SHORT for one in short) <= 2, "only at the ends of pieces"


def test_what_names_nobody_and_what_is_past_the_effort_is_only_divided(language: Language, effort: int) -> None:
    sentence = "Edda Rourke of Lodden said it rained on the hills and in the harbour all day. "
    text = "Edda Rourke left.\n((((\na\n\n" + sentence * (effort // len(sentence) + 400) + "Bela Kron left."

    body = list(_body("", text))
    (annotation,) = language.annotate([("", text)])

    assert [piece.plain for piece in body[:3]] == [False, True, True]
    assert (body[3].plain, body[-1].plain) == (False, True)
    covered = "".join(text[span.start : span.end] for span in annotation.sentences)
    assert covered.replace(" ", "") == "".join(text.split()), "nothing is lost"
    assert text[annotation.sentences[-1].start :].strip() == "Bela Kron left.", "sentences as ever"
    named = {text[mention.start : mention.end] for mention in annotation.mentions}
    assert ("Edda Rourke" in named, "Bela Kron" in named) == (True, False), "known names only"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("It rains. " * 5_000, True),
        ("It rains. " * (MOST_EFFORT // 10 + 5_000) + "\n\nIt stops.", False),
        ('"Yes," he said.\n' * (MOST_EFFORT // 55 + 200), False),
        ("(((\n" * 40_000, True),
        ("", True),
    ],
    ids=["long", "too long", "too many quotations", "no words", "empty"],
)
def test_whether_an_article_is_read_whole(text: str, whole: bool) -> None:
    assert is_read_whole("Title", text) is whole


def test_no_articles(language: Language) -> None:
    assert list(language.annotate([])) == []


def test_threads_share_one_pipeline(language: Language) -> None:
    articles = [("", f"Karin Osei said the port would close in {n} days." * n) for n in range(1, 9)]
    alone = list(language.annotate(articles))

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda article: next(language.annotate([article])), articles))

    assert together == alone


def test_a_paragraph_beyond_every_limit_of_spacy(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "bare")  # a pipeline without any part of its own
    text = "considerable " * 80_000

    (annotation,) = Language(str(tmp_path / "bare")).annotate([("", text)])

    assert len(text) > spacy.blank("en").max_length
    assert annotation.sentences[-1].end == len(text.rstrip())
    assert {sentence.paragraph for sentence in annotation.sentences} == {0}


# ---- any text ----------------------------------------------------------------

PARTS = st.sampled_from(
    ['"', "“", "”", "‘", "’", "'", "``", "''", "said", "Yes,", "Karin Osei", "Osei", "she", "He", "they", "it", "who",
     "told", "the ministry", "Ministry of Ports (MOP)", "the spokesman", "According to", "that", "was", ":", ",", ".",
     "?", "…", "(", ")", "—", "@karinosei", "$5 million", "3 %", "Mr", "U.S.", "Gov.", "\n", "\n\n", "\r\n", "\t", " ",
     "\u00a0", "\u200b", "\x00", "😀", "é", "İ", "PM", "Russian", "Foreign Ministry", "adding"]
)  # fmt: skip


def check(text: str, annotation: Annotation) -> None:
    """Every span lies in the text, verbatim and stripped; sentences cover it in order."""
    covered: set[int] = set()
    end = 0
    for sentence in annotation.sentences:
        assert end <= sentence.start < sentence.end <= len(text)
        assert text[sentence.start : sentence.end] == text[sentence.start : sentence.end].strip()
        end = sentence.end
        covered.update(range(sentence.start, sentence.end))
    assert {i for i, character in enumerate(text) if not character.isspace()} <= covered
    names = {name.name for name in annotation.names}
    end = 0
    for mention in annotation.mentions:
        assert end <= mention.start < mention.end <= len(text)
        assert mention.name in names or mention.name == " ".join(text[mention.start : mention.end].split())
        end = mention.end
    for quote in annotation.quotes:
        assert quote.spans == tuple(sorted(quote.spans))
        for start, stop in (*quote.spans, *filter(None, (quote.source, quote.cue))):
            assert 0 <= start < stop <= len(text)
            assert text[start:stop] == text[start:stop].strip()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(PARTS, max_size=50), glue=st.sampled_from([" ", " ", ""]))
def test_no_row_of_news_like_words_raises(language: Language, parts: list[str], glue: str) -> None:
    text = glue.join(parts)

    (annotation,) = language.annotate([(text[:40], text)])

    check(text, annotation)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=80))
def test_no_text_at_all_raises(language: Language, text: str) -> None:
    (annotation,) = language.annotate([("", text)])

    check(text, annotation)


# ---- faults of our own ---------------------------------------------------------------


def test_a_fault_in_the_rules_costs_one_article_its_names_and_no_other_anything(
    language: Language, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    told = document.assemble

    def failing(text: str, *readings: object) -> Annotation:
        if "labyrinth" in text:
            raise IndexError
        return told(text, *readings)  # type: ignore[arg-type]

    monkeypatch.setattr(document, "assemble", failing)
    texts = ('"It rose," said Lis Berg. She left.', "Lis Berg saw a labyrinth. She left.", "Lis Berg came back.")
    first, second, third = language.annotate([("", text) for text in texts])

    assert [name.name for one in (first, third) for name in one.names] == ["Lis Berg", "Lis Berg"]
    assert [texts[1][one.start : one.end] for one in second.sentences] == ["Lis Berg saw a labyrinth.", "She left."]
    assert (second.names, second.quotes) == ((), ())
    assert "left without names" in caplog.text


def test_a_fault_in_reading_costs_one_paragraph_its_names(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    told = paragraph.read

    def failing(piece: Piece, *given: Any) -> Reading:
        if "labyrinth" in piece.text:
            raise ValueError
        return told(piece, *given)

    monkeypatch.setattr(reader, "read", failing)
    text = "Lis Berg saw a labyrinth.\nOtto Falk did not."
    (found,) = language.annotate([("", text)])

    assert [text[one.start : one.end] for one in found.sentences] == text.split("\n")
    assert [name.name for name in found.names] == ["Otto Falk"]
