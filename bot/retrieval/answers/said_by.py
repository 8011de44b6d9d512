"""Find the speaker of a sentence: for "Who said that?", the one next to "said", not the one spoken about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.lexicon.loader import alternatives
from bot.models.passages import EntityMention
from bot.models.questions import AnswerType, Question
from bot.retrieval.answers.clause_spans import Span
from bot.retrieval.ranking.passages import Candidate

_SAYS = alternatives("reporting", "told_by_somebody")
_ASKED = re.compile(rf"\bwho\s+(?:(?:has|had|also|first)\s+)*(?:{_SAYS})\b", re.IGNORECASE)
_CUE = re.compile(rf"\b(?:{_SAYS})\b", re.IGNORECASE)
_ACCORDING = re.compile(r"\baccording to\s+(?:the |an? )?", re.IGNORECASE)
_SPEAKERS = ("PERSON", "ORG", "GPE", "NORP")
_UP_TO_CUE = re.compile(
    r"(?:\s*\([^)]{1,20}\))?(?:,[^,;.“”\"]{1,60},|,\s*\d+,)?\s+(?:has |had |have |later |also |then )?"
)
_BEHIND_CUE = re.compile(r"\s+(?:the |an? )?(?:[a-z]+ ){0,3}(?:[A-Z][\w'’-]+ ){0,3}")


def asks_for_speaker(question: Question) -> bool:
    """Whether it asks who said something."""
    return question.wanted is AnswerType.WHO and _ASKED.search(question.text) is not None


def said_by(candidate: Candidate) -> Span | None:
    """The span of the speaker: from the quotes, else next to a reporting verb; None if nobody is named."""
    known = {speaker for speaker in candidate.speakers if speaker is not None}
    quoted = [(m.start, m.end) for m in candidate.mentions if m.entity is not None and m.entity in known]
    return next(iter([*quoted, *_beside_cue(candidate)]), None)


def _beside_cue(candidate: Candidate) -> Iterator[Span]:
    text, names = candidate.text, [mention for mention in candidate.mentions if mention.label in _SPEAKERS]
    for name in names:
        if (found := _ACCORDING.search(text, 0, name.start)) and found.end() == name.start:
            yield name.start, name.end
    for cue in _CUE.finditer(text):
        yield from (_span(name) for name in names if _UP_TO_CUE.fullmatch(text, name.end, cue.start()))
        yield from (_span(name) for name in names if _BEHIND_CUE.fullmatch(text, cue.end(), name.start))


def _span(name: EntityMention) -> Span:
    return name.start, name.end
