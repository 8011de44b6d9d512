"""Whether a cue reports no words: a thought, an act, a plan, a topic, a name for something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.language.patterns import NamedPattern
from bot.language.quotations.acts import is_attitude
from bot.language.quotations.bare_things import (
    has_own_clause,
    is_by_others,
    is_target,
    names_thing,
    qualifies,
    runs_through,
)
from bot.language.quotations.named_works import is_named, is_work, passes_on
from bot.language.quotations.plausibility import is_thought_or_act
from bot.language.quotations.unspoken import is_bare_of_words
from bot.language.syntax.paragraph import FINITE, Draft, ParagraphAnalysis
from bot.lexicon.loader import alternatives, word_list, word_set
from bot.lexicon.reporting import DOCUMENTS, REPORTING
from bot.models import QuoteKind
from bot.text.spans import Span, overlap

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORD = re.compile(r"[^\W_]+")
_CLAUSE_STARTS = word_list("function_words", "clause_starts") | {"to"}
_NOUNS = word_list("reporting", "nouns")
_LINKS = (" of", " on", " about", " for", " against", " over", " to")
_SO_CALLED = ("what is called", "what are called", "what was called", "what were called")
_SMALL_WORD = 3  # letters
_FEWEST_IN_HEADING = 4  # longer words
_TOPIC_LINKS = frozenset(("about", "on", "for"))
_VOICED = word_set("express expresses expressed expressing voice voices voiced voicing declared reiterated")
_INNER = word_list("reporting", "inner_speech")
_THOUGHTS = word_list("reporting", "thoughts")
_WITH_MARKS = tuple(word_list("reporting", "with_marks"))
_ONLY_WITH_A_CLAUSE = word_list("reporting", "only_with_a_clause")
_SHOWS = word_set("show shows showed shown showing prove proves proved proven proving")
#: What shows something by telling it: "a poll".
_FINDINGS = DOCUMENTS | word_set("polling studies data figures research results records numbers statistics")
#: A wish or a plan, not words: "hopes to win".
_WISHES = word_set("hope hopes hoped hoping want wants wanted wanting wish wishes wished wishing")
_OPPOSES = word_set("oppose opposes opposed opposing")
_REFERS = NamedPattern(
    "naming a topic", r"\b(?:referr(?:ed|ing)|refers?|alluded?|alluding) to$", "referring to", "had alluded to"
)
#: Before whoever said it, if only that is told: "What Reyl said about", "The things that she wrote about".
_WHAT = NamedPattern(
    "what somebody said",
    r"\b(?:what(?:ever)?|things?|everything|all|words)(?:\sthat)?\s[^,.;:]{1,60}$",
    "What Reyl had ",
    "The things that she ",
    flags=re.IGNORECASE,
)
_RECALLING = word_set("recalling remembering noting mentioning")  # "recalling a visit"
_CITES = frozenset(("citing", "cites", "cited"))
_SOURCES = NamedPattern(
    "where news comes from",
    rf"(?:[\w’'-]+\s){{0,4}}(?:{alternatives('reporting', 'news_sources')})\b",
    "local news outlets",
    "another anonymous source",
)
_NO_SIGN = NamedPattern(
    "no sign", r"\bno\s(?:sign|hint|indication|intention|word)s?\b", "showed no sign", "gave no hint of"
)
_KEEPS = NamedPattern(
    "a promise in deeds",
    r"\b(?:ke(?:eps?|pt|eping)|br(?:eaks?|oke|oken|eaking)|honou?r(?:s|ed|ing)?|fulfil\w*)\b.*\b(?:promise|vow|pledge)s?\b",
    "keeping his promise",
    "broke a pledge",
)


def reports_words(analysis: ParagraphAnalysis, draft: Draft) -> bool:
    """Whether a draft may be shown as somebody's words: all in quotation marks may, but names of works."""
    if is_work(analysis, draft) or passes_on(analysis, draft) or is_bare_of_words(analysis, draft):
        return False
    if draft.kind is QuoteKind.DIRECT or draft.cue is None:
        return True
    word = analysis.reports(draft.cue)
    if draft.kind is QuoteKind.MIXED and (not is_named(analysis, draft) or _with_marks(analysis, draft.cue)):
        if _mostly_own(analysis, draft) and (_is_thought(analysis, draft.cue) or _is_meant(analysis, draft)):
            return False
        told = word is not None or not is_thought_or_act(analysis, draft.cue)
        return told or _with_marks(analysis, draft.cue) or not _hardly_marked(analysis, draft)
    return not (
        _is_no_report(analysis, draft, draft.cue, word)
        or _names_a_thing(analysis, draft, draft.cue, word)
        or _KEEPS.search(analysis.text, *draft.cue)
    )


