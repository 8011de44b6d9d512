"""Find the speakers of quotations that have none yet, by the text around the quotation marks.

A quotation counts as a quote if a reporting verb or a colon is next to it, if it continues an earlier quote of its
paragraph, or if it fills its paragraph. Anything else in quotation marks is a title, a nickname or irony.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bot.language.patterns import NamedPattern
from bot.language.quotations.beside_marks import (
    CLOSERS,
    ENDS,
    REACH,
    announced,
    as_comment,
    beside_actor,
    beside_brackets,
    cried,
    in_words_of,
    nominal,
    phrase_end,
    said_so,
)
from bot.language.syntax.paragraph import ITEM, Draft, ParagraphAnalysis
from bot.language.syntax.quotation_marks import Quoted
from bot.lexicon.loader import alternatives
from bot.lexicon.pronouns import HE, SHE, WHO
from bot.lexicon.reporting import STRONG_VERBS
from bot.text.spans import Span, inside, overlap

if TYPE_CHECKING:
    from spacy.tokens import Token

_FEWEST_WORDS = 3
_FEWEST_AFTER_NAME = 5  # words of a line "Name: ...", which is else a heading
#: A short name before a colon.
_LABEL = NamedPattern(
    "a name before a colon",
    r"((?:[A-Z][\w.’'-]*\s){0,4}[A-Z][\w.’'-]*):\s+(?=[A-Z“\"'‘])",
    "Reyl: We go",
    "Ana Belk: “No",
)
#: Before the name of a programme or a work.
_IN_A_WORK = NamedPattern(
    "in a programme or work",
    rf"\b(?:on|in|called|titled|entitled|show|programme|memoir|{alternatives('reporting', 'works')})"
    r"(?:\s[\w.]+['’]s?)?[\s,]*$",
    "said on ",
    "on NBC's ",
    "her memoir, ",
)
#: Before the name of a programme, however short.
_IN_A_SHOW = NamedPattern(
    "in a show or under a name",
    r"(?:\b(?:on|of|to|with)\s(?:the\s)?(?:[A-Z][\w.]*\s){0,4}[A-Z][\w.]*['’]s?"
    r"|\b(?:hosts?|stars?|revival|editors?|executive|producers?|creators?)\s(?:in\scharge\s)?of(?:\s[A-Z][\w.]*['’]s?)?"
    r"|\b(?:known|billed)\sas(?:\sthe)?|\b(?:titled|entitled))[\s,]*$",
    "on Norhaven Radio Channel's ",
    "the host of the Lamp's ",
    "a thief known as ",
    "an ad titled ",
)
_SHOW_REACH, _LONGEST_SHOW = 60, 5  # characters, words
_LONGEST_NAME, _SMALL_WORD = 7, 3  # words of a work, letters of the words in it that may be small
_ASKS = frozenset(("ask", "asks", "asked"))
_STOPS = frozenset((".", ";", "!", "?"))


def spoken(analysis: ParagraphAnalysis, known: Sequence[Draft]) -> Iterator[Draft]:
    """Drafts for the quotations that no draft of ``known`` covers."""
    drafts = list(known)
    transcript = _transcript(analysis, known)
    if transcript is not None:
        drafts.append(transcript)
        yield transcript
    for stretch in analysis.stretches:
        if any(draft.covers(stretch.inner) for draft in drafts) or not _may_be_speech(analysis, stretch):
            continue
        draft = (
            in_words_of(analysis, stretch)
            or as_comment(analysis, stretch)
            or said_so(analysis, stretch)
            or _beside_verb(analysis, stretch, drafts)
            or beside_actor(analysis, stretch)
            or beside_brackets(analysis, stretch)
            or cried(analysis, stretch)
            or _after_colon(analysis, stretch)
            or announced(analysis, stretch)
            or _going_on(analysis, stretch, drafts)
        )
        if draft is not None:
            drafts.append(draft)
            yield draft


def _may_be_speech(analysis: ParagraphAnalysis, stretch: Quoted) -> bool:
    """Whether it has enough words and is not written like a title."""
    if is_work(analysis, stretch.outer):
        return False
    words = [token.text for token in analysis.tokens(stretch.inner) if token.is_alpha]
    if len(words) < _FEWEST_WORDS and not analysis.text[stretch.inner[0] : stretch.inner[1]].endswith(
        (",", ".", "!", "?")
    ):
        return False
    return not _title(words)


def _title(words: Sequence[str]) -> bool:
    """Whether most words of four letters or more are capitalised: "The Audacity of Hope"."""
    long = [word for word in words if len(word) > 3]
    return 2 <= len(words) <= 12 and len(long) > 1 and all(word[0].isupper() for word in long)


def is_work(analysis: ParagraphAnalysis, span: Span) -> bool:
    """Whether marks hold the name of a programme or work: [he said on] "Fox and Friends"."""
    start, _ = span
    words = [token.text for token in analysis.tokens(span) if token.is_alpha]
    whole = any(inside(span, one.outer) and inside(one.inner, span) for one in analysis.stretches)
    if not whole or len(words) > _LONGEST_NAME:
        return False
    capitals = [word for word in words if len(word) > _SMALL_WORD or word[0].isupper()]
    if not capitals or not all(word[0].isupper() for word in capitals):
        return False
    if len(words) <= _LONGEST_SHOW and _IN_A_SHOW.search(analysis.text, max(0, start - _SHOW_REACH), start):
        return not analysis.text[slice(*span)].rstrip("\"”’'").endswith(("!", "?"))
    return len(capitals) > 1 and _IN_A_WORK.search(analysis.text, max(0, start - 20), start) is not None


def _beside_verb(analysis: ParagraphAnalysis, stretch: Quoted, known: Sequence[Draft]) -> Draft | None:
    verb = _verb_after(analysis, stretch) or _verb_before(analysis, stretch)
    if verb is None:
        return None
    cue = (verb.idx, verb.idx + len(verb))
    told = next((draft.source for draft in known if draft.cue == cue), None)  # '"...," she said, "..."'
    source = told or _speaker(analysis, stretch, verb)
    return analysis.draft([stretch.outer], source, cue, goes_on=source is None)


def _verb_after(analysis: ParagraphAnalysis, stretch: Quoted) -> Token | None:
    """A reporting verb between the marks and the next stop, if the punctuation leads to it."""
    last = analysis.text[stretch.inner[1] - 1 : stretch.inner[1]]
    following = analysis.text[stretch.end : stretch.end + 1]
    if not stretch.closed or (last not in (",", "!", "?", "…") and following != ","):
        return None
    return _reporting(analysis, (stretch.end, min(len(analysis.text), stretch.end + 120)), asked=last == "?")


def _reporting(analysis: ParagraphAnalysis, span: Span, *, asked: bool) -> Token | None:
    """The first verb of saying in ``span``; "asks" is one only behind a question."""
    for count, token in enumerate(analysis.tokens(span)):
        if count > REACH or token.text in _STOPS or (token.idx >= span[0] and analysis.quoted_at(token.idx)):
            return None
        says = token.lower_ in STRONG_VERBS or (asked and token.lower_ in _ASKS)
        if says and token.tag_[:2] in ("VB", ""):
            return token
    return None


def _verb_before(analysis: ParagraphAnalysis, stretch: Quoted) -> Token | None:
    """The last reporting verb before the marks in their sentence."""
    token = analysis.token_at(stretch.start)
    start = analysis.sentences[analysis.sentence(stretch.start)][0]
    for i in range(token.i - 1, max(-1, token.i - 1 - REACH), -1):
        before = analysis.doc[i]
        if before.idx < start or before.text in _STOPS or analysis.quoted_at(before.idx):
            return None
        if before.lower_ in STRONG_VERBS and before.tag_[:2] in ("VB", ""):
            return before
    return None


def _speaker(analysis: ParagraphAnalysis, stretch: Quoted, verb: Token) -> Span | None:
    """The verb's subject; else the words between the marks and the verb, or after the verb."""
    subject = analysis.subject(verb)
    if subject is not None and not overlap(subject, stretch.outer) and not analysis.quoted_at(subject[0]):
        return subject
    if verb.idx > stretch.end and analysis.neat((stretch.end, verb.idx))[0] < analysis.neat((stretch.end, verb.idx))[1]:
        return nominal(analysis, (stretch.end, verb.idx))
    if verb.idx > stretch.end:
        return nominal(analysis, (verb.idx + len(verb), phrase_end(analysis, verb)))
    return None


