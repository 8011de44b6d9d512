"""A view that reads only what a filter asks for finds what the whole view of the same article finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.following.article.article_on_demand import ArticleOnDemand
from bot.following.article.article_view import ArticleView, article_keys, view
from bot.following.matching.marking import marks
from bot.following.matching.matching import matches
from bot.models import Annotation, Mention, Name, QuoteSpan, SentenceSpan
from bot.text.analyzer import terms
from tests.following.test_index_agrees import filters, understood

PRINTED = (
    *("the", "of", "in", "flood", "Floods", "flooding", "war", "trade", "Trade", "wars", "rice", "defence", "March"),
    *(
        "cease-fire",
        "cease fire",
        "laid off",
        "U.S.",
        "US",
        "us",
        "W.H.O.",
        "WHO",
        "who",
        "AT&T",
        "O’Brien",
        "O'Brien's",
    ),
    *(
        "Zoë",
        "naïve",
        "“trade”",
        "re-elected",
        "737s",
        "F-150",
        "Paris, Texas",
        "Narendra Modi",
        "Modi",
        "Rice",
        "Kiev",
    ),
    *(
        "Turkish",
        "north Korea",
        "North and South Korea",
        "a storm of protest",
        "storm",
        "www.war.org",
        "Chelsea",
        "goal",
    ),
)
NAMES = (
    Name(name="Narendra Modi", label="PERSON", aliases=("Modi", "N. Modi")),
    Name(name="Condoleezza Rice", label="PERSON", aliases=("Rice",)),
    Name(name="World Health Organization", label="ORG", aliases=("WHO", "W.H.O.")),
    Name(name="Kiev", label="GPE"),
    Name(name="Turkish", label="NORP"),
    Name(name="Chelsea", label="ORG"),
)
ASKED = (
    *("ceasefire", "layoffs", "US", "AT&T", "O'Brien", "Zoe", "naive", "Paris", "Paris, Texas", "Boeing 737"),
    *("South Korea", "storm", "Rice", "rice", "reelected", "Chelsea", "trade war", "person:Rice", "Turkey", "goals"),
)


@dataclass(frozen=True)
class Written:
    """An article as it is stored."""

    title: str
    text: str
    annotation: Annotation

    def whole(self) -> ArticleView:
        return view(title=self.title, source="Post", text=self.text, annotation=self.annotation)

    def on_demand(self) -> ArticleView:
        spans = [(one.start, one.end) for one in self.annotation.sentences]
        stems = [" ".join(terms(self.text[start:end])) for start, end in spans]
        return ArticleOnDemand(
            title=self.title, source="Post", text=self.text, spans=spans, stems=stems, annotated=Kept(self.annotation)
        )


@dataclass(frozen=True)
class Kept:
    """An annotation as the store hands it out."""

    annotation: Annotation

    @property
    def names(self) -> tuple[Name, ...]:
        return self.annotation.names

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return self.annotation.mentions

    @property
    def quotes(self) -> tuple[QuoteSpan, ...]:
        return self.annotation.quotes

    def mentions_of(self, name: str) -> Iterator[Mention]:
        return (one for one in self.annotation.mentions if one.name == name)


@st.composite
def articles(draw: st.DrawFn) -> Written:
    """Sentences of words that are hard to divide; some names are recognised."""
    lines = st.lists(st.sampled_from(PRINTED), min_size=1, max_size=9).map(" ".join)
    sentences = draw(st.lists(st.one_of(lines, lines.map("Read more: {}".format)), min_size=1, max_size=6))
    text, at = "\n".join(sentences), 0
    spans, mentions = [], []
    for sentence in sentences:
        spans.append(SentenceSpan(start=at, end=at + len(sentence), paragraph=0))
        for name in NAMES:
            start = text.find(name.name, at, at + len(sentence))
            if start >= 0 and draw(st.booleans()):
                mentions.append(Mention(start=start, end=start + len(name.name), label=name.label, name=name.name))
        at += len(sentence) + 1
    held = {one.name for one in mentions}
    mentions.sort(key=lambda one: one.start)
    names = tuple(name for name in NAMES if name.name in held)
    return Written(draw(lines), text, Annotation(sentences=tuple(spans), names=names, mentions=tuple(mentions)))


@settings(max_examples=300, deadline=None)
@given(articles(), st.lists(st.one_of(st.sampled_from(ASKED).map(understood), filters()), min_size=1, max_size=6))
def test_what_is_read_on_demand_matches_as_the_whole_article_does(article: Written, wanted: list) -> None:  # type: ignore[type-arg]
    whole, on_demand = article.whole(), article.on_demand()

    for one in wanted:
        found = matches(one, whole)
        assert matches(one, on_demand) == found
        if found:
            assert marks(one, found, on_demand) == marks(one, found, whole)


def test_only_sentences_with_a_wanted_word_are_divided() -> None:
    sentences = [f"Nothing of note happened in village {number}." for number in range(20)] + ["Kiev was quiet."]
    text, at, spans = "\n".join(sentences), 0, []
    for sentence in sentences:
        spans.append(SentenceSpan(start=at, end=at + len(sentence), paragraph=0))
        at += len(sentence) + 1
    article = Written("A title", text, Annotation(sentences=tuple(spans))).on_demand()

    assert matches(understood("Kyiv"), article)

    assert {one.sentence for one in article.words} == {len(sentences) - 1}


def test_keys_need_the_whole_article() -> None:
    article = Written("A title", "One flood.", Annotation()).on_demand()

    with pytest.raises(TypeError, match="cannot list"):
        article_keys(article)


def test_a_word_that_is_not_there_has_no_value() -> None:
    found = (
        Written("A title", "One flood.", Annotation(sentences=(SentenceSpan(start=0, end=10, paragraph=0),)))
        .on_demand()
        .by_word
    )

    assert ("flood" in found, "fire" in found) == (True, False)
    assert found.get("fire", ()) == ()
    with pytest.raises(KeyError):
        found["fire"]
