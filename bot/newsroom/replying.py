"""Answer requests: one function for each kind of request (bot/understanding/router.py).

If a kind finds nothing, it may hand over to another: a name that belongs to nobody becomes a question. Quotes that do
not exist become a sentence that says so, never somebody else's words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.models import Brief, Excerpt, Turn
from bot.newsroom.lookups import MAX_CHARACTERS, NewsroomLookups, look_up
from bot.newsroom.replies import QuotesFound, Reply, ReplyKind, ReplyLimits
from bot.newsroom.turns import turn_of_brief, turn_of_check, turn_of_page, turn_of_quotes
from bot.newsroom.wording import (
    FROM,
    compare_on_what,
    compare_with_whom,
    follow_elsewhere,
    no_headlines,
    no_quotes,
    nothing_by,
    nothing_in_days,
    nothing_on,
    on_what,
    other_days,
    settings_elsewhere,
)
from bot.text.analyzer import query_terms
from bot.text.names import all_words, folded_words
from bot.understanding.answer_type import wants_sentences
from bot.understanding.followup_types import asks_for_more
from bot.understanding.headline_requests import begins_as_question, split_days
from bot.understanding.query_syntax import split_operators
from bot.understanding.quote_requests import Lookup
from bot.understanding.requests import SIDES, Request, RequestKind
from bot.understanding.small_talk import Talk, answer_to

OPENING_MARKS = '"“„«‘'
_QUOTED = re.compile(r"[\"“„«][^\"“”„»]*[\"”»]?")


@dataclass(frozen=True, kw_only=True, slots=True)
class Asking:
    """A request with its circumstances."""

    request: Request
    turns: Sequence[Turn]  #: earlier ones, oldest first
    asked: datetime  #: aware
    limits: ReplyLimits


def reply_to(archive: NewsroomLookups, asking: Asking) -> Reply:
    """The reply to a request. Raises QuestionError for an operator without a meaning, and StoreError."""
    return REPLYING[asking.request.kind](archive, asking)


def _talk(_archive: NewsroomLookups, asking: Asking) -> Reply:
    return _small_talk(asking, asking.request.talk or Talk.UNCLEAR)


def _small_talk(asking: Asking, talk: Talk) -> Reply:
    return Reply(kind=ReplyKind.TALK, request=replace(asking.request, talk=talk), words=answer_to(talk))


def _follow(_archive: NewsroomLookups, asking: Asking) -> Reply:
    """Point to the chat, since only a chat can follow things; the chat itself handles ``request.follow``."""
    wanted = asking.request.follow
    words = follow_elsewhere(wanted) if wanted is not None else ""
    return Reply(kind=ReplyKind.FOLLOW, request=asking.request, words=words)


def _settings(_archive: NewsroomLookups, asking: Asking) -> Reply:
    """Point to the chat, since only a chat has settings; the chat itself handles ``request.setting``."""
    return Reply(kind=ReplyKind.SETTINGS, request=asking.request, words=settings_elsewhere())


def _headlines(archive: NewsroomLookups, asking: Asking) -> Reply:
    """Headlines; if no article has all words of the topic, the sentences of a brief on most of them."""
    wanted, limit = asking.request, asking.limits.headlines
    found = archive.headlines_on(wanted.topic, wanted.days, limit=limit, asked=asking.asked)
    if wanted.topic and not found.headlines:
        brief = archive.brief(f"{wanted.topic} {wanted.days}".strip(), asked=asking.asked)
        if reply := _from_brief(asking, brief):
            return reply
    of_outlet = wanted.topic.startswith(FROM)  # the newest of an outlet are worth showing, whatever the day
    kind = ReplyKind.HEADLINES if found.headlines and (of_outlet or not found.missed) else ReplyKind.DECLINED
    return Reply(kind=kind, request=asking.request, headlines=found, words=no_headlines(found))


def _check(archive: NewsroomLookups, asking: Asking) -> Reply:
    checked = tuple(archive.check(asking.request.text))
    if not checked:
        return _small_talk(asking, Talk.UNCLEAR)
    return Reply(kind=ReplyKind.CHECK, request=asking.request, checked=checked, turn=turn_of_check(checked))


def _quotes(archive: NewsroomLookups, asking: Asking) -> Reply:
    wanted = asking.request.lookup or Lookup()
    found = look_up(archive, wanted, asking.limits.quotes)
    said = found.said
    if said.quotes or (said.choices and not (said.near or said.silent)):
        return Reply(kind=ReplyKind.QUOTES, request=asking.request, quotes=found, turn=turn_of_quotes(found))
    return _question(archive, asking) if wanted.whole else _without_quotes(archive, asking, found)


def _without_quotes(archive: NewsroomLookups, asking: Asking, found: QuotesFound) -> Reply:
    """Say that there are no such quotes; if nobody has that name, show what the articles say about it or the topic.

    "What did the report say about growth?" may be answered by a sentence on the report, but never by anybody's words.
    """
    lacking, turn = no_quotes(found.said, found.lookup), turn_of_quotes(found)
    none = Reply(kind=ReplyKind.DECLINED, request=asking.request, quotes=found, words=lacking, turn=turn)
    if found.said.speaker or found.said.mentioned or found.said.silent:
        return none
    reply = _without_short_answer(_question(archive, asking))
    if reply.kind is ReplyKind.DECLINED or reply.answer is None:
        return none
    kept = tuple(one for one in reply.answer.excerpts if _contains_name(one, found.lookup.name))
    shown = min(reply.answer.shown, len(kept))
    return replace(reply, words=lacking, answer=replace(reply.answer, excerpts=kept, shown=shown)) if kept else none


def _contains_name(excerpt: Excerpt, name: str) -> bool:
    """Whether a sentence outside quotation marks contains the name. If no name was asked for, any sentence passes."""
    quoted = excerpt.text[:1] in OPENING_MARKS  # "It is late," said the foreign exchange manager
    told = _QUOTED.sub(" ", excerpt.text) if quoted else f"{excerpt.before} {excerpt.text}"
    return set(folded_words(name)) <= set(all_words(told))


def _person(archive: NewsroomLookups, asking: Asking) -> Reply:
    """Somebody's page; a question of who somebody is becomes one only if articles say so."""
    found = archive.portrait(asking.request.topic[:MAX_CHARACTERS])
    unsaid = found.portrait is not None and not found.portrait.defined and begins_as_question(asking.request.text)
    if unsaid or (found.portrait is None and (found.near or not found.choices)):
        return _question(archive, asking)
    turn = turn_of_page(found.portrait) if found.portrait else None
    return Reply(kind=ReplyKind.PERSON, request=asking.request, page=found, turn=turn)


