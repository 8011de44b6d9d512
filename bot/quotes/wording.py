"""A quote as a reader sees it: direct words between quotation marks, how it came out. Pure."""

from __future__ import annotations

from collections.abc import Callable

from bot.models import Manner, Quote, QuoteKind

_MARKS = '"“”„«»'
_VERBS = {Manner.SAID: "", Manner.WRITTEN: "wrote", Manner.POSTED: "posted"}
#: Beside a cue that does not tell ("said", "added").
_PLACES = {Manner.SAID: "", Manner.WRITTEN: "in writing", Manner.POSTED: "in a post"}
_TELLING = {
    Manner.SAID: (),
    Manner.WRITTEN: ("writ", "wrot", "letter", "statement", "report"),
    Manner.POSTED: ("post", "tweet", "writ", "wrot"),
}


def in_marks(quote: Quote, cut: Callable[[str], str] = str) -> str:
    """The words of a direct quote between curly marks, whatever marks the article uses; other words as they are.

    ``cut`` shortens the words inside the marks.
    """
    if quote.kind is not QuoteKind.DIRECT:
        return cut(quote.content)
    return f"“{cut(_without_marks(quote.content.strip()))}”"


def how(quote: Quote) -> str:
    """The cue as written, with "posted", "wrote" where the cue does not tell; "" where nothing is known."""
    cue = " ".join(quote.cue.split())
    if not cue:
        return _VERBS[quote.manner]
    if quote.manner is Manner.SAID or any(root in cue.lower() for root in _TELLING[quote.manner]):
        return cue
    return f"{cue} {_PLACES[quote.manner]}"


def leads(cue: str) -> bool:
    """Does the cue stand before the speaker ("according to the ministry")?"""
    return cue.lower().endswith("according to")


def speaker(quote: Quote, *, named: bool = False) -> str:
    """Who says it: as written, or where ``named`` by the full name; "" where nobody is known.

    A spokesperson who is only "she" there, or has no words of their own, is shown by name.
    """
    if quote.voice:
        known = any(word in quote.speaker_as_written for word in quote.voice.split())
        return quote.speaker_as_written if known else quote.voice
    return (named and quote.speaker) or quote.speaker_as_written or quote.speaker


def _without_marks(words: str) -> str:
    """``words`` without the marks around them; a mark that belongs to a word inside stays."""
    opens, closes = words[:1] in _MARKS, words[-1:] in _MARKS
    odd = sum(letter in _MARKS for letter in words) % 2
    if words and opens and (odd or closes):
        words = words[1:]
    if words and closes and (odd or opens):
        words = words[:-1]
    return words
