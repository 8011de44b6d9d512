"""A paragraph as the quotation rules see it: tokens, sentences, quotations, subjects of verbs.

Dependency labels of two schemes are accepted: Universal Dependencies (the shipped pipeline) and ClearNLP (spaCy's
official English pipelines).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.language.syntax.quotation_marks import Quoted
from bot.lexicon.loader import alternatives, word_list
from bot.lexicon.reporting import REPORTING
from bot.models import QuoteKind
from bot.text.spans import Span, inside, overlap, stripped

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECT = frozenset(("nsubj", "csubj"))
PASSIVE_SUBJECT = frozenset(("nsubj:pass", "nsubjpass", "csubj:pass", "csubjpass"))
#: A verb with one of these relations shares the subject of its head: "welcomed him, calling him ..."
_SHARES_SUBJECT = frozenset(("conj", "advcl", "xcomp", "acl", "parataxis", "ccomp", "dep"))
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_AGENT = frozenset(("agent", "obl:agent"))
#: "NEW DELHI, July 9 (Reuters) - " before the first sentence.
_DATELINE = re.compile(
    r"(?:date \d{4}-\d\d-\d\d\s+)?[A-Z][A-Z .,'’/-]{2,40}(?:[A-Z][a-z]+\.? \d{1,2} ?)?(?:\([^)]{2,20}\)\s*)?"
    r"(?::|--|—|–|-)\s+"
)
#: The number or mark of an item of a list, or what an item is on: "1. ", "• ", "On the flood: ".
ITEM = re.compile(r"\s*(?:\d{1,2}[.)]|[-–—•*·►▪])?\s*(?:(?:On|About|Regarding)\s[^.:!?“”\"]{2,50}:)?\s*")
_CONJUNCTIONS = alternatives("function_words", "leading_conjunctions")
#: A conjunction before a speaker: "and Governor Henrike", "the words of Governor Henrike" are Governor Henrike.
_LEADING = re.compile(rf"(?:(?:{_CONJUNCTIONS}|with)\s+|(?:in )?the (?:very |own )?words of )(?=\S)", re.IGNORECASE)
_PHRASE_STARTS = word_list("function_words", "phrase_starts")
#: A preposition at the end of a cue: "said on" in "said on X".
_HANGING = re.compile(r"\s+(?:on|in|at|during|the)$", re.IGNORECASE)
_OCCASION = re.compile(r"\s(?:after|before|during|on|at|in|from)(?:\s[\w’'-]+){1,4}\.?")
_TRAILING = re.compile(r"[,;]?\s+(?:but|and|while|though|although|or)$", re.IGNORECASE)
#: Maximum number of tokens of a subject that is taken as a whole.
_LONGEST_SUBJECT = 30


@dataclass(frozen=True, slots=True)
class Tagged:
    """A span of the quotation model: SOURCE, CUE or CONTENT."""

    start: int
    end: int
    label: str

    @property
    def span(self) -> Span:
        """Its offsets."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Draft:
    """A quote before its speaker is resolved."""

    spans: tuple[Span, ...]
    kind: QuoteKind
    source: Span | None
    cue: Span | None
    goes_on: bool = False  #: it has no speaker of its own: the last speaker goes on
    is_shown: bool = True  #: it reports words, not a thought or an act, which only tell who "he" is

    def shifted(self, by: int) -> Draft:
        """The same draft, ``by`` characters further on."""
        return replace(
            self, spans=tuple((s + by, e + by) for s, e in self.spans),
            source=_moved(self.source, by), cue=_moved(self.cue, by),
        )  # fmt: skip

    def covers(self, span: Span) -> bool:
        """Whether any content span overlaps ``span``."""
        return any(overlap(own, span) for own in self.spans)


def _moved(span: Span | None, by: int) -> Span | None:
    return span and (span[0] + by, span[1] + by)


