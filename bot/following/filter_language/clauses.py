"""Parse tokens into alternatives: multiply out brackets, or, and, not; join words into names and phrases. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product, takewhile

from bot.errors import FollowError
from bot.following.filter_language.filter_tokens import FilterToken, TokenKind
from bot.following.filter_language.refusals import NOTHING_BUT, excerpt, first_left_out
from bot.following.filters.filters import Phrase, Sense
from bot.following.filters.normal_form import Clause, Clauses, Either, each_once, joined, negated
from bot.following.filters.sentences import ways_of_saying
from bot.following.names.full_names import WordsKnown, capitalised_run
from bot.following.names.name_sizes import NameSizes
from bot.lexicon.loader import word_list
from bot.text.analyzer import terms
from bot.text.compounds import closed
from bot.text.name_matching import is_acronym, is_capitalised, is_literal, name_words, other_number
from bot.translation import gettext

MOST_ALTERNATIVES = 64  # alternatives that brackets may expand to
_BESIDE, _BEHIND_NEW = (word_list("function_words", section) for section in ("beside_wishes", "behind_new"))
#: The tokens of what may be a sentence, with exceptions behind it.
_PLAIN = frozenset({TokenKind.WORD, TokenKind.NOT, TokenKind.WITHOUT})
_LABELS = {
    "person:": Sense.PERSON,
    "place:": Sense.PLACE,
    "org:": Sense.ORG,
    "organisation:": Sense.ORG,
    "organization:": Sense.ORG,
    "company:": Sense.ORG,
    "country:": Sense.PLACE,
    "city:": Sense.PLACE,
    "any:": Sense.ANY,
    "word:": Sense.WORD,
}


class ClauseParser:
    """Parses the tokens of one filter."""

    def __init__(self, known: WordsKnown) -> None:
        self._known_name = known.name
        self._sizes = NameSizes(known)
        self._tokens: Sequence[FilterToken] = ()
        self._at = 0
        self._text = ""
        self._without: list[Phrase] = []

    def read(self, tokens: Sequence[FilterToken], text: str) -> Clauses:
        """Parse ``tokens``. ``text`` is the filter as shown in error messages. Raises FollowError."""
        self._tokens, self._at, self._text, self._without = tokens, 0, text, []
        either = self._either(depth=0)
        if self._at < len(tokens):
            raise self._error(gettext("There is one ) too many"))
        if any(clause.none and not clause.all for clause in either):
            raise FollowError(gettext(NOTHING_BUT), first_left_out(tokens))
        if len(either) == 1 and all(token.kind in _PLAIN and not token.quoted for token in tokens):
            said = [token.text for token in takewhile(lambda token: token.is_word, tokens)]
            either = [Clause(phrases) for phrases in ways_of_saying(either[0].all, said)]
        kept = tuple(dict.fromkeys(clause for clause in either if clause.all))
        return Clauses(kept, each_once(tuple(self._without)))

    def _either(self, depth: int) -> Either:
        found = self._both(depth)
        while (token := self._next()) and token.kind is TokenKind.OR:
            self._at += 1
            found += self._both(depth)
        return self._bounded(found)

    def _both(self, depth: int) -> Either:
        """Parse one alternative: words, brackets and exclusions up to "or" or a closing bracket."""
        found: Either = []
        while (token := self._next()) and token.kind not in (TokenKind.OR, TokenKind.CLOSE):
            if token.kind is TokenKind.AND:
                self._at += 1
                continue
            part = self._part(token, depth)
            found = self._bounded([one & other for one, other in product(found or [Clause()], part or [Clause()])])
        return found

    def _part(self, token: FilterToken, depth: int) -> Either:
        if token.kind is TokenKind.WORD:
            phrases = tuple(self._phrases(self._run()))
            return [Clause(phrases)] if phrases else []
        self._at += 1
        if token.kind is TokenKind.OPEN:
            return self._bracketed(depth)
        left_out = self._left_out(depth, rest=token.kind is TokenKind.WITHOUT)
        if depth == 0 and all(len(clause.all) == 1 and not clause.none for clause in left_out):
            self._without += (clause.all[0] for clause in left_out)
            return []
        return self._bounded([joined(chosen) for chosen in product(*map(negated, left_out))]) if left_out else []

    def _bracketed(self, depth: int) -> Either:
        found = self._either(depth + 1)
        token = self._next()
        if token is None or token.kind is not TokenKind.CLOSE:
            raise self._error(gettext("A ) is missing"))
        self._at += 1
        return found

    def _left_out(self, depth: int, *, rest: bool) -> Either:
        """Parse what "not" applies to: a bracket, phrase, name or word, or with ``rest`` all further alternatives."""
        token = self._next()
        if token and token.kind in (TokenKind.NOT, TokenKind.WITHOUT):  # "not -cricket" is a single exclusion
            self._at += 1
            return self._left_out(depth, rest=rest)
        if token and token.kind is TokenKind.OPEN:
            self._at += 1
            return self._bracketed(depth)
        if not token or not token.is_word:
            return []
        run = self._run()
        if not rest:
            size = self._unit(run)
            self._at -= len(run) - size
            return [Clause((phrase,)) for phrase in self._excluded(run[:size])]
        found = [Clause((phrase,)) for phrase in self._excluded(run)]
        while (token := self._next()) and token.kind is TokenKind.OR and token.text != "OR" and self._word_follows():
            self._at += 1
            found += (Clause((phrase,)) for phrase in self._excluded(self._run()))
        return found

    def _word_follows(self) -> bool:
        return self._at + 1 < len(self._tokens) and self._tokens[self._at + 1].is_word

    def _unit(self, run: Sequence[FilterToken]) -> int:
        if run[0].quoted:
            return 1
        if run[0].text.endswith(":") and _sense_of(run[0]):
            return min(2, len(run))
        words = [token.text for token in run]
        return max(1, self._sizes.of_known_name(words), capitalised_run(words) if is_capitalised(words[0]) else 0)

    def _excluded(self, run: Sequence[FilterToken]) -> Iterator[Phrase]:
        """The phrases that a run of tokens excludes: both of "golf and cricket", but "world cup" as one."""
        part: list[FilterToken] = []
        for token in (*run, FilterToken("and")):
            if token.text.casefold() != "and" or token.quoted:
                part.append(token)
                continue
            yield from self._excluded_phrase(part)
            part = []

    def _excluded_phrase(self, part: Sequence[FilterToken]) -> Iterator[Phrase]:
        text = " ".join(token.text for token in part)
        if not text:
            return
        if sense := _sense_of(part[0]):
            yield _meant(text.partition(":")[2].strip(), sense)
            return
        quoted = any(token.quoted for token in part)
        known = not quoted and (is_acronym(text) or other_number(text) or self._known_name(text) or is_literal(text))
        name = bool(known) or not _has_words(text)
        if name_words(text) if name else terms(text):
            yield Phrase(text, name)

    # ---- runs of words ----------------------------------------------------------

    def _next(self) -> FilterToken | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _run(self) -> list[FilterToken]:
        start = self._at
        while (token := self._next()) and token.is_word:
            self._at += 1
        return list(self._tokens[start : self._at])

    def _phrases(self, tokens: Sequence[FilterToken]) -> Iterator[Phrase]:
        """The phrases of a run, without words that ask for nothing, unless it has no others."""
        at, found = 0, list[tuple[Phrase, bool]]()
        while at < len(tokens):
            size, phrase = self._phrase(tokens, at)
            if name_words(phrase.text) if phrase.name else terms(phrase.text):
                found.append((phrase, phrase.name or size > 1 or not _asks_nothing(tokens, at)))
            at += size
        asked = [phrase for phrase, asks in found if asks]
        yield from asked or (phrase for phrase, _ in found)

    def _phrase(self, tokens: Sequence[FilterToken], at: int) -> tuple[int, Phrase]:
        token = tokens[at]
        if token.quoted:
            return 1, Phrase(token.text, not _has_words(token.text))
        quote = next((n for n in range(at, len(tokens)) if tokens[n].quoted), len(tokens))
        if sense := _sense_of(token):
            return self._labelled(tokens, at, quote, sense)
        words = [one.text for one in tokens[at:quote]]
        stop = next((n for n in range(1, len(words)) if _sense_of(tokens[at + n])), len(words))
        size, name = self._sizes.of_unit(words[:stop], first=at == 0)
        if not name and size == 1 and stop > 1 and closed(" ".join(words[:2])):
            size = 2  # others write "air strikes" as one word
        return size, Phrase(" ".join(words[:size]), name)

    def _labelled(self, tokens: Sequence[FilterToken], at: int, quote: int, sense: Sense) -> tuple[int, Phrase]:
        glued = tokens[at].text.partition(":")[2]
        if not glued and at + 1 < len(tokens) and tokens[at + 1].quoted:
            return 2, _meant(tokens[at + 1].text, sense)
        end = next((n for n in range(at + 1, quote) if _sense_of(tokens[n])), quote)
        words = [*([glued] if glued else []), *(one.text for one in tokens[at + 1 : end])]
        if not words:
            label = tokens[at].text.casefold()
            raise FollowError(gettext("Say which: {label}NAME.").format(label=label), tokens[at].start)
        size = max(1, self._sizes.of_known_name(words), capitalised_run(words))
        return size + (not glued), _meant(" ".join(words[:size]), sense)

    def _bounded(self, found: Either) -> Either:
        if len(found) > MOST_ALTERNATIVES:
            raise FollowError(
                gettext("These brackets make more than {n} alternatives; follow them one by one.").format(
                    n=MOST_ALTERNATIVES
                ),
                next((one.start for one in self._tokens if one.kind is TokenKind.OPEN), 0),
            )
        return found

    def _error(self, what: str) -> FollowError:
        token = self._next()
        at = token.start if token else len(self._text)
        near = excerpt(self._text, at)
        return FollowError(gettext("{what} in “{near}” (character {at}).").format(what=what, near=near, at=at + 1))


def _asks_nothing(tokens: Sequence[FilterToken], at: int) -> bool:
    """Whether a token only stands beside what is asked for: "near" of "fires near Athens", "new" of "new iphone"."""
    if tokens[at].quoted:
        return False
    word = tokens[at].text.casefold()
    behind = tokens[at + 1].text.casefold() if at + 1 < len(tokens) else ""
    return word in _BESIDE or (word == "new" and at == 0 and bool(behind) and behind not in _BEHIND_NEW)


def _has_words(text: str) -> bool:
    """Whether it holds words to look for, in any case; “US” between quotation marks is a name, as “us” is none."""
    return bool(terms(text.lower()))


def _meant(text: str, sense: Sense) -> Phrase:
    return Phrase(text, sense is not Sense.WORD, sense)


def _sense_of(token: FilterToken) -> Sense:
    small = token.text.casefold()
    return next(
        (sense for label, sense in _LABELS.items() if not token.quoted and small.startswith(label)), Sense.UNSAID
    )
