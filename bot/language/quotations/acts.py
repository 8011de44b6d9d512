"""Whether a verb of saying tells an act and no words: "agreed a deal", "called an election", "emphasized her ties"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.language.quotations.bare_things import judges
from bot.language.syntax.paragraph import Draft
from bot.lexicon.loader import rows, word_list, word_set
from bot.lexicon.reporting import REPORTING
from bot.models import QuoteKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_ACTS, _HABITS = word_list("deeds", "acts"), word_list("deeds", "habits")
_FILLED, _NO_WORDS = word_list("deeds", "filled_by_acts"), word_list("deeds", "said_but_no_words")
_CALLED, _DWELT_ON = word_list("deeds", "called"), word_list("deeds", "dwelt_on")
_ATTITUDES, _REASONS = word_list("deeds", "attitudes"), word_list("deeds", "reasons")
_REACH = 25  # tokens behind a thing within which a reason is told
_BESIDE = 3  # characters behind the words, ", calling"
_AGREES, _ON, _FEW = word_set("agree agrees agreed agreeing"), word_set("on with upon"), 4
_WROTE = word_set("write writes wrote written writing penned pens")
_WRITTEN = word_list("reporting", "works") | word_list("reporting", "writings") | word_list("deeds", "further_writings")
_DONE = frozenset(tuple(row) for row in rows("deeds", "done_by_saying"))
_BY_SAYING = word_list("deeds", "dwelt_on_by_saying")
_SAYINGS = word_list("reporting", "nouns")
_CLAIMS = _SAYINGS | word_list("reporting", "things_that_tell")
_DENYING = ("reject", "dismiss")
OBJECTS, _CLAUSES = frozenset(("dobj", "obj")), frozenset(("ccomp", "xcomp"))
PRESENT = ("VBZ", "VBP")
_MEANS = frozenset(("refer", "refers"))  # "Greenmail refers to a corporation that ..."


def is_act(draft: Draft, verb: Token) -> bool:
    """Whether the verb has a thing as object and no clause: "agreed a deal", "proposes a governor"."""
    thing = next((child for child in verb.children if child.dep_ in OBJECTS and child.i > verb.i), None)
    says = verb.lower_ in REPORTING
    if thing is None:
        return verb.lower_ in _MEANS
    if says and any(child.dep_ in _CLAUSES for child in verb.children):
        return False
    if not draft.spans[0][0] <= thing.idx < draft.spans[-1][1]:  # "signed a treaty designed [to balance them]"
        within = draft.cue is not None and draft.cue[0] <= thing.idx < draft.cue[1]
        return within and thing.lower_ not in _SAYINGS and verb.lower_.startswith(tuple(_ACTS))
    word = verb.lower_
    if thing.lower_ in _NO_WORDS or _is_called(draft, verb, thing):
        return True
    if (REPORTING.get(word, verb.lemma_), thing.lower_) in _DONE:
        return True
    if word in _WROTE and thing.lower_ in _WRITTEN:
        return True
    if word.startswith(tuple(_DWELT_ON)):
        return thing.lower_ not in _BY_SAYING
    if word.startswith(("confirm", "recommend")) and thing.lower_ in _FILLED:
        return True
    if verb.tag_ in PRESENT and word.startswith(tuple(_HABITS)):
        return True
    return word.startswith(tuple(_ACTS)) and thing.lower_ not in _SAYINGS


def is_attitude(draft: Draft, verb: Token) -> bool:
    """Whether somebody is for or against a thing, without a reason: "attacked a judge", "agreed on a price"."""
    if verb.lower_ in _AGREES:
        behind = [token for token in verb.doc[verb.i + 1 : verb.i + _FEW] if token.idx <= draft.spans[0][0]]
        to = any(token.lower_ == "to" and _is_before_thing(token) for token in behind)
        return to or any(token.lower_ in _ON for token in behind)
    thing = next((child for child in verb.children if _is_object(child) and child.i > verb.i), None)
    if thing is None or not verb.lower_.startswith(tuple(_ATTITUDES)):
        return False
    if thing.lower_ in _CLAIMS and verb.lower_.startswith(_DENYING):  # "rejected the claim that it leaks"
        return False
    end = draft.spans[-1][1] + _BESIDE
    behind = [token for token in verb.doc[thing.i : thing.i + _REACH] if token.idx < end]
    return not _REASONS & {token.lower_ for token in behind[1:]} - (set() if judges(behind) else {"as"})


def _is_before_thing(token: Token) -> bool:
    """Whether "to" leads to a thing: "agreed to a deal", not "agreed to go"."""
    return token.i + 1 < len(token.doc) and token.nbor(1).tag_ not in ("VB", "RB")


def _is_object(child: Token) -> bool:
    """Whether a noun is the object, which the parser may take for an adverb before a title: "praised Gov. Reyl"."""
    bare = child.dep_ == "obl" and not any(one.dep_ == "case" for one in child.children)
    return child.dep_ in OBJECTS or (bare and child.tag_ == "NNP")


def _is_called(draft: Draft, verb: Token, thing: Token) -> bool:
    """Whether something is convened: "called an emergency session", but not "called the vote a farce"."""
    behind = [child for child in verb.children if child.i > thing.i and child.tag_.startswith(("NN", "JJ"))]
    named = [child for child in behind if not child.dep_.startswith(("obl", "nmod"))]
    told = draft.kind is not QuoteKind.INDIRECT
    return not told and verb.lower_.startswith("call") and thing.lower_ in _CALLED and not named
