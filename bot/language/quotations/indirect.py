"""Find reported speech that the model misses, by rule, outside quotation marks:

"..., the ministry said"          a full clause, then its source
"X said on Monday that ..."       a reporting verb and its clause
"According to X, ..."             and "..., according to X"
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from bot.language.syntax.paragraph import FINITE, Draft, ParagraphAnalysis
from bot.language.syntax.sentences import cues as words_of_saying
from bot.lexicon.loader import word_list
from bot.lexicon.reporting import STRONG_VERBS
from bot.text.spans import Span, overlap

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Maximum numbers of tokens between a verb and its "that", between a comma and the verb after it, and after that verb.
_THAT_REACH = 14
_LONGEST_SOURCE = 14
_LONGEST_TAIL = 9
_SHORTEST_CLAUSE = 4
_CLAUSAL = frozenset(("ccomp", "xcomp"))
_SUBORDINATORS = word_list("function_words", "subordinators")
_TAIL_STARTS = word_list("function_words", "tail_starts")
_WITH_HEARER = frozenset(("tell", "advise"))
_BORDERS = frozenset((";", ":", "—", "–", "--", "(", ")"))


def reported(analysis: ParagraphAnalysis, known: Sequence[Draft]) -> Iterator[Draft]:
    """Quotes by rule in sentences without any of ``known``."""
    taken = [span for draft in known for span in draft.spans]
    cues = [draft.cue for draft in known if draft.cue]
    for token in words_of_saying(analysis.doc):
        if token.lower_ in STRONG_VERBS and token.tag_.startswith("VB") and _free(analysis, token, cues):
            draft = _after_clause(analysis, token, taken) or _before_clause(analysis, token, taken)
        elif token.lower_ == "according" and _free(analysis, token, cues):
            draft = _according(analysis, token, taken)
        else:
            continue
        if draft is not None:
            taken += draft.spans
            yield draft


def _free(analysis: ParagraphAnalysis, token: Token, cues: Sequence[Span]) -> bool:
    here = (token.idx, token.idx + len(token))
    return not any(overlap(here, cue) for cue in cues) and not analysis.quoted_at(token.idx)


def _draft(
    analysis: ParagraphAnalysis, content: Span, source: Span | None, cue: Span, taken: Sequence[Span]
) -> Draft | None:
    """The draft, unless something is missing or the words are already assigned."""
    content = analysis.neat(content)
    if source is None or source[0] >= source[1] or overlap(content, source) or analysis.quoted_at(source[0]):
        return None
    words = analysis.text[slice(*content)].split()
    if len(words) < _SHORTEST_CLAUSE or any(overlap(content, span) for span in taken):
        return None
    return analysis.draft([content], source, cue)


# ---- "..., the ministry said" ------------------------------------------------


def _after_clause(analysis: ParagraphAnalysis, verb: Token, taken: Sequence[Span]) -> Draft | None:
    start, end = analysis.sentence_span(verb.idx)
    comma = _comma_before(verb, start)
    if comma is None or not _ends_there(analysis, verb, end):
        return None
    clause = list(analysis.tokens((start, comma.idx)))
    if not clause or _subordinate(clause) or not _finite(clause):
        return None
    source = _source_beside(analysis, comma, verb, end)
    return _draft(analysis, (start, comma.idx), source, (verb.idx, verb.idx + len(verb)), taken)


def _subordinate(clause: Sequence[Token]) -> bool:
    """Whether the clause only says when or why; "At least four ships ..." does not."""
    words = [token.lower_ for token in clause[:2]]
    return words[0] in _SUBORDINATORS and words not in (["at", "least"], ["at", "most"])


def _comma_before(verb: Token, start: int) -> Token | None:
    """The comma that separates clause and source, without a finite verb in between."""
    aside = False  # "the Ministry of Transport (MOT)"
    for i in range(verb.i - 1, max(-1, verb.i - 1 - _LONGEST_SOURCE), -1):
        token = verb.doc[i]
        if token.text == ")":
            aside = True
        elif token.text == "(":
            aside = False
        if aside or token.text == "(":
            continue
        if token.idx < start or token.text in _BORDERS or token.tag_ in FINITE:
            return None
        if token.text == ",":
            return token
    return None


def _ends_there(analysis: ParagraphAnalysis, verb: Token, end: int) -> bool:
    """Whether only the source, the hearer or the occasion follows the verb."""
    rest = [token for token in analysis.tokens((verb.idx + len(verb), end)) if token.i > verb.i]
    rest = list(takewhile(lambda token: token.tag_ not in ("WDT", "WP") or token.i == verb.i + 1, rest))
    if len(rest) > _LONGEST_SOURCE + _LONGEST_TAIL or any(t.tag_ in FINITE for t in rest):
        return False
    return not any(token.lower_ in ("that", "whether") for token in rest)


def _source_beside(analysis: ParagraphAnalysis, comma: Token, verb: Token, end: int) -> Span | None:
    """The words between comma and verb, or those after the verb if it comes first."""
    if verb.i > comma.i + 1:
        after = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
        if after is not None and not _occasion(after, verb, end):
            return None
        return _noun_phrase(analysis, (comma.idx + 1, verb.idx))
    return _noun_phrase(analysis, _up_to_border(analysis, verb.idx + len(verb), end))


def _occasion(after: Token, verb: Token, end: int) -> bool:
    if after.idx >= end or after.is_punct or after.is_space or after.lower_ in _TAIL_STARTS:
        return True
    return after.tag_.startswith(("RB", "NNP")) or STRONG_VERBS[verb.lower_] in _WITH_HEARER


def _up_to_border(analysis: ParagraphAnalysis, start: int, end: int) -> Span:
    """From ``start`` to the next comma, preposition of time or sentence end."""
    for token in analysis.tokens((start, end)):
        if token.idx > start and (token.text in (",", ";", ".", ":") or token.lower_ in ("on", "in", "at", "during")):
            return start, token.idx
    return start, end


def _noun_phrase(analysis: ParagraphAnalysis, span: Span) -> Span | None:
    """``span`` if it is a noun phrase that can be a speaker, with a noun or pronoun."""
    span = analysis.neat(span)
    if analysis.text[slice(*span)].endswith("."):
        span = span[0], span[1] - 1
    tokens = list(analysis.tokens(span)) if span[0] < span[1] else []
    return span if any(token.tag_.startswith(("NN", "PRP")) for token in tokens) else None


def _finite(tokens: Sequence[Token]) -> bool:
    return any(token.tag_ in ("VBD", "VBZ", "VBP", "MD", "VBN") for token in tokens)


# ---- "X said on Monday that ..." ---------------------------------------------


def _before_clause(analysis: ParagraphAnalysis, verb: Token, taken: Sequence[Span]) -> Draft | None:
    sentence = analysis.sentence_span(verb.idx)
    content = _that_clause(analysis, verb, sentence) or _complement(verb)
    if content is None or content[0] < verb.idx or any(content[0] == stretch.start for stretch in analysis.stretches):
        return None
    return _draft(analysis, content, analysis.subject(verb), (verb.idx, verb.idx + len(verb)), taken)


def _that_clause(analysis: ParagraphAnalysis, verb: Token, sentence: Span) -> Span | None:
    """From "that" to the end of the sentence, if only an occasion or a hearer precedes it."""
    for i in range(verb.i + 1, min(len(verb.doc), verb.i + 1 + _THAT_REACH)):
        token = verb.doc[i]
        if token.idx >= sentence[1] or token.tag_ in FINITE or token.text in _BORDERS:
            return None
        if token.lower_ == "that" and token.tag_ == "IN":
            return token.idx, _clause_end(analysis, token.idx, sentence)
    return None


def _clause_end(analysis: ParagraphAnalysis, start: int, sentence: Span) -> int:
    """The end of the sentence, without ", according to ..." or its full stop."""
    tail = analysis.text.find(", according to", start, sentence[1])
    end = tail if tail > start else sentence[1]
    return end - 1 if analysis.text[end - 1] == "." else end


def _complement(verb: Token) -> Span | None:
    for child in verb.children:
        if child.dep_ == "ccomp" and child.i > verb.i:
            first = verb.doc[max(child.left_edge.i, verb.i + 1)]
            last = child.right_edge
            reach = _THAT_REACH if STRONG_VERBS.get(verb.lower_) in _WITH_HEARER else 2
            if first.i - verb.i <= reach:
                return first.idx, last.idx + len(last)
    return None


# ---- "according to X" --------------------------------------------------------


def _according(analysis: ParagraphAnalysis, word: Token, taken: Sequence[Span]) -> Draft | None:
    following = word.doc[word.i + 1] if word.i + 1 < len(word.doc) else None
    if following is None or following.lower_ != "to":
        return None
    start, end = analysis.sentence_span(word.idx)
    after = following.idx + len(following)
    source = _noun_phrase(analysis, (after, _source_end(analysis, after, end)))
    cue = (word.idx, after)
    if source is None:
        return None
    if word.idx - start > 12:
        return _draft(analysis, (start, word.idx), source, cue, taken)
    end = end - 1 if analysis.text[end - 1] == "." else end
    return _draft(analysis, (source[1], end), source, cue, taken)


def _source_end(analysis: ParagraphAnalysis, start: int, end: int) -> int:
    for token in analysis.tokens((start, end)):
        if token.idx > start and (token.text in (",", ";", ".", "—", ")") or token.tag_ in FINITE):
            return analysis.one_phrase((start, token.idx))[1]
    return end
