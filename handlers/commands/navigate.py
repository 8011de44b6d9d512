"""Words that act on the message shown last: "next page", "open the second one", "source?"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.translation import N_, gettext
from bot.understanding.navigation import Navigation, Turning
from handlers.commands.callbacks import press_button
from handlers.commands.context import Services
from handlers.transport.updates import Incoming, Pressed
from handlers.views.callback_data import Code, read
from handlers.views.messages import Button

NOTHING_MORE = N_("There is nothing more to show here. Ask again, or try /latest.")
#: Buttons that turn pages.
_TURNING = frozenset(
    {Code.ANSWER, Code.WHO, Code.ABOUT, Code.LATEST, Code.ARTICLE, Code.FOLLOWING, Code.FEEDS, Code.GATHERED}
)
_OF_QUOTES = frozenset({Code.WHO, Code.ABOUT})
_SOURCES = (Code.CONTEXT, Code.ARTICLE)
_NUMBERED = re.compile(r"(\d+)$")


async def navigate(services: Services, incoming: Incoming, wanted: Navigation) -> None:
    """Press the button that the words mean, and answer with a new message; say so if there is no such button."""
    found = button_for(services.shown.buttons(incoming.chat, incoming.user_id), wanted)
    told: object = None
    if found:
        pressed = Pressed(
            id="",
            chat=incoming.chat,
            user_id=incoming.user_id,
            private=incoming.private,
            message_id=incoming.message_id,
            data=found.data,
            message=None,
            language=incoming.language,
            typed=True,
        )
        told = await press_button(services, services.buttons, pressed, read(found.data))
    if told != "":
        await services.say(incoming, told if isinstance(told, str) else gettext(NOTHING_MORE))


def button_for(buttons: Iterable[Button], wanted: Navigation) -> Button | None:
    """The button for this step; None if there is none."""
    listed = list(buttons)
    numbered = {int(match[1]): one for one in listed if (match := _NUMBERED.fullmatch(one.label))}
    turning = [one for one in listed if one not in numbered.values() and _code(one) in _TURNING]
    match wanted.step:
        case Turning.OPEN:
            return numbered.get(wanted.number or max(numbered, default=0))
        case Turning.BACK:
            return next((one for one in turning if "◀" in one.label), None)
        case Turning.MORE:
            return _further(turning)
        case Turning.SOURCE:
            return next((one for one in listed if _code(one) in _SOURCES), None)


def _further(turning: Sequence[Button]) -> Button | None:
    """The button of the next page; what others said is no further page of what somebody said."""
    ahead = [one for one in turning if "◀" not in one.label]
    arrows = [one for one in ahead if "▶" in one.label]
    return next(iter([*arrows, *(one for one in reversed(ahead) if _code(one) not in _OF_QUOTES)]), None)


def _code(one: Button) -> Code | None:
    press = read(one.data)
    return press.code if press else None
