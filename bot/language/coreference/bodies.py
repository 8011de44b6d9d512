"""Which institutions a noun can refer to: "the paper" is not a carmaker, "the company" not a ministry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.language.coreference.clusters import EntityCluster
from bot.language.coreference.mentions import Appearance, DiscourseModel
from bot.language.coreference.salience_patterns import ACCORDING_TO
from bot.lexicon.countries import DEMONYMS
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
_NEXT = 4_000  # characters: the next paragraphs
_ARMED = word_list("organisations", "armed")
_CHAMBERS = frozenset(("house", "senate", "congress", "parliament", "assembly", "lords", "commons"))  # no companies
_COURTS = word_list("organisations", "kinds_of_courts")


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
    return noun not in _TRADERS or not words & (NAMED_BODIES | _CHAMBERS)


def is_unarmed(words: Sequence[str], entity: EntityCluster) -> bool:
    """Whether "the militant group" is not the institution: the Reyl Group is called a group, but no militant one."""
    forms = set(" ".join(entity.forms).lower().split())
    return bool(_ARMED & set(words)) and words[-1] in forms and not _ARMED & forms


def _words_of(noun: str) -> frozenset[str]:
    """Words in names that agree with "the ``noun``": a network is not called Times."""
    if noun in _BROADCASTING:
        return frozenset(_BROADCASTERS)
    return frozenset(_OUTLET_WORDS - _BROADCASTERS if noun in _PRINT else _OUTLET_WORDS)


def with_word(discourse: DiscourseModel, words: Sequence[str], bodies: Sequence[Appearance]) -> EntityCluster | None:
    """The one of ``bodies``, nearest first, with the noun in its name or right before it: "the airline Skyline".

    Of several in one sentence the one that acts; none if a word ahead ("the central bank") tells no two apart.
    """
    fitting = [one for one in bodies if words[-1] in _forms(one) and _agrees(words[:-1], _forms(one))]
    fitting = [one for one in fitting if not is_unarmed(words, one.entity)]
    told = [one for one in fitting if set(words[:-1]) & _forms(one)]
    if words[:-1] and not told and len({id(one.entity) for one in fitting}) > 1:
        return None
    if fitting := told or fitting:
        here = discourse.sentence(fitting[0].start)
        acting = [one for one in fitting[1:] if discourse.sentence(one.start) == here and one.first]
        return (acting[0] if acting and not fitting[0].found.subject else fitting[0]).entity
    beside = f" {words[-1]} "
    ahead = (one for one in bodies if discourse.text[max(0, one.start - len(beside)) : one.start].lower() == beside)
    return next((one.entity for one in ahead), None)


def _forms(one: Appearance) -> frozenset[str]:
    return frozenset(" ".join(one.entity.forms).lower().split())


def _agrees(qualifiers: Sequence[str], forms: frozenset[str]) -> bool:
    """Whether qualifiers agree: "the Indian ministry" is not Russian, "the appeals court" not the Supreme Court."""
    if (courts := _COURTS & set(qualifiers)) and "court" in forms and not courts & forms:
        return False
    peoples = {word for word in qualifiers if word in DEMONYMS}
    return not peoples or bool(peoples & forms) or not any(word in DEMONYMS for word in forms)


def named_later(discourse: DiscourseModel, words: Sequence[str], offset: int) -> EntityCluster | None:
    """The entity of "the official news agency", if the next paragraphs mention only one."""
    following = discourse.within((offset, offset + _NEXT)) if len(words) > 1 else []
    found = [
        one.entity for one in following if one.found.label == "ORG" and words[-1] in one.found.text.lower().split()
    ]
    return found[0] if found and all(entity is found[0] for entity in found) else None


def commonest(entities: Sequence[EntityCluster]) -> EntityCluster | None:
    """The most frequent entity; of several the nearest, which comes first."""
    counts = Counter(id(entity) for entity in entities)
    return max(entities, key=lambda entity: counts[id(entity)], default=None)


def relaying(discourse: DiscourseModel, offset: int) -> EntityCluster | None:
    """The institution that reported the sentence before: "..., according to the Site Group. It said"."""
    near = [one for one in discourse.before(offset, 1) if one.found.label == "ORG" and not one.in_marks]
    told = (one for one in near if ACCORDING_TO.search(discourse.text, max(0, one.start - 20), one.start))
    return next((one.entity for one in told), None)
