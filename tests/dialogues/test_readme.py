"""The README's dialogue, held with the whole bot over the shipped seeds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.models import NewArticle
from bot.newsroom import Newsroom, open_newsroom
from bot.sources import FoundArticle, collect
from tests.support.dialogue import Clock, running

ROOT = Path(__file__).parent.parent.parent
DIALOGUE = re.compile(r"^```dialogue\n(.*?)^```", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Exchange:
    """What one says, and the lines that the other's answer must hold, in this order."""

    you: str
    bot: tuple[str, ...]


def exchanges() -> Iterator[Exchange]:
    [block] = DIALOGUE.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    for one in re.split(r"^you: ", block, flags=re.MULTILINE)[1:]:
        you, bot = one.split("\nbot: ", 1)
        yield Exchange(you.strip(), tuple(line.strip().lstrip("> ") for line in bot.splitlines() if line.strip()))


def seeds(clock: Clock) -> list[NewArticle]:
    found = list(collect([ROOT / "seeds"], now=clock()))
    return [one.article for one in found if isinstance(one, FoundArticle)]


@pytest.fixture
def seeded(tmp_path: Path, clock: Clock) -> Iterator[Newsroom]:
    with closing(open_newsroom(tmp_path / "seeds.db", clock=clock)) as newsroom:
        assert len(list(newsroom.add_many(seeds(clock)))) >= 40
        yield newsroom


async def test_the_dialogue_of_the_readme(seeded: Newsroom, clock: Clock) -> None:
    held = list(exchanges())
    assert len(held) >= 4
    async with running(seeded, clock) as room:
        reader = room.server.user("Asha")
        for exchange in held:
            answer = "\n".join(message.text for message in await reader.say(exchange.you))
            places = [answer.find(line) for line in exchange.bot]
            assert -1 not in places, f"{exchange.you}\n{answer}"
            assert places == sorted(places), answer
