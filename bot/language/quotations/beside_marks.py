"""Find who speaks by what stands right beside the quotation marks, without a verb of saying:

'"Too late," was her only comment'     whose comment it was
'"And the bridge?" Holt pressed'       whoever acts, whatever the verb
'"Choke!" blared the front page'       the same, with the verb first
'"We go." So said Reyl'                a sentence behind that tells it
'Reyl issued an apology. "I ..."'      a sentence ahead that announces it
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.language.patterns import NamedPattern
from bot.language.syntax.paragraph import Draft, ParagraphAnalysis
from bot.language.syntax.quotation_marks import Quoted
from bot.lexicon.loader import alternatives
from bot.text.spans import Span, overlap

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Tokens between the marks and the reporting verb.
REACH = 12
#: What a quotation ends with before whoever speaks, at the end of a sentence, and behind either.
LEADING = (",", "?", "!", "…")
ENDS = (".", "!", "?", "…", "—", "–", "--")
CLOSERS = " \t\u00a0\"”’'»"
#: The speaker in 'In the words of Gideon Stroud: "..."'.
_IN_WORDS_OF = NamedPattern(
    "in the words of",
    r"\b[Ii]n the (?:very )?words of (?P<who>[^“”\"]{2,80}?)[,:]?\s*$",
    "In the words of Gideon Stroud: ",
    "in the very words of Reyl, ",
)
#: Whose words were quoted: '"Too late," was her only comment'.
_OWN_COMMENT = NamedPattern(
    "whose comment it was",
    r"\s(?P<cue>(?:was|is|came|remains|ran)\s(?:all of\s)?"
    r"(?P<who>his|her|their|(?:the\s)?(?:[\w.-]+\s){0,4}[\w.-]+?(?=['’]))(?:['’]s?)?\s(?:[\w-]+\s){0,3}?"
    rf"(?:{alternatives('reporting', 'as_nouns')}))\b",
    " was her only comment",
    " was Brandt's blunt verdict",
)
#: The end of a sentence that announces words: "Reyl issued an apology.", "She had an answer ready.".
_ANNOUNCES = NamedPattern(
    "announces words",
    r"\b(?P<cue>(?:issu|post|tweet|offer|releas|publish|shar)(?:es|ed|s)|gave|gives|sent|sends|wrote|writes|made|makes|had|has)\s"
    r"(?:an?|his|her|their|its|some|this|the)\s(?:[\w’'-]+\s){0,2}?"
    rf"(?:{alternatives('reporting', 'as_nouns')}|{alternatives('reporting', 'announced')})\b[^.“”\"]{{0,40}}\.$",
    "issued an apology.",
    "had an answer ready.",
    "wrote a note to the neighbours.",
)
#: Who is named in brackets right after the marks.
_IN_BRACKETS = NamedPattern(
    "a name in brackets after a quotation",
    r"\s\((?P<who>(?:[A-Z][\w.’'-]*\s){1,4}[A-Z][\w’'-]+)(?:,\s[^()]{2,80})?\)",
    " (Councillor Tebo Ansah)",
    " (Lis Reyl, 43, baker)",
)
_FEWEST_BEFORE_BRACKETS = 4  # words
#: Who acts right after the marks.
_ACTOR = NamedPattern(
    "somebody acts after a quotation",
    r"\s(?P<who>(?:(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov)\.?\s)?[A-Z][\w’'-]+(?:\s[A-Z][\w.’'-]*){0,3})\s(?P<cue>[a-z]+)\b",
    " Hannity pressed",
    " Mrs. Reyl laughs",
)
#: Who cries something, whatever the verb: '"Choke!" blared the front page of the Herald'.
_CRIES = NamedPattern(
    "somebody cries after a quotation",
    r"\s(?!(?:is|was|has|had|does|did|goes|comes|came|reads)\s)(?P<cue>[a-z]+)\s(?=(?:the|an?|his|her|their|its)\s|[A-Z])",
    " blared the front page",
    " bellowed Aumann",
)
#: Whoever said it, in a sentence of its own behind the quotation: '"We go." Reyl said this when he appeared'.
_SAID_THIS = NamedPattern(
    "who said this",
    r"\s(?P<who>[A-Z][^.,;:“”\"]{1,60}?)\s(?P<cue>said|says|wrote|told)\s(?:[\w’'-]+\s){0,3}?"
    r"(?:this|so|that|it|these words)(?=\s(?:when|as|while|after|before|during|at|in|on|to)\b|\.)",
    " Otto Lund said this when he appeared",
    " The mayor told the court so.",
)
_SO_SAID = NamedPattern(
    "so said somebody",
    r"\s(?:(?:So|Thus)\s(?P<cue>said|says|spoke|wrote)|(?:These|Those|Such)\swere\sthe\s(?:\w+\s)?words\sof|(?:That|This|So)"
    r"\s(?:is|was)\s(?:what|how|the\s(?:view|verdict|answer|reply|advice|message)\s(?:of|from)))\s"
    r"(?P<who>(?:(?:Mr|Mrs|Ms|Dr)\.?\s)?[^.,;:“”\"]{1,60}?)(?=\s(?:said|told|put|wrote|when|as|a|on|at|to|before)\b|[.,])",
    " So said Hanne Rook when",
    " These were the words of Lars Holt a day",
    " That is what Jon Aker told",
)


def in_words_of(analysis: ParagraphAnalysis, stretch: Quoted) -> Draft | None:
    """A quotation after 'In the words of X,'."""
    match = _IN_WORDS_OF.search(analysis.text, analysis.sentence_span(stretch.start)[0], stretch.start)
    return analysis.draft([stretch.outer], match.span("who"), None) if match else None


def as_comment(analysis: ParagraphAnalysis, stretch: Quoted) -> Draft | None:
    """A quotation before "was her comment"."""
    match = _OWN_COMMENT.match(analysis.text, stretch.outer[1])
    return analysis.draft([stretch.outer], match.span("who"), match.span("cue")) if match else None


def beside_brackets(analysis: ParagraphAnalysis, stretch: Quoted) -> Draft | None:
    """A sentence in marks before a person in brackets, but not the title of a work before its author."""
    match = _IN_BRACKETS.match(analysis.text, stretch.end)
    words = sum(token.is_alpha for token in analysis.tokens(stretch.inner))
    begins = analysis.sentence_span(stretch.start)[0] >= stretch.start - 1
    if match is None or words < _FEWEST_BEFORE_BRACKETS or not begins:
        return None
    people = (e for e in analysis.doc.ents if e.label_ == "PERSON")
    person = any(overlap((e.start_char, e.end_char), match.span("who")) for e in people)
    return analysis.draft([stretch.outer], match.span("who"), None) if person else None


def beside_actor(analysis: ParagraphAnalysis, stretch: Quoted) -> Draft | None:
    """A quotation right before whoever acts, whatever the verb: '"And the bridge?" Holt pressed.'."""
    match = _ACTOR.match(analysis.text, stretch.end) if stretch.closed else None
    if match is None or analysis.text[stretch.inner[1] - 1] not in LEADING:
        return None
    verb = analysis.token_at(match.start("cue"))
    people = (e for e in analysis.doc.ents if e.label_ == "PERSON")
    person = any(overlap((e.start_char, e.end_char), match.span("who")) for e in people)
    if not person or verb.tag_ not in ("VBD", "VBZ"):
        return None
    return analysis.draft([stretch.outer], match.span("who"), match.span("cue"))


def cried(analysis: ParagraphAnalysis, stretch: Quoted) -> Draft | None:
    """A quotation before a verb and whoever it is that acts: '"Choke!" blared the front page'."""
    match = _CRIES.match(analysis.text, stretch.end) if stretch.closed else None
    if match is None or analysis.text[stretch.inner[1] - 1] not in LEADING:
        return None
    verb = analysis.token_at(match.start("cue"))
    who = nominal(analysis, (match.end(), phrase_end(analysis, verb))) if verb.tag_ in ("VBD", "VBZ") else None
    return analysis.draft([stretch.outer], who, match.span("cue")) if who is not None else None


def said_so(analysis: ParagraphAnalysis, stretch: Quoted) -> Draft | None:
    """A quotation before a sentence that tells who said it: '"We go." So said Reyl'."""
    if not stretch.closed or analysis.text[stretch.inner[1] - 1] not in ENDS:
        return None
    match = _SAID_THIS.match(analysis.text, stretch.end) or _SO_SAID.match(analysis.text, stretch.end)
    return analysis.draft([stretch.outer], match.span("who"), None) if match is not None else None


def announced(analysis: ParagraphAnalysis, stretch: Quoted) -> Draft | None:
    """A quotation behind a sentence that announces it: 'Reyl issued an apology. "I was wrong."'."""
    before = analysis.text[: stretch.start].rstrip()
    whole = analysis.text[slice(*stretch.inner)].rstrip(CLOSERS).endswith(ENDS)
    if not whole or not before.endswith(".") or analysis.quoted_at(len(before) - 1):
        return None
    start, _ = analysis.sentence_span(len(before) - 1)
    if any(start <= one.start < stretch.start for one in analysis.stretches):
        return None
    match = _ANNOUNCES.search(analysis.text, start, len(before))
    root = next((token for token in analysis.tokens((start, len(before))) if token.head == token), None)
    subject = analysis.subject(root) if root is not None and match is not None else None
    if subject is None or match is None or subject[1] > match.start():
        return None
    return analysis.draft([stretch.outer], _with_whole_name(analysis, subject), match.span("cue"))


def _with_whole_name(analysis: ParagraphAnalysis, span: Span) -> Span:
    """``span`` with all of a name that begins in it."""
    return span[0], max([span[1], *(e.end_char for e in analysis.doc.ents if span[0] <= e.start_char < span[1])])


def nominal(analysis: ParagraphAnalysis, span: Span) -> Span | None:
    """``span`` without what surrounds it, if it has a noun or pronoun; else None."""
    span = analysis.neat(span)
    tokens = list(analysis.tokens(span)) if span[0] < span[1] else []
    return span if any(token.tag_[:2] in ("NN", "PR") for token in tokens) else None


def phrase_end(analysis: ParagraphAnalysis, verb: Token) -> int:
    """Where the phrase behind ``verb`` ends: at a mark, an adverbial or the next verb, or after so many words."""
    for token in verb.doc[verb.i + 1 : verb.i + 1 + REACH]:
        if token.is_punct or token.lower_ in ("on", "in", "at", "during", "after") or token.tag_ in ("VBD", "VBZ"):
            return token.idx
    return min(len(analysis.text), verb.idx + len(verb) + 80)
