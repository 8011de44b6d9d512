"""What a button sends back: ``version.code.number.number...``, row ids only, at most 64 bytes.

Telegram keeps buttons for ever, so the data carries a version; what cannot be read is answered kindly as stale.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

VERSION = "1"
MAX_BYTES = 64  # Bot API: callback_data is 1-64 bytes
_MAX_NUMBERS = 8
_MAX_NUMBER = 2**63 - 1  # that the database can hold; anybody can send any data


class Code(StrEnum):
    """What a press asks for, with the numbers that follow."""

    ANSWER = "a"  # view, offset: a page of an answer's excerpts
    WHO = "w"  # view, offset, speaker row or 0: a page of quotes
    TOPIC = "t"  # view: what anybody said about the topic of a look-up in vain
    ABOUT = "m"  # view, offset, entity row: a page of what others said about somebody
    PERSON = "p"  # entity row: somebody's page, as a new message
    SAID = "s"  # entity row: what they said, as a new message
    LATEST = "l"  # view, offset: a page of headlines
    VERDICT = "v"  # view, 1 = the answer is right, 0 = wrong
    CONTEXT = "c"  # sentence row, then the press that leads back (none: as a new message)
    ARTICLE = "r"  # article row, page of its text, then the press that leads back (none: as a new message)
    FOLLOW = "f"  # view that holds a topic
    FOLLOW_STORY = "i"  # row of an article that tells it
    UNFOLLOW = "u"  # subscription row, where the button stands (render_following.IN_...)
    MUTE = "q"  # the same
    UNMUTE = "n"  # the same
    FOLLOWING = "g"  # page of the list of what the chat follows
    FORGET = "d"  # 1 = yes, 0 = no
    FEEDS = "e"  # where in the list of feeds a page begins
    FEED = "b"  # feed row, what to do (views/feeds.py)
    STARTER = "y"  # which list of well-known feeds
    HOME = "h"  # 0 = headlines, 1 = help, 2 = all outlets
    PREFERENCE = "j"  # which preference of the chat (views/preferences.py), its new value
    PICTURE = "P"  # view of a timeline or 0 for trends, 1 = light: its picture, as a new message
    ASK = "k"  # view that holds a question, to be asked as if it were typed
    SETTING = "x"  # which setting of the chat (views/settings.py), its new value
    HOW = "z"  # subscription row, page of the list it was opened from, what of how it comes, its new value
    TABLE = "T"  # view, speaker row or 0, 1 = what others said: all quotes as a file
    GATHERED = "o"  # delivery row that a message is known by, offset: a page of what came in it


#: Numbers of its own of a press that leads back to another one.
_BEFORE_BACK = {Code.CONTEXT: 1, Code.ARTICLE: 2}


@dataclass(frozen=True, slots=True)
class Press:
    """A press, read."""

    code: Code
    numbers: tuple[int, ...] = ()

    def number(self, at: int) -> int:
        """The number at a place, 0 where there is none."""
        return self.numbers[at] if at < len(self.numbers) else 0


def data(code: Code, *numbers: int, back: str = "") -> str:
    """Callback data; ``back`` is the data of the press that leads back."""
    parts = [VERSION, code.value, *map(str, numbers)]
    if back:
        parts += back.split(".")[1:]
    return ".".join(parts)


def read(raw: str | None) -> Press | None:
    """The press behind callback data; None for another version or anything odd."""
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
    """The press that leads back from a context or an article, as data; "" where there is none."""
    version, code, *numbers = raw.split(".")
    back = numbers[_BEFORE_BACK[Code(code)] :]
    return ".".join([version, *back]) if back else ""


#: Presses that change what an answer shows; their first number is the view that it stands on.
_TURNING = frozenset({Code.ANSWER, Code.WHO, Code.ABOUT, Code.TOPIC, Code.LATEST})


def view_turned(raw: str) -> int:
    """The saved view whose message a press changes, also one that it would lead back to; 0 = none."""
    press = read(raw)
    if press is not None and press.code in _BEFORE_BACK and back_of(raw):
        press = read(back_of(raw))
    return press.number(0) if press is not None and press.code in _TURNING else 0
