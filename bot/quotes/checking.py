"""Did they really say that? A claimed quotation laid beside what the archive has, word by word. Pure.

    claim, articles -> alignments with speech in marks, with paragraphs, with all that one speaker says
                    -> a verdict each -> the likeliest one

A part of a quotation is exact unless the cut turns its sense; an honest ellipsis, brackets, figures for number words
are no alterations. Where the words stand in several articles, the others are named beside the first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.lexicon.loader import word_list, word_set
from bot.lexicon.speech_and_roles import REPORTING
from bot.models import (
    CheckedQuote,
    Headline,
    QuoteClaim,
    QuotedArticle,
    QuoteDifference,
    QuoteVerdict,
    StoredQuote,
)
from bot.quotes.alignment import Alignment, Edit, Token, align, tokens, weight
from bot.quotes.cut_sense import inner_speaker, omission_turns, sentence_of, turns_sense
from bot.quotes.speaker_match import is_speaker, same_name
from bot.quotes.speech_segments import Segment, by_speaker, owner_of, paragraphs, speech
from bot.text.analyzer import term_of
from bot.text.names import name_words
from bot.text.spans import inside

#: Shares of a claim's words: worth aligning; near enough to be the same words altered; for somebody else's words.
_WORTH, _NEAR, _NEAR_OTHER = 0.45, 0.52, 0.62
_FEW = 2  # telling words
_REORDERED = 0.85  # of the words stand in the speech, in another order
#: What speaks for a finding beside its share.
_OWN, _MARKED, _WHOLE = 0.15, 0.05, 1.0
_SHIFTED = word_list("pronouns", "shifted_in_quotes")
_SUBJECTS = word_set("he she it they")


@dataclass(frozen=True, slots=True)
class _Finding:
    """What one stretch of one article says of the claim."""

    verdict: QuoteVerdict
    score: float
    quote: str
    speaker: str
    differences: tuple[QuoteDifference, ...]
    headline: Headline


def check(claim: QuoteClaim, articles: Sequence[QuotedArticle]) -> CheckedQuote:
    """The verdict on ``claim``; ``articles``: those that may hold it, the likeliest first."""
    words = tokens(claim.words, claimed=True)
    if not any(word.kind == "word" for word in words):
        return CheckedQuote(claim=claim, verdict=QuoteVerdict.NOT_FOUND)
    found = [finding for article in articles for finding in _findings(_Beside(claim, words, article))]
    best = max(found, key=lambda finding: finding.score, default=None)
    if best is None:
        return CheckedQuote(claim=claim, verdict=QuoteVerdict.NOT_FOUND)
    also = {one.headline.row: one.headline for one in found if one.verdict is best.verdict and one.score == best.score}
    also.pop(best.headline.row, None)
    return CheckedQuote(
        claim=claim,
        verdict=best.verdict,
        quote=best.quote,
        speaker=best.speaker,
        differences=best.differences,
        headline=best.headline,
        also=tuple(also.values()),
    )


@dataclass(frozen=True, slots=True)
class _Beside:
    """A claim beside one article."""

    claim: QuoteClaim
    words: Sequence[Token]
    article: QuotedArticle

    def worth(self, segment: Segment) -> float:
        """The share of the claim's words that stand anywhere in ``segment``."""
        held = Counter(_key(word.norm) for word in segment.words)
        mine = [word.norm for word in self.words if word.kind == "word"]
        shared = 0.0
        for norm in mine:
            if held[_key(norm)] > 0:
                held[_key(norm)] -= 1
                shared += weight(norm)
        return shared / (sum(map(weight, mine)) or 1.0)

    def is_own(self, owner: StoredQuote | None, segment: Segment) -> bool:
        """Whether whoever is claimed said it; words that nobody was seen to say are theirs if named beside them."""
        claimed = self.claim.speaker
        if not claimed:
            return True
        if owner is not None and owner.speaker:
            return is_speaker(claimed, owner, self.article.text)
        around = self.article.text[segment.paragraph[0] : segment.paragraph[1]].lower()
        names = name_words(claimed)
        return bool(names) and names[-1] in around

    def differences(self, segment: Segment, alignment: Alignment) -> tuple[QuoteDifference, ...]:
        """The edits in the words of both sides."""
        return tuple(
            QuoteDifference(kind=edit.kind, claimed=self._claimed(edit.claim), archive=self._held(segment, edit.other))
            for edit in alignment.edits
            if edit.kind not in ("equal", "gap", "bracket")
        )

    def _claimed(self, run: tuple[int, int]) -> str:
        text = self.claim.words
        return text[self.words[run[0]].start : self.words[run[1] - 1].end] if run[0] < run[1] else ""

    def _held(self, segment: Segment, run: tuple[int, int]) -> str:
        return self.article.text[segment.words[run[0]].start : segment.words[run[1] - 1].end] if run[0] < run[1] else ""


def _key(norm: str) -> str:
    return term_of(norm) or norm