def _transcript(analysis: ParagraphAnalysis, known: Sequence[Draft]) -> Draft | None:
    """A line of a transcript: ``Name: words`` without quotation marks, as a paragraph of its own."""
    match = _LABEL.match(analysis.text)
    if match is None or known or any(stretch.start < match.end() for stretch in analysis.stretches):
        return None
    person = any(e.label_ == "PERSON" and e.start_char < match.end(1) <= e.end_char for e in analysis.doc.ents)
    words = sum(token.is_alpha for token in analysis.tokens((match.end(), len(analysis.text))))
    if not person or words < _FEWEST_AFTER_NAME or match.group(1).isupper():
        return None
    return analysis.draft([(match.end(), len(analysis.text))], match.span(1), None)


def _after_colon(analysis: ParagraphAnalysis, stretch: Quoted) -> Draft | None:
    """A quotation after a colon: ``Name: "words"``."""
    before = analysis.text[: stretch.start].rstrip()
    if not before.endswith(":"):
        return None
    if ITEM.fullmatch(before):
        return analysis.draft([stretch.outer], None, None, goes_on=True)
    start = analysis.sentences[analysis.sentence(stretch.start)][0]
    source = analysis.neat((min(start, len(before)), len(before)))
    tokens = list(analysis.tokens(source)) if source[0] < source[1] else []
    if not tokens or len(tokens) > REACH or not any(token.tag_[:2] in ("NN", "PR") for token in tokens):
        return analysis.draft([stretch.outer], None, None, goes_on=True)
    if not any(token.tag_ in ("VBD", "VBZ", "VBP") for token in tokens):
        return analysis.draft([stretch.outer], source, None)
    return analysis.draft([stretch.outer], _who_acts(analysis, tokens), None, goes_on=True)


