"""Evidence, one piece at a time, and the short answer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from importlib.resources import files

import pytest

from bot.models.passages import ArticleFacts, EntityMention, Frequencies, Line, Statistics
from bot.models.questions import AnswerType, KnownName, Question
from bot.retrieval.answers import answerability
from bot.retrieval.answers.extraction import short_answer
from bot.retrieval.ranking import features
from bot.retrieval.ranking.features import Evidence
from bot.retrieval.ranking.passages import Candidate
from bot.retrieval.ranking.ranker import SHORTLIST, weighed
from bot.retrieval.ranking.typed_spans import answer_spans
from bot.store.file.database import Database
from bot.text.analyzer import query_terms, terms
from bot.understanding.answer_type import wanted_kind
from bot.understanding.question import understand
from tests.support.retrieval_archive import NOW, fill


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with Database.open(tmp_path_factory.mktemp("evidence") / "news.db") as database:
        fill(database)
        yield database


def pieces(archive: Database, question: str) -> dict[str, Evidence]:
    """The evidence by the first words of each sentence."""
    with archive.reading() as reader:
        found = weighed(reader, understand(reader, question, NOW))
    return {" ".join(candidate.text.split()[:3]): weights for candidate, weights in found}


#: question, piece, the sentence that must have more of it, the one with less
MORE = [
    ("Who blamed the radar for the accident?", "sentence", "Captain Leif Brandt", "The ferry Kittiwake"),
    ("What happened to the Kittiwake ferry?", "article", "The ship had", "A whale that"),
    ("Has the museum bought a map?", "title", "It paid 80,000", "The whale that"),
    ("How much did the museum pay for the map?", "before", "It paid 80,000", "The museum in"),
    ("How expensive is mending the ferry?", "related", "Repairs to the", "Leif Brandt was"),
    ("How much will repairs to the ferry cost?", "kind", "Repairs to the", "Leif Brandt was"),
    ("How many passengers were on the ferry?", "kind_near", "The ferry Kittiwake", "The ship had"),
    ("How many passengers were on the ferry?", "counted", "The ferry Kittiwake", "At least nine"),
    ("When did Aino Virta visit Tilsen?", "names", "Aino Virta met", "They talked about"),
    ("When did Aino Virta visit Tilsen?", "names_in_article", "They talked about", "The school in"),
    ("How expensive is mending the ferry?", "matter", "Repairs to the", "Leif Brandt was"),
    ("Was there a hunt in the harbour?", "a_step", "A whale that", "They talked about"),
    ("Which mammal swam into the harbour?", "member", "A whale that", "They talked about"),
    ("When did the ferry Kittiwake run aground?", "kind_time", "The ferry Kittiwake", "The ship had"),
    ("the ferry Kittiwake", "news", "The ferry Kittiwake", "The ship had"),
    ("the ship had left Tilsen", "echo", "The ship had", "The ferry Kittiwake"),
    ("the budget of Parliament", "lead", "Parliament passed a", "Finance minister Aino"),
    ("the budget of Parliament", "early", "Finance minister Aino", "Schools receive 12"),
    ("What did they talk about at the harbour?", "pronoun", "They talked about", "A whale that"),
    ("Which ferry ran aground on 1 June 2026?", "dated", "The ferry Kittiwake", "Repairs to the"),
    ("Which ferry ran aground on 1 June 2026?", "date_named", "The ferry Kittiwake", "Repairs to the"),
    ("Who is the captain of the ferry?", "recent", "Repairs to the", "The ferry Kittiwake"),
    ("What did Brandt say about the ferry?", "speaker", '"I could not', "Captain Leif Brandt"),
]


@pytest.mark.parametrize(("question", "piece", "more", "less"), MORE, ids=[row[1] for row in MORE])
def test_a_piece_of_evidence_tells_two_sentences_apart(
    archive: Database, question: str, piece: str, more: str, less: str
) -> None:
    found = pieces(archive, question)
    smaller = getattr(found[less], piece) if less in found else 0.0

    assert getattr(found[more], piece) > smaller


def test_a_question_is_evidence_against_itself() -> None:
    line = Line(1, 0, ("who", "win"))
    facts = ArticleFacts(1, "", None, (), (line,), 2, frozenset(line.terms))
    case = features.Case(Question("", AnswerType.WHO, ("win",)), _no_frequencies(), {"win": 1.0}, 1.0)
    scored = features.Scored(facts, line, 0.0, 0.0)

    sentences = [Candidate(line, facts, text, ()) for text in ("Who won?”", "He won.")]

    assert [features.weigh(case, scored, sentence).asking for sentence in sentences] == [1.0, 0.0]


def _no_frequencies() -> Frequencies:
    nothing = Statistics(1, 1.0, {})
    return Frequencies(nothing, nothing)


def test_every_piece_is_tested_and_weighted() -> None:
    weights = json.loads((files("bot.retrieval.ranking") / "weights.json").read_text("utf-8"))

    assert {row[1] for row in MORE} | {"asking", "meaning"} == set(features.PIECES) == set(weights["rank"])
    assert {*answerability.PIECES, "bias", "threshold"} == set(weights["answers"])


def test_pieces_stay_near_one(archive: Database) -> None:
    for question in ("How many passengers were on the ferry Kittiwake off Port Arven?", "whale", "Why?"):
        for weights in pieces(archive, question).values():
            assert all(-1 <= getattr(weights, piece) <= 1.000001 for piece in features.PIECES)


def test_the_shortlist_is_bounded(archive: Database) -> None:
    assert 0 < len(pieces(archive, "the ferry, the budget, the storm in Sandholm, Velden and Tilsen")) <= SHORTLIST


# ---- pieces of the wanted kind, and the short answer ----


def candidate(text: str, mentions: Sequence[tuple[str, str]] = ()) -> Candidate:
    """A sentence by itself, with mentions given as (words, label)."""
    line = Line(1, 0, tuple(terms(text)))
    places = [(text.index(words), words, label) for words, label in mentions]
    found = tuple(EntityMention(start, start + len(words), label, None) for start, words, label in places)
    facts = ArticleFacts(1, "", None, (), (line,), len(line.terms), frozenset(line.terms))
    return Candidate(line, facts, text, (), found)


def question(text: str) -> Question:
    """Understood without an archive: enough for kind and terms."""
    wanted = wanted_kind(text)
    focus = tuple(query_terms(text)[:2]) if wanted is AnswerType.HOW_MANY else ()
    return Question(text, wanted, tuple(query_terms(text)), focus=focus)


SHORT = [
    ("How many people were hurt?", "In 2026 at least nine people were hurt, 3 percent more.", (), "at least nine"),
    (
        "How many Indians were killed?",
        "At least four Indian nationals, one a 30-year-old, had been killed.",
        (("Indian", "NORP"),),
        "At least four",
    ),
    ("How many Indians returned?", "Some 300 Indians returned on a 737 Max.", (("Indians", "NORP"),), "Some 300"),
    ("How many banks does Norvik sue?", "Norvik sues 45 banks in 12 countries.", (), "45"),
    ("How much did the map cost?", "The map of 1643 cost 80,000 crowns.", (), "80,000 crowns"),
    ("How much did the ferry cost?", "The ferry cost $4.2 million in 2019.", (), "$4.2 million"),
    ("How much did Lanka lose?", "The airline lost up to 265 mln U.S. dlrs.", (), "up to 265 mln U.S. dlrs"),
    ("What share of pupils came?", "About 35 pct of 900 pupils came.", (), "About 35 pct"),
    ("When will she be sentenced?", "Her sentencing is scheduled for Feb. 14.", (), "Feb. 14"),
    ("When did the firm collapse?", "It collapsed in December 2003.", (), "December 2003"),
    ("How long was the power cut?", "The power was cut for three days.", (), "three days"),
    ("How old is Virta?", "Virta, 47, has been minister for two years.", (("Virta", "PERSON"),), "47"),
    ("How old was the baby?", "The nine-month-old baby died.", (), "nine-month-old"),
    ("Who beat Velden?", "Rovers beat Velden.", (("Rovers", "ORG"), ("Velden", "ORG")), "Rovers"),
    (
        "Who won the doubles?",
        "Granollers and Lopez won the doubles.",
        (("Granollers", "PERSON"), ("Lopez", "PERSON")),
        "Granollers and Lopez",
    ),
    ("Where did they meet?", "They met in Tilsen.", (("Tilsen", "GPE"),), "Tilsen"),
    ("What did she call him?", "She called him her “dear friend” again.", (), "dear friend"),
    ("Why did it close?", "It closed because nobody came.", (), "nobody came"),
    ("What did they buy?", "They bought 3 boats.", (), "3 boats"),
    ("Who is Haqqani?", "Haqqani met Weeks.", (("Haqqani", "PERSON"), ("Weeks", "PERSON")), None),
    ("How many people came?", "People came.", (), None),
]


@pytest.mark.parametrize(("asked", "text", "mentions", "short"), SHORT, ids=[row[0] for row in SHORT])
def test_short_answer(asked: str, text: str, mentions: Sequence[tuple[str, str]], short: str | None) -> None:
    understood = question(asked)
    if asked == "Who is Haqqani?":
        understood = Question(asked, AnswerType.WHO, ("haqqani",), names=(KnownName("Haqqani", ("haqqani",)),))
    span = short_answer(understood, candidate(text, mentions))

    assert (text[slice(*span)] if span else None) == short


@pytest.mark.parametrize(
    ("asked", "text", "expected"),
    [
        ("How many people?", "In 1987 it cost 5 dollars", {"1987": 0.3, "5": 0.3}),
        ("Why?", "It closed after the flood because of mud", {"after": 0.5, "because": 1.0}),
        ("How much did it cost?", "12 percent of 5 crowns", {"12": 0.2, "12 percent": 0.4, "5": 0.2, "5 crowns": 1.0}),
    ],
)
def test_strength_of_pieces(asked: str, text: str, expected: dict[str, float]) -> None:
    found = answer_spans(question(asked), candidate(text))

    assert {text[span.start : span.end]: span.strength for span in found} == expected
