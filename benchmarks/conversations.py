"""Plays whole conversations and counts which follow-ups are answered first, by how far on they stand.

    python -m benchmarks.conversations DB CONVERSATIONS.jsonl

``DB`` is made by ``newsbot add``. A line: {"article": ID, "turns": [{"q", "s": [numbers of its sentences that answer],
"answer", "alone"}, ...]}; "alone" is the question written out, and without "s" nothing answers. What newsbot answered
before, right or wrong, is the history of each follow-up, so that a wrong turn costs all that lean on it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.models import Turn
from bot.newsroom import Newsroom, open_newsroom
from bot.store.file.database import Database

ASKED = datetime(2026, 11, 22, 12, tzinfo=UTC)
FAR = 6  #: turns from which on they are counted together


@dataclass(frozen=True, slots=True)
class Played:
    """One follow-up as it was answered."""

    place: int  #: its place in the conversation; 1 is the first follow-up
    answerable: bool
    first: bool  #: whether a right sentence came first
    declined: bool


def play(newsroom: Newsroom, rows: list[int], turns: list[dict[str, Any]]) -> Iterator[Played]:
    """Ask all turns of one conversation. ``rows``: the article's sentences, in order."""
    history: list[Turn] = []
    for place, turn in enumerate(turns):
        request = newsroom.route(turn["q"], asked=ASKED, turns=history)
        reply = newsroom.reply(request, history, asked=ASKED)
        right, answer = {rows[at] for at in turn["s"]}, reply.answer
        first = answer is not None and bool(answer.excerpts) and answer.excerpts[0].sentence_row in right
        if place:
            yield Played(place, bool(right), first, answer is not None and answer.abstained)
        history += [reply.turn] if reply.turn else []


def sentence_rows(database: Path) -> dict[str, list[int]]:
    """The rows of the sentences of each article, by its public id."""
    found: dict[str, list[int]] = {}
    with Database.open(database) as store, store.reading() as reader:
        for name, row in reader.execute(
            "SELECT a.public_id, s.id FROM sentences s JOIN articles a ON a.id = s.article_id ORDER BY s.id"
        ):
            found.setdefault(name, []).append(row)
    return found


def described(played: list[Played]) -> Iterator[str]:
    """Lines that tell how many are right, as a whole and by place."""
    asked = [one for one in played if one.answerable]
    yield f"{len(asked)} follow-ups: {sum(one.first for one in asked) / max(1, len(asked)):.3f} answered first"
    yield f"declined: {sum(one.declined for one in asked)}, of {len(played) - len(asked)} that nothing answers " + str(
        sum(one.declined for one in played if not one.answerable)
    )
    for place in range(1, FAR + 1):
        here = [one for one in asked if min(one.place, FAR) == place]
        yield f"  turn {place}{' and later' if place == FAR else ''}: {sum(one.first for one in here)} of {len(here)}"


def main() -> None:
    """Read the command line and play all conversations."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", type=Path)
    parser.add_argument("conversations", type=Path)
    options = parser.parse_args()
    rows, newsroom = sentence_rows(options.database), open_newsroom(options.database, to_read=True)
    told = [json.loads(line) for line in options.conversations.read_text("utf-8").splitlines()]
    played = [one for each in told for one in play(newsroom, rows[each["article"]], each["turns"])]
    print("\n".join(described(played)))


if __name__ == "__main__":
    main()
