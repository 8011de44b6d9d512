"""Split a filter into words and operators, including what people type for or, and, not. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.errors import FollowError
from bot.following.article.towns_and_regions import is_town_of
from bot.lexicon.loader import word_set
from bot.lexicon.places import is_place
from bot.text.name_matching import is_acronym, is_capitalised
from bot.translation import N_, gettext

EVERYTHING = frozenset({"everything", "all", "*"})
_MINUS = "!¬\\-−–—"
_PIECE = re.compile(
    rf'(?P<minus>[{_MINUS}]+(?=[^\s{_MINUS}]))?(?:(?P<open>\()|(?P<close>\))|"(?P<phrase>[^"]*)"?|(?P<word>[^\s"()]+))'
)
_EITHER = re.compile(r"(?<!\d)[,;|]|[,;|](?!\d)|(?<!\d)/|/(?!\d)")
#: "Floods, but nothing about cricket", "floods and nothing to do with golf"; alone it is a wish for nothing.
_NOTHING_ABOUT = (
    r"(?:(?<=[,;] )|(?<= )(?:but|and) )(?:nothing|none|not anything|no (?:news|stories|articles|reports))(?: at all)? "
    r"(?:about|on|to do with|related to|regarding)(?= )|(?<= )(?:but|and) (?:nothing|none)(?= from )"
)
_SEVERAL_WORDS = re.compile(
    rf"\b(?:but not|except for|other than|apart from|aside from|leaving out)\b|{_NOTHING_ABOUT}", re.IGNORECASE
)
_JOINED = re.compile(r"(?:(?:but|and)_)?(?:nothing|none|not_anything|no_(?:news|stories|articles|reports))(?:_\w+)*")
_ALL_THE_REST = word_set("without except excluding but_not except_for other_than apart_from aside_from leaving_out")
_COMMA, _PLACE = ",", "place:"
_NOT = frozenset({"not", "minus"})
_HYPHENS = re.compile("[-‐‑–—]")
_SHORT_PLACES = frozenset({"us", "uk", "eu", "un"})  # as people type them beside another place
_BEFORE_NO = frozenset({"but", "and", ",", ";"})  # "floods, no cricket"; alone it is a word: "no confidence vote"


class TokenKind(StrEnum):
    """The role of a token."""

    WORD = "word"
    OR = "or"
    AND = "and"
    NOT = "not"  # excludes what comes next
    WITHOUT = "without"  # excludes all alternatives that follow, as in speech: "without cricket or golf"
    OPEN = "("
    CLOSE = ")"


@dataclass(frozen=True, slots=True)
class FilterToken:
    """A word, phrase or operator."""

    text: str
    kind: TokenKind = TokenKind.WORD
    quoted: bool = False
    start: int = 0  #: offset in the filter

    @property
    def is_word(self) -> bool:
        """Whether it is searched for."""
        return self.kind is TokenKind.WORD


def tokenise(text: str, known_name: Callable[[str], bool]) -> list[FilterToken]:
    """The tokens of a cleaned filter. ``known_name`` prevents "AC/DC" from being read as two alternatives."""
    joined = _SEVERAL_WORDS.sub(lambda match: match.group().replace(" ", "_"), text)
    pieces = list(_pieces(joined, known_name))
    return [_settled(token, at, pieces) for at, token in enumerate(pieces) if not _is_stray(token, at, pieces)]


def join_regions(tokens: Sequence[FilterToken], known_name: Callable[[str], bool]) -> list[FilterToken]:
    """The tokens, with a town and its region as one place: "Paris, Texas" is no list of two."""
    found = list(tokens)
    for at in range(len(tokens) - 1, 0, -1):
        if tokens[at].kind is not TokenKind.OR or tokens[at].text != _COMMA:
            continue
        left = next((n for n in range(at - 1, -1, -1) if not _is_plain(tokens[n])), -1) + 1
        right = next((n for n in range(at + 1, len(tokens)) if not _is_plain(tokens[n])), len(tokens))
        if any(token.text == _COMMA for token in (*tokens[max(0, left - 1) : left], *tokens[right : right + 1])):
            continue
        start = next((n for n in range(at - 1, left - 1, -1) if not is_capitalised(tokens[n].text)), left - 1) + 1
        start = left if start == at else start
        for end in range(right, at + 1, -1):
            town, region = _joined(tokens[start:at]), _joined(tokens[at + 1 : end])
            if town and is_town_of(town, region, known_name(town) or not is_capitalised(tokens[start].text)):
                place = [FilterToken(_PLACE, start=tokens[start].start), FilterToken(f"{town}, {region}", quoted=True)]
                found[start:end] = place
                break
    return found


def _is_plain(token: FilterToken) -> bool:
    """Whether a token may be part of the name of a town or region."""
    return token.is_word and not token.quoted and ":" not in token.text


def _joined(tokens: Sequence[FilterToken]) -> str:
    """The words as a name, capitalised if none of them is."""
    text = " ".join(token.text for token in tokens)
    return text.title() if text.islower() else text


#: Operators known from elsewhere, with advice for the user.
_FOREIGN = {
    "after before since until during on date day month year": N_(
        "{operator} looks back into the archive (/latest takes it); following is about what is to come. Leave it out"
    ),
    "source outlet site publisher domain feed": N_("{operator} is from: here, as in from:Reuters"),
    "by author speaker said saying quote quotes": N_("{operator} is says: here, as in says:Modi"),
    "re regex regexp pattern": N_(
        "There are no patterns here: words are found in all their forms. Leave {operator} out"
    ),
    "story": N_("A story is followed by the button below an article. Leave {operator} out"),
    "question": N_("{operator} comes first and alone, as in question:WHO WON THE RACE"),
    "title intitle text intext body lang language topic tag category section": N_(
        "There is no {operator} here: words are looked for in title and text. Leave it out"
    ),
}
_OPERATOR = re.compile(r"(?P<name>[a-z]+):", re.IGNORECASE)


def refuse_foreign_operators(tokens: Sequence[FilterToken]) -> None:
    """Raise FollowError, naming the position, if there is an operator that works elsewhere but not here."""
    for token in tokens:
        found = None if token.quoted else _OPERATOR.match(token.text)
        name = found["name"].casefold() if found else ""
        for listed, told in _FOREIGN.items():
            if name and name in listed.split():
                raise FollowError(f"{gettext(told).format(operator=name + ':')}.", token.start)


def _pieces(text: str, known_name: Callable[[str], bool]) -> Iterator[FilterToken]:
    for match in _PIECE.finditer(text):
        at = match.start()
        if match["minus"]:
            yield FilterToken(match["minus"], TokenKind.NOT, start=at)
        if match["open"] or match["close"]:
            yield FilterToken(match.group(), TokenKind.OPEN if match["open"] else TokenKind.CLOSE, start=at)
        elif match["phrase"] is not None:
            if match["phrase"].strip():
                yield FilterToken(match["phrase"].strip(), quoted=True, start=at)
        else:
            yield from _split(match["word"], match.start("word"), known_name)


def _split(word: str, start: int, known_name: Callable[[str], bool]) -> Iterator[FilterToken]:
    """A word, the alternatives within it ("fire,storm", "Apple/Samsung"), or both of "Russia-Ukraine"."""
    if places := _two_places(word, known_name):
        yield FilterToken(places[0], start=start)
        yield FilterToken(places[1], start=start + len(word) - len(places[1]))
        return
    if "/" in word and (known_name(word) or all(map(is_acronym, word.split("/")))):
        yield FilterToken(word, start=start)
        return
    at = 0
    for match in _EITHER.finditer(word):
        if word[at : match.start()]:
            yield FilterToken(word[at : match.start()], start=start + at)
        yield FilterToken(match.group(), TokenKind.OR, start=start + match.start())
        at = match.end()
    if word[at:]:
        yield FilterToken(word[at:], start=start + at)


def _settled(token: FilterToken, at: int, pieces: list[FilterToken]) -> FilterToken:
    """The token with its role, if it is an operator."""
    if not token.is_word or token.quoted:
        return token
    small, last = token.text.casefold(), at == len(pieces) - 1
    kind = TokenKind.WORD
    if token.text == "OR" or (small in {"or", "and/or"} and at and not last):
        kind = TokenKind.OR
    elif token.text in {"AND", "&", "+", "&&"}:
        kind = TokenKind.AND
    elif not last and ((_leaves_out_the_rest(small) and (at or small == "without")) or _is_all_but(small, at, pieces)):
        kind = TokenKind.WITHOUT
    elif (
        token.text == "NOT"
        or (small in _NOT and not last and (at or small == "not"))
        or (small == "no" and at and not last and pieces[at - 1].text.casefold() in _BEFORE_NO)
        or (at and not last and not token.text.strip("!-−–—"))
    ):
        kind = TokenKind.NOT
    return FilterToken(token.text, kind, start=token.start)


def _leaves_out_the_rest(small: str) -> bool:
    """Whether a token excludes all that follow: "without", or several words that are joined: "but_nothing_about"."""
    return small in _ALL_THE_REST or ("_" in small and _JOINED.fullmatch(small) is not None)


def _is_all_but(small: str, at: int, pieces: list[FilterToken]) -> bool:
    """Whether "but" excludes what follows it: "everything but cricket"."""
    return small == "but" and at == 1 and pieces[0].text.casefold() in EVERYTHING


def _is_stray(token: FilterToken, at: int, pieces: list[FilterToken]) -> bool:
    """Whether a token has no meaning: a leading dash, "but" before "not"."""
    if not token.is_word or token.quoted:
        return False
    if at == 0 and len(pieces) > 1 and not token.text.strip("-−–—!"):
        return True
    follows = pieces[at + 1] if at + 1 < len(pieces) else None
    if follows is None:
        return False
    if at == 0 and token.text.casefold() == "either":
        return any(piece.text.casefold() == "or" for piece in pieces[2:])
    leaves_out = (
        follows.kind is TokenKind.NOT
        or follows.text.casefold() in _NOT | {"no"}
        or _leaves_out_the_rest(follows.text.casefold())
    )
    return bool(at) and token.text.casefold() == "but" and leaves_out


def _two_places(word: str, known_name: Callable[[str], bool]) -> tuple[str, str] | None:
    """The names on both sides of a hyphen, at least one of them that of a place: "US-China", "israel-hamas"."""
    one, hyphen, other = _HYPHENS.sub("-", word).partition("-")
    if not (one and other and hyphen) or known_name(word) or is_place(word):
        return None
    one, other = (part.upper() if part.lower() in _SHORT_PLACES else part for part in (one, other))
    places = [part.lower() in _SHORT_PLACES or is_place(part) for part in (one, other)]
    both = all(place or known_name(part) for place, part in zip(places, (one, other), strict=True))
    one, other = (part.capitalize() if part.islower() else part for part in (one, other))
    return (one, other) if any(places) and both else None
