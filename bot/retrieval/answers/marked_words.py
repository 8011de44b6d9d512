"""Turn the reranker's span into a short answer: with complete words, and of the type asked for."""

from __future__ import annotations

import re

from bot.lexicon.loader import alternatives
from bot.models.passages import EntityMention
from bot.models.questions import AnswerType, Question
from bot.retrieval.answers.cases import counted, number_of_case, number_of_named
from bot.retrieval.answers.clause_spans import Span
from bot.retrieval.answers.figures import attached_number, with_hedge
from bot.retrieval.answers.plausible_spans import is_towards, place_of_deed, place_of_event
from bot.retrieval.ranking.passages import Candidate
from bot.retrieval.ranking.typed_spans import NUMBERS, SURE, AnswerSpan, answer_spans, counts_inhabitants, offers_choice
from bot.retrieval.ranking.value_patterns import HEDGE
from bot.text.analyzer import terms
from bot.text.spans import meet

_CHOSEN = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC"})  # labels of names that "which" chooses from
_LED_TO = re.compile(r"(?:(?:on|in|at|during|the|an?)\s+)+", re.IGNORECASE)
_TIMES_OF = frozenset({"DATE", "TIME"})
_NUMBERS = frozenset({AnswerType.HOW_MANY, AnswerType.HOW_LONG, AnswerType.MEASURE})
#: Probability from which its span needs no sign of the answer type, as chosen on the development questions and on those
#: held back from its training: it is right there three times as often as what rules find instead.
_CERTAIN = {AnswerType.WHO: 0.3, AnswerType.WHERE: 0.3, AnswerType.YES_NO: 0.3}
_CERTAIN_ENOUGH = 0.7
_SURE_ENOUGH = 0.1  # probability from which its span is used; certainty is spread over many pairs of ends
_LONGEST_NAME = 8  # words in an answer to "who"; anything longer is a clause about somebody
_EDGES = " ,;:“”\"'‘’"
_AT_LEAST_COUNTS = 0.6  # strength of a number that may be a count
#: Words before an amount that was given up for another one.
FORMER = re.compile(
    r"\b(?:from|out of|compared with|against|than)\s+(?:(?:an?|the|around|about|some|total|workforce|of)\s+)*$", re.I
)
_OF_FORMER_VALUES = alternatives("questions", "of_former_values")
_ASKS_FOR_FORMER = re.compile(rf"\b(?:{_OF_FORMER_VALUES})\b", re.IGNORECASE)
_MOST = 0.8  # share of the sentence above which a span is not a short answer
_WHOLE = frozenset({AnswerType.WHY, AnswerType.SAID})  # a whole sentence may be the reason: "His weighed 7.4."
_LIMIT_BEFORE = re.compile(r"(?:\bnot\s+)?\b(?:before|until|till|by)\s+(?:(?:early|late|mid)[\s-])?$", re.IGNORECASE)
_LIMIT_AFTER = re.compile(r"\s+at the (?:earliest|latest)\b", re.IGNORECASE)
_HEDGE = re.compile(rf"^{HEDGE}", re.IGNORECASE)
_LEADING_IN_A_TIME = alternatives("function_words", "leading_in_a_time")
_TIMELY = f"(?:{_LEADING_IN_A_TIME})"
_AT_A_TIME, _AT_START = re.compile(rf"\b{_TIMELY}\s+$", re.I), re.compile(rf"{_TIMELY}\b", re.I)
_BEHIND_PLACE = re.compile(r"\s+on\s+(?=\d|[A-Z])|,\s+(?=[a-z])")
_INSIDE_PLACE = re.compile(
    r"(?<![\w'’-])(?:[A-Z][\w'’.-]*\s){1,4}(?:in|near)\s$"
)  #: "Hammersmith Odeon in " before "London"
_COUNTS = re.compile(r"\bhow (?:many|much)\b", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"(?:^|(?<=[a-z,] ))((?:[A-Z][\w'’-]*\s){1,2})$")  #: "Tove " before "Juhl"


