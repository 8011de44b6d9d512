"""Generated agency-style paragraphs with annotated source, cue and content.

PolNeAR's American newspapers seldom write the way news agencies do ("..., the MEA said", "said in a post on X that",
"According to the Ministry of ..."). Each pattern here is filled with plain sentences of the training articles and
with names of the whole world. Marks: ``<S>``, ``<U>``, ``<C>`` open source, cue and content, ``</S>`` ... close them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from string import Formatter

from training.attributions import Paragraph
from training.names import Names
from training.wording import split_words

_ROLES = {"S": "SOURCE", "U": "CUE", "C": "CONTENT"}
_MARK = re.compile(r"<(/?)([SUC])>")
_SENTENCE_START = re.compile(r"(?:^|(?<=[a-z)0-9]\. ))[a-z]")

#: Sentences with these words already report speech, so they are not plain facts.
_REPORTS = re.compile(
    r"\b(sa(y|id)|t(ell|old)|accord|report|think|believ|add(s|ed|ing)\b|claim|announc|argu|urg|accus|denounc|call|warn"
    r"|den(y|i)|confirm|prais|condemn|reject|vow|pledg|apolog|blam|expect|hop(e|ing)|want|plan|seek|fear|support|alleg|critici"
    r"|express|declar|suggest|show|found|estimat|describ|cite|quot|ask|threat|promis|propos|demand|agree|decid|consider|label"
    r"|welcom)"
    r"|[\"“”:;?]",
    re.IGNORECASE,
)
#: Openings that lose their capital within a sentence.
_FUNCTION_WORDS = frozenset(
    split_words(
        "A About After All Although An And Another As At Because Before Both But By Each Even For From He Her His If "
        "In Its It Many Most More Nearly No None On One Only Our Over She Since Some Such That The Their There These "
        "They This Those Three Two Under Until We What When While With You"
    )
)
_WORDS_IN_CLAUSE = range(6, 36)

_SAID = split_words(
    "said said said said says reported announced added confirmed stated claimed warned insisted noted told"
)
_SAID_THAT = split_words(
    "said said said said says added announced confirmed stated claimed warned insisted noted alleged estimated argued "
    "stressed underlined reiterated acknowledged disclosed revealed predicted denied"
)
_URGED = ("urged", "asked", "called on", "told", "warned", "ordered", "advised", "pressed", "appealed to")
_WHERE_TO = (
    "told reporters", "told journalists", "told lawmakers", "told parliament", "told {outlet}", "told {agency}",
    "told a news conference in {city}", "told a rally in {city}", "told state television", "told the court",
)  # fmt: skip
_SAID_IN = (
    "said in a statement", "said in a statement on {day}", "said in a post on {platform}", "wrote on {platform}",
    "posted on {platform}", "tweeted", "said on {platform}", "wrote in a post on {platform}", "said on {day}",
    "said in an interview with {outlet}", "said during a visit to {city}", "said at a briefing in {city}",
    "told {agency} in {city}", "said in a tweet", "said in a video address", "told a press conference",
    "said in a televised speech", "wrote in a letter", "said in a joint statement", "said by telephone from {city}",
)  # fmt: skip

PATTERNS = (
    "<C>{fact}</C>, <S>{source}</S> <U>{said}</U>.",
    "<C>{fact}</C>, <S>{source}</S> <U>{said}</U>.",
    "<C>{fact}</C>, <S>{source}</S> <U>{said}</U> on {day}.",
    "<C>{fact}</C>, <S>{source}</S> <U>{said_in}</U>.",
    "<C>{fact}</C>, <S>{agency}</S> <U>{reported}</U>.",
    "<C>{fact}</C>, <S>{agency}</S> <U>reported</U>, <U>citing</U> <S>{source}</S>.",
    "<C>{fact}</C>, <U>according to</U> <S>{source}</S>.",
    "<C>{fact}</C>, <U>according to</U> <S>{source}</S>. {plain}.",
    "<U>According to</U> <S>{source}</S>, <C>{clause}</C>.",
    "<U>According to</U> <S>{source}</S>, <C>{clause}</C>. {plain}.",
    "<U>According to</U> <S>{body}</S>, <C>{clause}</C>.",
    "<S>{source}</S> <U>{said_in}</U> <C>that {clause}</C>.",
    "<S>{source}</S> <U>{said_in}</U> <C>that {clause}</C>. {plain}.",
    "<S>{source}</S> <U>{said_that}</U> <C>that {clause}</C>.",
    "<S>{source}</S> <U>{said_that}</U> <C>{clause}</C>.",
    "<S>{source}</S> <U>{said_that}</U> on {day} <C>that {clause}</C>.",
    "<S>{source}</S> <U>{where_to}</U> <C>that {clause}</C>.",
    "<S>{source}</S> <U>{where_to}</U> on {day} <C>that {clause}</C>, <U>adding</U> <C>that {clause}</C>.",
    "{agency} <U>quoted</U> <S>{source}</S> <U>as saying</U> <C>that {clause}</C>.",
    "<S>{source}</S> <U>{urged}</U> <C>{target} to respect the ceasefire</C>, <S>{agency}</S> <U>reported</U>.",
    "<S>{source}</S> <U>{urged}</U> <C>{target} to return to the talks</C>.",
    "<S>{source}</S> <U>denied</U> <C>that {clause}</C>.",
    "<S>{source}</S> <U>dismissed</U> <C>the claim as \"{scare}\"</C>.",
    "<C>\"{fact},\"</C> <S>{source}</S> <U>{said}</U>.",
    "<C>\"{fact},\"</C> <U>{said}</U> <S>{source}</S>.",
    "<C>\"{fact},\"</C> <S>{source}</S> <U>{said_in}</U>.",
    "<C>\"{fact},\"</C> <S>{source}</S> <U>{where_to}</U>. <C>\"{plain}.\"</C>",
    "<C>\"{fact},\"</C> <S>{source}</S> <U>{where_to}</U> in {city}, <U>according to</U> <S>{agency}</S>.",
    "<C>\"{fact},\"</C> <S>{source}</S> <U>{said}</U>, <U>adding</U> <C>that {clause}</C>.",
    "<S>{source}</S> <U>{said_in}</U>: <C>\"{fact}.\"</C>",
    "<S>{source}</S> <U>{said}</U>: <C>\"{fact}.\"</C>",
    "<S>{source}</S><U>:</U> <C>\"{fact}\"</C>",
    "<S>{person}</S><U>:</U> <C>{fact}</C>",
    "<S>{person}</S> <U>says</U> <C>{clause}</C>",
    "<U>From</U> <S>{source}</S><U>:</U> <C>{fact}.</C>",
    "<S>{source}</S> <U>{said_that}</U> <C>{clause}, calling it \"{scare}\"</C>.",
    "{plain}. <S>{source}</S> <U>{said_that}</U> <C>{clause}</C>.",
    "{plain}. <C>{fact}</C>, <S>{source}</S> <U>{said}</U>.",
    "{plain}. <U>According to</U> <S>{source}</S>, <C>{clause}</C>.",
    "{plain}, home of the \"{scare}\".",
    "{plain}. {plain}.",
)  # fmt: skip


@dataclass(frozen=True)
class Filler:
    """Fills the slots of :data:`PATTERNS`."""

    names: Names
    rng: random.Random
    facts: Sequence[str]

    def paragraph(self) -> Paragraph:
        """A new paragraph."""
        return marked("template", self._fill(self.rng.choice(PATTERNS)))

    def _fill(self, pattern: str) -> str:
        parts = []
        for text, slot, _, _ in Formatter().parse(pattern):
            parts.append(text)
            if slot:
                parts.append(self._slot(slot))
        return "".join(parts)

    def _slot(self, slot: str) -> str:
        choose = self.rng.choice
        phrases = {"said": _SAID, "said_that": _SAID_THAT, "urged": _URGED, "where_to": _WHERE_TO, "said_in": _SAID_IN}
        if slot in phrases:
            return self._fill(choose(phrases[slot]))
        names = self.names
        makers: dict[str, Callable[[], str]] = {
            "fact": lambda: choose(self.facts),
            "plain": lambda: choose(self.facts),
            "clause": lambda: inside_sentence(choose(self.facts)),
            "source": self.source,
            "person": self.person,
            "city": names.city,
            "target": lambda: choose((names.state(), names.demonym() + " forces", "both sides", "all parties")),
            "agency": lambda: names.pick("organisations", choose(("agencies", "outlets"))),
            "outlet": lambda: names.pick("organisations", "outlets"),
            "body": self.ministry,
            "platform": lambda: names.pick("organisations", "platforms"),
            "reported": lambda: choose(("reported", "said", "reports", "says", "has learned")),
            "day": lambda: choose(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]),
            "scare": lambda: choose(
                ("baseless", "reckless", "a huge mistake", "fake news", "unacceptable", "a red line")
            ),
        }
        return makers[slot]()

    def person(self) -> str:
        """A person as a source: title and name, name alone, or family name."""
        names, title = self.names, self.names.pick("words", "titles")
        forms = (
            f"{title} {names.full_person()}",
            f"{names.demonym()} {title} {names.full_person()}",
            f"{title} {names.family_name()}",
            names.full_person(),
            names.family_name(),
        )
        return self.rng.choice(forms)

    def ministry(self) -> str:
        """A ministry or other body with its article, perhaps with its abbreviation."""
        name = self.names.ministry() if self.rng.random() < 0.6 else self.names.pick("organisations", "bodies")
        return f"the {name}" + (f" ({self.names.abbreviation()})" if self.rng.random() < 0.3 else "")

    def source(self) -> str:
        """A source of any kind."""
        names, role = self.names, self.names.pick("words", "roles")
        makers: tuple[Callable[[], str], ...] = (
            self.person,
            self.person,
            self.person,
            self.ministry,
            lambda: f"the {names.abbreviation()}",
            lambda: f"the {names.pick('organisations', 'institutions')}",
            names.organisation,
            lambda: names.pick("words", "plural_sources"),
            lambda: f"{names.organisation()} {role} {names.full_person()}",
            lambda: f"{names.full_person()}, a {role} at {names.organisation()},",
            lambda: f"{names.full_person()}, the {names.abbreviation()} {role},",
            lambda: f"a {role} for the {names.ministry()}",
            lambda: f"{names.ministry()} {role} {names.full_person()}",
            lambda: f"the {names.demonym()} {self.rng.choice(('army', 'government', 'military', 'embassy', 'side'))}",
        )
        return self.rng.choice(makers)()


def marked(article: str, text: str) -> Paragraph:
    """The paragraph for a filled template: marks become spans, and sentences start with capitals."""
    plain, spans, opened, last = "", [], 0, 0
    for mark in _MARK.finditer(text):
        plain += text[last : mark.start()]
        last = mark.end()
        if mark[1]:
            spans.append((opened, len(plain), _ROLES[mark[2]]))
        else:
            opened = len(plain)
    plain += text[last:]
    capital = _SENTENCE_START.sub(lambda letter: letter[0].upper(), plain)
    return Paragraph(article, capital, tuple(spans))


def plain_facts(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """Sentences without reported speech, without their full stop, to fill templates."""
    for paragraph in paragraphs:
        if paragraph.spans:
            continue
        for sentence in re.split(r"(?<=[a-z)0-9]\.)\s+(?=[A-Z])", paragraph.text):
            if is_plain(sentence):
                yield sentence.removesuffix(".")


def is_plain(sentence: str) -> bool:
    """Whether it is a complete statement of ordinary length without reported speech."""
    ordinary = len(sentence.split()) in _WORDS_IN_CLAUSE and sentence[:1].isupper()
    return ordinary and sentence.endswith(".") and not _REPORTS.search(sentence)


def inside_sentence(fact: str) -> str:
    """``fact`` as it continues after "that", with the initial capital lowered if it only marked the sentence start."""
    first, _, rest = fact.partition(" ")
    return f"{first.lower()} {rest}" if first in _FUNCTION_WORDS else fact
