"""What of a reply a follow-up may refer to: its question in words, its article, sentences and names. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.models import Brief, BriefKind, Turn
from bot.models.quotes import CheckedQuote
from bot.newsroom.replies import QuotesFound
from bot.profiles.profiles import Portrait
from bot.understanding.requests import Request


def turn_of_quotes(found: QuotesFound) -> Turn | None:
    """The turn that a follow-up refers to, worded as a question; None if there are neither quotes nor a speaker.

    "I have no quotes by Saul about rates" speaks of Saul: "how old is she?" may follow.
    """
    said, wanted = found.said, found.lookup
    if not (said.quotes or said.speaker):
        return None
    topic, one = wanted.about or wanted.exact, said.mentioned or said.speaker
    if said.mentioned or (said.by_words and not one):
        question = f"Who spoke about {said.mentioned.name if said.mentioned else topic or wanted.name}?"
    else:
        speaker = one.name if one else wanted.name
        question = f"What did {speaker} say about {topic}?" if topic else f"What did {speaker} say?"
    return Turn(
        question=question,
        article_row=said.quotes[0].headline.row if said.quotes else None,
        sentence_rows=tuple(quote.sentence_row for quote in said.quotes),
        names=(one.name,) if one else (wanted.name,) if wanted.name and not said.by_words else (),
    )


def turn_of_check(checked: Sequence[CheckedQuote]) -> Turn | None:
    """The turn that "when did he say it?" refers to after a claim was checked; None if nothing was close to it."""
    near = next((one for one in checked if one.headline), None)
    if near is None or near.headline is None:
        return None
    return Turn(
        question=f"What did {near.speaker} say?" if near.speaker else "Who said that?",
        article_row=near.headline.row,
        names=(near.speaker,) if near.speaker else (),
    )


def turn_of_page(portrait: Portrait) -> Turn:
    """The turn that "what did she say about it?" refers to after a page was shown."""
    return Turn(
        question=f"Who is {portrait.speaker.name}?",
        article_row=portrait.latest[0].headline.row if portrait.latest else None,
        sentence_rows=tuple(one.sentence_row for one in portrait.defined),
        names=(portrait.speaker.name,),
    )


def turn_of_brief(found: Brief, asked: Request) -> Turn:
    """The turn that "when was that?" refers to after a brief, timeline or comparison, which has sentences."""
    return Turn(
        question=f"What about {asked.subject}?",
        article_row=found.sentences[0].headline.row,
        sentence_rows=tuple(one.sentence_row for one in found.sentences),
        names=asked.topics if found.kind is BriefKind.COMPARISON else (),
    )
