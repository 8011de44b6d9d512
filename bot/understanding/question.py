"""Parse a question: what it asks for, about whom, and when.

text -> operators and date expression removed -> answer type, names, phrases -> terms, with spelling corrected
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from functools import cache

from bot.archive import ArchiveReader
from bot.errors import QuestionError
from bot.lexicon.loader import alternatives, rows
from bot.models.passages import ArticleFilter
from bot.models.questions import Question
from bot.text.analyzer import query_terms, terms
from bot.text.dates import Window, find_window
from bot.translation import gettext
from bot.understanding.answer_type import abbreviation, asks_how_things_stand, wanted_kind
from bot.understanding.entity_linking import find_names
from bot.understanding.offices import SHORT_OFFICES
from bot.understanding.politeness import without_courtesies
from bot.understanding.query_syntax import Operators, read_operators, with_outlet_quoted
from bot.understanding.spelling import repaired

#: A question is one or two sentences; no sentence answers the rest of a longer text.
LONGEST_QUESTION = 1000  # characters
MOST_TERMS = 24
_LONGEST_MONTH = 31  # days
LONG_PERIOD = 60  #: days from which a period is described by its year
OUTLETS_NAMED = 5  #: outlets listed in the error for an unknown one

_FOCUS = re.compile(r"\b(?:how (?:many|much)|which|what)\s+((?:[^\W\d_][\w'’-]*\s*){1,4})", re.IGNORECASE)
_SHORT = re.compile(r"\b[A-Z][A-Z0-9]{1,6}\b")
_BEFORE_YEARS = alternatives("function_words", "before_years")
_WRITTEN_OUT = re.compile(
    rf"(?:^|\b(?:{_BEFORE_YEARS})[ -])\d{{4}}$|\d0s$|\bq[1-4]\b",
    re.IGNORECASE,
)
#: "the 2021 flood", "budget deficit 2023"
_YEAR_ALONE = re.compile(r"(?<![\w.,:/$€£#-])(?:19|20)\d\d(?![\w%]|[.,:/-]\d)")
_ENDS_OF_FOCUS = alternatives("function_words", "ends_of_focus")
_FOCUS_END = re.compile(
    rf"\b(?:{_ENDS_OF_FOCUS})\b",
    re.IGNORECASE,
)


def understand(archive: ArchiveReader, text: str, asked: datetime) -> Question:
    """Parse ``text``. ``asked``: the time that "yesterday" refers to, aware and in the reader's time zone.

    Raises QuestionError for an operator without a meaning; any other text is a question.
    """
    storable = text[:LONGEST_QUESTION].encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair is not text
    quoted = with_outlet_quoted(without_courtesies(storable), archive.is_outlet)
    plain, operators = read_operators(quoted, asked)
    if not abbreviation(plain):
        plain = _SHORT.sub(lambda found: _spelled_out(archive, found.group()), plain)
    window = find_window(plain, asked) or _year_alone(plain, asked)
    if window is not None and window.since and window.since > asked:  # announced in articles of before, in these words
        window = None
    undated = plain if window is None or written_out(window) else f"{plain[: window.span[0]]} {plain[window.span[1] :]}"
    corrected = repaired(archive, undated)
    return Question(
        text=plain,
        wanted=wanted_kind(corrected),
        terms=tuple(query_terms(abbreviation(plain) or corrected)[:MOST_TERMS]),
        names=find_names(archive, corrected),
        focus=_focus(corrected),
        filter=_filter(archive, operators),
        window=window,
        date_terms=_date_terms(window),
        as_of=asked.date() if window is None and asks_how_things_stand(corrected) else None,
    )


def _year_alone(text: str, asked: datetime) -> Window | None:
    """The year in "the 2021 flood", which no preposition introduces; None if there is none or it is still to come."""
    year = _YEAR_ALONE.search(text)
    found = find_window(f"in {year.group()}", asked) if year else None
    if year is None or found is None or (found.since and found.since > asked):
        return None
    return replace(found, words=year.group(), span=year.span())


def _spelled_out(archive: ArchiveReader, short: str) -> str:
    """An abbreviated office or name in full, unless an article uses the abbreviation: "FM" -> "foreign minister".

    A name only if articles use its words: "WWII" -> "World War II".
    """
    if archive.frequencies(terms(short)).articles.frequencies:
        return short
    if office := SHORT_OFFICES.get(short.casefold()):
        return office
    for whole in _short_names().get(short, ()):
        wanted = set(terms(whole))
        if len(archive.frequencies(wanted).articles.frequencies) == len(wanted):
            return whole
    return short


@cache
def _short_names() -> dict[str, tuple[str, ...]]:
    """Names in full by a short form of one word in capitals."""
    found: dict[str, tuple[str, ...]] = {}
    for line in rows("same_names", "both"):
        short, _, whole = " ".join(line).partition(" = ")
        if _SHORT.fullmatch(short):
            found[short] = (*found.get(short, ()), whole)
    return found


def _filter(archive: ArchiveReader, said: Operators) -> ArticleFilter:
    """The operators as a filter. Raises QuestionError for an outlet that the archive does not have."""
    return ArticleFilter(
        phrases=tuple(tuple(found) for quoted in said.phrases if (found := terms(quoted))),
        excluded=tuple(term for word in said.excluded for term in terms(word)),
        outlet=_known_outlet(archive, said.outlet),
        spans=((said.since, said.until),) if said.since or said.until else (),
    )


def _known_outlet(archive: ArchiveReader, name: str) -> str:
    """``name`` if some outlet's name contains it. Raises QuestionError if none does."""
    if name and not archive.is_outlet(name):
        known = ", ".join(archive.largest_outlets(OUTLETS_NAMED)) or gettext("no outlets")
        raise QuestionError(
            gettext("I have no articles from “{name}”. I have {known}.").format(name=name[:60], known=known)
        )
    return name


def _focus(text: str) -> tuple[str, ...]:
    match = _FOCUS.search(text)
    if match is None:
        return ()
    return tuple(query_terms(_FOCUS_END.split(match[1])[0]))


def written_out(window: Window) -> bool:
    """Whether articles contain the window's words literally, later ones too: "in 1995", "third quarter of 2025"."""
    return (window.days or LONG_PERIOD) >= LONG_PERIOD and bool(_WRITTEN_OUT.search(window.words))


def _date_terms(window: Window | None) -> tuple[str, ...]:
    """The terms of a day ("On Tuesday", "November 19", "Nov. 19"), or of the month of a longer window."""
    if window is None or window.first is None or (window.days or LONG_PERIOD) > _LONGEST_MONTH:
        return ()
    if window.days == 1:
        return tuple(terms(f"{window.first:%A %B} {window.first.day}"))
    return tuple(terms(f"{window.first:%B}")) if window.first.day == 1 else ()
