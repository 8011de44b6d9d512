"""Datelines: place and date of a report before its first sentence. Pure.

    NEW DELHI, July 9 (ANI) - Russia has ...   place, date, agency
    (Reuters) - Russia has ...                 agency alone
    Moscow (AP)Russia has ...                  joined to the report: only after a known agency
    BRANDT: The quay stays open.               not a dateline: the speaker
    EXCLUSIVE - Russia has ...                 not a dateline: a label
    BIRD FLU: Farmers must ...                 not a dateline: a topic, unless it is known as a place
    Brussels – Farmers must ...                place not in capitals: only before a dash, and only a known one

Only places, dates and agencies are cut off, since whatever is cut off can no longer be found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.lexicon.countries import COUNTRIES, DEMONYMS
from bot.lexicon.given_names import is_common_given_name
from bot.lexicon.loader import alternatives, word_list, word_set
from bot.lexicon.roles import ROLES

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}"
_DAY = rf"(?i:{_MONTH}\.?\s\d{{1,2}}|\d{{1,2}}\s{_MONTH}\.?)(?:,?\s(?:19|20)\d\d)?"
_NEWS_AGENCIES = alternatives("outlets", "news_agencies")
#: Names of news agencies in datelines.
_AGENCIES = rf"{_NEWS_AGENCIES}|\w+ News Agency|\w+ Press"
_DATELINE = re.compile(
    rf"""
    (?: (?P<place>[^\W\d_][^\W\d_.,'’/()\[\]:–—-]*(?:[\ .'’/-]{{1,2}}[^\W\d_][^\W\d_.,'’/()\[\]:–—-]*){{0,4}})
        (?:(?<=\.[A-Z])\.)?                                             # WASHINGTON D.C.
        (?:\s?\[[\w\ ]{{2,30}}\])?                                      # [India]
        (?P<region>,\s(?!{_DAY})[^\W\d_][\w.'’-]*(?:\s[^\W\d_][\w.'’-]*){{0,2}})?
    )?
    (?:(?:,?\s+|\s+[-–—]\s+|^)(?P<day>{_DAY}))?
    (?:(?:\s?|--)(?:\((?P<agency>[\w\ .&-]{{2,30}})\)|/(?P<wire>[\w.-]{{2,30}})/))?
    (?P<mark> :\s+ | (?<=\))(?:\.\s?-{{1,2}}|--)\s* | \s+-{{1,2}}\s+ | \s*[–—]\s*
              | (?P<joined>(?<=\))\s?-{{0,2}}(?=["“‘']?[A-ZÀ-Þ])(?<!\)\s)) )  # the report joined to it: "(AP)A ship"
    """,
    re.VERBOSE,
)
_KNOWN_AGENCY = re.compile(rf"(?:{_AGENCIES})(?:/(?:{_AGENCIES}))?")
#: What agencies put in front of a headline or a dateline that they send again: "UPDATE 2-", "CORRECTED-WRAPUP 1-".
_SENT_AGAIN = re.compile(
    rf"(?:(?:{alternatives('outlets', 'sent_again')})(?:-|\s?\d{{1,2}}\s?[-–—:]\s?))+(?=[“‘\"'A-ZÀ-Þ0-9])"
)
_WITH_YEAR = re.compile(r"\d{4}$")
_DASHES = ("—", "--", "–", "-")
_SHORTEST_PLACE = 4  # letters: ROME; "UN:" and "WHO:" are not places
_LEAD = 8  # words of the sentence after an unknown place: reports often begin so, speeches seldom do
#: Words that introduce an item and are not places.
_LABELS = word_list("names", "labels_before_text")
_JOINING = word_set("the of on upon in and by under over at to")  # may occur within a place's name
#: Names written in capitals throughout that are pronounced as words.
_ACRONYMS = word_list("names", "acronyms_before_text")
_ROLES_SPEAKING = alternatives("roles", "behind_datelines")
_ROLES = re.compile(
    rf"\b(?:{_ROLES_SPEAKING}|spokes\w+)\b",
    re.I,
)
_SPEAKS = re.compile(r"^[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,40}:\s", re.MULTILINE)


@cache
def dateline_cities() -> frozenset[str]:
    """Cities that often occur in datelines, in lower case."""
    listed = (files("bot.lexicon") / "en/dateline_cities.txt").read_text(encoding="utf-8")
    lines = (line for line in listed.splitlines() if not line.startswith("#"))
    return frozenset(name.strip() for line in lines for name in line.split(";") if name.strip())


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline at the start of a text."""

    end: int  #: offset at which the report itself begins
    agency: str  #: "" if none is named


def without_dateline(text: str) -> tuple[str, str]:
    """``text`` without a leading dateline, and the agency named in it ("" if none)."""
    text = without_sending_label(text)
    found = dateline(text)
    return (text[found.end :], found.agency) if found else (text, "")


def without_sending_label(text: str) -> str:
    """``text`` without what says that an agency sent it again: "UPDATE 2-Council backs flats"."""
    return _SENT_AGAIN.sub("", text, count=1) if _SENT_AGAIN.match(text) else text


def dateline(text: str) -> Dateline | None:
    """The dateline with which ``text`` begins, or None if its first words are something else."""
    match = _DATELINE.match(text)
    if match is None or text[match.end() : match.end() + 1].islower() or match.end() == len(text):
        return None
    agency = match["agency"] or match["wire"] or ""
    known = bool(_KNOWN_AGENCY.fullmatch(agency))
    if match["joined"] is not None and not known:
        return None
    if match["place"] is None:
        return Dateline(match.end(), agency) if known else None
    if (agency and not known) or not _may_be_place(match["place"], match["region"] or ""):
        return None
    sure = known or bool(match["day"])
    if sure and (match["place"].isupper() or known):
        return Dateline(match.end(), agency)
    if _is_dated_in_full(match):
        return Dateline(match.end(), agency)
    named = _is_place(match, text) if match["place"].isupper() else _is_known_place(match)
    return Dateline(match.end(), agency) if named else None


def _may_be_place(place: str, region: str) -> bool:
    """Whether the words can name a place at all."""
    words = re.findall(r"[^\W\d_]+", place.lower())
    if not words or sum(map(len, words)) < _SHORTEST_PLACE:
        return False
    return (
        words[0] not in _LABELS
        and not any(word in _LABELS and word not in _JOINING for word in words[1:])
        and ROLES.isdisjoint(re.findall(r"[^\W\d_]+", region.lower()))
        and (place.lower() not in _ACRONYMS and not _ROLES.search(region) and not _ROLES.search(place))
    )


def _is_dated_in_full(match: re.Match[str]) -> bool:
    """Whether it is a name, a day with its year and a dash: no sentence begins like that."""
    words, day = match["place"].split(), match["day"] or ""
    named = all(word[0].isupper() or word in _JOINING for word in words)
    return named and bool(_WITH_YEAR.search(day)) and match["mark"].strip() in _DASHES


def _is_known_place(match: re.Match[str]) -> bool:
    """Whether words that are not in capitals name a city, or a place in a country, before a dash."""
    place, region = match["place"], (match["region"] or "").strip(", ")
    if match["mark"].strip() not in _DASHES or not place[0].isupper():
        return False
    return place.lower() in dateline_cities() or region.lower() in COUNTRIES


def _is_place(match: re.Match[str], text: str) -> bool:
    """Whether capitals without date and agency name a place rather than a speaker."""
    place, rest = match["place"], text[match.end() :]
    lower = place.lower()
    if match["mark"].strip() == ":" and len(_SPEAKS.findall(rest)) > 1:  # a transcript
        return False
    there = re.search(rf"\b(?:in|at|near|from|to|of|left) {re.escape(place.title())}\b", rest)
    region = (match["region"] or "").strip(", ")
    shouted = len(region) > len("D.C.") and region.isupper() and region.lower() not in COUNTRIES  # an office
    if there or (region and not shouted) or lower in COUNTRIES or lower in dateline_cities():
        return lower not in DEMONYMS
    if len(_SPEAKS.findall(text)) > 1 or is_common_given_name(lower.split()[0]):
        return False
    name = re.escape(place.split()[-1].title())
    if re.search(rf"(?:[A-Z][a-z]+|Mr|Mrs|Ms|Dr)\.?\s{name}\b", rest):  # "Ilka Brandt": a person
        return False
    if re.search(rf"(?<![.!?]\s)\b{re.escape(place)}\b", rest):  # an abbreviation stays in capitals
        return False
    if match["mark"].strip() in _DASHES:
        return True
    return " " not in place and len(re.split(r"[.!?](?:\s|$)", rest)[0].split()) >= _LEAD
