"""Words that report speech: verbs in all their forms, nouns, documents. Written for this project."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain

from bot.lexicon.loader import rows, word_list, word_set

#: Verbs that report speech on their own: the rules may find a quote by them.
_STRONG = list(chain.from_iterable(rows("reporting", "strong")))

#: Verbs that report speech if the quotation model says so: attitudes, judgements, requests.
_WEAK = list(chain.from_iterable(rows("reporting", "weak")))

#: Those that report only quoted words or a that-clause; "saw the car" is not a quote.
LOOSE = word_list("reporting", "loose")

#: Those whose object is the hearer: "thanked his host" is not a quote, "thanked him for coming" is.
HEARD = word_list("reporting", "heard")

_NOUNS = list(chain.from_iterable(rows("reporting", "nouns")))

_IRREGULAR = {
    "say": "says said saying",
    "tell": "tells told telling",
    "write": "writes wrote written writing",
    "swear": "swears swore sworn swearing",
    "think": "thinks thought thinking",
    "feel": "feels felt feeling",
    "find": "finds found finding",
    "foresee": "foresees foresaw foreseen foreseeing",
    "hit": "hits hitting",
    "label": "labels labeled labelled labeling labelling",
    "signal": "signals signaled signalled signaling signalling",
    "forecast": "forecasts forecasting",
    "read": "reads reading",
    "see": "sees saw seen seeing",
    "sing": "sings sang sung singing",
    "speak": "speaks spoke spoken speaking",
    "understand": "understands understood understanding",
}
_DOUBLED = word_set("admit quip dub submit rebut refer slam")


def _forms(verb: str) -> list[str]:
    if verb in _IRREGULAR:
        return [verb, *_IRREGULAR[verb].split()]
    if verb in _DOUBLED:
        return [verb, verb + "s", verb + verb[-1] + "ed", verb + verb[-1] + "ing"]
    if verb.endswith("e"):
        return [verb, verb + "s", verb + "d", verb[:-1] + "ing"]
    if re.search(r"[^aeiou]y$", verb):
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    ending = "es" if re.search(r"(?:s|sh|ch|x|z)$", verb) else "s"
    return [verb, verb + ending, verb + "ed", verb + "ing"]


def _table(verbs: Iterable[str]) -> dict[str, str]:
    return {form: verb for verb in verbs for form in _forms(verb)}


#: By inflected form: the verb.
STRONG_VERBS = _table(_STRONG)
REPORTING_VERBS = _table(_WEAK) | STRONG_VERBS
REPORTING = REPORTING_VERBS | {noun: noun for noun in _NOUNS if noun not in _table(_STRONG)}

#: The weak verbs that often report words without quotation marks.
_WITHOUT_MARKS = list(chain.from_iterable(rows("reporting", "without_marks")))
#: Words that may report someone's words.
CUE_WORDS = frozenset((*_table(_STRONG), *_table(_WITHOUT_MARKS), "according", ":"))

#: Documents that say something: "the statement said".
DOCUMENTS = word_list("reporting", "documents")

BEING = word_set("is are was were be been being")
