"""The politics of a country or place: "French politics" in an article on France's presidential election. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.following.article.article_view import ArticleView
from bot.following.article.word_runs import Span
from bot.following.filters.filters import Phrase, Sense
from bot.lexicon.loader import word_list, word_set
from bot.lexicon.places import home_of, is_place
from bot.lexicon.regions import is_region

_ASKED, _POLITICAL = word_set("politics"), word_list("roles", "of_politics")
_LINKS = word_set("of in")
_ENOUGH = 2  # sentences; one may only say who somebody is
_BEHIND = 3  # words behind a place that may be of its politics: "France's far-right party"


def politics_asked(clause: Sequence[Phrase]) -> Phrase | None:
    """The place whose politics an alternative asks for: "texan politics"; None if it asks for something else."""
    if len(clause) != 2 or any(phrase.sense is not Sense.UNSAID for phrase in clause):
        return None
    place, asked = sorted(clause, key=lambda phrase: not phrase.name)
    known = is_place(place.text) or home_of(place.text) or is_region(place.text)
    return place._replace(sense=Sense.POLITICS) if place.name and known and asked.text.casefold() in _ASKED else None


def politics_of(spans: Sequence[Span], article: ArticleView) -> list[Span]:
    """Of the spans of a place or its people, those beside its politics; none if these are in one sentence only."""
    found = [span for span in spans if _is_political(span, article)]
    return found if len({span.sentence for span in found}) >= _ENOUGH else []


def _is_political(span: Span, article: ArticleView) -> bool:
    positions = [*article.words_of(span.sentence)]
    words = [article.words[at] for at in positions]
    ahead = [one.word.casefold() for one in words if one.end <= span.start][-2:]
    behind = [one.word.casefold() for one in words if one.start >= span.end][:_BEHIND]
    before = len(ahead) == 2 and ahead[1] in _LINKS and ahead[0] in _POLITICAL
    return before or any(word in _POLITICAL for word in behind)
