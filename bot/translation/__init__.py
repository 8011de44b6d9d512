"""Newsbot's own words in the reader's language; articles stay in theirs. The one home of Babel.

    gettext("Delete it all")                       the words in the language of the running task
    ngettext("{n} quote", "{n} quotes", n)         in the form that the language has for a number
    with speaking("de"): ...                       what is composed in here, threads started from it included

English is the language of the code, so that its words are their own keys; ``locale/*.po`` has the others.
"""

from bot.translation.catalogues import (
    ENGLISH,
    LANGUAGES,
    N_,
    counted,
    day_words,
    gettext,
    language,
    ngettext,
    right_to_left,
    speaking,
    spoken,
    written,
)

__all__ = [
    "ENGLISH",
    "LANGUAGES",
    "N_",
    "counted",
    "day_words",
    "gettext",
    "language",
    "ngettext",
    "right_to_left",
    "speaking",
    "spoken",
    "written",
]
