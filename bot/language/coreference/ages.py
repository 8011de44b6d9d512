"""Resolve "the 56-year-old" by the ages that an article states and by whom it is about. Pure."""

from __future__ import annotations

import re

from bot.language.coreference.clusters import EntityCluster
from bot.language.coreference.mentions import DiscourseModel
from bot.language.patterns import NamedPattern

_STATED = NamedPattern("an age", r"(?:,\s(?:aged\s)?|\s\()(\d{2})(?=[,.)])", ", 43,", " (71)", ", aged 34.")
_FAR = 100  # sentences


def of_age(discourse: DiscourseModel, age: str, offset: int) -> EntityCluster | None:
    """The last person before ``offset`` whose name is followed by that age: "Tomas Breck, 66,"."""
    pattern = re.compile(rf",\s(?:an?\s|aged\s)?{age}\b")
    before = (one for one in discourse.before(offset, _FAR) if one.entity.label == "PERSON")
    return next((one.entity for one in before if pattern.match(discourse.text, one.found.end)), None)


def of_other_ages(discourse: DiscourseModel, age: str) -> set[int]:
    """The ids of entities whose name is followed by another age anywhere in the article."""
    return {
        id(one.entity)
        for one in discourse.appearances
        if one.entity.label == "PERSON"
        and (match := _STATED.match(discourse.text, one.found.end))
        and match.group(1) != age
    }


def lead(discourse: DiscourseModel) -> EntityCluster | None:
    """The person who opens the article as a subject, and is usually the one it later refers to by age."""
    first = next((one for one in discourse.appearances if one.entity.label == "PERSON"), None)
    opens = first is not None and discourse.sentence(first.start) == 0 and first.found.subject
    return first.entity if first is not None and opens else None
