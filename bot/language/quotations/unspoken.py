"""Whether words were put to somebody, are a name or a writer's gloss, or never came: "asked if", "called Kex"."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from bot.language.patterns import NamedPattern
from bot.language.quotations.auxiliaries import last_verb
from bot.language.syntax.paragraph import FINITE, SUBJECT, Draft, ParagraphAnalysis
from bot.lexicon.loader import alternatives, word_list, word_set
from bot.models import QuoteKind
from bot.text.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Words that never came: "could not bring himself to utter", but "did not hesitate to say".
_NEVER_CAME = NamedPattern(
    "what nobody came to say",
    r"\b(?:could|can|did|does|do|would|will)(?:\snot|n['’]t|\snever)\s(?:ever\s)?"
    rf"(?:{alternatives('reporting', 'shrunk_from')})\b[^,;:“”\"]{{0,30}}?\sto\s(?:\w+ly\s)?\w+$",
    "could not bring himself to utter",
    "wouldn’t go so far as to say",
    "did not dare to ask",
)
_NEVER_REACH = 70  # characters
#: Verbs of saying in idioms that tell no words: "called to mind", "is to blame for", "is assured of".
_IDIOM = NamedPattern(
    "an idiom",
    r"\bcall(?:s|ed|ing)?\s(?:off|up|back|to\smind|home|with)\b|\b(?:is|are|was|were|be|been)\s(?:[\w-]+\s){0,2}"
    r"(?:to\sblame\sfor|assured\sof)\b|\bto\sblame\sfor\b|\bdeclared?\sfor\b|\bno\s(?:reference|mention)\b|\bfears?\sfor\b",
    "called off",
    "is partly to blame for",
    "was now assured of",
    "declared for",
    "There was no reference to",
    "fear for",
)
#: Behind "called": "called that into question".
_INTO = NamedPattern("into question", r"\binto\s(?:question|doubt)$", "that into question")
#: How a writer says that somebody's words come down to something: "essentially telling them to leave".
_GLOSSES = word_set("essentially basically effectively practically virtually")
_ALL_BUT = "all but "
#: Before a question that somebody is asked: "Asked by Holt [if he would go], Reyl shrugged".
_ASKED_BY = NamedPattern(
    "asked something",
    r"(?:^|,\s|\bwhen\s|\bonce\s)(?:asked|pressed|questioned)\s(?:(?:by|at|in|on|during|recently|again)\b[^,.;:“”\"]{0,60}\s)?$",
    "Asked by Holt ",
    "when asked ",
    flags=re.IGNORECASE,
)
_CALLED = word_set("called dubbed named titled entitled nicknamed labelled labeled termed")
_TITLED = word_set("titled entitled")
_BEHIND_CALLS = word_set("for on upon out")
_PARTICIPLES = ("acl", "amod")
_ONE = word_set("a an")
_ASKED = word_list("reporting", "asked_words") | word_set("about on")


def is_bare_of_words(analysis: ParagraphAnalysis, draft: Draft) -> bool:
    """Whether the words are a question put to the speaker, only a name, a writer's gloss, or never came."""
    if draft.cue is None or draft.source is None:
        return False
    verb = analysis.reports(draft.cue) or last_verb(analysis, draft.cue)
    end = draft.cue[1]
    if _NEVER_CAME.search(analysis.text, max(0, end - _NEVER_REACH), end):
        return True
    if draft.kind is QuoteKind.INDIRECT and _is_glossed(analysis, verb):
        return True
    if draft.kind is not QuoteKind.DIRECT and _is_idiom(analysis, draft.cue, draft.spans[0], verb):
        return True
    return _is_called_so(analysis, draft, verb)


def _is_idiom(analysis: ParagraphAnalysis, cue: Span, content: Span, verb: Token) -> bool:
    """Whether the words of a cue are no report: "called off", "is to blame for", "a Reyl-endorsed candidate"."""
    joined = verb.i > 0 and verb.nbor(-1).tag_ == "HYPH" and verb.idx == verb.nbor(-1).idx + 1
    named = verb.lower_ in _TITLED and content[0] > verb.idx
    doubted = verb.lower_.startswith("call") and _INTO.search(analysis.text, *content) is not None
    return joined or named or doubted or _IDIOM.search(analysis.text, cue[0], max(cue[1], content[0])) is not None


def _is_glossed(analysis: ParagraphAnalysis, verb: Token) -> bool:
    """Whether a writer tells what words come down to: "essentially told them to leave", "all but accused him"."""
    ahead = verb.nbor(-1) if verb.i else verb
    return ahead.lower_ in _GLOSSES or analysis.text.startswith(_ALL_BUT, verb.idx - len(_ALL_BUT))


def is_put_to(analysis: ParagraphAnalysis, content: Span) -> bool:
    """Whether words are a question to whoever answers: "Asked by Holt [if he would go], Reyl shrugged"."""
    start, _ = content
    ahead = analysis.text[analysis.sentence_span(start)[0] : start]
    return analysis.token_at(start).lower_ in _ASKED and _ASKED_BY.search(ahead) is not None


def _is_called_so(analysis: ParagraphAnalysis, draft: Draft, verb: Token) -> bool:
    """Whether a participle only gives the noun ahead of it a name: "built a robot, called Kex", "a club called Oak"."""
    assert draft.source is not None, "asked of drafts with a source"
    behind = verb.nbor(1) if verb.i + 1 < len(verb.doc) else verb
    if verb.lower_ not in _CALLED or behind.lower_ in _BEHIND_CALLS or draft.source[1] > verb.idx:
        return False
    if draft.spans[0][0] < verb.idx or any(child.dep_ in SUBJECT for child in verb.children):
        return False
    between = list(analysis.tokens((draft.source[1], verb.idx)))
    participle = verb.dep_ in _PARTICIPLES and verb.tag_ == "VBN"
    if any(token.tag_ in FINITE for token in between):
        return participle or _is_name_alone(verb)
    common = analysis.token_at(draft.source[1] - 1).tag_ in ("NN", "NNS")
    named = common or analysis.token_at(draft.source[0]).lower_ in _ONE
    runs_on = any(token.tag_ in FINITE for token in analysis.tokens(draft.spans[0]))
    return participle and named and runs_on and len(between) <= 1 and behind.tag_ == "NNP"


def _is_name_alone(verb: Token) -> bool:
    """Whether a name and a pause follow: "a robot, called Kexi, that", not "praised it, called Holt a friend"."""
    behind = list(takewhile(lambda token: token.tag_ == "NNP", verb.doc[verb.i + 1 :]))
    last = behind[-1] if behind else verb
    ahead = verb.nbor(-1) if verb.i else verb
    noun = ahead.nbor(-1) if ahead.text == "," and ahead.i else ahead
    return bool(behind) and noun.tag_ in ("NN", "NNS") and (last.i + 1 == len(verb.doc) or last.nbor(1).is_punct)
