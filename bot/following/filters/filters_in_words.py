"""Filters in words, for whoever follows them: "floods or “trade war”, but not cricket, from BBC". Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from operator import itemgetter

from bot.following.filters.filters import Filter, Phrase, Sense
from bot.following.filters.sentences import one_may_be_missing
from bot.text.names import fold
from bot.translation import N_, gettext

N_(", or ")
#: In what people typed: what the same filter needs other words for, to be understood by everybody.
_OPERATORS = re.compile(r"[()|&]|(?<!\w)[-−–—!+]\S|\b[A-Za-z]+:|\b(?:OR|AND|NOT)\b")


def in_words(written: str, value: str) -> str:
    """What is followed, as people would say it; ``written``: its filter, by Filter.dump; ``value``: as it was typed.

    What was typed stands for itself if it consists of words only, without operators.
    """
    if not written or not _OPERATORS.search(value):
        return value
    wanted = replace(_as_typed(Filter.load(written), value), says=None)
    return read_as(wanted, brief=True) if wanted.anyof else value


def limits_in_words(written: str, value: str) -> str:
    """What a filter leaves out, ready to follow what it lets through: ", but not cricket"; "" if nothing.

    Arguments as for ``in_words``. An outlet is no limit where nothing but outlets is followed.
    """
    wanted = _as_typed(Filter.load(written), value) if written else Filter()
    return "".join(f", {limit}" for limit in _limits(wanted if wanted.says else replace(wanted, sources=()), _bare))


def asks_for_words(written: str) -> bool:
    """Whether a filter by Filter.dump asks for words or names, not only for outlets or a speaker."""
    return bool(written and Filter.load(written).anyof)


def _as_typed(wanted: Filter, value: str) -> Filter:
    """A canonical filter, with its words and outlets in the order and spelling in which they were typed."""
    pairs = [(_placed(found, value), _placed(left, value)) for found, left in wanted.alternatives()]
    pairs.sort(key=lambda pair: min((at for at, _ in pair[0]), default=0))
    return replace(
        wanted,
        anyof=tuple(_phrases(found) for found, _ in pairs),
        unless=tuple(_phrases(left) for _, left in pairs) if wanted.unless else (),
        exclude=_phrases(_placed(wanted.exclude, value)),
        sources=tuple(_spelt(outlet, value) for outlet in wanted.sources),
        other_than=tuple(_spelt(outlet, value) for outlet in wanted.other_than),
    )


def _placed(phrases: Iterable[Phrase], value: str) -> list[tuple[int, Phrase]]:
    """Phrases as they are written in ``value``, each with its offset, in that order; those not in there come last."""
    found = []
    for phrase in phrases:
        typed = re.search(re.escape(phrase.text), value, re.IGNORECASE)
        told = phrase._replace(text=typed.group()) if typed and not phrase.name else phrase
        found.append((typed.start() if typed else len(value), told))
    return sorted(found, key=itemgetter(0))


def _phrases(placed: Iterable[tuple[int, Phrase]]) -> tuple[Phrase, ...]:
    return tuple(phrase for _, phrase in placed)


def _spelt(outlet: str, value: str) -> str:
    """A folded outlet as it is written in ``value``; in title case if it is not found there."""
    words = [re.escape(word) for word in outlet.split()]
    for found in re.finditer(r"[\W_]+".join(words), value, re.IGNORECASE) if words else ():
        if fold(found.group()) == outlet:
            return found.group()
    return outlet.title()


def read_as(wanted: Filter, *, brief: bool = False) -> str:
    """A filter in words, as it was understood: "floods or “trade war”, but not cricket, from BBC".

    ``brief``: without saying which of the words are names.
    """
    show = _bare if brief else _shown
    if wanted.question:
        return gettext("whatever answers “{question}”").format(question=wanted.question)
    if wanted.story:
        return gettext("one story, whichever outlet reports it")
    either = list(_either(wanted, show))
    either_or = (
        gettext(", or ") if len(either) > 1 and any(len(found) > 1 for found in wanted.anyof) else gettext(" or ")
    )
    parts = [either_or.join(either) if either else gettext("every article")]
    if wanted.says:
        said = gettext("what {name} says about {words}") if either else gettext("what {name} says")
        parts = [said.format(name=wanted.says.text, words=parts[0])]
    return ", ".join([*parts, *_limits(wanted, show)])


def _limits(wanted: Filter, show: Callable[[Phrase], str]) -> Iterator[str]:
    if wanted.exclude:
        left_out = gettext(" or ").join(map(show, wanted.exclude))
        yield gettext("but not {words}").format(words=left_out)
    if wanted.sources:
        yield gettext("from {outlet}").format(outlet=gettext(" or ").join(wanted.sources))
    if wanted.other_than:
        yield gettext("not from {outlet}").format(outlet=gettext(" or ").join(wanted.other_than))


def _either(wanted: Filter, show: Callable[[Phrase], str]) -> Iterator[str]:
    """Each alternative; those that are another one without one of its words in one with it."""
    shorter = {found: one_may_be_missing(found, wanted.anyof) for found in wanted.anyof}
    told_already = {one for ones in shorter.values() for one in ones}
    for found, left in wanted.alternatives():
        if found in told_already:
            continue
        told = _told(found, left, show)
        yield gettext("{words} (one of them may be missing)").format(words=told) if shorter[found] else told


def _told(found: tuple[Phrase, ...], left: tuple[Phrase, ...], show: Callable[[Phrase], str]) -> str:
    told = gettext(" and ").join(map(show, found))
    without = gettext(" or ").join(map(show, left))
    return told + " " + gettext("without {word}").format(word=without) if left else told


def _bare(phrase: Phrase) -> str:
    """As ``_shown``, without saying that a name is one."""
    return phrase.text if phrase.name and phrase.sense is Sense.UNSAID else _shown(phrase)


def _shown(phrase: Phrase) -> str:
    told = phrase.text if phrase.name or " " not in phrase.text else f"“{phrase.text}”"
    if not phrase.name:
        return gettext("{word} (the word)").format(word=told) if phrase.sense is Sense.WORD else told
    return f"{told} ({gettext(_SENSES[phrase.sense])})"


_SENSES = {
    Sense.PERSON: N_("a person"),
    Sense.PLACE: N_("a place"),
    Sense.ORG: N_("an organisation"),
    Sense.ANY: N_("whoever or whatever has that name"),
    Sense.THING: N_("no person"),
    Sense.AREA: N_("or a place in it"),
    Sense.FAMILY: N_("a family"),
    Sense.POLITICS: N_("its politics"),
    Sense.TOPIC: N_("a topic, in any words"),
    Sense.UNSAID: N_("a name"),
}
