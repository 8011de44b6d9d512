"""People without a name: "a middle-aged cashier", who is "the woman" and "she" in the next sentences."""

from __future__ import annotations

import re

from bot.language.coreference.mentions import DiscourseModel
from bot.language.coreference.salience_patterns import AND
from bot.language.patterns import NamedPattern
from bot.lexicon.loader import alternatives
from bot.lexicon.roles import PERSON_NOUNS, ROLES

_NEAR = 3  # sentences within which "the woman" is somebody without a name
_INTRODUCED = 1_000  # characters within which somebody is introduced
_HUMAN = NamedPattern(
    "a human noun",
    r"(?:man|woman|boy|girl|teenager|pensioner|person|couple|"
    r"(?!\w*(?:paper|letter|order|number|answer|offer|power)\b)[a-z]{2,}(?:er|or|ist|ian))",
    "woman",
    "teenager",
)
#: Somebody without a name who acts: "At a shop nearby, a middle-aged cashier was shaken", "Another guest, who".
_ACTS = NamedPattern(
    "somebody without a name acts",
    r"(?:[^,.;“”\"]{2,60},\s)?(?:[Aa]n?|[Oo]ne|[Aa]nother)\s(?:[\w’'-]+\s){0,3}?"
    rf"(?:{alternatives('roles', 'roles')}|[a-z]{{2,}}(?:er|or|ist|ian|ant|man|woman)|boy|girl|teenager|mother|nurse)"
    r"(?:,?\s(?:who|in|at|from|with|of|on|beside|near)\b|,\s(?:an?|his|her)\s|\s(?:was|is|had|has|[a-z]+(?:ed|s)|wept|ran|came|shook|left|stood|said)\b)",
    "At a shop nearby, a middle-aged cashier was",
    "Another worshipper, who",
)

#: A plural subject without a name: "But since then, lower courts have".
_SEVERAL = NamedPattern(
    "several unnamed",
    r"(?:[^,.]{0,30},\s)?(?:[A-Z]?[a-z]+\s){0,3}[A-Z]?[a-z]+s\s(?:have|are|were|do|say)\b",
    "But since then, lower courts have",
    "voters say",
)


def acts_without_name(discourse: DiscourseModel, offset: int) -> bool:
    """Whether somebody without a name acts just before ``offset``, and nobody is named since."""
    number = discourse.sentence(offset)
    for start in [discourse.start_of(one) for one in range(number, max(-1, number - _NEAR - 1), -1)]:
        since = discourse.within((start, offset))
        if any(one.found.label == "PERSON" and one.found.subject and not one.in_marks for one in since):
            return False
        if _ACTS.match(discourse.text, start, offset) is not None and not discourse.marked(start + 1):
            return True
    return False


def is_introduced(discourse: DiscourseModel, words: str, offset: int) -> bool:
    """Whether "the sailor" was "an old sailor" before ``offset``, or is "the woman": nobody whom the text names.

    So is a speaker whose name was not recognised: "Reyl", but no "Analysts".
    """
    if words.istitle() and not words.startswith(("The ", "A ", "An ")) and not words.endswith("s"):
        return True
    if not words.lower().startswith("the "):
        return False
    noun = words.split()[-1].lower()
    if not (noun in ROLES | PERSON_NOUNS or _HUMAN.fullmatch(noun)):
        return False
    before = discourse.text[max(0, offset - _INTRODUCED) : offset]
    pattern = rf"\b(?:an?|one|another)\s(?:[\w’'-]+\s){{0,4}}?{re.escape(noun)}\b(?!\s[A-Z])"
    return _HUMAN.fullmatch(noun) is not None or re.search(pattern, before, re.IGNORECASE) is not None


def several_act(discourse: DiscourseModel, offset: int) -> bool:
    """Whether the sentence before ``offset`` is about several people without names."""
    before = discourse.sentence(offset) - 1
    start = discourse.start_of(before) if before >= 0 else offset
    match = _SEVERAL.match(discourse.text, start, discourse.sentence_start(offset))
    return match is not None and not discourse.within(match.span())


def are_named_together(discourse: DiscourseModel, offset: int) -> bool:
    """Whether two people were last named together, who are then the likelier "they"."""
    near = [one for one in discourse.before(offset, 1) if one.entity.label == "PERSON"][:2]
    return len(near) > 1 and bool(AND.fullmatch(discourse.text[near[1].found.end : near[0].start]))
