"""What a question and its answer leave behind for the next one: article, sentences, names and terms. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.models import Excerpt, Turn
from bot.models.passages import EntityMention
from bot.models.questions import KnownName, Question, Understood
from bot.retrieval.answers.duplicates import Fact
from bot.retrieval.answers.query_rewriting import RewrittenQuestion
from bot.retrieval.ranking.passages import Candidate
from bot.retrieval.ranking.ranker import Ranked
from bot.text.analyzer import terms
from bot.understanding.question import LONGEST_QUESTION

MOST_SHOWN = 3  #: excerpts shown at once
_MOST_NAMES = 8  # kept for a follow-up
_MOST_TERMS = 16
_MOST_ROWS = 60
_NAMED = ("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT")


def turn_of(text: str, asked: RewrittenQuestion, told: Sequence[Fact], excerpts: Sequence[Excerpt]) -> Turn:
    """What the next question may refer to. "And in April?" passes on the complete question that it stands for."""
    question, first = asked.question, excerpts[0] if excerpts else None
    here = _names_in(told[0].candidate) if told else []
    names = [name.text for name in (*question.names, *(known for _, known in here))]
    plain = asked.plain or question
    span = (first.highlight if first else None) or (0, 0)
    answered = tuple(known for mention, known in here if mention.start < span[1] and span[0] < mention.end)
    return Turn(
        question=question.text or text[:LONGEST_QUESTION],
        article_row=first.headline.row if first else None,
        sentence_rows=(*(excerpt.sentence_row for excerpt in excerpts[:MOST_SHOWN]), *asked.earlier.over)[:_MOST_ROWS],
        names=tuple(dict.fromkeys(names))[:_MOST_NAMES],
        terms=tuple(dict.fromkeys((*question.terms, *question.background)))[:_MOST_TERMS],
        short=first.text[slice(*span)] if first else "",
        understood=Understood(plain, _names_of_turn(question, here), answered[:1]),
    )


def declined_turn(text: str, asked: RewrittenQuestion, ranked: Sequence[Ranked]) -> Turn:
    """The turn of a declined question: with an earlier turn's article, or one that has all the question's names."""
    turn = turn_of(text, asked, (), ())
    first = ranked[0] if ranked and asked.question.names else None
    about = first.candidate.article.row if first and first.evidence.names_in_article == 1 else None
    return replace(turn, article_row=asked.earlier.article_row or about)


def _names_of_turn(question: Question, here: Sequence[tuple[EntityMention, KnownName]]) -> tuple[KnownName, ...]:
    return tuple(dict.fromkeys((*question.names, *(known for _, known in here))))[:_MOST_NAMES]


def _names_in(candidate: Candidate) -> list[tuple[EntityMention, KnownName]]:
    """The people, organisations and places mentioned in a sentence, in order, by canonical name."""
    return [
        (one, KnownName(one.name, tuple(dict.fromkeys(terms(one.name))), (one.entity,), (one.label,)))
        for one in candidate.mentions
        if one.entity is not None and one.label in _NAMED
    ]
