"""The seeds: their format, their facts about themselves, and gold answers that really stand in the articles.

Whole files on disk, read with a parser of the format that shares nothing with the one in ``bot/sources``.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

SEEDS = Path(__file__).parents[1] / "seeds"
FILES = sorted(SEEDS.glob("*.txt"))
RETELLING = "2024-07-09-moscow-talks"
FIRST, LAST = date(2026, 10, 5), date(2026, 11, 15)
LARGEST = 4096  # bytes of one file
SHORTEST, LONGEST = 140, 350  # words of one article

HEADER = re.compile(r"(title|source|url|date) (\S.*)")
DATE = re.compile(r" ?date (\d{4}-\d{2}-\d{2})(?: (\S.*))?")
DATELINE = re.compile(r"[A-Z][A-Z ]+: (?=\S)")
QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
POLITICIANS = re.compile(
    r"\b(?:Modi|Putin|Trump|Biden|Obama|Vance|Harris|Zelensk[yi]+|Xi Jinping|Macron|Starmer|Sunak|Merz|Scholz|Merkel"
    r"|Meloni|Orb[aá]n|Netanyahu|Erdo[gğ]an|Lula|Milei|Carney|Trudeau|Ishiba|Takaichi|Albanese|Sheinbaum)\b"
)


@dataclass(frozen=True)
class Seed:
    """One seed file, taken apart."""

    fields: dict[str, str]
    paragraphs: tuple[str, ...]


def _parse(raw: str) -> Seed:
    """Header fields and non-empty lines of a file in the seed format."""
    fields: dict[str, str] = {}
    lines = raw.split("\n")
    while match := DATE.fullmatch(lines[0]) or HEADER.fullmatch(lines[0]):
        line = lines.pop(0)
        key, value = (match[1], match[2]) if match.re is HEADER else ("date", match[1])
        assert key not in fields, line
        fields[key] = value
        if match.re is DATE and match[2]:
            lines.insert(0, match[2])
            break
    return Seed(fields, tuple(line for line in lines if line))


def _text(name: str) -> str:
    return (SEEDS / f"{name}.txt").read_text(encoding="utf-8")


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SEEDS / name).read_text(encoding="utf-8").splitlines()]


QUESTIONS = _rows("questions.jsonl")
ANSWERABLE = [question for question in QUESTIONS if question["gold_sentences"]]
LOOKUPS = _rows("lookups.jsonl")
FOLLOWUPS = _rows("followups.jsonl")


def _id(row: dict[str, Any]) -> str:
    return str(row["id"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_file_keeps_the_format(path: Path) -> None:
    raw = path.read_bytes()
    seed = _parse(raw.decode("utf-8"))
    words = " ".join(seed.paragraphs).split()
    assert len(raw) < LARGEST
    assert raw.endswith(b"\n")
    assert b"\r" not in raw
    assert SHORTEST <= len(words) <= LONGEST
    assert path.stem.startswith(seed.fields["date"])
    assert re.match(r"https://(?:\w+\.)?example\.(?:org|com)/", seed.fields.get("url", "https://example.org/"))
    assert all(line == line.strip() for line in seed.paragraphs)
    assert not any(HEADER.fullmatch(line) for line in seed.paragraphs)
    assert DATELINE.match(seed.paragraphs[0]) or "correction" in path.stem


def test_articles_fill_six_weeks_and_several_outlets() -> None:
    seeds = [_parse(path.read_text(encoding="utf-8")) for path in FILES]
    days = {date.fromisoformat(seed.fields["date"]) for seed in seeds} - {date(2024, 7, 9)}
    assert 40 <= len(FILES) <= 45
    assert (min(days), max(days)) == (FIRST, LAST)
    assert len({day.isocalendar().week for day in days}) == 6
    assert len({seed.fields.get("source") for seed in seeds} - {None}) == 5


def test_layouts_vary() -> None:
    keys = {frozenset(_parse(path.read_text(encoding="utf-8")).fields) for path in FILES}
    assert {frozenset({"date"}), frozenset({"title", "source", "url", "date"})} < keys


def test_real_politicians_stay_in_the_retelling() -> None:
    named = {path.stem for path in FILES if POLITICIANS.search(path.read_text(encoding="utf-8"))}
    assert named == {RETELLING}


def test_the_retelling_quotes_what_was_said() -> None:
    assert QUOTED.findall(_text(RETELLING)) == [
        "dear friend",
        "very happy",
        "The talks will cover prospects for further development of traditionally friendly Russian-Indian relations, "
        "as well as current international and regional issues,",
        "Gratitude to President Putin for hosting me at Novo-Ogaryovo this evening,",
        "Looking forward to our talks tomorrow as well, which will surely go a long way in further cementing the bonds "
        "of friendship between India and Russia.",
    ]


@pytest.mark.parametrize(
    ("one", "number", "other", "other_number"),
    [
        ("2026-10-13-kestrel-bay-meridian", "214 passengers", "2026-10-13-kestrel-bay-ledger", "212 passengers"),
        ("2026-10-24-storm-ottoline-wire", "180,000 homes", "2026-10-25-storm-ottoline-courier", "175,000 homes"),
        ("2026-11-01-cup-final-post", "41,306", "2026-11-01-cup-final-ledger", "41,870"),
        ("2026-10-20-september-inflation", "Food prices rose 4.7", "2026-10-21-inflation-correction", "were 7.4"),
    ],
)
def test_outlets_disagree_in_one_number(one: str, number: str, other: str, other_number: str) -> None:
    assert number in _text(one)
    assert other_number not in _text(one)
    assert other_number in _text(other)
    assert number not in _text(other)


def test_questions_are_mixed() -> None:
    counts = {
        flag: sum(question[flag] for question in ANSWERABLE)
        for flag in ("paraphrase", "typo", "keyword", "date_needed", "multi")
    }
    assert (len(ANSWERABLE), len(QUESTIONS)) == (115, 153)
    assert counts["paraphrase"] >= 24
    assert min(counts.values()) >= 7
    assert {question["type"] for question in ANSWERABLE} >= {
        *("who", "what", "when", "where", "why", "howmany", "howmuch", "howlong", "howold", "quote")
    }
    assert {q["unanswerable_kind"] for q in QUESTIONS if not q["gold_sentences"]} == {"near", "absent"}
    assert {q["article_id"] for q in ANSWERABLE} == {path.stem for path in FILES}
    assert len({_id(row) for row in QUESTIONS + LOOKUPS + FOLLOWUPS}) == len(QUESTIONS + LOOKUPS + FOLLOWUPS)


@pytest.mark.parametrize("question", ANSWERABLE, ids=_id)
def test_gold_answers_the_question(question: dict[str, Any]) -> None:
    gold = question["gold_sentences"]
    assert all(sentence in _text(question["article_id"]) and "\n" not in sentence for sentence in gold)
    assert all(other["sentence"] in _text(other["article_id"]) for other in question["also_ok"])
    assert question["answer"] in " ".join(gold)
    assert question["article_date"] == question["article_id"][:10]
    assert bool(question["asked_on"]) == question["date_needed"]
    assert question["multi"] <= (len(gold) > 1)
    assert not question["asked_on"] or question["asked_on"] >= question["article_date"]


@pytest.mark.parametrize("lookup", LOOKUPS, ids=_id)
def test_lookup_quotes_stand_in_the_article(lookup: dict[str, Any]) -> None:
    assert lookup["gold"]
    for gold in lookup["gold"]:
        text = _text(gold.get("article_id") or lookup["article_id"])
        assert all(piece in text for piece in gold.get("pieces", [gold["quote"]]))
        assert gold["speaker_as_written"].lower() in text.lower()
        assert gold["kind"] in {"direct", "mixed", "indirect"}
        assert gold["resolved"] in {"name", "pronoun", "role", "org"}


@pytest.mark.parametrize("dialogue", FOLLOWUPS, ids=_id)
def test_followup_answers_stand_in_the_article(dialogue: dict[str, Any]) -> None:
    assert len(dialogue["turns"]) == 2
    for turn in dialogue["turns"]:
        text = _text(turn.get("article_id", dialogue["article_id"]))
        assert all(sentence in text for sentence in turn["gold_sentences"])
        assert all(other["sentence"] in _text(other["article_id"]) for other in turn.get("also_ok", ()))
        assert turn["answer"] in " ".join(turn["gold_sentences"])