def _findings(beside: _Beside) -> Iterator[_Finding]:
    segments = [(beside.worth(one), one) for one in speech(beside.article)]
    whole = False  # whether one run of speech holds all the words
    for worth, segment in segments:
        if worth >= _WORTH:
            alignment = _without_asides(beside, align(beside.words, segment.words))
            whole = whole or alignment.same
            yield from _spoken(beside, segment, alignment)
            if worth >= _REORDERED and not alignment.same:
                yield from _reordered(beside, segment, worth)
    for segment in by_speaker(one for _, one in segments):
        if not whole and beside.worth(segment) >= _WORTH:
            yield from _two_joined(beside, segment, _without_asides(beside, align(beside.words, segment.words)))
    for segment in paragraphs(beside.article):
        if beside.worth(segment) >= _WORTH:
            yield from _reported(beside, segment, align(beside.words, segment.words))


def _without_asides(beside: _Beside, alignment: Alignment) -> Alignment:
    """Without a "he said" that the claim has between the words."""
    kept = tuple(edit for edit in alignment.edits if not (edit.kind == "added" and _is_aside(beside, edit)))
    same = len(kept) < len(alignment.edits) and all(edit.kind in ("equal", "gap", "bracket") for edit in kept)
    return Alignment(1.0 if same else alignment.share, alignment.start, alignment.end, kept)


def _is_aside(beside: _Beside, edit: Edit) -> bool:
    words = [beside.words[place].norm for place in range(*edit.claim)]
    names = {*name_words(beside.claim.speaker), *_SUBJECTS}
    return 2 <= len(words) <= 5 and any(w in REPORTING for w in words) and any(w in names for w in words)


# ---- in quotation marks --------------------------------------------------------


def _spoken(beside: _Beside, segment: Segment, alignment: Alignment) -> Iterator[_Finding]:
    own = beside.is_own(segment.owner, segment)
    if alignment.same:
        yield _verbatim(beside, segment, alignment, own=own)
    elif alignment.share >= (_NEAR if own else _NEAR_OTHER) and _enough(beside, alignment, own=own):
        verdict = QuoteVerdict.ALTERED if own else QuoteVerdict.OTHER_SPEAKER
        yield _finding(beside, segment, alignment, verdict, beside.differences(segment, alignment))


def _enough(beside: _Beside, alignment: Alignment, *, own: bool = False) -> bool:
    """Two telling words are the same; one of two where it is the claimed speaker's ``own``, named speech."""
    telling = [word.norm for word in beside.words if word.kind == "word" and weight(word.norm) >= 1]
    same = [
        beside.words[place].norm
        for edit in alignment.edits
        if edit.kind in ("equal", "form")
        for place in range(*edit.claim)
    ]
    short = own and bool(beside.claim.speaker) and len(telling) == _FEW
    return sum(weight(norm) >= 1 for norm in same) >= (1 if short else min(_FEW, len(telling)))


def _verbatim(beside: _Beside, segment: Segment, alignment: Alignment, *, own: bool) -> _Finding:
    """The same words: exact, unless another says them inside the quotation, or the cut turns their sense."""
    inner = _inner(beside, segment, alignment)
    if inner and not (beside.claim.speaker and same_name(beside.claim.speaker, inner)):
        verdict = QuoteVerdict.OTHER_SPEAKER if beside.claim.speaker else QuoteVerdict.EXACT
        return _finding(beside, segment, alignment, verdict, (), inner)
    if inner:
        return _finding(beside, segment, alignment, QuoteVerdict.EXACT, (), inner)
    lost = _lost(beside, segment, alignment)
    if not own:
        return _finding(beside, segment, alignment, QuoteVerdict.OTHER_SPEAKER, ())
    if lost:
        cut = (QuoteDifference(kind="cut", archive=lost),)
        return _finding(beside, segment, alignment, QuoteVerdict.ALTERED, cut)
    return _finding(beside, segment, alignment, QuoteVerdict.EXACT, ())


def _inner(beside: _Beside, segment: Segment, alignment: Alignment) -> str:
    """Who says the words inside the speaker's own: "My father told me, ‘Never sell’"."""
    words, text = segment.words, beside.article.text
    span = words[alignment.start].start, words[alignment.end - 1].end
    for nested in segment.nested:
        if inside(span, nested):
            before = [place for place, word in enumerate(words) if word.start < nested[0]]
            here = before[-1] + 1 if before else 0
            start = sentence_of(words, here, here + 1, text)[0]
            return (
                inner_speaker(words, here, text) or text[words[start].start : nested[0]].strip(" ,:‘'\"“") or "another"
            )
    return inner_speaker(words, alignment.start, text) if alignment.start else ""


def _lost(beside: _Beside, segment: Segment, alignment: Alignment) -> str:
    """What was cut off or left out at an ellipsis and turns the sense; in the article's words."""
    words, text = segment.words, beside.article.text
    for edit in alignment.edits:
        if edit.kind == "gap" and omission_turns(words, edit.other, text):
            return text[words[edit.other[0]].start : words[edit.other[1] - 1].end]
    if lost := turns_sense(words, alignment.start, alignment.end, text):
        return lost
    return _lost_outside(beside, segment, alignment)


