"""Find whose document a phrase refers to: "the statement", "the report", "The four-page lawsuit"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.language.coreference.clusters import EntityCluster
from bot.language.coreference.mentions import NOBODY, Appearance, DiscourseModel, QuoteSource
from bot.language.patterns import NamedPattern
from bot.lexicon.loader import alternatives, word_set
from bot.lexicon.organisations import INSTITUTION_NOUNS
from bot.lexicon.reporting import DOCUMENTS
from bot.text.spans import Span

_PHRASE = NamedPattern(
    "a document spoken of",
    r"(?:the|this|that|its|their)\s(?P<kind>(?:[\w’'-]+,?\s){0,4}?)(?P<noun>[\w’'-]+)$",
    "the statement",
    "The four-page lawsuit",
    flags=re.IGNORECASE,
)
#: Between a document and its author: "report by the think-tank ", "statement from ".
_BY = NamedPattern(
    "a document by",
    r"s?,?\s(?:(?:was|which was|were|that was|has been|had been)\s)?(?:[a-z]+ed\s)?(?:by|from|of)\s"
    r"(?:(?:[\w.-]+\s){0,3}[\w.-]+['’]s?\s(?:[\w-]+\s){0,4}?[\w-]+,\s|(?:[\w-]+\s){0,4})$",
    " by the think-tank ",
    "s issued by ",
    " from Reyl's long-time lawyer, ",
)
#: Between an owner and a document: "'s annual ", " ".
_OF = NamedPattern("a document of", r"(?:['’]s?)?\s(?:[a-z-]+\s){0,2}$", "'s annual ", " ")
_ISSUING = alternatives("reporting", "issuing")
_ISSUED = NamedPattern("issuing a document", rf"\b(?:{_ISSUING})\b", "issued a statement", "sent a report")
_ISSUES = NamedPattern(
    "who issues a document", rf"(?:\s\([^)]{{1,20}}\))?\s(?:also\s)?(?:{_ISSUING})\b", " (D-N.Y.) released a statement"
)
#: Somebody goes to court: what a lawsuit says is theirs.
_FILING = NamedPattern(
    "going to court",
    r"\b(?:fil(?:e|es|ed|ing)|brought|brings?|bringing|lodged|su(?:e|es|ed|ing)|indict\w+|charg\w+)\b",
    "filed a lawsuit",
    "brought the suit",
)
#: Before a document that was not mentioned before: "in a separate ".
_FRESH = NamedPattern("a new document", r"\b(?:a|an|another)\s(?:[\w-]+\s){0,2}$", "in a separate ", "and another ")
#: Before a document in which somebody says something: "Lis Berg said in a written statement".
_IN_IT = NamedPattern(
    "in a document",
    r"(?:\b(?:said|says|saying|wrote|writes|added|stated|announced|confirmed|argued|warned|noted)\s(?:on\s\w+\s|later\s)?"
    r"(?:in|through|via|by)|(?:^|[.\n”\"]\s?)In)\s(?:an?|the|its|his|her|their|another)\s(?:[\w’'-]+,?\s){0,4}$",
    "said in a written ",
    "wrote on Monday in her latest ",
    flags=re.IGNORECASE,
)
_THE_BODY = NamedPattern(
    "the body that opens a sentence",
    r"(the [a-z-]+(?: [a-z-]+)?)(?=\s)",
    "the company denied",
    "The appeals court said",
    flags=re.IGNORECASE,
)
#: How far back the document is searched, in characters, and how many mentions are tried.
_REACH = 4_000
_MENTIONS = 6
_BESIDE = 60
_SUITS = ("suit", "lawsuit", "complaint", "indictment")  # what a court is given is not what the last speaker says
#: What is found by many, and no words of whoever spoke last.
_FINDINGS = word_set("report study research analysis estimate forecast dossier article paper")
_OWN_KIND = NamedPattern(
    "a document of no kind",
    r"(?:(?:\d|[\w]+-)[\w-]*,?\s|(?:same|written|prepared|brief|short|long|new|latest|earlier|original|full|whole)\s)*",
    "four-page ",
    "same ",
)
_SURVEYS = word_set("poll survey")  # made by a firm or paper, never the words of the candidate beside it
_OF_BODY = NamedPattern(
    "a document of a body", r"\b(?:an?|the)\s([a-z]+)\s([a-z]+)\b", "a board report", "the ministry statement"
)
_FILED_WITH = frozenset(("court", "tribunal"))  # "a court filing" is somebody's before the court
_BODIES = INSTITUTION_NOUNS | frozenset(("board", "panel", "tribunal"))


class Documents:
    """Finds the issuers of documents in one article. ``spoke`` must be called for each speaker in text order."""

    def __init__(
        self, discourse: DiscourseModel, body: Callable[[str, int, QuoteSource], EntityCluster | None]
    ) -> None:
        self._discourse = discourse
        self._body = body  # resolves "the company"
        self._spoke: list[tuple[int, EntityCluster]] = []

    def spoke(self, offset: int, entity: EntityCluster) -> None:
        """Record that ``entity`` says something at ``offset``."""
        self._spoke.append((self._discourse.sentence(offset), entity))

    def issuer(self, source: Span, spoke: EntityCluster | None) -> EntityCluster | None:
        """The issuer of the document that ``source`` refers to, else the last speaker; None if it is not a document."""
        body = self._of_body(source)
        if body is not None:
            return body
        match = _PHRASE.match(self._discourse.text[slice(*source)])
        noun = match.group("noun").lower() if match else ""
        if noun not in DOCUMENTS:
            return None
        start = max(0, source[0] - _REACH)
        nouns = "|".join(_SUITS) if noun in _SUITS else noun
        mentions = [
            m.span() for m in re.finditer(rf"\b(?:{nouns})\b", self._discourse.text[start : source[0]], re.IGNORECASE)
        ]
        for first, end in mentions[: -_MENTIONS - 1 : -1]:
            entity = self._issuer((first + start, end + start), source[0])
            if entity is not None and not (noun in _SURVEYS and entity.label == "PERSON"):
                return entity
            if _FRESH.search(self._discourse.text, max(0, first + start - 40), first + start):
                return self._company(first + start)
        person = spoke is not None and spoke.label == "PERSON"
        others = match is not None and _OWN_KIND.fullmatch(match.group("kind")) is None  # "the staff letter"
        return None if noun in _SUITS or others or (person and noun in _SURVEYS | _FINDINGS) else spoke

    def _of_body(self, phrase: Span) -> EntityCluster | None:
        """The board in "a board report"."""
        match = _OF_BODY.search(self._discourse.text, max(0, phrase[0] - len("the ")), phrase[1])
        if match is None or match.group(1) not in _BODIES - _FILED_WITH or match.group(2) not in DOCUMENTS:
            return None
        return self._body(f"the {match.group(1)}", match.start(), NOBODY)

    def _company(self, noun: int) -> EntityCluster | None:
        """The company in "The company denied it in a statement"."""
        start = self._discourse.sentence_start(noun)
        match = _THE_BODY.match(self._discourse.text, start, noun)
        return self._body(match.group(1).lower(), start, NOBODY) if match else None

    def _issuer(self, noun: Span, before: int) -> EntityCluster | None:
        """The issuer of the document at ``noun``: "report by X", "X's report", "X said in a report", "X issued one"."""
        sentence = self._discourse.sentence(noun[0])
        near = self._discourse.within((max(0, noun[0] - 4 * _BESIDE), min(before, noun[1] + _BESIDE)))
        near = [one for one in near if self._may_issue(one)]
        owners = [one for one in near if self._belongs(one, noun)]
        if owners:
            theirs = self._discourse.text.startswith(("'s", "’s"), owners[0].found.end)
            return owners[-1 if theirs and owners[0].start > noun[0] else 0].entity  # "from Reyl's lawyer, Ada Holm"
        if (body := self._of_body((self._discourse.text.rfind(" ", 0, max(0, noun[0] - 1)), noun[1]))) is not None:
            return body
        suit = self._discourse.text[slice(*noun)].lower() in _SUITS
        within = _IN_IT.search(self._discourse.text, max(0, noun[0] - _BESIDE), noun[0]) is not None
        said = [entity for number, entity in self._spoke if number == sentence and within and not suit]
        if suit and _FILING.search(self._discourse.text, *self._sentence_around(noun[0])) is None:
            return None
        return self._issued(near, noun[0], sentence) or (said[-1] if said else None)

    def _may_issue(self, one: Appearance) -> bool:
        """Whether a mention may be an issuer: no "Ohio" of "Ohio-based companies"."""
        return one.entity.label in ("ORG", "PERSON", "GPE", "FAC") and not self._discourse.text.startswith(
            "-", one.found.end
        )

    def _sentence_around(self, offset: int) -> Span:
        return self._discourse.sentence_start(offset), offset + _BESIDE

    def _belongs(self, one: Appearance, noun: Span) -> bool:
        if one.start >= noun[1]:
            return bool(_BY.fullmatch(self._discourse.text[noun[1] : one.start]))
        between = self._discourse.text[one.found.end : noun[0]]
        against = self._discourse.text[slice(*noun)].lower() in _SUITS and between[:1].isspace()  # "a Norhaven lawsuit"
        return one.found.end <= noun[0] and not against and bool(_OF.fullmatch(between))

    def _issued(self, near: Sequence[Appearance], noun: int, sentence: int) -> EntityCluster | None:
        """The name right before "issued", "filed" and the like, else their subject, before the document."""
        ahead = [one for one in near if one.start < noun and self._discourse.sentence(one.start) == sentence]
        for one in reversed(ahead):
            if _ISSUES.match(self._discourse.text, one.found.end, noun):
                return one.entity
        for one in ahead:
            if (one.found.subject or one.first) and _ISSUED.search(self._discourse.text, one.found.end, noun):
                return one.entity
        return None
