"""The message with a chat's preferences, with a button for each value. Pure."""

from __future__ import annotations

from bot.models.preferences import Preferences
from bot.translation import LANGUAGES, gettext
from handlers.views.callback_data import Code, data
from handlers.views.html import bold, join, ours
from handlers.views.messages import Button, Part, button, page, rows
from handlers.views.settings import Setting

SHOW, LANGUAGE, LENGTH, PREVIEWS = range(4)  # what a button sets: nothing (the page itself), then each preference
CODES = tuple(LANGUAGES)
_CHOSEN = "✓ "


def preferences(found: Preferences, spoken: str) -> Part:
    """All preferences; ``spoken`` is the language in use, whether chosen or not."""
    languages = [_choice(LANGUAGE, at, LANGUAGES[code], code == spoken) for at, code in enumerate(CODES)]
    lengths = [
        _choice(LENGTH, 0, gettext("Short answers"), not found.long_answers),
        _choice(LENGTH, 1, gettext("Long answers"), found.long_answers),
    ]
    previews = [
        _choice(PREVIEWS, 1, gettext("With previews"), found.previews),
        _choice(PREVIEWS, 0, gettext("Without"), not found.previews),
    ]
    back = (button(gettext("◀ Back"), data(Code.SETTING, Setting.HOME)),)
    told = gettext("My own words are in this language; articles stay in theirs. A short answer is one excerpt; "
                   "the others are behind a button.")  # fmt: skip
    return page(
        [join([bold(gettext("How I write to this chat")), ours(told)])],
        buttons=rows(languages, lengths, (*previews, *back)),
    )


def _choice(setting: int, value: int, label: str, chosen: bool) -> Button:
    return button((_CHOSEN if chosen else "") + label, data(Code.PREFERENCE, setting, value))