class ParagraphAnalysis:
    """One paragraph. All offsets are in its text."""

    def __init__(self, doc: Doc, text: str, stretches: Sequence[Quoted], sentences: Sequence[Span]) -> None:
        self.doc = doc
        self.text = text
        self.stretches = stretches
        self.sentences = sentences
        self._starts: list[int] = doc.to_array("IDX").tolist()
        self._sentence_starts = [start for start, _ in sentences]

    def sentence_span(self, offset: int) -> Span:
        """The sentence at ``offset``, without a dateline."""
        start, end = self.sentences[self.sentence(offset)]
        dateline = _DATELINE.match(self.text, start, end)
        return (dateline.end() if dateline else start), end

    def token_at(self, offset: int) -> Token:
        """The token that contains the character at ``offset``."""
        return self.doc[max(0, bisect_right(self._starts, offset) - 1)]

    def tokens(self, span: Span) -> Iterator[Token]:
        """The tokens that start within ``span``, and the one that contains its start."""
        first = max(0, bisect_right(self._starts, span[0]) - 1)
        for i in range(first, len(self.doc)):
            token = self.doc[i]
            if token.idx >= span[1]:
                return
            yield token

    def sentence(self, offset: int) -> int:
        """The index of the sentence at ``offset``."""
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    def quoted_at(self, offset: int) -> bool:
        """Whether the character at ``offset`` is in quotation marks."""
        return any(stretch.start <= offset < stretch.end for stretch in self.stretches)

    def reports(self, span: Span) -> Token | None:
        """The first token in ``span`` that is a form of a reporting word."""
        return next((token for token in self.tokens(span) if token.lower_ in REPORTING), None)

    def subject(self, verb: Token) -> Span | None:
        """The agent of ``verb``: its subject, the agent of a passive, else the subject of its head.

        Reyl in "Reyl was praised by Holt and said": what a verb shares with a passive is not the agent.
        """
        for step in range(4):
            found, passive = _own_subject(verb)
            if passive and step:
                found = next((child for child in verb.children if child.dep_ in PASSIVE_SUBJECT), None)
            if found is not None:
                return self.phrase(found)
            if passive or verb.dep_.split(":")[0] not in _SHARES_SUBJECT or verb.head == verb:
                return None
            if (nearer := _nearer_subject(verb)) is not None:
                return self.phrase(nearer)
            if verb.dep_.split(":")[0] == "acl" and verb.head.tag_.startswith(("NN", "PRP")):
                return self.phrase(verb.head)
            verb = verb.head
        return None

    def phrase_before(self, verb: Token) -> Span | None:
        """The words of the clause before ``verb`` if they include a name, for subjects that the parser misses."""
        start, _ = self.sentence_span(verb.idx)
        tokens = [token for token in self.tokens((start, verb.idx)) if not token.is_space]
        if tokens and tokens[0].tag_ in ("IN", "RB") and any(token.text == "," for token in tokens):
            tokens = tokens[next(i for i, token in enumerate(tokens) if token.text == ",") + 1 :]
        if not tokens or len(tokens) > _LONGEST_SUBJECT or any(token.tag_ in FINITE for token in tokens):
            return None
        if not any(token.tag_.startswith(("NNP", "PRP")) for token in tokens) or self.quoted_at(tokens[0].idx):
            return None
        return self.neat((tokens[0].idx, tokens[-1].idx + len(tokens[-1])))

    def phrase(self, head: Token) -> Span:
        """The noun phrase of ``head``, without its verb and without an overlong tail."""
        first, last = head.left_edge, head.right_edge
        if last.i - first.i >= _LONGEST_SUBJECT:
            first = last = head
        end = last.idx + len(last)
        marks = [stretch.start for stretch in self.stretches if head.idx < stretch.start < end]
        return self.neat((first.idx, min([end, *marks])))

    def one_phrase(self, span: Span) -> Span:
        """``span`` up to where a second noun phrase begins without a comma: "the agency most of the cafes"."""
        tokens = list(self.tokens(span))
        for before, token in pairwise(tokens):
            named = token.i + 1 < len(self.doc) and self.doc[token.i + 1].tag_ == "NNP"  # "analysts the Reyl Group"
            starts = token.lower_ in _PHRASE_STARTS and before.tag_.startswith("NN") and not named
            if starts and token.idx > span[0]:
                return self.neat((span[0], token.idx))
        return span

    def neat(self, span: Span) -> Span:
        """``span`` without whitespace and commas at its ends."""
        return stripped(self.text, *span, extra=",;:—–-")

    def neat_cue(self, span: Span) -> Span | None:
        """A cue without punctuation at its ends and "on" or "in" at its end; None if nothing is left (":")."""
        start, end = stripped(self.text, *span, extra=",;:.—–-")
        match = _HANGING.search(self.text, start, end)
        end = match.start() if match and match.start() > start else end
        return (start, end) if start < end else None

    def kind(self, span: Span) -> tuple[QuoteKind, Span]:
        """How much of a content is in quotation marks, and the content without outer ones."""
        parts = [stretch for stretch in self.stretches if overlap(stretch.outer, span)]
        inner = sum(overlap(part.inner, span) for part in parts)
        length = len(self.text[slice(*self.neat(span))])
        if not inner:
            return QuoteKind.INDIRECT, self._without_link(self.neat(span))
        whole = len(parts) == 1 and (inside(span, parts[0].outer) or inner >= 0.8 * length)
        if whole or (len(parts) == 1 and self._leads_with(parts[0], span)):
            return QuoteKind.DIRECT, self.spoken(parts[0])
        return QuoteKind.MIXED, self.neat(span)

    def _leads_with(self, stretch: Quoted, span: Span) -> bool:
        """Whether only the occasion follows the quotation: '"I saw it" after the match'."""
        rest = self.text[stretch.end : span[1]]
        return span[0] >= stretch.start - 1 and _OCCASION.fullmatch(rest) is not None

    def _without_link(self, span: Span) -> Span:
        """``span`` without a conjunction that leads to the next clause: "that it could break, but"."""
        match = _TRAILING.search(self.text, *span)
        return (span[0], match.start()) if match else span

    def spoken(self, stretch: Quoted) -> Span:
        """The words of a quotation, without the comma before the rest of the sentence."""
        return self.neat(stretch.inner)

    def draft(
        self, contents: Iterable[Span], source: Span | None, cue: Span | None, *, goes_on: bool = False
    ) -> Draft | None:
        """A draft of these contents; None if only punctuation and whitespace are left."""
        found = [self.kind(span) for span in contents]
        kept = [(kind, span) for kind, span in found if span[0] < span[1]]
        if not kept:
            return None
        kinds = {kind for kind, _ in kept}
        kind = kinds.pop() if len(kinds) == 1 else QuoteKind.MIXED
        return Draft(
            tuple(sorted({span for _, span in kept})), kind, source and self._plain_source(source), cue, goes_on
        )

    def _plain_source(self, source: Span) -> Span:
        """A source without a conjunction before it and without quotations in it."""
        start, end = self.neat(source)
        match = _LEADING.match(self.text, start, end)
        marks = [stretch.start for stretch in self.stretches if start < stretch.start < end]
        return self.neat((match.end() if match else start, min([end, *marks])))


