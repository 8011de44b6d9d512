"""Sentence boundaries: some are set before the parser runs, and spans are computed afterwards.

The parser decides where a sentence starts, except where these rules are certain: not after a token that cannot end one
("PM | Modi", "Gov. | Kristi"), not within the quotation of a word, and always after a plain full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.language.syntax.quotation_marks import Quoted
from bot.lexicon.loader import word_list
from bot.lexicon.reporting import CUE_WORDS
from bot.text.spans import Span, cuts, stripped

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: Maximum length of a sentence in characters; a longer one is cut at a space so that an excerpt stays readable.
SENTENCE_CHARS = 1_200

_OMISSION = frozenset(("...", "…"))
_ENUMERATOR = re.compile(r"\(?\d{1,2}[.)]")
_INITIALS = re.compile(r"(?:[A-Z]\.){2,4}")
_CLAUSE_WORDS = frozenset(("that", "whether"))
_VALUE = {True: 1, False: -1, None: 0}
_STOPS = frozenset(".!?…") | {"...", "!!", "??", "?!", "!?", "。", "！", "？"}
_CLOSERS = frozenset("\"”’')]}»") | {"''"}
#: Bullets and dividers separate sentences like a full stop.
_DIVIDERS = frozenset("•*|·●▪")
#: Abbreviations followed by a name or number. "U.S.", "p.m." and "Inc." may end a sentence and are not included.
_ABBREVIATIONS = word_list("abbreviations", "titles_and_units")
_BEFORE_NUMBERS = word_list("abbreviations", "before_numbers")
#: A capitalised word of this length before a full stop is a name, unless it is one of these.
_SHORTEST_NAME = 4
_PLACES = word_list("abbreviations", "places")
_OPENERS = word_list("abbreviations", "openers")
_HOURS, _AFTER_HOURS = frozenset(("a.m.", "p.m.")), word_list("abbreviations", "after_hours")


def preset(doc: Doc, stretches: Sequence[Quoted]) -> None:
    """Set certain sentence starts on an unparsed ``doc``; the parser keeps them and decides the rest."""
    closing = {stretch.inner[1] for stretch in stretches if stretch.closed}
    opening = {stretch.start for stretch in stretches}
    words = [token.text for token in doc]
    solid = [i for i, word in enumerate(words) if not word.isspace()]
    settled = np.full(len(doc), -1, dtype=np.int64)  # 1 = start, -1 = no start, 0 = undecided
    settled[: solid[0] + 1 if solid else len(doc)] = 0
    for place, i in enumerate(solid[1:], start=1):
        last = words[solid[place - 1]][-1]
        if not last.isalnum() and last not in ",-":
            before = [doc[j] for j in solid[max(0, place - 3) : place]]
            settled[i] = _VALUE[_starts(before, doc[i], closing, opening)]
    # all at once: setting single tokens scans the whole text each time
    values: Any = settled.view(np.uint64).reshape(-1, 1)  # the stub asks for thinc's own array type
    doc.from_array(["SENT_START"], values)


def _starts(before: list[Token], token: Token, closing: set[int], opening: set[int]) -> bool | None:
    """Whether a sentence starts at ``token``, preceded by ``before``; None to let the parser decide."""
    last = before[-1]
    if token.idx in closing or last.idx in opening or _is_enumerator(before):
        return False
    if token.text[:1].islower() and _goes_on(before):
        return False
    closed = last.idx in closing
    stop = before[-2] if closed and len(before) > 1 else last
    if not _ends(stop, before[-3:-1] if closed else before[:-1]) or _counts(stop, before, token):
        return False
    new = token.idx in opening or token.text[:1].isupper() or token.text[:1].isdigit()
    if closed and not new:
        return False
    if token.text in _CLOSERS and token.idx not in opening:
        return False
    if token.text[:1].islower() and stop.text not in _STOPS:
        return False
    spaced = bool(last.whitespace_) or last.nbor().is_space
    if closed:  # '"It did." Nobody minds': before "he said" there would be a comma
        return True if spaced and stop.text == "." and _follows_ordinary_word(stop, before[:-1]) else None
    if new and spaced and last.lower_ in _HOURS:  # "It was seen at 9.20 a.m. Inspector Reyl said"
        return True if token.lower_ not in _AFTER_HOURS and token.is_alpha and len(token) > 1 else None
    if new and spaced and _INITIALS.fullmatch(last.text) and token.text.istitle() and token.lower_ in _OPENERS:
        return True if len(before) > 1 else None  # "She moved to the U.S. The firm stayed"
    return True if new and spaced and _follows_ordinary_word(stop, before) else None


def _goes_on(before: Sequence[Token]) -> bool:
    """Whether a word in lower case goes on with a sentence behind these: "It was... red", "Yahoo! said"."""
    named = len(before) > 1 and before[-1].text == "!" and before[-2].text.istitle()
    return named or before[-1].text in _OMISSION


def _is_enumerator(before: Sequence[Token]) -> bool:
    """Whether only the number of an item stands before, as it begins a paragraph: "1." or "2)"."""
    begins = before[0].i == 0 or before[0].nbor(-1).text.endswith("\n")
    return begins and _ENUMERATOR.fullmatch("".join(token.text for token in before)) is not None


def _ends(token: Token, before: Sequence[Token]) -> bool:
    """Whether a sentence can end with ``token``."""
    text = token.text
    if text in _DIVIDERS or text in _STOPS:
        return not (text == "." and before and _abbreviates(before[-1].text))
    if text in ")]}":
        return bool(before) and before[-1].text[-1:] in ".!?…"
    if not before and _INITIALS.fullmatch(text):  # "G.B.J. Dreyling wrote"
        return False
    return (text[-1:] in ".!?…" and not _abbreviates(text[:-1])) or text in _CLOSERS


def _counts(stop: Token, before: Sequence[Token], token: Token) -> bool:
    """Whether a number follows its abbreviation: "vol. 4"."""
    word = before[-2].text if stop.text == "." and len(before) > 1 else stop.text.rstrip(".")
    return word.lower() in _BEFORE_NUMBERS and token.text[:1].isdigit() and stop.text[-1:] == "."


def _abbreviates(word: str) -> bool:
    return word.lower() in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word.isupper() and word != "I")


def _follows_ordinary_word(stop: Token, before: Sequence[Token]) -> bool:
    """Whether a full stop of its own follows an ordinary word, which is certainly the end."""
    if stop.text not in _STOPS or stop.text in ("...", "…") or len(before) < 2:
        return False
    word = before[-2].text
    ordinary = word.islower() or (len(word) >= _SHORTEST_NAME and word.istitle() and word.lower() not in _PLACES)
    return len(word) > 1 and ordinary and word.isalpha() and before[-1] is stop


def sentence_spans(doc: Doc, text: str) -> list[Span]:
    """Spans without surrounding whitespace that cover all of ``text`` (which equals ``doc.text``, but is faster)."""
    return [span for start, end in _bounds(doc, len(text)) for span in _shortened(text, start, end)]


def _bounds(doc: Doc, length: int) -> Iterator[Span]:
    starts = [sent.start_char for sent in doc.sents] if doc.has_annotation("SENT_START") else [0]
    return zip(starts, [*starts[1:], length], strict=True)


def _shortened(text: str, start: int, end: int) -> Iterator[Span]:
    start, end = stripped(text, start, end)
    for first, last in cuts(text[start:end], SENTENCE_CHARS):
        yield start + first, start + last


@cache
def _cue_ids() -> frozenset[int]:
    """spaCy's ids of the reporting words."""
    from spacy.strings import get_string_id

    return frozenset(get_string_id(word) for word in (*CUE_WORDS, *_CLAUSE_WORDS))


def cues(doc: Doc) -> list[Token]:
    """Reporting words that are not nouns ("the state", "a report"), and "that" and "whether" before a clause.

    Without tags, nouns are included. A clause as in "is aware that ...".
    """
    ids = _cue_ids()
    return [token for i, word in enumerate(doc.to_array("LOWER").tolist()) if word in ids and _is_cue(token := doc[i])]


def _is_cue(token: Token) -> bool:
    if token.lower_ in _CLAUSE_WORDS:
        return token.tag_ == "IN"
    return not token.tag_.startswith(("NN", "JJ"))


def may_report(doc: Doc, stretches: Sequence[Quoted]) -> bool:
    """Whether the rules may find a quote that the model missed: a reporting word, or quotation marks."""
    return bool(stretches) or bool(cues(doc))
