"""Signs of how surely "he", "the senator", "the company" or a quote without a speaker was traced to a name.

Each sign is a short text: where the name stands, who else may be meant, who acts and who spoke last. The verifier
weighs them. A speaker whose name stands in the words themselves has none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain

from bot.language.coreference.clusters import EntityCluster
from bot.language.coreference.fitting import may_be
from bot.language.coreference.mentions import Appearance, DiscourseModel, QuoteSource
from bot.language.coreference.salience import BODIES, Prominence
from bot.lexicon.pronouns import HE, IT, PRONOUNS, SHE, THEY, WHO
from bot.lexicon.reporting import DOCUMENTS
from bot.lexicon.roles import PERSON_NOUNS, ROLES, SPOKES
from bot.text.spans import Span

#: How well those fit whom the quote itself names, by id; asked for only where it counts.
Named = Callable[[], Mapping[int, float]]

_WORD = re.compile(r"[^\W_]+")
_REACH = 12  # sentences in which the name is searched
_NEAR, _FAR = 3, 6  # sentences
_MANY, _FEW = 3, 2  # the highest counts that are told apart
_UNNAMED_REACH = 800  # characters in which people without a name are counted
_MARGINS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)  # shares of the chosen one among the two most salient
_PRONOUNS = (("he", HE), ("she", SHE), ("it", IT), ("they", THEY), ("who", WHO))


class ReferenceSigns:
    """Tells the signs of the references in one article."""

    def __init__(self, discourse: DiscourseModel, prominence: Prominence) -> None:
        self._discourse = discourse
        self._prominence = prominence
        self._counts = Counter(id(one.entity) for one in discourse.appearances)
        self._most = {True: 0, False: 0}  # mentions of the most frequent person, and of the most frequent other
        self._names: dict[str, dict[int, bool]] = {}  # who bears each word in a name or office, and whether a person
        for entity in {id(one.entity): one.entity for one in discourse.appearances}.values():
            person = entity.label == "PERSON"
            self._most[person] = max(self._most[person], self._counts[id(entity)])
            for form in (*entity.forms, *entity.titled, *entity.roles):
                for word in _WORD.findall(form.lower()):
                    self._names.setdefault(word, {})[id(entity)] = person

    def of(self, source: Span, found: QuoteSource, last: QuoteSource, named: Named) -> tuple[str, ...]:
        """The signs for whom the words at ``source`` were found to mean; ``last`` spoke before. () if they name him."""
        entity = found.entity
        way = self._way(source, entity) if entity is not None else ""
        if entity is None or not way:
            return ()
        signs = self._all(source[0], entity, last)
        if way == "description":
            signs = chain(signs, self._naming_signs(source, entity))
        if way in ("he", "she") and entity.label == "PERSON":
            signs = chain(signs, [self._margin(way, source[0], entity, last, named())])
        return _grouped(way, entity, signs)

    def carried(self, offset: int, entity: EntityCluster, last: QuoteSource) -> tuple[str, ...]:
        """The signs for a quote at ``offset`` without words for its speaker, who is whoever spoke last."""
        return _grouped("carried", entity, self._all(offset, entity, last))

    def _way(self, source: Span, entity: EntityCluster) -> str:
        """How the words refer: by which pronoun or description; "" for a name, "who", "the report" and the like."""
        words = self._discourse.text[slice(*source)].strip().lower()
        if words in PRONOUNS:
            way = next((name for name, forms in _PRONOUNS if words in forms), "pronoun")
            return "" if way == "who" else way
        if any(one.entity is entity for one in self._discourse.within(source)):
            return ""
        head = _WORD.findall(words)[-1:]
        body = entity.label != "PERSON"
        plain = bool(set(head) & DOCUMENTS) or (body and (set(head) & SPOKES or self._alone(head, entity)))
        return "" if plain else "description"

    def _alone(self, head: Sequence[str], entity: EntityCluster) -> bool:
        """Whether nobody else of the article is called so: "the ministry" beside one Ministry of Health."""
        called = self._names.get(head[0], {}) if head else {}
        person = entity.label == "PERSON"
        return id(entity) in called and sum(kind == person for kind in called.values()) == 1

    def _naming_signs(self, source: Span, entity: EntityCluster) -> Iterator[str]:
        """Whether the text calls the speaker what the description does."""
        words = _WORD.findall(self._discourse.text[slice(*source)].lower())
        if id(entity) in self._names.get(words[-1] if words else "", {}):
            yield "called so alone" if self._alone(words[-1:], entity) else "called so"
        else:
            yield "called in part" if any(id(entity) in self._names.get(one, {}) for one in words) else "not called so"

    def _all(self, offset: int, entity: EntityCluster, last: QuoteSource) -> Iterator[str]:
        near = list(self._discourse.before(offset, _REACH))
        own = next((one for one in near if one.entity is entity), None)
        since = [one for one in near if own is None or one.start > own.start]
        yield from self._mention(offset, own)
        yield from self._rivals(offset, entity, since, near)
        yield from self._speaking(offset, entity, last)
        yield from self._words(offset, own)
        yield from self._around(offset, entity, near)
        count, most = self._counts[id(entity)], self._most[entity.label == "PERSON"]
        yield "most frequent" if count >= most else "frequent" if _FEW * count >= most else "rare"
        if entity.label == "PERSON" and not entity.gender:
            yield "gender unknown"

    def _mention(self, offset: int, own: Appearance | None) -> Iterator[str]:
        """Where the name stands last, and how."""
        if own is None:
            yield "distance far"
            return
        distance = self._discourse.sentence(offset) - self._discourse.sentence(own.start)
        yield f"distance {distance if distance < _NEAR else 'some' if distance <= _FAR else 'far'}"
        yield f"paragraphs {min(self._discourse.text.count(chr(10), own.start, offset), _MANY)}"
        yield "subject" if own.found.subject else "no subject"
        if own.in_marks:
            yield "name in marks"

    def _rivals(
        self, offset: int, entity: EntityCluster, since: Sequence[Appearance], near: Sequence[Appearance]
    ) -> Iterator[str]:
        """How many others of the kind are named since, how many act, and how many are near."""
        others = [one for one in since if _is_rival(one, entity)]
        outside = {id(one.entity) for one in others if not one.in_marks}
        yield f"rivals since {min(_MANY, len(outside))}"
        yield f"rivals in marks {min(_FEW, len({id(one.entity) for one in others} - outside))}"
        acting = {id(one.entity) for one in others if one.found.subject and not one.in_marks}
        yield f"rivals acting {min(_FEW, len(acting))}"
        oldest = self._discourse.sentence(offset) - _NEAR
        close = (one for one in near if self._discourse.sentence(one.start) >= oldest)
        yield f"rivals near {min(_MANY, len({id(one.entity) for one in close if _is_rival(one, entity)}))}"

    def _speaking(self, offset: int, entity: EntityCluster, last: QuoteSource) -> Iterator[str]:
        """Who spoke last, and how long ago."""
        ago = min(_MANY, self._discourse.sentence(offset) - self._prominence.spoke_in)
        if last.entity is entity:
            yield f"spoke last {ago} ago"
        who = "own" if last.entity is entity else "another" if last.entity else "unnamed" if last.known else "nobody"
        yield f"spoke last {who}"
        yield f"somebody spoke {ago} ago"

    def _words(self, offset: int, own: Appearance | None) -> Iterator[str]:
        """How many people without a name stand in between, and where in its sentence the reference stands."""
        text = self._discourse.text
        between = text[max(own.found.end if own else 0, offset - _UNNAMED_REACH) : offset].lower().split()
        people = sum(word.strip(".,;:'’\"”") in ROLES or word in PERSON_NOUNS for word in between)
        yield f"unnamed {min(_FEW, people)}"
        start = self._discourse.sentence_start(offset)
        ahead = text[start:offset].strip(" \"“”'‘’")
        after = self._discourse.marked(start + 1) or text[offset - 2 : offset - 1] in ("”", '"', "'", "’")
        yield "opens" if not ahead else "after marks" if after else "amid"

    def _around(self, offset: int, entity: EntityCluster, near: Sequence[Appearance]) -> Iterator[str]:
        """Who is named and who acts in this sentence, the one before and this paragraph, outside quotation marks."""
        discourse = self._discourse
        number = discourse.sentence(offset)
        here, start = discourse.start_of(number), discourse.text.rfind("\n", 0, offset) + 1
        plain = [one for one in reversed(near) if not one.in_marks]
        places = {
            "sentence": [one for one in plain if one.start >= here],
            "before": [one for one in plain if discourse.start_of(number - 1) <= one.start < here],
            "paragraph": [one for one in plain if one.start >= start],
        }
        for place, named in places.items():
            yield from (f"{place} {sign}" for sign in _who(named, entity))
        actors = [one for one in plain if one.found.subject and (one.entity is entity or _is_rival(one, entity))]
        yield f"nearest actor {'own' if actors and actors[-1].entity is entity else 'rival'}"

    def _margin(
        self, way: str, offset: int, entity: EntityCluster, last: QuoteSource, named: Mapping[int, float]
    ) -> str:
        """How much more salient the chosen one is than the next."""
        scores, _ = self._prominence.people(way, offset, last, lambda one: named.get(id(one), 1.0))
        mine = scores.get(id(entity), 0.0)
        other = max((score for key, score in scores.items() if key != id(entity)), default=0.0)
        if not mine:
            return "margin none"
        return f"margin {sum(mine / (mine + other) >= share for share in _MARGINS)}"


def _grouped(way: str, entity: EntityCluster, signs: Iterator[str]) -> tuple[str, ...]:
    """The signs by what kind of speaker they are for, since "it" goes wrong for other reasons than "he"."""
    kind = "person" if entity.label == "PERSON" else "body"
    return (f"{kind}: {way}", *(f"{kind}: {sign}" for sign in signs))


def _who(named: Sequence[Appearance], entity: EntityCluster) -> Iterator[str]:
    own = any(one.entity is entity for one in named)
    rival = any(_is_rival(one, entity) for one in named)
    yield "both" if own and rival else "own" if own else "rival" if rival else "nobody"
    kind = [one for one in named if one.entity is entity or _is_rival(one, entity)]
    acting = [one for one in kind if one.found.subject]
    if acting:
        yield "own acts" if acting[0].entity is entity else "rival acts"
    if any(one.found.subject for one in named if one not in kind):
        yield "another kind acts"


def _is_rival(one: Appearance, entity: EntityCluster) -> bool:
    """Whether somebody else is named who may be meant as well."""
    if one.entity is entity:
        return False
    return may_be(one.entity, entity.gender) if entity.label == "PERSON" else one.entity.label in BODIES
