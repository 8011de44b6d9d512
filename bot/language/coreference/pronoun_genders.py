"""Learn from pronouns whether somebody with an unknown given name is "he" or "she"."""

from __future__ import annotations

from collections import Counter, defaultdict

from bot.language.coreference.clusters import EntityCluster
from bot.language.coreference.fitting import may_be
from bot.language.coreference.mentions import DiscourseModel
from bot.language.patterns import NamedPattern

_PRONOUN = NamedPattern(
    "a pronoun that tells the gender",
    r"\b(?:(?P<he>[Hh]e|[Hh]is|[Hh]im|himself)|[Ss]he|[Hh]er|hers|herself)\b",
    "he",
    "Her",
    "herself",
)
#: A person of somebody: "her predecessor, ".
_OWNED = NamedPattern(
    "his or her person", r"\b(?:(?P<he>[Hh]is)|[Hh]er)\s(?:[\w-]+\s){0,3}?[\w-]+,?\s$", "her predecessor, ", "his son "
)
_REACH = 60  # characters before a name
_MEMORY = 2  # sentences before a pronoun in which whoever it refers to is named


def learn_genders(discourse: DiscourseModel) -> None:
    """Set ``pronoun`` of everybody whose name does not tell it and who alone can be meant by most pronouns nearby."""
    unknown = {
        id(one.entity): one.entity
        for one in discourse.appearances
        if one.entity.label == "PERSON" and not one.entity.gender
    }
    if not unknown:
        return
    votes: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for match in _PRONOUN.finditer(discourse.text):
        pronoun = "he" if match.group("he") else "she"
        meant = _only_one(discourse, match.start(), pronoun)
        if meant is not None and id(meant) in unknown:
            votes[id(meant)][pronoun] += 1
    for key, counted in votes.items():
        if counted["he"] != counted["she"]:
            unknown[key].pronoun = counted.most_common(1)[0][0]


def _only_one(discourse: DiscourseModel, offset: int, pronoun: str) -> EntityCluster | None:
    """The only person near ``offset`` that the pronoun can refer to; None within quotation marks."""
    if discourse.marked(offset):
        return None
    near = [one for one in discourse.before(offset, _MEMORY) if may_be(one.entity, pronoun)]
    if not near or any(one.entity is not near[0].entity for one in near):
        return None
    owned = [_OWNED.search(discourse.text, max(0, one.start - _REACH), one.start) for one in near]
    whose = {"he" if match.group("he") else "she" for match in owned if match is not None}
    return None if pronoun in whose else near[0].entity  # "her cousin, Reyl, came. She" is whose cousin came
