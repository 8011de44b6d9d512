"""Decide whether something was actually said, as opposed to planned, denied or hypothetical."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.language.patterns import NamedPattern
from bot.language.quotations.acts import OBJECTS, PRESENT, is_act
from bot.language.quotations.auxiliaries import AUXILIARY_REACH, MODALS, NEGATIONS, REFUSED, auxiliaries, last_verb
from bot.language.quotations.named_works import is_named
from bot.language.quotations.unsaid_patterns import PatternPlace, fits
from bot.language.quotations.unspoken import is_put_to
from bot.language.syntax.paragraph import FINITE, Draft, ParagraphAnalysis
from bot.lexicon.loader import alternatives, word_list, word_set
from bot.models import QuoteKind
from bot.text.spans import Span, inside

if TYPE_CHECKING:
    from spacy.tokens import Token

_UNSPOKEN = MODALS - word_set("would wo 'd ’d")  # "as he would say" tells what he says
_SEEMS = word_set("appear appears appeared appearing seem seems seemed seeming")
_SELF_MADE = word_set("self-described self-styled self-proclaimed self-declared self-identified so-called")
_NOT_YET = word_set("will likely unlikely shall")
_FEWEST_MARKED = 3  # words; fewer in quotation marks are a label, not a quote
_LED_TO = word_list("reporting", "led_to_think")
_SHOWING = word_list("reporting", "things_that_only_show")
_LONGEST_NAME = 4  # words
#: The occasion of a statement: "Speaking to reporters outside the court, ".
_PARTICIPLE = NamedPattern("the occasion as a participle", r"[A-Z][a-z]+ing\b", "Speaking to reporters", "Asking")
_AUXILIARIES = alternatives("function_words", "auxiliaries_of_questions")
_LEADS = NamedPattern(
    "what makes it unreal",
    rf"(?:{_AUXILIARIES}|had|if|unless|should|suppose|imagine|whether|whatever|when|whenever|until|once)\s",
    "Had he",
    "if Reyl",
    "Suppose she",
    flags=re.IGNORECASE,
)
_QUESTION = NamedPattern(
    "a question", rf"(?:(?:and|but|so|or|yet|then),?\s)?(?:{_AUXILIARIES})\s$", "Did ", "But has ", flags=re.IGNORECASE
)
_TO_SAY = NamedPattern(
    "to say something",
    r"(?:\w+ )?to (?:say|comment|answer|give|confirm|elaborate|discuss|reply|respond|speculate|name)\b",
    "to comment",
    "immediately to respond",
)
_SPOKE = word_set("testified testifies spoke speaks")
_QUESTIONS = word_set("question questions query queries")
_ASKING = word_list("reporting", "raises_questions")
_BE = word_set("is was are were be been being 's ’s")
#: An attribute of a plan, not a statement: "The plan put forward by the report".
_PUT_BY = NamedPattern(
    "put forward by",
    r"(?:put (?:forward|out)|made|raised|voiced|\w{3,}ed) by$",
    "put forward by",
    "backed by",
    flags=re.IGNORECASE,
)
_IT_IS = NamedPattern(
    "it is so that",
    r"\s(?:(?:may|might|would|could|must)\s)?(?:is|was|be|seems?|seemed|appears?|sounds?)\s(?:[a-z]+\s){1,2}that\b",
    " is hardly surprising that",
    " was clear that",
)  # "It is hardly surprising that"
_NONE = ("Neither ", "neither ", "None of ", "none of ")
_TAIL = NamedPattern(
    "what follows the head",
    r"\s(?:of|at|in|on|for|from|with|to|that|which|who|by)\s|,\s",
    "plan of the board",
    "plan, which",
)
#: Cries of others whom somebody excites.
_CHANTS = NamedPattern(
    "cries of others",
    r"\b(?:crowd|audience|supporters|fans|delegates|protesters|room|hall)\s(?:in)?to\s(?:[\w-]+\s)?"
    r"(?:chants?|shouts?|cries|cheers|boos) of[\s“”\"‘']*$",
    "roused the crowd to spontaneous chants of",
)


def is_said(analysis: ParagraphAnalysis, draft: Draft) -> bool:
    """Whether ``draft`` reports what somebody said. A quotation without source or cue always does."""
    if _is_name(analysis, draft) or (draft.kind is not QuoteKind.DIRECT and not _spans_of_speech(analysis, draft)):
        return False
    if draft.cue is None or draft.source is None:
        return True
    verb = analysis.reports(draft.cue) or last_verb(analysis, draft.cue)
    reported = draft.kind is QuoteKind.INDIRECT or _is_label(analysis, draft) or is_named(analysis, draft)
    if _is_beside(analysis, draft) or _is_nobody(analysis, draft.source, verb):
        return False
    if _only_shows(analysis, draft) or _is_by_others(analysis, draft, verb):
        return False
    if draft.cue[0] > draft.spans[-1][1] and draft.kind is QuoteKind.DIRECT:  # "...," he would say
        return True
    if draft.kind is QuoteKind.INDIRECT and (
        _is_deed(analysis, draft, verb) or _denies(analysis, draft.cue, verb) or _is_asked(analysis, draft.cue)
    ):
        return False
    if _refuses(analysis, draft, verb) or (reported and (is_act(draft, verb) or _is_planned(analysis, draft, verb))):
        return False
    helping = auxiliaries(verb) | auxiliaries(last_verb(analysis, draft.cue))
    if helping & NEGATIONS:
        return False
    possible = helping & MODALS if draft.kind is QuoteKind.INDIRECT else _is_only_possible(analysis, draft.cue)
    return not (possible or _is_supposed(analysis, draft, verb))


def _is_beside(analysis: ParagraphAnalysis, draft: Draft) -> bool:
    """Whether a circumstance tells what is thought of somebody: "with Reyl and Holt expected [to win]"."""
    assert draft.cue is not None, "asked of drafts with a cue"
    assert draft.source is not None, "asked of drafts with a source"
    ahead = analysis.text[max(0, draft.source[0] - len("with ")) : draft.source[1]].lower()
    amid = "with " in (ahead[: len("with ")], ahead[len("with ") : 2 * len("with ")])
    return amid and draft.source[1] <= draft.cue[0] and analysis.token_at(draft.cue[0]).tag_ in ("VBN", "VBD")


def _is_only_possible(analysis: ParagraphAnalysis, cue: Span) -> bool:
    """Whether words in marks were not said: "might say: “...”", but not "could only quip: “...”"."""
    verb = last_verb(analysis, cue)
    ahead = {token.lower_ for token in verb.doc[max(0, verb.i - AUXILIARY_REACH) : verb.i]}
    return bool(auxiliaries(verb) & _UNSPOKEN) and "only" not in ahead


def _is_label(analysis: ParagraphAnalysis, draft: Draft) -> bool:
    """Whether only a word or two are in quotation marks: 'cancelled the "Host" scheme'."""
    if draft.kind is not QuoteKind.MIXED:
        return False
    marked = [
        analysis.text[one.inner[0] : one.inner[1]] for one in analysis.stretches if inside(one.inner, draft.spans[0])
    ]
    return len(" ".join(marked).split()) < _FEWEST_MARKED


def _is_name(analysis: ParagraphAnalysis, draft: Draft) -> bool:
    """Whether the quotation marks hold a name: 'under the pseudonym "Carlos Danger"'."""
    start, end = draft.spans[0]
    return len(analysis.text[start:end].split()) < _LONGEST_NAME and bool(
        fits(PatternPlace.MARKS, analysis.text, max(0, start - 20), start)
    )


def _spans_of_speech(analysis: ParagraphAnalysis, draft: Draft) -> list[Span]:
    """The spans without the occasion of a statement; "Freeing her, he said, was hard" has none before it."""
    spans = list(draft.spans)
    behind = next(iter(analysis.tokens(spans[1])), None) if len(spans) > 1 else None
    subject = behind is not None and behind.tag_ in FINITE
    return spans if subject else [span for span in spans if not _is_no_speech(analysis, span)]


def without_occasion(analysis: ParagraphAnalysis, draft: Draft) -> Draft:
    """A draft of reported speech without "Asked about it, " and the like among its spans."""
    if draft.kind is QuoteKind.DIRECT or len(draft.spans) == 1:
        return draft
    spans = _spans_of_speech(analysis, draft)
    kept = analysis.draft(spans, draft.source, draft.cue, goes_on=draft.goes_on)
    return kept if kept is not None else replace(draft, spans=tuple(spans))


def _is_no_speech(analysis: ParagraphAnalysis, content: Span) -> bool:
    """Whether the content is the occasion of a statement ("Asked about it, ") or what a correction retracts."""
    if fits(PatternPlace.CONTENT, analysis.text, *content) or fits(
        PatternPlace.PARAGRAPH, analysis.text, 0, len(analysis.text)
    ):
        return True
    if is_put_to(analysis, content):
        return True
    opens = content[0] == analysis.sentence_span(content[0])[0] and _PARTICIPLE.match(analysis.text, *content)
    tokens = list(analysis.tokens(content)) if opens else []
    return bool(tokens) and tokens[0].tag_ == "VBG" and not any(token.tag_ in FINITE for token in tokens)


def _only_shows(analysis: ParagraphAnalysis, draft: Draft) -> bool:
    """Whether something is shown rather than said: "appeared to rely on", "it has convinced activists that"."""
    assert draft.cue is not None, "asked of drafts with a cue"
    assert draft.source is not None, "asked of drafts with a source"
    words = [token.lower_ for token in analysis.tokens(draft.cue)]
    if words[-1] in _SEEMS or _SELF_MADE & set(analysis.text[slice(*draft.cue)].lower().split()):
        return True
    if draft.kind is not QuoteKind.INDIRECT:
        return False
    if draft.source[0] >= draft.cue[1] and words[-1] in _LED_TO:
        return True
    head = _TAIL.split(analysis.text[slice(*draft.source)].lower(), maxsplit=1)[0].split()
    return bool(head) and head[-1].removesuffix("s") in _SHOWING


def _refuses(analysis: ParagraphAnalysis, draft: Draft, verb: Token) -> bool:
    """ "declined to comment on the case"."""
    assert draft.cue is not None, "asked of drafts with a cue"
    told = any(_TO_SAY.match(analysis.text, start) for start in (draft.spans[0][0], draft.cue[0]))
    return told and verb.lower_ in REFUSED


def _is_deed(analysis: ParagraphAnalysis, draft: Draft, verb: Token) -> bool:
    """ "refused to bite back"; "[Kurt Vole and Tim Marr], an aide, testified": to speak without words that are told."""
    assert draft.cue is not None, "asked of drafts with a cue"
    start, end = draft.spans[0][0], draft.spans[-1][1]
    if verb.lower_ in REFUSED and analysis.text.startswith("to ", start):
        return True
    ahead = verb.lower_ in _SPOKE and end <= draft.cue[0]
    return ahead and not any(token.tag_ in FINITE for token in analysis.tokens((start, end)))


def _is_by_others(analysis: ParagraphAnalysis, draft: Draft, verb: Token) -> bool:
    """Whether another than the subject says it: "gave Reyl two marks for claiming", "roused the crowd to chants"."""
    assert draft.cue is not None, "asked of drafts with a cue"
    start, _ = analysis.sentence_span(draft.cue[0])
    if _CHANTS.search(analysis.text, start, draft.spans[0][0]):
        return True
    ahead = verb.nbor(-1) if verb.i else verb
    if verb.tag_ != "VBG" or ahead.lower_ != "for" or ahead.idx < draft.cue[0] - len("for "):
        return False
    acts = ahead.head
    return acts.i < verb.i and any(child.dep_ in OBJECTS and child.i > acts.i for child in acts.children)


def _denies(analysis: ParagraphAnalysis, cue: Span, verb: Token) -> bool:
    """Whether the cue says that it was not said, or not yet: "not even needing to mention", "is likely to remind"."""
    words = [token.lower_ for token in analysis.tokens(cue) if token.i < verb.i]
    if _NOT_YET & set(words):
        return True
    return bool(words) and words[0] in NEGATIONS and "only" not in words


def _is_asked(analysis: ParagraphAnalysis, cue: Span) -> bool:
    """Whether the cue is about others' questions: "answering questions about", "brushed aside questions over"."""
    words = [token.lower_ for token in analysis.tokens(cue)]
    return bool(_QUESTIONS & set(words)) and not _ASKING & set(words)


