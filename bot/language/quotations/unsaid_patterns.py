"""Patterns in the context of a report which show that nobody said it, each with its name and examples.

Tests check the examples: each is matched by its own pattern and by no other pattern of its place, which reveals
redundant patterns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from bot.lexicon.loader import alternatives

_PLANS = alternatives("reporting", "plans")


class PatternPlace(Enum):
    """Where a pattern is matched."""

    AHEAD = "between the start of the sentence and the speaker"
    AHEAD_OF_PRESENT = "the same, before a verb in the present tense"
    AHEAD_OF_REPORTED = "the same, before words without marks"
    CONTENT = "at the start of the reported words"
    MARKS = "right before words in quotation marks"
    PARAGRAPH = "at the start of the paragraph"
    VERB = "up to the end of the verb of saying"


@dataclass(frozen=True, slots=True)
class UnsaidPattern:
    """A pattern; ``examples`` are texts of its place that it matches."""

    name: str
    place: PatternPlace
    pattern: re.Pattern[str]
    examples: tuple[str, ...]


def _pattern(name: str, place: PatternPlace, pattern: str, *examples: str) -> UnsaidPattern:
    return UnsaidPattern(name, place, re.compile(pattern, re.IGNORECASE), examples)


#: Written for newsbot after reading quotes one by one.
UNSAID = (
    _pattern(
        "a condition", PatternPlace.AHEAD,
        r"\b(?:if|unless|should|in case|lest|whether|(?:suppose|supposing|imagine|assuming|provided)(?:\sthat)?)\s$",
        "If ", "He will stay, unless ", "Should ", "Whether ", "Suppose that ", "It would have helped if ",
        "It is not clear whether ", "Nobody could know if ",
    ),
    _pattern(
        "an unreal past", PatternPlace.AHEAD,
        r"(?:^|[,;(“”\"]\s|\b(?!(?:he|she|it|they|we|you|who|which|that)\b)(?-i:[a-z]+)\s)had\s$",
        "Had ", "Nobody would have come, had ", "They would have come had ",
    ),
    _pattern(
        "no reason", PatternPlace.AHEAD, r"\b(?:not|never)\s(?:that|because)\s$", "It is not that ", "Never because ",
    ),
    _pattern(
        "whatever it is", PatternPlace.AHEAD, r"\b(?:what|which|who)ever\s$|\bno matter (?:what|how|who)\s$",
        "Whatever ", "No matter what ",
    ),
    _pattern(
        "a time to come", PatternPlace.AHEAD_OF_PRESENT,
        r"(?:^|[,;(]\s)(?:when|whenever|until|once|before|as soon as)\s$",
        "When ", "Nothing moves, until ", "As soon as ",
    ),
    _pattern(
        "a guess", PatternPlace.AHEAD_OF_REPORTED,
        r"\b(?:maybe|perhaps|possibly|presumably|apparently|supposedly)\s$", "Maybe ", "He left, and perhaps ",
    ),
    _pattern(
        "nor so", PatternPlace.AHEAD_OF_REPORTED,
        r"\bnor\s(?:do|does|did|has|have|had|is|was|would|will|can|could)\s$", "and nor did ", "Nor has ",
    ),
    _pattern(
        "a question that was asked", PatternPlace.CONTENT,
        r"(?:when |on being )?asked (?:about|if|whether|why|how|what|who)\b",
        "Asked about the cost", "when asked whether it was late",
    ),
    _pattern(
        "what is told elsewhere", PatternPlace.CONTENT,
        r"(?:here|this|that|it)(?:['’]s|\sis|\swas|\sare)\s(?:some of\s)?(?:what|how|why|everything)$",
        "Here is what", "that’s why",
    ),
    _pattern(
        "nothing", PatternPlace.CONTENT,
        r"(?:(?:almost|next to|virtually|practically|absolutely)\s)?(?:nothing|little|no more)\b"
        r"(?! (?:but|could|can|will|would|is|was|has|had)\b)",
        "nothing about the fire", "little on the plan", "almost nothing about rates",
    ),
    _pattern(
        "what is said elsewhere", PatternPlace.CONTENT,
        r"(?:(?:much|exactly|just|basically)\s)?(?:the (?:same|opposite|reverse|contrary)(?: thing)?|the same of \w+)$",
        "the same thing", "much the same",
    ),
    _pattern(
        "a name", PatternPlace.MARKS,
        r"\b(?:pseudonym|nick-?name|name|alias|moniker|handle|username|pen-?name|codename|acronym)\s[“\"‘']{0,2}$",
        "wrote under the pseudonym “", "sold under the brand name ",
    ),
    _pattern(
        "a correction", PatternPlace.PARAGRAPH,
        r"(?:Corrections?|Clarification|Editor['’]s note)\b|(?:An|The) (?:earlier|original|previous) version of th",
        "Correction: the bank", "An earlier version of this article quoted", "Editor’s note: this",
    ),
    _pattern(
        "a plan", PatternPlace.VERB,
        rf"\b(?:{_PLANS})\s(?:officially\s|formally\s|publicly\s)?(?:to\s)?(?:\w+ly\s)?\w+$",
        "Reyl plans to call", "She is set to formally announce",
    ),
    _pattern(
        "what is avoided", PatternPlace.VERB,
        r"\b(?:stop(?:s|ped|ping)? short of|avoid(?:s|ed|ing)?|without(?: ever)?|"
        r"(?:declin|refus|fail)(?:e|es|ed|ing|s)?,?\s(?:[\w-]+,?\s){1,4}to)\s(?:\w+ly\s)?\w+$",
        "Holt stopped short of calling", "He declined at first to criticize", "without ever admitting",
        "She refused, at first, to concede", "failed three times to disavow",
    ),
    _pattern(
        "no will to say it", PatternPlace.VERB,
        r"(?:(?:\bnot|n['’]t)\s(?:yet\s)?(?:ready|willing|able|prepared|inclined)|\b(?:unable|unwilling|reluctant))"
        r"\sto\s(?:\w+ly\s)?\w+$",
        "was not willing to say", "She isn’t ready to admit", "were unable to tell",
    ),
    _pattern(
        "what only seems", PatternPlace.VERB,
        r"\b(?:seem|appear)(?:s|ed|ing)?\sto\s(?:\w+ly\s)?\w+$", "seemed to confirm", "appears to openly suggest",
    ),
    _pattern(
        "what somebody is to say", PatternPlace.VERB,
        r"\b(?:(?:was|were|is|are|been|being)\s(?:pressed|asked|pushed|urged|supposed|told|invited)|struggl(?:es?|ed|ing))"
        r"\sto\s(?:\w+ly\s)?\w+$",
        "was pressed to explain", "has struggled to say",
    ),
    _pattern(
        "neither done nor said", PatternPlace.VERB, r"(?:\bnot|n['’]t)\s(?:\w+\s){1,3}(?:and|or)\s\w+$",
        "didn’t come out and say", "did not stand up or say",
    ),
    _pattern(
        "what helps to say it", PatternPlace.AHEAD, r"\b(?:help(?:s|ing)?|let(?:s|ting)?|enabl(?:es?|ing))\s$",
        "A win would help ", "nothing lets ",
    ),
)  # fmt: skip


def fits(place: PatternPlace, text: str, start: int, end: int) -> bool:
    """Whether a pattern of ``place`` matches ``text[start:end]``, at its start or end depending on the place."""
    begins = place in (PatternPlace.CONTENT, PatternPlace.PARAGRAPH)
    tried = (one.pattern for one in UNSAID if one.place is place)
    return any((one.match if begins else one.search)(text, start, end) is not None for one in tried)
