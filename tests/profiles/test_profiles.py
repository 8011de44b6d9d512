"""A person's page from real rows: definitions, counts, dates, companions, quotes over time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from bot.language import descriptions
from bot.models import Name
from bot.profiles.profiles import COMPANIONS, Portrait, Portraying
from bot.store.archive.portraits import Portraits
from bot.store.file.database import Database
from bot.store.reading import entities
from tests.support.storing import Said, day, organisation, person, store, stored

MARSH = person("Elena Marsh", "Marsh")
MS_MARSH = person("Elena Marsh", "Ms Marsh")


def add(
    database: Database, public_id: str, text: str, names: Sequence[Name] = (MARSH,), *said: Said, **changes: object
) -> None:
    store(database, stored(public_id, text, **changes), names, said)


def page(database: Database, name: str = "Elena Marsh") -> Portrait:
    found = Portraying(database).named(name).portrait
    assert found
    return found


def test_what_most_articles_say_comes_first_and_each_thing_once(database: Database) -> None:
    add(database, "a1", "Elena Marsh, a former sailor, was there.", published=day(9))
    add(database, "a2", "Minister Marsh was there.", published=day(2))
    add(database, "a3", "Transport Minister Elena Marsh was there.", published=day(3))
    add(database, "a4", "Transport Minister Elena Marsh was here.", published=day(4))

    found = page(database).defined

    assert [(one.text, one.articles, one.headline.id) for one in found] == [
        ("Transport Minister Elena Marsh", 3, "a4"),
        ("Elena Marsh, a former sailor", 1, "a1"),
    ]


def test_of_what_somebody_is_says_more_than_a_word(database: Database) -> None:
    add(database, "a1", "Elena Marsh, the founder of a freight company, was there.", published=day(2))
    add(database, "a2", "The magnate Elena Marsh was there.", published=day(9))

    assert [one.headline.id for one in page(database).defined] == ["a1", "a2"]


def test_of_what_somebody_is_comes_before_words_that_point_to_another_sentence(database: Database) -> None:
    add(database, "a1", "Elena Marsh, the head of Coast Radio, was there.", published=day(2))
    add(database, "a2", "Elena Marsh, its founder, was there.", published=day(9))

    assert [one.headline.id for one in page(database).defined] == ["a1", "a2"]


def test_definitions_are_cited_and_verbatim(database: Database) -> None:
    text = "It rained.\nElena Marsh, the minister, was there."
    add(database, "a1", text, url="https://news.example/rain", source="The Courier")

    [one] = page(database).defined

    assert one.text in text
    assert (one.headline.source, one.headline.url) == ("The Courier", "https://news.example/rain")


def test_counts_dates_names_and_quotes(database: Database) -> None:
    said = [Said("rain", "Marsh", "Elena Marsh"), Said("wind", "Marsh", "Elena Marsh")]
    add(database, "a1", "Marsh said rain and wind.", [MARSH], *said, published=day(2))
    add(database, "a2", "Elena Marsh was there. Marsh left.", published=day(20))
    add(database, "a3", "Elena Marsh went.", published=None)
    add(database, "a4", "E. Marsh, called Iron Elena, went.", [person("Elena Marsh", "E. Marsh", "Iron Elena")])
    add(database, "a5", "It rained.", [])

    found = page(database)

    assert found.articles == 4
    assert (found.first, found.last) == (day(1), day(20))
    assert found.names == ("Iron Elena",)
    assert [one.content for one in found.latest] == ["rain", "wind"]
    assert found.speaker.quotes == 2
    assert found.timeline
    assert found.timeline.counts == ((date(2026, 6, 1), 2),)


def test_the_latest_quotes_are_three(database: Database) -> None:
    for number in range(1, 6):
        add(
            database,
            f"a{number}",
            f"Marsh said rain{number}.",
            [MARSH],
            Said(f"rain{number}", "Marsh", "Elena Marsh"),
            published=day(number),
        )

    assert [one.content for one in page(database).latest] == ["rain5", "rain4", "rain3"]


def test_undated_articles_are_on_no_timeline(database: Database) -> None:
    add(database, "a1", "Marsh said rain.", [MARSH], Said("rain", "Marsh", "Elena Marsh"), published=None)

    found = page(database)

    assert (found.timeline, found.first, found.last) == (None, None, None)


def test_who_shares_sentences_comes_before_who_shares_articles(database: Database) -> None:
    reed, norlys, low = person("Tom Reed"), organisation("Norlys"), person("Ann Low")
    everyone = [MARSH, reed, norlys, low]
    add(database, "a1", "Elena Marsh met Tom Reed of Norlys.", everyone)
    add(database, "a2", "Elena Marsh met Tom Reed. Ann Low left.", everyone)
    add(database, "a3", "Elena Marsh left. Ann Low came.", everyone)
    add(database, "a4", "Tom Reed and Ann Low were alone.", everyone)

    found = page(database).companions

    assert [(one.name, one.group, one.sentences, one.articles) for one in found] == [
        ("Tom Reed", "people", 2, 2),
        ("Norlys", "organisations", 1, 1),
        ("Ann Low", "people", 0, 2),
    ]


def test_companions_are_few_and_none_is_oneself(database: Database) -> None:
    others = [person(f"Ann Low{number}") for number in range(COMPANIONS + 2)]
    own = Name(name="Marsh", label="ORG")
    names = [MARSH, own, Name(name="Dane", label="NORP"), *others]
    add(database, "a1", f"Elena Marsh, Marsh, a Dane, {', '.join(one.name for one in others)} met.", names)

    found = page(database).companions

    assert len(found) == COMPANIONS
    assert {one.group for one in found} == {"people"}


def test_one_name_under_two_labels_is_one_companion(database: Database) -> None:
    names = [MARSH, Name(name="Velmora", label="GPE")]
    add(database, "a1", "Elena Marsh left Velmora.", names)
    add(database, "a2", "Elena Marsh saw Velmora.", names)
    add(database, "a3", "Elena Marsh liked Velmora.", [MARSH, person("Velmora")])

    assert [(one.name, one.group) for one in page(database).companions] == [("Velmora", "places")]


@pytest.mark.parametrize(("reports", "shown"), [(2, "GPE"), (1, "ORG")])
def test_who_is_called_exactly_so_precedes_whose_name_holds_it_if_named_as_often(
    database: Database, reports: int, shown: str
) -> None:
    club = organisation("Tarn Athletic", "Tarn Athletic")
    for at in range(2):
        add(
            database,
            f"c{at}",
            "Tarn Athletic won, Tarn Athletic said.",
            [club],
            Said("Tarn Athletic won", "Tarn Athletic", "Tarn Athletic", "ORG"),
        )
    for at in range(reports):
        add(database, f"t{at}", "It rained in Tarn.", [Name(name="Tarn", label="GPE")])

    assert page(database, "Tarn").speaker.label == shown


def test_of_a_name_read_in_two_ways_the_rare_one_is_a_slip(database: Database) -> None:
    for at, label in enumerate(["GPE", "GPE", "PERSON"]):
        add(database, f"a{at}", "It rained in Orlo.", [Name(name="Orlo", label=label)])

    assert page(database, "Orlo").speaker.label == "GPE"
    add(database, "a3", "Orlo spoke.", [Name(name="Orlo", label="PERSON")])
    assert len(Portraying(database).named("Orlo").choices) == 2


def test_looking_up(database: Database) -> None:
    add(database, "a1", "Elena Marsh met Leonie Marsh.", [MARSH, person("Leonie Marsh", "Marsh")])
    portraying = Portraying(database)

    several = portraying.named("Marsh")
    assert (several.portrait, several.near) == (None, False)
    assert {one.name for one in several.choices} == {"Elena Marsh", "Leonie Marsh"}

    near = portraying.named("Elena Mersh")
    assert (near.portrait, near.near) == (None, True)
    assert near.choices[0].name == "Elena Marsh"

    nobody = portraying.named("Xylophonius")
    assert (nobody.portrait, nobody.choices) == (None, ())
    assert portraying.of(several.choices[1].row).portrait
    assert portraying.of(999).portrait is None


def test_dates_of_somebody_named_all_the_time(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in (5, 2, 9):
        add(database, f"a{number}", "Elena Marsh was there.", published=day(number))
    add(database, "a0", "Elena Marsh was there.", published=None)
    add(database, "a8", "Nobody was there.", [], published=day(30))
    row = page(database).speaker.row
    exact = Portraits(database).dates(row)

    monkeypatch.setattr(entities, "OFTEN", 2)

    assert Portraits(database).dates(row) == exact == (day(2), day(9))
    assert Portraits(database).dates(999) == (None, None)


def test_a_sample_holds_the_newest(database: Database) -> None:
    for number in range(1, 8):
        add(database, f"a{number}", f"Elena Marsh was {number}. Marsh left.")
    row = page(database).speaker.row

    seen = Portraits(database).newest_mentions(row, limit=4)

    with database.reading() as reader:
        headlines = reader.headlines([article for _, article in seen])
        excerpts = reader.excerpts([sentence for sentence, _ in seen])
    assert {one.id for one in headlines.values()} == {"a7", "a6"}
    assert {one.text for one in excerpts} == {"Elena Marsh was 7.", "Elena Marsh was 6."}


def test_a_page_over_five_hundred_mentions_reads_no_sentence(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(260):
        add(database, f"a{number}", f"Minister Elena Marsh was {number}.\nMs Marsh, who owns a boat, left.", [MS_MARSH])
    row = page(database).speaker.row
    with database.reading() as reader:
        assert reader.execute("SELECT count(*) FROM mentions WHERE entity_id = ?", [row]).fetchone()[0] > 500
        statements: list[str] = []
        reader.set_trace_callback(statements.append)

        def refused(*_: object) -> None:
            raise AssertionError("a rule looked at a sentence")

        monkeypatch.setattr(descriptions, "definition", refused)
        found = Portraying(database).of(row).portrait
        reader.set_trace_callback(None)

    assert found is not None
    assert [one.articles for one in found.defined] == [250, 250]  # of the newest 500 descriptions
    assert len(statements) <= 16


def test_words_for_an_organisation_are_on_its_page(database: Database) -> None:
    water = organisation("Sarn Water")
    said = Said("It leaks", "Sarn Water spokeswoman Elena Marsh", "Elena Marsh", spoken_for="Sarn Water")
    add(database, "a1", "It leaks, Sarn Water spokeswoman Elena Marsh said.", [water, MARSH], said, published=day(2))

    found = page(database, "Sarn Water")

    assert [(one.content, one.voice) for one in found.latest] == [("It leaks", "Elena Marsh")]
    assert (found.speaker.quotes, Portraits(database).quote_days(found.speaker.row)) == (1, {date(2026, 6, 2): 1})
