"""Word lists of the analyser: closed word classes of English.

Demonyms are mapped to their country and irregular forms to their base, because a question says "When did India's leader
meet Putin?" and the article "the Indian prime minister met ...".
"""

from __future__ import annotations

from bot.lexicon.loader import rows, word_list


def _forms(section: str) -> dict[str, str]:
    """By form: its word."""
    return {form: word for word, *forms in rows("word_forms", section) for form in forms}


STOP_WORDS = word_list("function_words", "stop_words")

#: What may follow an apostrophe without being a word.
CONTRACTIONS = frozenset(["s", "t", "d", "ll", "ve", "re", "m"])

#: Units written directly after a number: "$1.2bn", "£30k".
UNIT_LETTERS = {"m": "million", "k": "thousand", "bn": "billion", "tn": "trillion"}

#: Terms in questions that are not what is asked for.
QUESTION_TERMS = frozenset(["much", "mani", "pleas", "tell", "know"])

#: Countries and bodies in capitals; some are other words in lower case.
CAPITALS = {"US": "america", "USA": "america", "UK": "britain", "GB": "britain", "UN": "un", "EU": "eu"}


#: By form: the word that represents it.
SAME_WORD = {**_forms("units"), **_forms("irregular"), **_forms("demonyms")}
