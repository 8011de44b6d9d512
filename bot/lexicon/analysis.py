"""Word lists of the analyser: closed classes of English, written down once.

Demonyms join their country and irregular forms their base, because a question says "When did India's
leader meet Putin?" and the article "the Indian prime minister met ...".
"""

from __future__ import annotations

from bot.lexicon.loader import rows, word_list


def _forms(section: str) -> dict[str, str]:
    """Form -> word."""
    return {form: word for word, *forms in rows("word_forms", section) for form in forms}


STOP_WORDS = word_list("function_words", "stop_words")

#: What stands after an apostrophe and is no word of its own.
CONTRACTIONS = frozenset(["s", "t", "d", "ll", "ve", "re", "m"])

#: Units written against their number: "$1.2bn", "£30k".
UNIT_LETTERS = {"m": "million", "k": "thousand", "bn": "billion", "tn": "trillion"}

#: Terms that a question contains without asking for them.
QUESTION_TERMS = frozenset(["much", "mani", "pleas", "tell", "know"])

#: Written in capitals these are countries and bodies; in small letters some are other words.
CAPITALS = {"US": "america", "USA": "america", "UK": "britain", "GB": "britain", "UN": "un", "EU": "eu"}


#: form -> the word that stands for it
SAME_WORD = {**_forms("units"), **_forms("irregular"), **_forms("demonyms")}
