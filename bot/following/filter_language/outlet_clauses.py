"""The outlet clauses of a filter, extracted from its tokens: outlets included and outlets excluded. Pure.

from:BBC flood                  only from this outlet
from:BBC OR from:Reuters        either; bare names of known outlets as well: BBC or Reuters
flood -from:BBC                 from any other; also "but not from BBC", "without from:BBC"
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.errors import FollowError
from bot.following.filter_language.filter_tokens import FilterToken, TokenKind
from bot.following.filters.filters import FROM
from bot.text.name_matching import is_capitalised
from bot.text.names import fold
from bot.translation import gettext

LEAVES_OUT = (TokenKind.NOT, TokenKind.WITHOUT)
_LETTERS = dict.fromkeys(LEAVES_OUT, "N") | {
    TokenKind.WORD: "w",
    TokenKind.OR: "|",
    TokenKind.AND: "&",
    TokenKind.OPEN: "(",
    TokenKind.CLOSE: ")",
}
_GROUP = re.compile(r"(?P<left_out>N)?(?P<open>\()?F(?:[|&]?F)*(?(open)\))")


@dataclass(frozen=True, slots=True)
class OutletClauses:
    """The outlets of a filter as written, and its other tokens."""

    wanted: tuple[str, ...]  #: any of these; () = any outlet
    left_out: tuple[str, ...]
    rest: list[FilterToken]


@dataclass(frozen=True, slots=True)
class _Outlet:
    names: tuple[str, ...]
    start: int  #: offset in the filter


def read_outlets(tokens: Sequence[FilterToken], outlets: Mapping[str, str]) -> OutletClauses:
    """Extract the outlets from ``tokens``; ``outlets`` maps known outlets from folded to written form.

    Raises FollowError for ``from:`` without a name, or if it is combined with words by "or".
    """
    pieces = _without_commas(list(_pieces(_with_marks(tokens, outlets), outlets)))
    letters = "".join("F" if isinstance(piece, _Outlet) else _LETTERS[piece.kind] for piece in pieces)
    wanted: list[str] = []
    left_out: list[str] = []
    rest: list[FilterToken] = []
    at = 0
    for group in _GROUP.finditer(letters):
        _refuse_alternatives(pieces, letters, group.start(), group.end())
        named = [piece for piece in pieces[group.start() : group.end()] if isinstance(piece, _Outlet)]
        names = [name for piece in named for name in piece.names]
        (left_out if group["left_out"] else wanted).extend(names)
        rest += _others(pieces[at : group.start()])
        at = group.end()
    return OutletClauses(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(left_out)), rest + _others(pieces[at:]))


def _without_commas(pieces: Sequence[FilterToken | _Outlet]) -> list[FilterToken | _Outlet]:
    """The pieces without commas that only set the outlets apart, at the end: "floods, not from the BBC"."""
    first = next((at for at, piece in enumerate(pieces) if isinstance(piece, _Outlet)), 0)
    before, behind = _others(pieces[:first]), _others(pieces[first:])
    comma = first - 1 - (bool(before) and before[-1].kind in LEAVES_OUT)
    if comma < 1 or before[comma].text != "," or any(token.kind is not TokenKind.OR for token in behind):
        return list(pieces)
    return [*pieces[:comma], *pieces[comma + 1 :]]


def _others(pieces: Sequence[FilterToken | _Outlet]) -> list[FilterToken]:
    return [piece for piece in pieces if not isinstance(piece, _Outlet)]


def _refuse_alternatives(pieces: Sequence[FilterToken | _Outlet], letters: str, start: int, end: int) -> None:
    """Raise FollowError for "flood OR from:BBC", also in brackets: outlets cannot be alternatives to words."""
    depth = letters.count("(", 0, start) - letters.count(")", 0, start)
    if depth > 0 or "|" in letters[max(0, start - 1) : start] + letters[end : end + 1]:
        raise FollowError(
            gettext("An outlet can't be an alternative to words. Follow them one by one: first one, then the other."),
            next(piece.start for piece in pieces[start:end] if isinstance(piece, _Outlet)),
        )


def _with_marks(tokens: Sequence[FilterToken], outlets: Mapping[str, str]) -> list[FilterToken]:
    """Add ``from:`` to bare names of outlets, if the filter contains nothing else except exclusions."""
    end = next((at for at, token in enumerate(tokens) if not token.is_word and token.kind is not TokenKind.OR), None)
    named = list(tokens[:end])
    if (end is not None and tokens[end].kind not in LEAVES_OUT) or not named:
        return list(tokens)
    runs = [[token.text for token in run] for run in _runs(named)]
    if not all(_is_bare_outlet(run, outlets) for run in runs):
        return list(tokens)
    marked = [FilterToken(f"{FROM}{' '.join(run)}") for run in runs]
    return marked + list(tokens[len(named) :])


def _is_bare_outlet(words: Sequence[str], outlets: Mapping[str, str]) -> bool:
    """Whether words without ``from:`` are an outlet: its full name, or "the Courier" if that is unambiguous."""
    name = " ".join(words)
    if fold(name) in outlets:
        return True
    called = len(words) > 1 and words[0].casefold() == "the" and all(map(is_capitalised, words[1:]))
    return called and len(_holding(name, outlets)) == 1


def _runs(tokens: Sequence[FilterToken]) -> Iterator[list[FilterToken]]:
    run: list[FilterToken] = []
    for token in tokens:
        if token.is_word:
            run.append(token)
        else:
            yield run
            run = []
    yield run


def _pieces(tokens: Sequence[FilterToken], outlets: Mapping[str, str]) -> Iterator[FilterToken | _Outlet]:
    """The tokens, with each named outlet combined into one piece."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        small = "" if token.quoted or not token.is_word else token.text.casefold()
        if small.startswith(FROM):
            glued = token.text[len(FROM) :]
            names = [*([FilterToken(glued)] if glued else []), *tokens[at + 1 :]]
            size = _outlet_size(names, outlets)
            yield _Outlet(_named(names[:size], outlets, token.start), token.start)
            at += size + (not glued)
        elif small == "from" and (size := _outlet_size(tokens[at + 1 :], outlets, known=True)):
            yield _Outlet(_named(tokens[at + 1 : at + 1 + size], outlets, token.start), token.start)
            at += size + 1
        else:
            yield token
            at += 1


