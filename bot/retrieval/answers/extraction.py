"""Extract the short answer from a sentence: a name, number, date, place, quotation or clause, always verbatim.

Its type is that of the question. Reasons, reported speech and "what" are cut at clause boundaries (``clause_spans``),
or taken from the reranker where that is more often right; for yes/no questions it is what decides them, as far as the
reranker marks it. None if the sentence has nothing that is not in the question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from bot.lexicon.loader import alternatives
from bot.models.questions import AnswerType, Question
from bot.retrieval.answers.abbreviations import long_form
from bot.retrieval.answers.aboard import asks_for_those_aboard, is_of_another_vessel
from bot.retrieval.answers.amounts import amount
from bot.retrieval.answers.beside_kind import beside_kind
from bot.retrieval.answers.clause_spans import Span, asks_for_object, left_over
from bot.retrieval.answers.closeness import closeness
from bot.retrieval.answers.description import asks_for_description, asks_what_it_is, description
from bot.retrieval.answers.marked_words import (
    is_certain,
    is_outdone,
    is_some_time,
    marked_words,
    may_be_answer,
)
from bot.retrieval.answers.office_holders import NO_OFFICE, holder, holder_told
from bot.retrieval.answers.plausible_spans import (
    all_of_them,
    is_origin,
    is_towards,
    nationality,
    place_of_deed,
    place_of_event,
    somebody,
    somewhere,
    with_companions,
    with_surroundings,
)
from bot.retrieval.answers.polarity import ruling, with_denial
from bot.retrieval.answers.reasons import reason_or_saying, said, why
from bot.retrieval.answers.said_by import asks_for_speaker, said_by
from bot.retrieval.answers.span_edges import asks_how_often, how_often, is_impossible, tidied_words, whole
from bot.retrieval.ranking.passages import Candidate
from bot.retrieval.ranking.typed_spans import SURE, AnswerSpan, answer_spans, offers_choice
from bot.text.analyzer import terms
from bot.text.spans import meet
from bot.understanding.answer_type import abbreviation

_KIN = 0.5  # strength of names of a related type: "French nationals" if a country is asked for
_NAMES = frozenset({AnswerType.WHO, AnswerType.WHERE})
#: Answer types for which the reranker's span is right more often than the rules'.
_READ = frozenset(
    {
        AnswerType.WHO,
        AnswerType.WHERE,
        AnswerType.WHEN,
        AnswerType.OTHER,
        AnswerType.HOW_MANY,
        AnswerType.HOW_LONG,
        AnswerType.MEASURE,
        AnswerType.MONEY,
        AnswerType.PERCENT,
        AnswerType.HOW_OLD,
    }
)
_BEFORE = 60  # characters before a place in which a smaller place within it occurs
_LED = 3.0  # bonus of a place that the verb leads to, and penalty of a mere origin
_AUXILIARIES = alternatives("function_words", "auxiliaries_in_questions")
#: "which doctor", "what retired baker": a person, recognised by the suffix of the occupation.
_PERSON = re.compile(
    rf"\b(?:which|what)(?! (?:{_AUXILIARIES})\b)(?: [\w'-]+){{0,3}} [a-z]+(?:er|or|ist|ian|ive|ain|man|ress|ant|"
    r"ent)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?:[A-Z][\w'’.-]*\s)+(?:in|near|of)\s$")


def short_answer(question: Question, candidate: Candidate) -> Span | None:
    """Offsets of the short answer in the sentence's text, or None.

    Never words that the sentence denies, except for yes/no questions, which a denial answers.
    """
    if question.wanted is AnswerType.YES_NO:
        return _deciding(question, candidate)
    if held_by := holder_told(question, candidate):
        return held_by.span
    ruled = ruling(question, candidate.text)
    if asks_for_those_aboard(question) and is_of_another_vessel(question, candidate.text):
        return None
    if ruled.silent:
        return None
    found = _plausible_answer(question, candidate)
    if found is None or ruled.allows(found):
        return found
    left = tuple(mention for mention in candidate.mentions if ruled.allows((mention.start, mention.end)))
    text = candidate.text
    for start, end in ruled.out:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    again = _plausible_answer(question, replace(candidate, text=text, mentions=left, marked=None))
    return again if again is not None and ruled.allows(again) else None


def short_answers(question: Question) -> Callable[[Candidate], Span | None]:
    """``short_answer`` to ``question``, worked out once per sentence: several steps need that of the same one."""
    known: dict[int, Span | None] = {}

    def of(candidate: Candidate) -> Span | None:
        row = candidate.line.row
        if row not in known:
            known[row] = short_answer(question, candidate)
        return known[row]

    return of


def _deciding(question: Question, candidate: Candidate) -> Span | None:
    """What decides a yes/no question, with its negation."""
    read = marked_words(question, candidate) if is_certain(question, candidate) else None
    return with_denial(question, read, candidate.text) if read else None


def _plausible_answer(question: Question, candidate: Candidate) -> Span | None:
    span = _extracted_answer(question, candidate)
    told = span is not None and not is_impossible(question, span, candidate)
    return whole(question, span, candidate) if span and told else None


def _extracted_answer(question: Question, candidate: Candidate) -> Span | None:
    """The short answer as the form of the question wants it, else as its type does.

    Of the same type, what stands next to the noun asked for comes before the reranker's words, these before the rules'.
    """
    if short := abbreviation(question.text):
        return long_form(short, candidate.text)
    if asks_how_often(question):
        return how_often(candidate)
    read = tidied_words(question, candidate)
    certain = read if is_certain(question, candidate) else None
    if asks_for_speaker(question):
        return said_by(candidate) or certain
    if (held_by := holder(question, candidate)) is not NO_OFFICE:
        return held_by
    if (alone := asks_what_it_is(question)) or asks_for_description(question):
        return description(question, candidate) or (None if alone else certain)
    if question.wanted is AnswerType.WHY:
        return why(question, candidate, read)
    may = read is not None and may_be_answer(question, read, candidate)
    told = beside_kind(question, candidate)
    if told and (read is None or not may or not meet(told, read)):
        return told
    if read is not None and may and question.wanted in _READ and not is_outdone(question, read, candidate):
        return all_of_them(question, with_surroundings(question, read, candidate), candidate)
    find = _FINDERS.get(question.wanted, amount)
    return find(question, candidate) or (read if may else None)


def _other_kind(question: Question, candidate: Candidate) -> Span | None:
    """A person, if the question asks for one by occupation; else the remainder of a clause."""
    if _PERSON.search(question.text):
        people = [AnswerSpan(m.start, m.end, 1.0) for m in candidate.mentions if m.label == "PERSON"]
        if found := _best_name(question, candidate, _names_not_asked_with(question, people, candidate.text)):
            return found
    return _remainder(question, candidate)


def _remainder(question: Question, candidate: Candidate) -> Span | None:
    """The remainder of a clause, for want of better: what the reranker has read and not marked is no answer."""
    return left_over(question, candidate) if candidate.marked is None else None


def _who(question: Question, candidate: Candidate) -> Span | None:
    found = _best_name(question, candidate, _names(question, candidate))
    return found or somebody(_remainder(question, candidate), candidate.text)


def _where(question: Question, candidate: Candidate) -> Span | None:
    """A place, including a smaller one within it: "Castlefrank Road in Kanata"."""
    text = candidate.text
    if origin := nationality(question, candidate):
        return origin
    if of_event := place_of_event(question, candidate):
        return of_event
    spans = _names(question, candidate)
    if told := place_of_deed(question, text):
        return told
    if not spans:
        rest = somewhere(_remainder(question, candidate), text)
        return None if rest and is_some_time(rest, candidate) else rest
    best = max(spans, key=lambda span: (_nearness(span, question, candidate), span.strength, -span.start))
    inside = _PLACE.search(text, max(0, best.start - _BEFORE), best.start)
    people = [m for m in candidate.mentions if m.label == "PERSON" and inside and inside.start() < m.end <= best.start]
    return (inside.start() if inside and not people else best.start), best.end


def _nearness(span: AnswerSpan, question: Question, candidate: Candidate) -> float:
    """Proximity, with a bonus for places that the verb leads to and a penalty for origins."""
    led = is_towards(question, candidate.text, span.start) - is_origin(question, candidate.text, span.start)
    return closeness(span, question, candidate) + _LED * led


_FINDERS: Mapping[AnswerType, Callable[[Question, Candidate], Span | None]] = MappingProxyType(
    {
        AnswerType.WHY: reason_or_saying,
        AnswerType.SAID: said,
        AnswerType.OTHER: _other_kind,
        AnswerType.WHO: _who,
        AnswerType.WHERE: _where,
    }
)


def _names(question: Question, candidate: Candidate) -> list[AnswerSpan]:
    spans = answer_spans(question, candidate)
    sure = _names_not_asked_with(question, [span for span in spans if span.strength >= SURE], candidate.text)
    return sure or _names_not_asked_with(question, [span for span in spans if span.strength >= _KIN], candidate.text)


def _names_not_asked_with(question: Question, spans: Sequence[AnswerSpan], text: str) -> list[AnswerSpan]:
    """Names for the question, by preference.

    First those that contain the type asked for ("which bank": "Development Bank"), else those without a word of the
    question; among these the exact label (people before organisations) if there is any.
    """
    asked = set(question.terms).union(*(name.terms for name in question.names))
    kinds = set(question.focus)
    of_kind = [span for span in spans if kinds & (said := set(terms(text[span.start : span.end]))) and said - asked]
    if offers_choice(question):
        asked -= {term for name in question.names for term in name.terms}
    new = [span for span in spans if asked.isdisjoint(terms(text[span.start : span.end]))]
    return of_kind or [span for span in new if span.strength == 1] or new


def _best_name(question: Question, candidate: Candidate, spans: Sequence[AnswerSpan]) -> Span | None:
    """The best name: subjects tend to occur early in the sentence, objects late."""
    if not spans:
        return None
    late = asks_for_object(question)
    length = max(1, len(candidate.text))

    def fit(span: AnswerSpan) -> tuple[float, float, int]:
        place = span.start / length
        return closeness(span, question, candidate) + (place if late else 1 - place), span.strength, -span.start

    return with_companions(max(spans, key=fit), spans, candidate.text)
