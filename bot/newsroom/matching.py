"""Read what people want to follow, and try it on the archive before they follow it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice

from bot.errors import FollowError
from bot.following.article.article_view import ArticleView
from bot.following.filter_language.filter_language import parse
from bot.following.filters.choices import NameChoice, choices
from bot.following.filters.filters import Filter, ParsedFilter, Phrase, with_alternatives, with_clauses
from bot.following.filters.filters_in_words import read_as
from bot.following.matching.marking import why
from bot.following.matching.matching import Match, matches
from bot.following.matching.topics import topic_of
from bot.following.mentions.areas import over_areas
from bot.following.mentions.families import family_of
from bot.following.mentions.politics import politics_asked
from bot.following.names.capitals import as_words, may_be_name
from bot.following.names.compound_writings import other_compounds, particles_apart
from bot.following.names.figures import other_writing
from bot.following.names.other_names import other_names
from bot.following.names.states import states_in_full
from bot.lexicon.places import is_place
from bot.models import FollowKind, Headline
from bot.newsroom.filter_doubts import MOST_ALIKE, alike, unseen
from bot.retrieval.reranking.question_judging import QuestionJudge
from bot.store.archive.articles import Articles
from bot.store.archive.speakers import Speakers
from bot.store.file.database import Database
from bot.store.following.article_views import ArticleViews
from bot.text.analyzer import terms
from bot.text.english_words import is_english
from bot.text.names import fold
from bot.text.romanisation import same_sound
from bot.text.slips import is_slip
from bot.translation import gettext

_BEARERS = 12  # names with the word that are considered
MOST_TRIED = 50  # articles that are tried for the last one before the previewed week
_SAMPLE = 12  # articles in which a word is looked at
_LONG = 8  # letters of a word with a capital that is hardly a name if one of them makes it an English word
_STRAY = 5  # a use in fewer than one of so many is a stray one


WEEK = timedelta(days=7)
MOST_JUDGED = 16  # articles read for a question in a preview, which takes a second
COUNTED = 400  # articles counted for a week; more are shown as "more than 400"
EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class FollowPreview:
    """What a filter would have matched in the last week."""

    articles: int  #: COUNTED at most
    examples: tuple[Headline, ...]  #: newest first
    read_as: str  #: how the filter was understood; "" if that is obvious
    unseen: tuple[str, ...] = ()  #: outlets, names and words of it that no stored article has
    alike: tuple[str, ...] = ()  #: what could be followed instead of the first of them, in the filter language
    before: Headline | None = None  #: the newest article that it matches, if there was none last week


@dataclass(frozen=True, slots=True)
class MatchedArticle:
    """An article that a filter matches."""

    headline: Headline
    sentence: str  #: the matching sentence, verbatim; the title if there are no sentences
    why: str  #: the name or words that matched, then the sentence


class Matching:
    """Reads filters and matches them against stored articles. Thread-safe; every method raises StoreError."""

    def __init__(
        self,
        database: Database,
        ordinary: Callable[[str], bool],
        repaired: Callable[[str], str],
        judge: QuestionJudge | None = None,
    ) -> None:
        """Set up matching.

        ``ordinary``: see filter_language.parse. ``repaired`` corrects typing errors towards words of the archive.
        ``judge`` decides on saved questions; None means that they cannot be followed.
        """
        self._judge = judge
        self._views = ArticleViews(database)
        self._articles = Articles(database)
        self._speakers = Speakers(database)
        self._ordinary = ordinary
        self._repaired = repaired

    def read(self, words: str) -> ParsedFilter:
        """Parse a filter. A misspelt word is followed as written and as corrected, what has other names by these too.

        Raises FollowError with a message for the user.
        """
        if (full := states_in_full(words)) != words:
            return self._read_with_states(words, full)
        wanted = self._parsed(words)
        if wanted.kind is FollowKind.QUESTION and (self._judge is None or not self._judge.available):
            raise FollowError(
                gettext("Questions cannot be followed here: nothing can judge the answers. Follow words.")
            )
        if wanted.kind not in (FollowKind.NAME, FollowKind.WORD):
            return wanted
        return _with_topics(self._in_other_words(words, wanted))

    def _read_with_states(self, words: str, full: str) -> ParsedFilter:
        """What follows states by their names in full and, where they are initials, by these as well."""
        wanted, initials = self.read(full), states_in_full(words, shortened_only=True)
        with suppress(FollowError):
            if initials != full:
                wanted = with_alternatives(wanted, self._parsed(initials))
            wanted = replace(wanted, value=self._parsed(words).value)
        return wanted

    def _in_other_words(self, words: str, wanted: ParsedFilter) -> ParsedFilter:
        for other in dict.fromkeys((*self._other_wordings(words), *self._misspelt(words, wanted.filter))):
            if other != words:
                with suppress(FollowError):  # too long or too many alternatives: then what was written is enough
                    wanted = with_alternatives(wanted, self._parsed(other))
        return wanted

    def _other_wordings(self, words: str) -> Iterable[str]:
        """The same wish in other spellings and by other names."""
        compounds = other_compounds(words, lambda word: is_english(word) or self._ordinary(word), self._occurs)
        repaired = self._repaired(compounds)
        other = (other_writing(words), other_names(words), compounds, repaired, self._in_small_letters(words))
        typed = (particles_apart(words, self._speakers.is_known), as_words(words, self._is_word, self._is_a_name))
        return dict.fromkeys((*other, *typed, *self._romanised(words)))

    def _is_a_name(self, run: str) -> bool:
        """Whether capitalised words are a name: one that the archive knows or prints with capitals, or may be one."""
        if self._speakers.is_known(run):
            return True
        rows = islice(self._views.rows(Filter(anyof=((Phrase(run.lower()),),))), _SAMPLE)
        texts = [text for row in rows for text in self._texts_of(row)]
        small = any(run.lower().removesuffix("s") in text for text in texts)
        return not small and (any(run in text for text in texts) or may_be_name(run))

    def _texts_of(self, row: int) -> tuple[str, ...]:
        with self._views.on_demand(row) as (_, article):
            return article.searched

    def _is_word(self, word: str) -> bool:
        """Whether a word in small letters is English, and an ordinary one of the archive."""
        return is_english(word) and self._ordinary(word)

    def _in_small_letters(self, words: str) -> str:
        """``words`` with a misspelt first word corrected that a telephone has capitalised: "Goverment"."""
        first, *rest = words.split(" ")
        if not first.istitle() or len(first) < _LONG or is_english(first.lower()) or self._speakers.is_known(first):
            return words
        fixed = self._repaired(first.lower())
        is_word = fixed[0] == first[0].lower() and is_english(fixed) and self._ordinary(fixed)
        return " ".join((fixed, *rest)) if is_word else words

    def _romanised(self, words: str) -> list[str]:
        """Names of several words as the archive spells what was typed: "Hosni Mubarack" for "hosni mubarak"."""
        if " " not in words or not words.replace(" ", "").isalpha():
            return []
        return [one.name for one in self._speakers.near(words) if same_sound(one.name, words)]

    def _misspelt(self, words: str, wanted: Filter) -> Iterator[str]:
        """``words`` with full names that the archive does not know as it spells the only one near them."""
        for name in {phrase.text for clause in wanted.anyof for phrase in clause if phrase.name and " " in phrase.text}:
            near = [] if self._speakers.is_known(name) else self._speakers.near(name)
            meant = {one.name for one in near if one.label == "PERSON" and is_slip(name, one.name)}
            if len(meant) == 1:
                yield re.sub(re.escape(name), meant.pop(), words, flags=re.IGNORECASE)

    def _parsed(self, words: str) -> ParsedFilter:
        return parse(
            words,
            outlets=self._outlets(),
            known_name=self._is_known,
            ordinary=self._ordinary,
            printed_small=lambda word: self._ordinary(word) and self._is_printed_small(word.casefold()),
        )

    def _is_known(self, name: str) -> bool:
        """Whether the archive knows the name. "orchard" in small letters is none if articles have it so, too."""
        return self._speakers.is_known(name) and not (
            name.islower() and name.isalpha() and len(terms(name)) == 1 and self._is_printed_small(name)
        )

    def is_name(self, name: str) -> bool:
        """Whether the archive knows a name as people type it: "the storm" is nobody's if articles have it so, too."""
        word = name.removeprefix("the ")
        small = word != name and word.islower() and word.isalpha()
        return self._speakers.is_known(name) and not (small and self._is_printed_small(word))

    def _is_printed_small(self, word: str) -> bool:
        """Whether not only a stray one of the articles with that word has it in small letters."""
        rows = list(islice(self._views.rows(Filter(anyof=((Phrase(word),),))), _SAMPLE))
        small = sum(self._prints_small(word, row) for row in rows)
        return small * _STRAY > len(rows)

    def _prints_small(self, word: str, row: int) -> bool:
        with self._views.on_demand(row) as (_, article):
            return word in article.small

    def _occurs(self, phrase: str) -> bool:
        only = Filter(anyof=((Phrase(phrase),),))
        return any(self.on_article(only, row) for row in islice(self._views.rows(only), _SAMPLE))

    def choices(self, wanted: ParsedFilter) -> list[NameChoice]:
        """The things that a filter's single word could name; none if it is unambiguous."""
        text = " ".join(phrase.text for clause in wanted.filter.anyof for phrase in clause)
        bearers = self._views.bearers(fold(text), _BEARERS) if fold(text) else []
        return choices(wanted, [(one.name, one.label) for one in bearers])

    def matched(self, wanted: Filter, since: datetime | None = None) -> Iterator[MatchedArticle]:
        """The stored articles that a filter matches, newest first."""
        rows = self._views.rows(wanted, since)
        for row in rows[:MOST_JUDGED] if wanted.question else rows:
            if found := self.on_article(wanted, row):
                yield found

    def preview(self, wanted: ParsedFilter, now: datetime) -> FollowPreview:
        """What a filter would have matched in the week before ``now``."""
        found = list(islice(self.matched(wanted.filter, now - WEEK), COUNTED))
        told = read_as(wanted.filter) if _needs_telling(wanted.filter) else ""
        missing = () if found else self._unseen(wanted)
        instead = self._alike(missing[0]) if missing else ()
        before = None if found or missing else self._newest(wanted.filter)
        return FollowPreview(
            len(found), tuple(one.headline for one in found[:EXAMPLES]), told, missing, instead, before
        )

    def _newest(self, wanted: Filter) -> Headline | None:
        """The newest article that a filter matches, among those that may; None for a saved question."""
        rows = () if wanted.question else self._views.rows(wanted)
        found = (self.on_article(wanted, row) for row in islice(rows, MOST_TRIED))
        return next((one.headline for one in found if one), None)

    def _unseen(self, wanted: ParsedFilter) -> tuple[str, ...]:
        """What the archive has never had of a filter, of the typed words. Places and other kinds are not doubted."""
        if wanted.kind in (FollowKind.QUESTION, FollowKind.STORY, FollowKind.EVERYTHING):
            return ()
        found = unseen(wanted.filter, self._outlets(), self._views.rows, self.on_article)
        return tuple(one for one in found if one.casefold() in wanted.value.casefold() and not is_place(one))

    def _alike(self, name: str) -> tuple[str, ...]:
        return tuple(alike(name, self._outlets(), lambda text: self._speakers.near(text, MOST_ALIKE)))

    def _outlets(self) -> list[str]:
        return [outlet for outlet, _ in self._articles.sources()]

    def on_article(self, wanted: Filter, row: int) -> MatchedArticle | None:
        """How a filter matches an article, or None if it does not."""
        with self._views.on_demand(row, stories=bool(wanted.story)) as (headline, article):
            match = self._match_of_question(wanted.question, article) if wanted.question else matches(wanted, article)
            if match is None:
                return None
            shown = article.sentences[match.sentence] if article.sentences else article.title
            return MatchedArticle(headline, shown, f"{_matched_words(wanted, match)}: {why(wanted, match, article)}")

    def _match_of_question(self, question: str, article: ArticleView) -> Match | None:
        if self._judge is None or not self._judge.available:
            return None
        at = self._judge.answering(question, article.title, article.sentences, article.stems)
        return None if at is None else Match(at)

    def row_of(self, public_id: str) -> int | None:
        """The row of the article with that public id, or None."""
        return self._views.row_of(public_id)


def _with_topics(wanted: ParsedFilter) -> ParsedFilter:
    """The filter, also for articles about a topic, family or politics that it names, whatever words they use."""
    either = wanted.filter.alternatives()
    read = ((topic_of(one) or family_of(one) or politics_asked(one), left) for one, left in either)
    named = [((topic,), left) for topic, left in dict(read).items() if topic]
    wide = [(over_areas(one), left) for one, left in either]
    return with_clauses(wanted, [*named, *(one for one in wide if one[0])])


def _needs_telling(wanted: Filter) -> bool:
    parts = sum(len(clause) for clause in wanted.anyof)
    return bool(wanted.says) or parts > 1 or bool(wanted.anyof and (wanted.exclude or wanted.unless))


def _matched_words(wanted: Filter, match: Match) -> str:
    words = " and ".join(phrase.text for phrase in match.phrases)
    if wanted.says:
        return f"{wanted.says.text} on {words}" if words else f"{wanted.says.text} says"
    return words or wanted.question or ("the story" if wanted.story else "every article")
