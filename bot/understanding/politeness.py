"""Questions without the words that are only polite: "hi, can you tell me who won the marathon pls"."""

from __future__ import annotations

import re

_PLEASE = r"(?:please|pls|plz|kindly)"
_YOU = r"(?:you|u|ya)"
_TELL = r"(?:tell|show|give|explain(?: to)?|remind)"
_OPENINGS = re.compile(
    r"^\W*(?:(?:"
    r"(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening|day))(?: there| bot| newsbot| all)?"
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
_ENDINGS = re.compile(
    rf"(?:[\s,.!?]+(?:{_PLEASE}|thanks(?: a lot)?|thank you(?: very much)?|thx|cheers))+(?=\W*$)", re.I
)


def without_courtesies(text: str) -> str:
    """``text`` without greeting, request and thanks around what it asks; unchanged when nothing else is left.

    "Tell me about the ferry" keeps its "about": what follows is a topic, not a question.
    """
    plain = _ENDINGS.sub("", text)
    rest = _OPENINGS.sub("", plain, count=1)
    if any(character.isalnum() for character in rest):
        return rest
    return plain if any(character.isalnum() for character in plain) else text
