"""Words in the names and descriptions of institutions and firms. Written for this project."""

from __future__ import annotations

import re

from bot.lexicon.loader import alternatives, word_list, word_set
from bot.lexicon.reporting import DOCUMENTS

#: Nouns that end a description of the institution named in it: "Russia's TASS state news agency".
INSTITUTION_NOUNS = word_list("organisations", "institution_nouns")
#: Those that decide and speak: what "it" may mean, and no document.
BODY_NOUNS = (INSTITUTION_NOUNS | word_set("panel body tribunal inquiry charity")) - DOCUMENTS
#: Last words of multi-word names of institutions.
ORG_WORDS = word_list("organisations", "organisation_words")
#: First words of institutions that follow a country: "Russian Foreign Ministry".
INSTITUTION_STARTS = word_list("organisations", "institution_starts")
_LEGAL_FORMS = alternatives("organisations", "legal_forms_behind")
COMPANY_TAIL = re.compile(rf"(?:,?\s+(?:{_LEGAL_FORMS})\.?)+$", re.IGNORECASE)