def marked_words(question: Question, candidate: Candidate) -> Span | None:
    """The reranker's span, extended to complete names and figures; for places without date and speaker."""
    marked, text = candidate.marked, candidate.text
    if marked is None or marked.chance < _SURE_ENOUGH:
        return None
    whole: list[EntityMention | AnswerSpan] = list(candidate.mentions)
    if question.wanted is AnswerType.HOW_LONG:  # "six matches", not "six"
        whole += [span for span in answer_spans(question, candidate) if span.strength >= SURE]
    over = [one for one in whole if one.start < marked.end and marked.start < one.end]
    start = min([marked.start, *(one.start for one in over)])
    end = max([marked.end, *(one.end for one in over)])
    if question.wanted is AnswerType.WHERE:
        rest = _BEHIND_PLACE.search(text, start, end)
        end = rest.start() if rest else end
        inside = _INSIDE_PLACE.search(text, 0, start)
        start = inside.start() if inside and not _has_person(candidate, inside.span()) else start
    words = text[start:end].strip(_EDGES)
    start = text.index(words, start)
    if text[start].isupper() and (named := _NAME_BEFORE.search(text, 0, start)):
        start, words = named.start(1), text[named.start(1) : start] + words
    start, end = _with_brackets(with_hedge(AnswerSpan(start, start + len(words), 1.0), text), text)
    start, end = _with_limit((start, end), text) if question.wanted is AnswerType.WHEN else (start, end)
    fits = question.wanted in _WHOLE or end - start <= _MOST * len(text)
    return (start, end) if fits and terms(text[start:end]) else None


def _with_limit(span: Span, text: str) -> Span:
    """A time with what makes it a limit: "before 20 January", "until June at the earliest"."""
    before, after = _LIMIT_BEFORE.search(text, 0, span[0]), _LIMIT_AFTER.match(text, span[1])
    return before.start() if before else span[0], after.end() if after else span[1]


def is_certain(question: Question, candidate: Candidate) -> bool:
    """Whether the reranker's span is to be trusted even if it does not look like the answer type."""
    marked = candidate.marked
    return marked is not None and marked.chance >= _CERTAIN.get(question.wanted, _CERTAIN_ENOUGH)


def may_be_answer(question: Question, read: Span, candidate: Candidate) -> bool:
    """Whether the span ``read`` is of a type that may answer: a person for "who", a number for "how many"."""
    if is_certain(question, candidate) and question.wanted not in NUMBERS | {AnswerType.WHO, AnswerType.WHERE}:
        return True
    if question.wanted is AnswerType.WHO:
        return _may_be_somebody(question, read, candidate)
    if question.wanted is AnswerType.WHERE:
        return _may_be_somewhere(question, read, candidate)
    if question.wanted is AnswerType.WHEN:
        return _may_be_some_time(question, read, candidate)
    return not _is_no_number(question, read, candidate) and not counts_inhabitants(question, candidate.text, read[0])


def is_outdone(question: Question, read: Span, candidate: Candidate) -> bool:
    """Whether another part of the sentence has the thing counted or chosen from, and ``read`` does not."""
    if question.wanted is AnswerType.WHERE:
        return not is_certain(question, candidate) and _leads_elsewhere(question, read, candidate)
    numbers = question.wanted is not AnswerType.WHEN  # a sentence may well contain two times
    told = attached_number(question, candidate) if numbers else None
    of_case = number_of_named if is_certain(question, candidate) else number_of_case
    case = None if told else of_case(question, candidate)
    told = (case.start, case.end) if case else told
    if told and not meet(told, read):
        return True
    if numbers and (_is_former(question, read, candidate.text) or _is_lesser(question, read, candidate)):
        return True
    return _counts_other(question, read, candidate) or _is_other_kind(question, read, candidate)


def _is_former(question: Question, read: Span, text: str) -> bool:
    """Whether it is the number from which something rose or fell: "to 4.6 percent from 5.1"."""
    asked = question.wanted in NUMBERS and not _ASKS_FOR_FORMER.search(question.text)
    return asked and FORMER.search(text, 0, read[0]) is not None


def _is_lesser(question: Question, read: Span, candidate: Candidate) -> bool:
    """Whether it is an age, a year or an amount, and another number of the sentence is a count."""
    if question.wanted is not AnswerType.HOW_MANY:
        return False
    spans = answer_spans(question, candidate)
    over = [span for span in spans if meet((span.start, span.end), read)]
    sure = [span for span in spans if span.strength == 1]
    return bool(over and sure) and max(span.strength for span in over) < _AT_LEAST_COUNTS


def _counts_other(question: Question, read: Span, candidate: Candidate) -> bool:
    """Whether another number precedes the thing counted: "900 drivers" rather than "54 centimetres"."""
    if question.wanted not in {AnswerType.HOW_MANY, AnswerType.MEASURE} or not _COUNTS.search(question.text):
        return False
    right = [
        s for s in answer_spans(question, candidate) if s.strength >= SURE and counted(question, candidate.text, s.end)
    ]
    return bool(right) and not any(meet((span.start, span.end), read) for span in right)


