"""Recognise requests to change when and how news is sent to a chat, in a person's own words. Pure.

"mute Saul for a week"                     -> mute      "Saul", until
"send me one message every morning at 8"   -> digest    "daily 8:00", in the syntax of /digest
"no notifications between 10pm and 7am"    -> quiet     "10pm-7am"
"my time zone is Kolkata"                  -> zone      "Kolkata"
"answer in German", "shorter", "settings"  -> language, length, page
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.lexicon.loader import alternatives
from bot.lexicon.numbers import NUMBERS
from bot.models.following import LONGEST_MUTE
from bot.text.dates import find_window
from bot.text.spoken_clock import HOURS, clock_in_figures
from bot.understanding.forms import form
from bot.understanding.politeness import request_core
from bot.understanding.silence import CLOCK, TIME, asks_for_less, quiet_hours

MUTED_FOR = timedelta(days=1)  #: default


class SettingAction(StrEnum):
    """The setting to change."""

    MUTE = "mute"
    UNMUTE = "unmute"
    DIGEST = "digest"
    QUIET = "quiet"
    ZONE = "zone"
    LANGUAGE = "language"
    LENGTH = "length"
    PREVIEWS = "previews"
    PAGE = "page"


@dataclass(frozen=True, kw_only=True, slots=True)
class SettingRequest:
    """A setting to change, and its value."""

    action: SettingAction
    words: str = ""  #: the value, in the syntax of its command or prompt; "" if not given
    until: datetime | None = None  #: of MUTE, aware
    unread: str = ""  #: words of DIGEST that no digest can be set to


def _any_of(section: str) -> str:
    return rf"(?:{alternatives('chat_requests', section)})"


_NEWS = _any_of("sent")
_NEWS_ABOUT = rf"(?:(?:the |all |any )*{_NEWS} (?:about|on|from|for|of) )?"
_HOW_LONG = r"(?P<long>,? (?:for|until|till|til|over|this|tonight|today)\b.*)?"
_MUTE = form(rf"{_any_of('muting')} {_NEWS_ABOUT}(?!for |until |till )(?P<what>.+?){_HOW_LONG}")
_UNMUTE = form(
    rf"{_any_of('unmuting')} {_NEWS_ABOUT}(?!(?:me|us)\b)(?P<what>.+)|turn (?P<on>.+) back on|turn back on (?P<back>.+)"
)
_ALL_OF_IT = form(rf"(?P<verb>mute|pause|snooze|unmute|unpause|resume){_HOW_LONG}")
_SPAN = form(r"\b(?P<number>\d{1,3}|an?|one|two|three|couple of|few) ?(?P<unit>h|hrs?|hours?|d|days?|weeks?|months?)\b")
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "couple of": 2, "few": 3}
_HOURS = {"h": 1, "d": 24, "w": 24 * 7, "m": 24 * 30}
_FROM_TO = form(r"(?:from|between)\b")
_OFTEN = form(rf"\b{_any_of('how_often')}\b")
_DIGEST = form(r"\bdigests?\b")
_AT_TIMES = form(rf"\b{_any_of('news_at_times')}\b")
_TOGETHER = form(r"\b(?:one|single) (?:message|digest|go|post|text|update)\b|^(?:bundle|collect|gather|group)\b")
_WEEKDAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_WEEKDAY = form(rf"\b(?P<day>{_WEEKDAYS})s?\b")
#: "except Sundays", "but not at weekends"
_LEFT_OUT = form(
    r"(?:except|but not|not|without|excluding|apart from|other than)(?: for| on| at| the| any)*"
    rf" (?P<days>(?:{_WEEKDAYS}s?|weekends?|and|or|,|on|\s)+)"
)
_WEEKEND = form(r"\bweekends?\b|saturdays?\b.*\bsundays?\b|sundays?\b.*\bsaturdays?\b")
#: "at 6pm London time", in a chat whose time may be another
_ELSEWHERE = re.compile(r"\b(?P<zone>(?:[A-Z][\w-]+ ){1,3}time|[A-Z]{2,4}T)\b")
_ENOUGH = form(
    rf"(?:.+[,;:.!–-]+ )?(?:(?:make|do) it|(?:switch|change)(?: it| that)? to) {_any_of('how_often')}"
    rf"|(?:.+[,;:.!–-]+ )?(?:just |only )?{_any_of('how_often')} (?:is|would be|will be|should be) "
    r"(?:enough|fine|plenty|okay|ok)"
)
#: "I'd rather have it at eight", "only send me news at 7:30"
_RATHER_AT = form(
    r"(?:i(?:'d| would) (?:rather|prefer to|like to)|can i|could i|let me|i (?:want|prefer) to) (?:have|get|receive) "
    rf"(?:it|them|this|that|(?:the |my )?{_NEWS}) (?:only )?at .+"
    rf"|(?:(?:only|just) )?(?:send|give|show) (?:me|us) (?:(?:the|my|all|any) )*{_NEWS}(?: only| just)? at .+"
)
_BEFORE_HOURS = "|".join(
    rf"(?<=\b{word} )" for word in ("at", "before", "until", "till", "after", "from", "between", "and", "to")
)
#: "from ten to six" is no ten minutes to six
_BOTH_HOURS = form(rf"(?<=\bfrom )({HOURS}) (to|till|until) ({HOURS})\b")
_HOUR = form(
    rf"(?:{_BEFORE_HOURS})(?:{HOURS})"
    rf"(?= {_any_of('behind_hours')}\b|$)"
)
#: "at six instead of eight"
_NOT_THEN = form(rf",? (?:instead of|rather than|and not|not) (?:at )?(?:{CLOCK}|{HOURS})$")
_NO_TOPIC = rf"(?:what|everything|all|my|the|each|every|weekdays?|work|at|{_WEEKDAYS}s?)\b"
_OF_A_TOPIC = form(rf"\b(?:about|on|regarding|of|from) (?!{_NO_TOPIC})")
#: "every evening the strike news": what stands before "news" is a topic, unless it says which or how much of all news.
_TOPIC_NEWS = form(
    rf"\b(?:the|all|some|my|(?:send|give|get) (?:me|us)) (?!(?:{_any_of('which_news')}|the|all|some|my|an?)\b)(?!news)"
    r"(?:[\w'-]+ ){1,4}(?:news|headlines|updates|stories|articles)\b"
)
_ASKED_FOR = form(rf"{_any_of('asked_for_at_times')}\b")
_NONE_AT_TIMES = form(
    r"\b(?:stop|no|off|cancel|end|disable|without|at once|immediately|instantly|as (?:it|they|news) comes?)\b"
)
_CHANGE = rf"(?:(?:you|i|we) (?:must|have to|need to|need|should|want)(?: to)? )?(?:{_any_of('changing')} )?"
_TO = r"(?: from \w+)?(?:(?: to| into|:| is)? (?P<to>\w+))?(?: now)?"
_INTO = rf"(?: (?:to|into|in|over|it|back|everything|me|your|answers?|words))* (?P<into>{_any_of('languages')})"
_LANGUAGE = form(
    rf"{_CHANGE}(?:(?:the|your|my|an?|new|other|another|different|interface|response) )*language(?: settings?)?{_TO}"
    rf"|{_any_of('changing')}{_INTO}(?: language| instead| again| from now on)?"
)
_WRONG = r"(?:wrong|off|not right|incorrect|different)"
_ZONE = form(
    rf".*\btime ?zones?(?: is {_WRONG})?(?: (?:to|is|as|=|:))?(?: (?P<to>(?!settings?\b|{_WRONG}\b)[\w/+ -]+))?"
    r"|i(?:'m| am) in the (?P<named>[\w ]+) time ?zone"
    r"|i(?:'m| am)? (?:live|living|based) in (?P<home>[\w'-]+(?: [\w'-]+){0,2})"
    r"|i(?:'m| am)(?: now| currently)? in (?P<moved>[\w'-]+(?: [\w'-]+){0,2}?)(?: now| these days| this week)?[,;.]?"
    rf"(?: so| and| please)* (?:{_any_of('changing')}|fix|adjust|update|correct)"
    r" (?:the|my|your) (?:clock|times?|hours)\b.*"
)
_ANSWERS, _LONG_OR_SHORT = _any_of("answers"), f"(?:{_any_of('shorter')}|{_any_of('longer')})"
_LENGTH = form(
    rf"(?:{_any_of('wishes')}(?: me| us)? )?(?:(?:your|the|my|these|all) )*"
    rf"(?:{_ANSWERS} (?:(?:to|be|more|are|too|a bit|much|in|length) )*(?P<one>{_LONG_OR_SHORT})"
    rf"|(?P<two>{_LONG_OR_SHORT}) {_ANSWERS})"
    rf"|(?:be|keep it|make it) (?:more |a bit |a little )*(?P<three>{_LONG_OR_SHORT})"
    r"|(?P<four>shorter|briefer|longer|less text|more text|less detail)"
)
_SHORT = form(_any_of("shorter"))
_PREVIEWS = form(
    r"(?P<no>no|without|turn off|switch off|disable|hide|remove|stop(?: showing)?|don't show)?"
    rf"(?:with|show|turn|switch|turn on|switch on|enable)?(?: me| the| any| more| link)* ?{_any_of('pictures')}"
    r"(?P<off> off| away)?(?: on)?"
)
_PAGE = form(rf"(?:{_any_of('ways_to_settings')} )*{_any_of('settings')}(?: page| menu)?")


_LANGUAGE_NAMED = form(rf"\b{_any_of('languages')}\b")
_LANGUAGE_ALONE = form(
    rf"(?:in |auf |now )*(?P<polite>{_any_of('languages')}),? (?:please|pls|bitte)"
    rf"|(?:in|auf) (?P<led>{_any_of('languages')})"
)


def setting_request(text: str, now: datetime) -> SettingRequest | None:
    """The setting that ``text`` asks to change, or None. ``now``: aware, in the reader's time zone."""
    if alone := _LANGUAGE_ALONE.fullmatch(text.strip(" .!")):  # "please" makes it one
        return SettingRequest(action=SettingAction.LANGUAGE, words=(alone["polite"] or alone["led"]).lower())
    plain = _in_figures(request_core(text))
    less = SettingRequest(action=SettingAction.DIGEST) if asks_for_less(plain) else None
    found = (reader(plain, now) for reader in (_muting, _quiet, _digest, _look))
    return less or next(filter(None, found), None)


