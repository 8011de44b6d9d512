"""Recognise requests to check a quote: "Did Saul say 'rates will fall'?", or a forwarded quotation. Pure.

The claimed words and their speaker are read by bot/quotes/claims.py.
"""

from __future__ import annotations

import re

from bot.lexicon.loader import alternatives, word_list
from bot.lexicon.reporting import REPORTING

_SAY = r"(?:say|said|claim(?:ed)?|stated?|tweet(?:ed)?|write|written|promised?|admit(?:ted)?|warn(?:ed)?|call(?:ed)?)"
_MARKS = r"[\"“”„«»‘’']"
_WORDS = rf"{_MARKS}\w[^\n]{{3,}}?{_MARKS}(?!\w)"
_NAME = r"[^,?\"“”\n]{2,60}?"
#: "fact check: ...", "is it true that Saul said ..."
_ASKED = re.compile(
    r"^(?:(?:please |can you )?(?:fact[- ]?check|verify)(?: (?:this|whether|if|that))?\b[:,]?\s+\S"
    rf"|(?:is it true|true) that {_NAME} (?:has |had )?{_SAY}\b)",
    re.IGNORECASE,
)
#: "Saul promised free ferries, fact or myth?"
_OR_NOT = re.compile(
    rf"\b{_SAY}\b.*[\s,;:–-](?:fact or (?:myth|fiction|fake)|myth or (?:fact|reality)|true or (?:false|not|fake)"
    r"|real or (?:fake|not)|legit or (?:not|fake)|(?:is (?:this|that) )?a hoax"
    r"|(?:can|could|will|would) you (?:please )?(?:verify|confirm|check)(?: (?:it|that|this))?)\W*$",
    re.IGNORECASE,
)
#: "did Saul really say that rates will fall", "has Saul ever said 'rates will fall'"
_DID = re.compile(
    rf"^(?:did|has|have|does) {_NAME} (?:(?:really|actually|ever|just) )*{_SAY}\b"
    rf"(?:(?: [\w’'-]+){{0,3}}[:,]? {_WORDS}|(?: (?:reporters|parliament|the [\w-]+))? that (?:\S+\s+){{2,}}\S+)",
    re.IGNORECASE,
)
_ANY_VERB = "|".join(sorted({*REPORTING, *word_list("reporting", "also_asked")} - {":"}, key=len)[::-1])
#: "did Saul actually shout “Who are you?” at the rally"
_DID_WITH_WORDS = re.compile(
    rf"^(?:did|has|have|does) {_NAME} (?:(?:ever|just|\w+ly) )*(?:{_ANY_VERB})\b"
    r"[^\"“”„«\n]{0,40}[\"“„«]\w[^\n]+?[\"”“»]",
    re.IGNORECASE,
)
#: "was 'rates will fall' really said by Saul?"
_WAS = re.compile(rf"^(?:was|were) {_WORDS} (?:(?:really|actually|ever) )*(?:{_SAY}|said) by\b", re.IGNORECASE)
#: A forwarded quotation with its speaker: at least four words in double quotation marks, and no question around them.
_QUOTED = re.compile(r"[\"“„«](?:\S+\s+){3,}[^\"”“»]+[\"”“»]")
_SPEAKER = re.compile(
    r"(?:\b(?:said|says|told|according to|wrote|tweeted|added)\b|:\s*[\"“„«]|[\"”“»],?\s*[—–(-]+\s*\w)",
    re.IGNORECASE,
)
#: Around a quotation: "real quote or made up?", "true?"
_DOUBT = re.compile(rf"\b(?:{alternatives('reporting', 'doubts')})\b", re.IGNORECASE)
_OF_WORDS = re.compile(
    rf"{_MARKS}\w|\b(?:{_SAY}|{alternatives('reporting', 'asked_for')}|{alternatives('reporting', 'words_said')})\b",
    re.I,
)
_QUESTION = re.compile(r"^(?:who|whom|whose|what|when|where|why|which|how)\b", re.IGNORECASE)


def is_about_words(text: str) -> bool:
    """Whether a text has words in quotation marks, a verb of saying or a noun for what is said."""
    return _OF_WORDS.search(text) is not None


def asks_to_check(words: str) -> bool:
    """Whether the text asks if words were really said, or is a quotation with its speaker."""
    if any(form.match(words) for form in (_ASKED, _DID, _DID_WITH_WORDS, _WAS)) or _OR_NOT.search(words):
        return True
    quoted = _QUOTED.search(words)
    if quoted is None or _QUESTION.match(words):
        return False
    if _DOUBT.search(f"{words[: quoted.start()]} | {words[quoted.end() :]}"):
        return True
    return not words.rstrip().endswith("?") and _SPEAKER.search(words) is not None
