"""Tidy the reranker's span at its edges, or drop one that cannot answer, whatever its probability. Pure.

"When Sarah Holm"                     -> "Sarah Holm"
"New York" in "A New York man said"   -> "A New York man"
"in 1874 went home on Thursday"       -> "in 1874"
"PORT AMARIS" in "PORT AMARIS: A ..." -> nobody: where the report was written
"after five years in charge"          -> no place
"block" in "vowed to block refugees"  -> "block refugees"
"up to keep him in office"            -> "to keep him in office"
"""

from __future__ import annotations

import re

from bot.lexicon.loader import alternatives, word_list
from bot.lexicon.roles import PERSON_NOUNS, ROLES
from bot.models.questions import AnswerType, Question
from bot.retrieval.answers.clause_spans import Span, clause
from bot.retrieval.answers.marked_words import marked_words
from bot.retrieval.ranking.passages import Candidate
from bot.retrieval.ranking.typed_spans import NUMBERS
from bot.retrieval.ranking.value_patterns import DURATION, NUMBER
from bot.text.analyzer import terms

_PEOPLE = ROLES | PERSON_NOUNS | word_list("roles", "further_people") | word_list("roles", "people_beside_names")
_NOUN_BEHIND = re.compile(r" (?P<noun>[a-z]+)\b")
_BEFORE_NAME = re.compile(r"(?!(?:The|An?)\b)[A-Z]\w*\s+(?=[A-Z])")
_ARTICLE_BEFORE = re.compile(r"\b(?:an?|the)\s$", re.IGNORECASE)
_DATELINE = re.compile(r"[A-Z][A-Z .,'’/-]+(?:\([A-Za-z ]+\))?\s*(?::|--?|–|—)\s")
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_WITHIN = re.compile(r"\b(?:in|at|near|of|from|outside)\s(?:the\s)?$", re.IGNORECASE)
_NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC"})
_NAMES = frozenset({AnswerType.WHO, AnswerType.OTHER})
_LONGEST_NUMBER = 12  # words of a number with what it counts
_LONGEST_TIME = 5  # words of a time, above which it may be two
_DEED = re.compile(r",\s+(?=[a-z]+ed\s(?!by\b|in\b|as\b|for\b|from\b|on\b|to\b|of\b|at\b))")
#: "Cruz is a man who is lost", not "the man who is lost"
_OWN_VERB = re.compile(
    rf"(?<!\bwho )(?<!\bthat )(?<!\bwhich )\b(?:{alternatives('function_words', 'auxiliaries_in_questions')})\b"
)
_FOR_A_TIME = re.compile(r"(?:after|before|since|during|for|until)\b", re.IGNORECASE)
_NOW = frozenset({"today", "now", "currently"})
_OF_PAST = re.compile(r"\b(?:did|was|were|had)\b", re.IGNORECASE)
_HOW_OFTEN = re.compile(r"\bhow (?:often|frequently)\b", re.IGNORECASE)
_ASKING = re.compile(rf"\b(?:{alternatives('questions', 'question_words_typed')})\b", re.IGNORECASE)
_ASKS_WHO = re.compile(r"\bwhom?\b", re.IGNORECASE)  # not "which country"
_LONGEST_AMOUNT = 4  # words
_NO_LENGTH = re.compile(r"(?:an? )?[a-z]+s", re.IGNORECASE)  #: "a weeks" of "a weeks-long strike"
_PERIODS = alternatives("measures", "units_of_time")
_OFTEN = re.compile(
    rf"\b(?:once|twice|(?:only |just |at least )?{NUMBER.pattern} times)(?: (?:a|an|per|each|every) \w+)?\b"
    rf"|\bevery (?:other |second |few |\w+ )?(?:{_PERIODS})s?\b|\b(?:hourly|daily|weekly|monthly|yearly|annually)\b",
    re.IGNORECASE,
)

#: What somebody does is never a name: "What do agents do?" - "Border Patrol".
_ASKS_FOR_DEED = re.compile(r"\bwhat (?:do|does|did|will|would|should|can|could|must) .+ do\b(?! for a living)", re.I)
_TO_DO = re.compile(r"(?P<verb>[a-z]+)\s+to\s+$")
#: The particle of a verb before its purpose: "covered up to protect him".
_PARTICLE = re.compile(r"(?:up|out|off|down|away|back|over|in|on)\s+(?=to [a-z])")
_PART = rf"{NUMBER.pattern} (?:{_PERIODS}|feet|foot|ft|inch(?:es)?|pounds?|lbs?|ounces?|oz|stone|degrees?|pence)s?"
#: "two hours, 29 minutes and 14 seconds", "six feet, two inches"
_IN_PARTS = re.compile(rf"(?<![\w.,]){_PART}(?:(?:,? and|,)? {_PART})+\b", re.IGNORECASE)


def tidied_words(question: Question, candidate: Candidate) -> Span | None:
    """The reranker's span with edges that read well; None if it is none, or cannot answer the question."""
    read = marked_words(question, candidate)
    if read is None:
        return None
    if question.wanted in _NAMES:
        read = _somebody(read, candidate)
        return read if question.wanted is AnswerType.OTHER else _without_clause(read, candidate.text)
    if question.wanted is AnswerType.WHEN:
        return _one_time(read, candidate)
    if question.wanted is AnswerType.WHERE:
        return None if _is_for_a_time(read, candidate) else read
    if question.wanted is AnswerType.WHY and (particle := _PARTICLE.match(candidate.text, *read)):
        return particle.end(), read[1]
    long = question.wanted in NUMBERS and len(candidate.text[slice(*read)].split()) > _LONGEST_NUMBER
    return None if long else read