def _leads_elsewhere(question: Question, read: Span, candidate: Candidate) -> bool:
    """Whether the place of the action or event is elsewhere: "flew to Malle", "the Brennholm Marathon"."""
    places = [place_of_event(question, candidate), place_of_deed(question, candidate.text)]
    for span in answer_spans(question, candidate):
        places += [(span.start, span.end)] if is_towards(question, candidate.text, span.start) else []
    found = [place for place in places if place]
    return bool(found) and not any(meet(place, read) for place in found)


def _is_no_number(question: Question, read: Span, candidate: Candidate) -> bool:
    """Whether a number is asked for and the span has none that can measure what is asked."""
    if question.wanted not in _NUMBERS:
        return False
    told = answer_spans(question, candidate)
    if not told and question.wanted is not AnswerType.MEASURE:
        return not any(map(str.isdigit, candidate.text[slice(*read)]))
    return not any(meet((span.start, span.end), read) for span in told)


def _is_other_kind(question: Question, read: Span, candidate: Candidate) -> bool:
    """Whether another name contains the type asked for: "which bank", and a "Development Bank"."""
    if question.wanted is not AnswerType.WHO or not question.focus:
        return False
    kinds = set(question.focus)
    names = [
        m for m in candidate.mentions if m.label in _CHOSEN and kinds & set(terms(candidate.text[m.start : m.end]))
    ]
    names = [m for m in names if not set(question.terms).issuperset(terms(candidate.text[m.start : m.end]))]
    return bool(names) and not any(meet((name.start, name.end), read) for name in names)


def _may_be_somebody(question: Question, span: Span, candidate: Candidate) -> bool:
    """Whether a span may be somebody: no clause, no number, and not merely whom the question names."""
    words = _HEDGE.sub("", candidate.text[slice(*span)])
    if set(question.terms).issuperset(terms(words)) and not offers_choice(question):
        return False
    short = len(words.split()) <= _LONGEST_NAME or is_certain(question, candidate)
    return short and any(map(str.isalpha, words))


def _may_be_somewhere(question: Question, span: Span, candidate: Candidate) -> bool:
    """Whether a span may be a place: no person, no clause, and no words of the question: "Skovland flew to Malle"."""
    told = set(question.terms).difference(question.focus, *(name.terms for name in question.names))
    if not told.isdisjoint(terms(candidate.text[slice(*span)])):
        return False
    if is_some_time(span, candidate):
        return False
    people = [mention for mention in candidate.mentions if mention.label == "PERSON"]
    fits = not any(meet((person.start, person.end), span) for person in people)
    short = len(candidate.text[slice(*span)].split()) <= _LONGEST_NAME or is_certain(question, candidate)
    return fits and short


def is_some_time(span: Span, candidate: Candidate) -> bool:
    """Whether the span is a date or an hour and nothing else: "Thursday night"."""
    led = _LED_TO.match(candidate.text, *span)
    start = led.end() if led else span[0]
    return any(m.label in _TIMES_OF and m.start <= start and span[1] <= m.end for m in candidate.mentions)


def _may_be_some_time(question: Question, span: Span, candidate: Candidate) -> bool:
    """Whether a span may be a time: a date, or an event after "after" or the like."""
    dates = [date for date in answer_spans(question, candidate) if date.strength >= SURE]
    dated = any(meet((date.start, date.end), span) for date in dates)
    return dated or bool(_AT_A_TIME.search(candidate.text[: span[0]]) or _AT_START.match(candidate.text, *span))


def _has_person(candidate: Candidate, span: Span) -> bool:
    return any(meet((m.start, m.end), span) for m in candidate.mentions if m.label == "PERSON")


def _with_brackets(span: Span, text: str) -> Span:
    """Balance brackets: "$22m (£11.7m" gets its closing one; "NBV) raised rates" loses what precedes it."""
    start, end = span
    closing = text.find(")", start, end)
    if closing >= 0 and "(" not in text[start:closing]:
        start = closing + 1 + len(text[closing + 1 : end]) - len(text[closing + 1 : end].lstrip(_EDGES))
    if text.count("(", start, end) > text.count(")", start, end) and text.startswith(")", end):
        end += 1
    return start, end
