"""Answers other than names, numbers and dates: reasons, descriptions, reported speech, and remainders of clauses.

No pattern recognises these types with certainty, so they are cut at clause boundaries: punctuation and conjunctions. A
remainder is the part of a clause that the question does not contain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.lexicon.loader import alternatives
from bot.models.questions import Question
from bot.retrieval.expansion.thesaurus import related
from bot.retrieval.ranking.passages import Candidate
from bot.text.analyzer import terms

Span = tuple[int, int]

LONGEST_PHRASE = 20  #: words of a phrase; a longer one is not a short answer
_OTHER_SIDE = 0.6  # factor of proximity on the side of the question's words where an answer is rare
_TOLD, _MOST_TOLD = 0.4, 4  # weight of a content word relative to one next to a word of the question
_LONG, _LONG_FROM = 0.05, 12  # penalty per word beyond this many

_WORD = re.compile(r"[$£€¥]?\w+(?:[.,'’-]\w+)*%?")
_JOINTS = alternatives("function_words", "joints")
_JOINT = re.compile(rf"[,;:](?=\s)|\s[-–—]\s|[—()\[\]\"“”]|\b(?=(?:{_JOINTS})\s)")
_CUES = (
    re.compile(r"\b(?:because(?: of)?|due to|owing to|thanks to|caused by|as a result of|on the grounds that)\s", re.I),
    re.compile(
        r"\b(?:in order to|so that|so as to|aimed at|designed to|in response to|in protest (?:at|against))\s", re.I
    ),
    re.compile(
        r"\b(?:blam\w+ (?:it )?(?:on|for)|prompted by|triggered by|led by|reflects?|driven by|following)\s", re.I
    ),
    re.compile(
        r"\b(?:after|over|amid|for (?=\w+ing\b)|since(?![^.;]*\b(?:1[89]|20)\d\d\b)"
        r"|as(?= (?:the|a|an|it|he|she|they)\b)(?! a result,))\s?",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:to (?=(?!the|a|an|its|his|her|their|\d)[a-z]+\b)|from)\s?", re.I),
)
_PLAIN = 2  # leading cues that introduce nothing but reasons
_JUDGING = alternatives("deeds", "judging_stems")
#: The reason for a punishment or praise follows "for", but so does its duration.
_JUDGED = re.compile(
    rf"\b(?:{_JUDGING}|fin(?:e|ed|ing)\b|bann?(?:ed|ing)?\b|fired?\b|sued?\b)",
    re.IGNORECASE,
)
_JUDGED_FOR = re.compile(
    r"\b(?:for|over|on (?:charges|suspicion) of)\s+(?!(?:\w+[ -])?(?:years?|months?|weeks?|days?|hours?|life)\b|\d"
    r"|(?:about|nearly|almost|more than|at least|up to) |the (?:first|second|third|last|next) )",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:die[ds]?|dying|suffer\w*|stem\w*|result(?:s|ed|ing)|ar(?:ises?|ose)) (?:of|from) ", re.IGNORECASE
)
_KEEPING = re.compile(r"\bin (?:keeping|line|accordance) with\b", re.IGNORECASE)
_BLAMED = re.compile(
    r"\bblam(?:e[sd]?|ing) (?P<cause>(?!it for\b)(?:(?!for |on |,)[\w'’-]+ ){1,8}?)(?=for )", re.IGNORECASE
)
#: The cause as subject: "Protectionist policies were a major cause of low prices".
_CAUSE_OF = re.compile(
    r"(?:^|[,;“\"] ?|\b(?:said|says|that) )(?P<cause>(?:(?!that |said |and )[\w'’-]+ ){1,10}?)(?<= )"
    r"(?:is|are|was|were|has been|have been) (?:(?:an?|the|one|its|their) )?(?:[a-z]+ ){0,2}?"
    r"(?:causes?|reasons?) (?:of|for|behind)\b",
    re.IGNORECASE,
)
_LED = re.compile(r"\s+(?:after|when|while|which|that|who)\b")
_ENDS = alternatives("function_words", "clause_ends")
_CLAUSE_END = re.compile(
    rf"[.;?!](?=\W*$)|;\s|[\"“”](?=\s|$)|\s[-–—]\s|—|,(?=\s(?:{_ENDS}|the \w+ said|and \w+ (?:will|has)|on \w+day)"
    r"\b)|,\s(?=[^,]{0,40}\b(?:said|says|told|reported|announced|wrote)\b)"
)
_SAYING = alternatives("reporting", "before_clauses")
_REPORTED = re.compile(
    rf"\b(?:{_SAYING}|told [\w’' -]{{1,30}})\s+(?:(?:on )?\w+day )?(?:that\s+)?",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"\b(?:did|does|do|will|would|has|have|had)\s|\b(?:is|are|was|were)\s.*\w(?:ing|ed)\b"
    r"|\b(?:with|for|to|of|about|from|on|in|at|by)\W*$",
    re.IGNORECASE,
)
_EQUAL = re.compile(r"\b(?:what|which)\b.{0,30}\b(?:is|are|was|were)\s+(?:the|\w+'s)\b", re.IGNORECASE)
_REPORTS = frozenset(terms("said says told tells adds added reported reports announced wrote according statement"))


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    asked: bool  #: it is in the question
    kin: bool  #: it or a related term is in the question
    empty: bool  #: has no term, or is a reporting word


def asks_for_object(question: Question) -> bool:
    """Whether it asks for the object of an action ("Who did Rovers beat?"), not the subject ("Who beat Velden?")."""
    return bool(_OBJECT.search(question.text))


def reason(question: Question, candidate: Candidate) -> Span | None:
    """What follows "because of", "due to", "after" and the like, with most words that are new to the question."""
    return _reason_after(question, candidate, (_JUDGED_FOR, *_CUES) if _JUDGED.search(question.text) else _CUES)


def gives_reason(text: str) -> bool:
    """Whether a text has a word that may introduce a reason: "because", "after", "to"."""
    return any(cue.search(text) for cue in (*_CUES, _JUDGED_FOR, _FROM, _KEEPING))


def plain_reason(question: Question, candidate: Candidate) -> Span | None:
    """A reason after words that introduce nothing else: "because of", "due to", "in order to"."""
    return _reason_after(question, candidate, _CUES[:_PLAIN])


def _reason_after(question: Question, candidate: Candidate, cues: Sequence[re.Pattern[str]]) -> Span | None:
    words = _words(question, candidate.text)
    if attached := _attached(candidate.text, words):
        return attached
    for cue in cues:
        spans = [clause(candidate.text, match.end()) for match in cue.finditer(candidate.text)]
        told = [span for span in spans if _news(words, span) >= 2]
        if told:
            return max(told, key=lambda span: (_news(words, span), -span[0]))
    return None


def _attached(text: str, words: Sequence[_Word]) -> Span | None:
    """The cause that is "blamed for" it, or that it "stemmed from", without what in turn led to that."""
    if blamed := _BLAMED.search(text):
        return blamed.start("cause"), blamed.end("cause") - 1
    if (made := _CAUSE_OF.search(text)) and _news(words, made.span("cause")):
        return made.start("cause"), made.end("cause") - 1
    for found in _FROM.finditer(text):
        span = clause(text, found.end())
        led = _LED.search(text, *span)
        span = (span[0], led.start()) if led else span
        if _news(words, span):
            return span
    return None


def reported(question: Question, candidate: Candidate) -> Span | None:
    """What follows "said that", without the reporting words."""
    words = _words(question, candidate.text)
    match = _REPORTED.search(candidate.text)
    span = clause(candidate.text, match.end()) if match else None
    return span if span and _news(words, span) >= 2 else None


def left_over(question: Question, candidate: Candidate) -> Span | None:
    """The part of the best clause that is not in the question; None if nothing of the question is in the sentence."""
    words = _words(question, candidate.text)
    runs = [run for clause in _clauses(candidate.text, words) for run in _runs(clause)]
    if not runs or not any(word.kin for word in words):
        return None
    best = max(runs, key=lambda run: _score(question, words, run))
    return _trimmed(best)


def _words(question: Question, text: str) -> list[_Word]:
    asked = set(question.terms).union(*(name.terms for name in question.names))
    found = []
    for match in _WORD.finditer(text):
        here = terms(match.group())
        said = any(term in asked for term in here)
        kin = said or any(related(term) & asked for term in here)
        found.append(_Word(match.start(), match.end(), said, kin, _REPORTS.issuperset(here)))
    return found


def _clauses(text: str, words: Sequence[_Word]) -> Iterator[list[_Word]]:
    start = 0
    for end in [*(match.start() for match in _JOINT.finditer(text)), len(text)]:
        clause = [word for word in words if start <= word.start < end]
        start = end
        if clause:
            yield clause


def _runs(clause: Sequence[_Word]) -> Iterator[list[_Word]]:
    """The parts of a clause between words of the question."""
    run: list[_Word] = []
    for word in clause:
        if word.asked:
            yield from [run] if any(not word.empty for word in run) else []
            run = []
        else:
            run.append(word)
    yield from [run] if any(not word.empty for word in run) else []


def _score(question: Question, words: Sequence[_Word], run: Sequence[_Word]) -> float:
    """Proximity to the question's words, and whether the run is on the right side: objects follow the verb."""
    before = [word for word in words if word.kin and word.end <= run[0].start]
    after = [word for word in words if word.kin and word.start >= run[-1].end]
    near = sum(1 / (1 + _between(words, word.end, run[0].start)) for word in before)
    near += sum(1 / (1 + _between(words, run[-1].end, word.start)) for word in after)
    fits = _EQUAL.search(question.text) or asks_for_object(question) == bool(before)
    told = min(_MOST_TOLD, sum(not word.empty for word in run))
    return near * (1 if fits else _OTHER_SIDE) + _TOLD * told - _LONG * max(0, len(run) - _LONG_FROM)


def _between(words: Sequence[_Word], start: int, end: int) -> int:
    return sum(start <= word.start < end for word in words)


def _trimmed(run: Sequence[_Word]) -> Span:
    """The run without empty words at its ends, cut to ``LONGEST_PHRASE`` words."""
    full = [place for place, word in enumerate(run) if not word.empty]
    kept = run[full[0] : full[-1] + 1][:LONGEST_PHRASE]
    return kept[0].start, kept[-1].end


def clause(text: str, start: int) -> Span:
    """From ``start`` to the end of the clause, at most ``LONGEST_PHRASE`` words."""
    match = _CLAUSE_END.search(text, start)
    end = match.start() if match else len(text)
    kept = [word.end() for word in _WORD.finditer(text, start, end)][:LONGEST_PHRASE]
    return start, kept[-1] if kept else start


def _news(words: Sequence[_Word], span: Span) -> int:
    """The number of content words in the span that are not in the question."""
    return sum(not word.empty and not word.asked for word in words if span[0] <= word.start < span[1])
