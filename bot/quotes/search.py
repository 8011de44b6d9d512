"""Look up quotes: resolve the speaker and select the quotes.

name     -> the speaker; if several: those with matching quotes; if none: exact words, phrase, near spellings
no name  -> anybody's quotes on the topic, or quotes about the person that the topic names
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.archive import ReadableArchive, Selection, about_entity, by_anybody, by_entity, by_words
from bot.lexicon.given_names import gender_of, is_given_name
from bot.lexicon.roles import GENDERS_OF_TITLES
from bot.models import Quote, QuoteResult, Speaker
from bot.quotes.office_lookup import OfficeLookup
from bot.quotes.phrase_ranking import Topic
from bot.quotes.quotations import Quotations
from bot.quotes.speaker_match import same_name, unaffiliated
from bot.quotes.topic_reading import TopicReading
from bot.retrieval.first_stage.dense import DenseIndex, DenseQuery
from bot.retrieval.reranking.cross_encoder import Reranker
from bot.store.archive.speakers import Speakers
from bot.store.file.database import Database
from bot.text.analyzer import terms
from bot.text.names import all_words
from bot.understanding.quote_requests import Lookup

NEAR, SPELT_ALIKE = 5, 12  # near spellings offered, and looked at for the only one that can be meant
_AND = re.compile(r"\s+(?:and|or|&)\s+|,\s+", re.IGNORECASE)
_LONGEST_NAME = 3  # words of a person's name
NARROWED = 12  # speakers of one name whose quotes are searched for a topic or days


class Lookups:
    """Answers look-ups. Thread-safe; every method raises StoreError."""

    def __init__(
        self,
        database: Database,
        archive: ReadableArchive | None = None,
        dense: DenseIndex | None = None,
        reranker: Reranker | None = None,
    ) -> None:
        """Set up look-ups.

        ``archive``: where quotes are searched; None is ``database``, which resolves names in any case.

        ``dense``: compares the meaning of quotes and topics; None to use words alone. ``reranker``: reads quotes with
        the topic, beside the encoder; None to leave that out.
        """
        self._speakers = Speakers(database)
        self._offices = OfficeLookup(database)
        self._quotations = Quotations(archive or database)
        self._dense = dense
        self._reranker = reranker

    def look_up(self, wanted: Lookup, *, limit: int, offset: int = 0) -> QuoteResult:
        """A page of the quotes asked for: best first if there is a topic, else newest first."""
        meaning = self._dense.query(wanted.about) if self._dense and wanted.about and wanted.name else None
        reading = TopicReading(self._reranker, wanted.about) if self._reranker and meaning else None
        return _QuotePage(
            self._speakers, self._offices, self._quotations, wanted, limit, offset, meaning, reading
        ).said()


@dataclass(frozen=True)
class _QuotePage:
    """One page of one look-up."""

    speakers: Speakers
    offices: OfficeLookup
    quotations: Quotations
    wanted: Lookup
    limit: int
    offset: int
    meaning: DenseQuery | None  #: of the topic
    reading: TopicReading | None  #: for quotes that are shown

    def said(self) -> QuoteResult:
        """The result of the look-up."""
        wanted = self.wanted
        if wanted.speaker_row is not None:
            chosen = self.speakers.get(wanted.speaker_row)
            return self._of(chosen) if chosen else QuoteResult()
        if not wanted.name:
            return self._by_anybody()
        return self._in_office(wanted.name) or self._by_one_of(self._meant(wanted.name))

    def _in_office(self, name: str) -> QuoteResult | None:
        """Quotes by the holder of an office; None if there is no such office, or a name may be meant.

        Words such as "the driver" refer first to speakers that articles know by these words only.
        """
        found = self.offices.holders(name)
        if found is None or not (found.people or found.asked.definite):
            return None
        unnamed = QuoteResult() if found.asked.is_title and found.people else self._called_only(name)
        if unnamed.quotes or not found.people:
            return unnamed
        quoted = tuple(one for one in found.people if one.quotes)
        return self._by_one_of([*(quoted or found.people)])

    def _meant(self, name: str) -> list[Speaker]:
        """The entities that the name may refer to, by exactly this name if quotes about them are asked for."""
        called = self.speakers.called(name) if self.wanted.mentioned else []
        return called or _addressed(name, self.speakers.matching(name))

    def _by_one_of(self, meant: list[Speaker]) -> QuoteResult:
        if not meant:
            return self._by_nobody_known()
        if len(meant) == 1:
            return self._of(meant[0])
        if not (self._narrow or self.wanted.mentioned):
            return QuoteResult(choices=tuple(meant))
        return self._chosen(meant)

    @property
    def _narrow(self) -> bool:
        """Whether a topic or days are given."""
        wanted = self.wanted
        return bool(wanted.about or wanted.exact or wanted.window.since or wanted.window.until)

    def _chosen(self, meant: list[Speaker]) -> QuoteResult:
        """Of several speakers of one name, those with quotes that match well, else those with any that match."""
        matching = self._matching(meant[:NARROWED], sure=True) or self._matching(meant[:NARROWED], sure=False)
        if len(matching) == 1:
            return self._of(next(one for one in meant if one.row == matching[0].row))
        return QuoteResult(choices=tuple(matching or meant), silent=not matching)

    def _matching(self, meant: list[Speaker], *, sure: bool) -> list[Speaker]:
        """The speakers by (or about) whom quotes match, with the number of these."""
        totals = ((one, self._quotes(self._selection(one), limit=0, sure=sure)[1]) for one in meant)
        return [replace(one, quotes=total) for one, total in totals if total]

    def _of(self, one: Speaker) -> QuoteResult:
        """Quotes by one speaker, or by others about them."""
        quotes, total = self._quotes(self._selection(one), limit=self.limit)
        if self.wanted.mentioned:
            return QuoteResult(mentioned=one, quotes=tuple(quotes), total=total)
        days = self.wanted.window
        others = self.quotations.is_mentioned(one.row, days.since, days.until)
        return QuoteResult(speaker=one, quotes=tuple(quotes), total=total, others=others)

    def _selection(self, one: Speaker) -> Selection:
        return self._within(self._about(one) if self.wanted.mentioned else by_entity(one.row))

    def _about(self, one: Speaker) -> Selection:
        return about_entity(one.row, [(form, terms(form)) for form in self.speakers.forms(one.row)])

    def _within(self, selection: Selection) -> Selection:
        return selection.within(self.wanted.window.since, self.wanted.window.until)

    def _quotes(self, selection: Selection, *, limit: int, sure: bool = False) -> tuple[list[Quote], int]:
        """A page of a selection, restricted to the topic if there is one. ``sure``: only quotes certainly about it."""
        wanted = self.wanted
        if wanted.exact:
            return self.quotations.search(self._topic(), selection, limit=limit, offset=self.offset)
        return self.quotations.page(
            selection,
            stems=terms(wanted.about),
            enough=map(terms, [*_parts(wanted.about), *self._other_names(wanted.about)]),
            name=terms(_name(wanted.about)),
            meaning=self.meaning,
            reading=self.reading if limit else None,
            sure=sure,
            limit=limit,
            offset=self.offset,
        )

    def _other_names(self, topic: str) -> list[str]:
        """Other names of a topic that is a known entity: "Trans-Pacific Partnership" for "TPP"."""
        if surname := _surname(topic):
            return [surname]
        called = [one for one in self.speakers.called(topic) if one.label != "PERSON"] if topic else []
        return list(self.speakers.forms(called[0].row)) if len(called) == 1 else []

    def _topic(self) -> Topic:
        wanted = self.wanted
        return Topic(
            stems=tuple(terms(wanted.about)),
            exact=wanted.exact,
            exact_stems=tuple(terms(wanted.exact)),
            whole=wanted.whole,
        )

    def _by_anybody(self) -> QuoteResult:
        """Quotes on the topic; quotes about a person if the topic is only a name.

        A lower-case name may as well be another word, so it only counts if nothing else is found.
        """
        topic = self.wanted.about
        if self.wanted.exact or self.wanted.whole:
            return self._holding(self._topic())
        if topic != topic.lower() and (said := self._about_named(topic)).quotes:
            return said
        held = self._holding(self._topic())
        return held if held.quotes else self._about_named(topic)

    def _about_named(self, topic: str) -> QuoteResult:
        """Quotes by others about the only entity that is called like the topic."""
        called = self.speakers.called(topic)
        if len(called) != 1:
            return QuoteResult(by_words=True)
        return replace(self, wanted=replace(self.wanted, about="", mentioned=True))._of(called[0])

    def _holding(self, topic: Topic) -> QuoteResult:
        """Quotes by anybody on a topic; none if the topic is a guess of a single word."""
        if topic.whole and len({*topic.stems, *topic.exact_stems}) < 2:
            return QuoteResult()
        within = self._within(by_anybody())
        quotes, total = self.quotations.search(topic, within, limit=self.limit, offset=self.offset)
        return QuoteResult(quotes=tuple(quotes), total=total, by_words=True)

    def _called_only(self, name: str) -> QuoteResult:
        """Quotes by speakers whom articles only know by these words; "from" and "a" call nobody."""
        if not terms(name):
            return QuoteResult()
        quotes, total = self._quotes(self._within(by_words(name)), limit=self.limit)
        return QuoteResult(quotes=tuple(quotes), total=total)

    def _by_nobody_known(self) -> QuoteResult:
        """Quotes by speakers called exactly so ("analysts"), else quotes with these words, else near spellings."""
        name = self.wanted.name
        if (unnamed := self._called_only(name)).quotes:
            return unnamed
        if (alone := unaffiliated(name)) != name and (said := self._called(alone)):
            return said
        phrase = Topic(exact=name, exact_stems=tuple(terms(name)), whole=True)
        if not self.wanted.about and (said := self._holding(phrase)).quotes:
            return said
        near = self.speakers.near(name, limit=SPELT_ALIKE)
        return self._corrected(near) or QuoteResult(choices=tuple(near[:NEAR]), near=True)

    def _called(self, name: str) -> QuoteResult | None:
        """The result for another name; None if nobody is called so."""
        meant = _addressed(name, self.speakers.matching(name))
        return self._by_one_of(meant) if meant else None

    def _corrected(self, near: list[Speaker]) -> QuoteResult | None:
        """Quotes of the only one whose name is spelt alike; None if the name may only be a guess."""
        meant = [one for one in near if one.quotes and same_name(self.wanted.name, one.name)]
        if len(meant) != 1 or self.wanted.mentioned or self.wanted.whole:
            return None
        said = self._of(meant[0])
        return replace(said, corrected=True) if said.quotes else None


def _addressed(name: str, meant: list[Speaker]) -> list[Speaker]:
    """Of several people of one name, those whose given name agrees with "Mr" or "Mrs" before it."""
    title = name.split()[0].strip(".").lower() if " " in name.strip() else ""
    wanted = GENDERS_OF_TITLES.get(title, "")
    if not wanted or len(meant) < 2:
        return meant
    fitting = [one for one in meant if gender_of(all_words(one.name)[0]) in ("", wanted)]
    return fitting or meant


def _parts(topic: str) -> list[str]:
    """Parts that suffice as a topic: each of "X and Y"."""
    parts = _AND.split(topic)
    return parts if len(parts) > 1 else []


def _surname(topic: str) -> str:
    """The surname of a topic that is somebody's full name: quotes about Ronald Reagan speak of "President Reagan"."""
    words = topic.split()
    capitals = 2 <= len(words) <= _LONGEST_NAME and all(word[:1].isupper() for word in words)
    return words[-1] if capitals and is_given_name(words[0].lower()) else ""


def _name(topic: str) -> str:
    """The capitalised words of a topic: quotes about Ukraine may be about the "war in Ukraine"."""
    return " ".join(word for word in topic.split() if word[:1].isupper()) if topic != topic.upper() else ""