def _nearer_subject(verb: Token) -> Token | None:
    """Holt in "Reyl has won and Holt has lost and said that": the subject of a verb beside, nearer than the head's."""
    beside = verb.head.children if verb.dep_ == "conj" and verb.head.tag_.startswith("VB") else ()
    for other in reversed([one for one in beside if one.dep_ == "conj" and verb.head.i < one.i < verb.i]):
        found = other if other.tag_ == "NNP" else _own_subject(other)[0]  # a name may be parsed as joined to the verb
        if found is not None:
            return found
    return None


def _own_subject(verb: Token) -> tuple[Token | None, bool]:
    """The active subject of ``verb``, and whether the verb is passive."""
    passive = False
    for child in verb.children:
        if child.dep_ in SUBJECT:
            return child, False
        passive = passive or child.dep_ in PASSIVE_SUBJECT
    return (_agent(verb), True) if passive else (None, False)


def _agent(verb: Token) -> Token | None:
    """The agent of a passive: "was told by X"."""
    for child in verb.children:
        if child.dep_ == "obl:agent" or (child.dep_ == "obl" and any(c.lower_ == "by" for c in child.children)):
            return child
        if child.dep_ in _AGENT or (child.lower_ == "by" and child.dep_ == "prep"):
            return next(iter(child.children), None)
    return None
