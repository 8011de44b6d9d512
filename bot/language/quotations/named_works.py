"""Whether quotation marks hold the name of a work, a show or a plan, and nobody's words: 'sang “Blue Moon”'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.language.patterns import NamedPattern
from bot.language.syntax.paragraph import Draft, ParagraphAnalysis
from bot.language.syntax.quotation_marks import Quoted
from bot.lexicon.loader import word_list
from bot.models import QuoteKind
from bot.text.spans import overlap

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST_NAME = 10  # words
_SMALL_WORD = 3  # letters of the words in a name that may be small
_LONE = 1  # word: “Quiet,” is as likely said
_DONE = word_list("reporting", "done_with_works")
_PASSED_ON = word_list("reporting", "done_with_others_words")
_CALLING = word_list("reporting", "calling")
#: Before the name of a work: "on the station's “Harbour”", "the star of “Harbour”".
_WHOSE = NamedPattern(
    "whose work it is",
    r"(?:[\w.]['’]s|s['’]|\b(?:star|cast|host|creator|author|finale|episode|sequel|song|track|cover)s?\sof(?:\sthe)?"
    r"|\b(?:interview|appearance|appeared|appearing|spoke|speaking)\s(?:on|with))\s[“\"‘']*$",
    "in an interview with “",
    "television’s “",
    "the star of “",
)


def is_named(analysis: ParagraphAnalysis, draft: Draft) -> bool:
    """Whether marks hold names alone, and the cue calls nobody so: 'offered a defence of the “Harbour Six”'."""
    if _in_capitals(analysis, draft):
        return False
    marked = [one for one in analysis.stretches if any(overlap(one.outer, span) for span in draft.spans)]
    if not marked or not all(_is_name(analysis, one) for one in marked):
        return False
    cue = [token.lower_ for token in analysis.tokens(draft.cue)] if draft.cue is not None else []
    called = any(word in _CALLING for word in cue)
    as_such = any(token.lower_ == "as" for span in draft.spans for token in analysis.tokens(span))
    return not (called or as_such)


def is_work(analysis: ParagraphAnalysis, draft: Draft) -> bool:
    """Whether only a work is named: 'loves “The Long Winter”', 'sang “Blue Moon” at the feast'."""
    if not is_named(analysis, draft):
        return False
    if draft.cue is None:
        labelled = analysis.text[: draft.spans[0][0]].rstrip().endswith(":")  # "Reyl: ‘Harbour Images’ Have No Place"
        return draft.kind is QuoteKind.MIXED and not labelled
    start, end = draft.spans[0]
    if draft.kind is QuoteKind.DIRECT and _WHOSE.search(analysis.text, 0, start) is not None:
        return True
    leads = end <= draft.cue[0] and "," in analysis.text[end - 1 : end + 1]  # '“Stop Now,” Holt was quoted as saying'
    if leads or ":" in analysis.text[draft.cue[1] : start]:  # "The e-mail read: “Happy Harbour Day”"
        return False
    return any(token.lower_ in _DONE for token in analysis.tokens(draft.cue))


def passes_on(analysis: ParagraphAnalysis, draft: Draft) -> bool:
    """Whether somebody spreads what another wrote: 'retweeted “The sky is falling”'."""
    words: list[Token] = list(analysis.tokens(draft.cue)) if draft.cue is not None else []
    return any(token.lower_ in _PASSED_ON for token in words)


def _in_capitals(analysis: ParagraphAnalysis, draft: Draft) -> bool:
    """Whether the words beside the marks are written like names too, as in a headline."""
    beside = [
        token
        for span in draft.spans
        for token in analysis.tokens(span)
        if token.is_alpha and not analysis.quoted_at(token.idx)
    ]
    return len(beside) > _LONE and all(token.text[0].isupper() for token in beside)


def _is_name(analysis: ParagraphAnalysis, stretch: Quoted) -> bool:
    """Whether each long word and the first one have a capital, but "No!" and "Quiet," may be said."""
    text = analysis.text[slice(*stretch.inner)]
    words = text.rstrip(".,").split()
    if not words or len(words) > _LONGEST_NAME or text.endswith(("!", "?")) or text.isupper():
        return False
    if len(words) == _LONE and text.endswith((".", ",")):
        return _WHOSE.search(analysis.text, 0, stretch.start) is not None
    if len(words) > _LONE and not any(word[0].isupper() for word in words[1:]):  # “We go”
        return False
    capitals = all(not word[0].islower() or len(word) <= _SMALL_WORD for word in words)
    return capitals and not words[0][0].islower()