def is_impossible(question: Question, span: Span, candidate: Candidate) -> bool:
    """Whether words cannot answer: where the report was written for "who", "today" for "when did".

    To keywords only an amount is an answer.
    """
    told = candidate.text[slice(*span)]
    if question.wanted is AnswerType.OTHER and not _ASKING.search(question.text):  # "obama guns", "flights cancelled"
        return len(told.split()) > _LONGEST_AMOUNT or not any(map(str.isdigit, told))
    if question.wanted is AnswerType.OTHER and set(terms(told)) <= set(question.terms):
        return True
    if question.wanted is AnswerType.OTHER and _ASKS_FOR_DEED.search(question.text):
        return any((m.start, m.end) == span for m in candidate.mentions)
    if question.wanted is AnswerType.WHO:
        dateline = _DATELINE.match(candidate.text)
        return (dateline is not None and span[1] <= dateline.end()) or (
            _ASKS_WHO.search(question.text) is not None and _is_whereabouts(span, candidate)
        )
    if question.wanted is AnswerType.WHEN:
        return told.lower() in _NOW and _OF_PAST.search(question.text) is not None
    return question.wanted is AnswerType.HOW_LONG and _NO_LENGTH.fullmatch(told) is not None


def _is_whereabouts(span: Span, candidate: Candidate) -> bool:
    """Whether it is where somebody was, or of what: "in Toronto", "the mayor of New York"."""
    places = [m for m in candidate.mentions if m.label in _PLACES and m.start == span[0]]
    return bool(places) and _WITHIN.search(candidate.text, 0, span[0]) is not None


def _with_all_parts(span: Span, text: str) -> Span:
    """A measure of which the span is a part: "two hours, 29 minutes and 14 seconds" for "29 minutes"."""
    whole = next(
        (found for found in _IN_PARTS.finditer(text) if found.start() <= span[0] and span[1] <= found.end()), None
    )
    return whole.span() if whole else span


def asks_how_often(question: Question) -> bool:
    """Whether it asks how often: an amount, or a year, is no answer."""
    return _HOW_OFTEN.search(question.text) is not None


def how_often(candidate: Candidate) -> Span | None:
    """The first words of the sentence that say how often: "twice", "every other week"."""
    found = _OFTEN.search(candidate.text)
    return found.span() if found else None


def whole(question: Question, span: Span, candidate: Candidate) -> Span:
    """The span with what belongs to it: a noun that a name only describes, parts of a measure, a verb's object."""
    if question.wanted is AnswerType.OTHER:
        span = _with_object(question, span, candidate.text)
    return _with_all_parts(_with_people(question, span, candidate), candidate.text)


def _with_object(question: Question, span: Span, text: str) -> Span:
    """A lone verb with its object, if it is what somebody vows or plans to do: "block" after "vowed to"."""
    before = _TO_DO.search(text, 0, span[0])
    alone = len(text[slice(*span)].split()) == 1
    if before is None or not alone or set(question.terms).isdisjoint(terms(before["verb"])):
        return span
    return clause(text, span[0])


def _with_people(question: Question, span: Span, candidate: Candidate) -> Span:
    """A name with the noun that it only describes, if somebody is asked for: "Holm protesters", "A New York man"."""
    (start, end), text = span, candidate.text
    behind = _NOUN_BEHIND.match(text, end)
    if not _ASKS_WHO.search(question.text) or behind is None or not _is_of_people(behind["noun"]):
        return span
    if not any(m.end == end for m in candidate.mentions if m.label in _NAMED):
        return span
    article = _ARTICLE_BEFORE.search(text, 0, start)
    return article.start() if article else start, behind.end()


def _is_of_people(noun: str) -> bool:
    return bool({noun, noun.removesuffix("s")} & _PEOPLE)


def _somebody(read: Span, candidate: Candidate) -> Span:
    """Without conjunctions and prepositions before a name."""
    start, end = read
    while (word := _BEFORE_NAME.match(candidate.text, start, end)) and not terms(word.group()):
        start = word.end()
    return (start, end) if any(m.start == start for m in candidate.mentions if m.label in _NAMED) else read


def _without_clause(read: Span, text: str) -> Span | None:
    """Somebody without what they did: "Trump's manager, ripped the FBI"; None for a clause with a verb of its own."""
    deed = _DEED.search(text, *read)
    start, end = read[0], deed.start() if deed else read[1]
    return None if _OWN_VERB.search(text, start, end) else (start, end)


def _one_time(read: Span, candidate: Candidate) -> Span:
    """The first of two times that are far from each other."""
    told = candidate.text[slice(*read)]
    times = [m for m in candidate.mentions if m.label == "DATE" and read[0] <= m.start and m.end <= read[1]]
    return (read[0], times[0].end) if len(times) > 1 and len(told.split()) > _LONGEST_TIME else read


def _is_for_a_time(read: Span, candidate: Candidate) -> bool:
    """Whether it tells how long or when: "after five years in charge"."""
    told = candidate.text[slice(*read)]
    return _FOR_A_TIME.match(told) is not None and DURATION.search(told) is not None
