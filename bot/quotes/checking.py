"""Check whether somebody really said something, by aligning a claimed quotation with articles word by word. Pure.

    claim, articles -> alignments with quoted speech, with paragraphs, with everything that one speaker says
                    -> a verdict for each -> the likeliest one

Part of a quotation is exact unless the cut reverses its meaning. An ellipsis, brackets, and digits for number words are
not alterations. If several articles have the words, the others are listed with the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.lexicon.loader import word_list, word_set
from bot.lexicon.reporting import REPORTING
from bot.models import (
    CheckedQuote,
    QuoteClaim,
    QuotedArticle,
    QuoteDifference,
    QuoteVerdict,
)
from bot.quotes.alignment import Alignment, Edit, align, tokens, weight
from bot.quotes.comparison import Comparison, Finding, finding
from bot.quotes.cut_sense import inner_speaker, omission_turns, sentence_of, turns_sense
from bot.quotes.day_match import other_day
from bot.quotes.speaker_match import same_name
from bot.quotes.speech_segments import Segment, by_speaker, owner_of, paragraphs, speech
from bot.text.names import folded_words
from bot.text.spans import inside

#: Minimum shares of a claim's words: to be aligned; to be an altered quote; to be an altered quote of somebody else.
_WORTH, _NEAR, _NEAR_OTHER = 0.45, 0.52, 0.62
_FEW = 2  # content words
_REORDERED = 0.85  # share of the words in the speech, in another order
#: "Asked if this was true he said [it was]": the condition belongs to the question.
_ASKED = re.compile(r"(?:when\s|on being\s)?asked\s(?:if|whether)\b", re.IGNORECASE)
_SHIFTED = word_list("pronouns", "shifted_in_quotes")
_SUBJECTS = word_set("he she it they")
_WHOSE = re.compile(r"(?P<owner>.+)['’]s?\s(?P<kin>[\w-]+)")  # "Falco's wife"


def check(claim: QuoteClaim, articles: Sequence[QuotedArticle]) -> CheckedQuote:
    """The verdict on ``claim``. ``articles``: those that may contain it, likeliest first."""
    words = tokens(claim.words, claimed=True)
    if not any(word.kind == "word" for word in words):
        return CheckedQuote(claim=claim, verdict=QuoteVerdict.NOT_FOUND)
    found = [finding for article in articles for finding in _findings(Comparison(claim, words, article))]
    best = max(found, key=lambda finding: finding.score, default=None)
    if best is None:
        return CheckedQuote(claim=claim, verdict=QuoteVerdict.NOT_FOUND)
    also = {one.headline.row: one.headline for one in found if one.verdict is best.verdict and one.score == best.score}
    also.pop(best.headline.row, None)
    article = next(one for one in articles if one.headline.row == best.headline.row)
    claimed, told = other_day(claim.around, article, best.quote)
    day = (QuoteDifference(kind="day", claimed=claimed, archive=told),) if told else ()
    return CheckedQuote(
        claim=claim,
        verdict=best.verdict,
        quote=best.quote,
        speaker=best.speaker,
        differences=(*best.differences, *day),
        headline=best.headline,
        also=tuple(also.values()),
    )


def _findings(compared: Comparison) -> Iterator[Finding]:
    """What each run of speech has of the claim, then runs of one speaker together, then reported speech."""
    segments = [(compared.worth(one), one) for one in speech(compared.article)]
    whole = False  # whether one run of speech contains all the words
    for worth, segment in segments:
        if worth >= _WORTH:
            alignment = _without_asides(compared, align(compared.words, segment.words))
            whole = whole or alignment.same
            yield from _spoken(compared, segment, alignment)
            if worth >= _REORDERED and not alignment.same:
                yield from _reordered(compared, segment, worth)
    for segment in by_speaker(one for _, one in segments):
        if not whole and compared.worth(segment) >= _WORTH:
            yield from _two_joined(compared, segment, _without_asides(compared, align(compared.words, segment.words)))
    for segment in paragraphs(compared.article):
        if compared.worth(segment) >= _WORTH:
            yield from _reported(compared, segment, align(compared.words, segment.words))


def _without_asides(compared: Comparison, alignment: Alignment) -> Alignment:
    """The alignment without a "he said" that the claim has between the words."""
    kept = tuple(edit for edit in alignment.edits if not (edit.kind == "added" and _is_aside(compared, edit)))
    same = len(kept) < len(alignment.edits) and all(edit.kind in ("equal", "gap", "bracket") for edit in kept)
    return Alignment(1.0 if same else alignment.share, alignment.start, alignment.end, kept)


def _is_aside(compared: Comparison, edit: Edit) -> bool:
    words = [compared.words[place].norm for place in range(*edit.claim)]
    names = {*folded_words(compared.claim.speaker), *_SUBJECTS}
    return 2 <= len(words) <= 5 and any(w in REPORTING for w in words) and any(w in names for w in words)


# ---- in quotation marks --------------------------------------------------------


def _spoken(compared: Comparison, segment: Segment, alignment: Alignment) -> Iterator[Finding]:
    own = compared.is_own(segment.owner, segment)
    if alignment.same:
        yield _verbatim(compared, segment, alignment, own=own)
    elif alignment.share >= (_NEAR if own else _NEAR_OTHER) and _enough(compared, alignment, own=own):
        verdict = QuoteVerdict.ALTERED if own else QuoteVerdict.OTHER_SPEAKER
        yield finding(compared, segment, alignment, verdict, compared.differences(segment, alignment))


def _enough(compared: Comparison, alignment: Alignment, *, own: bool = False) -> bool:
    """Whether enough content words agree: two, or one of two if it is the claimed speaker's ``own`` speech."""
    telling = [word.norm for word in compared.words if word.kind == "word" and weight(word.norm) >= 1]
    same = [
        compared.words[place].norm
        for edit in alignment.edits
        if edit.kind in ("equal", "form")
        for place in range(*edit.claim)
    ]
    short = own and bool(compared.claim.speaker) and len(telling) == _FEW
    return sum(weight(norm) >= 1 for norm in same) >= (1 if short else min(_FEW, len(telling)))


