"""Colours of pictures: a dark card and a light one, because a photo cannot know the chat around it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as #rrggbb; text contrasts with the card by at least 4.5:1 (WCAG 2.1, 1.4.3)."""

    card: str
    ink: str
    faint: str  #: smaller text
    grid: str
    bar: str


DARK = Palette(card="#1f2a37", ink="#f3f5f7", faint="#9fb0c0", grid="#33414f", bar="#4fb3a5")
LIGHT = Palette(card="#ffffff", ink="#16202b", faint="#566373", grid="#e3e8ee", bar="#1f7a6d")