def _lost_outside(beside: _Beside, segment: Segment, alignment: Alignment) -> str:
    """What turns the sense ahead of marks that open within a sentence: 'denied that it was "a trap"'."""
    start = segment.words[0].start
    if alignment.start or not beside.article.text[start : start + 1].islower():
        return ""
    around = next((one for one in paragraphs(beside.article) if inside((start, start), one.paragraph)), None)
    if around is None:
        return ""
    here = next(place for place, word in enumerate(around.words) if word.start >= start)
    return turns_sense(around.words, here, min(len(around.words), here + alignment.end), beside.article.text)


# ---- two quotations joined, another order --------------------------------------


def _two_joined(beside: _Beside, segment: Segment, alignment: Alignment) -> Iterator[_Finding]:
    """Words of one speaker from two places as if they were one quotation."""
    if alignment.share < _NEAR or not _enough(beside, alignment) or not beside.is_own(segment.owner, segment):
        return
    joined = QuoteDifference(kind="joined", archive=beside.article.text[
        segment.words[alignment.start].start : segment.words[alignment.end - 1].end][:400])  # fmt: skip
    told = [one for one in beside.differences(segment, alignment) if one.kind != "left_out"]
    yield _finding(beside, segment, alignment, QuoteVerdict.ALTERED, (joined, *told), score=alignment.share - 0.1)


def _reordered(beside: _Beside, segment: Segment, worth: float) -> Iterator[_Finding]:
    if not beside.is_own(segment.owner, segment) or len(beside.words) < 4:
        return
    whole = Alignment(worth, 0, len(segment.words), ())
    told = (QuoteDifference(kind="reordered", claimed=beside.claim.words),)
    yield _finding(beside, segment, whole, QuoteVerdict.ALTERED, told, score=worth - 0.3)


# ---- without marks -------------------------------------------------------------


def _reported(beside: _Beside, segment: Segment, alignment: Alignment) -> Iterator[_Finding]:
    """In the paper's words; change of person and tense is what reporting does."""
    if alignment.start >= alignment.end or not _enough(beside, alignment):
        return
    words = segment.words[alignment.start : alignment.end]
    bare = [word for word in words if not any(inside((word.start, word.end), mark) for mark in segment.marked)]
    if 2 * sum(weight(word.norm) for word in bare) <= sum(weight(word.norm) for word in words):
        return
    owner = owner_of(beside.article, (words[0].start, words[-1].end))
    own = beside.is_own(owner, segment)
    differences = beside.differences(segment, alignment)
    kept = alignment.same or _only_shifted(beside, segment, alignment)
    speaker = owner.speaker if owner is not None else ""
    if not kept and alignment.share < (_NEAR if own else _NEAR_OTHER):
        return
    if not own:
        verdict = QuoteVerdict.OTHER_SPEAKER if speaker else QuoteVerdict.REPORTED if kept else QuoteVerdict.NOT_FOUND
    elif kept:
        lost = turns_sense(segment.words, alignment.start, alignment.end, beside.article.text)
        verdict = QuoteVerdict.ALTERED if lost else QuoteVerdict.REPORTED
        differences = (QuoteDifference(kind="cut", archive=lost),) if lost else differences
    else:
        verdict = QuoteVerdict.ALTERED
    if verdict is not QuoteVerdict.NOT_FOUND:
        score = 1.0 if kept else alignment.share
        yield _finding(beside, segment, alignment, verdict, differences, speaker, marked=False, score=score)


def _only_shifted(beside: _Beside, segment: Segment, alignment: Alignment) -> bool:
    """Whether only person, tense and the like differ: "I will go" for "he would go"."""
    for edit in alignment.edits:
        if edit.kind in ("equal", "gap", "bracket", "form"):
            continue
        norms = [beside.words[n].norm for n in range(*edit.claim)] + [segment.words[n].norm for n in range(*edit.other)]
        if not all(norm in _SHIFTED for norm in norms):
            return False
    return True


# ---- findings ------------------------------------------------------------------


def _finding(
    beside: _Beside,
    segment: Segment,
    alignment: Alignment,
    verdict: QuoteVerdict,
    differences: tuple[QuoteDifference, ...],
    speaker: str = "",
    *,
    marked: bool = True,
    score: float | None = None,
) -> _Finding:
    owner = segment.owner
    speaker = speaker or (owner.speaker if owner is not None else "")
    own = verdict is not QuoteVerdict.OTHER_SPEAKER
    worth = alignment.share if score is None else score
    if not own:
        differences += (QuoteDifference(kind="speaker", claimed=beside.claim.speaker, archive=speaker),)
    if not marked and beside.claim.marked:
        differences += (QuoteDifference(kind="marks"),)
    worth += _OWN * own + _MARKED * marked + _WHOLE * (verdict is QuoteVerdict.EXACT)
    start, end = sentence_of(
        segment.words, alignment.start, max(alignment.end, alignment.start + 1), beside.article.text
    )
    quote = beside.article.text[
        segment.words[start].start : _with_stop(beside.article.text, segment.words[end - 1].end)
    ]
    return _Finding(verdict, worth, quote, speaker, differences, beside.article.headline)


def _with_stop(text: str, end: int) -> int:
    match = re.compile(r"[.!?…]").match(text, end)
    return match.end() if match else end
