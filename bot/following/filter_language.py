"""What a chat follows, as its user writes it: a small query language without regular expressions.

    everything  all  *         every article; "everything about Modi" is Modi
    BBC  from:BBC              an outlet; ``from:`` may stand with words: from:BBC modi
    Modi  Foreign Ministry     a name: known already, or written like one
    flood relief               words, matched by stem: all must be there, near each other
    "trade war"                a phrase: its words side by side
    modi OR putin              either; each side may be several words
    -cricket  -"world cup"     not these, wherever they stand: it holds for the whole filter

Small words ("the", "of") are left out. Matching is in matching.py.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.errors import FollowError
from bot.models import FollowKind
from bot.text.analyzer import terms
from bot.text.name_matching import PARTICLES, is_acronym, is_capitalised, name_words
from bot.text.names import fold

LONGEST = 100  # characters a user may write
LONGEST_NAME = 6  # words tried as one known name
EVERYTHING = frozenset({"everything", "all", "*"})
_OR = frozenset({"OR", "|"})
_AND = frozenset({"AND", "&", "+"})
FROM = "from:"
_JOINERS = PARTICLES - {"in", "on", "for"}  # "House of Lords" is one name, "Floods in Bihar" is not
_STRAIGHT = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_EVERYTHING_ABOUT = re.compile(r"^(?:everything|all) (?:(?:about|on) |(?P<outlet>from ))(?=\S)", re.IGNORECASE)
_TOKEN = re.compile(r'(?P<minus>[-−–—]+(?=[^\s−–—-]))?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')

KnownName = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must stand side by side."""

    text: str  #: as written
    name: bool = False  #: compared as a name, case and all; otherwise by stems


