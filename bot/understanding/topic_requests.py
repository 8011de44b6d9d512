"""Recognise requests for more than one answer on a topic: a brief, a timeline, a comparison, trends. Pure.

"summarise the Strake trial for me"     -> brief      "Strake trial"
"how did the strike unfold?"            -> timeline   "strike"
"compare Saul and Pellun"               -> comparison "Saul", "Pellun"
"what is everybody talking about?"      -> trending
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.lexicon.loader import alternatives, word_list
from bot.understanding.politeness import request_core, without_courtesies


def _any_of(section: str) -> str:
    return rf"(?:{alternatives('topic_requests', section)})"


_ABOUT = r"(?:about|on|of|regarding|concerning|for|over|around|behind|in|with|to)"
_ON = r"(?:about|on|regarding|concerning|over|of|for)"
_A = r"(?:an? |the |some |all )?(?:(?:short|quick|brief|full|complete|little|new|main|important|latest|whole) )*"
_WANT = (
    r"(?:(?:(?:i (?:just )?)?(?:want|need|would like)|i'd like|looking for|after|give me"
    r"|show me|get me|send me|what(?:'s| is| are| were)|make) )?"
)
_TOPIC = r"(?P<topic>.+?)"
_END = rf"(?:,? (?:{alternatives('topic_requests', 'in_brief')}|in (?:\d+|two|three|five) (?:sentences|words|lines)))*"
_SUMMARY = rf"(?:{_any_of('summaries')}s?)"
_SUM_UP = _any_of("summing_up")
_ORDER = _any_of("courses")
_IN_ORDER = _any_of("in_order")
_NEWS = r"(?:news|articles|reports|coverage|stories|developments)"


_TWO = 2
_LONGEST_NAME = 4  # words


def _forms(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


_BRIEF = _forms(
    rf"{_WANT}{_A}{_SUMMARY} {_ABOUT} {_TOPIC}{_END}",
    rf"{_SUM_UP} (?:all )?(?:the )?(?:(?:latest|recent) )?{_NEWS} {_ABOUT} {_TOPIC}{_END}",
    rf"{_SUM_UP} (?:for me |to me )?(?:what(?:'s| is| has| was)?(?: been)? (?:happen(?:ed|ing)|going "
    rf"on|known) {_ABOUT} )?"
    rf"{_TOPIC}{_END}",
    rf"{_any_of('catching_up')} (?:(?:{_ABOUT}|as to) )?{_TOPIC}{_END}",
    rf"(?:(?:everything|all|something|what you know|{_any_of('learning')})(?: more| a bit)? )?about {_TOPIC}{_END}",
    rf"what (?:do|should|must|can) (?:you|we|i) (?:need to |have to )?know {_ABOUT} {_TOPIC}{_END}",
    rf"{_SUM_UP.removesuffix(')')}|sum|wrap|boil) (?:the )?{_TOPIC} (?:up|down){_END}",
    rf"i (?:know (?:nothing|little|not much)|(?:don't|do not) know (?:anything|much|a thing)|have no (?:idea|clue)"
    rf"|(?:have )?"
    rf"never heard) (?:about|of|on) {_TOPIC}(?:[.,;:!?]+ .*)?",
    rf"i(?:'m| am) (?:new to|lost on|confused about|out of the loop (?:on|about)) {_TOPIC}(?:[.,;:!?]+ .*)?",
    rf"what(?:'s| is) known {_ABOUT} {_TOPIC}{_END}",
    rf"(?:i(?:'ve| have)? (?:missed|not followed|not been following)|i (?:haven't|didn't) (?:been "
    rf")?follow(?:ed|ing)?)"
    rf" {_TOPIC}(?:[.,;:!?]+ .*)",
    rf"explain (?:to me |to us )?(?!(?:why|how|what|who|when|where|which|whether|if)\b){_TOPIC}{_END}",
    rf"what(?:'s| is| was) (?:all )?(?:the|this|that) (?:whole |big |latest )*{_any_of('affairs')} {_ABOUT} "
    rf"{_TOPIC}{_END}",
    rf"what(?:'s| is| has been|'s been) (?:going on|happening|new|up) (?:with|in|at|around|{_ABOUT}) "
    rf"{_TOPIC}{_END}",
    rf"(?:where|how) do (?:things|matters|we) stand (?:now )?{_ABOUT} {_TOPIC}{_END}",
    rf"(?:where are (?:we|things)|how far are (?:we|they|things)|how(?:'s| is) it going|how are things(?: "
    rf"going)?) "
    rf"{_ABOUT} {_TOPIC}{_END}",
    rf"how(?:'s| is| are| have| has) {_TOPIC} (?:going|coming along|getting on|been going){_END}",
    rf"what(?:'s| is) {_TOPIC} {_any_of('affairs')} (?:all )?about",
    rf"{_A}{_SUMMARY}:? {_TOPIC}{_END}",
    rf"{_TOPIC}[:,]? (?:in (?:short|brief|summary|a nutshell|a few (?:words|sentences)|\w+ "
    rf"(?:sentences|words|lines))"
    r"|tl;?dr|(?:quick |short )?(?:recap|summary|overview|briefing|rundown|round ?up|explained))",
)
_TIMELINE = _forms(
    rf"{_WANT}{_A}{_ORDER} {_ABOUT} {_TOPIC}{_END}",
    rf"{_TOPIC} (?:timeline|chronology)",
    rf"(?:timeline|chronology|key dates):? {_TOPIC}{_END}",
    rf"how (?:did|has|have|does) {_TOPIC} {_any_of('unfolding')}(?:,? {_IN_ORDER})?",
    rf"what (?:has )?happened (?:when )?(?:in|with|to|during) {_TOPIC},? {_IN_ORDER}",
    rf"what happened when (?:in|with|to|during) {_TOPIC}",
    rf"(?:{_A}{_NEWS} (?:{_ABOUT}) )?{_TOPIC}[:,]? (?:from (?:the )?(?:first|start|beginning)\b.*"
    r"|(?:step by step|day by day|stage by stage|chronologically|in (?:chronological )?order))",
    rf"from (?:the )?(?:first|start|beginning|very)\b[^:,]*[:,] {_TOPIC}",
    rf"(?:retrace|trace|chronicle|follow) (?:the )?(?:course|steps|history|development|story|path) of "
    rf"{_TOPIC}{_END}",
    rf"how did (?:we|it|things) (?:get|come) (?:here|to this|this far|so far) (?:with|in|on) {_TOPIC}",
)
_SAID = r"(?:has |have |had )?(?:said|says?|thinks?|thought|told us|stated|claimed|argued|commented)"
_AND = r"(?:and|with|to|against|versus|vs\.?)"
_VIEWS = rf"{_any_of('views')}"
_COMPARISON = _forms(
    rf"(?:what(?:'s| is| are) )?(?:the )?(?:differences?|comparison|contrast) between what (?P<one>.+?) and "
    rf"(?:what )?(?P<other>.+?)(?: each| both)? {_SAID}(?: {_ON} (?P<topic>.+))?",
    rf"(?:compare|contrast) (?:what|how|(?:the )?{_VIEWS} (?:of|by)) (?P<one>.+?) {_AND} "
    rf"(?P<other>.+?)(?: {_SAID})?(?: {_ON} (?P<topic>.+))?",
    rf"(?:compare|contrast) (?P<one>.+?)(?: {_VIEWS})? {_AND} (?P<other>.+?) {_VIEWS}(?: {_ON} (?P<topic>.+))?",
    rf"(?:compare|contrast) (?P<one>.+?) {_AND} (?P<other>.+)",
    rf"(?:put|set|hold|place|show me|show) what (?P<one>.+?) {_SAID}(?: {_ON} (?P<topic>.+?))? "
    rf"(?:next to|beside|against|alongside|and|opposite) what (?P<other>.+?) {_SAID}(?: {_ON} (?:it|that|them))?",
    r"(?:what(?:'s| is| are) )?(?:the )?(?:differences?|comparison|contrast) between (?P<one>.+?) and "
    r"(?P<other>.+)",
    rf"how (?:do|does|did) (?P<one>.+?) (?:and|compare (?:to|with)|differ from) (?P<other>.+?)(?: "
    rf"(?:compare|differ))?"
    rf"(?: {_ON} (?P<topic>.+))?",
    rf"(?:put|set|hold|place|show me|show) (?P<one>.+?)'s? {_VIEWS}(?: {_ON} (?P<topic>.+?))? "
    rf"(?:next to|beside|against|alongside|side by side with|opposite) (?P<other>.+?)(?:'s?(?: {_VIEWS})?)?",
)
#: Comparisons only if both are names: "What did Marks and Spencer say?" is about one.
_BOTH_SAID = _forms(
    r"what (?:did|do|does|have|has) (?P<one>.+?) and (?P<other>.+?) (?:each |both |respectively )?"
    rf"(?:say|said|think|thought)(?: {_ON} (?P<topic>.+))?",
    rf"(?P<one>.+?) (?:vs\.?|versus|against) (?P<other>.+?)(?: {_ON} (?P<topic>.+))?",
    rf"(?:do|does|did|have|where do|how far do|on what do) (?P<one>.+?) and (?P<other>.+?) "
    rf"{_any_of('differing')}d?"
    rf"(?: (?:{_ON}|with each other {_ON}) (?P<topic>[^?;]+))?(?:[?;,.]+ .*)?",
    r"(?:do|does|did) (?P<one>.+?) and (?P<other>.+?) (?:see|view|judge|think of) (?P<topic>.+?) "
    r"(?:differently|the same"
    r"(?: way)?|alike)",
    rf"(?:who said what {_ON} (?P<topic>.+?)[:,]? )(?P<one>[^ ].*?),? (?:and|or) (?P<other>.+)",
    rf"(?P<one>.+?) and (?P<other>.+?)(?: {_ON} (?P<topic>.+?))?[:,]+ (?:who said what|what did "
    rf"(?:each|they|both)\b.*"
    r"|compared|side by side|a comparison)",
    rf"(?:what (?:are|were) |compare )?(?:the )?{_VIEWS} of (?P<one>.+?) and (?P<other>.+?)(?: {_ON} "
    rf"(?P<topic>.+))?",
    rf"(?P<one>.+?)'s?(?: {_VIEWS})? (?:and|vs\.?|versus|or) (?P<other>.+?)'s? {_VIEWS}(?: {_ON} (?P<topic>.+))?"
    r"(?: compared| side by side)?",
)
_COMPARED = re.compile(r"^how .*\b(?:compare|differ)\b", re.IGNORECASE)
_TRENDING = _forms(
    r"(?:what(?:'s| is| are) )?(?:now )?trending(?: topics?| stories| now| today| (?:in|on) the news)*",
    r"(?:what are )?(?:the )?(?:hot|hottest|big|biggest|main|most (?:talked|written)[ -]about|most "
    r"important|major)"
    r" (?:topics?|stor(?:y|ies)|issues?|themes?|news)(?: (?:right )?now| today| this week| at the moment)*",
    r"(?:what|who)(?: is| are|'s|'re) (?:everyone|everybody|people|all the papers|the papers|the press|they) "
    rf"(?:talking|writing|speaking|asking) about(?: {_any_of('at_present')})*",
    r"what(?:'s| is) (?:in|on) (?:everyone|everybody)'s (?:mind|lips)",
    rf"{_any_of('what_is_in_the_news')}(?: is| are|'s|'re) (?:the )?(?:most )?{_any_of('in_the_news')}"
    rf"(?: {_any_of('at_present')})*",
    rf"(?:who|which \w+)(?: is| are|'s|'re)(?: being)? (?:all over the (?:news|papers)|{_any_of('named_in_the_news')})"
    rf"(?: (?:a lot|so much|the most|often|{_any_of('at_present')}))*",
    rf"who(?:m)? (?:do|are|does) (?:the )?(?:papers|news|media|press|everyone|everybody|people|they) "
    rf"(?:write|writing|talk|talking|report|reporting|mention|mentioning|name|naming)(?: about| on)?(?: (?:most|"
    rf"a lot|{_any_of('at_present')}))*",
    rf"(?:what|who) (?:are|is) (?:the )?(?:big|main|top|hot|biggest) "
    rf"(?:names?|topics?|themes?|issues?|stories|talking points?)"
    rf"(?: (?:of|in|on) .+| {_any_of('at_present')})*",
)
#: Phrases that say what is wanted wherever they occur: "the phone ban, in a few lines".
_CUES_OF_BRIEFS, _CUES_OF_TIMELINES, _CUES_OF_COMPARISONS = (
    re.compile(rf"(?<![\w'])(?:{alternatives('topic_requests', section)})(?![\w'])", re.IGNORECASE)
    for section in ("cues_of_briefs", "cues_of_timelines", "cues_of_comparisons")
)
_COUNTS = re.compile(r"(?:how (?:many|much|old|long|far)|when|where|why)\b", re.IGNORECASE)
_AROUND = word_list("topic_requests", "around_topics")
_WHOLE = re.compile(r"[;:,?!]+ |[;:,?!.]+$|\. |\0")
_POINTERS = alternatives("pronouns", "leaning_ends")
_LEANING = re.compile(rf"\b(?:{_POINTERS})$", re.IGNORECASE)
_OPENERS = word_list("questions", "openers")
_THE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
#: What precedes a topic if two ways of asking are combined: "walk me through X from the beginning".
_FRAMED = re.compile(
    rf"^(?:(?:{_any_of('catching_up')}|list|give me|tell me(?: about)?|what (?:has )?happened (?:to|with|in|at|during)"
    rf"|what's(?= .+ about$)"
    rf"|(?:all )?(?:the )?(?:events|story|stories|course|history|details) (?:of|about|on)"
    r"|this(?! (?:\w*day|week\w*|month|year|morning|evening|afternoon|quarter)\b)|that) )+|"
    r"(?<=\w) about$",
    re.IGNORECASE,
)
_OWN = re.compile(r"(?<=\w)(?:'s|(?<=s)')$")


def brief_topic(text: str) -> str:
    """The topic of a requested brief; "" if ``text`` asks for something else or depends on an earlier turn."""
    return _topic_of(_BRIEF, text) or _beside(_CUES_OF_BRIEFS, text)


def timeline_topic(text: str) -> str:
    """The topic of a requested timeline; "" as for ``brief_topic``."""
    return _topic_of(_TIMELINE, text) or _beside(_CUES_OF_TIMELINES, text)


def compared(text: str, is_name: Callable[[str], bool]) -> tuple[str, ...] | None:
    """The two sides to compare, and the topic if given; None if ``text`` asks for something else.

    ``is_name``: whether there is an entity of exactly this name.
    """
    plain = _plain(text)
    for form in _COMPARISON:
        match = form.fullmatch(plain)
        if match and (not plain.lower().startswith("how ") or _COMPARED.match(plain)):
            return _both(match)
    for form in _BOTH_SAID:
        if (match := form.fullmatch(plain)) and _are_two(_bare(match["one"]), _bare(match["other"]), is_name):
            return _both(match)
    return _named_beside(plain, is_name)


def _named_beside(plain: str, is_name: Callable[[str], bool]) -> tuple[str, ...] | None:
    """The first two names in a text with a word of comparison, and what else the text is about."""
    if _COUNTS.match(plain) or not _CUES_OF_COMPARISONS.search(plain):
        return None
    rest, names = names_taken(_CUES_OF_COMPARISONS.sub("\0", plain).split(), is_name)
    if len(names) != _TWO:
        return None
    about = re.split(rf"\b{_ON} ", rest, maxsplit=1)
    topic = _without_ends(re.split(r"[\0;:,?!]", about[1])[0]) if len(about) > 1 else ""
    return (*names, topic) if topic else names


def names_taken(words: list[str], is_name: Callable[[str], bool]) -> tuple[str, tuple[str, ...]]:
    """The words without the names among them, and the names in order, without repeats; longest names first."""
    rest: list[str] = []
    names: list[str] = []
    at = 0
    while at < len(words):
        sizes = () if words[at].lower() in _AROUND else range(_LONGEST_NAME, 0, -1)
        tried = ((size, _name_of(words[at : at + size])) for size in sizes if "\0" not in words[at : at + size])
        size, name = next(((size, name) for size, name in tried if is_name(name)), (1, ""))
        (names if name and name not in names else rest).append(name or words[at])
        at += size
    return " ".join(rest), tuple(names)


def _name_of(words: list[str]) -> str:
    return _OWN.sub("", " ".join(words).strip(",;:?!."))


def _are_two(one: str, other: str, is_name: Callable[[str], bool]) -> bool:
    return is_name(one) and is_name(other) and not is_name(f"{one} and {other}")


def _both(match: re.Match[str]) -> tuple[str, ...]:
    other, *about = re.split(rf" {_ON} ", match["other"], maxsplit=1)
    topic = match.groupdict().get("topic") or "".join(about)
    return tuple(map(_bare, filter(None, (match["one"], other, topic))))


def asks_for_trends(text: str) -> bool:
    """Whether ``text`` asks what is in the news in general."""
    plain = _plain(text)
    return any(form.fullmatch(plain) for form in _TRENDING)


def _topic_of(forms: tuple[re.Pattern[str], ...], text: str) -> str:
    plain = _plain(text)
    match = next((match for form in forms if (match := form.fullmatch(plain))), None)
    if match is None or _LEANING.search(match["topic"]) or _asks(match):
        return ""
    return _bare(_FRAMED.sub("", match["topic"]))


def _beside(cues: re.Pattern[str], text: str) -> str:
    """The topic next to a phrase that says what is wanted, without framing words."""
    plain = _plain(text)
    rest = cues.sub("\0", plain)
    ahead = rest.partition("\0")[0].lower().split()
    if rest == plain or (ahead and ahead[0] in _OPENERS and not set(ahead) <= _AROUND):
        return ""
    topic = max((_without_ends(part) for part in _WHOLE.split(rest)), key=len)
    return "" if _LEANING.search(topic) else _FRAMED.sub("", topic)


def _without_ends(part: str) -> str:
    words = part.split()
    while words and words[0].lower().strip(".,") in _AROUND:
        words.pop(0)
    while words and words[-1].lower().strip(".,") in _AROUND:
        words.pop()
    return " ".join(words)


def _asks(match: re.Match[str]) -> bool:
    """Whether the text begins as a question: "Who has led it from the beginning?" asks for a single answer."""
    return match.start("topic") == 0 and match["topic"].split()[0].lower() in _OPENERS


def _plain(text: str) -> str:
    plain = without_courtesies(request_core(text)).strip(" ?!.,")
    ahead, please, _ = plain.partition(" please ")  # "summary of the vote please i have no time"
    return ahead if please and len(ahead.split()) > _TWO else plain


def _bare(topic: str) -> str:
    return _OWN.sub("", _THE.sub("", topic.strip(' ,"“”')))
