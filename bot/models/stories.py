"""Stories: events reported by several articles."""

from __future__ import annotations

from dataclasses import dataclass

from bot.models.articles import Headline


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """The articles that report one event."""

    number: int  #: permanent
    articles: tuple[Headline, ...]  #: oldest first; at least one
    outlets: tuple[str, ...]  #: the first outlet of each publisher that reports it

    @property
    def title(self) -> str:
        """The title of the first article."""
        return self.articles[0].title
