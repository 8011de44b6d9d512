"""Events as several articles tell them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.models.articles import Headline


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """Articles that tell one event."""

    number: int  #: for ever
    articles: tuple[Headline, ...]  #: oldest first; never none
    outlets: tuple[str, ...]  #: who tells it, the first outlet of each publisher

    @property
    def title(self) -> str:
        """The title of its first article."""
        return self.articles[0].title
