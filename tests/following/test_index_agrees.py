"""What the index brings up and matches is what evaluating every filter in turn matches, on random articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import FollowError
from bot.following.article.article_view import ArticleView, article_keys, view
from bot.following.filter_language.filter_language import parse
from bot.following.filters.filters import Filter
from bot.following.matching.matching import matches
from bot.models import Annotation, Mention, Name, SentenceSpan
from bot.store.file.database import Database
from bot.store.interests.interest_index import InterestIndex
from bot.store.interests.interests import interest_of
from bot.store.interests.matched_interests import matched_interests

NAMES = {
    "Narendra Damodardas Modi": "PERSON",
    "Condoleezza Rice": "PERSON",
    "Ahmed Zelenskyy": "PERSON",
    "Boeing Company": "ORG",
    "Chelsea": "ORG",
    "WHO": "ORG",
    "Kiev": "GPE",
    "Turkish": "NORP",
    "British Columbia": "GPE",
    "Ministry of External Affairs": "ORG",
}
WORDS = (
    *("flood", "floods", "flooding", "defence", "rice", "trade", "war", "wars", "the", "of", "labour", "theatre"),
    *("737", "F-150", "5G", "march", "in", "May", "Turkish"),
)
ASKED = [
    *("Modi", "Narendra Modi", "Rice", "rice", "Mohamed", "Zelensky", "Boeing", "Boeing 737", "Chelsea FC", "chelsea"),
    *("WHO", "UN", "World Health Organization", "Kyiv", "Turkey", "turkey", "UK", "Britain", "MEA", "place:Kyiv"),
    *("flood", "defense", '"trade war"', "theater", "5g", "march", "May", "person:May", "word:rice", "any:Chelsea"),
    *("trade", "labor", "war", "Ford F-150", "Ministry of External Affairs", "everything", "from:Post"),
]
OUTLETS = ("Post", "Wire")


@st.composite
def articles(draw: st.DrawFn) -> ArticleView:
    """Sentences of known words and names, some of the names recognised, some of them under a wrong label."""
    labels = st.sampled_from(sorted({*NAMES.values()}))
    texts: list[str] = []
    names: dict[str, Name] = {}
    mentions: list[Mention] = []
    spans: list[SentenceSpan] = []
    at = 0
    for words in draw(
        st.lists(st.lists(st.sampled_from([*WORDS, *NAMES]), min_size=1, max_size=8), min_size=1, max_size=7)
    ):
        start = at
        for word in words:
            if word in NAMES and draw(st.booleans()):
                label = NAMES[word] if draw(st.booleans()) else draw(labels)
                names[word] = names.get(word) or Name(name=word, label=label)
                mentions.append(Mention(start=at, end=at + len(word), label=label, name=word))
            texts.append(word)
            at += len(word) + 1
        spans.append(SentenceSpan(start=start, end=at - 1, paragraph=0))
    annotation = Annotation(sentences=tuple(spans), names=tuple(names.values()), mentions=tuple(mentions))
    title = draw(st.sampled_from([*WORDS, *NAMES]))
    return view(title=title, source=draw(st.sampled_from(OUTLETS)), text=" ".join(texts), annotation=annotation)


def understood(words: str) -> Filter:
    return parse(words, outlets=OUTLETS, known_name=lambda name: name.casefold() in {"modi", "chelsea", "mea"}).filter


@st.composite
def filters(draw: st.DrawFn) -> Filter:
    """One to three of what is asked for, joined; often with an exception."""
    parts = draw(st.lists(st.sampled_from(ASKED), min_size=1, max_size=3))
    joint = draw(st.sampled_from([" ", " OR ", " AND "]))
    words = joint.join(parts) + draw(st.sampled_from(["", "", " -flood", " -Turkey"]))
    try:
        return understood(words)
    except FollowError:
        return understood("flood")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One file for all examples: what they follow stays."""
    path: Path = tmp_path_factory.mktemp("interests") / "news.db"
    with Database.open(path) as opened:
        yield opened


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(articles(), st.lists(filters(), min_size=1, max_size=12))
def test_the_index_finds_what_every_filter_in_turn_finds(
    database: Database, article: ArticleView, wanted: list[Filter]
) -> None:
    with database.writing() as writer:
        rows = {interest_of(writer, one) for one in wanted}
        every = writer.execute("SELECT id, filter FROM interests").fetchall()
        found = {
            row for row, _, _ in matched_interests(InterestIndex().brought_up(writer, article_keys(article)), article)
        }

    assert rows <= {row for row, _ in every}
    assert found == {row for row, text in every if matches(Filter.load(text), article)}


PIECES = st.sampled_from([*'abAB "()-!|,/:;*&+5', " OR ", " not ", " without ", "from:", "person:", "“"])


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_text_is_read_or_refused_in_a_sentence(words: str) -> None:
    wanted, refused = None, ""
    try:
        wanted = understood(words)
    except FollowError as error:
        refused = str(error)

    if wanted is None:
        assert refused.endswith((".", "?"))
    else:
        assert Filter.load(wanted.dump()) == wanted
        assert wanted.canonical().canonical() == wanted.canonical()
