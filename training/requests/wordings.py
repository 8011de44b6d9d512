"""Requests generated from ``training/data/requests.txt`` by choosing alternatives and filling slots."""

from __future__ import annotations

import random
import re
from pathlib import Path

from training.requests.slots import SLOTS

_CHOICE = re.compile(r"\(([^()]*)\)")
_SLOT = re.compile(r"\{(\w+)\}")
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


def made_up(patterns: list[str], number: int, chance: random.Random) -> list[str]:
    """Generate ``number`` requests, about equally many per pattern, some with small talk around them."""
    return [_filled(patterns[at % len(patterns)], chance) for at in range(number)]


def _filled(pattern: str, chance: random.Random) -> str:
    while _CHOICE.search(pattern):
        pattern = _CHOICE.sub(lambda found: chance.choice(found.group(1).split("|")), pattern)
    words = _SLOT.sub(lambda found: chance.choice(SLOTS[found.group(1)]), pattern)
    words = chance.choice(_OPENINGS) + words + chance.choice(_ENDINGS)
    return " ".join(words.split())
