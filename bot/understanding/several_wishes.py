"""Two wishes, or up to four questions, in one message. Pure.

"sum up the trial and tell me when there is more" -> "sum up the trial", "tell me when there is more"
"Who won the race? And where was it held?"        -> "Who won the race?", "where was it held?"
"Who won the race and how old is she?"            -> one question, answered as a whole
"""

from __future__ import annotations

import re

from bot.lexicon.loader import alternatives
from bot.understanding.headline_requests import begins_as_question

_AND = r"(?:[,;.]? (?:and|then|also|plus)(?: (?:then|also|please))*|[,;.](?: please)?) "
_TO_ME = r"(?:tell|show|send|give|notify|alert|ping|remind|let|keep|write|text) (?:me|us)\b"
_DO = r"(?:follow|unfollow|mute|unmute|pause|compare|summari[sz]e|sum up|stop sending|subscribe)\b"
_FURTHER = re.compile(rf"{_AND}(?=(?P<wish>(?:{_TO_ME}|(?P<bare>{_DO})) \S))", re.IGNORECASE)
_CONDITION = re.compile(
    rf"(?:when|whenever|if|once|as soon as|every time|each time)\b|(?:{alternatives('chat_requests', 'from_now_on')})$",
    re.IGNORECASE,
)


_BETWEEN = re.compile(
    r"(?<=[a-zß-ÿ0-9\"”’)]\?)\s+(?:\(?\d[.)]\s*|[-–—•*]\s+)?(?:(?:and|also|but|then|or|plus)\b,?\s+)*", re.IGNORECASE
)
_NUMBER = re.compile(r"[(]?1[.)]\s*|[-–—•*]\s+")
_MOST_QUESTIONS = 4  # of one message; more are a form that somebody pasted
_SHORTEST_QUESTION = 3  # words


def first_and_later(text: str) -> tuple[str, str]:
    """The first wish of a message and what follows it, "" if nothing does."""
    if text.count("?") > 1 and (apart := _questions(text)):
        return apart
    return _wishes(text)


def _questions(text: str) -> tuple[str, str] | None:
    """The first of several questions and the others; None if they are not all whole questions."""
    questions = _BETWEEN.split(_NUMBER.sub("", text, count=1) if _NUMBER.match(text) else text)
    whole = all(
        begins_as_question(one) and one.endswith("?") and len(one.split()) >= _SHORTEST_QUESTION for one in questions
    )
    return (questions[0], " ".join(questions[1:])) if whole and 1 < len(questions) <= _MOST_QUESTIONS else None


def _wishes(text: str) -> tuple[str, str]:
    """The first of two wishes and the other one."""
    found = next(filter(lambda match: _is_new(text, match), _FURTHER.finditer(text)), None)
    return (text[: found.start()], text[found.end() :]) if found else (text, "")


def _is_new(text: str, found: re.Match[str]) -> bool:
    """Whether a wish begins there: "did the police stop and follow the car?" is one question."""
    before = text[: found.start()].strip()
    condition = _CONDITION.match(before)  # "whenever she speaks, let me know"
    return " " in before and not condition and not (found["bare"] and begins_as_question(before))