def _is_no_report(analysis: ParagraphAnalysis, draft: Draft, cue: Span, word: Token | None) -> bool:
    """Whether the cue of reported speech tells a thought, an act, an attitude, or that nothing was said."""
    if _is_what_was_said(analysis, draft) or is_thought_or_act(analysis, cue) or _shows(analysis, draft):
        return True
    if analysis.text.startswith("as ", draft.spans[0][0]):  # "which he describes as his second home"
        return True
    if word is not None and (word.lower_ in _INNER or is_attitude(draft, word)):
        return True
    if _in_heading(analysis, cue) or _NO_SIGN.search(analysis.text, *cue):
        return True
    return _is_act_beside(analysis, draft) or _is_wish(analysis, word, draft.spans[0])


def _names_a_thing(analysis: ParagraphAnalysis, draft: Draft, cue: Span, word: Token | None) -> bool:
    """Whether the contents are a topic, a target or something else that is only spoken of."""
    if _is_about_a_thing(analysis, cue, draft.spans[0]) or _lacks_its_clause(analysis, word, draft.spans):
        return True
    if names_thing(analysis, cue, word, draft.spans) or is_target(analysis, cue, draft.spans):
        return True
    source = draft.source
    if source is not None and (qualifies(analysis, source, cue, draft.spans) or is_by_others(analysis, source, cue)):
        return True
    if runs_through(analysis, cue, draft.spans):
        return True
    clause = any(_has_clause(analysis, span) for span in draft.spans)
    return not clause and _names_topic(analysis, cue, word, draft.spans[0])


def _is_what_was_said(analysis: ParagraphAnalysis, draft: Draft) -> bool:
    """Whether words are only named, or an act goes on: "What Reyl said about it was wrong", "He won, adding to"."""
    assert draft.cue is not None, "asked of drafts with a cue"
    start, end = draft.spans[0][0], draft.spans[-1][1]
    about = analysis.text.startswith("about ", start) or analysis.text[slice(*draft.cue)].endswith((" about", " of"))
    ahead = _WHAT.search(analysis.text, analysis.sentence_span(draft.cue[0])[0], draft.cue[0])
    first = analysis.token_at(draft.cue[0])
    participle = first.tag_ == "VBG" and first.lower_ != "according"
    behind = participle and draft.source is not None and end <= draft.cue[0] < draft.source[0]
    return behind or (about and ahead is not None)


def _with_marks(analysis: ParagraphAnalysis, cue: Span) -> bool:
    return any(token.lower_.startswith(_WITH_MARKS) for token in analysis.tokens(cue))


def _hardly_marked(analysis: ParagraphAnalysis, draft: Draft) -> bool:
    """Whether less than half is in marks, and no clause: 'devoted his candidacy to the "forgotten" middle class'."""
    if analysis.quoted_at(draft.spans[0][0]):
        return False
    if analysis.text.startswith(_SO_CALLED, draft.spans[0][0]):  # 'shaking up what is called a "debate"'
        return True
    return _mostly_own(analysis, draft) and analysis.token_at(draft.spans[0][0]).lower_ not in _CLAUSE_STARTS


def _mostly_own(analysis: ParagraphAnalysis, draft: Draft) -> bool:
    """Whether more than half are the article's own words."""
    length = sum(end - start for start, end in draft.spans)
    marked = sum(overlap(one.inner, span) for one in analysis.stretches for span in draft.spans)
    return 2 * marked < length


def _is_thought(analysis: ParagraphAnalysis, cue: Span) -> bool:
    """Whether somebody only thinks something: "was not surprised", "have worried"."""
    return any(token.lower_ in _THOUGHTS for token in analysis.tokens(cue))


