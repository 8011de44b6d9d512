"""Questions answered with excerpts."""

from __future__ import annotations

from dataclasses import dataclass

from bot.models.articles import Headline
from bot.models.questions import Understood


@dataclass(frozen=True, kw_only=True, slots=True)
class Excerpt:
    """An excerpt shown to the reader: one sentence of an article, with its headline."""

    headline: Headline
    sentence_row: int
    text: str  #: verbatim substring of the article
    score: float  #: higher is better; comparable across questions
    highlight: tuple[int, int] | None = None  #: offsets of the short answer in ``text``
    before: str = ""  #: the sentence before, verbatim, if ``text`` begins with "He", "But" ...
    also: tuple[Headline, ...] = ()  #: other articles with the same or nearly the same sentence


@dataclass(frozen=True, kw_only=True, slots=True)
class Voice:
    """The answer of one article, if several articles answer the same question."""

    words: str  #: verbatim from its sentence
    headline: Headline


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """What an earlier question leaves behind for a follow-up."""

    question: str
    article_row: int | None = None
    sentence_rows: tuple[int, ...] = ()  #: the sentences shown
    names: tuple[str, ...] = ()  #: people, organisations, places of question and answer
    terms: tuple[str, ...] = ()  #: the question's terms, including its context
    short: str = ""  #: the short answer given, "" for none
    understood: Understood | None = None  #: None if stored by an older version or if it was not a question


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """The answer to a question: excerpts, possibly with a short answer; or the decision to decline."""

    question: str
    excerpts: tuple[Excerpt, ...]  #: best first; the nearest ones if declined
    short: str | None = None  #: a person, number, date or place named by the first excerpt
    abstained: bool = False
    unsure: bool = False  #: shown, but about as likely wrong as right
    elapsed_ms: float = 0.0
    turn: Turn | None = None  #: to pass as history with the next question
    shown: int = 1  #: number of leading excerpts that give the answer or add to it; the others are shown on request
    voices: tuple[Voice, ...] = ()  #: the answers of several articles, newest first; () if only one answers
    differ: bool = False  #: the voices contradict each other
    topic: str = ""  #: what the reader may want to follow; "" if there is nothing
    asked_as: str = ""  #: the complete question that a follow-up stands for; "" if it is complete itself
    again: bool = False  #: a follow-up is answered by the same sentence as before
    missed: str = ""  #: the days asked about, if the first excerpt is of another day; "" otherwise
    grounds: tuple[tuple[str, float], ...] = ()  #: named numbers by which the first excerpt was judged
