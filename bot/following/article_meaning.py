"""What an article means, as numbers: the vectors of its sentences. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.following.near_topics import Words, unit

READ = 80  #: sentences of an article, from its beginning, that are compared


@dataclass
class ArticleMeaning:
    """The meaning of one article."""

    encoder: str  #: name of the model that made the vectors
    codes: NDArray[np.int8]  #: a row for each sentence, eight bits a number; zeros where there is none
    by_stem: Mapping[str, object]  #: the stems of its words, as keys
    #: By text and words, the nearest sentence of each topic that it is about; None if not all topics have been judged.
    judged: dict[tuple[str, Words], int] | None = None

    @cached_property
    def sentences(self) -> NDArray[np.float32]:
        """The vectors of the first sentences, each of length 1."""
        return unit(self.codes[:READ])

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its words."""
        return frozenset(self.by_stem)
