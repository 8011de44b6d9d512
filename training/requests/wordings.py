"""Requests generated from ``training/data/requests.txt`` by choosing alternatives and filling slots."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from training.requests.slots import SLOTS

_CHOICE = re.compile(r"\(([^()]*)\)")
_SLOT = re.compile(r"\{(\w+)\}")
_WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"(?<=\s)[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})?\b")
_RARE, _SHORT = 4, 3  # occurrences among all questions; letters
_OPENINGS = ("", "", "", "", "", "", "hi ", "hey ", "pls ", "please ", "so ", "ok ", "can you ", "could you ", "um ")
_ENDINGS = ("", "", "", "", "", "", "", " pls", " please", "?", "!", " thanks", " 🙏", "??", ".")


def read_patterns(path: Path) -> dict[str, list[str]]:
    """The patterns of each label."""
    found: dict[str, list[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("["):
            found[line.strip("[]")] = []
        elif line.strip() and not line.startswith("#"):
            found[next(reversed(found))].append(line.strip())
    return found


def read_asked(path: Path) -> list[list[tuple[str, str]]]:
    """The label and text of each request that somebody typed, by author."""
    sets = re.split(r"^# set \d+\n", path.read_text("utf-8"), flags=re.MULTILINE)[1:]
    return [[(label, text) for label, _, text in (line.partition("\t") for line in one.splitlines())] for one in sets]


Fillers: TypeAlias = Mapping[str, Sequence[str]]


def made_up(patterns: list[str], number: int, chance: random.Random, fillers: Fillers = SLOTS) -> list[tuple[str, str]]:
    """Generate ``number`` requests, each behind its pattern, equally many per pattern, some with small talk around."""
    chosen = [patterns[at % len(patterns)] for at in range(number)]
    return [(pattern, _filled(pattern, chance, fillers)) for pattern in chosen]


def with_topics_of(questions: Iterable[str]) -> Fillers:
    """The fillers with the names and rare words of questions in half of the slots.

    Otherwise a text with a topic that no list has would look like one of the questions.
    """
    told = list(questions)
    seen = Counter(word.lower() for text in told for word in _WORD.findall(text))
    names = [one for text in told for one in _NAME.findall(text[1:])]
    topics = [one for text in told if (one := _rare(text, seen))]
    lower = [one.lower() for one in names]
    topics = sorted({*topics, *(f"the {one}" for one in topics), *names, *lower})
    return {
        **SLOTS,
        "topic": _beside(SLOTS["topic"], topics),
        "name": _beside(SLOTS["name"], sorted({*names, *lower})),
    }


def _rare(text: str, seen: Counter[str]) -> str:
    """The first rare word of a question with the one after it, if that is rare too."""
    words = [word.lower() for word in _WORD.findall(text)]
    at = next((at for at, word in enumerate(words) if seen[word] <= _RARE and len(word) > _SHORT), len(words))
    return " ".join(word for word in words[at : at + 2] if seen[word] <= _RARE)


def _beside(own: Sequence[str], others: Sequence[str]) -> Sequence[str]:
    """As many of ``own`` as of ``others``."""
    return [*others, *(own[at % len(own)] for at in range(len(others)))]


def _filled(pattern: str, chance: random.Random, fillers: Fillers) -> str:
    while _CHOICE.search(pattern):
        pattern = _CHOICE.sub(lambda found: chance.choice(found.group(1).split("|")), pattern)
    words = _SLOT.sub(lambda found: chance.choice(fillers[found.group(1)]), pattern)
    words = chance.choice(_OPENINGS) + words + chance.choice(_ENDINGS)
    return " ".join(words.split())
