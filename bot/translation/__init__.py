"""Newsbot's own words in the reader's language; articles keep theirs.

    gettext("Delete it all")                       the words in the language of the current task
    ngettext("{n} quote", "{n} quotes", n)         the plural form of the language for a number
    with speaking("de"): ...                       everything composed inside, including in threads started from it

English is the language of the code, so its strings are their own keys; ``locale/*.po`` has the others
(catalogues reads them).
"""

from bot.translation.catalogues import (
    ENGLISH,
    LANGUAGES,
    N_,
    counted,
    day_words,
    enumerated,
    gettext,
    language,
    ngettext,
    right_to_left,
    speaking,
    spoken,
    weekday_words,
    written,
)

__all__ = [
    "ENGLISH",
    "LANGUAGES",
    "N_",
    "counted",
    "day_words",
    "enumerated",
    "gettext",
    "language",
    "ngettext",
    "right_to_left",
    "speaking",
    "spoken",
    "weekday_words",
    "written",
]
