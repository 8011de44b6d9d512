"""Decide whether a verbatim part of a quotation means something else than the whole, because of what was cut off.

    "I do not think [the ferry is safe]"      negation
    "[We will sell] if the vote fails"        condition
    "[I will not stay] for two more years"    what is denied only within limits
    "Critics say [the mayor is corrupt]"      somebody else's view
    "Should [we sell the ferry]?"             a question

Pure. Positions are tokens of the stretch of speech that contains the part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.lexicon.loader import alternatives, word_list, word_set
from bot.lexicon.reporting import REPORTING
from bot.quotes.alignment import Token

_NEGATIONS = word_list("function_words", "negations")
_CONDITIONS = word_set("if unless whether until till provided assuming suppose supposing lest except otherwise")
_TWO_WORDS = frozenset(
    (("as", "long"), ("only", "when"), ("only", "after"), ("on", "condition"), ("in", "case"), ("even", "if"),
     ("so", "long"), ("but", "only"), ("used", "to"))
)  # fmt: skip
_DENIALS = word_set("not no never nobody none nothing neither cannot") | {
    word for word in _NEGATIONS if word[-2:] == "nt"
}
_LIMITS = word_list("function_words", "limits")  # behind a denial: "I did not come [to make friends]"
_HOPES = word_list("reporting", "hopes")
_ME = word_set("i we me us im ive weve id wed")
_VIEWS = word_list("reporting", "views")
_FALSE = alternatives("reporting", "judged_untrue")
_JUDGED = re.compile(
    rf"\s*,?\s*(?:is|was|would be|are|were)\s+(?:a\s+|an\s+|simply\s+|just\s+|pure\s+|complete\s+)*(?:{_FALSE})\b",
    re.IGNORECASE,
)
_HELPING = word_list("function_words", "helping")
_FAR = 3  # words between a reporting verb and what is reported
_QUESTION_STARTS = word_list("function_words", "question_starts")
_CLAUSE_END = re.compile(r"[;:—–]|,\s*$|,\s*(?:and|but|so|yet|because)\b")
_SENTENCE_END = re.compile(r"[.!?…]+[\"”’')]*\s")
_IS = word_set("is are was were will would")
_TURNS = word_set("but and so yet because however")


def sentence_of(words: Sequence[Token], first: int, last: int, text: str) -> tuple[int, int]:
    """The tokens of the sentences that contain the tokens ``first`` to ``last`` (exclusive)."""
    start, end = first, last
    while start > 0 and not _ends(text[words[start - 1].end : words[start].start]):
        start -= 1
    while end < len(words) and not _ends(text[words[end - 1].end : words[end].start]):
        end += 1
    return start, end


def _ends(between: str) -> bool:
    return bool(_SENTENCE_END.search(between)) or "\n" in between


def turns_sense(words: Sequence[Token], first: int, last: int, text: str) -> str:
    """The article's words outside the part from ``first`` to ``last`` that reverse its meaning, or "" if none do."""
    start, end = sentence_of(words, first, last, text)
    if first > start and (lost := _before(words, start, first, text)):
        return text[words[lost[0]].start : words[lost[1] - 1].end]
    if last < end and (_after(words, last, end, text) or _is_denied_within(words, (first, last), end, text)):
        return text[words[last].start : words[end - 1].end]
    if first == start + 1 and words[start].norm == "what" and last < end and words[last].norm in _IS:
        return text[words[start].start : words[end - 1].end]  # "What [we will never do again] is rank them"
    stop = text[words[end - 1].end : words[end - 1].end + 3].strip("\"”’' ")
    if first > start and stop.startswith("?") and words[start].norm in _QUESTION_STARTS:
        return text[words[start].start : words[first - 1].end]
    return ""


