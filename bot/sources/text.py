"""The seed format: a plain text file with an optional header.

    title Two bridges close            each line optional, in any order
    source The Harbour Post
    url https://example.org/bridges
    date 2024-07-09
    NEW DELHI: Russia has decided ...  one paragraph a line; date and dateline may share the lead's line

The dateline is left out of the text: it is no part of the first sentence, and an excerpt must be verbatim. An agency
named in it (``NEW DELHI, July 9 (ANI) -``) is the outlet where the header names none.
"""

from __future__ import annotations

import re

from bot.sources.boilerplate import without_boilerplate
from bot.sources.dates import parse_date
from bot.sources.records import Parsed, build, clean

_HEADER = re.compile(r"(title|source|url|date)[ \t]+(\S.*)")
_ISO_DAY = re.compile(r"\d{4}-\d")  # "date 2024-07-09", not "date palms are ..."
_MONTH_DAY = r"(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8}\.?)(?:,?\s\d{4})?"
_DATELINE = re.compile(
    rf"""
    (?P<place>[^\W\d_][\w\ .,'’/-]{{2,60}}?)
    (?:\s?\[[\w\ ]{{2,30}}\])?                       # [India]
    (?:,\s(?P<day>{_MONTH_DAY}))?
    (?:\s?\((?P<agency>[A-Z][\w\ .&-]{{1,30}})\))?
    (?: :\s+ | \s+-{{1,2}}\s+ | \s*[–—]\s* )
    """,
    re.VERBOSE,
)
_SHORTEST_PLACE = 4  # letters: ROME; "UN:" and "WHO:" are no places


def parse_text(text: str) -> Parsed:
    """The article in a text file of the seed format.

    Raises SourceError when there is no text or its date is none.
    """
    fields, body = _split_header(clean(text).split("\n"))
    kept = clean(without_boilerplate("\n".join(line.strip() for line in body)))
    kept, agency = _without_dateline(kept)
    return build(
        text=kept,
        title=fields.get("title", ""),
        source=fields.get("source", agency),
        url=fields.get("url", ""),
        published=parse_date(fields["date"]) if "date" in fields else None,
    )


def _split_header(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """The header's fields and the lines after it."""
    fields: dict[str, str] = {}
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        match = _HEADER.fullmatch(line.strip())
        if not match or match[1] in fields or not _fits(match[1], match[2]):
            return fields, lines[number:]
        if match[1] != "date":
            fields[match[1]] = match[2]
            continue
        fields["date"], *lead = match[2].split(maxsplit=1)
        if lead:
            return fields, lead + lines[number + 1 :]
    return fields, []


def _fits(key: str, value: str) -> bool:
    """Whether a line that begins with ``key`` is a header and not a sentence."""
    if key == "date":
        return _ISO_DAY.match(value) is not None
    return key != "url" or " " not in value


def _without_dateline(text: str) -> tuple[str, str]:
    """``text`` without a leading dateline, and the agency that the dateline names."""
    match = _DATELINE.match(text)
    if match is None or text[match.end() : match.end() + 1].islower() or not _is_dateline(match):
        return text, ""
    return text[match.end() :], match["agency"] or ""


def _is_dateline(match: re.Match[str]) -> bool:
    city = match["place"].split(",")[0]
    if city.isupper():
        return sum(map(str.isalpha, city)) >= _SHORTEST_PLACE
    return bool(match["day"] and match["agency"] and city[0].isupper())  # New Delhi [India], July 9 (ANI):
