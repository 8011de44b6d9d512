"""Articles that tell one event become one story: on invented affairs with several events each, by the real pipeline."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from bot.language.model.sentence_encoder import SentenceEncoder
from bot.models import AddStatus, NewArticle
from bot.models.tuning import Tuning
from bot.newsroom import Newsroom, open_newsroom
from bot.stories.encoding import dump, load
from bot.stories.event_axes import event_axes
from bot.stories.grouping import CROWD, CROWDED, JOINING, ONE_NAME, place
from bot.stories.pair_facts import FACTS, are_meant, pair_facts
from bot.stories.profile import ArticleProfile, Meaning, StoryText, profile, term_hash
from bot.stories.publishers import one_each, publisher
from bot.stories.similarity import is_copy, log_odds
from tests.support.affairs import affairs

NOW = datetime(2026, 12, 31, tzinfo=UTC)
AS_SHIPPED = Tuning(rerank_ms=250)  # openings are read together


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """The affairs, each event in articles of some sentences."""
    yield from added("affairs.txt", tmp_path_factory.mktemp("stories") / "news.db")


@pytest.fixture(scope="module")
def told_in_blurbs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """The affairs of one month, two articles of three a sentence or two."""
    yield from added("affairs_in_blurbs.txt", tmp_path_factory.mktemp("blurbs") / "news.db")


def added(file: str, path: Path) -> Iterator[Newsroom]:
    """All affairs of a file, added day by day in an order that no outlet decides."""
    articles = [one.article for one in affairs(file)]
    random.Random(1).shuffle(articles)
    articles.sort(key=lambda article: article.published or NOW)
    with closing(open_newsroom(path, clock=lambda: NOW, tuning=AS_SHIPPED)) as newsroom:
        assert all(added.status is AddStatus.ADDED for added in newsroom.add_many(articles))
        yield newsroom


def pairs(counts: Counter[object]) -> float:
    return sum(n * (n - 1) / 2 for n in counts.values())


def grouped(newsroom: Newsroom, file: str, *, dated: bool = False) -> tuple[float, float]:
    """Precision and recall of pairs. ``dated``: of the articles with dates only."""
    event = {one.article.id: one.event for one in affairs(file) if one.article.published or not dated}
    stories = newsroom.stories.since()
    story = {one.id: story.number for story in stories for one in story.articles if one.id in event}
    together = pairs(Counter((event[one], story[one]) for one in event))
    assert story.keys() == event.keys()
    return together / pairs(Counter(story.values())), together / pairs(Counter(event.values()))


def test_events_of_one_affair_are_kept_apart_and_outlets_brought_together(told: Newsroom) -> None:
    precision, recall = grouped(told, "affairs.txt")

    assert precision >= 0.95
    assert recall >= 0.95


def test_blurbs_of_many_affairs_at_once(told_in_blurbs: Newsroom) -> None:
    precision, recall = grouped(told_in_blurbs, "affairs_in_blurbs.txt")

    assert precision >= 0.93
    assert recall >= 0.8


def test_blurbs_and_short_articles_of_thirty_affairs(tmp_path: Path) -> None:
    for newsroom in added("affairs_without_dates.txt", tmp_path / "news.db"):
        precision, recall = grouped(newsroom, "affairs_without_dates.txt", dated=True)

    assert precision >= 0.97
    assert recall >= 0.93


@pytest.mark.parametrize(
    ("file", "least"),
    [("affairs_kept_back.txt", 0.67), ("affairs_kept_back_last.txt", 0.86), ("affairs_of_a_fortnight.txt", 0.5)],
)
def test_affairs_that_no_weights_were_fitted_on(tmp_path: Path, file: str, least: float) -> None:
    for newsroom in added(file, tmp_path / "news.db"):
        precision, recall = grouped(newsroom, file, dated=True)

    assert precision >= 0.95
    assert recall >= least


def test_ten_outlets_of_one_day_are_one_story_whatever_the_words(tmp_path: Path) -> None:
    told = affairs("affairs_in_ten_outlets.txt")
    days = Counter((one.event, one.article.published) for one in told if one.article.published)
    for newsroom in added("affairs_in_ten_outlets.txt", tmp_path / "news.db"):
        story = {one.id: found.number for found in newsroom.stories.since() for one in found.articles}

    for event, day in [key for key, count in days.items() if count > 1]:
        assert len({story[one.article.id] for one in told if (one.event, one.article.published) == (event, day)}) == 1


def test_ten_outlets_of_one_event_are_one_story(told: Newsroom) -> None:
    ten = {one.article.id for one in affairs() if one.event == "ten-outlets-0"}

    (story,) = (story for story in told.stories.since() if story.articles[0].id in ten)

    assert {article.id for article in story.articles} == ten
    assert len(story.outlets) == 10


def test_stories_since_a_day(told: Newsroom) -> None:
    start = datetime(2026, 12, 3, tzinfo=UTC)

    assert {article.published for story in told.stories.since(start) for article in story.articles} <= {start, None}


def article(public_id: str, text: str, **changes: object) -> NewArticle:
    published = datetime(2026, 3, 2, tzinfo=UTC)
    return replace(NewArticle(id=public_id, text=text, source="Post", title="", published=published), **changes)  # type: ignore[arg-type]


QUARRY = affairs()[0].article


def test_a_revised_article_keeps_its_story(tmp_path: Path) -> None:
    with closing(open_newsroom(tmp_path / "news.db", clock=lambda: NOW)) as newsroom:
        first = newsroom.add(QUARRY)
        (before,) = newsroom.stories.since()

        again = newsroom.add(replace(QUARRY, text=QUARRY.text + "\nRain is expected."))

        assert (first.row, again.status) == (again.row, AddStatus.REVISED)
        assert [story.number for story in newsroom.stories.since()] == [before.number]


def test_a_copy_is_the_same_story_whatever_its_title(tmp_path: Path) -> None:
    with closing(open_newsroom(tmp_path / "news.db", clock=lambda: NOW)) as newsroom:
        newsroom.add(QUARRY)
        newsroom.add(replace(QUARRY, id="copy", title="What we know so far", source="Wire", url="https://x.example/1"))

        assert len(newsroom.stories.since()) == 1


def text_of(*sentences: str, day: datetime = NOW, dated: bool = True) -> StoryText:
    return StoryText(
        title=["quarri"],
        sentences=[sentence.split() for sentence in sentences],
        sizes=[len(sentence) for sentence in sentences],
        names=["dunmer"],
        day=day.date(),
        dated=dated,
    )


def test_a_profile_survives_storing() -> None:
    made, found_by = profile(text_of("dunmer quarri monday collaps worker"), {"quarri": 2}, 10)

    again = load(dump(made))

    assert (again.day, again.dated, again.weekday, again.length) == (made.day, True, 0, 5)
    assert log_odds(made, [again]) == log_odds(made, [made])
    assert len(found_by) == 4  # a weekday is no term


def with_vectors(*vectors: list[float], model: int | None = None) -> ArticleProfile:
    """An article whose sentences have these vectors (the rest of them is 0), as it is stored and read."""
    rows = np.zeros((len(vectors), len(event_axes().axes)), np.float32)
    rows[:, : len(vectors[0])] = vectors
    meaning = Meaning.of(rows, event_axes().model if model is None else model)
    return load(dump(profile(replace(text_of("dunmer quarri monday collaps worker"), meaning=meaning), {}, 0)[0]))


def facts_of(one: ArticleProfile, other: ArticleProfile) -> dict[str, float]:
    return dict(zip(FACTS, pair_facts(one, [other], dated=True)[0].tolist(), strict=True))


def test_meanings_survive_storing_and_count_between_articles_of_the_known_model_only() -> None:
    one, like, other = with_vectors([0.2, 0.1]), with_vectors([0.2, 0.1]), with_vectors([-0.1, 0.2])
    strange = with_vectors([0.2, 0.1], model=2)

    assert facts_of(one, like)["meaning"] == pytest.approx(0.05, abs=1e-3)
    assert facts_of(one, other)["meaning"] == pytest.approx(0, abs=1e-3)
    assert facts_of(one, like)["apart"] == pytest.approx(0, abs=1e-3)
    assert facts_of(one, other)["apart"] > 0.1
    assert facts_of(strange, strange)["meaning"] == 0
    assert are_meant(one, like)
    assert not are_meant(one, strange)
    assert not are_meant(strange, strange)
    assert not are_meant(one, profile(text_of("dunmer quarri"), {}, 0)[0])


def test_the_axes_of_events_are_those_of_the_shipped_encoder() -> None:
    assert event_axes().model == term_hash(SentenceEncoder().name)


def test_several_first_sentences_survive_storing_and_the_closest_two_count() -> None:
    facts = facts_of(with_vectors([0.2, 0.0], [0.0, 0.2]), with_vectors([-0.2, 0.0], [0.0, 0.2]))

    assert facts["meaning"] == pytest.approx(-0.04, abs=1e-3)
    assert facts["opening"] == pytest.approx(0, abs=1e-3)
    assert facts["closest"] == pytest.approx(0.04, abs=1e-3)


def test_a_profile_stored_before_there_were_several_vectors_is_read() -> None:
    """Eight integers, two terms, one hash of the sketch, five rows of weights, and a vector."""
    head = np.array([2, 1, 30, 739_000, 1, -1, 7, 0], "<i8")
    parts = (np.array([5, 9], "<u4"), np.array([3], "<u4"), np.full((5, 2), 255, np.uint8), np.array([4], "<u4"))
    old = load(b"".join(part.tobytes() for part in (head, *parts, np.array([100, 50], np.int8))))

    assert (old.terms.tolist(), old.day, old.weekday, old.sketch, old.publisher) == (
        [5, 9],
        739_000,
        None,
        frozenset({3}),
        0,
    )
    assert old.meaning
    assert old.meaning.vectors.tolist() == [pytest.approx([0.2, 0.1])]


def test_articles_compared_together_have_the_facts_that_they_have_alone() -> None:
    one = with_vectors([0.2, 0.1])
    bare = profile(text_of("dunmer ferri tuesday storm", "a harbour"), {}, 0)[0]
    empty = profile(text_of(""), {}, 0)[0]
    others = [
        bare,
        with_vectors([0.2, 0.0], [0.0, 0.2]),
        empty,
        with_vectors([-0.1, 0.2]),
        with_vectors([0.3], model=2),
    ]

    for first in (one, bare, empty):
        together = pair_facts(first, others, dated=True)
        assert together == pytest.approx(np.vstack([pair_facts(first, [other], dated=True) for other in others]))


def test_an_outlet_that_told_it_on_another_day_has_something_new() -> None:
    def facts(outlet: str, day: int) -> float:
        first = replace(text_of("dunmer quarri monday"), outlet="BBC News")
        second = replace(text_of("dunmer quarri monday", day=NOW + timedelta(days=day)), outlet=outlet)
        found = pair_facts(profile(first, {}, 0)[0], [profile(second, {}, 0)[0]], dated=True)
        return float(found[0, FACTS.index("same outlet")])

    assert facts("BBC World", 1) == 1
    assert facts("BBC World", 0) == facts("The Lamp", 1) == 0


def test_days_decide_between_like_articles() -> None:
    monday = NOW - timedelta(days=NOW.weekday())

    def odds(day: int, weekday: str) -> float:
        first = text_of("dunmer quarri monday worker rescu wall", "nobodi knew it", day=monday)
        later = text_of(
            f"dunmer quarri {weekday} worker rescu slate", "nobodi knew it", day=monday + timedelta(days=day)
        )
        return float(log_odds(profile(first, {}, 0)[0], [profile(later, {}, 0)[0]])[0])

    assert odds(0, "monday") > odds(2, "wednesday")
    assert odds(1, "monday") > odds(1, "tuesday")
    assert odds(9, "wednesday") == -5


def same(odds: float) -> Callable[[ArticleProfile, Sequence[ArticleProfile]], list[float]]:
    """Whatever is compared has these log odds."""
    return lambda _, others: [odds] * len(others)


@pytest.mark.parametrize(
    ("names", "more", "needed"),
    [
        ("aruna kelm", "vesper kelm", JOINING.usual),
        ("nordhav lars odd", "nordhav tara munk", JOINING.usual + ONE_NAME),  # a bank and a whale of one town
        ("aruna kelm", "dorn", JOINING.few_names),  # may just leave out where
        ("aruna kelm", "vesper dorn", JOINING.strangers),
        ("peru lima", "nepal pokhara", JOINING.abroad),  # two such events of one day
        ("denmark aarhus", "danish odens", JOINING.strangers),
        ("peru lima", "vesper dorn", JOINING.strangers),  # may be the same country
    ],
)
def test_stories_that_name_others_need_more(names: str, more: str, needed: float) -> None:
    def named(words: str) -> ArticleProfile:
        text = text_of(f"{words} earthquak bury villag rescuer search")
        return profile(replace(text, title=["earthquak"], names=words.split()), {}, 0)[0]

    assert place(named(names), {7: [named(more)]}, same(needed)).story == 7
    assert place(named(names), {7: [named(more)]}, same(needed - 0.1)).story is None


def test_more_is_needed_where_many_articles_are_of_these_days() -> None:
    told = profile(text_of("dunmer quarri"), {}, 0)[0]

    def joins(odds: float, around: int) -> bool:
        return place(told, {7: [told]}, same(odds), around).story == 7

    assert joins(JOINING.usual, 0)
    assert joins(JOINING.usual, CROWD)
    assert not joins(JOINING.usual, 3 * CROWD)
    assert joins(JOINING.usual + 1.2 * CROWDED, 3 * CROWD)


def test_more_is_needed_of_articles_without_dates() -> None:
    told, undated = (profile(text_of("dunmer quarri", dated=dated), {}, 0)[0] for dated in (True, False))

    assert place(told, {7: [told]}, same(JOINING.usual)).story == 7
    assert place(told, {7: [undated]}, same(JOINING.usual)).story is None


def test_an_article_merges_stories_one_after_another() -> None:
    """The third story is like the second one only, so that it is merged when that one is."""
    new, first, second, third = (profile(text_of(f"dunmer quarri {word}"), {}, 0)[0] for word in "abcd")
    near = {frozenset(map(id, pair)) for pair in ((new, first), (new, second), (first, second), (second, third))}

    def odds(one: ArticleProfile, others: Sequence[ArticleProfile]) -> list[float]:
        return [1.0 if frozenset(map(id, (one, other))) in near else -2.0 for other in others]

    assert place(new, {1: [first], 2: [second], 3: [third]}, odds).merged == (2, 3)


def test_of_a_story_without_hope_only_the_newest_articles_are_read() -> None:
    """Reading profiles is a good part of what an article costs, and nearly all stories have no hope."""
    told = [profile(text_of(f"dunmer quarri {word}"), {}, 0)[0] for word in ("a", "b", "c", "d", "e", "f")]
    read: list[int] = []

    class Members(list[ArticleProfile]):
        def __iter__(self) -> Iterator[ArticleProfile]:
            read.extend(range(len(self)))
            return super().__iter__()

        def __getitem__(self, at: int | slice) -> ArticleProfile | list[ArticleProfile]:  # type: ignore[override]
            read.extend(range(len(self))[at] if isinstance(at, slice) else [at])
            return super().__getitem__(at)

    assert place(told[0], {7: Members(told)}, same(-4.0)).story is None
    assert set(read) == {0, 1}


def test_the_nearest_articles_of_a_story_decide() -> None:
    told = [profile(text_of(f"dunmer quarri {word}"), {}, 0)[0] for word in ("a", "b", "c", "d", "e")]
    like = {id(one): odds for one, odds in zip(told, (-3.0, 1.0, 1.0, -3.0, 1.0), strict=True)}

    assert place(told[0], {7: told}, lambda _, others: [like[id(other)] for other in others]).story == 7


def test_reports_that_differ_by_their_number_are_no_story() -> None:
    def report(number: str) -> ArticleProfile:
        text = text_of("dunmer market sold herring week")
        return profile(replace(text, title=["market", "report", number]), {}, 0)[0]

    assert log_odds(report("12"), [report("12"), report("13")]).tolist() == [4, -5]


def test_the_same_words_about_others_report_another_event() -> None:
    said = "striker score late goal home side win cup final penalti crowd cheer coach prais keeper save"

    def match(names: str, words: str) -> ArticleProfile:
        text = text_of(f"{names} {words}")
        return profile(replace(text, title=["late", "goal"], names=names.split()), {}, 0)[0]

    first, turned = match("dunmer kelm", said), " ".join(reversed(said.split()))
    others, another = log_odds(first, [match("vesper orlen", turned), match("dunmer orlen", turned)])
    assert others == -5 < another


def test_copies_are_told_by_shingles() -> None:
    body = " ".join(f"w{n}" for n in range(60))
    one, changed, other = (profile(text_of(text), {}, 0)[0] for text in (body, body + " more", "a b c d e f g"))

    assert is_copy(one, changed)
    assert not is_copy(one, other)


@pytest.mark.parametrize(
    ("outlet", "key"),
    [
        ("BBC News Africa", "bbc"),
        ("BBC Sport", "bbc"),
        ("BBC", "bbc"),
        ("nytimes.com", "new york times"),
        ("The New York Times", "new york times"),
        ("Sky News", "sky"),
        ("News", "news"),
        ("USA Today", "usa"),
        ("", ""),
    ],
)
def test_publishers(outlet: str, key: str) -> None:
    assert publisher(outlet) == key


def test_editions_of_a_publisher_count_once() -> None:
    assert one_each(["BBC News", "Reuters", "", "BBC Sport", "Reuters UK"]) == ["BBC News", "Reuters"]


def test_blurbs_of_an_event_come_together_and_its_sequel_stays_apart(tmp_path: Path) -> None:
    blurbs = (
        ("2026-10-07", "Hackers steal data of 12 million Mobilo customers",
         "Mobile operator Mobilo said on Wednesday that hackers had stolen names, addresses and bank details of "
         "12 million customers. The company found the breach last week."),
        ("2026-10-07", "Mobilo breach exposes 12 million customers",
         "Personal data of 12 million people are in the hands of hackers after an attack on Mobilo. Chief executive "
         "Greta Moll apologised."),
        ("2026-10-09", "Mobilo boss quits over data theft",
         "Greta Moll stepped down as chief executive of Mobilo on Friday, two days after the company admitted the "
         "theft of 12 million customers' data."),
        ("2026-10-09", "Greta Moll resigns from Mobilo",
         "The head of Mobilo, Greta Moll, has resigned over the hack of customer data. Finance chief Dirk Paul takes "
         "over for now."),
    )  # fmt: skip
    articles = [
        article(
            f"b{at}", text, title=title, source=f"outlet {at}", published=datetime.fromisoformat(f"{day}T09:00+00:00")
        )
        for at, (day, title, text) in enumerate(blurbs)
    ]
    with closing(open_newsroom(tmp_path / "news.db", clock=lambda: NOW)) as newsroom:
        list(newsroom.add_many(articles))
        told = [{one.id for one in story.articles} for story in newsroom.stories.since()]

    assert told == [{"b2", "b3"}, {"b0", "b1"}]


def test_blurbs_of_one_day_that_share_nothing_stay_apart(tmp_path: Path) -> None:
    blurbs = (
        ("Rowers sink within sight of the finish", "It was over after six minutes. Water came in from both sides."),
        ("England humiliated: all out for 94", "It was over soon after lunch. The batsmen had no answer to the spin."),
        ("Nine years for king of Lake Street", "No more caviar: the boss who fiddled away millions is in prison."),
        ("Czech central banker quits", "The head of the bank has stepped down after questions about a flat."),
        ("Latvian PM loses confidence vote", "The government has been brought down by a row about hospitals."),
        ("Blast in Prague", "A number of people have been injured in an explosion in a car park."),
        ("Hotel burns down", "Seven guests have died in a fire that began in the sauna of a Bulgarian ski hotel."),
        ("Last cinema in town shuts", "The projector hummed once more. Then they sold the seats for ten each."),
        ("Sheep block motorway", "For two hours nothing moved. A shepherd whistled, and they trotted off."),
        ("Mayor says sorry", "She should not have laughed, she admits. The opposition wants more than that."),
        ("Heat record falls", "It has never been this hot in May. Tomorrow it will be hotter."),
    )
    articles = [article(f"s{at}", text, title=title, source=f"outlet {at}") for at, (title, text) in enumerate(blurbs)]
    with closing(open_newsroom(tmp_path / "news.db", clock=lambda: NOW, tuning=AS_SHIPPED)) as newsroom:
        list(newsroom.add_many(articles))

        assert len(newsroom.stories.since()) == len(blurbs)
