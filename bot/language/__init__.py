"""The language layer: sentences, names, and who said what. spaCy is used in here only, and loaded on first use.

annotator    the front door: articles -> annotations, in batches
reader       runs spaCy; spacing evens the blanks of a text for it, casing its capitals
paragraph    one paragraph: sentences, names, quotations (rooms syntax, entities, quotations)
document     paragraphs -> an article: clusters of names, resolved speakers (rooms coreference, attribution)
descriptions who somebody is, in words of the article
patterns     rules as data: each has a name and the texts that it is for
model        (a room) the networks that ship with newsbot
"""

from bot.language.annotator import Language

__all__ = ["Language"]