def _verbatim(compared: Comparison, segment: Segment, alignment: Alignment, *, own: bool) -> Finding:
    """The same words: exact, unless somebody else says them within the quotation or the cut reverses their meaning."""
    inner = _inner(compared, segment, alignment)
    if inner and not (compared.claim.speaker and _is_inner(compared.claim.speaker, inner, segment)):
        verdict = QuoteVerdict.OTHER_SPEAKER if compared.claim.speaker else QuoteVerdict.EXACT
        return finding(compared, segment, alignment, verdict, (), inner)
    if inner:
        return finding(compared, segment, alignment, QuoteVerdict.EXACT, (), inner)
    lost = _lost(compared, segment, alignment)
    if not own:
        return finding(compared, segment, alignment, QuoteVerdict.OTHER_SPEAKER, ())
    if lost:
        cut = (QuoteDifference(kind="cut", archive=lost),)
        return finding(compared, segment, alignment, QuoteVerdict.ALTERED, cut)
    return finding(compared, segment, alignment, QuoteVerdict.EXACT, ())


def _is_inner(claimed: str, inner: str, segment: Segment) -> bool:
    """Whether the speaker within the speaker's words is meant: "Falco's wife" for "My wife always said"."""
    whose = _WHOSE.fullmatch(claimed.strip())
    owner = segment.owner.speaker if segment.owner is not None else ""
    theirs = whose is not None and same_name(whose["owner"], owner) and whose["kin"].lower() in folded_words(inner)
    return theirs or same_name(claimed, inner)


def _inner(compared: Comparison, segment: Segment, alignment: Alignment) -> str:
    """Who says the words within the speaker's own: "My father told me, ‘Never sell’"."""
    words, text = segment.words, compared.article.text
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


def _lost(compared: Comparison, segment: Segment, alignment: Alignment) -> str:
    """The article's words that were cut off or left out at an ellipsis and reverse the meaning."""
    words, text = segment.words, compared.article.text
    for edit in alignment.edits:
        if edit.kind == "gap" and omission_turns(words, edit.other, text):
            return text[words[edit.other[0]].start : words[edit.other[1] - 1].end]
    if lost := turns_sense(words, alignment.start, alignment.end, text):
        return lost
    return _lost_outside(compared, segment, alignment)