def _is_meant(analysis: ParagraphAnalysis, draft: Draft) -> bool:
    """Whether something was only meant: "referring to the “crooked” system", not "to them as “thieves”"."""
    assert draft.cue is not None, "asked of drafts with a cue"
    named = any(token.lower_ == "as" for token in analysis.tokens(draft.spans[0]))
    return _REFERS.search(analysis.text, *draft.cue) is not None and not named


def _is_act_beside(analysis: ParagraphAnalysis, draft: Draft) -> bool:
    """Whether a participle tells what somebody did meanwhile: "responded first, [ripping into the mayor]"."""
    start = draft.spans[0][0]
    between = analysis.text[draft.cue[1] : start] if draft.cue is not None and draft.cue[1] <= start else ""
    acts = between.strip() == "," and analysis.token_at(start).tag_ == "VBG"
    return acts and not any(token.tag_ in FINITE for token in analysis.tokens(draft.spans[0]))


def _is_about_a_thing(analysis: ParagraphAnalysis, cue: Span, content: Span) -> bool:
    """Whether a noun's topic stands in place of words: "messages about [stability]", "support for [a list]"."""
    tokens = list(analysis.tokens(cue))
    linked = tokens[-1].lower_ in _TOPIC_LINKS and content[0] >= cue[1]
    named = len(tokens) > 2 and tokens[-2].tag_ in ("NN", "NNS") and not _VOICED & {one.lower_ for one in tokens}
    return linked and named and analysis.token_at(content[0]).lower_ not in _CLAUSE_STARTS


def _has_clause(analysis: ParagraphAnalysis, content: Span) -> bool:
    tokens = list(analysis.tokens(content))
    return tokens[0].lower_ in _CLAUSE_STARTS or any(token.tag_ in FINITE for token in tokens)


def _in_heading(analysis: ParagraphAnalysis, cue: Span) -> bool:
    """Whether the paper itself sums up, in a heading whose words begin with capitals: "Reyl Slams The Board"."""
    words = [word for word in analysis.text[slice(*analysis.sentence_span(cue[0]))].split() if word[0].isalpha()]
    written = [word for word in words if len(word) > _SMALL_WORD]
    return len(written) >= _FEWEST_IN_HEADING and all(word[0].isupper() for word in written)


def _lacks_its_clause(analysis: ParagraphAnalysis, word: Token | None, contents: Sequence[Span]) -> bool:
    """Whether a verb that needs a clause has a thing or "to" instead: "considers him rude", "expects to win"."""
    if word is None or not word.tag_.startswith("VB") or REPORTING[word.lower_] not in _ONLY_WITH_A_CLAUSE:
        return False
    tokens = [token for content in contents for token in analysis.tokens(content)]
    opens = tokens[0].lower_ in _CLAUSE_STARTS and tokens[0].lower_ != "to"
    if REPORTING[word.lower_] == "mention" and any(token.lower_ == "as" for token in tokens):  # "mentioned it as proof"
        return False
    return not opens and not has_own_clause(tokens)


def _is_wish(analysis: ParagraphAnalysis, word: Token | None, content: Span) -> bool:
    return word is not None and word.lower_ in _WISHES and analysis.text.startswith("to ", content[0])


def _names_topic(analysis: ParagraphAnalysis, cue: Span, word: Token | None, content: Span) -> bool:
    """Whether a topic, source or object stands in place of words: "his criticism of the plan", "citing a source"."""
    if word is None:
        return False
    noun = word.tag_.startswith("NN") and (word.lower_ in _NOUNS or analysis.text[slice(*cue)].endswith(_LINKS))
    if noun or word.lower_ in _OPPOSES or word.lower_ in _RECALLING or _REFERS.search(analysis.text, *cue):
        return True
    return word.lower_ in _CITES and _SOURCES.match(analysis.text, *content) is not None


def _shows(analysis: ParagraphAnalysis, draft: Draft) -> bool:
    """Whether somebody only shows something: "has shown courage", but "a poll showed that"."""
    if draft.cue is None or draft.source is None:
        return False
    words = {token.lower_ for token in analysis.tokens(draft.cue)}
    told = {form for word in _WORD.findall(analysis.text[slice(*draft.source)].lower()) for form in (word, word[:-1])}
    return bool(_SHOWS & words) and not words & REPORTING.keys() and not _FINDINGS & told
