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
from bot.understanding import topic_forms as forms
from bot.understanding.offices import office
from bot.understanding.politeness import request_core, without_courtesies
from bot.understanding.requests import SIDES

_LONGEST_NAME = 4  # words
_FEW = 2  # words before "please" that are no request


#: Phrases that say what is wanted wherever they occur: "the phone ban, in a few lines".
_CUES_OF_BRIEFS, _CUES_OF_TIMELINES, _CUES_OF_COMPARISONS = (
    re.compile(rf"(?<![\w'])(?:{alternatives('topic_requests', section)})(?![\w'])", re.IGNORECASE)
    for section in ("cues_of_briefs", "cues_of_timelines", "cues_of_comparisons")
)
#: How questions for a single fact open.
ASKS_FOR_FACT = re.compile(
    r"(?:how (?:many|much|old|long|far)|when|where|why|who(?:['’]?s| is| was) (?:the|an?))\b", re.IGNORECASE
)
_AROUND = word_list("topic_requests", "around_topics")
_WHOLE = re.compile(r"[;:,?!]+ |[;:,?!.]+$|\. |\0")
_POINTERS = alternatives("pronouns", "leaning_ends")
_LEANING = re.compile(rf"\b(?:{_POINTERS})$", re.IGNORECASE)
_BETWEEN_SIDES = frozenset({"and", "or", "vs", "v", "versus", "against", "with", "from"})
#: "What did Saul and Pellun agree on?" asks for one thing.
_WHAT_AGREED = re.compile(
    r"(?:what|on what|which \w+) (?:did|have|has|had) .* (?:agreed?|settled?) (?:on|upon|to)(?: .+)?$", re.IGNORECASE
)
#: "Did the union and the council agree on pay?" asks whether there is a deal.
_AGREED = re.compile(r"(?:did|have|has) .*\bagreed? (?:on|to)\b", re.IGNORECASE)
#: How a comparison is to be shown, behind its topic.
_HOW_SHOWN = re.compile(
    r",?\s+(?:side by|next to|beside each|in two columns|in parallel|opposite each)\b.*$", re.IGNORECASE
)
#: A comparison that lacks a side: "compare", "compare Saul", "compare Saul and".
_ONE_SIDE = re.compile(
    r"(?:compare|contrast|(?:a )?comparison(?: of| between)?)(?:\W+(?P<one>.+?))??"
    r"(?P<cut>\W+(?:and|with|to|vs\.?|versus|against))?\W*",
    re.IGNORECASE,
)
_SIDES = word_list("topic_requests", "sides")
_OPENERS = word_list("questions", "openers")
_THE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
#: What precedes a topic if two ways of asking are combined: "walk me through X from the beginning".
_FRAMED = re.compile(
    rf"^(?:(?:{forms.any_of('catching_up')}|list|give me|tell me(?: about)?"
    r"|what (?:has )?happened (?:to|with|in|at|during)"
    rf"|what's(?= .+ about$)"
    rf"|(?:all )?(?:the )?(?:events|story|stories|course|history|details) (?:of|about|on)"
    r"|this(?! (?:\w*day|week\w*|month|year|morning|evening|afternoon|quarter)\b)|that) )+|"
    r"(?<=\w) about$",
    re.IGNORECASE,
)
#: What says why a brief is wanted: "I've been away since Monday - what's with the tunnel?"
_AWAY = re.compile(
    r"^(?:(?:i|we)(?:'ve|'m|'re| have| am| are| was| were)? )?(?:been |just |totally |completely )*"
    rf"(?:{alternatives('topic_requests', 'away')})"
    r"(?: (?:since|for|from|until|all|in|on|over|this|last|at|with) [\w ]+?)?\s*[,;:.!–-]+\s+(?:so |and )?(?=\w)",
    re.IGNORECASE,
)
_WHAT_ABOUT = re.compile(r"(?:and |so |but )?(?:what|how) about (?P<topic>.+)", re.IGNORECASE)
_OWN = re.compile(r"(?<=\w)(?:'s|(?<=s)')$")


def brief_topic(text: str) -> str:
    """The topic of a requested brief; "" if ``text`` asks for something else or depends on an earlier turn."""
    return _topic_of(forms.BRIEF, text) or _topic_beside(_CUES_OF_BRIEFS, text)


def topic_alone(text: str) -> str:
    """The topic of "what about the snow?", which only asks for a brief if nothing was answered just now."""
    found = _WHAT_ABOUT.fullmatch(_without_framing(text))
    return "" if found is None or _LEANING.search(found["topic"]) else _without_article(found["topic"])


def timeline_topic(text: str) -> str:
    """The topic of a requested timeline; "" as for ``brief_topic``."""
    return _topic_of(forms.TIMELINE, text) or _topic_beside(_CUES_OF_TIMELINES, text)


def compared(text: str, is_name: Callable[[str], bool]) -> tuple[str, ...] | None:
    """The two sides to compare, and the topic if given; None if ``text`` asks for something else.

    ``is_name``: whether there is an entity of exactly this name.
    """
    plain = _without_framing(text)
    if _WHAT_AGREED.match(plain):
        return None
    for form in forms.COMPARISON:
        match = form.fullmatch(plain)
        if match and (not plain.lower().startswith("how ") or forms.COMPARED.match(plain)):
            return _both(match)
    for form in forms.BOTH_SAID:
        if (match := form.fullmatch(plain)) and _are_two(
            _without_article(match["one"]), _without_article(match["other"]), is_name
        ):
            return _both(match) if not _AGREED.match(plain) or is_name(_without_article(match["one"])) else None
    return _named_beside(plain, is_name)


