"""Questions answered with excerpts."""

from __future__ import annotations

from dataclasses import dataclass

from bot.models.articles import Headline
from bot.models.questions import Understood


@dataclass(frozen=True, kw_only=True, slots=True)
class Excerpt:
    """What a reader is shown of an article: one sentence with its origin."""

    headline: Headline
    sentence_row: int
    text: str  #: verbatim substring of the article
    score: float  #: higher is better; comparable across questions
    highlight: tuple[int, int] | None = None  #: the short answer's offsets in ``text``
    before: str = ""  #: the sentence before, verbatim, where ``text`` begins with "He", "But" ...
    also: tuple[Headline, ...] = ()  #: other articles with the same sentence, or nearly


@dataclass(frozen=True, kw_only=True, slots=True)
class Voice:
    """What one article answers, where several answer the same question."""

    words: str  #: verbatim from its sentence
    headline: Headline


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """What an earlier question leaves behind for the next one."""

    question: str
    article_row: int | None = None
    sentence_rows: tuple[int, ...] = ()  #: already shown
    names: tuple[str, ...] = ()  #: people, organisations, places of question and answer
    terms: tuple[str, ...] = ()  #: the question's terms, context included
    short: str = ""  #: the short answer given, "" for none
    understood: Understood | None = None  #: None: of an older version, or of what was no question


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """Excerpts, perhaps a short answer, or declined."""

    question: str
    excerpts: tuple[Excerpt, ...]  #: best first; also filled when declined (the nearest ones)
    short: str | None = None  #: a person, number, date or place named by the first excerpt
    abstained: bool = False
    elapsed_ms: float = 0.0
    turn: Turn | None = None  #: to pass as history with the next question
    shown: int = 1  #: how many excerpts, from the first on, carry the answer or add to it; the others wait
    voices: tuple[Voice, ...] = ()  #: what several articles answer, newest first; none where only one does
    differ: bool = False  #: the voices contradict each other
    topic: str = ""  #: what who asks this may want to follow; "" = nothing that can be followed
    asked_as: str = ""  #: the whole question that a follow-up stands for; "" where it stands for itself
    again: bool = False  #: a follow-up gets the sentence that answered before
    missed: str = ""  #: the days asked about, where the first excerpt is not of them; "" otherwise
    grounds: tuple[tuple[str, float], ...] = ()  #: named numbers that the first excerpt was judged by
