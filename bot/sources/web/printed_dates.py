"""Dates as pages print them, in many languages: "20 November 2026", "Nov. 20, 2026", "20.11.2026". Pure.

Only complete dates with day, month and year count: a year or month alone does not say when something was published.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.lexicon.loader import alternatives

#: Names of months by language, each with common abbreviations; inflected forms where dates use them.
_MONTHS = {
    "en": "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|"
    "october oct|november nov|december dec",
    "de": "januar jänner jan|februar feber feb|märz maerz mär mrz|april apr|mai|juni jun|juli jul|august aug|"
    "september sept|oktober okt|november nov|dezember dez",
    "fr": "janvier janv|février fevrier fevr févr|mars|avril avr|mai|juin|juillet juil|août aout|septembre sept|"
    "octobre|novembre|décembre decembre déc",
    "es": "enero ene|febrero|marzo|abril abr|mayo|junio|julio|agosto ago|septiembre setiembre|octubre|noviembre|"
    "diciembre dic",
    "it": "gennaio gen|febbraio|marzo|aprile|maggio mag|giugno giu|luglio lug|agosto|settembre set|ottobre ott|"
    "novembre|dicembre",
    "pt": "janeiro|fevereiro fev|março marco|abril|maio|junho|julho|agosto|setembro|outubro out|novembro|dezembro dez",
    "nl": "januari|februari|maart mrt|april|mei|juni|juli|augustus|september|oktober|november|december",
    "sv": "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december",
    "da": "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december",
    "pl": "stycznia sty|lutego lut|marca|kwietnia kwi|maja|czerwca cze|lipca lip|sierpnia sie|września wrzesnia wrz|"
    "października pazdziernika paź paz|listopada lis|grudnia gru",
    "cs": "ledna|února unora|března brezna|dubna|května kvetna|června cervna|července cervence|srpna|září|října rijna|"
    "listopadu|prosince",
    "tr": "ocak oca|şubat subat şub|mart|nisan nis|mayıs mayis|haziran haz|temmuz tem|ağustos agustos ağu|"
    "eylül eylul eyl|ekim eki|kasım kasim kas|aralık aralik ara",
    "ru": "января янв|февраля фев февр|марта мар|апреля апр|мая май|июня июн|июля июл|августа авг|"
    "сентября сен сент|октября окт|ноября ноя нояб|декабря дек",
    "uk": "січня січ|лютого лют|березня бер|квітня квіт|травня трав|червня черв|липня лип|серпня серп|вересня вер|"
    "жовтня жовт|листопада лист|грудня груд",
    "id": "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember",
    "fi": "tammikuuta|helmikuuta|maaliskuuta|huhtikuuta|toukokuuta|kesäkuuta|heinäkuuta|elokuuta|syyskuuta|lokakuuta|"
    "marraskuuta|joulukuuta",
    "hu": "január|február|március|április|május|június|július|augusztus|szeptember|október|november|december",
    "ro": "ianuarie|februarie|martie|aprilie|mai|iunie|iulie|august|septembrie|octombrie|noiembrie|decembrie",
    "el": "ιανουαρίου ιαν|φεβρουαρίου φεβ|μαρτίου μαρ|απριλίου απρ|μαΐου μαΐ μαι|ιουνίου ιουν|ιουλίου ιουλ|"
    "αυγούστου αυγ|σεπτεμβρίου σεπ|οκτωβρίου οκτ|νοεμβρίου νοε|δεκεμβρίου δεκ",
}
_NUMBER_OF = {
    form: number
    for listed in _MONTHS.values()
    for number, forms in enumerate(listed.split("|"), start=1)
    for form in forms.split()
}
_WORD = r"[^\W\d_]{3,14}"
_PRINTED = re.compile(
    rf"""
    (?<![\d.,:/-])(?:
      (?P<y1>(?:19|20)\d\d)\s?(?P<s1>[-./年])\s?(?P<m1>\d{{1,2}})\s?(?:(?P=s1)|月)\s?(?P<d1>\d{{1,2}})(?![\d])
    | (?P<y4>(?:19|20)\d\d)년\s?(?P<m4>\d{{1,2}})월\s?(?P<d4>\d{{1,2}})일
    | (?P<a>\d{{1,2}})(?P<s2>[-./])\s?(?P<b>\d{{1,2}})(?P=s2)\s?(?P<y2>(?:19|20)?\d\d)(?![\d]|[./-]\d)
    | (?P<d3>\d{{1,2}})(?:st|nd|rd|th|\.|er|º|ª)?[\s\xa0-]*(?:of\s|de\s|d[’'])?(?P<m3>{_WORD})\.?,?
      [\s\xa0-]*(?:de\s|del\s)?(?P<y3>(?:19|20)\d\d)(?!\d)
    )
    | (?<!\w)(?P<m5>{_WORD})\.?[\s\xa0]+(?P<d5>\d{{1,2}})(?:st|nd|rd|th)?,?[\s\xa0]+(?P<y5>(?:19|20)\d\d)(?!\d)
    | (?P<y6>(?:19|20)\d\d)\.\s(?P<m6>{_WORD})\s(?P<d6>\d{{1,2}})\.
    """,
    re.VERBOSE,
)
#: A time in twelve-hour notation next to the date, as in American pages.
_TWELVE = re.compile(r"\d\s?[ap]\.?m\b", re.IGNORECASE)
_DOMAINS_DAY_FIRST = alternatives("page_furniture", "domains_day_first")
#: Countries whose English pages put the day first.
_DAY_FIRST = re.compile(f"(?:{_DOMAINS_DAY_FIRST})")


@dataclass(frozen=True, slots=True)
class PrintedDay:
    """A date and its position."""

    day: date
    start: int
    end: int
    certain: bool = True  #: whether the order of day and month is certain


@dataclass(frozen=True, slots=True)
class Order:
    """What is known about how a page writes numeric dates."""

    language: str = ""  #: the page's language tag, lower case: "en", "en-gb"
    country: str = ""  #: the last part of its host

    def month_first(self, text: str) -> bool:
        """Whether 3/9/2026 in ``text`` is 9 March."""
        language, _, region = self.language.partition("-")
        if language not in ("", "en"):
            return False
        if region and region != "us":
            return not _DAY_FIRST.fullmatch(region[:2]) and region[:2] in ("us", "ph")
        if _DAY_FIRST.fullmatch(self.country):
            return False
        return language == "en" or region == "us" or bool(_TWELVE.search(text))


def printed_days(text: str, order: Order) -> Iterator[PrintedDay]:
    """All dates printed in ``text``, in order. Impossible ones ("31.2.2026") are skipped."""
    for match in _PRINTED.finditer(text):
        found = _day(match, order, text)
        if found is not None:
            day, certain = found
            yield PrintedDay(day, match.start(), match.end(), certain)


def month_number(name: str) -> int:
    """1 to 12 for the name of a month in any of the languages, 0 for anything else."""
    lower = unicodedata.normalize("NFC", name).lower().rstrip(".")
    return _NUMBER_OF.get(lower, 0)


def _day(match: re.Match[str], order: Order, text: str) -> tuple[date, bool] | None:
    found = match.groupdict()
    if found["a"]:
        return _numeric(int(found["a"]), int(found["b"]), found["y2"], match["s2"], order, text)
    for kind in "13456":
        if found.get(f"y{kind}"):
            month = found[f"m{kind}"]
            number = int(month) if month.isdigit() else month_number(month)
            day = _day_or_none(int(found[f"y{kind}"]), number, int(found[f"d{kind}"]))
            return (day, True) if day else None
    return None


def _numeric(a: int, b: int, year: str, separator: str, order: Order, text: str) -> tuple[date, bool] | None:
    full = int(year) if len(year) == 4 else 2000 + int(year)
    month_first = separator != "." and order.month_first(text)
    first, second = ((a, b), (b, a)) if month_first else ((b, a), (a, b))
    day = _day_or_none(full, *first)
    if day is not None:
        return day, a > 12 or b > 12 or a == b or separator == "."
    other = _day_or_none(full, *second)
    return (other, True) if other is not None else None


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
