"""Pronouns by whom they may mean. Written for this project."""

from __future__ import annotations

from bot.lexicon.loader import word_list, word_set

HE = word_list("pronouns", "he")
SHE = word_list("pronouns", "she")
IT = word_list("pronouns", "it")
THEY = word_list("pronouns", "they")
WHO = word_list("pronouns", "who")
SELF = word_list("pronouns", "self")
PRONOUNS = word_list("pronouns", "all")

#: "nobody would question her" is not anyone's quote.
NO_ONE = word_set("nobody no-one noone everyone everybody anyone anybody someone somebody nothing") | {"no one"}
