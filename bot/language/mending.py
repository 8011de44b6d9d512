"""What the quotation model often gets wrong, set right before its spans are linked:

"..., said marine biologist Una Frey, and ..."    who speaks stands behind the verb, and is no part of the words
'called that ["a funeral" and demanded money]'    two verbs, two quotes
"he had a job [when he was asked]"                the occasion is no part of the words
"She had paid, she said, [because ...]"           the words begin before the speaker
"adding [that he also said that he was glad]"     said twice: the words are what he was glad of
"expressed thanks for the welcome"                the words are the thanks
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.language.growing import Parts, grown
from bot.language.lexicon import REPORTING, STRONG_VERBS
from bot.language.scene import FINITE, Scene
from bot.language.text import Span, inside, overlap

if TYPE_CHECKING:
    from spacy.tokens import Token

_OCCASION = re.compile(
    r",?\s+(?:when|after|as|while)\s+(?:(?:he|she|it|they|the \w+|[A-Z][\w’'-]+)\s+(?:was|were|is|are)\s+)?"
    r"(?:being\s+)?asked\b.*$|,\s+asked\s+(?:about|whether|if|how|why|what)\b.*$",
    re.DOTALL,
)
_AGAIN = re.compile(
    r"(?:that\s+)?(?:he|she|it|they)\s+(?:(?:also|further|then|later)\s+)?(?:said|stated|added|noted|declared)\s+(?=that\b)"
)
_EXPRESSED = frozenset(("expressed", "expressing", "expresses", "voiced", "voicing"))
_PHRASE_END = re.compile(r"[,;.:](?=\s|$)|\s[–—]\s")
_AND = re.compile(r"[,\s]*\b(?:and|but|then)\s+(?:then\s+|also\s+|later\s+)?(?=\w)")
_THAT = re.compile(r"\s+(?:that\s+)?")
_SPOKEN_BEFORE = re.compile(r"[,”\"’'—–-]\s*$")
_FEWEST_WORDS = 4


def mended(scene: Scene, parts: Parts) -> Parts:
    """``parts`` without those slips."""
    behind = [source for cue in parts.cues if (source := _source_behind(scene, cue, parts)) is not None]
    sources = sorted([*(s for s in parts.sources if not any(overlap(s, own) for own in behind)), *behind])
    contents = [content for span in parts.contents if (content := _outside(scene, span, behind)) is not None]
    contents = [_said_once(scene, _without_occasion(scene, span)) for span in contents]
    whole = grown(scene, Parts(sources, parts.cues, contents))
    contents = whole.contents
    contents += [clause for cue in whole.cues if (clause := _begun(scene, cue, whole.sources, contents)) is not None]
    contents += [phrase for cue in whole.cues if (phrase := _expressed(scene, cue, contents)) is not None]
    return _two_verbs(scene, Parts(whole.sources, whole.cues, sorted(contents)))


# ---- "..., said marine biologist Una Frey" -----------------------------------


def _source_behind(scene: Scene, cue: Span, parts: Parts) -> Span | None:
    """Who speaks when they stand behind the verb and the model sees nobody beside it."""
    verb = scene.token_at(cue[0])
    if verb.lower_ not in STRONG_VERBS or not _SPOKEN_BEFORE.search(scene.text, max(0, cue[0] - 3), cue[0]):
        return None
    start, end = scene.sentence_span(cue[0])
    if any(start <= source[0] < cue[0] or 0 <= source[0] - cue[1] <= 1 for source in parts.sources):
        return None
    source = scene.phrase_behind(verb, end)
    return source if source is not None and any(_is_name(token) for token in scene.tokens(source)) else None


def _is_name(token: Token) -> bool:
    return bool(token.tag_ == "NNP" or token.lower_ in ("he", "she", "they"))


def _outside(scene: Scene, content: Span, sources: Sequence[Span]) -> Span | None:
    """``content`` without a source at its start; None when it is nothing else."""
    for source in sources:
        if inside(content, source):
            return None
        if overlap(content, source) and content[0] >= source[0]:
            return scene.neat((source[1], content[1]))
    return content


# ---- where the words end and begin -------------------------------------------


def _without_occasion(scene: Scene, content: Span) -> Span:
    match = _OCCASION.search(scene.text, content[0] + 1, content[1])
    if match is None or scene.quoted_at(match.start()) or scene.quoted_at(content[1] - 1):
        return content
    return content[0], match.start()


def _said_once(scene: Scene, content: Span) -> Span:
    match = _AGAIN.match(scene.text, *content)
    return (match.end(), content[1]) if match and not scene.quoted_at(content[0]) else content


def _expressed(scene: Scene, cue: Span, contents: Sequence[Span]) -> Span | None:
    """ "thanks for the welcome" where the model sees nothing behind "expressed"."""
    token = scene.token_at(cue[0])
    _, end = scene.sentence_span(cue[0])
    if token.lower_ not in _EXPRESSED or scene.text[cue[1] : cue[1] + 1] != " ":
        return None
    match = _PHRASE_END.search(scene.text, cue[1], end)
    phrase = scene.neat((cue[1] + 1, match.start() if match else end))
    free = not any(overlap(phrase, content) for content in contents)
    return phrase if free and len(scene.text[slice(*phrase)].split()) >= _FEWEST_WORDS else None


def _begun(scene: Scene, cue: Span, sources: Sequence[Span], contents: Sequence[Span]) -> Span | None:
    """The clause before ", she said, because ...": the words behind the cue only go on with it."""
    after = next((content for content in contents if 0 < content[0] - cue[1] <= len(", ")), None)
    source = next((source for source in sources if 0 < cue[0] - source[1] <= 1), None)
    if after is None or source is None or "," not in scene.text[cue[1] : after[0]]:
        return None
    start, _ = scene.sentence_span(cue[0])
    clause = start, source[0] - 2
    if scene.text[clause[1] : source[0]] != ", " or any(overlap(clause, c) for c in (*contents, *sources)):
        return None
    tokens = list(scene.tokens(clause)) if clause[0] < clause[1] else []
    whole = len(tokens) >= _FEWEST_WORDS and any(token.tag_ in FINITE for token in tokens)
    needed = bool(tokens) and scene.token_at(after[0]).tag_ in FINITE  # "The bank, she said, would sell"
    return clause if whole or needed else None


# ---- 'called that "a funeral" and demanded money' ----------------------------


def _two_verbs(scene: Scene, parts: Parts) -> Parts:
    cues, contents = list(parts.cues), []
    for content in parts.contents:
        split = _second_verb(scene, content)
        if split is None:
            contents.append(content)
            continue
        first, verb, rest = split
        contents += [first, rest]
        cues.append(verb)
    return Parts(parts.sources, sorted(cues), contents)


def _second_verb(scene: Scene, content: Span) -> tuple[Span, Span, Span] | None:
    """Content, verb and content when words in marks are followed by another verb of the same speaker."""
    stretch = next((s for s in scene.stretches if inside(s.outer, content)), None)
    match = _AND.match(scene.text, stretch.end, content[1]) if stretch is not None else None
    if stretch is None or match is None:
        return None
    verb = scene.token_at(match.end())
    before = scene.tokens((content[0], stretch.start)) if content[0] < stretch.start else iter(())
    if verb.lower_ not in REPORTING or verb.tag_ not in ("VBD", "VBZ") or any(t.tag_ in FINITE for t in before):
        return None
    end = verb.idx + len(verb)
    rest = scene.neat((end + len(_matched(_THAT, scene.text, end)), content[1]))
    return ((content[0], stretch.end), (verb.idx, end), rest) if rest[0] < rest[1] else None


def _matched(pattern: re.Pattern[str], text: str, start: int) -> str:
    match = pattern.match(text, start)
    return match.group() if match else ""