def _named(tokens: Sequence[FilterToken], outlets: Mapping[str, str], start: int) -> tuple[str, ...]:
    name = " ".join(token.text for token in tokens)
    if not fold(name):
        raise FollowError(gettext("Say which outlet: from:NAME."), start)
    return (outlets[fold(name)],) if fold(name) in outlets else _holding(name, outlets) or (name,)


def _holding(name: str, outlets: Mapping[str, str]) -> tuple[str, ...]:
    """The outlets whose names contain ``name`` as whole words."""
    key = fold(name)
    return tuple(written for folded, written in outlets.items() if key and f" {key} " in f" {folded} ")


def _outlet_size(tokens: Sequence[FilterToken], outlets: Mapping[str, str], *, known: bool = False) -> int:
    """The number of tokens of the outlet: a quoted name, else the longest known one, else all up to an operator.

    With ``known``, 0 unless it is the full name of a known outlet.
    """
    if tokens and tokens[0].quoted and not known:
        return 1
    end = next(
        (at for at, token in enumerate(tokens) if not token.is_word or token.text.casefold().startswith(FROM)),
        len(tokens),
    )
    names = {size: " ".join(token.text for token in tokens[:size]) for size in range(end, 0, -1)}
    whole = (size for size, name in names.items() if fold(name) in outlets)
    part = (size for size, name in names.items() if not known and _holding(name, outlets))
    return next(whole, next(part, 0 if known else end))
