"""Briefs, timelines, comparisons and trends over real annotations of the seeds and of one affair by three outlets."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.briefs.briefing import Briefing
from bot.briefs.comparison import MOST_QUOTES
from bot.briefs.coverage import weighed
from bot.briefs.material import material
from bot.briefs.timeline import MOST_TURNS
from bot.language.model.sentence_encoder import SentenceEncoder
from bot.models import Brief, BriefKind, NewArticle
from bot.newsroom import open_newsroom
from bot.quotes.search import Lookups
from bot.retrieval.first_stage.dense import DenseIndex
from bot.sources import FoundArticle, collect
from bot.store.archive.articles import Articles
from bot.store.file.database import Database
from bot.understanding.question import understand

SEEDS = Path(__file__).parents[2] / "seeds"
NOW = datetime(2026, 11, 16, 12, tzinfo=UTC)


def article(name: str, source: str, day: str, text: str) -> NewArticle:
    published = datetime.fromisoformat(day).replace(tzinfo=UTC)
    return NewArticle(id=name, title=text.split(".")[0], source=source, published=published, text=text)


#: A school named after a man, a poll on him by another one, and a report that only mentions somebody.
SCHOOL = [
    article(
        "school-1",
        "Orlo Gazette",
        "2026-08-04",
        "A judge has released papers of Brandel University, which taught how to sell houses.\n"
        "Students of Brandel University say that they were cheated of 3,000 crowns each.\n"
        "The school closed in 2021.",
    ),
    article(
        "school-2",
        "Coast Post",
        "2026-08-06",
        "Jost Brandel leads the race for mayor with 41 percent, a poll says.\n"
        "The poll was made by Velden University among 900 voters.\n"
        "Brandel gained four points, Kessa Dorn lost two.",
    ),
    article(
        "cookies",
        "Northern Wire",
        "2026-08-09",
        "The mayor of Velden turned 70 on Sunday and was given a cake.\n"
        "The cake weighed nine kilograms and was cut by the fire brigade.\n"
        "Some 200 guests came, among them the bishop.\n"
        "Kessa Dorn and her neighbour Ilva Tornow had sent recipes to a magazine.\n"
        "The magazine's readers preferred the mayor's.",
    ),
]  # fmt: skip
#: One dam told by three outlets, and another affair that shares its commonest words.
DAM = [
    article(
        "dam-1", "Orlo Gazette", "2026-09-01",
        "A crack of nine metres was found in the Marun dam near Orlo on Tuesday.\n"
        "The reservoir holds 40 million cubic metres of water.\n"
        "Engineer Ilka Brandt said that nobody was in danger.",
    ),
    article(
        "dam-2", "Coast Post", "2026-09-01",
        "A nine-metre crack has opened in the Marun dam, engineers said on Tuesday.\n"
        "The dam was built in 1961 and last inspected in 2019.",
    ),
    article(
        "dam-3", "Orlo Gazette", "2026-09-03",
        "The villages of Tarn and Lower Orlo were evacuated on Thursday because of the crack in the Marun dam.\n"
        "Some 2,300 people spent the night in schools.\n"
        "Who is to pay for it?\n"
        "Editor's note: this report on the crack in the Marun dam near Orlo was first published on 2 September.",
    ),
    article(
        "dam-4", "Northern Wire", "2026-09-09",
        "The Marun dam was declared safe on Wednesday after 600 tonnes of concrete had closed the crack.\n"
        "The people of Tarn and Lower Orlo may go home on Friday.",
    ),
    article(
        "beavers", "Coast Post", "2026-09-05",
        "Beavers have built a dam of 80 metres in the park of Halvern.\n"
        "The city will not remove it, the mayor said.",
    ),
]  # fmt: skip


#: A flood, what was promised a week later, another promise; and a strike whose two words stand in two sentences.
FLOOD = [
    article(
        "flood-1", "Orlo Gazette", "2026-09-18",
        "The Sarn burst its banks in Velden on Friday and flooded 300 houses during Storm Ulla.\n"
        "Firefighters took 90 people from their roofs in boats.",
    ),
    article(
        "flood-2", "Coast Post", "2026-09-19",
        "Velden lay under water on Saturday after Storm Ulla made the Sarn flood 300 houses.\n"
        "The storm was the strongest of the year, forecasters said.",
    ),
    article(
        "flood-3", "Northern Wire", "2026-09-26",
        "Minister Karin Dahl promised flooded Velden six million crowns on Saturday and was booed by residents.\n"
        "Each household gets 2,000 crowns before winter.\n"
        "A farmer who lost 33 cows said he had heard promises before.\n"
        "Storm Ulla had made the Sarn rise a week before.",
    ),
    article(
        "flood-4", "Northern Wire", "2026-09-28",
        "Minister Karin Dahl promised teachers in Velden a rise of three percent on Monday.\n"
        "Unions called it too little after years of waiting.",
    ),
    article(
        "tram", "Coast Post", "2026-09-29",
        "Four in five wagons stood still in Halvern on Tuesday as drivers began a strike over night shifts.\n"
        "The Halvern Tram Drivers' Union wants twelve hours of rest between shifts.\n"
        "The city offered ten hours and 500 crowns a year.",
    ),
]  # fmt: skip


#: An article with its headline once more as its first sentence.
GOLF = [
    NewArticle(
        id="golf",
        title="Golf",
        source="Coast Post",
        published=datetime(2026, 9, 30, tzinfo=UTC),
        text="Tour ditches the Arno golf course for Tarn in Mexico.\n"
        "The tour is leaving Arno after 54 years.\n"
        "From next spring it will play on a golf course in Tarn, which pays three million crowns a year.\n"
        "A bank had ended its sponsorship of the tournament in March, and nobody took its place.",
    )
]


#: A collapse told briefly, and the long report on it of a month later.
FOOTBRIDGE = [
    article(
        "footbridge-1", "Orlo Gazette", "2026-09-11",
        "The Lindau footbridge fell into the river on Friday evening.\n"
        "Seven walkers were hurt when the deck slid into the water.",
    ),
    article(
        "footbridge-2", "Coast Post", "2026-10-12",
        "A beam of the Lindau footbridge was rotten through two thirds of its depth, says a report on the collapse.\n"
        "Consultants had asked in 2021 for a new eastern beam of the footbridge within a year, says the report.\n"
        "Their letter was lost when the council moved 61 crates of papers on the footbridge to another office.\n"
        "Inspectors looked at the Lindau footbridge in 2023 from the bank, because nobody had a harness.\n"
        "Council leader Karel Voss apologised for the collapse before 300 people in the corn hall of Lindau.\n"
        "Two other footbridges near the cattle market and Mill Lane have been closed since the checks began.\n"
        "A new footbridge of aluminium will cost 1.3 million crowns and open in May 2028, the council decided.\n"
        "Insurers of the council have paid four of those hurt on the Lindau footbridge 20,000 crowns each.",
    ),
]  # fmt: skip


#: One landslide by two outlets, of which the second does not name the hill, and what came of it.
LANDSLIDE = [
    article(
        "landslide-1", "Orlo Gazette", "2026-08-04",
        "Nine houses of Upper Selvik were buried on Tuesday when the slope of the Harrenberg gave way.\n"
        "Rescuers with dogs searched the mud of Upper Selvik for a shepherd, Tove Lindahl, until dark.\n"
        "The last great landslide of the country killed 41 people at Morn in 1934.\n"
        "Geologist Arvid Brun said that the slope had been moving for weeks.",
    ),
    article(
        "landslide-2", "Coast Post", "2026-08-04",
        "A landslide buried nine houses of Upper Selvik on Tuesday, and the shepherd Tove Lindahl is missing.\n"
        "The county ordered the people of 60 more houses of Upper Selvik to leave the slope by nightfall.\n"
        "Geologist Arvid Brun said that nobody had listened to him.",
    ),
    article(
        "landslide-3", "Northern Wire", "2026-08-20",
        "The shepherd Tove Lindahl, who was missing when the Harrenberg gave way on 4 August, was found alive.\n"
        "Two others were treated for shock.\n"
        "County engineer Marit Osk resigned on Wednesday over the landslide of the Harrenberg.\n"
        "Osk said that the county had trusted an old map of the Harrenberg.",
    ),
]  # fmt: skip


#: Two affairs of one candidate, each told by two outlets.
CANDIDATE = [
    NewArticle(
        id=f"{affair}-{number}",
        title=title,
        text=text,
        source=("Orlo Gazette", "Northern Wire")[number],
        published=datetime(2026, 9, day, tzinfo=UTC),
    )
    for affair, day, told in (
        (
            "ad",
            20,
            (
                (
                    "Orvane ad attacks tax on heating",
                    "Piet Orvane began to show a television ad on Sunday in which he calls the tax on heating theft. "
                    "The ad runs on four channels until the vote and cost 900,000 crowns.",
                ),
                (
                    "In a new ad Orvane calls heating tax theft",
                    "Candidate Piet Orvane calls the tax on heating theft in an ad that four channels show. "
                    "A chimney sweep speaks the last words of the ad.",
                ),
            ),
        ),
        (
            "endorsed",
            12,
            (
                (
                    "Sheriff Pell endorses Orvane",
                    "Sheriff Dorn Pell endorsed Piet Orvane on Saturday at a rodeo in Lodden. "
                    "Pell said that Orvane alone had visited his jail.",
                ),
                (
                    "Orvane wins the sheriff of Lodden",
                    "Piet Orvane won the support of Dorn Pell, the sheriff of Lodden, at a rodeo on Saturday. "
                    "The jail that Pell runs is the largest of the country.",
                ),
            ),
        ),
    )
    for number, (title, text) in enumerate(told)
]

#: A theft whose day stands in a clause of its own, and a short sentence that tells a turn.
BELL = [
    article(
        "bell-1", "Coast Post", "2026-10-12",
        "Thieves who came through the roof of the Torsk lighthouse in the small hours of Sunday took its bronze bell.\n"
        "The coastguard warned ships on Sunday that the Torsk lighthouse would not sound in fog.",
    ),
    article(
        "bell-2", "Northern Wire", "2026-10-30",
        "The bronze bell of the Torsk lighthouse was found on Friday in a barn near Vell, under straw.\n"
        "Three men were arrested.\n"
        "They liked it.",
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("briefs") / "news.db"
    found = [one.article for one in collect([SEEDS], now=NOW) if isinstance(one, FoundArticle)]
    with closing(open_newsroom(path)) as newsroom:
        assert (
            len(
                list(
                    newsroom.add_many(
                        [*found, *DAM, *FLOOD, *GOLF, *FOOTBRIDGE, *LANDSLIDE, *CANDIDATE, *BELL, *SCHOOL]
                    )
                )
            )
            > 40
        )
    return path


@pytest.fixture
def database(filled: Path, tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "news.db"
    shutil.copy(filled, path)
    with Database.open(path) as opened:
        yield opened


@pytest.fixture
def briefing(database: Database) -> Briefing:
    dense = DenseIndex(SentenceEncoder())
    return Briefing(database, lambda: NOW, Lookups(database, dense=dense), dense)


def ids(found: Brief) -> list[str]:
    return [sentence.headline.id for sentence in found.sentences]


def told(found: Brief) -> str:
    return " ".join(sentence.text for sentence in found.sentences)


def test_a_brief_tells_the_facts_of_all_outlets_in_the_order_of_time(briefing: Briefing) -> None:
    found = briefing.brief("the Marun dam")

    assert found.kind is BriefKind.BRIEF
    assert 3 <= len(found.sentences) <= 7
    days = [sentence.day for sentence in found.sentences]
    assert days == sorted(days, key=str)
    for fact in ("nine", "2,300", "evacuated", "600 tonnes"):
        assert fact in told(found)
    assert {sentence.headline.source for sentence in found.sentences} >= {"Orlo Gazette", "Northern Wire"}


def test_another_affair_with_the_same_word_is_left_out(briefing: Briefing) -> None:
    assert "beavers" not in ids(briefing.brief("the Marun dam"))
    assert "beavers" not in ids(briefing.timeline("Marun dam"))


def test_a_long_article_leaves_room_for_what_a_short_one_tells(briefing: Briefing) -> None:
    found = briefing.brief("the Lindau footbridge")

    for fact in ("fell into the river", "Seven walkers", "rotten"):
        assert fact in told(found)


def test_words_far_apart_are_no_topic(briefing: Briefing) -> None:
    """A walker and the council's papers are in one report, but nothing there is a walker's paper."""
    assert briefing.brief("consultants crates").sentences == ()
    assert briefing.brief("rotten beam").sentences


def test_words_apart_as_an_article_begins_are_a_topic(briefing: Briefing) -> None:
    assert set(ids(briefing.timeline("tram strike"))) == {"tram"}


def test_a_later_report_with_all_the_words_of_a_named_affair_belongs_to_it(briefing: Briefing) -> None:
    found = briefing.timeline("Storm Ulla and the Velden flood")

    assert set(ids(found)) == {"flood-1", "flood-2", "flood-3"}
    assert "promised flooded Velden six million" in told(found)


def test_a_headline_within_the_text_is_not_told_beside_its_news(briefing: Briefing) -> None:
    found = briefing.brief("Arno golf course")

    assert "Tour ditches" not in told(found)
    assert "leaving Arno after 54 years" in told(found)


def test_behind_a_headline_within_the_text_its_news_leads(database: Database) -> None:
    with database.reading() as archive:
        found = material(archive, understand(archive, "Arno golf course", NOW))

    assert ["leaving Arno after 54 years" in one.sentence.text for one in weighed(found) if one.leads] == [True]


def test_a_name_alone_tells_no_affair(briefing: Briefing) -> None:
    """Articles of one other affair do not vouch for each other."""
    assert set(ids(briefing.brief("Orvane ad"))) == {"ad-0", "ad-1"}
    assert {one.rpartition("-")[0] for one in ids(briefing.brief("Orvane"))} == {"ad", "endorsed"}


def test_sentences_are_verbatim_and_none_says_the_same_as_another(briefing: Briefing, database: Database) -> None:
    found = briefing.brief("Marun dam")
    texts = {sentence.headline.row: Articles(database).article(sentence.headline.row) for sentence in found.sentences}

    for sentence in found.sentences:
        held = texts[sentence.headline.row]
        assert held is not None
        assert sentence.text in held.text
    assert len({sentence.text for sentence in found.sentences}) == len(found.sentences)
    assert told(found).count("crack has opened") + told(found).count("crack of nine metres") == 1


def test_questions_and_notes_of_an_article_are_no_part_of_a_brief(briefing: Briefing) -> None:
    both = told(briefing.brief("Marun dam")) + told(briefing.timeline("Marun dam"))

    assert "Who is to pay" not in both
    assert "Editor's note" not in both


def test_a_brief_of_one_article_does_not_only_tell_its_beginning(tmp_path: Path) -> None:
    """Neighbours often go on about the same."""
    text = (
        "The Gruen tunnel was closed on Monday after smoke had filled its eastern tube.\n"
        "Smoke filled the eastern tube of the Gruen tunnel at seven in the morning, its operator said.\n"
        "The operator of the Gruen tunnel said that a lorry had burned in the eastern tube.\n"
        "The lorry in the Gruen tunnel carried paint and had stopped near the eastern exit.\n"
        "The paint burned for two hours before the fire brigade reached the exit of the Gruen tunnel.\n"
        "The fire brigade had asked for a second exit of the Gruen tunnel in 2019.\n"
        "The state wants to build that exit by 2029 for 31 million crowns.\n"
        "Drivers must use the pass road until Friday.\n"
        "A union of drivers demands that lorries with paint be banned."
    )
    with closing(open_newsroom(tmp_path / "one.db")) as newsroom:
        newsroom.add(article("tunnel", "Orlo Gazette", "2026-09-14", text))
        brief = newsroom.brief("Gruen tunnel", asked=NOW)

    assert "A union of drivers demands" in told(brief)


def test_a_window_is_a_condition(briefing: Briefing) -> None:
    assert set(ids(briefing.brief("Marun dam since 5 September"))) == {"dam-4"}


def test_nothing_in_the_days_asked_for_names_the_newest_there_is(briefing: Briefing) -> None:
    found = briefing.brief("Marun dam since 1 November")

    assert found.sentences == ()
    assert found.topic == "Marun dam"
    assert found.newest is not None
    assert found.newest.id == "dam-4"


@pytest.mark.parametrize("topic", ["zeppelins over Peru", "", "?!"])
def test_what_is_in_no_article_has_no_brief(briefing: Briefing, topic: str) -> None:
    assert briefing.brief(topic).sentences == ()
    assert briefing.timeline(topic).sentences == ()


def test_a_timeline_tells_each_turn_by_the_day_it_happened(briefing: Briefing) -> None:
    turns = briefing.timeline("Strake trial")

    days = [turn.day for turn in turns.sentences if turn.day]
    assert (days[0], days[-1]) == (date(2026, 10, 14), date(2026, 11, 13))
    assert days == sorted(days)
    assert "denies" in turns.sentences[0].headline.title
    for deed, day in (("convicted", 4), ("arrested", 12), ("sentenced", 13)):
        assert any(deed in turn.text for turn in turns.sentences if turn.day == date(2026, 11, day))
    assert len(turns.sentences) <= MOST_TURNS


def test_a_timeline_begins_with_the_first_report_and_ends_with_the_last(briefing: Briefing) -> None:
    turns = briefing.timeline("Marun dam")

    assert ids(turns)[0] in {"dam-1", "dam-2"}
    assert ids(turns)[-1] == "dam-4"
    assert "dam-3" in ids(turns)


def test_a_coming_day_is_not_the_day_of_a_turn(briefing: Briefing) -> None:
    """ "May go home on Friday", written on a Wednesday, did not happen on the Friday before."""
    days = {turn.day for turn in briefing.timeline("Marun dam").sentences}

    assert days <= {date(2026, 9, 1), date(2026, 9, 3), date(2026, 9, 9)}


def test_reports_of_the_same_events_belong_to_the_affair_whatever_they_call_it(briefing: Briefing) -> None:
    assert "landslide-2" in ids(briefing.timeline("Harrenberg"))
    assert "60 more houses" in told(briefing.timeline("Harrenberg"))


def test_other_reports_of_the_same_events_obey_what_restricts_the_topic(briefing: Briefing) -> None:
    assert set(ids(briefing.timeline("Harrenberg since 10 August"))) == {"landslide-3"}
    assert set(ids(briefing.brief('Harrenberg from:"Orlo Gazette"'))) == {"landslide-1"}


def test_a_day_within_a_clause_is_not_that_of_the_turn(briefing: Briefing) -> None:
    days = {turn.text.split(",")[0]: turn.day for turn in briefing.timeline("Harrenberg").sentences}

    assert days["The shepherd Tove Lindahl"] == date(2026, 8, 20)


def test_a_timeline_begins_with_what_happened_and_not_with_what_was_said_of_it(briefing: Briefing) -> None:
    turns = briefing.timeline("Torsk lighthouse bell").sentences

    assert turns[0].text.startswith("Thieves")
    assert turns[0].day == date(2026, 10, 11)


def test_a_short_sentence_is_a_turn_if_something_happens_in_it(briefing: Briefing) -> None:
    turns = told(briefing.timeline("Torsk lighthouse bell"))

    assert "Three men were arrested." in turns
    assert "They liked it." not in turns


def test_a_timeline_tells_acts_of_the_affair_and_no_old_history(briefing: Briefing) -> None:
    turns = told(briefing.timeline("Harrenberg"))

    assert "resigned" in turns
    assert "1934" not in turns


def test_a_comparison_has_the_words__of_each_in_turns(briefing: Briefing) -> None:
    found = briefing.comparison(["Saul", "Pellun"])

    assert [sentence.speaker for sentence in found.sentences][:2] == ["Henrike Saul", "Dario Pellun"]
    assert found.missing == ()
    assert len(found.sentences) <= MOST_QUOTES


def test_what_was_said_on_the_affair_in_other_words_is_compared_too(briefing: Briefing) -> None:
    found = briefing.comparison(["Brun", "Osk"], "the Harrenberg")

    assert found.missing == ()
    assert "nobody had listened" in told(found)
    assert "old map" in told(found)


def test_what_both_said_of_the_affair_is_compared_though_the_topic_is_of_one_report(briefing: Briefing) -> None:
    found = briefing.comparison(["Saul", "Pellun"], "the canteen")

    assert "2026-10-28-saul-resigns" in ids(found)
    assert "2026-11-10-pellun-governor" in ids(found)


def test_a_comparison_of_some_days_has_no_words_of_others(briefing: Briefing) -> None:
    for names, topic in ((["Brun", "Osk"], "the Harrenberg since 10 August"), (["Brun", "Osk since 10 August"], "")):
        found = briefing.comparison(names, topic)

        assert found.missing == ("Brun",)
        assert set(ids(found)) == {"landslide-3"}


def test_nobody_says_all_of_a_comparison(briefing: Briefing) -> None:
    found = briefing.comparison(["Saul", "Zebedee Quark"])

    assert len(found.sentences) == 4


def test_outlets_are_compared_by_what_each_of_them_writes(briefing: Briefing) -> None:
    found = briefing.comparison(['from:"Orlo Gazette"', 'from:"Northern Wire"', 'from:"Tessarn Courier"'], "Marun dam")

    assert list(dict.fromkeys(one.speaker for one in found.sentences)) == ["Orlo Gazette", "Northern Wire"]
    assert all(one.headline.source == one.speaker for one in found.sentences)
    assert found.missing == ('from:"Tessarn Courier"',)


def test_who_said_nothing_is_named(briefing: Briefing) -> None:
    found = briefing.comparison(["Saul", "Zebedee Quark"], "winter")

    assert found.missing == ("Zebedee Quark",)
    assert {sentence.speaker for sentence in found.sentences} == {"Henrike Saul"}


def test_trends_are_named_more_often_than_before(briefing: Briefing) -> None:
    found = briefing.trending()

    assert found.until == date(2026, 11, 15)
    assert found.trends
    for trend in found.trends:
        assert trend.now >= 2
        assert trend.now > trend.before
        assert trend.now == sum(trend.days[-3:])


def test_where_few_articles_come_in_a_longer_period_has_trends(tmp_path: Path) -> None:
    told = [
        NewArticle(
            id=f"quarry-{day}",
            title="Quarry",
            text=f"Ilka Brandt {does} the quarry of Tarn.",
            source="Orlo Gazette",
            published=datetime(2026, 11, day, tzinfo=UTC),
        )
        for day, does in ((5, "visited"), (14, "closed"))
    ]
    with closing(open_newsroom(tmp_path / "few.db")) as newsroom:
        assert len(list(newsroom.add_many(told))) == 2
    with Database.open(tmp_path / "few.db") as few:
        found = Briefing(few, lambda: NOW, Lookups(few)).trending()

    assert "Ilka Brandt" in {trend.name for trend in found.trends}
    assert (found.since, found.until) == (date(2026, 11, 1), date(2026, 11, 14))


def test_words_that_only_say_that_there_is_an_affair_may_be_missing(briefing: Briefing) -> None:
    named, called = briefing.brief("Marun dam"), briefing.brief("Marun dam palaver")

    assert named.sentences
    assert [one.text for one in called.sentences] == [one.text for one in named.sentences]


def test_nothing_is_trending_in_an_empty_archive(tmp_path: Path) -> None:
    with Database.open(tmp_path / "empty.db") as empty:
        assert Briefing(empty, lambda: NOW, Lookups(empty)).trending().trends == ()


def test_the_words_of_a_name_in_two_other_names_are_not_it(briefing: Briefing) -> None:
    assert set(ids(briefing.brief("Brandel University"))) == {"school-1"}
    assert set(ids(briefing.timeline("Brandel University"))) == {"school-1"}


def test_of_a_report_that_only_mentions_somebody_nothing_else_is_told(briefing: Briefing) -> None:
    assert [sentence.text.split()[0] for sentence in briefing.brief("Ilva Tornow").sentences] == ["Kessa"]


#: A report, a roundup of which one item is on the same matter, and a report that calls it something else.
ROUNDUP = [
    article(
        "felden-1", "Orlo Gazette", "2026-10-20",
        "Mayor Ilka Thorsen of Felden resigned on Monday over the sale of the water company to her brother.\n"
        "He had paid one crown for it in March, before anybody else could bid.\n"
        "Councillors choose her successor in December.",
    ),
    article(
        "felden-2", "Coast Post", "2026-10-21",
        "Five things to know this Wednesday morning.\n"
        "Ilka Thorsen leaves the town hall because of the sale of the water company, which 4,000 opposed.\n"
        "Scientists in Vell have found a beetle that eats plastic bags.\n"
        "The national women's team beat Orlo 4-1 at handball on Sunday evening.\n"
        "Onions will be dearer this winter since frost came early in the south.",
    ),
    article(
        "felden-3", "Northern Wire", "2026-10-24",
        "Felden sold its water firm for one crown, and prosecutors want to know why.\n"
        "The water firm has 30 pumps and 41,000 customers.\n"
        "Whoever bought the water firm would have owned the town's wells too.",
    ),
]  # fmt: skip


@pytest.fixture
def felden(tmp_path: Path) -> Iterator[Briefing]:
    with closing(open_newsroom(tmp_path / "felden.db")) as newsroom:
        assert len(list(newsroom.add_many([*ROUNDUP, *DAM, *GOLF]))) == len([*ROUNDUP, *DAM, *GOLF])
    with Database.open(tmp_path / "felden.db") as opened:
        dense = DenseIndex(SentenceEncoder())
        yield Briefing(opened, lambda: NOW, Lookups(opened, dense=dense), dense)


def test_what_a_roundup_tells_of_other_matters_is_left_out(felden: Briefing) -> None:
    found = told(felden.brief("the sale of the water company"))

    assert "resigned on Monday" in found
    for other in ("beetle", "handball", "Onions"):
        assert other not in found


def test_articles_that_call_it_something_else_belong_to_a_brief(felden: Briefing) -> None:
    found = felden.brief("the sale of the water company")

    assert "felden-3" in ids(found)


@pytest.mark.parametrize(
    ("topic", "unknown"), [("cholera outbreak", True), ("a ballet premiere", True), ("a dam that burst", False)]
)
def test_a_topic_is_unknown_if_nothing_is_near_it(felden: Briefing, topic: str, unknown: bool) -> None:
    found = felden.brief(topic)

    assert found.unknown is (unknown and not found.sentences)
    assert unknown is not bool(found.sentences) or not found.unknown


#: What came of a promise made years ago.
TUNNEL = [
    article(
        "tunnel-1", "Orlo Gazette", "2026-09-30",
        "The Ekmar tunnel will open in May, the county of Sund said on Wednesday.\n"
        "On 4 March 2019 the county had promised to open the Ekmar tunnel within three years.\n"
        "Water broke into the Ekmar tunnel in 2021 and drowned two drills.\n"
        "The last accident in a tunnel of Sund was in 1999, in another county's days.",
    ),
]  # fmt: skip


def test_a_turn_of_years_ago_stands_at_its_own_day(tmp_path: Path) -> None:
    with closing(open_newsroom(tmp_path / "tunnel.db")) as newsroom:
        assert len(list(newsroom.add_many([*TUNNEL, *DAM]))) == len([*TUNNEL, *DAM])
    with Database.open(tmp_path / "tunnel.db") as opened:
        turns = Briefing(opened, lambda: NOW, Lookups(opened)).timeline("the Ekmar tunnel").sentences

    assert turns[0].day == date(2019, 3, 4)
    assert "drowned two drills" in " ".join(turn.text for turn in turns)
    assert "1999" not in " ".join(turn.text for turn in turns)
