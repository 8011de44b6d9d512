"""Find the date on which a page says that it was published.

JSON-LD, meta elements, marked-up times   ->  the stated date, publication before creation before modification
the date printed next to the headline     ->  decides if a stated UTC time is on the day before or after
neither                                   ->  a date in the address
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from lxml.html import HtmlElement

from bot.lexicon.loader import alternatives, word_set
from bot.sources.web.outline import Block
from bot.sources.web.printed_dates import Order, PrintedDay, printed_days
from bot.sources.web.structured_data import StructuredData
from bot.sources.web.surroundings import PagePart

#: Names of meta elements and item properties for the time of publication, most specific first.
_PUBLISHED = (
    "article:published_time", "article:published", "og:article:published_time", "og:published_time", "datepublished",
    "parsely-pub-date", "sailthru.date", "publishdate", "publish-date", "publish_date", "pubdate", "publication_date",
    "publicationdate", "article.published", "published_time_telegram", "published-date", "datepublication",
    "dc.date.issued", "dcterms.issued", "dc.date.published", "dcterms.date", "dc.date", "citation_publication_date",
    "citation_date", "cxenseparse:recs:publishtime", "cxense:publishtime", "rnews:datepublished",
    "article_date_original",
    "originalpublicationdate", "ptime", "vr:published_time", "bt:pubdate", "shareaholic:article_published_time",
    "cxenseparse:publishtime", "displaydate", "weibo:article:create_at", "iso-8601-publish-date", "timestamp",
)  # fmt: skip
_LESS = ("date", "datecreated", "dc.date.created", "dcterms.created", "creation_date", "created", "article.created")
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified")
_ISO = re.compile(
    r"(?P<day>\d{4}-?\d\d-?\d\d)(?:[T ]+(?P<hour>\d{1,2}):?(?P<minute>\d\d)(?::?\d\d(?:[.,]\d+)?)?\s?"
    r"(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?"
)
_RFC = re.compile(r"(?P<zone>[+-]\d{4}|GMT|UTC)\s*$")
_TIMESTAMP = re.compile(r"1\d{9}(?:\d{3})?")
_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/_.-]|$)|[/_-]((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?:[/_.-]|$)"
)
_EARLIEST = date(1994, 1, 1)
_AHEAD = alternatives("page_furniture", "domains_ahead_of_utc")
_EAST = re.compile(_AHEAD)  # top-level domains
_NEAR = 25  # blocks on either side of the headline in which a date is that of the article
_LABEL = 30  # words: a line with a date that is not a paragraph
_MODIFIED_LABEL = re.compile(
    r"(?:updated|modified|last (?:update|change)|aktualisiert|zuletzt|stand|mis à jour|actualizado|aggiornato)\W*"
    r"(?:(?:on|at|am|le|el|il)\W+)?(?:\w+,?\s+)?$",
    re.IGNORECASE,
)
_PUBLISHED_LABEL = re.compile(
    r"(?:published|posted|veröffentlicht|erschienen|publié|publicado|pubblicato|gepubliceerd|opublikowano|publicerad)\W*"
    r"(?:(?:on|at|am|le|el|il|em|op)\W+)?(?:[^\W\d]+,?\s+)?$",
    re.IGNORECASE,
)
_TODAY = word_set("today currentdate todaysdate clock weather masthead topbar navbar header-date datetime-now")
_TEMPLATE_LOCALE = "en-us"  # templates state it wherever the site is
_ASIDE = (PagePart.RELATED, PagePart.COMMENTS, PagePart.NAVIGATION, PagePart.ASIDE, PagePart.FORM)


@dataclass(frozen=True, slots=True)
class StatedTime:
    """A time in machine-readable form."""

    day: date
    utc: datetime | None  #: the time if its zone is UTC, so that it may be another day for readers


def publication_day(
    tree: HtmlElement, stated: StructuredData, blocks: Sequence[Block], title: str, address: str
) -> datetime | None:
    """The date that readers of the page see, at midnight UTC, or None if it has none.

    ``title``: as found on the page, near which the date is printed; ``address``: where the page came from, "" if
    unknown.
    """
    order = _order(tree, stated, address)
    lines = list(_lines_near(blocks, title))
    printed = list(_printed(lines, order))
    named = next(_stated(stated, order), None)
    labelled = next(_labelled(lines, order), None) if named is None else None
    named = named or next(_stated_loosely(stated, order), None) or next(_marked_up(tree, blocks), None)
    day = labelled or _reconciled(named, printed, order)
    if day is None and printed:
        day = printed[0].day
    day = day or next(_late(stated, order), None) or _in_address(address or stated.first("rel:canonical", "og:url"))
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None


def _order(tree: HtmlElement, stated: StructuredData, address: str) -> Order:
    root = tree.getroottree().getroot()
    language = _tag(root.get("lang") or root.get("xml:lang") or "")
    locale = _tag(stated.first("og:locale"))
    if "-" not in language and locale.startswith(language) and locale != _TEMPLATE_LOCALE:
        language = locale or language  # "en" is narrowed to "en-gb"
    host = re.sub(r"^\w+://([^/:?#]*).*$", r"\1", address)
    return Order(language, host.rsplit(".", 1)[-1].lower() if "." in host else "")


def _tag(locale: str) -> str:
    """A language tag in lower case: "en_GB" -> "en-gb"."""
    return locale.strip().lower().replace("_", "-")


# ---- stated ------------------------------------------------------------------


def _stated(stated: StructuredData, order: Order) -> Iterator[StatedTime]:
    yield from _stated_times([stated.text("datePublished")], order)
    for name in _PUBLISHED:
        yield from _stated_times(stated.meta.get(name, ()), order)
    of_page = stated.page.get("datePublished")
    yield from _stated_times([of_page] if isinstance(of_page, str) else [], order)
    yield from _stated_times([stated.text("dateCreated"), stated.text("uploadDate")], order)


def _stated_loosely(stated: StructuredData, order: Order) -> Iterator[StatedTime]:
    """Times that may be those of the page's template."""
    for name in _LESS:
        yield from _stated_times(stated.meta.get(name, ()), order)


