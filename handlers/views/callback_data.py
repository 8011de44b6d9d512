"""Callback data of buttons: ``version.code.number.number...``, row ids only, at most 64 bytes.

Telegram keeps buttons for ever, so the data has a version; unreadable data gets a friendly answer that it is stale.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum, auto

VERSION = "1"
MAX_BYTES = 64  # Bot API: callback_data is 1-64 bytes
_MAX_NUMBERS = 8
_MAX_NUMBER = 2**63 - 1  # largest integer of the database; anybody can send any data


class Code(StrEnum):
    """What a press asks for; the comments list the numbers that follow."""

    ANSWER = "a"  # view, offset: a page of an answer's excerpts
    WHO = "w"  # view, offset, speaker row or 0: a page of quotes
    TOPIC = "t"  # view: what anybody said about the topic of a lookup without results
    ABOUT = "m"  # view, offset, entity row: a page of what others said about someone
    PERSON = "p"  # entity row: a person's page, as a new message
    SAID = "s"  # entity row: what they said, as a new message
    LATEST = "l"  # view, offset: a page of headlines
    VERDICT = "v"  # view, 1 = the answer is right, 0 = wrong
    CONTEXT = "c"  # sentence row, then the press that leads back (none: as a new message)
    ARTICLE = "r"  # article row, page of its text, then the press that leads back (none: as a new message)
    FOLLOW = "f"  # view that holds a topic
    FOLLOW_STORY = "i"  # row of an article on the story
    UNFOLLOW = "u"  # subscription row, position of the button (subscriptions.IN_...)
    MUTE = "q"  # as UNFOLLOW
    UNMUTE = "n"  # as UNFOLLOW
    FOLLOWING = "g"  # page of the list of subscriptions
    FORGET = "d"  # 1 = yes, 0 = no
    FEEDS = "e"  # offset in the list of feeds
    FEED = "b"  # feed row, action (views/feeds.py)
    STARTER = "y"  # number of a list of well-known feeds
    HOME = "h"  # 0 = headlines, 1 = help, 2 = all outlets
    PREFERENCE = "j"  # number of the chat's preference (views/preferences.py), its new value
    PICTURE = "P"  # view of a timeline or 0 for trends, 1 = light: its picture, as a new message
    ASK = "k"  # view that holds a question, to be asked as if it were typed
    SETTING = "x"  # number of the chat's setting (views/settings.py), its new value
    SUBSCRIPTION = "z"  # its row, page of the list to return to, SubscriptionSetting, its new value
    TABLE = "T"  # view, speaker row or 0, 1 = what others said: all quotes as a file
    GATHERED = "o"  # delivery row that identifies a message, offset: a page of its articles


class SubscriptionSetting(IntEnum):
    """What a press of ``Code.SUBSCRIPTION`` is about; the comments describe the value that follows."""

    PAGE = 0
    CADENCE_IS = auto()  # index in settings.CADENCES
    SILENT_IS = auto()  # 1 = without sound
    THROUGH_QUIET_IS = auto()  # 1 = sent in quiet hours too
    CEILING_IS = auto()  # messages per hour, 0 = no limit
    TEST = auto()
    EDIT = auto()
    EDIT_TO = auto()  # view that holds the new words
    TOPIC_IS = auto()  # 1 = its own topic, 0 = the general topic
    MUTE_IS = auto()  # 1 = for a day, 0 = not any more


#: How many numbers belong to a press itself, before those of the press that it leads back to.
_BEFORE_BACK = {Code.CONTEXT: 1, Code.ARTICLE: 2}


@dataclass(frozen=True, slots=True)
class Press:
    """A parsed press."""

    code: Code
    numbers: tuple[int, ...] = ()

    def number(self, at: int) -> int:
        """The number at an index, 0 if there is none."""
        return self.numbers[at] if at < len(self.numbers) else 0


def data(code: Code, *numbers: int, back: str = "") -> str:
    """Callback data; ``back`` is the data of the press that leads back."""
    parts = [VERSION, code.value, *map(str, numbers)]
    if back:
        parts += back.split(".")[1:]
    return ".".join(parts)


def read(raw: str | None) -> Press | None:
    """Parse callback data; None for another version or anything invalid."""
    version, _, rest = (raw or "").partition(".")
    code, *numbers = rest.split(".")
    if version != VERSION or code not in set(Code):
        return None
    if code in _BEFORE_BACK:
        numbers = numbers[: _BEFORE_BACK[Code(code)]]
    if len(numbers) > _MAX_NUMBERS or not all(map(_is_number, numbers)):
        return None
    return Press(Code(code), tuple(map(int, numbers)))


def _is_number(written: str) -> bool:
    return written.isdecimal() and len(written) < 20 and int(written) <= _MAX_NUMBER


def back_of(raw: str) -> str:
    """The callback data of the press that leads back from a context or article; "" if there is none."""
    version, code, *numbers = raw.split(".")
    back = numbers[_BEFORE_BACK[Code(code)] :]
    return ".".join([version, *back]) if back else ""


#: Presses that change what an answer shows; their first number is its view.
_TURNING = frozenset({Code.ANSWER, Code.WHO, Code.ABOUT, Code.TOPIC, Code.LATEST})


def view_turned(raw: str) -> int:
    """The saved view whose message a press changes, also via the press that it leads back to; 0 if none."""
    press = read(raw)
    if press is not None and press.code in _BEFORE_BACK and back_of(raw):
        press = read(back_of(raw))
    return press.number(0) if press is not None and press.code in _TURNING else 0
