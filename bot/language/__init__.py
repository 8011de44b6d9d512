"""The language layer: sentences, names, and who said what. spaCy is used in here only, and loaded on first use."""

from bot.language.annotator import Language

__all__ = ["Language"]