def _late(stated: StructuredData, order: Order) -> Iterator[date]:
    """The date of the last change, if nothing else is known."""
    for name in _MODIFIED:
        yield from (time.day for time in _stated_times(stated.meta.get(name, ()), order))
    yield from (time.day for time in _stated_times([stated.text("dateModified")], order))


def _stated_times(values: Sequence[str], order: Order) -> Iterator[StatedTime]:
    for value in values:
        time = stated_time(value, order)
        if time is not None and time.day >= _EARLIEST:
            yield time


def stated_time(value: str, order: Order) -> StatedTime | None:
    """A time in ISO 8601, RFC 822 or numeric form, or a printed date; None for anything else."""
    value = value.strip()
    if _TIMESTAMP.fullmatch(value):
        moment = datetime.fromtimestamp(int(value[:10]), UTC)
        return StatedTime(moment.date(), moment)
    iso = _ISO.match(value)
    if iso:
        return _iso(iso)
    found = next(printed_days(value, order), None)
    if found is None:
        return None
    zone = _RFC.search(value)
    hour = re.search(r"\b(\d\d):(\d\d)", value)
    if zone and hour and zone["zone"] in ("GMT", "UTC", "+0000", "-0000"):
        moment = datetime(
            found.day.year, found.day.month, found.day.day, int(hour[1]) % 24, int(hour[2]) % 60, tzinfo=UTC
        )
        return StatedTime(found.day, moment)
    return StatedTime(found.day, None)


def _iso(match: re.Match[str]) -> StatedTime | None:
    digits = match["day"].replace("-", "")
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        if not match["hour"] or (match["zone"] or "") not in ("Z", "UTC", "GMT", "+00:00", "+0000", "+00", "-00:00"):
            return StatedTime(day, None)
        moment = datetime(day.year, day.month, day.day, int(match["hour"]), int(match["minute"]), tzinfo=UTC)
    except ValueError:
        return None
    return StatedTime(day, moment)


def _marked_up(tree: HtmlElement, blocks: Sequence[Block]) -> Iterator[StatedTime]:
    """``<time>`` elements of the article, those marked as its publication first."""
    elsewhere = {block.element for block in blocks if block.place.part in _ASIDE}
    times = [time for time in tree.iter("time") if not any(up in elsewhere for up in time.iterancestors())]
    marked = [
        time for time in times if time.get("pubdate") is not None or "publish" in (time.get("class") or "").lower()
    ]
    for time in marked or times[:1]:
        found = stated_time(time.get("datetime") or time.text_content(), Order())
        if found is not None and found.day >= _EARLIEST:
            yield found


# ---- printed -----------------------------------------------------------------


def _lines_near(blocks: Sequence[Block], title: str) -> Iterator[Block]:
    """Short lines near the headline, the nearest one after it first, without those of side lists."""
    place = next((b.number for b in blocks if b.text == title and b.heading), None)
    place = next((b.number for b in blocks if b.heading == 1), None) if place is None else place
    if place is None:
        place = next((b.number for b in blocks if b.prose and b.place.part is PagePart.BODY), 0)
    behind = blocks[place : place + _NEAR]
    before = blocks[max(0, place - _NEAR // 3) : place]
    for block in [*behind, *reversed(before)]:
        if not (block.words > _LABEL or block.place.part in _ASIDE or block.place.names & _TODAY):
            yield block


def _printed(lines: Sequence[Block], order: Order) -> Iterator[PrintedDay]:
    """Dates in lines that are not paragraphs, without those of modifications."""
    for block in lines:
        for found in () if block.prose else printed_days(block.text, order):
            if found.day >= _EARLIEST and not _MODIFIED_LABEL.search(block.text[: found.start]):
                yield found


def _labelled(lines: Sequence[Block], order: Order) -> Iterator[date]:
    """Dates that a line labels as that of publication."""
    for block in lines:
        for found in printed_days(block.text, order):
            if found.day >= _EARLIEST and _PUBLISHED_LABEL.search(block.text[: found.start]):
                yield found.day


def _reconciled(named: StatedTime | None, printed: Sequence[PrintedDay], order: Order) -> date | None:
    """The stated date; or the printed one if the stated UTC time falls on it somewhere, or swaps day and month."""
    if named is None:
        return None
    for found in printed:
        if named.utc is not None and abs((found.day - named.day).days) == 1 and _is_day_of(named.utc, found.day, order):
            return found.day
        if found.day == named.day:
            break
    return named.day


def _is_day_of(moment: datetime, day: date, order: Order) -> bool:
    """Whether ``day`` may be the local date of readers at ``moment``.

    That is 10 hours behind UTC to 5 ahead, where most of them live, or to 13 ahead in the countries of the east.
    """
    ahead = 14 if _EAST.fullmatch(order.country) else 6
    return any(moment.astimezone(timezone(timedelta(hours=by))).date() == day for by in range(-10, ahead))


def _in_address(address: str) -> date | None:
    match = _IN_ADDRESS.search(address)
    if match is None:
        return None
    year, month, day = (int(part) for part in match.groups() if part is not None)
    try:
        return date(year, month, day)
    except ValueError:
        return None
