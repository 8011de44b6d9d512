"""Why the first sentences of an answer stand where they stand: what each piece of evidence adds to their scores.

    python -m benchmarks.why ARCHIVE.db "QUESTION" [--date YYYY-MM-DD] [--sentences 5] [--pieces 6]

Prints how the question was understood, a table of the first sentences in final order, each with its score, the
reranker's logit and the pieces of evidence that weigh most (feature times weight, from
bot/retrieval/ranking/weights.json), and from what the probability that the first one answers is made up.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.archive import ReadableArchive
from bot.cli.common import now, parse_asked
from bot.language.model.sentence_encoder import SentenceEncoder
from bot.models.questions import Question
from bot.retrieval.answers.answerability import PIECES as SUPPORT
from bot.retrieval.answers.answerability import probabilities, support
from bot.retrieval.first_stage.dense import DenseIndex
from bot.retrieval.ranking.features import PIECES
from bot.retrieval.ranking.ranker import Ranked, rank, weights
from bot.retrieval.reranking.cross_encoder import Reranker
from bot.retrieval.reranking.stage import reranked
from bot.store.archive.archive import SqliteArchive
from bot.store.file.database import Database
from bot.understanding.question import understand

Part = tuple[str, float]  #: the name of a piece, and what it adds


def parts(kind: str, pieces: Sequence[str], features: object, most: int) -> list[Part]:
    """What each of ``pieces`` adds by the weights ``kind``, the largest first, without those that add nothing."""
    weight: Mapping[str, float] = weights()[kind]
    added = [(piece, weight[piece] * float(getattr(features, piece))) for piece in pieces]
    return sorted((part for part in added if part[1]), key=lambda part: -abs(part[1]))[:most]


def ranked_for(archive: ReadableArchive, text: str, asked: datetime) -> tuple[Question, list[Ranked], list[Ranked]]:
    """The question as understood, its sentences by words and meaning, and the same after the reranker."""
    dense = DenseIndex(SentenceEncoder())
    with archive.reading() as reader:
        question = understand(reader, text, asked)
        lexical = rank(reader, question, dense=dense.query(question.text))
    return question, lexical, reranked(Reranker(), question.text, lexical)


def understood(question: Question) -> str:
    """What was read out of the question, in one line each."""
    names = ", ".join(f"{name.text} ({len(name.entities)} known)" for name in question.names)
    days = question.window.words if question.window else ""
    told = {"asks for": question.wanted.name, "terms": " ".join(question.terms), "names": names, "days": days}
    return "\n".join(f"{what}: {value or '-'}" for what, value in told.items())


def sentence_table(found: Sequence[Ranked], most: int) -> Table:
    """A row per sentence: score, logit, the pieces that weigh most, its words."""
    table = Table("score", "logit", "evidence (feature x weight)", "sentence", show_lines=True)
    for one in found:
        kind = "read" if one.logit is not None else "rank"
        told = "\n".join(f"{value:+.2f} {name}" for name, value in parts(kind, PIECES, one.evidence, most))
        logit = f"{one.logit:+.2f}" if one.logit is not None else "not read"
        table.add_row(f"{one.score:.2f}", logit, told, f"{one.candidate.article.row}: {one.candidate.text}")
    return table


def chance_table(question: Question, lexical: Sequence[Ranked], first: Ranked, most: int) -> Table:
    """The probability that the first sentence answers, and what adds most to its log-odds."""
    kind = "judged" if first.logit is not None else "answers"
    chance = probabilities(question, lexical, first)[0]
    table = Table("probability", "limit", "log-odds (feature x weight)")
    told = parts(kind, SUPPORT, support(question, lexical, first), most)
    if first.logit is not None:
        told.append(("logit", weights()[kind]["logit"] * first.logit))
    lines = "\n".join(f"{value:+.2f} {name}" for name, value in told)
    table.add_row(f"{chance:.3f}", f"{weights()[kind]['threshold']:.3f}", lines)
    return table


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("archive", type=Path)
    parser.add_argument("question")
    parser.add_argument("--date", type=parse_asked, default=None)
    parser.add_argument("--sentences", type=int, default=5)
    parser.add_argument("--pieces", type=int, default=6)
    args = parser.parse_args()
    console = Console()
    with closing(Database.open(args.archive)) as database:
        question, lexical, found = ranked_for(SqliteArchive(database), args.question, args.date or now())
    console.print(understood(question), highlight=False, markup=False)
    if not found:
        raise SystemExit("No sentence has a word of the question.")
    console.print(sentence_table(found[: args.sentences], args.pieces))
    console.print(chance_table(question, lexical, found[0], args.pieces))


if __name__ == "__main__":
    main()
