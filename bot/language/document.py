"""Assemble the readings of an article's paragraphs into its annotation: names, mentions, speakers of quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.language.attribution.resolver import Resolver
from bot.language.attribution.speaker_lines import speaker_lines
from bot.language.attribution.transcripts import with_transcript
from bot.language.attribution.verifier import Verify, is_sure, without_name
from bot.language.coreference.clusters import EntityCluster, named
from bot.language.coreference.label_voting import consistent
from bot.language.coreference.mentions import NOBODY, DiscourseModel, QuoteSource
from bot.language.coreference.pronoun_genders import learn_genders
from bot.language.descriptions import described
from bot.language.entities.name_cleaning import Found
from bot.language.paragraph import Reading
from bot.language.quotations.medium import manners
from bot.language.syntax.paragraph import Draft
from bot.models import Annotation, Manner, Mention, QuoteKind, QuoteSpan, SentenceSpan
from bot.text.spans import Span

_SINGLE = "'‘’‛"
_LONGEST_HEADING = 7  # words


def assemble(text: str, title: Sequence[Reading], body: Sequence[Reading], verify: Verify | None = None) -> Annotation:
    """The annotation of one article. ``title`` only helps to resolve names; ``verify``: who is told by name."""
    body = with_transcript(text, body)
    sentences = [span for reading in body for span in reading.sentences]
    headline = [found for reading in title for found in reading.found]
    found = consistent(headline, [f for r in body for f in r.found], text, {start for start, _ in sentences})
    entities = named(headline, found, text)
    discourse = DiscourseModel(
        text, found, entities, sentences, [span for reading in body for span in reading.in_marks]
    )
    learn_genders(discourse)
    quotes = tuple(_attributed(text, body, discourse, verify or is_sure))
    spans = tuple(SentenceSpan(start=s, end=e, paragraph=r.paragraph) for r in body for s, e in r.sentences)
    names = tuple(entity.told() for entity in _distinct(entities))
    mentions = tuple(_mention(one, entity) for one, entity in zip(found, entities, strict=True))
    return Annotation(
        sentences=spans,
        names=names,
        mentions=mentions,
        quotes=quotes,
        descriptions=tuple(described(text, spans, mentions, names)),
    )


def _distinct(entities: Sequence[EntityCluster | None]) -> list[EntityCluster]:
    return list({id(entity): entity for entity in entities if entity is not None}.values())


def _mention(found: Found, entity: EntityCluster | None) -> Mention:
    name = entity.name if entity is not None else found.text
    label = entity.label if entity is not None else found.label
    return Mention(start=found.start, end=found.end, label=label, name=name)


# ---- quotes ------------------------------------------------------------------


def _attributed(text: str, body: Sequence[Reading], discourse: DiscourseModel, verify: Verify) -> list[QuoteSpan]:
    """Each draft with its speaker. Quotes without a source get the last speaker in this or the previous paragraph."""
    resolver = Resolver(discourse)
    last, spoke_in = NOBODY, -2
    quotes: list[QuoteSpan] = []
    manner = Manner.SAID
    lines = speaker_lines(text, body)
    for number, reading in enumerate(body):
        told = manners(text, reading.drafts, reading.sentences, manner)
        for draft, manner in zip(reading.drafts, told, strict=True):
            if draft.source is None and number in lines:
                draft = replace(draft, source=lines[number])
            near = number - spoke_in <= 1 and not _is_heading(text, body, number, draft)
            speaker = _speaker(resolver, draft, _following(body, number, draft), last, near=near)
            if speaker.known and not (draft.source is not None and resolver.is_passed_on(draft.source)):
                last, spoke_in = speaker, number
            named = speaker if speaker.entity is None or verify(speaker, draft.spans[0][0]) else without_name(speaker)
            if quotes and _runs_on(body, number, draft):
                quotes[-1] = _with_more(quotes[-1], draft, named)
            elif draft.is_shown and (speaker.known or draft.kind is QuoteKind.DIRECT):
                quotes.append(_quote_span(draft, named, manner, resolver.spoken_for(named)))
    return quotes


def _speaker(resolver: Resolver, draft: Draft, opener: Span | None, last: QuoteSource, *, near: bool) -> QuoteSource:
    """The speaker by the draft's own source, else by the words at ``opener``, else the last one if ``near``."""
    if draft.source is not None:
        return resolver.speaker(draft.source, last, draft.spans)
    if opener is not None:
        return resolver.speaker(opener, last)
    return resolver.went_on(last if near else NOBODY, draft.spans)


def _is_heading(text: str, body: Sequence[Reading], number: int, draft: Draft) -> bool:
    """Whether a paragraph is a few words in single marks, in an article that quotes in double ones: a heading."""
    marks = body[number].in_marks
    if not draft.goes_on or len(body[number].drafts) != 1 or _is_double(text, marks[0]):
        return False
    short = len(text[slice(*marks[0])].split()) <= _LONGEST_HEADING
    return short and any(_is_double(text, mark) for reading in body for mark in reading.in_marks)


def _is_double(text: str, mark: Span) -> bool:
    return text[mark[0]] not in _SINGLE or text.startswith("''", mark[0])


def _runs_on(body: Sequence[Reading], number: int, draft: Draft) -> bool:
    """Whether a draft continues a quotation that the previous paragraph left open."""
    before = body[number - 1] if number else None
    if before is None or not before.open_ended or not before.drafts or draft is not body[number].drafts[0]:
        return False
    open_one = before.drafts[-1]
    reaches = open_one.spans[-1][1] > before.in_marks[-1][0]
    own = draft.source is not None and open_one.source is not None  # another speaker who is named
    return reaches and not own and open_one.kind is draft.kind is QuoteKind.DIRECT


def _following(body: Sequence[Reading], number: int, draft: Draft) -> Span | None:
    """The source at the end of a quotation that is left open at the end of one or more paragraphs."""
    if not draft.goes_on or (body[number].drafts and draft is not body[number].drafts[-1]):
        return None
    while body[number].open_ended and number + 1 < len(body):
        number += 1
        drafts = body[number].drafts
        if not drafts:
            return None
        if drafts[0].source is not None:
            return drafts[0].source
    return None


def _with_more(quote: QuoteSpan, draft: Draft, speaker: QuoteSource) -> QuoteSpan:
    """The quote with the words of the next paragraph, and the source if only that one has it."""
    whole = replace(quote, spans=quote.spans + draft.spans)
    if quote.source is not None or draft.source is None:
        return whole
    entity = speaker.entity
    return replace(
        whole,
        source=draft.source,
        cue=draft.cue,
        speaker=entity.name if entity is not None else speaker.words,
        speaker_label=entity.label if entity is not None else "",
    )


def _quote_span(draft: Draft, speaker: QuoteSource, manner: Manner, body: EntityCluster | None) -> QuoteSpan:
    entity = speaker.entity
    return QuoteSpan(
        spans=draft.spans,
        kind=draft.kind,
        source=draft.source,
        cue=draft.cue,
        speaker=entity.name if entity is not None else speaker.words,
        speaker_label=entity.label if entity is not None else "",
        manner=manner,
        spoken_for=body.name if body is not None else "",
    )
