"""How usual a term is in news: the share of ordinary articles that contain it (en/news_frequencies.txt)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def usual_shares() -> dict[str, float]:
    """The share of ordinary news articles that contain each term; terms in fewer than 15 of 1,000 are missing."""
    lines = files("bot.lexicon").joinpath("en/news_frequencies.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines if not line.startswith("#"))
    return {term: int(count) / 1000 for term, count in rows}
