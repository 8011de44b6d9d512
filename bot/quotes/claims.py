"""Extract from a message what somebody is claimed to have said: the words and the speaker. Pure.

    Did Modi say "the quay will be ready"?          -> the words, Modi
    “We won,” said Ilka Brandt. “They lost.”        -> two claims, Ilka Brandt
    Brandt said she would resign on Monday          -> she would resign on Monday, Brandt, without quotation marks

Handles lower case, bare surnames, « », „ “, and typing errors outside the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from bot.language.syntax.quotation_marks import Quoted, quoted
from bot.lexicon.loader import alternatives, word_list
from bot.lexicon.pronouns import HE, PRONOUNS, SHE
from bot.lexicon.reporting import REPORTING
from bot.lexicon.roles import ROLES
from bot.models import QuoteClaim
from bot.text.names import all_words

MOST_CLAIMS = 12  # per message
_FOREIGN = (
    (re.compile("„([^„“”\"]*)[“”\"]"), "“", "”"), (re.compile("«([^«»]*)»"), "“", "”"),
    (re.compile("»([^«»]*)«"), "“", "”"), (re.compile("‹([^‹›]*)›"), "“", "”"), (re.compile("`([^`']*)['`]"), "“", "”"),
)  # fmt: skip
#: "€4m", "4bn euros": figures as people type them, which no "12m" of metres is.
_UNITS = {"m": "million", "mn": "million", "bn": "billion", "k": "thousand"}
_MILLIONS = re.compile(
    r"(?P<amount>(?<=[€$£])\d[\d.,]*|\d[\d.,]*(?=(?:mn|m|bn|k)\s(?:euros?|dollars?|pounds|crowns|francs|people|votes)\b))"
    r"(?P<unit>mn|m|bn|k)\b",
    re.IGNORECASE,
)
_ALSO = word_list("reporting", "also_asked")
_VERB = (
    r"(?:" + "|".join(sorted({*REPORTING, *_ALSO} - {"according", ":", "words", "see", "find"}, key=len)[::-1]) + ")"
)
_BEFORE_VERBS = alternatives("function_words", "before_verbs_of_saying")
_AUXILIARY = rf"(?:(?:{_BEFORE_VERBS})\s+)*"
_HEARER = (
    r"(?:\s+(?:reporters|journalists|parliament|us|me|him|her|them|lawmakers|(?:the\s+)?[\w’'-]+(?:\s[\w’'-]+){0,2}))?"
)
_N = r"(?P<name>[^\W_][^\n\"“”,.:;?!()]{0,70}?(?:(?:\b[A-Za-z]|Jr|Sr|Dr|Mr|Mrs|Ms)\.[^\n\"“”,.:;?!()]{0,40}?)*)"
_ASIDE = r"(?:,[^,\"“”]{2,80},|\s\([^)]{1,40}\))?"
#: Behind an office: "A museum director, Florence Achterberg, put it like this".
_NAMED_ASIDE = re.compile(r"\s*,\s+(?P<name>[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){1,3}),")
_HANDLE = re.compile(r"(?<=[a-z])(?=[A-Z])")  # between the words of "@IlkaBrandt"
_END = r"(?:\s+(?:on|in|at|during|after|last|yesterday|today|to|this|when|while)\b.*)?"
_BEHIND = (
    rf"[,\s]*{_AUXILIARY}{_VERB}\s+{_N}(?:,.*)?{_END}[\s.!?]*$",
    rf"[,\s]*(?:as\s+)?{_N}{_ASIDE}\s+{_AUXILIARY}{_VERB}\b.*$",
    rf"\s*[.,]?\s*(?:[—–-]+|\()\s*{_N}(?:[,)(].*)?[\s.!?]*$",
    rf"[,\s]*according to\s+{_N}(?:,.*)?[\s.!?]*$",
)
_AHEAD = (
    rf"\b(?:did|does|do|has|have|had)\s+{_N}\s+{_AUXILIARY}{_VERB}\b[^\"“”]*$",
    rf"\baccording to\s+{_N}\s*(?:[,:].*)?$",
    rf"\b(?:as\s+)?{_N}(?<!['’]s){_ASIDE}\s+{_AUXILIARY}{_VERB}\b[^\"“”]*$",
    rf"^\W*(?:quote\s+)?(?:by|from)\s+{_N}\s*[:,]?\s*$",
    rf"^\W*{_N}(?:,[^\"“”:]*|\s\([^)]*\)|\son\s[^\"“”:]{{2,60}})?\s*:\s*$",
    r"[.!?:\n]\W*(?P<name>(?-i:[A-Z])[\w.’'-]*(?:\s(?-i:[A-Z])[\w.’'-]*){0,3})(?:\son\s[^\"“”:]{2,60})?\s*:\s*$",
)
_SIGNED = re.compile(
    r"\s*(?P<name>[A-Z][\w.’'-]+(?:\s(?:[a-z]{1,3}\s){0,2}[A-Z][\w.’'-]+){1,3})(?:,.*)?[\s.!?]*$", re.DOTALL
)
_FILLERS = alternatives("reporting", "fillers")
#: Phrases before a name in a sentence that passes on hearsay.
_FILLER = re.compile(
    rf"^(?:(?:{_FILLERS})[,:]?\s+)+",
    re.IGNORECASE,
)
#: Neither a question about the quotation nor who passes it on is its speaker: "real or fake", "someone sent me this".
_NOBODY = re.compile(
    rf"\b(?:{alternatives('reporting', 'doubts')}|{alternatives('reporting', 'senders')})\b", re.IGNORECASE
)
#: "On Monday Orlov said", "Yesterday morning, Orlov said".
_DAY_AHEAD = re.compile(
    r"^(?:(?:(?:on|last|this)\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today)"
    r"(?:\s(?:morning|afternoon|evening|night))?|(?:last|this)\s(?:week|month|year|spring|summer|autumn|winter)|"
    r"in\s(?:january|february|march|april|may|june|july|august|september|october|november|december)(?:\s\d{4})?|on\s(?:\d{1,2}\s\w+|\w+\s\d{1,2}\b)),?\s+(?=\w)",
    re.IGNORECASE,
)
#: "It was Orlov who (said)", "wasn't it Orlov that (said)".
_CLEFT = re.compile(
    r"^(?:.*\s)?(?:it\s(?:was|is)|(?:was|is)(?:n['’]t)?\sit)\s(?:really\s)?(?P<name>.+)\s(?:who|that)$", re.IGNORECASE
)
#: "before they (delete it)", "people who (thought)": a clause names nobody.
_CLAUSE = re.compile(r"\s(?:who|which|that)$|\s(?:they|you|we|i|he|she)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])(?<!\b[A-Z]\.)(?<!\bJr\.)(?<!\bSr\.)(?<!\bDr\.)(?<!\bMr\.)(?<!\bMrs\.)\s+|\n+")
_JOINS = re.compile(r"\s*(?:,?\s*(?:and|then|but|or|and then)|[,;/&+])?\s*(?:that\s+)?\s*", re.IGNORECASE)
_AGAIN = re.compile(r"\b(?:he|she|they|it|also|added|adding|went on|then|later|continued)\b", re.IGNORECASE)
_DID = rf"^(?:did|does|do|has|have|had)\s+{_N}\s+{_AUXILIARY}{_VERB}"
_SAID = rf"^{_N}{_ASIDE}\s+{_AUXILIARY}"
_ALONE = r"(?:said|says|told\s+\w+|claimed|claims|warned|insisted|admitted|announced|promised)"  # without "that"
_THAT, _WORDS = r"\s*(?:,|that\b|:)\s*", r"(?P<words>.+)$"
_PLAIN = (
    rf"{_DID}{_HEARER}{_THAT}{_WORDS}",
    rf"{_DID}\s+{_WORDS}",
    rf"^according to\s+{_N},\s*{_WORDS}",
    rf"{_SAID}{_VERB}{_HEARER}{_THAT}{_WORDS}",
    rf"{_SAID}{_ALONE}\s+{_WORDS}",
    rf"^(?P<words>.+?),\s*(?:according to\s+|{_VERB}\s+){_N}[\s.!?]*$",
    rf"^(?P<words>.+?),\s*{_N}\s+{_AUXILIARY}{_VERB}[\s.!?]*$",
    rf"^{_N}(?:,[^\"“”:]*|\s\([^)]*\))?\s*:\s+{_WORDS}",
)
_NO_NAMES = word_list("function_words", "no_claimants")
_FEWEST = 3  # words of a claim without quotation marks
_LONGEST_NAME = 9  # words


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when first needed: each with all verbs of saying, they take a tenth of newsbot's start together."""
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A quoted stretch with the text on either side, up to the neighbouring stretches."""

    words: str
    before: str
    behind: str


def claims(text: str) -> list[QuoteClaim]:
    """The claims in ``text``, in order. If words and speaker cannot be told apart, the whole text is one claim."""
    text = _with_plain_marks(" ".join(text.split(" ")).strip())
    stretches = [stretch for stretch in quoted(text) if _has_words(text[slice(*stretch.inner)])]
    found = [*_marked(text, stretches)] if stretches else []
    found += _unmarked(text, stretches)
    if not found and _has_words(text):
        found = [QuoteClaim(words=text.strip(), marked=False)]
    return _with_pronouns(found)[:MOST_CLAIMS]


def _with_plain_marks(text: str) -> str:
    text = _MILLIONS.sub(lambda match: f"{match['amount']} {_UNITS[match['unit'].lower()]}", text)
    for pattern, opening, closing in _FOREIGN:
        text = pattern.sub(lambda match, o=opening, c=closing: f"{o}{match.group(1)}{c}", text)  # type: ignore[misc]
    return text


def _has_words(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


# ---- in quotation marks --------------------------------------------------------


def _marked(text: str, stretches: Sequence[Quoted]) -> Iterator[QuoteClaim]:
    parts = _parts(text, stretches)
    speakers = [_speaker(part) for part in parts]
    for place in range(len(parts) - 2, -1, -1):  # '"A" and "B", said X'
        if not speakers[place] and _JOINS.fullmatch(parts[place].behind):
            speakers[place] = speakers[place + 1]
    for place in range(1, len(parts)):
        goes_on = _JOINS.fullmatch(parts[place].before) or _AGAIN.search(parts[place].before)
        named = bool(speakers[place - 1]) and speakers[place - 1] in parts[place].before
        if not speakers[place] and (goes_on or named):
            speakers[place] = speakers[place - 1]
    yield from _interrupted(parts, speakers)


def _parts(text: str, stretches: Sequence[Quoted]) -> list[_Stretch]:
    borders = [0, *(stretch.end for stretch in stretches)]
    starts = [*(stretch.start for stretch in stretches[1:]), len(text)]
    return [
        _Stretch(text[slice(*stretch.inner)].strip(), text[border : stretch.start], text[stretch.end : following])
        for stretch, border, following in zip(stretches, borders, starts, strict=False)
    ]


def _interrupted(parts: Sequence[_Stretch], speakers: Sequence[str]) -> Iterator[QuoteClaim]:
    """Join '"We won," he said, "in the end"' into one claim; '"We won," he said. "They lost."' remains two."""
    words = ""
    for place, (part, speaker) in enumerate(zip(parts, speakers, strict=True)):
        words = f"{words} {part.words}".strip()
        following = parts[place + 1] if place + 1 < len(parts) else None
        runs_on = (
            following is not None
            and part.words.endswith((",", "—", "–"))
            and part.behind.rstrip().endswith((",", "—"))
            and following.words[:1].islower()
        )
        if not runs_on:
            yield QuoteClaim(words=words, speaker=speaker, around=_around(part))
            words = ""


def _around(part: _Stretch) -> str:
    ahead, behind = _SENTENCE.split(part.before)[-1], _SENTENCE.split(part.behind)[0]
    return f"{ahead.strip()} | {behind.strip()}"


def _speaker(part: _Stretch) -> str:
    """The speaker named right before or after the words; "" if there is none."""
    ahead = _SENTENCE.split(part.before)[-1] if not part.before.rstrip().endswith(":") else part.before
    behind = _SENTENCE.split(part.behind)[0]
    leads = bool(re.search(r"(?:[:,]|\b(?:that|say|said|says|call|called))\s*$", ahead)) and bool(ahead.strip())
    orders = [(ahead, _AHEAD), (behind, _BEHIND)]
    for words, patterns in orders if leads or not behind.strip(" .,!?") else reversed(orders):
        for pattern in patterns:
            match = _compiled(pattern).search(words) if patterns is _AHEAD else _compiled(pattern).match(words)
            if match and (name := _name(match["name"])):
                handle = words[: match.start("name")].endswith("@")
                return _HANDLE.sub(" ", name) if handle else _named_behind(name, words[match.end("name") :])
    signed = _SIGNED.match(behind)
    return signed["name"].rstrip(".") if signed else ""


def _named_behind(name: str, words: str) -> str:
    """Who is named right behind an office, else ``name``. ``words``: what follows it."""
    aside = _NAMED_ASIDE.match(words) if set(all_words(name)) & ROLES and name.lower() == _decapitalised(name) else None
    return aside["name"] if aside else name


def _decapitalised(name: str) -> str:
    return name[:1].lower() + name[1:]


def _name(words: str) -> str:
    """``words`` without phrases that introduce a name; "" if they cannot be a name."""
    words = _DAY_AHEAD.sub("", _FILLER.sub("", _CLEFT.sub(r"\g<name>", " ".join(words.split()))))
    if len(words.split()) > _LONGEST_NAME or words.lower().replace(" ", "_") in _NO_NAMES:
        return ""
    if _NOBODY.search(words) or _CLAUSE.search(words):
        return ""
    return words.strip(" '’\"")


def _with_pronouns(found: Sequence[QuoteClaim]) -> list[QuoteClaim]:
    """Replace "he" and the like by the last speaker named before, or by nobody."""
    named, result = "", []
    for claim in found:
        if claim.speaker.lower() in (HE | SHE | PRONOUNS):
            claim = replace(claim, speaker=named)
        named = claim.speaker or named
        result.append(claim)
    return result


# ---- without quotation marks ----------------------------------------------------


def _unmarked(text: str, stretches: Sequence[Quoted]) -> list[QuoteClaim]:
    """Claims in sentences such as "X said that ...", without quotation marks."""
    start, found = 0, []
    for border in [*(match.span() for match in _SENTENCE.finditer(text)), (len(text), len(text))]:
        sentence, span = text[start : border[0]].strip(), (start, border[0])
        start = border[1]
        if any(stretch.start < span[1] and span[0] < stretch.end for stretch in stretches):
            continue
        claim = _plain_claim(_FILLER.sub("", sentence) if not sentence.lower().startswith(("did", "has")) else sentence)
        if claim is not None:
            found.append(claim)
    return found


def _plain_claim(sentence: str) -> QuoteClaim | None:
    for pattern in _PLAIN:
        match = _compiled(pattern).match(sentence)
        if match is None or len(match["words"].split()) < _FEWEST:
            continue
        name = _name(match["name"])
        if name:
            return QuoteClaim(words=match["words"].strip(" ?"), speaker=name, marked=False)
    return None
