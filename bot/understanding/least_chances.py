"""How probable the classifier must find a kind of request if the words may be a question for a fact. Pure.

"who's winning, Saul or Pellun?"     a comparison asks for more than one fact
"the quay fire, who did it?"         asks who, not for quotes
"so who replaces Saul?"              ends no subscription
"""

from __future__ import annotations

import re

from bot.lexicon.loader import alternatives, word_list
from bot.understanding import topic_requests
from bot.understanding.answer_type import asks_by_noun
from bot.understanding.politeness import without_courtesies
from bot.understanding.request_classifier import opens_with
from bot.understanding.requests import Request, RequestKind

QUESTION_LIKE = 0.6  #: minimum probability for a text that begins like a question and may be one
NEVER = 1.1  #: what no probability reaches
#: Of a text that begins like a question: how probable these must be; QUOTES only the grammars find, since otherwise
#: questions become look-ups.
_LEAST_OF_QUESTIONS = {RequestKind.QUOTES: NEVER, RequestKind.COMPARISON: 0.95, RequestKind.TIMELINE: 0.9}
#: The same of one that opens like a question for a fact: "why", "how many".
_LEAST_OF_FACTS = {
    **dict.fromkeys((RequestKind.BRIEF, RequestKind.HEADLINES, RequestKind.PERSON), NEVER),
    RequestKind.FOLLOW: 0.95,
}
#: "Is Saul leaving now?" asks about others than the two who talk; the same as of facts holds.
OF_OTHERS = re.compile(
    rf"(?:{alternatives('function_words', 'auxiliaries_in_questions')})\s+"
    r"(?!(?:you|u|i|we|there|me|it|this|that|any\w*|some\w+)\b)",
    re.IGNORECASE,
)
_ALSO_QUESTIONS = {
    RequestKind.COMPARISON,
    RequestKind.BRIEF,
    RequestKind.TIMELINE,
    RequestKind.QUOTES,
    RequestKind.HEADLINES,
    RequestKind.DAY,
    RequestKind.FOLLOW,
}

#: "Who replaces Saul?" is about others than the two who talk; "who do I follow?" is not.
_WHO_ELSE = re.compile(r"(?:(?:and|but|so|ok|then)\W+)*(?:who|whom|whose|which|why|when|where)\b", re.IGNORECASE)
_WHO_DID = re.compile(
    rf"who (?:{alternatives('questions', 'done_by_whom')}|(?!is\b|was\b|does\b|sa[iy]|know)[a-z]+(?:ed|s))"
    r" (?!is\b|was\b)\w",
    re.IGNORECASE,
)
_US = re.compile(r"\b(?:i|me|my|we|us|our|you|your|u)\b", re.IGNORECASE)
#: What newsbot has and does, beside the two who talk: "where do the articles come from?"
_ITS_WORK = re.compile(r"\b(?:answers?|articles?|sources?|(?:news)?bot|outlets?|search|feeds?)\b", re.IGNORECASE)
#: A question at the end, of what somebody did rather than said: "the quay fire, who did it?"
_AT_LAST = re.compile(
    r".*\w\W+(?:so |and |but )?(?:who|when|where|how (?:long|many|much|old|far))(?:['’]?s| "
    rf"(?:{alternatives('function_words', 'auxiliaries_in_questions')}|\w{{2,}}(?:ed|s)))\b(?P<rest>.*)$",
    re.IGNORECASE,
)
_NEITHER_WHO_NOR_WHAT = re.compile(r"(?:where|when|why|how)\b", re.IGNORECASE)
_SAYING = re.compile(rf"\b(?:{alternatives('questions', 'reporting')})\b", re.IGNORECASE)
#: Of two, only one can be so: that is one fact.
_ONE_OF_TWO = re.compile(
    rf"\W*who(?:['’]?s| is| was| has| had| will| got)?(?: \w+ly)? (?:{alternatives('questions', 'being_ahead')})\b",
    re.IGNORECASE,
)


def least_chance(words: str, request: Request) -> float:
    """How probable a request must be if its words are a question or open as one may; ``NEVER``: it is a question."""
    asked = without_courtesies(words)
    if _is_for_a_fact(asked, request.kind):
        return NEVER
    of_fact = any(begins.match(asked) for begins in (OF_OTHERS, topic_requests.ASKS_FOR_FACT, _WHO_DID))
    if request.kind in _LEAST_OF_FACTS and of_fact:
        return _LEAST_OF_FACTS[request.kind]
    opens = request.kind in _ALSO_QUESTIONS and opens_with(asked, word_list("questions", "openers"))
    return _LEAST_OF_QUESTIONS.get(request.kind, QUESTION_LIKE) if opens else 0.0


def asks_about_news(words: str) -> bool:
    """Whether it is a question that speaks neither of the two who talk nor of newsbot: "was it so hot?"."""
    asked = without_courtesies(words)
    openers = word_list("questions", "openers") | word_list("questions", "openers_of_yes_and_no")
    return opens_with(asked, openers) and not _US.search(asked) and not _ITS_WORK.search(asked)


def _is_for_a_fact(asked: str, kind: RequestKind) -> bool:
    if kind in (RequestKind.BRIEF, RequestKind.PERSON, RequestKind.TIMELINE) and asks_by_noun(asked):
        return True
    if kind is RequestKind.FOLLOW:
        return _WHO_ELSE.match(asked) is not None and not _US.search(asked)
    if kind is RequestKind.TRENDING:  # who or what is talked about; "where are people being put up?" asks neither
        return _NEITHER_WHO_NOR_WHAT.match(asked) is not None
    if kind is RequestKind.COMPARISON:
        return _ONE_OF_TWO.match(asked) is not None
    last = _AT_LAST.match(asked) if kind is RequestKind.QUOTES else None
    return last is not None and not _SAYING.search(last["rest"])
