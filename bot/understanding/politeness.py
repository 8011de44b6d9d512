"""Strip courtesies from questions: "hi, can you tell me who won the marathon pls"."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.lexicon.loader import alternatives, rows, word_list

_SHORTHAND = {short: " ".join(long) for short, *long in rows("small_talk", "shorthand")}
_SPELLED = word_list("topic_requests", "spelled")
_NO_SLIPS = word_list("topic_requests", "no_slips")
_KEPT = 256  # texts: each reader of a request asks for the same ones
_SHORTEST_SLIP = 6  # letters; shorter words have too many similar ones
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")  # "hiiii"
_SYMBOLS = re.compile(r"(?:[\u2190-\u2bff\ufe0f\u200d]|[\U0001f000-\U0001faff])+")
_WORD_OR_SHORTHAND = re.compile(r"(?<![\w.])[^\s,.;:!?]+(?!\.\w)")  # "U.S." is not "you"
_PLEASE = r"(?:please|pls|plz|kindly)"
_YOU = r"(?:you|u|ya)"
_TELL = r"(?:tell|show|give|explain(?: to)?|remind)"
_OPENINGS = re.compile(
    r"^\W*(?:(?:"
    rf"(?:{alternatives('small_talk', 'interjections')})"
    r"|(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening|day))(?: there| bot| newsbot| all)?"
    r"|(?:thanks|thank you|thx|cheers|sorry|excuse me|ok|okay|well|um+|quick question|question)(?=\s*[,.!:])"
    rf"|{_PLEASE}"
    rf"|(?:can|could|would|will) {_YOU}(?: {_PLEASE}| maybe| perhaps)?"
    rf" (?:{_TELL} (?:me|us)|let (?:me|us) know|say|find out(?: for me)?)"
    rf"|{_TELL} (?:me|us)"
    r"|i(?: would|'d)? (?:really )?(?:like|want|need|wanna)(?: to)? (?:know|find out|ask(?: you)?|hear)"
    r"|i(?:'m| am| was)? (?:just )?wonder(?:ing)?"
    rf"|(?:do|does|did|would) (?:{_YOU}|anyone|anybody|someone) (?:happen to )?(?:know|remember)"
    r"|any(?:body|one)? (?:idea|know)s?"
    r")\b[\s,.!:;–-]*)+",
    re.IGNORECASE,
)
# each begins where its marks begin: tried within them too, 4,096 of them would take seconds
_ENDINGS = re.compile(
    rf"(?<![\s,.!?])(?:[\s,.!?]+(?:{_PLEASE}|thanks(?: a lot)?|thank you(?: very much)?|thx|cheers"
    rf"|{alternatives('small_talk', 'question_tags')}))+(?=\W*$)",
    re.IGNORECASE,
)
#: "What on earth ..."
_INTENSIFIED = re.compile(
    r"\b(who|what|when|where|why|how)(?: on earth| in the world| the (?:hell|heck|devil))\b", re.IGNORECASE
)
_ASIDES = alternatives("small_talk", "asides")
#: Sentences around a question that ask nothing: "Oh dear, my sister liked it. When does it open? I'd love to go."
_ASIDE_BEFORE = re.compile(
    rf"^\W*(?i:{_ASIDES})\b(?:(?! about\b| read\b| heard\b| saw\b)(?:I\b|[^?.!A-Z])){{0,60}}[.!]\s+(?=.*(?:\w \w|\?))"
)
_ASIDE_BEHIND = re.compile(rf"(?<=\?)\s+(?:{_ASIDES})\b[^?]*$", re.IGNORECASE)
_BEFORE_CHANGE = alternatives("small_talk", "before_changing_topic")
#: "Now something quite different, ..."
_CHANGE = re.compile(
    rf"^\W*(?:(?:{_BEFORE_CHANGE})\W+)*(?:{alternatives('small_talk', 'changing_topic')})\b"
    r"(?:\W+(?:altogether|entirely|completely|now|please|pls|then))*\W*(?=\w+ \w)",
    re.IGNORECASE,
)

#: What asks newsbot to answer the question behind it: "could you please be so kind as to tell me", "I'd like to know".
_ANSWERING = (
    rf"(?:(?:so|but|and|now|then|{_PLEASE}),? )*"
    rf"(?:(?:can|could|would|will) {_YOU} |be so kind(?: as)? to |{_PLEASE} )*"
    rf"(?:{_TELL} (?:me|us)|let (?:me|us) know(?! when)|i(?: would|'d) (?:really )?like to know)(?: please)?[,:]? "
)
_WH = r"(?:who|whom|whose|what|which|when|where|why|how)\b"
_TOLD = re.compile(rf"^(?P<before>.{{12,1500}}?)[.!:,;] {_ANSWERING}(?P<question>{_WH} .+)$", re.IGNORECASE)
#: What asks for something of its own, or begins a condition, behind which "tell me who ..." is about the future.
_WISH = re.compile(
    rf"\?|\b(?:follow|subscribe|mute|(?:send|get|{_TELL}) (?:me|us)|let (?:me|us) know)\b"
    r"|^(?:when(?:ever)?|once|as soon as|every ?time|each time|any ?time|the moment|should|if)\b"
    r"(?! (?:it|it's|that|this)(?: is|'s)? (?:not )?(?:too much|possible|ok|okay|no )| you (?:know|can|have|don't))",
    re.IGNORECASE,
)
_AUXILIARIES = alternatives("function_words", "auxiliaries_in_questions")
_GREETED = re.compile(rf"^\W*(?:(?:{alternatives('small_talk', 'before_wondering')})\b[\s,.!:;–-]*)+", re.IGNORECASE)
#: What says that an answer is wanted, never that news to come are: "I wonder if", "any idea who".
_WONDERING = re.compile(
    rf"^\W*(?:{alternatives('small_talk', 'wondering')})\b(?: (?:about|to know|in))?[,:]? (?=[\w']+ \w)", re.IGNORECASE
)
_WONDERING_AT_LAST = re.compile(
    rf"^(?P<before>.{{12,1500}}?)[.!:,;] (?:(?:so|but|and|now),? )*"
    rf"(?P<question>(?:{alternatives('small_talk', 'wondering')})\b.+)$",
    re.IGNORECASE,
)
#: What comes behind it: no "when", since "I want to know when Saul resigns" may be about the future.
_WONDERED = re.compile(r"(?:who|whom|whose|what|which|where|why|how)(?:['’]s|['’]re)?\b", re.IGNORECASE)
_WHETHER = re.compile(r"(?:whether|if) (?=\w)", re.IGNORECASE)
#: "I want to know if Saul resigns" may be about the future, "I want to know if she has resigned" is not.
_TO_KNOW_IF = re.compile(r".*\bto \w+(?: \w+)? if (?:(?!\b(?:" + _AUXILIARIES + r"|\w{2,}ed)\b).)*$", re.IGNORECASE)
_FRAMES = re.compile(rf"^\W*(?:(?:{alternatives('small_talk', 'request_frames')})(?![\w'])[\s,.!:;-]*)+", re.IGNORECASE)
_TAILS = re.compile(
    rf"(?<![\s,.!?-])(?:[\s,.!?-]+(?:{alternatives('small_talk', 'request_tails')})(?![\w']))+\W*$", re.IGNORECASE
)
_I = re.compile(r"\b(?:i|me|my|we|us|our|it)\b", re.IGNORECASE)
_APOSTROPHES = str.maketrans("’‘`", "'" * 3)


@lru_cache(maxsize=_KEPT)
def request_core(text: str) -> str:
    """The core of a request, without shorthand and framing, beginning with its verb or question word.

    "hey, could you pls find me news abt Saul if you can?" -> "find me news about Saul". If nothing would be left, only
    the shorthand is expanded.
    """
    plain = in_full(" ".join(_SYMBOLS.sub(" ", text.translate(_APOSTROPHES)).split())).strip(" ?!.,")
    for pattern in (_TAILS, _FRAMES):
        rest = pattern.sub("", plain).strip(" ?!.,")
        plain = rest if any(map(str.isalnum, rest)) else plain
    return plain


@lru_cache(maxsize=_KEPT)
def without_courtesies(text: str) -> str:
    """``text`` without greeting, request and thanks around the question; unchanged if nothing else is left.

    "Tell me about the ferry" keeps its "about", since a topic follows rather than a question.
    """
    asked = _CHANGE.sub("", _ASIDE_BEFORE.sub("", _INTENSIFIED.sub(r"\1", text)))
    plain = _ENDINGS.sub("", _ASIDE_BEHIND.sub("", asked))
    rest = _OPENINGS.sub("", plain, count=1)
    if any(character.isalnum() for character in rest):
        return rest
    return plain if any(character.isalnum() for character in plain) else text


def told_to_answer(text: str) -> str:
    """The question at the end of a message that leads up to it: "We quarrelled at dinner. Please tell me who won".

    ``text`` itself if there is none, or if what leads up to it asks for something of its own.
    """
    plain = text.translate(_APOSTROPHES)
    found = _TOLD.match(plain) or _WONDERING_AT_LAST.match(plain)
    if not found or _WISH.search(found["before"]) or not _I.search(found["before"]):
        return text
    return text[found.start("question") :]


def wondered(text: str) -> str:
    """The question that somebody says is open: "I wonder if Saul has resigned" -> "whether Saul has resigned".

    ``text`` itself if it says nothing like that.
    """
    plain = _GREETED.sub("", text.translate(_APOSTROPHES))
    found = _WONDERING.match(plain)
    rest = plain[found.end() :] if found else ""
    if _WHETHER.match(rest) and not _TO_KNOW_IF.match(plain):
        return _WHETHER.sub("whether ", rest, count=1)
    return rest if _WONDERED.match(rest) else text


def changes_topic(text: str) -> bool:
    """Whether it begins by saying that it is about something else: "Different thing: how long is the tunnel?"."""
    return _CHANGE.match(_ASIDE_BEFORE.sub("", text)) is not None


@lru_cache(maxsize=_KEPT)
def in_full(text: str) -> str:
    """``text`` with chat shorthand expanded and misspelt request words corrected.

    "whats going on w/ Saul" is "what's going on with Saul"; "sumarise the trial" is "summarise the trial".
    """
    return _WORD_OR_SHORTHAND.sub(lambda found: _in_full(found.group()), _DRAWN_OUT.sub(r"\1", text))


def _in_full(word: str) -> str:
    plain = word.lower()
    if plain in _SHORTHAND:
        return _SHORTHAND[plain]
    if len(plain) < _SHORTEST_SLIP or plain in _SPELLED or plain in _NO_SLIPS or not plain.isalpha():
        return word
    nearest = process.extractOne(plain, _SPELLED, scorer=OSA.distance, score_cutoff=1)
    return nearest[0] if nearest and nearest[0][0] == plain[0] else word
