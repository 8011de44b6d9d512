"""A brief: the three to seven sentences that together say most about a topic, in chronological order. Pure."""

from __future__ import annotations

from dataclasses import replace

from bot.briefs.coverage import Weighed, choose, weighed, weights_of
from bot.briefs.material import Material

MOST, LEAST = 7, 3  #: sentences
_WORTH_SAYING = 0.12  # share of the first sentence's gain below which a further sentence is left out


def brief(material: Material) -> list[Weighed]:
    """The chosen sentences, oldest first and undated ones last; none if the archive has nothing on the topic."""
    told = [replace(one, factor=one.factor * material.near(one.sentence)) for one in weighed(material)]
    chosen = choose(told, weights_of(material), MOST, least=LEAST, share=_WORTH_SAYING)
    return sorted(chosen, key=_in_time)


def _in_time(one: Weighed) -> tuple[bool, str, int, int]:
    day = one.sentence.article.published
    return day is None, day.isoformat() if day else "", one.sentence.article.row, one.sentence.line.position
