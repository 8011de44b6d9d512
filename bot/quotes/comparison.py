"""Compare a claim with one article: how much of it occurs there, who says it, and what differs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.lexicon.pronouns import HE, PRONOUNS, SHE
from bot.models import Headline, QuoteClaim, QuotedArticle, QuoteDifference, QuoteVerdict, StoredQuote
from bot.quotes.alignment import Alignment, Token, weight
from bot.quotes.cut_sense import sentence_of
from bot.quotes.speaker_match import is_speaker
from bot.quotes.speech_segments import Segment
from bot.text.analyzer import term_of
from bot.text.names import folded_words

#: Bonuses of a finding in addition to its share.
_OWN, _MARKED, _WHOLE = 0.15, 0.05, 1.0
_PRONOUNS = HE | SHE | PRONOUNS


@dataclass(frozen=True, slots=True)
class Finding:
    """The result for one stretch of one article."""

    verdict: QuoteVerdict
    score: float
    quote: str
    speaker: str
    differences: tuple[QuoteDifference, ...]
    headline: Headline


@dataclass(frozen=True, slots=True)
class Comparison:
    """A claim compared with one article."""

    claim: QuoteClaim
    words: Sequence[Token]
    article: QuotedArticle

    def worth(self, segment: Segment) -> float:
        """The share of the claim's words that occur anywhere in ``segment``."""
        held = Counter(_key(word.norm) for word in segment.words)
        mine = [word.norm for word in self.words if word.kind == "word"]
        shared = 0.0
        for norm in mine:
            if held[_key(norm)] > 0:
                held[_key(norm)] -= 1
                shared += weight(norm)
        return shared / (sum(map(weight, mine)) or 1.0)

    def is_own(self, owner: StoredQuote | None, segment: Segment) -> bool:
        """Whether the claimed speaker said it.

        Words without a known speaker are theirs if their name is in the paragraph, words of a "he" if it is anywhere.
        """
        claimed = self.claim.speaker
        if not claimed:
            return True
        text = self.article.text
        unresolved = owner is not None and owner.speaker.lower() in _PRONOUNS
        if owner is not None and owner.speaker and not unresolved:
            return is_speaker(claimed, owner, text)
        around = (text if unresolved else text[segment.paragraph[0] : segment.paragraph[1]]).lower()
        names = folded_words(claimed)
        return bool(names) and names[-1] in around

    def differences(self, segment: Segment, alignment: Alignment) -> tuple[QuoteDifference, ...]:
        """The differences as words of both sides."""
        return tuple(
            QuoteDifference(
                kind=edit.kind, claimed=self._claimed(edit.claim), archive=self._words_of_run(segment, edit.other)
            )
            for edit in alignment.edits
            if edit.kind not in ("equal", "gap", "bracket")
        )

    def _claimed(self, run: tuple[int, int]) -> str:
        text = self.claim.words
        return text[self.words[run[0]].start : self.words[run[1] - 1].end] if run[0] < run[1] else ""

    def _words_of_run(self, segment: Segment, run: tuple[int, int]) -> str:
        return self.article.text[segment.words[run[0]].start : segment.words[run[1] - 1].end] if run[0] < run[1] else ""


def _key(norm: str) -> str:
    return term_of(norm) or norm


def finding(
    compared: Comparison,
    segment: Segment,
    alignment: Alignment,
    verdict: QuoteVerdict,
    differences: tuple[QuoteDifference, ...],
    speaker: str = "",
    *,
    marked: bool = True,
    score: float | None = None,
) -> Finding:
    """The result of an alignment of the claim with a stretch. ``score``: None for the share of words that agree."""
    owner = segment.owner
    speaker = speaker or (owner.speaker if owner is not None else "")
    own = verdict is not QuoteVerdict.OTHER_SPEAKER
    worth = alignment.share if score is None else score
    if not own:
        differences += (QuoteDifference(kind="speaker", claimed=compared.claim.speaker, archive=speaker),)
    if not marked and compared.claim.marked:
        differences += (QuoteDifference(kind="marks"),)
    worth += _OWN * own + _MARKED * marked + _WHOLE * (verdict is QuoteVerdict.EXACT)
    start, end = sentence_of(
        segment.words, alignment.start, max(alignment.end, alignment.start + 1), compared.article.text
    )
    quote = compared.article.text[
        segment.words[start].start : _with_stop(compared.article.text, segment.words[end - 1].end)
    ]
    return Finding(verdict, worth, quote, speaker, differences, compared.article.headline)


def _with_stop(text: str, end: int) -> int:
    match = re.compile(r"[.!?…]").match(text, end)
    return match.end() if match else end
