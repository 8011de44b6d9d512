"""A brief: the three to seven sentences that together say most about a topic, in the order of time. Pure."""

from __future__ import annotations

from bot.briefs.coverage import Weighed, choose, weighed, weights_of
from bot.briefs.material import Material

MOST, LEAST = 7, 3  #: sentences
_WORTH_SAYING = 0.12  # of what the first sentence says; a further one that adds less is left out


def brief(material: Material) -> list[Weighed]:
    """The sentences, oldest first, undated ones last; none where the archive has nothing on the topic."""
    chosen = choose(weighed(material), weights_of(material), MOST, least=LEAST, share=_WORTH_SAYING)
    return sorted(chosen, key=_in_time)


def _in_time(one: Weighed) -> tuple[bool, str, int, int]:
    day = one.sentence.article.published
    return day is None, day.isoformat() if day else "", one.sentence.article.row, one.sentence.line.position
