"""Complete a request that leaves its topic to the last answer, so that the grammars can read it. Pure.

after "Why did Saul resign?":
"sum it up for me", "tl;dr"        -> "summary of Saul"
"timeline please"                  -> "timeline of Saul"
"keep me posted", "follow this"    -> "follow Saul"
"any more news on this?"           -> "news about Saul"
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.lexicon.loader import alternatives, word_list
from bot.text.analyzer import query_terms
from bot.understanding import topic_forms
from bot.understanding.followup_types import Pointing, pointing
from bot.understanding.forms import form
from bot.understanding.politeness import request_core, without_courtesies
from bot.understanding.requests import RequestKind

_IT = (
    r"(?:(?:all of |all )?(?:it|this|that|them|him|her|these|those)(?: all)?"
    r"|(?:the|this|that) (?:whole )?(?:story|affair|case|topic|matter|thing|subject))"
)
_ABOUT = r"(?:about|on|of|for|with|regarding|from|to)"
_ON_IT = rf"(?: {_ABOUT} {_IT})?"
_ME = r"(?:me|us)"
_GIVE = rf"(?:(?:i (?:want|need|would like)|i'd like|give {_ME}|show {_ME}|send {_ME}|make|do|have|get) )?"
_A = r"(?:(?:an?|the|some|quick|short|brief|full|little|whole) )*"
_TELL = rf"(?:tell|notify|alert|ping|message|warn) {_ME}|let {_ME} know"
_NEWS = r"(?:news|articles?|headlines?|stories|reports|coverage|updates?)"
_MORE = rf"(?:(?:{alternatives('chat_requests', 'before_more_news')}) )*"


_TIMELINE, _SUMMARY = "timeline of {}", "summary of {}"
#: What is asked for, and the words that ask for it with a topic. The first match wins.
_FORMS = {
    _TIMELINE: form(
        rf"{_GIVE}{_A}{topic_forms.any_of('courses')}{_ON_IT}"
        rf"|how (?:did|has|does) (?:{_IT}|things) {topic_forms.any_of('unfolding')}"
        rf"(?:,? {topic_forms.any_of('in_order')})?"
    ),
    _SUMMARY: form(
        rf"{_GIVE}{_A}{topic_forms.any_of('summaries')}s?{_ON_IT}|in (?:short|brief|a nutshell)"
        rf"|(?:{topic_forms.any_of('summing_up')}|sum) {_IT}(?: up)?(?: in .+| briefly| quickly)?"
        rf"|{topic_forms.any_of('summing_up')}|{topic_forms.any_of('catching_me_up')}"
        rf"|{topic_forms.any_of('catching_up')}(?: {_ABOUT})? {_IT}"
    ),
    "follow {}": form(
        rf"(?:{alternatives('chat_requests', 'following')})(?: {_ABOUT})? {_IT}"
        rf"|(?:{alternatives('chat_requests', 'kept_posted')}){_ON_IT}"
        rf"|(?:{_TELL}) (?:when|if|as soon as|once) (?:{_IT} changes"
        rf"|(?:any|some)thing (?:new )?(?:happens|changes){_ON_IT}"
        rf"|there(?:'s| is)(?: anything| something| any| some)? (?:more|new|else|news|an update|updates){_ON_IT})"
    ),
    "news about {}": form(
        rf"{_MORE}{_NEWS} {_ABOUT} {_IT}|(?:the )?(?:latest|newest) (?:on|about|with) {_IT}"
        rf"|(?:what's|what is|anything) (?:new|the latest) (?:on|with|about) {_IT}"
    ),
}
#: "What is this year's prize?" says which.
_THIS_ONE = re.compile(
    r"\b(?:this|that|these|those) (?!(?:is|was|are|were|means?|happen(?:ed)?|cost|work)\b)\w", re.IGNORECASE
)
_MOST_TERMS = 2  # of a question that leans on what was said; none of 2,868 complete ones that seems to do so has as few
_LACKING = {_TIMELINE: RequestKind.TIMELINE, _SUMMARY: RequestKind.BRIEF}


def completed(words: str, subject: Callable[[], str]) -> str:
    """``words`` with the topic of the last answer if they need one; else unchanged. ``subject`` gives it, or ""."""
    asking = _form_of(words)
    topic = subject() if asking else ""
    return asking.format(topic) if asking and topic else words


def of_nothing(words: str) -> RequestKind | None:
    """The kind of a request that lacks its topic, for a brief or timeline: "timeline please"; None for any other."""
    return _LACKING.get(_form_of(words))


def leans_on_nothing(words: str, is_name: Callable[[str], bool]) -> bool:
    """Whether it asks about something said before and hardly says itself what: "how old is she?", "why?"."""
    terms, first = len(query_terms(words)), words.split()[0].lower()
    if query_terms(first) and word_list("questions", "openers") & set(words.lower().split()[1:]):
        return False  # "bank hacking, who did it?"
    if terms > _MOST_TERMS or pointing(_THIS_ONE.sub(" ", words), terms=terms, few=0, names=()) is Pointing.STANDS:
        return False
    return not any(word != word.lower() or is_name(word) for word in words.split()[1:])


def _form_of(words: str) -> str:
    """The form of a request that leaves out its topic, "" if it does not."""
    core = request_core(words)
    plain = (core, without_courtesies(core).strip(" ?!.,"))  # "tell me" is part of some requests
    return next((asking for asking, form in _FORMS.items() if any(map(form.fullmatch, plain))), "")