def _in_figures(text: str) -> str:
    """The text with hours in figures, "at eight" -> "at 8", and without the one that they replace."""
    text = _BOTH_HOURS.sub(
        lambda found: f"{NUMBERS[found[1].lower()]} {found[2]} {NUMBERS[found[3].lower()]}", _NOT_THEN.sub("", text)
    )
    return _HOUR.sub(lambda found: str(NUMBERS[found.group().lower()]), clock_in_figures(text))


def _muting(plain: str, now: datetime) -> SettingRequest | None:
    if all_of_it := _ALL_OF_IT.fullmatch(plain):
        plain = f"{all_of_it['verb']} everything{all_of_it['long'] or ''}"
    if back := _UNMUTE.fullmatch(plain):
        return SettingRequest(action=SettingAction.UNMUTE, words=next(filter(None, back.groups()), ""))
    match = _MUTE.fullmatch(plain)
    if match is None or (
        len(TIME.findall(plain)) > 1 and (TIME.search(match["long"] or "") or _FROM_TO.match(match["what"]))
    ):
        return None
    words = match["what"].strip(" ,")
    return SettingRequest(action=SettingAction.MUTE, words=words, until=muted_until(match["long"] or "", now))


def muted_until(words: str, now: datetime) -> datetime:
    """The end of a period in ``words``, such as "for two days" or "until Monday", within a year; else tomorrow."""
    if span := _SPAN.search(words):
        number = span["number"].lower()
        amount = _NUMBERS.get(number) or int(number)
        return now + min(timedelta(hours=amount * _HOURS[span["unit"][0].lower()]), LONGEST_MUTE)
    window = find_window(re.sub(r"\b(?:until|till|til)\b", "on", words), now) if words else None
    border = window and (window.since if "til" in words else window.until)
    while border and border <= now and _WEEKDAY.search(words):  # the coming Monday, not the last one
        border += timedelta(days=7)
    return min(border, now + LONGEST_MUTE) if border and border > now else now + MUTED_FOR


