"""Extend contents that the quotation model cut off to the end of their clause:

"said [farmers in the valley] drove far"                     before their verb
"said [he backed it when Mr Reyl] argued for it"             before the verb of a clause within them
"said [that if it came], they would go"                       before their main clause
"said [lower rates], which please banks, will stay"          before a relative clause that precedes their verb
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.language.patterns import NamedPattern
from bot.language.syntax.paragraph import FINITE, ParagraphAnalysis
from bot.lexicon.loader import alternatives, word_list, word_set
from bot.lexicon.reporting import REPORTING
from bot.text.spans import Span, inside, overlap

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Tokens between the end of a content and its missing verb: "already", "have".
_VERB_REACH = 2
_FEWEST_WORDS = 2
#: Verbs followed by a whole clause or nothing.
_CLAUSAL = word_set("say insist believe argue think maintain contend assert add reckon")
_ASKED = ("Asked", "Questioned", "Pressed")
#: A main clause: ", they could" after "but in the setting they were in".
_MAIN = NamedPattern(
    "a main clause",
    r",\s(?:he|she|it|they|we|there)\s(?:could|would|will|can|may|might|should|must)\b",
    ", he would come",
    ", there may be",
)
_OPENING = alternatives("function_words", "openings_of_asides")
_OPENS = NamedPattern(
    "a clause that opens another",
    rf"\b(?:but|and|that|so)\s(?:{_OPENING})\s[^,]*$",
    "that if it rains",
    "and when he came",
)
_LINKS = word_list("function_words", "links")
#: Before another speaker in the rest of the sentence: "..., Smith argued".
_AFTER_COMMA = NamedPattern("after a comma", r",\s(?:and\s|but\s|while\s)?$", ", ", ", but ")


@dataclass(frozen=True, slots=True)
class Parts:
    """The model's spans, in order."""

    sources: list[Span]
    cues: list[Span]
    contents: list[Span]


def grown(analysis: ParagraphAnalysis, parts: Parts) -> Parts:
    """``parts`` with contents extended to whole clauses, without spans that these now contain."""
    parts = _without_questions(analysis, parts)
    contents = [_whole_clause(analysis, span, parts) for span in parts.contents]
    return without_inner(parts, contents)


def _without_questions(analysis: ParagraphAnalysis, parts: Parts) -> Parts:
    """``parts`` without questions of others: "Asked if it was over, she said ..."."""
    asked = [
        cue
        for cue in parts.cues
        if analysis.text[slice(*cue)] in _ASKED and cue[0] == analysis.sentence_span(cue[0])[0]
    ]
    contents = [span for span in parts.contents if not any(0 <= span[0] - cue[1] <= 1 for cue in asked)]
    return Parts(parts.sources, [cue for cue in parts.cues if cue not in asked], contents)


def without_inner(parts: Parts, contents: Sequence[Span]) -> Parts:
    """``parts`` with new ``contents``, without spans that new contents include."""
    fresh = [span for span in contents if span not in parts.contents]

    def kept(spans: Sequence[Span]) -> list[Span]:
        return [span for span in spans if not any(inside(span, one) and span != one for one in fresh)]

    return Parts(kept(parts.sources), kept(parts.cues), sorted(kept(contents)))


def _whole_clause(analysis: ParagraphAnalysis, content: Span, parts: Parts) -> Span:
    """``content`` extended to the end of its sentence if its verb is missing."""
    cue = next((cue for cue in parts.cues if 0 < content[0] - cue[1] <= len(" that ")), None)
    if cue is None or analysis.reports(cue) is None or analysis.quoted_at(content[0]) or analysis.quoted_at(content[1]):
        return content
    _, end = analysis.sentence_span(content[0])
    end = end - 1 if analysis.text[end - 1] == "." else end
    if _MAIN.match(analysis.text, content[1], end) and _OPENS.search(analysis.text, *content):
        return analysis.neat((content[0], end))
    if not (_lacks_verb(analysis, content, parts) or _lacks_rest(analysis, cue, (content[1], end), content)):
        return content
    return content if _has_another_speaker(analysis, (content[1], end), parts) else analysis.neat((content[0], end))


def _lacks_verb(analysis: ParagraphAnalysis, content: Span, parts: Parts) -> bool:
    """Whether a finite verb follows at once or, after a content without one, after a word such as "already"."""
    following = list(analysis.tokens((content[1] + 1, min(len(analysis.text), content[1] + 40))))[:_VERB_REACH]
    if not following or analysis.text[content[1] : content[1] + 1] != " " or _is_link(following[0]):
        return False
    cued = any(cue[0] == following[0].idx for cue in parts.cues) and following[0].tag_ == "VB"
    if following[0].tag_ in FINITE or cued:
        return not any(content[1] < source[0] <= following[0].idx for source in parts.sources)
    return not _finite(analysis, content) and any(token.tag_ in FINITE for token in following)


def _is_link(token: Token) -> bool:
    return bool(token.is_punct or token.tag_ in ("CC", "IN", "WP", "WDT"))


def _lacks_rest(analysis: ParagraphAnalysis, cue: Span, rest: Span, content: Span) -> bool:
    """Whether a short content is followed by a comma and, further on, its verb."""
    verb = analysis.reports(cue)
    if verb is None or REPORTING[verb.lower_] not in _CLAUSAL or analysis.text[rest[0] : rest[0] + 2] != ", ":
        return False
    if _finite(analysis, content) or len(analysis.text[slice(*content)].split()) < _FEWEST_WORDS:
        return False
    after = list(analysis.tokens((rest[0] + 2, rest[1]))) if rest[0] + 2 < rest[1] else []
    return bool(after) and after[0].lower_ not in _LINKS and any(token.tag_ in FINITE for token in after)


def _finite(analysis: ParagraphAnalysis, content: Span) -> bool:
    return any(token.tag_ in FINITE for token in analysis.tokens(content))


def _has_another_speaker(analysis: ParagraphAnalysis, rest: Span, parts: Parts) -> bool:
    """Whether another speaker follows a comma in the rest: "..., Smith argued"."""
    for source in parts.sources:
        beside = any(abs(cue[0] - source[1]) <= 1 or abs(source[0] - cue[1]) <= 1 for cue in parts.cues)
        ahead = _AFTER_COMMA.search(analysis.text, max(0, min(source[0], rest[1]) - 8), source[0])
        if rest[0] < source[0] < rest[1] and beside and ahead:
            return True
    return any(overlap(cue, rest) and analysis.text[slice(*cue)].lower().startswith("according") for cue in parts.cues)