def _brief(archive: NewsroomLookups, asking: Asking) -> Reply:
    if listed := _without_topic(archive, asking):
        return listed
    tell = archive.timeline if asking.request.kind is RequestKind.TIMELINE else archive.brief
    found = tell(asking.request.topic, asked=asking.asked)
    return _from_brief(asking, found) or _too_old(asking, found) or _on_topic(archive, asking, unknown=found.unknown)


def _without_topic(archive: NewsroomLookups, asking: Asking) -> Reply | None:
    """A question for the topic if there is none; the headlines if it is nothing but days or operators ("last week").

    None for any other.
    """
    if not asking.request.topics:
        return Reply(kind=ReplyKind.DECLINED, request=asking.request, words=on_what(asking.request.kind))
    plain, operators = split_operators(asking.request.topic)
    topic, days = split_days(plain, asking.asked)
    if query_terms(topic) or not (days or operators):
        return None
    topics = (operators,) if operators else ()
    return _headlines(archive, replace(asking, request=replace(asking.request, topics=topics, days=days)))


def _comparison(archive: NewsroomLookups, asking: Asking) -> Reply:
    """What two people said, and which of them said nothing; if neither said anything, sentences on both."""
    if len(asking.request.topics) < SIDES:
        return Reply(kind=ReplyKind.DECLINED, request=asking.request, words=compare_with_whom(asking.request.topic))
    *names, topic = (*asking.request.topics, "")[:3]
    if not topic and all(name.startswith(FROM) for name in names):
        return Reply(kind=ReplyKind.DECLINED, request=asking.request, words=compare_on_what(asking.request.subject))
    return _from_brief(asking, archive.comparison(names, topic, asked=asking.asked)) or _on_topic(archive, asking)