@dataclass(frozen=True, kw_only=True, slots=True)
class Filter:
    """Which articles: of this outlet, holding all phrases of one alternative, and none that is excluded."""

    source: str = ""  #: outlet; "" = any
    anyof: tuple[tuple[Phrase, ...], ...] = ()  #: alternatives; () = no words are asked for
    exclude: tuple[Phrase, ...] = ()

    def dump(self) -> str:
        """As JSON, for the store."""
        return json.dumps(
            {
                "from": self.source,
                "any": [[[phrase.text, phrase.name] for phrase in clause] for clause in self.anyof],
                "not": [[phrase.text, phrase.name] for phrase in self.exclude],
            },
            ensure_ascii=False,
        )

    @classmethod
    def load(cls, text: str) -> Filter:
        """The filter that ``dump`` wrote."""
        data = json.loads(text)
        return cls(
            source=data["from"],
            anyof=tuple(tuple(Phrase(*phrase) for phrase in clause) for clause in data["any"]),
            exclude=tuple(Phrase(*phrase) for phrase in data["not"]),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """A subscription to be: what is shown and what is matched."""

    kind: FollowKind
    value: str  #: as the user wrote it, cleaned; "" for everything
    filter: Filter


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    quoted: bool
    minus: bool


def parse(
    words: str,
    *,
    outlets: Collection[str],
    known_name: KnownName,
    ordinary: Callable[[str], bool] = lambda word: False,
) -> Wanted:
    """Understand what a user wants to follow.

    ``outlets``: those known, as they are written; ``known_name``: do the articles name somebody or something so,
    in any case?; ``ordinary``: is this capitalised word, no known name, a word of the articles all the same?
    ("Inflation" is, when a telephone capitalised it; by default no word is.)
    Raises FollowError, its text fit for the user, for nothing, too much, or only small words.
    """
    text = _cleaned(words)
    tokens = list(_tokens(text))
    positive = [token for token in tokens if not token.minus]
    exclude = tuple(_excluded([token for token in tokens if token.minus], known_name))
    source, positive = _outlet(positive, {fold(outlet): outlet for outlet in outlets if fold(outlet)})
    if len(positive) == 1 and positive[0].text.casefold() in EVERYTHING:
        return _wanted(text, Filter(source=source, exclude=exclude))
    clauses = (tuple(_phrases(clause, known_name, ordinary)) for clause in _alternatives(positive))
    anyof = tuple(clause for clause in clauses if clause)
    if not anyof and (positive or not source):
        raise FollowError(_nothing_left(positive))
    return _wanted(text, Filter(source=source, anyof=anyof, exclude=exclude))


def handle(words: str) -> str:
    """The form in which a user's words and a subscription's value are compared, to find the one to remove."""
    plain = words.translate(_STRAIGHT).replace('"', "").casefold().split()
    if plain and plain[0] in EVERYTHING:
        plain[0] = "everything"
    return " ".join(plain).removeprefix(FROM).strip()


def _wanted(text: str, wanted: Filter) -> Wanted:
    """``text`` in its shown form, with the kind that tells best what it is about."""
    if wanted.anyof:
        named = all(phrase.name for clause in wanted.anyof for phrase in clause)
        return Wanted(kind=FollowKind.NAME if named else FollowKind.WORD, value=text, filter=wanted)
    but = [f'-"{phrase.text}"' if " " in phrase.text else f"-{phrase.text}" for phrase in wanted.exclude]
    kind = FollowKind.OUTLET if wanted.source else FollowKind.EVERYTHING
    return Wanted(kind=kind, value=" ".join(filter(None, [wanted.source, *but])), filter=wanted)


def _cleaned(words: str) -> str:
    """One line of characters that can be stored and shown."""
    storable = words.encode("utf-8", "ignore").decode()
    visible = "".join(" " if unicodedata.category(char) == "Cc" else char for char in storable)
    visible = "".join(char for char in visible if unicodedata.category(char) not in {"Cf", "Cn"})
    text = " ".join(visible.translate(_STRAIGHT).split())
    if not text:
        raise FollowError("Say what to follow: a name, a word, an outlet or everything.")
    if len(text) > LONGEST:
        raise FollowError(f"That is too long to follow: {LONGEST} characters at most.")
    return _EVERYTHING_ABOUT.sub(lambda match: FROM if match["outlet"] else "", text)


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        quoted = match["phrase"] is not None
        if shown := (match["phrase"] if quoted else match["word"]).strip():
            yield _Token(shown, quoted, bool(match["minus"]))


def _outlet(tokens: list[_Token], outlets: dict[str, str]) -> tuple[str, list[_Token]]:
    """The outlet asked for ("" = none) and the tokens that are not it; ``outlets``: folded -> as written."""
    whole = " ".join(token.text for token in tokens)
    if fold(whole) in outlets:
        return outlets[fold(whole)], []
    marks = (n for n, token in enumerate(tokens) if not token.quoted and token.text.casefold().startswith(FROM))
    at = next(marks, None)
    if at is None:
        return "", tokens
    before, rest = tokens[:at], tokens[at + 1 :]
    if glued := tokens[at].text[len(FROM) :]:
        rest.insert(0, _Token(glued, False, False))
    size = _outlet_size(rest, outlets) if rest else 0
    name = " ".join(token.text for token in rest[:size])
    if not fold(name):
        raise FollowError("Say which outlet: from:NAME.")
    return outlets.get(fold(name), name), before + rest[size:]


def _outlet_size(tokens: Sequence[_Token], outlets: Collection[str]) -> int:
    """How many tokens are the outlet: what is in quotes, else the longest known one, else all."""
    if tokens[0].quoted:
        return 1
    sizes = range(len(tokens), 0, -1)
    return next((n for n in sizes if fold(" ".join(token.text for token in tokens[:n])) in outlets), len(tokens))


def _alternatives(tokens: Iterable[_Token]) -> Iterator[list[_Token]]:
    clause: list[_Token] = []
    for token in tokens:
        if not token.quoted and token.text in _OR:
            yield clause
            clause = []
        elif token.quoted or token.text not in _AND:
            clause.append(token)
    yield clause


def _phrases(tokens: Sequence[_Token], known_name: KnownName, ordinary: Callable[[str], bool]) -> Iterator[Phrase]:
    """The phrases of one alternative, small words left out."""
    at = 0
    while at < len(tokens):
        if tokens[at].quoted:
            size, name = 1, not terms(tokens[at].text)
        else:
            quote = next((n for n in range(at, len(tokens)) if tokens[n].quoted), len(tokens))
            size, name = _name_size([token.text for token in tokens[at:quote]], at == 0, known_name, ordinary)
        phrase = Phrase(" ".join(token.text for token in tokens[at : at + size]), name)
        if name_words(phrase.text) if name else terms(phrase.text):
            yield phrase
        at += size


def _name_size(
    words: Sequence[str], first: bool, known_name: KnownName, ordinary: Callable[[str], bool]
) -> tuple[int, bool]:
    """How many of ``words`` belong together, and whether they are a name.

    ``first``: the first word's capital may be there because a line starts with it.
    """
    known = _known_size(words, known_name)
    run = _capitalised_run(words)
    if known == 1 and run == 0 and not (first and len(words) == 1) and ordinary(words[0]):
        return 1, False  # of "hong kong election", the last word; somebody has named something Election
    if known and (known >= run or _covered(words[known:run], known_name)):
        return known, True
    if run > 1 or (run == 1 and is_acronym(words[0])):
        return run, True
    alone = run == 1 and (len(words) == 1 or not first) and bool(terms(words[0])) and not ordinary(words[0])
    return 1, alone


def _known_size(words: Sequence[str], known_name: KnownName) -> int:
    """How many words from the first on are a known name; 0 = none are. A small word ("will") among others is none."""
    for size in range(min(len(words), LONGEST_NAME), 0, -1):
        name = " ".join(words[:size])
        small = size < len(words) and not terms(name) and not is_acronym(name)
        if not small and known_name(name):
            return size
    return 0


def _capitalised_run(words: Sequence[str]) -> int:
    """How many words from the first on are written like one name: capitals, with particles between them."""
    run = 0
    for at, word in enumerate(words):
        if is_capitalised(word):
            run = at + 1
        elif run == 0 or word not in _JOINERS:
            break
    return run


def _covered(words: Sequence[str], known_name: KnownName) -> bool:
    """Are all ``words`` known names, one after the other, with small words between them?"""
    at = 0
    while at < len(words):
        size = _known_size(words[at:], known_name) or int(not terms(words[at]))
        if not size:
            return False
        at += size
    return True


def _excluded(tokens: Iterable[_Token], known_name: KnownName) -> Iterator[Phrase]:
    for token in tokens:
        text = token.text
        name = not token.quoted and (is_acronym(text) or known_name(text) or not terms(text))
        if name_words(text) if name else terms(text):
            yield Phrase(text, name)


def _nothing_left(positive: Sequence[_Token]) -> str:
    if positive:
        return "There is no word to look for in that; name something rarer, or follow everything."
    return 'Say what to follow as well: "everything -cricket" leaves out cricket only.'
