"""Build a request from words and the label that the classifier gives them. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from bot.following.sending.time_zones import zones_named
from bot.lexicon.loader import word_list
from bot.understanding import headline_requests, topic_requests
from bot.understanding.check_requests import is_about_words
from bot.understanding.follow_requests import FollowAction, FollowRequest, asks_of_past
from bot.understanding.least_chances import OF_OTHERS
from bot.understanding.manners import SPOKEN_TO, asks_of_anyone
from bot.understanding.outlets import outlets_named
from bot.understanding.politeness import without_courtesies
from bot.understanding.quote_requests import Lookup
from bot.understanding.request_classifier import content_of, opens_with
from bot.understanding.requests import SIDES, Request, RequestKind, RoutingContext
from bot.understanding.setting_requests import SettingAction, SettingRequest, cadence_in, language_named, muted_until
from bot.understanding.silence import asks_for_silence
from bot.understanding.small_talk import Talk

_LONGEST_TOPIC = 8  # words of what somebody may follow
_ABOUT = re.compile(r"\b(?:about|on|over|regarding|to|of)\s+(?P<topic>.+)$", re.IGNORECASE)
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

#: "What's the key rate now?" asks for that, not for what is talked about.
_OF_SOMETHING = re.compile(
    r"what(?:['’]?s| is| are) the (?!(?:news|latest|talk|buzz|most|top|trend|big|hot|main|chat|word)\w*\b)\w+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """Words with the label that the classifier gives them."""

    words: str
    context: RoutingContext
    sure: bool  #: whether the label is so probable that words beside it do not count against it

    def name(self) -> str:
        """The first name in the words that the archive knows; "" if there is none."""
        return self.name_in(self.words)

    def name_in(self, words: str) -> str:
        """The same in a part of the words."""
        _, names = topic_requests.names_taken(_pieces(words), self.context.is_name)
        return names[0] if names else ""


Building: TypeAlias = Callable[[Labelled], Request | None]


def _on_topic(kind: RequestKind) -> Building:
    def build(label: Labelled) -> Request | None:
        topic = content_of(_SENTENCE.split(label.words)[0]) or content_of(label.words)
        return Request(kind=kind, text=label.words, topics=(topic,)) if topic else None

    return build


def _headlines(label: Labelled) -> Request | None:
    rest, days = headline_requests.split_days(label.words, label.context.now)
    outlets = outlets_named(rest, label.context.outlets())
    topic = f'from:"{outlets[0][0]}"' if outlets else content_of(rest)
    return Request(kind=RequestKind.HEADLINES, text=label.words, topics=(topic,) if topic else (), days=days)


def _day(label: Labelled) -> Request | None:
    """The stories of the days; headlines of what the archive knows by name, if it is sure that days are asked for."""
    rest, days = headline_requests.split_days(label.words, label.context.now)
    asks = opens_with(label.words, word_list("questions", "openers") - {"what"})
    if not days or (content_of(rest) and (asks or not label.sure)):
        return None
    if name := label.name_in(rest):
        return Request(kind=RequestKind.HEADLINES, text=label.words, topics=(name,), days=days)
    return Request(kind=RequestKind.DAY, text=label.words, days=days)


def _trending(label: Labelled) -> Request | None:
    on_topic = _OF_SOMETHING.match(label.words) or (label.name() if label.sure else content_of(label.words))
    return None if on_topic else Request(kind=RequestKind.TRENDING, text=label.words)


def _comparison(label: Labelled) -> Request | None:
    def speaks(side: str) -> bool:
        return label.context.is_name(side) or (label.sure and topic_requests.is_side(side))

    rest, names = topic_requests.names_taken(_pieces(label.words), speaks)
    if len(names) < SIDES:
        both = topic_requests.sides_of(label.words, label.context.is_name)
        return Request(kind=RequestKind.COMPARISON, text=label.words, topics=both) if both else None
    about = _ABOUT.search(rest)
    topic = content_of(about["topic"] if about else rest)
    return Request(kind=RequestKind.COMPARISON, text=label.words, topics=(*names[:SIDES], *filter(None, (topic,))))


def _quotes(label: Labelled) -> Request | None:
    """Quotes of the first name that the archive knows, or of anybody on a topic."""
    first = _SENTENCE.split(label.words)[0]
    rest, names = topic_requests.names_taken(first.split(), label.context.is_name)
    about = _ABOUT.search(rest)
    topic = content_of(about["topic"] if about else rest)
    if not names and not topic:
        return None
    name = names[0] if names else ""
    guessed = about is None or not topic
    return Request(kind=RequestKind.QUOTES, text=label.words, lookup=Lookup(name=name, about=topic, whole=guessed))


def _person(label: Labelled) -> Request | None:
    """The page of the only name that the archive knows, or else a brief on what is named."""
    _, names = topic_requests.names_taken(_pieces(label.words), label.context.is_name)
    doing = _WHO_IS_DOING.match(label.words)
    if _ATTRIBUTE.match(label.words) or (doing and not label.context.is_name(doing["name"].strip(" ?!.,"))):
        return None
    if label.sure and len(names) == 1:
        return Request(kind=RequestKind.PERSON, text=label.words, topics=names)
    name = content_of(label.words)
    if not name or headline_requests.begins_as_question(label.words) or _WHO_DOES.search(label.words):
        return None
    kind = RequestKind.PERSON if label.context.is_name(name) else RequestKind.BRIEF
    return Request(kind=kind, text=label.words, topics=(name,))


def _follow(action: FollowAction) -> Building:
    def build(label: Labelled) -> Request | None:
        outlets = outlets_named(label.words, label.context.outlets())
        topic = re.sub(r"(?<=\w) (?:news|updates|alerts|stuff)$", "", content_of(label.words), flags=re.IGNORECASE)
        if action is FollowAction.FOLLOW and (
            not topic or len(topic.split()) > _LONGEST_TOPIC or asks_of_past(label.words)
        ):
            return None
        topic = f'from:"{outlets[0][0]}"' if outlets and topic.lower() in outlets[0][0].lower() else topic
        often = cadence_in(label.words) if action is FollowAction.FOLLOW else ""
        wanted = FollowRequest(action=action, words=topic, cadence=often)
        return Request(kind=RequestKind.FOLLOW, text=label.words, follow=wanted)

    return build


def _digest(label: Labelled) -> Request | None:
    """News on a topic at set times is a subscription; without a topic, it is a setting for all news."""
    if content_of(label.words):
        return _follow(FollowAction.FOLLOW)(label)
    return _setting(label.words, SettingRequest(action=SettingAction.PAGE))


def _mute(label: Labelled) -> Request:
    if not content_of(label.words) and not asks_for_silence(label.words):  # "undo" alone only shows what is followed
        return Request(kind=RequestKind.FOLLOW, text=label.words, follow=FollowRequest(action=FollowAction.LIST))
    wanted = SettingRequest(
        action=SettingAction.MUTE, words=content_of(label.words), until=muted_until(label.words, label.context.now)
    )
    return _setting(label.words, wanted)


def _settings(label: Labelled) -> Request | None:
    """The page of settings, the time zone of a place, or a language; None if another topic is named."""
    named = content_of(label.words)
    if zones_named(named):
        return _setting(label.words, SettingRequest(action=SettingAction.ZONE, words=named))
    if language := language_named(label.words):
        return _setting(label.words, SettingRequest(action=SettingAction.LANGUAGE, words=language))
    told = label.name() if label.sure else " " in named
    return None if told else _setting(label.words, SettingRequest(action=SettingAction.PAGE))


def _setting(words: str, setting: SettingRequest) -> Request:
    return Request(kind=RequestKind.SETTINGS, text=words, setting=setting)


def _check(label: Labelled) -> Request | None:
    """A check of words; "is it true that the bank closes?" asks for a fact."""
    if headline_requests.begins_as_question(without_courtesies(label.words)) and not is_about_words(label.words):
        return None
    return Request(kind=RequestKind.CHECK, text=label.words)


def _talk(talk: Talk) -> Building:
    def build(label: Labelled) -> Request | None:
        words = label.words
        if _goes_on_asking(talk, words) or asks_of_anyone(words):
            return None
        to_newsbot = SPOKEN_TO.search(words) is not None
        of_others = OF_OTHERS.match(words) is not None and not to_newsbot  # "was the figure wrong?"
        names_it = talk in _NAMING and (to_newsbot or not headline_requests.begins_as_question(words))
        by_name = (label.sure or talk in _NAMING) and not of_others
        told = not names_it and (label.name() if by_name else content_of(words))
        return None if told else Request(kind=RequestKind.TALK, text=words, talk=talk)

    return build


def _goes_on_asking(talk: Talk, words: str) -> bool:
    """Whether words that look like thanks or a complaint ask: "and who replaced him", "marathon winner??"."""
    if talk is Talk.COMPLAINT and _GOES_ON.match(words):
        return True
    if talk not in _NAMING:
        return False
    if _ASKS_WHO.match(words) and not SPOKEN_TO.search(words):
        return True
    return words.rstrip().endswith("?") and bool(content_of(words)) and not _SAID_HERE.search(words)


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
