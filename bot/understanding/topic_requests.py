"""Requests for more than one answer on a topic: a brief, a timeline, a comparison, what the news is about now. Pure.

"summarise the Strake trial for me"     -> brief      "Strake trial"
"how did the strike unfold?"            -> timeline   "strike"
"compare Saul and Pellun"               -> comparison "Saul", "Pellun"
"what is everybody talking about?"      -> trending
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.lexicon.loader import alternatives
from bot.understanding.politeness import without_courtesies

_ABOUT = r"(?:about|on|of|regarding|concerning|for)"
_A = r"(?:an? |the )?(?:(?:short|quick|brief|full|complete|little|new) )*"
_TOPIC = r"(?P<topic>.+?)"
_END = r"(?: (?:for me|in (?:short|brief|a nutshell)|please|briefly|up))*"
_SUMMARY = (
    r"(?:summary|overview|brief(?:ing)?|outline|recap|round ?up|rundown|digest|synopsis|background(?: information)?)"
)
_ORDER = r"(?:timeline|chronology|history|sequence of events|course of events)"


def _forms(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


_BRIEF = _forms(
    rf"(?:summari[sz]e|sum up|recap|outline) (?:all )?(?:the )?(?:(?:latest|recent) )?"
    rf"(?:news|articles|reports|coverage|stories|developments) {_ABOUT} {_TOPIC}{_END}",
    rf"(?:summari[sz]e|sum up|recap|outline) {_TOPIC}{_END}",
    rf"(?:i (?:want|need|would like) )?{_A}{_SUMMARY} {_ABOUT} {_TOPIC}{_END}",
    rf"(?:brief me|fill me in|catch me up|bring me up to date|update me) {_ABOUT} {_TOPIC}{_END}",
    rf"(?:(?:everything|all|something|what you know) )?about {_TOPIC}{_END}",
    rf"what do (?:you|we) know {_ABOUT} {_TOPIC}{_END}",
    rf"what is known {_ABOUT} {_TOPIC}{_END}",
    rf"explain (?:to me |to us )?(?!(?:why|how|what|who|when|where|which|whether|if)\b){_TOPIC}"
    rf"{_END}(?: to (?:me|us))?",
    rf"what(?:'s| is) the (?:story|deal|situation) (?:with|{_ABOUT}) {_TOPIC}",
    rf"what(?:'s| is| has been) (?:going on|happening|new|up) (?:with|in|at|around|{_ABOUT}) {_TOPIC}{_END}",
    rf"(?:brief|briefing|summary):? {_TOPIC}{_END}",
)
_TIMELINE = _forms(
    rf"(?:i (?:want|need|would like) )?{_A}{_ORDER} (?:{_ABOUT}|in) {_TOPIC}{_END}",
    rf"{_TOPIC} (?:timeline|chronology)",
    rf"timeline:? {_TOPIC}{_END}",
    rf"how (?:did|has|have|does) {_TOPIC} (?:unfold|unfolded|develop|developed|evolve|evolved|go on|play(?:ed)? out)"
    rf"(?: so far| over time)?",
    rf"what (?:has )?happened (?:in|with|to|during) {_TOPIC} "
    r"(?:step by step|in (?:chronological )?order|so far|day by day|over time)",
)
_SAID = r"(?:has |have |had )?(?:said|says?|thinks?|thought|told us|stated|claimed|argued|commented)"
_COMPARISON = _forms(
    rf"compare (?:what|how|the (?:words|quotes|views|statements) (?:of|by)) (?P<one>.+?) (?:and|with|to|versus|vs\.?) "
    rf"(?P<other>.+?)(?: {_SAID})?(?: {_ABOUT} (?P<topic>.+))?",
    r"compare (?P<one>.+?) (?:and|with|to|against|versus|vs\.?) (?P<other>.+)",
    r"(?:what(?:'s| is| are) )?(?:the )?(?:differences?|comparison) between (?P<one>.+?) and (?P<other>.+)",
    r"how (?:do|does|did) (?P<one>.+?) (?:and|compare (?:to|with)|differ from) (?P<other>.+?)(?: (?:compare|differ))?",
)
#: Comparisons only where both are names: "What did Marks and Spencer say?" is about one.
_BOTH_SAID = _forms(
    r"what (?:did|do|does|have|has) (?P<one>.+?) and (?P<other>.+?) (?:say|said|think|thought)"
    rf"(?: {_ABOUT} (?P<topic>.+))?",
    rf"(?P<one>.+?) (?:vs\.?|versus|against) (?P<other>.+?)(?: {_ABOUT} (?P<topic>.+))?",
)
_COMPARED = re.compile(r"^how .*\b(?:compare|differ)\b", re.IGNORECASE)
_TRENDING = _forms(
    r"(?:what(?:'s| is| are) )?(?:now )?trending(?: topics?| stories| now| today| (?:in|on) the news)*",
    r"(?:what are )?(?:the )?(?:hot|hottest|big|biggest|main|most (?:talked|written)[ -]about|most important|major)"
    r" (?:topics?|stor(?:y|ies)|issues?|themes?|news)(?: (?:right )?now| today| this week| at the moment)*",
    r"what (?:is|are) (?:everyone|everybody|people|all the papers|the papers|they) (?:talking|writing|speaking) about"
    r"(?: (?:right )?now| today| this week| these days)*",
    r"what(?:'s| is) (?:in|on) (?:everyone|everybody)'s (?:mind|lips)",
)
_POINTERS = alternatives("pronouns", "leaning_ends")
_LEANING = re.compile(rf"\b(?:{_POINTERS})$", re.IGNORECASE)
_CAN_YOU = re.compile(r"^(?:can|could|would|will) you (?:please )?", re.IGNORECASE)
_THE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)


def brief_topic(text: str) -> str:
    """What to tell of in brief; "" when ``text`` asks for anything else, or leans on what was said before."""
    return _topic_of(_BRIEF, text)


def timeline_topic(text: str) -> str:
    """Of what to tell the course of events; "" as ``brief_topic``."""
    return _topic_of(_TIMELINE, text)


def compared(text: str, is_name: Callable[[str], bool]) -> tuple[str, ...] | None:
    """The two that are to be compared, and on what where that is said; None when ``text`` asks for anything else.

    ``is_name``: whether somebody or something goes by just these words.
    """
    plain = _plain(text)
    for form in _COMPARISON:
        match = form.fullmatch(plain)
        if match and (not plain.lower().startswith("how ") or _COMPARED.match(plain)):
            return _both(match)
    for form in _BOTH_SAID:
        if (match := form.fullmatch(plain)) and _are_two(match["one"], match["other"], is_name):
            return _both(match)
    return None


def _are_two(one: str, other: str, is_name: Callable[[str], bool]) -> bool:
    return is_name(one) and is_name(other) and not is_name(f"{one} and {other}")


def _both(match: re.Match[str]) -> tuple[str, ...]:
    other, *about = re.split(rf" {_ABOUT} ", match["other"], maxsplit=1)
    topic = match.groupdict().get("topic") or "".join(about)
    return tuple(map(_bare, filter(None, (match["one"], other, topic))))


def asks_for_trends(text: str) -> bool:
    """Whether ``text`` asks what the news is about now, in all."""
    plain = _plain(text)
    return any(form.fullmatch(plain) for form in _TRENDING)


def _topic_of(forms: tuple[re.Pattern[str], ...], text: str) -> str:
    plain = _plain(text)
    match = next((match for form in forms if (match := form.fullmatch(plain))), None)
    return "" if match is None or _LEANING.search(match["topic"]) else _bare(match["topic"])


def _plain(text: str) -> str:
    return _CAN_YOU.sub("", without_courtesies(" ".join(text.replace("’", "'").split()))).strip(" ?!.,")


def _bare(topic: str) -> str:
    return _THE.sub("", topic.strip(' ,"“”'))
