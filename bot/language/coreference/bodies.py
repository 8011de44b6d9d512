"""Which institutions a noun can refer to: "the paper" is not a carmaker, "the company" not a ministry."""

from __future__ import annotations

from bot.language.coreference.clusters import EntityCluster
from bot.lexicon.loader import word_list

#: Nouns such as "the commission", which only refer to bodies called so, in full or by initials.
NAMED_BODIES = word_list("organisations", "called_so")
OUTLET_NOUNS = word_list("organisations", "nouns_for_outlets")
_OUTLET_WORDS = word_list("organisations", "words_of_outlets")
_PRINT = word_list("organisations", "nouns_for_print")
_BROADCASTING = frozenset(("network", "channel", "broadcaster", "station"))
_BROADCASTERS = word_list("organisations", "words_of_broadcasters")
_TRADERS = word_list("organisations", "nouns_for_traders")
_NO_TRADERS = word_list("organisations", "nouns_for_no_traders")
_TRADING = word_list("organisations", "words_of_traders")
_WITHOUT_INITIALS = frozenset(("government", "police", "court", "parliament"))
_LONGEST_INITIALS = 6


def may_be_called(noun: str, entity: EntityCluster) -> bool:
    """Whether "the ``noun``" can refer to the institution, by the words of its names."""
    words = {word.strip(".,") for form in entity.forms for word in form.lower().split()}
    initials = [form for form in entity.forms if form.isupper() and form.isalpha() and len(form) <= _LONGEST_INITIALS]
    if noun in OUTLET_NOUNS:
        return bool(words & (_words_of(noun) | {noun}) or initials)
    if noun in NAMED_BODIES:
        own = noun not in _WITHOUT_INITIALS and any(noun[0].upper() in form for form in initials)
        return noun in words or own
    if noun in _NO_TRADERS:
        return not words & _TRADING
    return noun not in _TRADERS or not words & NAMED_BODIES


def _words_of(noun: str) -> frozenset[str]:
    """Words in names that agree with "the ``noun``": a network is not called Times."""
    if noun in _BROADCASTING:
        return frozenset(_BROADCASTERS)
    return frozenset(_OUTLET_WORDS - _BROADCASTERS if noun in _PRINT else _OUTLET_WORDS)