def _is_planned(analysis: ParagraphAnalysis, draft: Draft, verb: Token) -> bool:
    """Whether it is planned or denied: "Reyl plans to call on voters", "not that he is calling for it"."""
    assert draft.cue is not None, "asked of drafts with a cue"
    assert draft.source is not None, "asked of drafts with a source"
    start, _ = analysis.sentence_span(draft.cue[0])
    for told in (verb, last_verb(analysis, draft.cue)):
        if fits(PatternPlace.VERB, analysis.text, max(start, told.idx - 40), told.idx + len(told)):
            return True
    content = draft.spans[-1]
    apart = analysis.text[content[1] : draft.cue[0]] if content[1] <= draft.cue[0] else ","
    end = max(draft.cue[1], draft.source[0])  # "those confirmed" "by the activists"
    return not apart.strip() and _PUT_BY.match(analysis.text[draft.cue[0] : end].rstrip()) is not None


def _is_nobody(analysis: ParagraphAnalysis, source: Span, verb: Token) -> bool:
    """Whether nobody is the agent: "It is predicted that ...", "Neither Reyl nor Holt said"."""
    if analysis.text[slice(*source)].startswith(_NONE):
        return True
    if analysis.text[slice(*source)].lower() not in ("it", "there"):
        return False
    passive = verb.tag_ == "VBN" and bool(_BE & auxiliaries(verb))
    return source[1] <= verb.idx and (passive or _IT_IS.match(analysis.text, source[1]) is not None)


def _is_supposed(analysis: ParagraphAnalysis, draft: Draft, verb: Token) -> bool:
    """Whether it is hypothetical: "If X says ...", "Should X say ...", "Did X say ...?"."""
    assert draft.source is not None, "asked of drafts with a source"
    start, end = analysis.sentence_span(draft.source[0])
    leads = _LEADS.match(analysis.text, *draft.source)
    ahead = analysis.text[start : leads.end() if leads else draft.source[0]]
    if fits(PatternPlace.AHEAD, ahead, 0, len(ahead)):
        return True
    if draft.kind is QuoteKind.INDIRECT and fits(PatternPlace.AHEAD_OF_REPORTED, ahead, 0, len(ahead)):
        return True
    if verb.tag_ == "VB" and analysis.text[draft.source[1] : verb.idx].strip().split()[:1] == ["to"]:
        return True  # "nobody expects her to say"
    present = verb.tag_ in (*PRESENT, "VB")
    if present and fits(PatternPlace.AHEAD_OF_PRESENT, ahead, 0, len(ahead)):
        return True
    asked = analysis.text[end - 1 : end] == "?" and not analysis.quoted_at(end - 1)
    return asked and bool(_QUESTION.match(ahead))
