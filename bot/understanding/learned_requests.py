"""Requests in wordings that no grammar covers: the classifier gives their kind, their words the topic. Pure.

"explain me the budget fight"         -> brief       "budget fight"
"gimme the best quote of hallam"      -> quotes      Hallam
"how do the post and the wire see it" -> comparison  from:"Post", from:"Wire"
"that was about the wrong person"     -> talk        COMPLAINT
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.following.time_zones import zones_named
from bot.lexicon.loader import word_list
from bot.understanding import headline_requests, topic_requests
from bot.understanding.check_requests import is_about_words
from bot.understanding.follow_requests import FollowAction, FollowRequest, asks_of_past
from bot.understanding.least_chances import OF_OTHERS, least_chance
from bot.understanding.manners import SPOKEN_TO, asks_of_anyone
from bot.understanding.outlets import outlets_named
from bot.understanding.politeness import without_courtesies
from bot.understanding.query_syntax import EXAMPLES
from bot.understanding.quote_requests import Lookup
from bot.understanding.request_classifier import content_of, guesses, is_content, opens_with
from bot.understanding.requests import Request, RequestKind, RoutingContext
from bot.understanding.setting_requests import SettingAction, SettingRequest, cadence_in, language_named, muted_until
from bot.understanding.silence import asks_for_silence
from bot.understanding.small_talk import Talk

LIKELY = 0.45  #: minimum probability for a text that no grammar covers; of real questions 4 % pass it, most rightly
SURE = 0.9  #: minimum probability to replace the result of a grammar that may have guessed
CLEAR = 0.8  #: minimum probability for words beside a label that has no topic not to count against it
QUESTION = "question"  #: the label of texts that are none of this module's requests
TRIED = 3  #: most likely labels considered
_REST = 0.1  # what likelier labels for which no request can be built must leave for the others
_TWO, _LONGEST_NAME = 2, 4  # words
_LONGEST_TOPIC = 8  # words of what somebody may follow
_ABOUT = re.compile(r"\b(?:about|on|over|regarding|to|of)\s+(?P<topic>.+)$", re.IGNORECASE)
_TOGETHER = re.compile(r"\b(?:on|about|over|report|cover|of)\s+(?P<topic>.+?)(?=\s+(?:in|by|from|between)\s|$)", re.I)
_OPERATOR = re.compile(rf"\b(?:{'|'.join(EXAMPLES)}):", re.IGNORECASE)
_SENTENCE = re.compile(r"[?!;]\s|\.\s")

#: "tell me who succeeds Saul" asks for somebody else than Saul.
_WHO_DOES = re.compile(r"\bwho (?!is\b|was\b|does\b)[a-z]+(?:s|ed)\b")
#: "What is Saul's age?" asks for one thing, not for everything on Saul.
_ATTRIBUTE = re.compile(
    r"what(?:['’]?s| is| was| are| were) \S.*(?:['’]s|s['’]) "
    r"(?!(?:deal|story|background|profile|bio|biography)\b)[\w-]+\W*$",
    re.IGNORECASE,
)
#: "Who is backing Saul?" asks for others.
_WHO_IS_DOING = re.compile(
    r"(?:and |but |so )?who(?:['’]?s| is| was| are| were) (?:\w+ly |all |still )?(?P<name>\w+ing\b.+)", re.IGNORECASE
)
#: "And the other guy?" goes on with what was asked.
_GOES_ON = re.compile(r"(?:and|what about|how about) (?!(?:that|this|it|you)\b)", re.IGNORECASE)
#: What points at an answer or its giver.
_SAID_HERE = re.compile(rf"{SPOKEN_TO.pattern}|\b(?:this|that|these|those|it|answers?)\b", re.IGNORECASE)
_ASKS_WHO = re.compile(r"(?:and |but |so )?(?:who|whom|when|where|which)\b", re.IGNORECASE)
_NAMING = {Talk.COMPLAINT, Talk.THANKS}  # may name what they are about: "you mixed up the two Sauls"
#: Builds a request from words; ``sure``: whether the label is so probable that words beside it do not count against it.
Building = Callable[[str, RoutingContext, bool], Request | None]

#: "What's the key rate now?" asks for that, not for what is talked about.
_OF_SOMETHING = re.compile(
    r"what(?:['’]?s| is| are) the (?!(?:news|latest|talk|buzz|most|top|trend|big|hot|main|chat|word)\w*\b)\w+",
    re.IGNORECASE,
)


def learned_request(words: str, context: RoutingContext, least: float = LIKELY) -> Request | None:
    """The most likely request in ``words``; None for a question, or if its probability is below ``least``.

    A label for which no request can be built, such as a comparison without two names, does not count.
    """
    if is_content(words) or _OPERATOR.search(words):
        return None
    left = 1.0
    found = guesses(words, context.meaning(words))
    question = next(one.chance for one in found if one.label == QUESTION)
    for one in [one for one in found if one.label != QUESTION][:TRIED]:
        chance = one.chance / left
        if left < _REST or chance < least or (left < 1 and one.chance < question):
            return None
        request = BUILDING[one.label](words, context, chance >= CLEAR)
        if request is None and one.label == RequestKind.CHECK:  # "is it true that Saul is leaving?"
            return None
        if request:
            return request if chance >= least_chance(words, request) else None
        left -= one.chance
    return None


def compared_outlets(words: str, context: RoutingContext) -> Request | None:
    """A comparison of two outlets, on a topic if one is named, if ``words`` name two and most likely compare them."""
    best = guesses(words, context.meaning(words))[0]
    if best.label != RequestKind.COMPARISON or best.chance < LIKELY:
        return None
    named = outlets_named(words, context.outlets(), bare=True)
    if len({called.lower() for called, _ in named}) < _TWO:
        return None
    rest = words
    for called, (start, end) in reversed(named):
        rest = f"{rest[:start]}{' ' * len(called)}{rest[end:]}"
    about = _TOGETHER.search(re.sub(r"\b(?:the )?\s{2,}", " ", rest))
    topic = content_of(about["topic"] if about else rest)
    sides = tuple(f'from:"{called}"' for called, _ in named[:_TWO])
    return Request(kind=RequestKind.COMPARISON, text=words, topics=(*sides, topic) if topic else sides)


def _on_topic(kind: RequestKind) -> Building:
    def build(words: str, _context: RoutingContext, _sure: bool) -> Request | None:
        topic = content_of(_SENTENCE.split(words)[0]) or content_of(words)
        return Request(kind=kind, text=words, topics=(topic,)) if topic else None

    return build


def _headlines(words: str, context: RoutingContext, _sure: bool) -> Request | None:
    rest, days = headline_requests.split_days(words, context.now)
    outlets = outlets_named(rest, context.outlets())
    topic = f'from:"{outlets[0][0]}"' if outlets else content_of(rest)
    return Request(kind=RequestKind.HEADLINES, text=words, topics=(topic,) if topic else (), days=days)


def _day(words: str, context: RoutingContext, sure: bool) -> Request | None:
    """The stories of the days; headlines of what the archive knows by name, if ``sure`` that days are asked for."""
    rest, days = headline_requests.split_days(words, context.now)
    asks = opens_with(words, word_list("questions", "openers") - {"what"})
    if not days or (content_of(rest) and (asks or not sure)):
        return None
    if name := _name_in(rest, context):
        return Request(kind=RequestKind.HEADLINES, text=words, topics=(name,), days=days)
    return Request(kind=RequestKind.DAY, text=words, days=days)


def _trending(words: str, context: RoutingContext, sure: bool) -> Request | None:
    told = _OF_SOMETHING.match(words) or (_name_in(words, context) if sure else content_of(words))
    return None if told else Request(kind=RequestKind.TRENDING, text=words)


def _comparison(words: str, context: RoutingContext, sure: bool) -> Request | None:
    def speaks(side: str) -> bool:
        return context.is_name(side) or (sure and topic_requests.is_side(side))

    rest, names = topic_requests.names_taken(_pieces(words), speaks)
    if len(names) < _TWO:
        both = topic_requests.sides_of(words, context.is_name)
        return Request(kind=RequestKind.COMPARISON, text=words, topics=both) if both else None
    about = _ABOUT.search(rest)
    topic = content_of(about["topic"] if about else rest)
    return Request(kind=RequestKind.COMPARISON, text=words, topics=(*names[:_TWO], *filter(None, (topic,))))


def _quotes(words: str, context: RoutingContext, _sure: bool) -> Request | None:
    """Quotes of the first name that the archive knows, or of anybody on a topic."""
    first = _SENTENCE.split(words)[0]
    rest, names = topic_requests.names_taken(first.split(), context.is_name)
    about = _ABOUT.search(rest)
    topic = content_of(about["topic"] if about else rest)
    if not names and not topic:
        return None
    name = names[0] if names else ""
    guessed = about is None or not topic
    return Request(kind=RequestKind.QUOTES, text=words, lookup=Lookup(name=name, about=topic, whole=guessed))


def _person(words: str, context: RoutingContext, sure: bool) -> Request | None:
    """The page of the only name that the archive knows, or else a brief on what is named."""
    _, names = topic_requests.names_taken(_pieces(words), context.is_name)
    doing = _WHO_IS_DOING.match(words)
    if _ATTRIBUTE.match(words) or (doing and not context.is_name(doing["name"].strip(" ?!.,"))):
        return None
    if sure and len(names) == 1:
        return Request(kind=RequestKind.PERSON, text=words, topics=names)
    name = content_of(words)
    asked = headline_requests.begins_as_question(words) or _WHO_DOES.search(words)
    if not name or asked:
        return None
    kind = RequestKind.PERSON if context.is_name(name) else RequestKind.BRIEF
    return Request(kind=kind, text=words, topics=(name,))


def _follow(action: FollowAction) -> Building:
    def build(words: str, context: RoutingContext, _sure: bool) -> Request | None:
        outlets = outlets_named(words, context.outlets())
        topic = re.sub(r"(?<=\w) (?:news|updates|alerts|stuff)$", "", content_of(words), flags=re.IGNORECASE)
        if action is FollowAction.FOLLOW and (not topic or len(topic.split()) > _LONGEST_TOPIC or asks_of_past(words)):
            return None
        topic = f'from:"{outlets[0][0]}"' if outlets and topic.lower() in outlets[0][0].lower() else topic
        often = cadence_in(words) if action is FollowAction.FOLLOW else ""
        wanted = FollowRequest(action=action, words=topic, cadence=often)
        return Request(kind=RequestKind.FOLLOW, text=words, follow=wanted)

    return build


def _digest(words: str, context: RoutingContext, sure: bool) -> Request | None:
    """News on a topic at set times is a subscription; without a topic, it is a setting for all news."""
    if content_of(words):
        return _follow(FollowAction.FOLLOW)(words, context, sure)
    return _setting(words, SettingRequest(action=SettingAction.PAGE))


def _mute(words: str, context: RoutingContext, _sure: bool) -> Request:
    if not content_of(words) and not asks_for_silence(words):  # "undo" alone only shows what is followed
        return Request(kind=RequestKind.FOLLOW, text=words, follow=FollowRequest(action=FollowAction.LIST))
    wanted = SettingRequest(action=SettingAction.MUTE, words=content_of(words), until=muted_until(words, context.now))
    return _setting(words, wanted)


def _settings(words: str, context: RoutingContext, sure: bool) -> Request | None:
    """The page of settings, the time zone of a place, or a language; None if another topic is named."""
    named = content_of(words)
    if zones_named(named):
        return _setting(words, SettingRequest(action=SettingAction.ZONE, words=named))
    if language := language_named(words):
        return _setting(words, SettingRequest(action=SettingAction.LANGUAGE, words=language))
    told = _name_in(words, context) if sure else " " in named
    return None if told else _setting(words, SettingRequest(action=SettingAction.PAGE))


def _setting(words: str, setting: SettingRequest) -> Request:
    return Request(kind=RequestKind.SETTINGS, text=words, setting=setting)


def _check(words: str, _context: RoutingContext, _sure: bool) -> Request | None:
    """A check of words; "is it true that the bank closes?" asks for a fact."""
    if headline_requests.begins_as_question(without_courtesies(words)) and not is_about_words(words):
        return None
    return Request(kind=RequestKind.CHECK, text=words)


def _talk(talk: Talk) -> Building:
    def build(words: str, context: RoutingContext, sure: bool) -> Request | None:
        if talk in _NAMING and _ASKS_WHO.match(words) and not SPOKEN_TO.search(words):  # "and who replaced him"
            return None
        if talk is Talk.COMPLAINT and _GOES_ON.match(words):
            return None
        if talk in _NAMING and words.rstrip().endswith("?") and content_of(words) and not _SAID_HERE.search(words):
            return None  # "marathon winner??"
        of_others = OF_OTHERS.match(words) is not None and not SPOKEN_TO.search(words)  # "was the figure wrong?"
        names_it = talk in _NAMING and not (headline_requests.begins_as_question(words) and not SPOKEN_TO.search(words))
        by_name = (sure or talk in _NAMING) and not of_others
        told = not names_it and (_name_in(words, context) if by_name else content_of(words))
        return None if told or asks_of_anyone(words) else Request(kind=RequestKind.TALK, text=words, talk=talk)

    return build


def _name_in(words: str, context: RoutingContext) -> str:
    """The first name that the archive knows; "" if there is none."""
    _, names = topic_requests.names_taken(_pieces(words), context.is_name)
    return names[0] if names else ""


def _pieces(words: str) -> list[str]:
    """The words, with nothing of names around them: "who's" -> "who"."""
    return re.sub(r"(?<=\bwho)['’]?s\b|[()“”\"]|(?<=\s)[-–—](?=\s)", " ", words, flags=re.IGNORECASE).split()


#: The function that builds a request for each label; any other label is a question.
BUILDING: dict[str, Building] = {
    "brief": _on_topic(RequestKind.BRIEF),
    "timeline": _on_topic(RequestKind.TIMELINE),
    "comparison": _comparison,
    "trending": _trending,
    "day": _day,
    "headlines": _headlines,
    "quotes": _quotes,
    "check": _check,
    "person": _person,
    "follow": _follow(FollowAction.FOLLOW),
    "unfollow": _follow(FollowAction.UNFOLLOW),
    "mute": _mute,
    "digest": _digest,
    "settings": _settings,
    **{
        talk.value: _talk(talk)
        for talk in (
            *(Talk.GREETING, Talk.THANKS, Talk.BYE, Talk.FINE, Talk.FEELING, Talk.COMPLAINT, Talk.IDENTITY),
            *(Talk.HELP, Talk.SOURCES, Talk.PRIVACY, Talk.STOPPING, Talk.OFF_TOPIC),
        )
    },
}
