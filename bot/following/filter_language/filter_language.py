"""The filter language in which users say what to follow: small, without regular expressions.

    everything  all  *         every article; "everything about Modi" is Modi
        BBC  from:BBC              an outlet; ``from:`` may be combined with words: from:BBC modi
        Modi  Foreign Ministry     a name: a known one, or one written like a name
        person:May place:Turkey    a name of a person, a place, an organisation (org:)
        flood relief               words, matched by stem: all must occur, near each other
        "trade war"                a phrase: its words next to each other
        Paris, Texas               a town by its region, not two alternatives
    modi OR putin              alternatives; also "or", a comma, | and /
    (flood OR fire) cricket    brackets
        says:Putin                 what somebody says; whole sentences and questions are read too (wishes.py)
        -cricket  -"world cup"     excluded, wherever it occurs; also NOT, !, "not", "without", "except", "but not":
                                                              outside brackets it applies to the whole filter

Function words ("the", "of") are ignored outside phrases. The resulting value is defined in filters.py, matching in
matching.py.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial

from bot.errors import FollowError
from bot.following.filter_language.clauses import ClauseParser
from bot.following.filter_language.filter_tokens import (
    EVERYTHING,
    FilterToken,
    join_regions,
    refuse_foreign_operators,
    tokenise,
)
from bot.following.filter_language.outlet_clauses import LEAVES_OUT, OutletClauses, read_outlets
from bot.following.filter_language.refusals import NOTHING_BUT, first_left_out, with_place
from bot.following.filter_language.wishes import question_wish, refuse_speakers, speaker_wish, story_wish
from bot.following.filters.filters import FROM, Filter, ParsedFilter, Phrase
from bot.following.filters.normal_form import Clauses
from bot.following.names.full_names import WordsKnown, speaker_size
from bot.models import FollowKind
from bot.text.link_lines import without_addresses
from bot.text.names import fold
from bot.translation import gettext

LONGEST_FILTER = 200  # characters
LONGEST_ACRONYM = 4  # letters; a longer word in capitals counts as shouted if articles have it in lower case
_LINES = re.compile(r"(?<=[^\s,;|])[ \t]*[\r\n]+\s*(?=[^\W_])")  # between words: a list, one alternative per line
_ONLY_LEFT_OUT = re.compile(r"[-−–—!]|(?:not|without|except|but not)\b", re.IGNORECASE)
_STRAIGHT = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_EVERYTHING_ABOUT = re.compile(
    r"^(?:(?:all|any|every|the|new|latest) )*"
    r"(?:everything|all|anything|something|stuff|news|articles?|stories) (?:new )?"
    r"(?:(?:about|on) |(?P<outlet>from ))(?=\S)",
    re.IGNORECASE,
)
#: What every article is: who follows it means everything, or forgot to say about what.
_ONLY_NEWS = re.compile(
    r"(?:(?:the|any|some|my|all|latest|newest|new|breaking|top|today'?s) )*"
    r"(?:news|headlines|articles?|stories)(?: (?:updates|headlines|articles?|stories|alerts?))?",
    re.IGNORECASE,
)
_POLITE = re.compile(r"(?<=\S)(?:,? (?:please|pls|plz|thanks|thank you))+[.!]*$", re.IGNORECASE)

KnownName = Callable[[str], bool]
_UNSEARCHED = frozenset({"Cf", "Cn", "So"})  # invisible, unassigned, pictures
_COLOURED = "\ufe0f"  # behind a picture
_ASKING = re.compile(r"(?<=\w)\s*[?…]+$")


def parse(
    words: str,
    *,
    outlets: Collection[str],
    known_name: KnownName,
    ordinary: Callable[[str], bool] = lambda word: False,
    printed_small: Callable[[str], bool] = lambda word: False,
) -> ParsedFilter:
    """Parse what a user wants to follow.

    ``outlets``: known outlets as they are written. ``known_name``: whether the articles contain that name, in any case.
    ``ordinary``: whether a word also occurs as a common word in the articles; "Inflation" does, and may only have been
    capitalised by a telephone. By default no word does. ``printed_small``: whether the articles have a word in small
    letters, not only in names; then it is no surname behind a given name.

    Raises FollowError with a message for the user if the filter is empty, too long, or has function words only.
    """
    text = _cleaned(words)
    if _ONLY_NEWS.fullmatch(text) and fold(text) not in map(fold, outlets):
        if not text.casefold().startswith("all "):
            raise FollowError(
                gettext('Everything here is news: follow "everything", or say about what. word:news follows the word.')
            )
        text = "everything"
    if text and not without_addresses(text).strip():
        raise FollowError(
            gettext(
                "This is an address. Follow an outlet by its name, as in from:BBC;"
                " who runs the bot adds a feed by /addfeed."
            )
        )
    try:
        return _read(text, outlets, WordsKnown(known_name, ordinary, printed_small))
    except FollowError as error:
        raise with_place(error, text) from error


def _read(text: str, outlets: Collection[str], known: WordsKnown) -> ParsedFilter:
    if wish := _wish(text, outlets, known):
        return wish
    text = _ASKING.sub("", text)
    known_name, ordinary = known.name, known.ordinary
    known_outlets = {fold(outlet): outlet for outlet in outlets if fold(outlet)}
    tokens = join_regions(tokenise(text, known_name), known_name)
    tokens = [_quiet(token, known_name, ordinary) for token in tokens]
    refuse_foreign_operators(tokens)
    asked = read_outlets(tokens, known_outlets)
    tokens = asked.rest
    everything = [token for token in tokens if token.is_word and token.text.casefold() in EVERYTHING]
    if everything and tokens[0] in everything and (len(tokens) == 1 or tokens[1].kind in LEAVES_OUT):
        return _parsed(text, _filter(ClauseParser(known).read(tokens[1:], ""), asked))
    found = ClauseParser(known).read(tokens, text)
    if everything and len(found.either) > 1:
        told = gettext('That matches every article: follow "everything", or name only what you want.')
        raise FollowError(told, everything[0].start)
    if found.either or (asked.wanted and not tokens):
        return _parsed(text, _filter(found, asked))
    if asked.wanted and found.without and not any(token.is_word for token in tokens[:1]):
        return _parsed(text, _filter(found, asked))
    raise _nothing_left(found, asked, tokens)


def _wish(text: str, outlets: Collection[str], known: WordsKnown) -> ParsedFilter | None:
    """Read wishes other than words (wishes.py): a story, somebody's quotes, a question. None if it is words."""
    if story := story_wish(text):
        return ParsedFilter(kind=FollowKind.STORY, value=text, filter=Filter(story=story[0]))
    refuse_speakers(text)
    size = partial(speaker_size, known_name=known.name, printed_small=known.printed_small)
    if spoken := speaker_wish(text, known.name, size):
        # Behind blanks, so that errors name the place in the whole text.
        topic = spoken.rest
        if _ONLY_LEFT_OUT.match(spoken.about):
            topic = "* " + topic[2:] if topic.startswith("  ") else f"* {topic}"
        about = _read(topic, outlets, known) if spoken.about else None
        wanted = replace(about.filter if about else Filter(), says=Phrase(spoken.name, True))
        return ParsedFilter(kind=FollowKind.QUOTES, value=spoken.written, filter=wanted)
    if question := question_wish(text):
        return ParsedFilter(kind=FollowKind.QUESTION, value=question, filter=Filter(question=question))
    return None