def _who_acts(analysis: ParagraphAnalysis, tokens: Sequence[Token]) -> Span | None:
    """The person who acts in the clause before a colon: "She sent a telegram: ", not "One thing was clear: "."""
    root = next((token for token in tokens if token.head == token), None)
    subject = analysis.subject(root) if root is not None else None
    words = analysis.text[slice(*subject)] if subject is not None else ""
    personal = words.lower() in HE | SHE or any(
        subject is not None and entity.label_ == "PERSON" and entity.start_char <= subject[0] < entity.end_char
        for entity in analysis.doc.ents
    )
    return subject if personal else None


def _is_relative(analysis: ParagraphAnalysis, draft: Draft) -> bool:
    """Whether "who" or "which" speaks, in a clause of its own."""
    return draft.source is not None and analysis.text[slice(*draft.source)].lower() in WHO


def _going_on(analysis: ParagraphAnalysis, stretch: Quoted, known: Sequence[Draft]) -> Draft | None:
    """A whole sentence in marks after a quote in the same paragraph, or a paragraph that is nothing else."""
    before = analysis.text[: stretch.start].rstrip(CLOSERS)
    finished = not stretch.closed or analysis.text[slice(*stretch.inner)].rstrip(CLOSERS).endswith(ENDS)
    item = ITEM.fullmatch(before) is not None
    if not finished or not (item or before.endswith(ENDS)):
        return None
    earlier = [draft for draft in known if draft.spans[-1][1] <= stretch.start]
    if earlier:
        nearest = max(earlier, key=lambda draft: (not _is_relative(analysis, draft), draft.spans[-1][1]))
        return analysis.draft([stretch.outer], nearest.source, None, goes_on=nearest.source is None)
    whole = item and not analysis.text[stretch.end :].strip(" .")
    return analysis.draft([stretch.outer], None, None, goes_on=True) if whole else None
