"""Generated news sentences with annotated names: abbreviations, headlines, posts and lists missing in the corpora."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from spacy.language import Language

from training.names import Names
from training.records import Entity, Record
from training.wording import split_words

_SLOT = re.compile(r"\{(\w+)\}")

PATTERNS = (
    "The {ministry} ({abbreviation}) said in a statement on {date}.",
    "{person} of the {ministry} ({abbreviation}) told {outlet} that {place} was not informed.",
    "The {tailed} ({abbreviation}) has {number} members in {place}, {family} said.",
    "{place}'s {ministry} summoned the {demonym} ambassador, {agency} reported.",
    "{agency} quoted {title} {person} as saying that {place} and {place} had agreed.",
    "{agency} reported on {date}, citing {person}.",
    "{company} and {place}'s {company} signed a {money} deal in {city}, {agency} said.",
    "Shares in {company} rose {percent} on {date} after {company} cut its forecast.",
    "{company} shares fell {percent}; {company} gained {percent}.",
    "{organisation} chief executive {person} resigned in {month} after {organisation} lost {money}.",
    "{person} ({party}) defeated {person} ({party}) in {city}.",
    "{person}, {number}, from {city} in {state}, was arrested on {date}.",
    "{title} {person} met {demonym} {title} {person} in {city} on {date}.",
    "{title} {family} spoke by telephone with {demonym} {title} {person}.",
    "{city}: {person} says {organisation} deal worth {money}",
    "{family} to visit {city} for talks with {family}",
    "{organisation} denies {family} claim on {place}",
    "{place} bans {company} over {demonym} data fears",
    "{city} court jails {person} for {number} years",
    "@{handle} {person} is in {city} with the {abbreviation} team! #{hashtag}",
    "RT @{handle}: {organisation} says {place} will vote on {date}",
    "{person} (@{handle}) wrote on {platform} that {place} was ready for talks.",
    "In a post on {platform}, {title} {person} thanked {place}.",
    "{person} posted a picture from {city} on {platform}.",
    "The {abbreviation} and the {abbreviation} both said {number} soldiers were killed near {city}.",
    "{abbreviation} spokesperson {person} declined to comment.",
    "{body} Secretary-General {person} urged {place} and {place} to return to the talks.",
    "The {institution} said {family} would travel to {city} {weekday}.",
    "{demonym} troops entered {city} in {month}, {family} told the {body}.",
    "{number} people died when a bus fell into a river near {city}, {agency} said, citing {demonym} police.",
    "The {company} plant in {city}, {state}, employs {number} people.",
    "{family}'s government has denied the claims by {organisation}.",
    "{family} and {family} shook hands at the {institution}.",
    "{person}'s visit to {state} was postponed until {month}, {outlet} wrote.",
    "The {demonym} side asked {body} for {money}.",
    "{city}, {date} ({agency}) -- {person} won the {demonym} election.",
    "{person} scored twice as {city} beat {city} {number}-{number}.",
    "Coach {person} left {tailed} for {tailed} in {month}.",
    "\"We had no choice,\" said {person} of {tailed}, speaking to {outlet} from {city}.",
    "from {state} to {state}, {demonym} farmers blame {organisation}",
)  # fmt: skip

_LABELS = {
    "ministry": "ORG", "abbreviation": "ORG", "outlet": "ORG", "agency": "ORG", "company": "ORG", "organisation": "ORG",
    "tailed": "ORG", "party": "ORG", "body": "ORG", "institution": "ORG", "platform": "ORG", "person": "PERSON",
    "family": "PERSON", "place": "GPE", "city": "GPE", "state": "GPE", "demonym": "NORP", "date": "DATE",
    "month": "DATE",    "weekday": "DATE", "number": "CARDINAL", "money": "MONEY", "percent": "PERCENT",
}  # fmt: skip
_LISTS = {
    "outlet": "outlets", "agency": "agencies", "company": "companies", "party": "parties", "body": "bodies",
    "institution": "institutions", "platform": "platforms",
}  # fmt: skip
_MONTHS = split_words("January February March April May June July August September October November December")
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_CURRENCIES = ("${} million", "€{} billion", "£{}m", "Rs {} crore", "{} million euros", "R{} million", "US${} billion")


@dataclass(frozen=True)
class Sentences:
    """Fills :data:`PATTERNS` with names from around the world."""

    nlp: Language
    names: Names
    rng: random.Random

    def sentence(self) -> Record:
        """A new sentence, tokenised as the pipeline does."""
        text, marks, last = "", [], 0
        pattern = self.rng.choice(PATTERNS)
        for slot in _SLOT.finditer(pattern):
            text += pattern[last : slot.start()]
            value = self._value(slot[1])
            if slot[1] in _LABELS:
                marks.append((len(text), len(text) + len(value), _LABELS[slot[1]]))
            text += value
            last = slot.end()
        return tokenised(self.nlp, text + pattern[last:], marks)

    def _value(self, slot: str) -> str:
        names, rng = self.names, self.rng
        if slot in _LISTS:
            return names.pick("organisations", _LISTS[slot]).removeprefix("the ")
        makers: dict[str, Callable[[], str]] = {
            "ministry": names.ministry,
            "abbreviation": names.abbreviation,
            "organisation": lambda: names.organisation().removeprefix("the "),
            "tailed": names.tailed,
            "person": names.full_person,
            "family": names.family_name,
            "title": lambda: names.pick("words", "titles"),
            "place": names.place,
            "city": names.city,
            "state": names.state,
            "demonym": names.demonym,
            "handle": lambda: names.family_name().replace(" ", "") + rng.choice(("", "MP", "_", "News", "2024")),
            "hashtag": lambda: names.city().replace(" ", ""),
            "date": self._date,
            "month": lambda: f"{rng.choice(_MONTHS)} {rng.randint(2005, 2026)}",
            "weekday": lambda: rng.choice(_WEEKDAYS),
            "number": lambda: rng.choice(
                (str(rng.randint(2, 99)), f"{rng.randint(1, 40)},{rng.randint(100, 999)}", "seven")
            ),
            "money": lambda: rng.choice(_CURRENCIES).format(rng.randint(2, 900)),
            "percent": lambda: rng.choice(("{} percent", "{} per cent", "{}%", "{}.5 percent")).format(
                rng.randint(1, 60)
            ),
        }
        return makers[slot]()

    def _date(self) -> str:
        rng = self.rng
        month, day = rng.choice(_MONTHS), rng.randint(1, 28)
        return rng.choice(
            (rng.choice(_WEEKDAYS), f"{month} {day}", f"{day} {month} {rng.randint(2005, 2026)}", "last week")
        )


def tokenised(nlp: Language, text: str, marks: list[Entity]) -> Record:
    """``text`` as tokens, with the marks (in characters) as entities over whole tokens."""
    doc = nlp.make_doc(text)
    spans = (doc.char_span(start, end, label, alignment_mode="expand") for start, end, label in marks)
    entities = tuple((span.start, span.end, span.label_) for span in spans if span)
    return Record(tuple(token.text for token in doc), tuple(bool(token.whitespace_) for token in doc), entities)