def one_side(text: str, is_name: Callable[[str], bool]) -> str | None:
    """The only side of a comparison that lacks the other; "" if it lacks both, None if ``text`` is something else."""
    match = _ONE_SIDE.fullmatch(_without_framing(text))
    if match is None:
        return None
    one = _without_article(match["one"] or "")
    if not any(map(str.isalpha, one)):
        return ""
    return one if match["cut"] or is_name(one) else None


def _named_beside(plain: str, is_name: Callable[[str], bool]) -> tuple[str, ...] | None:
    """The first two names in a text with a word of comparison, and what else the text is about."""
    if ASKS_FOR_FACT.match(plain) or not _CUES_OF_COMPARISONS.search(plain):
        return None
    rest, names = names_taken(_CUES_OF_COMPARISONS.sub("\0", plain).split(), is_name)
    if len(names) != SIDES:
        return None
    about = re.split(rf"\b{forms.ON} ", rest, maxsplit=1)
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
    return _may_speak(one, is_name) and _may_speak(other, is_name) and not is_name(f"{one} and {other}")


def sides_of(text: str, is_name: Callable[[str], bool]) -> tuple[str, ...] | None:
    """The two that a comparison is about, whether they have names or not, and its topic; None if there are no two.

    "Do the prosecutor and the captain's lawyer agree about the pump?" -> prosecutor, captain's lawyer, pump
    """
    words = [word.strip(",;:!?.") for word in _without_framing(text).split()]
    for at in (at for at, word in enumerate(words) if word.lower() in _BETWEEN_SIDES):
        before = (words[start:at] for start in range(max(0, at - _LONGEST_NAME), at))
        behind = (words[at + 1 : end] for end in range(min(len(words), at + 1 + _LONGEST_NAME), at + 1, -1))
        one, other = (next(filter(None, (_side(tried, is_name) for tried in every)), "") for every in (before, behind))
        if one and other:
            about = re.split(rf"\b{forms.ON} ", " ".join(words[at + 1 :]), maxsplit=1)
            topic = _without_ends(re.split(r"[\0;:,?!]", about[1])[0]) if len(about) > 1 else ""
            return (one, other, topic) if topic else (one, other)
    return None


def is_side(word: str) -> bool:
    """Whether a word means somebody who may have a view: "union", "owner"."""
    return bool({word.lower(), word.lower().removesuffix("s")} & _SIDES)


def _side(words: list[str], is_name: Callable[[str], bool]) -> str:
    while words and words[0].lower() in _AROUND:
        words = words[1:]
    side = _without_article(" ".join(words))
    return side if _may_speak(side, is_name) else ""


def _may_speak(side: str, is_name: Callable[[str], bool]) -> bool:
    """Whether words name somebody, an office or a group that has views: "Saul", "captain's lawyer", "growers"."""
    if is_name(side):
        return True
    words = side.lower().split()
    return 0 < len(words) <= _LONGEST_NAME and (is_side(words[-1]) or office(side) is not None)


def _both(match: re.Match[str]) -> tuple[str, ...]:
    other, *about = re.split(rf" {forms.ON} ", match["other"], maxsplit=1)
    topic = _HOW_SHOWN.sub("", match.groupdict().get("topic") or "".join(about))
    return tuple(map(_without_article, filter(None, (match["one"], other, "" if _LEANING.fullmatch(topic) else topic))))


def asks_for_trends(text: str) -> bool:
    """Whether ``text`` asks what is in the news in general."""
    plain = _without_framing(text)
    return any(form.fullmatch(plain) for form in forms.TRENDING)


def _topic_of(forms: tuple[re.Pattern[str], ...], text: str) -> str:
    plain = _without_framing(text)
    match = next((match for form in forms if (match := form.fullmatch(plain))), None)
    if match is None or _LEANING.search(match["topic"]) or _asks(match):
        return ""
    within = match.groupdict().get("within") or ""  # days, which limit the articles
    topic = _without_article(_FRAMED.sub("", match["topic"]))
    return "" if _THE.fullmatch(f"{topic} ") else f"{topic} {within}".strip()


def _topic_beside(cues: re.Pattern[str], text: str) -> str:
    """The topic next to a phrase that says what is wanted, without framing words."""
    plain = _without_framing(text)
    rest = cues.sub("\0", plain)
    ahead = rest.partition("\0")[0].lower().split()
    if rest == plain or (ahead and ahead[0] in _OPENERS and not set(ahead) <= _AROUND):
        return ""
    topic = max((_without_ends(part) for part in _WHOLE.split(rest)), key=len)
    return "" if _LEANING.search(topic) or _THE.fullmatch(f"{topic} ") else _FRAMED.sub("", topic)


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


def _without_framing(text: str) -> str:
    plain = _AWAY.sub("", without_courtesies(request_core(text)).strip(" ?!.,"))
    ahead, please, _ = plain.partition(" please ")  # "summary of the vote please i have no time"
    return ahead if please and len(ahead.split()) > _FEW else plain


def _without_article(topic: str) -> str:
    return _OWN.sub("", _THE.sub("", topic.strip(' ,"“”')))
