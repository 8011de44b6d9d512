"""Where reported words end: before what the article itself goes on to tell.

"Reyl's claim [that it was safe] has been refuted"             a saying that is judged
"Holt, who said [the plan was dead] - has voted for it"        the clause around an aside
"Holt said [it was safe], though he did not say why"           what was not said
"""

from __future__ import annotations

from dataclasses import replace

from bot.language.patterns import NamedPattern
from bot.language.syntax.paragraph import FINITE, PASSIVE_SUBJECT, SUBJECT, Draft, ParagraphAnalysis
from bot.lexicon.loader import alternatives, word_list
from bot.lexicon.pronouns import WHO
from bot.models import QuoteKind
from bot.text.spans import Span

_AUXILIARY = ("aux", "cop", "neg")
_SAYINGS = word_list("reporting", "nouns")
_SILENT = alternatives("reporting", "not_told")
#: What somebody did not tell, behind what they told.
_NOT_TOLD = NamedPattern(
    "what was not told",
    r",?\s(?:[–—-]{1,2}\s)?(?:but|though|although|and)\s(?:(?:he|she|they|it)\s)?(?:also\s)?(?:(?:did|does|do|would|has|have|had)"
    rf"(?:n[’']t|\snot)|declined\sto|refused\sto)\s(?:[a-z]+ly\s|yet\s|further\s)?(?:{_SILENT})\b"
    r"|,?\s(?:but|though|although)\s(?:he|she|they|it)\s(?:gave|offered|provided|named|cited|set|had)\sno\b",
    ", though she did not discuss",
    ", but did not provide",
    ", although she gave no",
)
#: What the article thinks of it.
_REMARK = NamedPattern(
    "a remark on what was said",
    rf",\s(?:an?|the)\s(?:[a-z-]+\s){{0,2}}(?:{alternatives('reporting', 'remarks')})"
    r"\s(?:at|to|from|that|which|for|on|in)\b"
    r"|,?\sbefore\s[a-z]+ing\s(?:him|her|them|it)sel(?:f|ves)\b",
    ", a swipe at",
    ", an odd claim from",
    ", before reversing himself",
)
_DASH = NamedPattern("a dash between clauses", r"\s(?:-{1,2}|–|—)\s(?=\S)", " - has", " — would")


def cut(analysis: ParagraphAnalysis, cue: Span, content: Span, source: Span | None) -> Span:
    """``content`` up to where the article goes on; as it is if it is in quotation marks there."""
    ends = (_predicate(analysis, cue, content), _aside(analysis, cue, content), _not_told(analysis, content))
    clause = _relative(analysis, content, source) if source is not None else -1
    found = [end for end in (*ends, clause) if content[0] < end < content[1] and not analysis.quoted_at(end)]
    return analysis.neat((content[0], min(found))) if found and content[0] >= cue[1] else content


def trimmed(analysis: ParagraphAnalysis, draft: Draft) -> Draft:
    """A draft found by rule, likewise."""
    if draft.cue is None or draft.source is None or draft.kind is not QuoteKind.INDIRECT:
        return draft
    return replace(draft, spans=tuple(cut(analysis, draft.cue, span, draft.source) for span in draft.spans))


def _predicate(analysis: ParagraphAnalysis, cue: Span, content: Span) -> int:
    """The start of "has been refuted" behind "the claim that it was safe", or -1."""
    noun = list(analysis.tokens(cue))[-1]
    if noun.lower_ not in _SAYINGS or not noun.tag_.startswith("NN") or noun.dep_ not in SUBJECT | PASSIVE_SUBJECT:
        return -1
    verb = noun.head
    parts = [verb, *(child for child in verb.children if child.dep_.split(":")[0] in _AUXILIARY)]
    behind = [token.idx for token in parts if token.idx > content[0]]
    return min(behind) if behind and _is_clause(analysis, content, min(behind)) else -1


def _is_clause(analysis: ParagraphAnalysis, content: Span, end: int) -> bool:
    """Whether the words before the predicate are a clause: "that it was safe", not the "it" of "claims it was"."""
    return any(token.tag_ in FINITE for token in analysis.tokens((content[0], end)))


def _aside(analysis: ParagraphAnalysis, cue: Span, content: Span) -> int:
    """The dash that ends the aside in which the cue stands, or -1."""
    start, _ = analysis.sentence_span(cue[0])
    dash = _DASH.search(analysis.text, *content)
    if dash is None:
        return -1
    opened = sum(1 for _ in _DASH.finditer(analysis.text, start, cue[0])) % 2
    return dash.start() if opened else -1


def _relative(analysis: ParagraphAnalysis, content: Span, source: Span) -> int:
    """The comma that ends the relative clause in which somebody says it: "who said it was dead, voted", or -1."""
    if analysis.text[slice(*source)].lower() not in WHO or analysis.text[: source[0]].rstrip()[-1:] != ",":
        return -1
    tokens = list(analysis.tokens(content))
    commas = [place for place, token in enumerate(tokens) if token.text == ","]
    for place in commas[::2]:  # every second one closes an aside: "that the town, which is small, needs"
        goes_on = next((one for one in tokens[place + 1 : place + 3] if one.tag_ != "RB"), None)
        if goes_on is not None and goes_on.tag_ in FINITE:
            return tokens[place].idx
    return -1


def _not_told(analysis: ParagraphAnalysis, content: Span) -> int:
    ends = [found.start() for one in (_NOT_TOLD, _REMARK) if (found := one.search(analysis.text, *content))]
    return min(ends, default=-1)
