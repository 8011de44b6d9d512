"""Recognise requests for news alerts, and requests to stop them, in a person's own words.

    "tell me when there is news about the ferry"     -> follow   "ferry"
    "let me know when Henrike Saul resigns"          -> follow   "Henrike Saul"
    "stop sending me news about Saul"                -> unfollow "Saul"
    "unsubscribe"                                    -> unfollow "": the reader has to say which
    "follow something"                               -> follow   "": as above
    "what do I follow?"                              -> the list

"Tell me when the bridge was closed" is a question, since only the future can be followed. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from bot.lexicon.loader import alternatives, word_list
from bot.understanding.forms import form
from bot.understanding.politeness import request_core


class FollowAction(StrEnum):
    """What to do with subscriptions."""

    FOLLOW = "follow"
    UNFOLLOW = "unfollow"
    LIST = "list"


@dataclass(frozen=True, kw_only=True, slots=True)
class FollowRequest:
    """An action on subscriptions, and what it applies to."""

    action: FollowAction
    words: str = ""  #: as /follow and /unfollow take them; "" = not said
    cadence: str = ""  #: "daily", "weekdays" or "weekly", if it shall come in a digest


_ME = r"(?:me|us)"
_ABOUT = r"(?:about|on|of|for|regarding|concerning|with)"
_NEWS = r"(?:news|articles?|stor(?:y|ies)|reports?|updates?|developments?|something|anything|information|messages?)"
_QUANTITIES = alternatives("questions", "quantities_of_news")
_SOME = f"(?:{_QUANTITIES})"
_WHEN = r"(?:when(?:ever)?|as soon as|once|every ?time|each time|any ?time|the moment)"
_TELL = (
    rf"(?:(?:notify|alert|inform|ping|message|warn|tell|text) {_ME}|let {_ME} know"
    rf"|(?:send|give) {_ME} (?:an? )?(?:message|note|alert|notification|word|news))"
)
_ENDING = re.compile(
    r"(?:[\s,]+(?:please|pls|thanks|thank you|from now on|any ?more|again|now|at once|already))+$", re.IGNORECASE
)
#: "I want to hear about Saul from now on"
_FROM_NOW_ON = re.compile(
    r"(?:i(?:'d| would)? (?:want|like|love|need) to )?(?:hear|know|read|learn|be told|get|have)"
    rf"(?: (?:all|everything|anything|something|more|news))* {_ABOUT} (?P<words>.+?),? "
    rf"(?:{alternatives('chat_requests', 'from_now_on')})",
    re.IGNORECASE,
)
_INSISTING = re.compile(r",\s*(?:no more|stop|enough|that's|please|i |it )\b.*$", re.IGNORECASE)


_WHICH_NEWS = f"(?:{alternatives('chat_requests', 'which_news')})"
_OFTEN = f"(?:{alternatives('chat_requests', 'how_often')})"
_LISTED = f"(?:{alternatives('chat_requests', 'subscriptions')})"
_FOLLOWING, _ALERTS = (f"(?:{alternatives('chat_requests', section)})" for section in ("following", "alerts"))
_SETTING_UP, _TAKING_AWAY = (f"(?:{alternatives('chat_requests', name)})" for name in ("setting_up", "taking_away"))
_UNSAID = form(rf"follow|subscribe|{_FOLLOWING}(?: (?:{_ABOUT}|to))? (?:{alternatives('chat_requests', 'unsaid')})")
_NAMED = (
    form(r"\+ ?(?P<words>\w.+)"),
    form(r"(?:i (?:want|would like|need) to )?(?:hear|know|read|be told) (?:about )?(?:every|each|any|all)"
          r"(?: new| the)* (?P<words>(?:articles?|stor(?:y|ies)|reports?|pieces?) (?:by|from|of|on|about) .+)"),
    form(r"(?:i(?:'d| would)? (?:want|like|love|need) to )?(?:hear|know|read|be told) (?:about|of)"
          r" (?:any|every|each|all)(?: (?:the|new|further|more|fresh))+ (?P<words>.+)"),
    form(rf"{_FOLLOWING}(?: (?:{_ABOUT}|to))? (?!(?:{_WHEN}|if|should)\b)(?P<words>.+)"),
    form(rf"(?:{_SETTING_UP} )?(?:(?:an?|the|some|all|new|daily|to) )*{_ALERTS} (?:{_ABOUT}|from|{_WHEN})"
          r" (?P<words>.+)"),
    form(rf"(?:send|give) {_ME} (?:every(?: new)? \w+|each(?: new)? \w+|everything) (?:{_ABOUT}|from|{_WHEN})"
          r" (?P<words>.+)"),
    form(rf"(?:send|give) {_ME} (?:an? |the |some )*(?:{_OFTEN} )?(?:{_NEWS}|summary|digest) {_ABOUT} (?P<words>.+?)"
          rf" {_OFTEN}(?: at .+)?"),
    form(rf"(?:(?:send|give|get) {_ME} |i (?:want|would like|need) )?(?:the |some )*(?:{_NEWS}|headlines) {_ABOUT}"
          rf" (?P<words>.+?),? {_OFTEN}(?: at .+)?"),
    form(rf"(?:i(?:'d| would) like|can i (?:get|have)) (?:(?:some|any|all|the|regular|further) )*updates {_ABOUT}"
          r" (?P<words>.+)"),
    form(rf"{_OFTEN},? (?:(?:send|give) {_ME} )?(?:the |some )*(?:{_NEWS}|headlines) {_ABOUT} (?P<words>.+)"),
    form(rf"(?:send|give|get) {_ME} (?:the |some |all )*(?!{_WHICH_NEWS}\b|news\b)"
          rf"(?P<words>[\w'-]+(?: [\w'-]+){{0,2}}) (?:news|headlines|updates|stories|articles),? {_OFTEN}(?: at .+)?"),
    form(r"let (?:me|us) know (?:about|of) (?:any |all |the )*(?:new|further|upcoming) (?P<words>.+)"),
    form(rf"{_OFTEN},? (?:(?:send|give) {_ME} )?the (?!{_WHICH_NEWS}\b)(?P<words>[\w'-]+(?: [\w'-]+)?)"
          r" (?:news|headlines)"),
    form(rf"(?:i (?:want|would like|need) )?(?:everything|all news|anything) {_ABOUT}"
          r" (?P<words>.+? (?:except|without|apart from|but not|but no) .+)"),
    form(rf"(?:add|put) (?P<words>.+?) (?:to|on) (?:my|the) (?:\w+ )?{_LISTED}"),
)  # fmt: skip
_CLAUSE = form(rf"{_TELL} {_WHEN} (?P<clause>.+)")
_CLAUSE_FIRST = form(rf"(?:{_WHEN}|if|should) (?P<clause>.+?),? (?:please |just )?{_TELL}")
_TO_KNOW = form(
    r"(?:know|hear|be told|find out) (?:whenever|as soon as|every ?time|each time|the moment) (?P<clause>.+)"
)
#: "Let me know if ..." is about the future; "tell me if Strake is guilty" asks about the present.
_IF = form(rf"(?:(?:notify|alert|ping|message|warn) {_ME}|let {_ME} know) (?:if|should) (?P<clause>.+)")
_IF_NEWS = form(
    rf"tell {_ME} if (?P<clause>(?:there(?:'s| is| are)|you (?:hear|get|see|find|have)|(?:some|any)thing) .+)"
)
_HAPPENED = alternatives("deeds", "past")
_PAST = form(rf"\b(?:{_HAPPENED}|\w{{3,}}ed)\b")
#: "Let me know who won the race" asks for what has happened; "let me know who wins" could be followed.
_ASKED_OF_PAST = form(rf"\b(?:{_TELL}|telling {_ME}) (?:who|whom|whose|what|which|when|where|why|how)\b(?P<clause>.+)")
#: "when the next strike is" asks for a day; "when the next article on the strike comes" could be followed.
_NEXT = form(
    rf"(?:the|my|our|your|his|her|its|their) (?:next|last|first|final|previous)(?! {_NEWS}\b)\b.+ "
    r"(?:is|are|begins?|starts?|takes? place|will be)(?: (?:on|held|due|planned|scheduled))?"
)
_AHEAD = form(r"\b(?:will|shall|is|are)(?: (?:due|going|expected|scheduled|planned|supposed)\b.*)?$|\bwill\b")
_OF_NEWS = form(
    rf"(?:there(?:'s| is| are| will be| comes?)|you (?:have|get|find|see|read|hear|know|learn))(?: {_SOME})*"
    rf"(?: {_NEWS})?(?: new)?(?: (?:{_ABOUT}|from)) (?P<words>.+)"
)
_THERE_IS = form(
    r"there(?:'s| is| are| will be| comes?) (?:(?:an?|any|the|some|new|another|more) )+(?P<words>(?!news\b).+)"
)
_HAPPENS = form(
    r"(?:something|anything|more|news)(?: new| else)? (?:happens|changes|comes (?:in|out|up)|breaks|turns up"
    rf"|is (?:said|written|published|reported|known|new))(?: (?:{_ABOUT}|to|in|at|from|by)) (?P<words>.+)"
)
_MENTIONED = form(
    r"(?P<words>.+?) (?:is|are|gets?|appears?|comes?|shows? up|makes?)(?: back)?"
    r"(?: (?:in the (?:news|headlines|papers)|(?:the )?(?:news|headlines)|mentioned|quoted|named|reported))(?: .*)?"
)
_SAYS = form(
    r"(?P<name>(?!there\b)(?!.*\b(?:or|and)\b)[\w.'’-]+(?: [\w.'’-]+){0,3}?) "
    r"(?:says?|speaks?|talks?|comments?|states?|announces?|declares?|posts?|tweets?|writes?)"
    r"(?: (?:something|anything|out))?(?: (?:about|on|regarding) .+)?"
)
_HAPPENING = alternatives("deeds", "present")
_VERB = form(rf"\s(?:{_HAPPENING})\b")
_ARTICLE = form(r"^(?:the|an?|any|my)\s+")
_NOTHING = word_list("pronouns", "nothing_to_follow")

#: "climate news", "Trump stuff"; but "BBC News" is an outlet
_BEHIND = re.compile(
    r"(?<=\w)(?<!\b(?i:bbc|fox|sky|abc|cbs|nbc|itv|usa|cbc))(?<!\b(?i:yahoo|apple))(?<!\b(?i:hacker|google))"
    r" (?:news|stuff|things|updates|headlines|stories|articles)$"
)
_PIECES = form(r"^(?:(?:articles?|stor(?:y|ies)|reports?|pieces?) (?:on|about)|story of) ")
_BY = form(r"^(?:articles?|stor(?:y|ies)|reports?|pieces?) (?:by|from|of) (?:the )?(?P<outlet>.+)$")
_ALL = frozenset({"everything", "all"})  #: can be followed as well

_STOP = (
    form(rf"(?:stop|quit|cease)(?: (?:sending|messaging|notifying|alerting|telling|bothering|spamming|following"
          rf"|texting|updating|informing))(?: {_ME})?(?P<what> .*)?"),
    form(rf"(?:unfollow|unsubscribe)(?: {_ME})?(?: from)?(?P<what> .*)?"),
    form(rf"(?:don't|do not|never) (?:send|notify|alert|message|tell|update|inform) {_ME}(?P<what> .*)?"),
    form(r"i(?:'m| am) (?:not|no longer) interested in(?P<what> .+)"),
    form(r"i (?:don't|do not|no longer) (?:want|need|wish|like|care)(?: (?:to )?(?:hear|get|receive|see|read|know"
          r"|follow))?(?P<what> .*)?"),
    form(r"(?:no more|i(?:'ve| have)? had enough(?: of)?|enough (?:of|about|with))(?P<what> (?:messages?|news|alerts?"
          r"|articles|notifications?|updates).*| (?:about|on|from) .+)"
    ),
    form(r"enough (?:of|about|with)(?P<what> .+)"),
    form(rf"{_TAKING_AWAY}(?: (?:it|this|everything|all|(?:(?:all|my|the|these|those) )*(?:messages|{_ALERTS}"
          rf"|subscriptions?|news|updates)))?(?P<what> (?:about|on|from|for|to|of) .+)?"),
    form(rf"{_TAKING_AWAY}(?P<what> .+?) (?:from|off|on|in) (?:my|the) (?:\w+ )?{_LISTED}"),
    form(rf"(?:don't|do not|never) (?:ever )?(?:show|give|bring) {_ME}(?P<what> .+?)(?: ever)?(?: again)?"),
    form(r"(?:hide|block|ban|blacklist|filter out|exclude)(?P<what> .+)"),
    form(r"leave me alone(?P<what> (?:about|with) .+)?"),
)  # fmt: skip
_FILLING = form(
    rf"^(?:\s*\b(?:{_SOME}|{_NEWS}|alerts?|notifications?|stuff|things|every|everything|it|this|that|them)\b)*"
    rf"(?:\s*\b(?:{_ABOUT}|from|to|when(?:ever)?|if)\b)?\s*"
)
_SEEING = alternatives("chat_requests", "seeing")
_TO_FOLLOW = r"(?:follow(?:ing|ed)?|subscri\w+(?: to)?|watch(?:ing)?|track(?:ing)?|monitor(?:ing)?)"
_LIST = form(
    rf"(?:what|which|who)(?: \w+){{0,2}} (?:do|am|are|have) (?:i|we) (?:currently |still |now )*{_TO_FOLLOW}.{{0,12}}"
    rf"|(?:(?:{_SEEING}) )?(?:(?:all|of|my|our|current|active|the|list) )*(?:my|our|current|active) (?:\w+ )?{_LISTED}"
    rf"|(?:{_SEEING}) (?:everything|what|all|whatever|who|topics)(?: that)? (?:i|we)(?:'m| am| are|'re)? {_TO_FOLLOW}"
    rf"|(?:what|which)(?: \w+)? {_LISTED} do (?:i|we) have"
    rf"|(?:what|which|where) (?:are|is) (?:all )?(?:my|our) {_LISTED}"
    rf"|(?:what|which|who)(?: \w+){{0,2}} do (?:i|we) get (?:\w+ )?{_NEWS}(?: {_ABOUT}| from)?"
    rf"|(?:am i|are we) (?:still |currently )*{_TO_FOLLOW}(?: anything| something| any \w+)?"
)


def follow_request(text: str, is_name: Callable[[str], bool]) -> FollowRequest | None:
    """The action on subscriptions that ``text`` asks for, or None.

    ``is_name``: whether the archive knows an entity of exactly this name.
    """
    plain = request_core(text)
    if _LIST.fullmatch(plain):
        return FollowRequest(action=FollowAction.LIST)
    if (stop := _first_match(_STOP, _ENDING.sub("", _INSISTING.sub("", plain)))) is not None:
        return FollowRequest(action=FollowAction.UNFOLLOW, words=_what_to_unfollow(stop["what"] or ""))
    if _UNSAID.fullmatch(_ENDING.sub("", plain)):
        return FollowRequest(action=FollowAction.FOLLOW)
    if later := _FROM_NOW_ON.fullmatch(plain):
        return FollowRequest(action=FollowAction.FOLLOW, words=_topic(later["words"]))
    words = _what_to_follow(_ENDING.sub("", plain), is_name)
    return FollowRequest(action=FollowAction.FOLLOW, words=words) if words else None


def asks_of_past(text: str) -> bool:
    """Whether ``text`` asks to be told what has happened, or is settled: "let me know when the next strike is"."""
    asked = _ASKED_OF_PAST.search(request_core(text))
    if asked is None:
        return False
    return _PAST.search(asked["clause"]) is not None or _NEXT.fullmatch(asked["clause"].strip()) is not None


def _first_match(forms: tuple[re.Pattern[str], ...], text: str) -> re.Match[str] | None:
    return next((match for form in forms if (match := form.fullmatch(text))), None)


def _what_to_unfollow(what: str) -> str:
    words = _BEHIND.sub("", _ARTICLE.sub("", _FILLING.sub("", what).strip(" ,")))
    return "" if words.lower() in _NOTHING else words


def _what_to_follow(plain: str, is_name: Callable[[str], bool]) -> str:
    """What to follow; "" if the text asks for nothing to be followed."""
    if named := _first_match(_NAMED, plain):
        return named["words"] if named["words"].lower() in _ALL else _topic(named["words"])
    match = _first_match((_IF_NEWS, _IF, _CLAUSE, _CLAUSE_FIRST, _TO_KNOW), plain)
    return _of_clause(match["clause"], is_name) if match else ""


def _of_clause(clause: str, is_name: Callable[[str], bool]) -> str:
    """The subject of a clause about the future, the clause itself if somebody speaks there.

    "" for a clause about the past, which is a question.
    """
    if (said := _SAYS.fullmatch(clause)) and (is_name(said["name"]) or said["name"] != said["name"].lower()):
        return f"when {clause}"  # as bot/following/filter_language/wishes.py reads it
    if match := _first_match((_OF_NEWS, _THERE_IS, _HAPPENS, _MENTIONED), clause):
        return _topic(match["words"])
    if _PAST.search(clause) or _AHEAD.search(clause) or _NEXT.fullmatch(clause):
        return ""
    return _subject(_ARTICLE.sub("", clause), is_name)


def _subject(clause: str, is_name: Callable[[str], bool]) -> str:
    """The subject of a clause: "Henrike Saul resigns" -> "Henrike Saul", "strike ends" -> "strike"."""
    words = clause.split()
    for size in range(min(5, len(words)), 0, -1):
        if is_name(" ".join(words[:size])):
            return " ".join([*words[:size], *_further_names(words[size:], is_name)])
    capitals = next((at for at, word in enumerate(words) if not word[:1].isupper()), len(words))
    if capitals:
        return " ".join(words[:capitals])
    before = _VERB.split(clause, maxsplit=1)[0].split()
    if len(before) == len(words) > 1:  # an unknown verb: the last word that looks like one, else the last word
        verb = next((at for at, word in enumerate(words) if at and re.fullmatch(r"\w+[^s]s", word)), len(words) - 1)
        before = words[:verb]
    return _topic(" ".join(before))


def _further_names(words: list[str], is_name: Callable[[str], bool]) -> list[str]:
    """The alternatives at the start of what follows a name: "or Dario Pellun speak" -> ["or", "Dario", "Pellun"]."""
    if not words or words[0].lower() != "or":
        return []
    sizes = (size for size in range(min(4, len(words) - 1), 0, -1) if is_name(" ".join(words[1 : 1 + size])))
    size = next(sizes, 0)
    return [*words[: 1 + size], *_further_names(words[1 + size :], is_name)] if size else []


def _topic(words: str) -> str:
    words = _BEHIND.sub("", _PIECES.sub("", _ARTICLE.sub("", words.strip(' ,?!."“”'))))
    words = _BY.sub(r'from:"\g<outlet>"', words)
    return "" if words.lower() in _NOTHING else words
