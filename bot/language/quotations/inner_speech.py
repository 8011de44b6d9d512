"""The speaker of quoted words that somebody passes on: 'Tveit said Quist had told her: "We cannot pay."'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.language.syntax.paragraph import Draft, ParagraphAnalysis
from bot.lexicon.pronouns import PRONOUNS
from bot.lexicon.reporting import STRONG_VERBS
from bot.models import QuoteKind
from bot.text.spans import Span, inside

if TYPE_CHECKING:
    from spacy.tokens import Token

_REACH = 8  # tokens between the inner reporting verb and the quotation marks


def within(analysis: ParagraphAnalysis, draft: Draft) -> Draft | None:
    """The quoted words at the end of ``draft`` with the speaker named in it; None if there is none."""
    if draft.kind is not QuoteKind.MIXED or len(draft.spans) > 1:
        return None
    content = draft.spans[0]
    marked = [stretch for stretch in analysis.stretches if inside(stretch.outer, content)]
    if len(marked) != 1 or analysis.text[marked[0].end : content[1]].strip(" .,"):
        return None
    before = analysis.text[content[0] : marked[0].start].rstrip()
    verb = _verb(analysis, (content[0], marked[0].start)) if before.endswith((":", ",")) else None
    source = analysis.subject(verb) if verb is not None else None
    if verb is None or source is None or not inside(source, content) or _is_pronoun(analysis, source):
        return None
    return analysis.draft([marked[0].outer], source, (verb.idx, verb.idx + len(verb)))


def _verb(analysis: ParagraphAnalysis, span: Span) -> Token | None:
    """The last reporting verb in ``span``, near its end."""
    tokens = [token for token in analysis.tokens(span) if token.idx >= span[0]][-_REACH:]
    verbs = [token for token in tokens if token.lower_ in STRONG_VERBS and token.tag_.startswith("VB")]
    return verbs[-1] if verbs else None


def _is_pronoun(analysis: ParagraphAnalysis, source: Span) -> bool:
    return analysis.text[slice(*source)].lower() in PRONOUNS