def _quiet(plain: str, _now: datetime) -> SettingRequest | None:
    hours = quiet_hours(plain)
    return None if hours is None else SettingRequest(action=SettingAction.QUIET, words=hours)


def _digest(plain: str, _now: datetime) -> SettingRequest | None:
    """All news in one message at set times, or at once again ("off"); None for news on a topic and anything else."""
    often, named = _OFTEN.search(plain), _DIGEST.search(plain)
    asked = (
        named
        or _ENOUGH.fullmatch(plain)
        or (_RATHER_AT.fullmatch(plain) and TIME.search(plain))
        or (_TOGETHER.search(plain) and TIME.search(plain))
        or (often and _AT_TIMES.search(plain) and _ASKED_FOR.match(plain))
    )
    if not asked or "?" in plain or _OF_A_TOPIC.search(plain) or _TOPIC_NEWS.search(_OFTEN.sub(" ", plain)):
        return None
    unasked = not (_ASKED_FOR.match(plain) or _NONE_AT_TIMES.match(plain))
    if named and not often and not TIME.search(plain) and unasked:
        return None
    if _NONE_AT_TIMES.search(plain):
        return SettingRequest(action=SettingAction.DIGEST, words="off")
    words, unread = " ".join(_digest_words(plain)), _digest_cannot(plain)
    return SettingRequest(action=SettingAction.DIGEST, words=words, unread=unread)


