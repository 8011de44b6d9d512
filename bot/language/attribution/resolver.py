"""Resolve speakers: from "he", "the minister", "the MEA spokesperson" to a name in the article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.language.attribution import resolver_patterns as patterns
from bot.language.attribution.appositions import Appositions
from bot.language.attribution.documents import Documents
from bot.language.attribution.own_clauses import OwnClauses
from bot.language.attribution.passing import Passing
from bot.language.attribution.phrase_heads import PhraseHeads
from bot.language.attribution.reference_signs import ReferenceSigns
from bot.language.attribution.spokespersons import SpokenFor
from bot.language.coreference.clusters import EntityCluster
from bot.language.coreference.fitting import asks
from bot.language.coreference.mentions import NOBODY, Appearance, DiscourseModel, QuoteSource
from bot.language.coreference.name_parts import gender
from bot.language.coreference.nominals import Descriptions
from bot.language.coreference.salience import Prominence
from bot.language.coreference.salience_patterns import UNNAMED_SUBJECT
from bot.lexicon.loader import word_list
from bot.lexicon.pronouns import HE, NO_ONE, PRONOUNS, SHE
from bot.lexicon.roles import ROLES
from bot.text.spans import Span, stripped

_DOCUMENT_REACH = 1_500
_NAME_REACH = 40
_NEAR = 2  # sentences
_BETWEEN = word_list("function_words", "before_another_person")
_FURTHER_PEOPLE = word_list("roles", "further_people")
_PARTS = word_list("roles", "parts_in_a_transcript")
_COURT_REACH = 6  # sentences
_SEVERAL = 2
_UNNAMED_REACH = 4  # sentences, of which all but two are quotes
_HARDLY = 0.25  # factor for whoever is named in marks within a quote, or only tells what kind a thing is
_TITLE_WORDS = 2  # words before a name that may still open its sentence


class Resolver:
    """Finds speakers in one article. To be called in text order; ``last`` is the previous speaker."""

    def __init__(self, discourse: DiscourseModel) -> None:
        self._discourse = discourse
        self._prominence = Prominence(discourse)
        self._descriptions = Descriptions(discourse, self._prominence)
        self._heads = PhraseHeads(discourse)
        self._appositions = Appositions(discourse)
        self._documents = Documents(discourse, self._descriptions.institution)
        self._passing = Passing(discourse)
        self._clauses = OwnClauses(discourse)
        self._signs = ReferenceSigns(discourse, self._prominence)
        self._spoken_for = SpokenFor(discourse, self._descriptions.institution)

    def speaker(self, source: Span, last: QuoteSource, told: Sequence[Span] = ()) -> QuoteSource:
        """The speaker that the words at ``source`` refer to. ``told``: the spans of the quote."""
        found = self._with_signs(source, self._speaker(source, last, told), last, told)
        if self.is_passed_on(source):
            return found
        self._prominence.spoke(max((span[1] for span in told), default=source[1]), found, told)
        if found.entity is not None:
            self._documents.spoke(source[0], found.entity)
        return found

    def went_on(self, speaker: QuoteSource, told: Sequence[Span]) -> QuoteSource:
        """The speaker, for whom it is recorded that he said more, in ``told``, without being mentioned."""
        entity = speaker.entity
        signs = self._signs.carried(told[0][0], entity, speaker) if entity is not None else ()
        self._prominence.spoke(told[-1][1], speaker, told)
        return replace(speaker, signs=signs)

    def _with_signs(self, source: Span, found: QuoteSource, last: QuoteSource, told: Sequence[Span]) -> QuoteSource:
        if found.entity is None:
            return found
        return replace(found, signs=self._signs.of(source, found, last, lambda: self._fit_of_named(*source, told)))

    def is_passed_on(self, source: Span) -> bool:
        """Whether earlier words are only mentioned: in "He hit back at Reyl's claim that", Reyl is not speaking now."""
        whose = patterns.POSSESSIVE.match(self._discourse.text, source[1]) or patterns.WHOSE.search(
            self._discourse.text, *source
        )
        ahead = self._discourse.text[self._discourse.sentence_start(source[0]) : source[0]].split()
        owned = whose is not None or self._clauses.is_only_owner(source)
        return (owned and len(ahead) > _TITLE_WORDS) or self._passing.by_the_way(source)

    def spoken_for(self, speaker: QuoteSource) -> EntityCluster | None:
        """The institution for which a named spokesperson speaks."""
        return None if speaker.entity is None else self._spoken_for.by(speaker.entity)

    def _speaker(self, source: Span, last: QuoteSource, told: Sequence[Span]) -> QuoteSource:
        """Whom a source means: nobody, somebody unnamed, whom a pronoun means, or the first reading that fits."""
        source = self._with_name(self._with_office(source))
        written = self._discourse.text[slice(*source)]
        head = self._head(source)
        plain = self._discourse.text[slice(*head)].strip().lower()
        if plain in NO_ONE:
            return NOBODY
        if self._is_nameless(head, written):
            return QuoteSource(None, self._as_written(head))
        if plain in PRONOUNS:
            document = self._read_out(plain, head) or self._of_document(plain, head[0], last)
            return document or self._pronoun(plain, head[0], last, told)
        if (outlet := self._descriptions.outlet(plain, head[0], last)) is not None:
            return QuoteSource(outlet.entity, outlet.words or self._as_written(head))
        entity = (
            self._at_end(head)
            or self._at_end(source)
            or self._appositions.named_first(head, source)
            or self._heads.named(head)
            or self._appositions.named(head, source)
            or self._appositions.behind(head, source)
            or self._documents.issuer(source, last.entity)
            or self._descriptions.person(head, written, last)
            or self._descriptions.institution(plain, head[0], last)
        )
        return QuoteSource(entity, self._as_written(head))

    def _is_nameless(self, head: Span, written: str) -> bool:
        """Whether somebody is kept as described: "THE WITNESS:" of a transcript, "Supporters of Otto Lund"."""
        part = written.isupper() and written.lower().strip().removeprefix("the ") in _PARTS
        return part or self._heads.is_group(head)

    def _pronoun(self, word: str, offset: int, last: QuoteSource, told: Sequence[Span]) -> QuoteSource:
        """Whom a pronoun means: by its own clause, whoever was just introduced, else the most prominent that fits."""
        named = self._fit_of_named(offset, offset + len(word), told)
        if (own := self._clauses.meant(word, offset, told)) is not None:
            return own
        fresh = self._fresh(word, offset) or self._unnamed(word, offset) or self._officer(word, offset, last)
        if fresh is not None:
            return fresh
        speaker = self._prominence.pronoun(word, offset, last, lambda one: named.get(id(one), 1.0))
        away = speaker.entity is not last.entity and not self._is_near(speaker.entity, offset)
        if (
            (last.entity is None or away)
            and word in HE | SHE
            and (first := self._clauses.within(word, told)) is not None
        ):
            return QuoteSource(first)
        if speaker.entity is None and word == "who":
            return QuoteSource(self._descriptions.named_next(offset), speaker.words)
        return speaker

    def _fit_of_named(self, offset: int, end: int, told: Sequence[Span]) -> dict[int, float]:
        """How well those fit whom the quote or its sentence names: "he" is none of them, in marks hardly any."""
        here = self._discourse.sentence(offset)
        between = [(end, told[0][0])] if told and self._discourse.sentence(told[0][0]) == here else []
        named = {id(one.entity): 0.0 for span in between for one in self._discourse.within(span)}
        direct = bool(told) and self._discourse.marked(told[0][0])
        for span in told:
            for one in self._discourse.within(span):
                if one.entity.label == "PERSON":
                    hardly = self._only_whose(one) or (one.in_marks and not direct)
                    named[id(one.entity)] = min(_HARDLY if hardly else 0.0, named.get(id(one.entity), 1.0))
        return named | dict.fromkeys(self._hearers(end), 0.0)

    def _only_whose(self, one: Appearance) -> bool:
        """Whether a name only tells whose or what kind a thing is: "a Reyl sign"."""
        text = self._discourse.text
        ahead = patterns.DETERMINER.search(text, max(0, one.start - 6), one.start)
        return ahead is not None and patterns.THING.match(text, one.found.end) is not None

    def _is_near(self, entity: EntityCluster | None, offset: int) -> bool:
        """Whether somebody is named in the last sentences."""
        return any(one.entity is entity for one in self._discourse.before(offset, _NEAR))

    def _hearers(self, end: int) -> set[int]:
        """Whoever is told: Holt in "he told Mayor Holt", the judge in "he had told the court"."""
        if patterns.IN_COURT.match(self._discourse.text, end):
            return {id(one) for one in self._judges(end)}
        match = patterns.TELLS.match(self._discourse.text, end)
        if match is None:
            return set()
        heard = self._discourse.within((match.end(), match.end() + _NAME_REACH))[:1]
        return {id(one.entity) for one in heard if self._discourse.before_title(one) == match.end()}

    def _judges(self, offset: int) -> list[EntityCluster]:
        near = [one.entity for one in self._discourse.before(offset, _COURT_REACH)]
        return [one for one in near if any(patterns.JUDGE.search(name) for name in (*one.titled, *one.roles))]

    def _read_out(self, word: str, head: Span) -> QuoteSource | None:
        """The document named last, for "It reads": "An email was found. It reads: ..."."""
        if word != "it" or patterns.READS.match(self._discourse.text, head[1]) is None:
            return None
        start = max(0, head[0] - _DOCUMENT_REACH)
        named = list(patterns.DOCUMENT.finditer(self._discourse.text, start, head[0]))
        if not named:
            return None
        issuer = self._documents.issuer(named[-1].span(), None)
        return QuoteSource(issuer, self._as_written(named[-1].span()))

    def _of_document(self, word: str, offset: int, last: QuoteSource) -> QuoteSource | None:
        """The document that the sentence before is about: "Reyl's memo does not mention it. It says ..."."""
        start = self._discourse.sentence_start(offset)
        if word != "it" or offset != start:
            return None
        before = self._discourse.start_of(self._discourse.sentence(offset) - 1)
        match = patterns.DOCUMENT_ACTS.match(self._discourse.text, before, start)
        return self._speaker(match.span("who"), last, ()) if match else None

    def _fresh(self, word: str, offset: int) -> QuoteSource | None:
        """A new speaker in the sentence before: "But a spokesman for the ministry defended the plan. He said"."""
        before = self._discourse.sentence(offset) - 1
        start = self._discourse.sentence_start(offset)
        match = (
            patterns.NEW.match(self._discourse.text, self._discourse.start_of(before), start) if before >= 0 else None
        )
        leads = not self._discourse.text[start:offset].strip() or self._discourse.marked(
            start + 1
        )  # "He said"; "...," he said
        if word not in HE | SHE or match is None or not leads or asks(match.group("who")):
            return None
        people = [one for one in self._discourse.within((match.start(), offset)) if one.found.label == "PERSON"]
        if people or gender("", match.group("who")) not in ("", "he" if word in HE else "she"):
            return None
        head = match.span("who")
        written = self._as_written(head)
        return QuoteSource(self._descriptions.person(head, written, NOBODY), written)

    def _officer(self, word: str, offset: int, last: QuoteSource) -> QuoteSource | None:
        """Whoever acts in the sentence before by office only: "The Vermont senator sticks to his message. He said"."""
        before = self._discourse.start_of(self._discourse.sentence(offset) - 1)
        start = self._discourse.sentence_start(offset)
        match = patterns.BY_OFFICE.match(self._discourse.text, before, start)
        if word not in HE | SHE or match is None or start == before or self._discourse.within(match.span("who")):
            return None
        head = match.span("who")
        written = self._as_written(head)
        entity = self._descriptions.person(head, written, last)
        fits = entity is None or (entity.label == "PERSON" and entity.gender in ("", "he" if word in HE else "she"))
        told = entity is not None or len(written.split()) > _TITLE_WORDS  # "the senator" may be whoever spoke last
        return QuoteSource(entity, written) if fits and told else None

    def _unnamed(self, word: str, offset: int) -> QuoteSource | None:
        """Whoever acts without a name in this sentence or the last that is no quote: "A young woman fell. She said"."""
        number = self._discourse.sentence(offset)
        starts = [self._discourse.start_of(one) for one in range(number, max(-1, number - _UNNAMED_REACH), -1)]
        for start in [starts[0], *(one for one in starts[1:] if not self._discourse.marked(one + 1))][:2]:
            match = UNNAMED_SUBJECT.match(self._discourse.text, start, offset)
            if match is None or word not in HE | SHE:
                continue
            near = self._discourse.within((start, offset))
            named = any(one.found.label == "PERSON" and not one.in_marks for one in near)
            fits = gender("", match.group("who")) in ("", "he" if word in HE else "she")
            return QuoteSource(None, self._as_written(match.span("who"))) if fits and not named else None
        return None

    def _head(self, source: Span) -> Span:
        """The source up to a comma or relative clause: "Mohammed Sufiyan, a 24-year-old from ..."."""
        source = self._without_lead(source)
        text = self._discourse.text[slice(*source)]
        match = patterns.ASIDE.search(text)
        end = source[0] + match.start() if match and match.start() > 2 else source[1]
        when = patterns.TIME.search(self._discourse.text, source[0], end)
        start, end = stripped(self._discourse.text, source[0], when.start() if when else end, extra=",.;:\"“”'‘")
        whose = patterns.WHOSE.search(self._discourse.text, start, end)  # the report in "The Dagblad's" report claims
        return start, whose.start() if whose else end

    def _with_office(self, source: Span) -> Span:
        """The source extended to "The former director at", if it is only the firm after it."""
        start = self._discourse.sentence_start(source[0])
        match = patterns.OFFICE_BEFORE.fullmatch(self._discourse.text, start, source[0])
        return (start, source[1]) if match and match.group(1).lower() in ROLES else source

    def _with_name(self, source: Span) -> Span:
        """The source extended to "Dan Golv" in "said Reyl constituent Dan Golv", if it is only the first name."""
        here = self._discourse.within(source)
        behind = next((one for one in self._discourse.within((source[1], source[1] + _NAME_REACH))), None)
        if not here or here[-1].found.end != source[1] or behind is None or behind.found.label != "PERSON":
            return source
        said = patterns.SAID_AHEAD.search(self._discourse.text, max(0, source[0] - 20), source[0])
        return (
            (source[0], behind.found.end)
            if said and patterns.BEFORE_NAME.fullmatch(self._discourse.text, source[1], behind.start)
            else source
        )

    def _without_lead(self, source: Span) -> Span:
        """The source without "Following the announcement, "."""
        match = patterns.LEAD.match(self._discourse.text, *source)
        rest = self._discourse.within((match.end(), source[1])) if match else []
        people = any(one.found.label == "PERSON" for one in rest)
        noun = match is not None and patterns.PERSONS.match(self._discourse.text, match.end(), source[1])
        return (match.end(), source[1]) if match and (people or noun) else source

    def _as_written(self, head: Span) -> str:
        return " ".join(self._discourse.text[slice(*head)].split())

    # -- names -----------------------------------------------------------------

    def _at_end(self, source: Span) -> EntityCluster | None:
        """The person at the end of a phrase with an office: "Lufkin and Jenrette analyst Ana Belk"."""
        people = [one for one in self._discourse.within(source) if one.found.label == "PERSON"]
        if len(people) < _SEVERAL or source[1] - people[-1].found.end > 1:
            return None
        before = self._discourse.text[source[0] : people[-1].start].split()
        office = bool(before) and before[-1].lower() in ROLES | _FURTHER_PEOPLE
        return people[-1].entity if office and not _BETWEEN & {word.lower() for word in before} else None
