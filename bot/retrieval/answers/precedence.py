"""Move a sentence to the front if the form of the question decides which one answers. Pure.

"Who is the mayor?"                   whom most articles name next to the office, recent ones counting more
"Is Strake guilty?"                   the verdict of a court, latest article first
"How many people were on the ferry?"  a sentence that counts those on board, not on another boat
"How high was inflation?"              that of prices as a whole, not of food alone
"What happened to the ferry?"          the lead of a report on it, not what happened to another one years ago
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from bot.lexicon.loader import alternatives
from bot.models.questions import Question
from bot.retrieval.answers.aboard import asks_for_those_aboard, counts_those_aboard, is_of_another_vessel
from bot.retrieval.answers.office_holders import Holder, asked_office, asks_for_holder_now, comes_in, holder_told
from bot.retrieval.ranking.ranker import Ranked, published_day
from bot.retrieval.ranking.value_patterns import PERCENT
from bot.text.analyzer import terms
from bot.understanding.answer_type import wants_sentences
from bot.understanding.offices import recency

_SCORE = 6.0  # of a sentence behind the best one, that divide its weight by e
_LOOKED_AT = 24  # leading sentences considered: those that the reranker may read, and a few more
_LEAD = 2  # sentences in which a report says what happened; the first may be its headline
_HEADLINE = 12  # terms of a first sentence that may be one
_HAPPENED = frozenset(terms("happened happening happens"))
_ASKS_FOR_VERDICT = re.compile(r"^\W*(?:is|was|were|are|has|did)\b.*\b(?:guilty|convicted)\b", re.IGNORECASE)
_INFLATION = re.compile(r"\binflation\b", re.IGNORECASE)
_GOODS = alternatives("business", "priced_apart")
_SOME_PRICES = re.compile(rf"\b(?:{_GOODS})\b", re.IGNORECASE)
_ALL_PRICES = re.compile(
    r"(?<!food )(?<!core )(?<!wage )(?<!house )\binflation\b|\b(?:consumer|retail) prices?\b|\bcost of living\b",
    re.IGNORECASE,
)
_VERDICT = re.compile(
    r"(?<!if he )(?<!if she )\b(?:(?:was|were|has been|have been|been) (?:convicted|acquitted|found (?:not )?guilty)"
    r"|found (?:him|her|them|[A-Z]\w+) (?:not )?guilty)\b"
)


def in_precedence(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """``ranked`` (best first) with the sentence in front that the question's form decides on, if there is one."""
    if asked_office(question):
        first = _of_holder(question, ranked[:_LOOKED_AT])
    elif question.names and _ASKS_FOR_VERDICT.match(question.text):
        first = _with_verdict(ranked[:_LOOKED_AT])
    elif ranked and asks_for_those_aboard(question) and is_of_another_vessel(question, ranked[0].candidate.text):
        first = next((one for one in ranked[:_LOOKED_AT] if counts_those_aboard(question, one.candidate.text)), None)
    elif ranked and _asks_for_all_prices(question) and _is_of_some_prices(ranked[0]):
        told = [one for one in ranked[:_LOOKED_AT] if _is_of_all_prices(one, ranked[0])]
        first = max(told, key=lambda one: one.evidence.date_named, default=None)
    elif ranked and wants_sentences(question.text) and ranked[0].candidate.line.position >= _LEAD:
        first = next((one for one in ranked[:_LOOKED_AT] if _leads(question, one)), None)
    else:
        return list(ranked)
    return list(ranked) if first is None else [first, *(one for one in ranked if one is not first)]


def _leads(question: Question, one: Ranked) -> bool:
    """Whether it begins a report that has everything asked about in its title or here; a headline does not."""
    line, title = one.candidate.line, set(one.candidate.article.title)
    told = set(line.terms)
    asked = set(question.terms) - _HAPPENED
    return line.position < _LEAD and len(told) > _HEADLINE and asked <= title | told


def _of_holder(question: Question, ranked: Sequence[Ranked]) -> Ranked | None:
    """The best sentence that tells the holder of the office, of those that tell it as surely as any.

    If the present holder is asked for: the one named by most articles, each counted once, recent ones more.
    """
    told = [(one, found) for one in ranked if (found := holder_told(question, one.candidate))]
    sure = max((found.told for _, found in told), default=None)
    told = [(one, found) for one, found in told if found.told is sure]
    if told and not asks_for_holder_now(question):
        return told[0][0]
    return _of_holder_now(question, told)


def _of_holder_now(question: Question, told: Sequence[tuple[Ranked, Holder]]) -> Ranked | None:
    """The best sentence on the holder named by most articles, each article counted once.

    A sentence on somebody taking office wins if no later article names another holder.
    """
    named: defaultdict[str, dict[int, Ranked]] = defaultdict(dict)
    for one, found in told:
        key = terms(one.candidate.text[slice(*found.span)])[-1:]
        named[" ".join(key)].setdefault(one.candidate.article.row, one)
    newest = max((published_day(one) for one, _ in told), default=date.min)
    incoming = [one for one, _ in told if comes_in(question, one.candidate)]
    if incoming and published_day(latest := max(incoming, key=published_day)) >= newest:
        return latest
    top = max((one.score for one, _ in told), default=0.0)
    best = max(named.values(), key=lambda told: sum(_weight(one, newest, top) for one in told.values()), default={})
    return next(iter(best.values()), None)


def _with_verdict(ranked: Sequence[Ranked]) -> Ranked | None:
    """The best sentence of the latest article with a verdict; one with the question's names is preferred."""
    told = [one for one in ranked if one.evidence.names_in_article == 1 and _VERDICT.search(one.candidate.text)]
    return max(told, key=lambda one: (published_day(one), one.evidence.names), default=None)


def _asks_for_all_prices(question: Question) -> bool:
    return bool(_INFLATION.search(question.text)) and not _SOME_PRICES.search(question.text)


def _is_of_some_prices(one: Ranked) -> bool:
    return bool(_SOME_PRICES.search(one.candidate.text)) and not _ALL_PRICES.search(one.candidate.text)


def _is_of_all_prices(one: Ranked, first: Ranked) -> bool:
    """Whether it reports prices as a whole, in the article of ``first`` or no earlier than that."""
    near = one.candidate.article.row == first.candidate.article.row or one.evidence.dated >= first.evidence.dated
    said = bool(_ALL_PRICES.search(one.candidate.text)) and bool(PERCENT.search(one.candidate.text))
    return near and said and one.evidence.date_named >= first.evidence.date_named


def _weight(one: Ranked, newest: date, top: float) -> float:
    """What a sentence counts as evidence: less if its article is older, or if it answers less likely."""
    return recency(published_day(one), newest) * math.exp((one.score - top) / _SCORE)
