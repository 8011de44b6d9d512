"""Titles before names and nouns for people: "Prime Minister", "the driver". Written for this project."""

from __future__ import annotations

from bot.lexicon.loader import word_list, word_set

#: What may stand before a name and is no part of it, as the rules read.
TITLES = word_list("roles", "titles")
#: First words of multi-word titles: "Prime Minister", "Foreign Secretary", "Acting Chief Justice".
TITLE_MODIFIERS = word_list("roles", "title_modifiers")

#: Nouns for people; "the minister said" refers to someone introduced as one.
ROLES = word_list("roles", "roles")
#: Other nouns for people introduced earlier: "the 22-cap midfield man", "the star".
PERSON_NOUNS = word_list("roles", "person_nouns")

SPOKES = word_set("spokesman spokeswoman spokesperson spokespeople")
#: By role: the equivalent role to compare.
SAME_ROLE = {
    "pm": "prime minister", "premier": "prime minister", "spokesman": "spokesperson", "spokeswoman": "spokesperson",
    "chairman": "chair", "chairwoman": "chair", "chairperson": "chair", "advisor": "adviser",
    "sen": "senator", "rep": "representative", "gov": "governor", "lt": "lieutenant", "col": "colonel",
    "maj": "major", "capt": "captain", "sgt": "sergeant", "prof": "professor", "skipper": "captain",
    "congressman": "representative", "congresswoman": "representative", "attorney": "lawyer", "doctor": "physician",
}  # fmt: skip
#: By title, "he" or "she".
GENDERS_OF_TITLES = {
    "mr": "he", "sir": "he", "lord": "he", "mrs": "she", "ms": "she", "miss": "she", "dame": "she", "lady": "she",
}  # fmt: skip
LEADERS = word_list("roles", "leaders") | {"prime minister"}