def _quiet(token: FilterToken, known_name: KnownName, ordinary: Callable[[str], bool]) -> FilterToken:
    """The token, in lower case if it is a shouted word of the articles ("FLOOD") and not an acronym."""
    word = token.text
    shouted = len(word) > LONGEST_ACRONYM and word.isalpha() and word.isupper() and token.is_word and not token.quoted
    return replace(token, text=word.lower()) if shouted and ordinary(word) and not known_name(word) else token


def handle(words: str) -> str:
    """The normal form in which a user's words and the value of a subscription are compared, to find the one to delete.

    A whole sentence is compared as what it was read as, a story by its title.
    """
    if spoken := speaker_wish(words):
        words = spoken.written
    elif story := story_wish(words):
        words = story[1] or words
    else:
        words = (question_wish(words) or words).rstrip("?")
    plain = words.translate(_STRAIGHT).replace('"', "").casefold().split()
    if plain and plain[0] in EVERYTHING:
        plain[0] = "everything"
    return " ".join(plain).removeprefix(FROM).strip()


def _filter(found: Clauses, asked: OutletClauses) -> Filter:
    unless = tuple(clause.none for clause in found.either)
    return Filter(
        sources=asked.wanted,
        other_than=asked.left_out,
        anyof=tuple(clause.all for clause in found.either),
        unless=unless if any(unless) else (),
        exclude=found.without,
    )


def _parsed(text: str, wanted: Filter) -> ParsedFilter:
    """A parsed filter with the value that is shown, and the kind that describes it best."""
    if wanted.anyof:
        named = all(phrase.name for clause in wanted.anyof for phrase in clause)
        return ParsedFilter(kind=FollowKind.NAME if named else FollowKind.WORD, value=text, filter=wanted)
    but = [f"-{_quoted(phrase.text)}" for phrase in wanted.exclude]
    but += [f"-{FROM}{_quoted(outlet)}" for outlet in wanted.other_than]
    kind = FollowKind.OUTLET if wanted.sources else FollowKind.EVERYTHING
    value = " ".join(filter(None, [" OR ".join(wanted.sources), *but]))
    return ParsedFilter(kind=kind, value=value, filter=wanted)


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text


def _cleaned(words: str) -> str:
    """Text reduced to a single line of storable, visible characters. Raises FollowError if it is empty or too long."""
    storable = words.encode("utf-8", "ignore").decode().strip().translate(_STRAIGHT)
    if '"' not in storable:
        storable = _LINES.sub(", ", storable)
    visible = "".join(" " if unicodedata.category(char) == "Cc" else char for char in storable)
    visible = "".join(char for char in visible if unicodedata.category(char) not in _UNSEARCHED and char != _COLOURED)
    text = _POLITE.sub("", " ".join(visible.split()))
    if not text:
        raise FollowError(gettext("Say what to follow: a name, a word, an outlet or everything."))
    if len(text) > LONGEST_FILTER:
        told = gettext("That is too long to follow: {n} characters at most; yours has {length}.")
        raise FollowError(told.format(n=LONGEST_FILTER, length=len(text)))
    return _EVERYTHING_ABOUT.sub(lambda match: FROM if match["outlet"] else "", text)


def _nothing_left(found: Clauses, asked: OutletClauses, tokens: Sequence[FilterToken]) -> FollowError:
    if found.without or asked.left_out:
        return FollowError(gettext(NOTHING_BUT), first_left_out(tokens) or 0)
    told = gettext("There is no word to look for in that; name something rarer, or follow everything.")
    return FollowError(told, next((token.start for token in tokens if token.is_word), None))
