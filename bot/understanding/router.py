"""Decide what kind of request a text is, for chat, command line and measurements alike.

    "thanks!"                              talk
    "shorter answers please"               settings
    "tell me when Saul resigns"            follow
    "what happened yesterday?"             day
    "latest news about the ferry"          headlines
    "what is everyone talking about?"      trending
    "how did the strike unfold?"           timeline
    "compare Saul and Pellun"              comparison
    "summarise the trial"                  brief
    "did Saul say 'rates will fall'?"       check
    "Has Saul said anything about rates?"  quotes
    "Saul"                                 person
    "who won the marathon?"                question
    "asdf"                                 unclear

Pure: text and context in, request out. ``READERS`` is the ordered list of kinds; the first reader that recognises the
text wins, and a text that none recognises is a question. bot/newsroom/replying.py says how each kind is answered.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from unicodedata import category

from bot.errors import QuestionError
from bot.lexicon.loader import alternatives
from bot.text.analyzer import query_terms
from bot.text.dates import DateNotUnderstood, impossible_day
from bot.translation import gettext
from bot.understanding import headline_requests, quote_requests, topic_requests
from bot.understanding.check_requests import asks_to_check
from bot.understanding.follow_requests import FollowAction, follow_request
from bot.understanding.followup_types import PRONOUN, continues
from bot.understanding.languages import is_foreign
from bot.understanding.learned_requests import LIKELY, SURE, compared_outlets, learned_request
from bot.understanding.least_chances import asks_about_news
from bot.understanding.manners import about_newsbot, manners
from bot.understanding.office_questions import office_question
from bot.understanding.overruling import overruled
from bot.understanding.page_requests import name_alone, page_asked_for
from bot.understanding.politeness import request_core, told_to_answer, without_courtesies, wondered
from bot.understanding.request_completion import completed, leans_on_nothing, of_nothing
from bot.understanding.requests import Request, RequestKind, RoutingContext, no_outlets
from bot.understanding.setting_requests import cadence_in, setting_request
from bot.understanding.several_wishes import first_and_later
from bot.understanding.small_talk import MAX_QUESTION, Talk, small_talk

#: The kinds of requests that days limit.
OF_DAYS = frozenset(
    {
        RequestKind.DAY,
        RequestKind.TIMELINE,
        RequestKind.HEADLINES,
        RequestKind.BRIEF,
        RequestKind.QUOTES,
        RequestKind.QUESTION,
        RequestKind.SETTINGS,
    }
)
FEW_WORDS = 3  #: maximum words of a text that may be only a typing error
_WORD = re.compile(r"\.?[^\W_]+(?:[-'’.&][^\W_]+|(?<=\d),\d{3}\b)*(?:\+\+|#)?")  # O'Leary, 12,000, C++, .NET
_WHETHER = re.compile(r"whether (?=\w)", re.IGNORECASE)
_NEW = re.compile(r"\bnew in\b", re.IGNORECASE)
_ASKING_WORDS = alternatives("questions", "asking")
_ASKING = re.compile(rf"\b(?:{_ASKING_WORDS})\b", re.IGNORECASE)


def route(text: str, context: RoutingContext) -> Request:
    """The first request that ``text`` makes; ``later`` holds the words of the second, if there is one.

    Raises QuestionError, with a message for the user, if it asks about a day that no calendar has.
    """
    words, later = first_and_later(wondered(told_to_answer(" ".join(text.split()))))
    if context.in_conversation:
        words = completed(words, context.subject)
    present = headline_requests.in_present_period(words)
    request = _first_request(present, context)
    if present != words:
        request = replace(request, text=words)
    if (
        request.kind in OF_DAYS
        and not quote_requests.holds_quoted_words(words)
        and (day := impossible_day(words, context.now))
    ):
        raise QuestionError(gettext("There is no {day}.").format(day=day))
    return replace(request, later=later)


def _first_request(words: str, context: RoutingContext) -> Request:
    if whether := _WHETHER.match(words):
        return _check(f"is it true that {words[whether.end() :]}", context) or Request(
            kind=RequestKind.QUESTION, text=words
        )
    if (lacking := of_nothing(words)) and not setting_request(words, context.now):
        return Request(kind=lacking, text=words)
    requests = (reader(words, context) for reader in READERS.values())
    request = next(filter(None, requests), Request(kind=RequestKind.QUESTION, text=words))
    return request if context.in_conversation else overruled(request, context) or request


def _talk(words: str, context: RoutingContext) -> Request | None:
    talk = small_talk(words) or manners(words)
    if not any(map(str.isalnum, words)):  # "👍" is an answer, "..." is nothing
        talk = Talk.FINE if any(category(sign) == "So" for sign in words) else Talk.EMPTY
    elif len(words) > MAX_QUESTION:
        talk = Talk.TOO_LONG
    elif talk is None and is_foreign(words):
        talk = Talk.LANGUAGE
    if talk is Talk.LANGUAGE and setting_request(words, context.now):  # "can you answer in German?", "unmute Saul"
        return None
    return Request(kind=RequestKind.TALK, text=words, talk=talk) if talk else None


def _settings(words: str, context: RoutingContext) -> Request | None:
    wanted = setting_request(words, context.now)
    return Request(kind=RequestKind.SETTINGS, text=words, setting=wanted) if wanted else None


def _follow(words: str, context: RoutingContext) -> Request | None:
    wanted = None if page_asked_for(words, context) else follow_request(words, context.is_name)
    often = cadence_in(words) if wanted and wanted.action is FollowAction.FOLLOW else ""
    return Request(kind=RequestKind.FOLLOW, text=words, follow=replace(wanted, cadence=often)) if wanted else None


def _day(words: str, context: RoutingContext) -> Request | None:
    """Headlines of days without a topic. Within a conversation, days alone are a follow-up instead.

    "A recap of last week" counts as well: a brief of nothing but days.
    """
    told = topic_requests.brief_topic(words)
    wanted = headline_requests.headline_request(told or words, no_outlets, context.now)
    if told and wanted and wanted.days and not wanted.topic:
        return Request(kind=RequestKind.DAY, text=words, days=wanted.days)
    if told:
        return None
    if wanted is None or wanted.topic or not wanted.days or topic_requests.asks_for_trends(words):
        return None
    alone = not headline_requests.split_days(words.strip(" ?!.,"), context.now)[0]
    return None if alone and context.in_conversation else Request(kind=RequestKind.DAY, text=words, days=wanted.days)


def _headlines(words: str, context: RoutingContext) -> Request | None:
    wanted = headline_requests.headline_request(words, context.outlets, context.now)
    if wanted is None or (wanted.days and not wanted.topic):  # here, days alone are a follow-up
        return None
    if page_asked_for(words, context):
        return None
    if wanted.vague and context.in_conversation:
        return None
    told = topic_requests.brief_topic(words) or topic_requests.timeline_topic(words)
    if wanted.topic and told and not _NEW.search(words):  # "what's going on with Saul?" asks for more than headlines
        return None
    topics = (wanted.topic,) if wanted.topic else ()
    return Request(kind=RequestKind.HEADLINES, text=words, topics=topics, days=wanted.days)


def _trending(words: str, _context: RoutingContext) -> Request | None:
    return Request(kind=RequestKind.TRENDING, text=words) if topic_requests.asks_for_trends(words) else None


def _timeline(words: str, context: RoutingContext) -> Request | None:
    topic = topic_requests.timeline_topic(words)
    return _days_alone(words, topic, context) or _on_topic(RequestKind.TIMELINE, words, topic)


def _days_alone(words: str, topic: str, context: RoutingContext) -> Request | None:
    """The day that a topic consists of: "the events of 3 April"."""
    rest, days = headline_requests.split_days(topic, context.now)
    return Request(kind=RequestKind.DAY, text=words, days=days) if days and not query_terms(rest) else None


def _comparison(words: str, context: RoutingContext) -> Request | None:
    if outlets := compared_outlets(words, context):
        return outlets
    if both := topic_requests.compared(words, context.is_name):
        return Request(kind=RequestKind.COMPARISON, text=words, topics=both)
    one = None if context.in_conversation else topic_requests.one_side(words, context.is_name)
    return None if one is None else Request(kind=RequestKind.COMPARISON, text=words, topics=(one,) if one else ())


def _check(words: str, _context: RoutingContext) -> Request | None:
    return Request(kind=RequestKind.CHECK, text=words) if asks_to_check(words) else None


def _quotes(words: str, context: RoutingContext) -> Request | None:
    if page_asked_for(words, context):  # "say something about Saul"
        return None
    if not context.in_conversation and leans_on_nothing(words, context.is_name):
        return None
    with suppress(DateNotUnderstood):  # an invalid date may still be part of a question
        plain = words if quote_requests.holds_quoted_words(words) else request_core(words)
        lookup = quote_requests.question(plain, context.now, context.is_name)
        return Request(kind=RequestKind.QUOTES, text=words, lookup=lookup) if lookup else None
    return None


def _person(words: str, context: RoutingContext) -> Request | None:
    """The page of a person: a name alone, or an explicit request."""
    name = page_asked_for(words, context) or name_alone(words, context)
    return _on_topic(RequestKind.PERSON, words, name)


def _brief(words: str, context: RoutingContext) -> Request | None:
    """A brief: an explicit request, or a single word that is not a question, as it does not say what is wanted."""
    topic = topic_requests.brief_topic(words)
    found = _WORD.findall(words)
    if not topic and not context.in_conversation:
        topic = topic_requests.topic_alone(words)
    if not topic and len(found) == 1 and query_terms(words) and not context.in_conversation and context.occurs(words):
        topic = found[0]
    return _days_alone(words, topic, context) or _on_topic(RequestKind.BRIEF, words, topic)


def _unclear(words: str, context: RoutingContext) -> Request | None:
    few = len(words.split()) <= FEW_WORDS and bool(query_terms(words)) and not _ASKING.search(words)
    if not few or context.occurs(words) or (context.in_conversation and PRONOUN.search(words)):  # "and his dad?"
        return None
    return _learned(words, context) or Request(kind=RequestKind.UNCLEAR, text=words)


def _question(words: str, context: RoutingContext) -> Request:
    """Anything else: a request recognised by the classifier, or a question about the news or newsbot itself."""
    office = office_question(words)
    if office and office.known and office.where:  # "who's Lindon's mayor" is no brief on the mayor
        return Request(kind=RequestKind.QUESTION, text=words)
    if learned := _learned(words, context):
        return learned
    if not context.in_conversation and leans_on_nothing(words, context.is_name):
        return Request(kind=RequestKind.TALK, text=words, talk=Talk.LEANING)
    talk = None if quote_requests.holds_quoted_words(words) else about_newsbot(words)
    return Request(kind=RequestKind.TALK if talk else RequestKind.QUESTION, text=words, talk=talk)


def _learned(words: str, context: RoutingContext) -> Request | None:
    """What the classifier reads. In a conversation, "who runs it?" is no more about newsbot."""
    if context.in_conversation and continues(words := without_courtesies(words)):
        return None
    found = learned_request(words, context, SURE if context.in_conversation else LIKELY)
    if found and found.talk and quote_requests.holds_quoted_words(words):  # what is said there is not said to newsbot
        return None
    if found and found.talk and context.in_conversation and asks_about_news(words):  # "what was wrong with that?"
        return None
    points_back = context.in_conversation and PRONOUN.search(words) is not None
    leans = found and (found.talk in _OF_ITSELF or found.kind in _OF_TOPICS)  # "how did he get to the villages"
    return None if points_back and leans else found


def _on_topic(kind: RequestKind, words: str, topic: str) -> Request | None:
    return Request(kind=kind, text=words, topics=(topic,)) if topic else None


_OF_TOPICS = {RequestKind.BRIEF, RequestKind.TIMELINE}
_OF_ITSELF = {Talk.GREETING, Talk.IDENTITY, Talk.SOURCES, Talk.HELP, Talk.FEELING, Talk.OFF_TOPIC}
#: The kinds in the order in which they are tried.
READERS: dict[RequestKind, Callable[[str, RoutingContext], Request | None]] = {
    RequestKind.TALK: _talk,
    RequestKind.SETTINGS: _settings,
    RequestKind.FOLLOW: _follow,
    RequestKind.DAY: _day,
    RequestKind.TRENDING: _trending,
    RequestKind.HEADLINES: _headlines,
    RequestKind.TIMELINE: _timeline,
    RequestKind.COMPARISON: _comparison,
    RequestKind.CHECK: _check,
    RequestKind.QUOTES: _quotes,
    RequestKind.PERSON: _person,
    RequestKind.BRIEF: _brief,
    RequestKind.UNCLEAR: _unclear,
    RequestKind.QUESTION: _question,
}
