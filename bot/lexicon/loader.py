"""Lists of words as frozen sets, and the tables of ``en/``: each names its source and licence on its first lines."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any


def word_set(listed: str) -> frozenset[str]:
    """The words of a blank-separated list."""
    return frozenset(listed.split())


@lru_cache(maxsize=64)
def table(name: str) -> dict[str, Any]:
    """The table ``en/<name>.toml``, read once; not to be changed."""
    return tomllib.loads(files("bot.lexicon").joinpath("en", f"{name}.toml").read_text(encoding="utf-8"))