def _trending(archive: NewsroomLookups, asking: Asking) -> Reply:
    """Who and what is mentioned more than before; the headlines if there is no such trend."""
    found = archive.trending(asked=asking.asked)
    if not found.trends:
        return _headlines(archive, asking)
    return Reply(kind=ReplyKind.TRENDING, request=asking.request, trending=found)


def _from_brief(asking: Asking, found: Brief) -> Reply | None:
    """A reply of the brief's sentences, or None if it has none."""
    if not found.sentences:
        return None
    turn = turn_of_brief(found, asking.request)
    words = nothing_by(found)
    return Reply(kind=ReplyKind(found.kind.value), request=asking.request, brief=found, turn=turn, words=words)


def _too_old(asking: Asking, found: Brief) -> Reply | None:
    """Say that the days asked for have no news on the topic, and when it was last reported; None if it never was."""
    if found.newest is None:
        return None
    return Reply(kind=ReplyKind.DECLINED, request=asking.request, words=nothing_in_days(found))


def _on_topic(archive: NewsroomLookups, asking: Asking, *, unknown: bool = False) -> Reply:
    """The best sentences on a topic, without a short answer since no question was asked.

    If no sentence is on the topic, those with the nearest words would be about something else, so none is shown.
    A topic of signs or function words ("?!", "the") is none. ``unknown``: no article is near it in meaning.
    """
    topic = " ".join(one for one in asking.request.topics if not one.startswith(FROM))
    reply = _from_articles(archive, asking, topic) if query_terms(topic) and not unknown else None
    if reply is None or reply.kind is ReplyKind.DECLINED:
        return Reply(kind=ReplyKind.DECLINED, request=asking.request, words=nothing_on(asking.request.topics))
    return _without_short_answer(reply)


def _question(archive: NewsroomLookups, asking: Asking) -> Reply:
    reply = _from_articles(archive, asking, asking.request.text)
    text = asking.request.text
    return _without_short_answer(reply) if wants_sentences(text) or asks_for_more(text) else reply


def _from_articles(archive: NewsroomLookups, asking: Asking, question: str) -> Reply:
    found = archive.ask(question, asked=asking.asked, history=asking.turns, limit=asking.limits.excerpts)
    declined = found.abstained or not found.excerpts
    kind = ReplyKind.DECLINED if declined else ReplyKind.ANSWER
    return Reply(kind=kind, request=asking.request, answer=found, turn=found.turn, words=other_days(found))


def _without_short_answer(reply: Reply) -> Reply:
    """The same reply without a short answer in bold and without the articles that agree on it."""
    if reply.answer is None:
        return reply
    plain = tuple(replace(one, highlight=None) for one in reply.answer.excerpts)
    return replace(reply, answer=replace(reply.answer, short=None, excerpts=plain, voices=(), differ=False))


#: The function that answers each kind of request.
REPLYING: dict[RequestKind, Callable[[NewsroomLookups, Asking], Reply]] = {
    RequestKind.TALK: _talk,
    RequestKind.SETTINGS: _settings,
    RequestKind.FOLLOW: _follow,
    RequestKind.DAY: _headlines,
    RequestKind.TRENDING: _trending,
    RequestKind.HEADLINES: _headlines,
    RequestKind.TIMELINE: _brief,
    RequestKind.COMPARISON: _comparison,
    RequestKind.CHECK: _check,
    RequestKind.QUOTES: _quotes,
    RequestKind.PERSON: _person,
    RequestKind.BRIEF: _brief,
    RequestKind.UNCLEAR: _talk,
    RequestKind.QUESTION: _question,
}