def cadence_in(text: str) -> str:
    """How often news is wanted: "daily", "weekdays", "weekly"; "" if the text does not say."""
    plain = request_core(text)
    first = next(iter(_digest_words(plain)), "") if _OFTEN.search(plain) else ""
    return first.split()[0] if first else ""


def _digest_cannot(plain: str) -> str:
    """The words of a wish that a digest cannot fulfil: a single day without news, the time of another place."""
    left_out, zone = _LEFT_OUT.search(plain), _ELSEWHERE.search(plain)
    day = left_out.group().strip() if left_out and not _WEEKEND.search(left_out["days"]) else ""
    return ", ".join(filter(None, (day, zone["zone"] if zone else "")))


def _digest_words(plain: str) -> Iterable[str]:
    """Cadence, day and times, in the syntax of /digest."""
    low = plain.lower()
    left_out = _LEFT_OUT.search(low)
    free = left_out["days"] if left_out else ""
    day = _WEEKDAY.search(low.replace(left_out.group(), " ") if left_out else low)
    if day:
        yield f"weekly {day['day']}"
    elif re.search(r"\bweekdays?\b|\bwork ?days?\b", low) or _WEEKEND.search(free):
        yield "weekdays"
    elif _OFTEN.search(low):
        yield "weekly" if "week" in low else "daily"
    late = re.search(r"\b(?:evening|night|tonight|afternoon)", low)
    times = [time.strip().replace("o'clock", "").strip() for time in TIME.findall(low)]
    half = "pm" if late else ""
    yield from (time if re.search(r"[ap]\.?m|noon|mid|^(?:1[3-9]|2)", time) else f"{time}{half}" for time in times)
    if not times and "morning" in low:
        yield "8:00"
    elif not times and late:
        yield "18:00"


def language_named(text: str) -> str:
    """The language that newsbot may be asked to speak, in small letters; "" if none is named."""
    found = _LANGUAGE_NAMED.search(text)
    return found.group().lower() if found else ""


def _look(plain: str, _now: datetime) -> SettingRequest | None:
    """A request about language, zone, length, previews, or the page of all settings."""
    if match := _ZONE.fullmatch(plain):
        return SettingRequest(
            action=SettingAction.ZONE,
            words=(match["to"] or match["named"] or match["home"] or match["moved"] or "").strip(),
        )
    if match := _LANGUAGE.fullmatch(plain):
        return SettingRequest(action=SettingAction.LANGUAGE, words=(match["to"] or match["into"] or "").lower())
    if match := _LENGTH.fullmatch(plain):
        short = _SHORT.fullmatch(next(filter(None, match.groups())))
        return SettingRequest(action=SettingAction.LENGTH, words="short" if short else "long")
    if match := _PREVIEWS.fullmatch(plain):
        return SettingRequest(action=SettingAction.PREVIEWS, words="off" if match["no"] or match["off"] else "on")
    return SettingRequest(action=SettingAction.PAGE) if _PAGE.fullmatch(plain) else None
