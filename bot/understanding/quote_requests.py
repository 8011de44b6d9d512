"""Parse requests for quotes: the arguments of /who, and questions in free wording.

    Modi about tariffs since July                  -> speaker, topic, days
    what did Modi say about Ukraine last week?     -> the same
    who said "dear friend"?                        -> exact words, any speaker
    who talked about grain exports?                -> any speaker, on a topic

Pure. What may as well be an ordinary question is left to answering: ``question`` returns None.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.lexicon.loader import alternatives, word_list
from bot.text.dates import DateNotUnderstood, Window, split_window, window


@dataclass(frozen=True, kw_only=True, slots=True)
class Lookup:
    """Which quotes are wanted."""

    name: str = ""  #: whose, as typed; "" = anybody's
    about: str = ""  #: topic
    exact: str = ""  #: words in quotation marks, which the quote must contain exactly
    window: Window = field(default_factory=Window)
    whole: bool = False  #: the whole topic must occur in one quote: a guess at the meaning of a question
    mentioned: bool = False  #: quotes by others about ``name`` instead of by ``name``
    speaker_row: int | None = None  #: the entity chosen among those of that name


_OPEN, _CLOSE = "[\"“”„«‘']", "[\"“”»’']"
_EXACT = re.compile(rf"(?<!\w){_OPEN}(?P<exact>\w.*?\w)[.,!?…]{{0,3}}{_CLOSE}(?!\w)")
_MARKS = ' ,.?!"“”„«»'
_PRONOUNS = word_list("pronouns", "no_names")
_PRESS = word_list("reporting", "press")  # whose words are articles: "what do the papers say about trains?"
_OF_ONE = re.compile(r"(?:the|an?|this|that|these|those|all|some|new|latest|recent|most)\s", re.IGNORECASE)
_WRITINGS = word_list("reporting", "without_own_words")
_ARTICLE = re.compile(r"^(?:the|all the|your) ", re.IGNORECASE)
_ANYBODY = r"(?:people|anyone|anybody|everyone|everybody|others|someone|somebody)"
_ABOUT = r"(?:about|on|regarding|concerning|of)"
_WHO = "who(?: else)?(?:'s|’s| has| have| had| is| was)?"
_NAME = r"(?P<name>[^,?\"“”]{2,60}?)"
_SAY = r"(?:say|says|said|saying|comment(?:ed)?|think|thinks|stated?|tweet(?:ed)?|post(?:ed)?|wr(?:ote|ite|itten))"
_TELL = r"(?:tell|told) (?:reporters|parliament|journalists|lawmakers|the (?:press|media|parliament|court))"
_WORDS = r"(?:quotes?|quotations?|statements?|comments?|remarks?|words)"
_LEAD = r"^(?:(?:and|so|ok|okay|please|hey|hi),? )*(?:(?:can you |could you |please )?(?:tell|show|give|find|get) me )?"
_WHEN = alternatives("function_words", "leading_times")
_REST = rf"(?P<rest> (?:{_ABOUT}|{_WHEN})\b.*)?$"
_TOPIC = rf" (?P<rest>(?:(?:{_WHEN})\b.* )?{_ABOUT} .+)$"
_VIEWS = r"(?:views?|opinions?|thoughts|take|stance|comments?|remarks?|statements?|words)"
_REACTION = rf"(?:{alternatives('reporting', 'reactions')})"
_TO = r"(?:to|about|on|of|regarding|concerning|towards?)"
_CLEFT = re.compile(r"^who (?:was|is) it (?:that|who)\b", re.IGNORECASE)
#: What says nothing: "What has Orme said so far?"
_SO_FAR = re.compile(r"(?:\s+(?:so far|yet|until now|up to now|to date|already))?[\s?.!]*$", re.IGNORECASE)
#: "What exactly did Saul say?" asks for the same as "What did Saul say?".
_EXACTLY = re.compile(
    r"(?<=^what) (?:exactly|precisely|actually|in fact)\b|\b(?:exactly|precisely) (?=sa(?:y|id)\b)", re.I
)
_OWNED = re.compile(rf"\b(?P<name>[^\W\d_]+)s(?= (?:\w+ )?(?:{_REACTION}|{_VIEWS})\b)", re.IGNORECASE)


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(_LEAD + pattern, re.IGNORECASE)


#: One speaker's quotes. If the rest is neither days nor a topic, it is another kind of question.
_BY_NAME = (
    _form(rf"what (?:else )?(?:did|has|have|does|do|had) {_NAME} (?:been |have to |had to )?(?:{_SAY}|{_TELL}){_REST}"),
    _form(rf"what(?: is| are| was| were|'s|’s) {_NAME}(?<! of)(?<! by) saying{_REST}"),
    _form(
        r"(?:(?:let me |let us )?(?:read|see|hear|know) )?"
        rf"what {_NAME} (?:has |have )?(?:said|says|thinks?|posted|tweeted|wrote){_REST}"
    ),
    _form(rf"(?:what(?: is| are| was| were|'s|’s) )?{_NAME}(?:'s|’s|(?<=s)['’]) (?:latest |own )?{_VIEWS}{_TOPIC}"),
    _form(
        r"(?:(?:is|are) there |do you have |have you got )?"
        rf"(?:the |all |any |some |an? |latest |recent )*{_WORDS} (?:by|from|of) {_NAME}{_REST}"
    ),
    _form(
        rf"(?:everything|anything|all|whatever|things)(?: that)? {_NAME} (?:has |have |had |ever )*"
        rf"(?:{_TELL}|said|says|told|stated){_REST}"
    ),
    _form(rf"(?:is there |do you have |have you got )?(?:anything|something) (?:said )?(?:by|from) {_NAME}{_TOPIC}"),
    _form(rf"(?:did|has|have|had|does|do) {_NAME} (?:ever )?{_SAY} (?:anything|something|a word|much){_TOPIC}"),
    _form(rf"how (?:did|has|have|does) {_NAME} comment(?:ed)?{_TOPIC}"),
    _form(rf"(?:did|has|have|had) {_NAME} (?:ever )?(?:comment(?:ed)?|talk(?:ed)?|sp[oe]ken?|spoke){_TOPIC}"),
)
#: Forms that need a known name: "the market's reaction to the cut" is a question.
_BY_KNOWN_NAME = (
    _form(
        rf"(?:what(?: is| are| was| were|'s|’s) )?{_NAME}(?:'s|’s|(?<=s)['’]) (?:\w+ )?(?:{_REACTION}|{_VIEWS}) {_TO} "
        r"(?P<of>.+)$"
    ),
    _form(rf"what(?: is| are| was| were|'s|’s) (?:the )?{_VIEWS} of {_NAME}(?: {_TO} (?P<of>.+))?$"),
    _form(rf"how (?:did|has|have|does) {_NAME} (?:react|respond|repl(?:y|ied)|answer)(?:ed)?(?: {_TO} (?P<of>.+))?$"),
    _form(rf"(?:where|how) (?:does|do|did) {_NAME} (?:stand|feel) {_TO} (?P<of>.+)$"),
    _form(rf"{_NAME} (?:quotes|quotations|statements|remarks)(?P<of>)$"),
    _form(
        rf"(?:did|has|have|had) {_NAME} (?:comment(?:ed)?|respond(?:ed)?|react(?:ed)?|spoken"
        r"|(?:said|say) anything)(?P<of>)(?: yet| so far| by now| already)?$"
    ),
    _form(rf"(?:what )?{_NAME} (?:has said|said|says|thinks|saying) {_TO} (?P<of>.+)$"),
)
#: "Saul on winter": her quotes, if there are any.
_NAME_AND_TOPIC = re.compile(r"^(?P<name>\S+(?: \S+){0,2}?)(?:'s)? (?:on|about|regarding) (?P<of>\S+(?: \S+){0,4})$")
#: Quotes by any speaker on a topic.
_BY_ANYBODY = (
    _form(
        rf"{_WHO}(?: ever| also)? (?:talk(?:ed|s|ing)?|sp(?:oke|oken|eaks|eaking)"
        rf"|comment(?:ed|s|ing)?|sa(?:id|ys|ying) (?:anything|something|what)|had anything to say){_TOPIC}"
    ),
    _form(rf"{_WHO}(?: ever| also)? mention(?:ed|s)? (?P<rest>.+)$"),
    _form(rf"what (?:did|do|does|has|have|are) {_ANYBODY} (?:been )?{_SAY}{_TOPIC}"),
    _form(
        rf"(?:did|has|have|had) {_ANYBODY} (?:ever )?(?:comment(?:ed)?|sp(?:eak|oken|oke)|talk(?:ed)?"
        rf"|(?:say|said) (?:anything|something|a word)){_TOPIC}"
    ),
    _form(rf"what (?:has been|have been|was|is being|is|were) said{_TOPIC}"),
    _form(rf"(?:the |all |any |some |latest |recent )*{_WORDS}{_TOPIC}"),
)
_SAYING = alternatives("reporting", "asked_for")
_WHO_VERB = re.compile(
    rf"^{_WHO}(?: ever| also| been)? (?:{_SAYING}|tweet\w*|post\w*|call\w*|describ\w*|sp(?:oke|eak)\w*|talk\w*|"
    r"mention\w*|claim\w*|warn\w*)\b",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"^who (?:called|described) (?P<whom>him|her|it|them|(?:the )?[\w.’'-]+(?: [A-Z][\w.’'-]+)*) "
    r"(?:as )?(?:an?|the|his|her|their|“|\") ?(?P<what>[\w’' -]{3,60})$"
)
_CLAUSE = re.compile(
    r"^who (?:said|says|claimed|claims|warned|warns|argued|insisted|admitted|complained)(?: that)? (?P<clause>.+)$",
    re.IGNORECASE,
)
_COMMAND_TOPIC = re.compile(rf"^(?:{_ANYBODY} )?(?:about|on|regarding|concerning) (?P<rest>.+)$", re.IGNORECASE)
#: Arguments that name nobody: a word after which nothing comes, or articles and prepositions alone.
_COMMAND_CUT = re.compile(
    r"about|regarding|concerning|said|since|until|(?:(?:the|an?|of|and|or|on|in|by|to)\b ?)+", re.I
)
_COMMAND_DAYS = re.compile(r"(?:since|until)\s", re.IGNORECASE)
_COMMAND_ABOUT = re.compile(r"\s(?:about|regarding|concerning)\s", re.IGNORECASE)
_DAYS_OPERATOR = re.compile(r"(?:(?<=\s)|^)(?P<border>since|after|until|before):\s*(?P<day>\S+)\s*", re.IGNORECASE)
_UNFINISHED = re.compile(r"(?<=\S)\s+(?:about|regarding|concerning|since|until|(?-i:said))$", re.IGNORECASE)
_NAME_SAID = re.compile(
    rf"^(?P<name>[^\"“”]*?\S)\s+(?:said|saying|says)\s+{_OPEN}(?P<exact>\w.*?\w){_CLOSE}(?!\w)\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
_SAID_WORDS = alternatives("reporting", "behind_names")
_COMMAND_VERB = re.compile(
    rf"^(?:said(?= (?:that|anything|something|[\"“‘']))|(?-i:said|says) |{_SAID_WORDS}|has |have |else )",
    re.IGNORECASE,
)


def command(words: str, now: datetime) -> Lookup:
    """Parse the arguments of /who: NAME [about TOPIC] [since DATE] [until DATE] [last week ...].

    Also: about TOPIC; NAME said "WORDS"; said "WORDS". Topic and days come in any order, days as operators too
    ("since:2026-11-01"). Days alone, "about" without a topic or "the" without a name give an empty look-up. ``now``:
    aware time of asking. Raises bot.text.dates.DateNotUnderstood for "since" or "until" without a date.
    """
    words = _UNFINISHED.sub("", _with_days_last(" ".join(words.split())))
    if _COMMAND_CUT.fullmatch(words) or _is_days(words, now):
        return Lookup()
    if said := _NAME_SAID.match(words):
        name, days = split_window(f"{said['name']} {said['rest']}", now)
        return Lookup(name=name.strip(_MARKS), exact=said["exact"], window=days)
    if _COMMAND_VERB.match(words) and (asked := question(f"who {words}", now)):
        return replace(asked, whole=False)
    if topic := _COMMAND_TOPIC.match(words):
        return _topic(topic["rest"], now)
    parts = _COMMAND_ABOUT.split(words, maxsplit=1)
    name, early = split_window(parts[0], now)
    about, late = split_window(parts[1], now) if len(parts) > 1 else ("", early)
    return Lookup(name=name.strip(_MARKS), about=about.strip(_MARKS), window=late if late.words else early)


def _with_days_last(words: str) -> str:
    """ "Saul since:2026-11-01 about rates" as "Saul about rates since 2026-11-01"."""
    days = [f"{match['border']} {match['day']}" for match in _DAYS_OPERATOR.finditer(words)]
    return " ".join([_DAYS_OPERATOR.sub("", words).strip(), *days]) if days else words


def _is_days(words: str, now: datetime) -> bool:
    with suppress(DateNotUnderstood):
        return bool(_COMMAND_DAYS.match(words)) and window(words, now) != Window()
    return False


def holds_quoted_words(words: str) -> bool:
    """Whether the text has words in quotation marks, which are to be looked up exactly."""
    return bool(_EXACT.search(words))


def _nobody(_name: str) -> bool:
    return False


def question(words: str, now: datetime, is_name: Callable[[str], bool] = _nobody) -> Lookup | None:
    """The look-up that a question in free wording asks for, or None.

    A pronoun instead of a name is left to the conversation. ``is_name``: whether the archive knows an entity of exactly
    this name. Raises DateNotUnderstood as ``command`` does.
    """
    words = _CLEFT.sub("who", _SO_FAR.sub("", _EXACTLY.sub("", " ".join(words.split()))))
    if exact := _EXACT.search(words):
        return _quoting(words, exact, now)
    for form in _BY_NAME:
        if (match := form.match(words)) and (found := _by_name(match["name"], match["rest"] or "", now)):
            return found
    for form in _BY_ANYBODY:
        if match := form.match(words):
            return _mentioning(match["rest"], now)
    return _of_somebody_known(words, now, is_name) or _guessed(words)


def _of_somebody_known(words: str, now: datetime, is_name: Callable[[str], bool]) -> Lookup | None:
    owned = _OWNED.search(words)
    may_own = owned and not _is_pronoun(owned.group())  # "his answer to it" is nobody's called Hi
    if owned and may_own and not is_name(owned.group()) and is_name(owned["name"]):  # "sauls view of it"
        words = f"{words[: owned.end('name')]}'s{words[owned.end() :]}"
    for form in (*_BY_KNOWN_NAME, _NAME_AND_TOPIC):
        if (match := form.match(words)) and is_name(match["name"].strip(_MARKS)):
            found = _by_name(match["name"], f" about {match['of']}" if match["of"] else "", now)
            return replace(found, whole=form is _NAME_AND_TOPIC) if found else None
    return None


def _by_name(name: str, rest: str, now: datetime) -> Lookup | None:
    name = name.strip(_MARKS)
    if not name or _is_pronoun(name.split()[0]) or _ARTICLE.sub("", name).lower() in _PRESS:
        return None
    if name.split()[-1] in _WRITINGS and (_OF_ONE.match(name) or " " not in name):  # not "Nathan Deal"
        return None
    with suppress(DateNotUnderstood):  # "on Monday" is a date, "on trade" a topic
        return Lookup(name=name, window=window(rest, now))
    found = _after_topic_word(rest, now)
    return replace(found, name=name) if found and not _is_pronoun(found.about) else None


def _is_pronoun(words: str) -> bool:
    return words.lower() in _PRONOUNS


def _mentioning(rest: str, now: datetime) -> Lookup | None:
    """The look-up for "who spoke about X"; None if the words are days ("who spoke on Monday")."""
    with suppress(DateNotUnderstood):
        window(rest, now)
        return None
    found = _after_topic_word(rest, now) or _topic(rest, now)
    return None if _is_pronoun(found.about) else found


def _after_topic_word(rest: str, now: datetime) -> Lookup | None:
    """Topic and days of "last week about X" or "about X last week"; None if anything but days precedes the topic."""
    for word in re.finditer(rf"\b{_ABOUT}\s", f"{rest} ", re.IGNORECASE):
        with suppress(DateNotUnderstood):
            before = window(rest[: word.start()], now)
            found = _topic(rest[word.end() :], now)
            return replace(found, window=before) if before.words else found
    return None


def _topic(words: str, now: datetime) -> Lookup:
    about, dates = split_window(words, now)
    return Lookup(about=about.strip(_MARKS), window=dates)


def on_topic(wanted: Lookup) -> Lookup | None:
    """A look-up such as "Putin on Ukraine" read as name and topic, for use if nobody has the whole as name, or None."""
    name, _, about = wanted.name.rpartition(" on ")
    return replace(wanted, name=name, about=about) if name and about and not wanted.about else None


def _quoting(words: str, exact: re.Match[str], now: datetime) -> Lookup | None:
    """A look-up of quoted words: who said them, or whether anybody did, optionally about something."""
    if not _WHO_VERB.match(words):
        return None
    rest = words[exact.end() :].strip(_MARKS)
    about = _after_topic_word(rest, now) or Lookup()
    if whom := re.search(r"\b(?:call\w*|describ\w*) ((?:the )?[A-Z][\w.-]*(?: [A-Z][\w.-]*)*)", words[: exact.start()]):
        about = replace(about, about=whom[1])
    return replace(about, exact=exact["exact"])


def _guessed(words: str) -> Lookup | None:
    """A look-up for "who called him a dear friend", "who said that the talks failed", all in a single quote."""
    if called := _CALLED.match(words):
        whom = "" if called["whom"].lower() in _PRONOUNS else called["whom"]
        return Lookup(exact=called["what"].strip(), about=whom, whole=True)
    if clause := _CLAUSE.match(words):
        return Lookup(about=clause["clause"], whole=True)
    return None