def _lost_outside(compared: Comparison, segment: Segment, alignment: Alignment) -> str:
    """What reverses the meaning before quotation marks that open within a sentence: 'denied that it was "a trap"'."""
    start = segment.words[0].start
    if alignment.start or not compared.article.text[start : start + 1].islower():
        return ""
    around = next((one for one in paragraphs(compared.article) if inside((start, start), one.paragraph)), None)
    if around is None:
        return ""
    here = next(place for place, word in enumerate(around.words) if word.start >= start)
    return turns_sense(around.words, here, min(len(around.words), here + alignment.end), compared.article.text)


# ---- two quotations joined, another order --------------------------------------


def _two_joined(compared: Comparison, segment: Segment, alignment: Alignment) -> Iterator[Finding]:
    """Words of one speaker from two places, claimed as one quotation."""
    if alignment.share < _NEAR or not _enough(compared, alignment) or not compared.is_own(segment.owner, segment):
        return
    joined = QuoteDifference(kind="joined", archive=compared.article.text[
        segment.words[alignment.start].start : segment.words[alignment.end - 1].end][:400])  # fmt: skip
    told = [one for one in compared.differences(segment, alignment) if one.kind != "left_out"]
    yield finding(compared, segment, alignment, QuoteVerdict.ALTERED, (joined, *told), score=alignment.share - 0.1)


def _reordered(compared: Comparison, segment: Segment, worth: float) -> Iterator[Finding]:
    if not compared.is_own(segment.owner, segment) or len(compared.words) < 4:
        return
    whole = Alignment(worth, 0, len(segment.words), ())
    told = (QuoteDifference(kind="reordered", claimed=compared.claim.words),)
    yield finding(compared, segment, whole, QuoteVerdict.ALTERED, told, score=worth - 0.3)


# ---- without marks -------------------------------------------------------------


def _reported(compared: Comparison, segment: Segment, alignment: Alignment) -> Iterator[Finding]:
    """Reported speech, in which person and tense change as a matter of course."""
    if alignment.start >= alignment.end or not _enough(compared, alignment):
        return
    words = segment.words[alignment.start : alignment.end]
    bare = [word for word in words if not any(inside((word.start, word.end), mark) for mark in segment.marked)]
    if 2 * sum(weight(word.norm) for word in bare) <= sum(weight(word.norm) for word in words):
        return
    owner = owner_of(compared.article, (words[0].start, words[-1].end))
    own = compared.is_own(owner, segment)
    differences = compared.differences(segment, alignment)
    kept = alignment.same or _only_shifted(compared, segment, alignment)
    speaker = owner.speaker if owner is not None else ""
    if not kept and alignment.share < (_NEAR if own else _NEAR_OTHER):
        return
    if not own:
        verdict = QuoteVerdict.OTHER_SPEAKER if speaker else _by_nobody(compared, segment, kept=kept)
    elif kept:
        lost = turns_sense(segment.words, alignment.start, alignment.end, compared.article.text)
        lost = "" if _ASKED.match(lost) else lost
        verdict = QuoteVerdict.ALTERED if lost else QuoteVerdict.REPORTED
        differences = (QuoteDifference(kind="cut", archive=lost),) if lost else differences
    else:
        verdict = QuoteVerdict.ALTERED
    if verdict is not QuoteVerdict.NOT_FOUND:
        score = 1.0 if kept else alignment.share
        yield finding(compared, segment, alignment, verdict, differences, speaker, marked=False, score=score)


def _by_nobody(compared: Comparison, segment: Segment, *, kept: bool) -> QuoteVerdict:
    """The verdict on what the paper tells itself: nothing unless its paragraph names the claimed speaker, if any."""
    names = folded_words(compared.claim.speaker)
    told = not names or any(word.norm in names for word in segment.words)
    return QuoteVerdict.REPORTED if kept and told else QuoteVerdict.NOT_FOUND


def _only_shifted(compared: Comparison, segment: Segment, alignment: Alignment) -> bool:
    """Whether only person, tense and the like differ: "I will go" for "he would go"."""
    for edit in alignment.edits:
        if edit.kind in ("equal", "gap", "bracket", "form"):
            continue
        words = [*compared.words[slice(*edit.claim)], *segment.words[slice(*edit.other)]]
        if not all(word.norm in _SHIFTED for word in words):
            return False
    return True