def omission_turns(words: Sequence[Token], run: tuple[int, int], text: str) -> bool:
    """Whether an ellipsis replaces a negation or a condition of the words around it."""
    norms = [word.norm for word in words[slice(*run)]]
    if not norms or _SENTENCE_END.search(text[words[run[0] - 1].end : words[run[1] - 1].end] if run[0] else ""):
        return bool(norms) and norms[0] in _CONDITIONS | {"not", "never"}
    return any(norm in _NEGATIONS or norm in _CONDITIONS for norm in norms) and not (
        text[words[run[0] - 1].end : words[run[0]].start].strip() == ","
        and text[words[run[1] - 1].end : words[min(run[1], len(words) - 1)].start].strip() == ","
        and norms[0] not in _CONDITIONS
    )


def _before(words: Sequence[Token], start: int, first: int, text: str) -> tuple[int, int] | None:
    """The tokens cut off before the part that affect its own clause."""
    lead = [word.norm for word in words[start:first]]
    if any(word in _CONDITIONS for word in lead) and not _turned(words, first, text):
        return start, first
    if any(pair in _TWO_WORDS for pair in pairwise(lead)) and not _turned(words, first, text):
        return start, first
    clause = first
    while clause > start and not _CLAUSE_END.search(text[words[clause - 1].end : words[clause].start]):
        if words[clause - 1].norm == "but" or (words[clause - 1].norm in ("and", "so") and clause < first):
            break
        clause -= 1
    near = [word.norm for word in words[clause:first]]
    if any(word in _NEGATIONS or word in _HOPES for word in near):
        return clause, first
    return None


def _turned(words: Sequence[Token], first: int, text: str) -> bool:
    """Whether the part begins a clause of its own: ", but [we will]", "; [we will]"."""
    ahead = text[words[first - 1].end : words[first].start]
    return words[first - 1].norm in _TURNS or bool(re.search(r"[;:—–]", ahead))


def _after(words: Sequence[Token], last: int, end: int, text: str) -> bool:
    """Whether a condition, or a denial of its truth, follows in the same sentence."""
    if _JUDGED.match(text, words[last - 1].end):
        return True
    tail = [word.norm for word in words[last:end]]
    near = tail[:3]  # "... if the vote fails", "... , but only if"
    if any(word in _CONDITIONS or word in ("without", "not") for word in near[:2]):
        return True
    return any(pair in _TWO_WORDS for pair in zip(near, tail[1:4], strict=False))


def _is_denied_within(words: Sequence[Token], part: tuple[int, int], end: int, text: str) -> bool:
    """Whether the part denies something only within limits that follow in its clause: "not [for two more years]"."""
    first, last = part
    clause = last
    while clause > first and not _CLAUSE_END.search(text[words[clause - 1].end : words[clause].start]):
        clause -= 1
    denies = any(word.norm in _DENIALS for word in words[clause:last])
    goes_on = not text[words[last - 1].end : words[last].start].strip()
    return denies and goes_on and words[last].norm in _LIMITS


def inner_speaker(words: Sequence[Token], first: int, text: str) -> str:
    """Whose view the part is, if the speaker only reports it: "My neighbour says [it is unsafe]"; "" if their own."""
    start, _ = sentence_of(words, first, first + 1, text)
    clause = first
    while clause > start and not re.search(r"[;:—–]", text[words[clause - 1].end : words[clause].start]):
        clause -= 1
    lead = [word.norm for word in words[clause:first]]
    if lead and lead[-1] == "that":
        lead = lead[:-1]
    if len(lead) < 2 or (lead[-1] not in REPORTING and lead[-1] not in ("me", "us", "them", "him", "her")):
        return ""
    verb = next((n for n in range(len(lead) - 1, 0, -1) if lead[n] in REPORTING), 0)
    subject = next((n for n in range(verb - 1, -1, -1) if lead[n] not in _HELPING), 0)
    if not verb or len(lead) - verb > _FAR or lead[subject] in _ME:
        return ""
    if lead[verb] in _VIEWS and lead[verb - 1] in ("you",):
        return ""
    return text[words[clause].start : words[clause + verb - 1].end]
