"""Follow-up questions, as dialogues: (you say, the bot's first excerpt begins)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.ingestion import Adding
from bot.models import Turn
from bot.retrieval.answers.pipeline import Answering
from bot.retrieval.answers.query_rewriting import RewrittenQuestion, in_context
from bot.retrieval.answers.turns import MOST_SHOWN
from bot.retrieval.ranking.ranker import NOTHING_EARLIER
from bot.store.file.database import Database
from tests.support.retrieval_archive import NOW, Plain, article, fill


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with Database.open(tmp_path_factory.mktemp("conversation") / "news.db") as database:
        fill(database)
        yield database


@pytest.fixture(scope="module")
def answering(archive: Database) -> Answering:
    return Answering(archive)


def follows_up(asked: RewrittenQuestion) -> bool:
    """Does it certainly take something from an earlier turn?"""
    return asked.earlier != NOTHING_EARLIER and asked.earlier.beside is None and not asked.unsure


DIALOGUES = [
    [("Where did Virta meet Hale?", "Aino Virta met mayor"), ("What did they talk about?", "They talked about")],
    [("Where did Virta meet Hale?", "Aino Virta met mayor"), ("What did he say?", '"She brought the rain')],
    [("Who is finance minister?", "Finance minister Aino Virta"), ("How old is she?", "Virta, 47")],
    [("What did the museum buy?", "The museum in Velden"), ("How much did it cost?", "It paid 80,000")],
    [("When did the ferry run aground?", "The ferry Kittiwake"), ("How many people were injured?", "At least nine")],
    [("What did Norvik Bank say?", "Chief executive Marta"), ("Why?", "Norvik Bank will close")],
    [("Who won the island cup?", "Sandholm Rovers won"), ("Who scored?", "Ines Okoro")],
    [("How many jobs will Norvik Bank cut?", "About 60"), ("Why does it close branches?", "Norvik Bank will")],
    [("What opened in Tilsen?", "The school in Tilsen"), ("What about Sandholm?", "The tunnel between")],
    [("Where did Virta meet Hale?", "Aino Virta met mayor"), ("What did Hale joke?", '"She brought the rain')],
]  # fmt: skip


@pytest.mark.parametrize("dialogue", DIALOGUES, ids=[dialogue[-1][0] for dialogue in DIALOGUES])
def test_follow_ups_are_answered_in_their_context(answering: Answering, dialogue: list[tuple[str, str]]) -> None:
    history: list[Turn] = []
    for question, expected in dialogue:
        answer = answering.ask(question, asked=NOW, history=history)

        assert answer.excerpts[0].text.startswith(expected)
        assert answer.turn is not None
        history.append(answer.turn)


FERRY = Turn(
    question="When did the ferry Kittiwake run aground off Port Arven?",
    article_row=1,
    sentence_rows=(1, 2),
    names=("Kittiwake", "Port Arven"),
    terms=("ferri", "kittiwak", "run", "aground", "port", "arven"),
)


@pytest.mark.parametrize(
    ("question", "follows"),
    [
        ("Was anyone hurt by it?", True),
        ("Different question: was anyone hurt by it?", False),
        ("And the captain?", True),
        ("Why?", True),
        ("What about Tilsen?", True),
        ("How old is the finance minister Aino Virta?", False),
        ("Did Virta say that she would resign?", False),
        ("Is it true that the bank closes branches?", False),
        ("How many branches were there?", False),
        ("How did they get there?", True),
        ("And the cost?", True),
        ("Were there whales?", False),
        ("Which museum bought a map?", False),
    ],
)
def test_only_questions_that_point_back_follow_up(archive: Database, question: str, follows: bool) -> None:
    with archive.reading() as reader:
        assert follows_up(in_context(reader, question, NOW, [FERRY])) is follows


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("And how many passengers did it have then?", True),
        ("How much did it cost at the time?", True),
        ("Who was its captain that month?", True),
        ("What did they do then?", False),  # what followed
        ("How many passengers did it have?", False),
        ("How many passengers did it then have?", False),
    ],
)
def test_then_is_the_time_of_the_question_before(archive: Database, question: str, told: bool) -> None:
    last = replace(FERRY, question="Where did the ferry Kittiwake go in June 2026?")
    with archive.reading() as reader:
        found = in_context(reader, question, NOW, [last])

    assert ("in June 2026?" in found.question.text, "june" in found.question.date_terms) == (told, told)


@pytest.mark.parametrize(
    ("question", "both"),
    [
        ("Did the Harbour Board mind?", True),
        ("What did Hale say?", False),  # the article does not name him
        ("How many years did the Harbour Board rent the quay to whalers?", False),  # says what it is about
    ],
)
def test_names_of_the_last_article_may_go_on_about_it(archive: Database, question: str, both: bool) -> None:
    with archive.reading() as reader:
        found = in_context(reader, question, NOW, [FERRY])

    assert (found.unsure, found.alone is not None) == (both, both)


def test_a_question_that_stands_alone_ignores_the_past(answering: Answering) -> None:
    question = "How many branches will Norvik Bank close?"
    alone = answering.ask(question, asked=NOW)
    after = answering.ask(question, asked=NOW, history=[FERRY])

    assert [excerpt.sentence_row for excerpt in after.excerpts] == [excerpt.sentence_row for excerpt in alone.excerpts]
    assert [excerpt.score for excerpt in after.excerpts] == [excerpt.score for excerpt in alone.excerpts]


@pytest.mark.parametrize(
    ("question", "again"),
    [
        ("Who won the island cup?", "WHO WON THE ISLAND CUP???"),
        ("who won the cup", "who won the cup?"),
        ("When did the ferry run aground?", "so when did the ferry run aground"),
        ("What did the museum buy?", "What did the museum buy"),
    ],
)
def test_the_same_question_again_has_the_same_answer(answering: Answering, question: str, again: str) -> None:
    first = answering.ask(question, asked=NOW)
    assert first.turn is not None

    second = answering.ask(again, asked=NOW, history=[first.turn])

    assert second.short == first.short
    assert [excerpt.sentence_row for excerpt in second.excerpts] == [one.sentence_row for one in first.excerpts]


def test_a_question_asked_before_the_last_one_has_the_same_answer(answering: Answering) -> None:
    first = answering.ask("Who won the island cup?", asked=NOW)
    assert first.turn is not None
    between = answering.ask("Who scored?", asked=NOW, history=[first.turn])
    assert between.turn is not None

    again = answering.ask("WHO WON THE ISLAND CUP?", asked=NOW, history=[first.turn, between.turn])

    assert again.short == first.short
    assert again.asked_as == ""


def test_it_is_not_the_only_one_named_where_they_are(archive: Database) -> None:
    last = Turn(question="Who bought Norvik Bank?", names=("Norvik Bank",), terms=("buy", "norvik", "bank"))
    with archive.reading() as reader:
        dropped = in_context(reader, "Why did they drop it?", NOW, [last])
        alone = in_context(reader, "Why was it dropped?", NOW, [last])

    assert "Norvik" not in dropped.read_as
    assert "Norvik Bank" in alone.read_as


def test_a_follow_up_may_mean_the_article_of_the_turn_before_the_last(archive: Database) -> None:
    turns = [Turn(question="Who won the island cup?", article_row=row) for row in (3, 1, 3, 2)]
    with archive.reading() as reader:
        asked = in_context(reader, "How many were there?", NOW, turns)

    assert asked.earlier.article_row == 2
    assert asked.earlier.before == (3, 1)


def test_without_history_nothing_is_filled_in(archive: Database) -> None:
    with archive.reading() as reader:
        assert not follows_up(in_context(reader, "When did they meet?", NOW, []))


def test_the_last_turn_counts(archive: Database) -> None:
    other = Turn(question="What did the museum buy?", article_row=7, terms=("museum", "buy"))
    with archive.reading() as reader:
        asked = in_context(reader, "How much did it cost?", NOW, [FERRY, other])

    assert asked.earlier.article_row == 7
    assert "museum" in asked.question.terms


def test_a_turn_says_what_was_shown(answering: Answering) -> None:
    answer = answering.ask("Where did Virta meet Hale?", asked=NOW)
    turn = answer.turn

    assert turn is not None
    assert turn.article_row == answer.excerpts[0].headline.row
    assert turn.sentence_rows == tuple(excerpt.sentence_row for excerpt in answer.excerpts[:MOST_SHOWN])
    assert {"Virta", "Hale", "Aino Virta", "Tomas Hale", "Tilsen"} == set(turn.names)
    assert turn.terms == ("virta", "meet", "hale")


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("What opened in Tilsen?", "And in Velden?", "What opened in Velden?"),
        ("What did Virta say in Tilsen?", "what about Sandholm?", "What did Virta say in Sandholm?"),
        ("What did Virta say in Tilsen?", "What about Tomas Hale?", "What did Tomas Hale say in Tilsen?"),
        ("What did Virta say on 2 June?", "And on 9 June?", "What did Virta say on 9 June?"),
        ("What did Virta say?", "And in April?", "What did Virta say in April"),
        ("Why did Virta meet Hale?", "and when did Brandt?", "when did Brandt meet Hale?"),
        ("When did Virta meet Hale?", "did Okoro too?", "did Okoro meet Hale?"),
        ("When did Virta meet Hale?", "When did Brandt resign?", "When did Brandt resign?"),
    ],
)
def test_a_name_or_date_takes_the_place_of_another(answering: Answering, first: str, second: str, whole: str) -> None:
    before = answering.ask(first, asked=NOW).turn
    assert before is not None
    after = answering.ask(second, asked=NOW, history=[before]).turn

    assert after is not None
    assert after.question == whole


def test_what_somebody_does_may_be_told_by_the_sentence_that_was_shown(archive: Database) -> None:
    with archive.reading() as reader:
        job, deed = (in_context(reader, f"what {words}?", NOW, [FERRY]) for words in ("is his job", "did he see"))

    assert job.earlier.article_row == deed.earlier.article_row == FERRY.article_row
    assert not job.earlier.shown
    assert deed.earlier.shown == {1}


def test_tell_me_more_shows_what_was_not_shown(answering: Answering) -> None:
    first = answering.ask("When did the ferry run aground?", asked=NOW)
    assert first.turn is not None
    more = answering.ask("Tell me more about it.", asked=NOW, history=[first.turn])
    assert more.turn is not None
    again = answering.ask("more", asked=NOW, history=[more.turn])

    shown = [set(turn.sentence_rows[:MOST_SHOWN]) for turn in (first.turn, more.turn) if turn]
    assert not more.abstained
    assert more.shown == min(MOST_SHOWN, len(more.excerpts))
    assert shown[0].isdisjoint(excerpt.sentence_row for excerpt in more.excerpts)
    assert not {excerpt.sentence_row for excerpt in again.excerpts} & (shown[0] | shown[1])


def test_who_said_that_is_asked_of_the_answer_itself(answering: Answering) -> None:
    first = answering.ask("What did the captain see?", asked=NOW)
    assert first.turn is not None
    answer = answering.ask("Who said that?", asked=NOW, history=[first.turn])

    assert not answer.abstained
    assert answer.excerpts[0].sentence_row == first.excerpts[0].sentence_row


def test_a_correction_leaves_the_answer_behind(answering: Answering) -> None:
    first = answering.ask("What did Brandt say about his bow?", asked=NOW)
    assert first.turn is not None
    answer = answering.ask("No, I meant Tomas Hale", asked=NOW, history=[first.turn])

    assert answer.turn is not None
    assert answer.turn.question == "What did Tomas Hale say about his bow?"
    assert not first.abstained
    assert first.excerpts[0].sentence_row not in [excerpt.sentence_row for excerpt in answer.excerpts]


@pytest.mark.parametrize(
    ("first", "whole"),
    [
        ("What did the bank decide?", "What did court decide?"),
        ("Why did a man call the bank?", "Why did a man call court?"),
        ("What did Virta say?", "What did Virta say court"),
    ],
)
def test_another_thing_takes_the_place_of_a_thing(archive: Database, first: str, whole: str) -> None:
    with archive.reading() as reader:
        asked = in_context(reader, "no, I meant the court", NOW, [Turn(question=first)])

    assert asked.question.text == whole


@pytest.mark.parametrize(
    ("second", "goes_on"),
    [
        ("How many passengers were on board?", True),
        ("How many bananas were sold?", False),
        ("Were any passengers weighed?", True),
        ("Were any bananas weighed?", False),
    ],
)
def test_a_question_without_names_surely_goes_on_in_the_words_of_the_article(
    answering: Answering, archive: Database, second: str, *, goes_on: bool
) -> None:
    turn = answering.ask("Who blamed a broken radar?", asked=NOW).turn
    assert turn is not None
    with archive.reading() as reader:
        asked = in_context(reader, second, NOW, [turn])

    assert follows_up(asked) is goes_on
    assert asked.unsure is not goes_on


@pytest.mark.parametrize("second", ["Since when?", "In which town?", "How many goals?"])
def test_what_has_no_verb_is_answered_from_the_same_affair(answering: Answering, second: str) -> None:
    first = answering.ask("Who won the island cup?", asked=NOW)
    assert first.turn is not None
    answer = answering.ask(second, asked=NOW, history=[first.turn])

    assert {excerpt.headline.row for excerpt in answer.excerpts} == {first.excerpts[0].headline.row}


@pytest.mark.parametrize(("question", "shown"), [("How old is SHE?", set()), ("Where is she?", {1})])
def test_a_pronoun_s_question_that_is_asked_again_may_be_answered_again(
    archive: Database, question: str, shown: set[int]
) -> None:
    turn = replace(FERRY, question="how old is she?", names=("Aino Virta",), terms=("virta", "minister"), short="47")
    with archive.reading() as reader:
        asked = in_context(reader, question, NOW, [turn])

    assert asked.earlier.article_row == FERRY.article_row
    assert asked.earlier.shown == shown


def test_he_is_whom_the_question_before_asked_for(archive: Database) -> None:
    turn = Turn(question="Who was cleared of all blame?", article_row=2, names=("Harbour Board",), short="Leif Brandt")
    with archive.reading() as reader:
        asked = in_context(reader, "What did he blame?", NOW, [turn])

    assert [name.text for name in asked.question.names] == ["Leif Brandt"]
    assert asked.in_full == "What did Leif Brandt blame?"


#: One sentence that tells of two, and more about the one who was asked for first.
TOLLS = (
    "Port Arven has 40 cranes, while Sandholm has 25 cranes. Sandholm has paid 12 million for cranes. "
    "The mill was founded in 1881 and sold in 1982. The owner said that he was sold on it in 1999.",
)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("How many cranes has Port Arven?", "And Sandholm?", "Port Arven has 40 cranes"),
        ("When was the mill founded?", "and sold?", "The mill was founded"),
    ],
)
def test_the_sentence_before_may_tell_of_the_other_too(
    database: Database, first: str, second: str, expected: str
) -> None:
    list(Adding(database, Plain(), lambda: NOW).add_many(article("tolls", "Cranes", "", 1, text) for text in TOLLS))
    answering = Answering(database)
    before = answering.ask(first, asked=NOW)
    assert before.excerpts[0].text.startswith(expected)

    assert before.turn is not None
    after = answering.ask(second, asked=NOW, history=[before.turn])

    assert after.excerpts[0].text.startswith(expected)


DECLINED = ["What is the capital of Peru?", "Who baked the king's minister a cake?"]
WHOLE = ["Who is finance minister?", "When was the map of the island drawn?", "How long was the power cut?"]


@pytest.mark.parametrize("declined", DECLINED)
@pytest.mark.parametrize("whole", WHOLE)
def test_a_whole_question_after_a_declined_one_is_read_by_itself(
    answering: Answering, declined: str, whole: str
) -> None:
    first, alone = answering.ask(declined, asked=NOW), answering.ask(whole, asked=NOW)
    assert first.turn is not None
    answer = answering.ask(whole, asked=NOW, history=[first.turn])

    assert first.abstained
    assert not alone.abstained
    assert not answer.abstained
    assert answer.excerpts == alone.excerpts
    assert answer.grounds == alone.grounds
    assert answer.asked_as == ""


@pytest.mark.parametrize(
    ("leaning", "meant"),
    [
        ("and of Ecuador?", "What is the capital of Ecuador"),
        ("No, I meant Ecuador", "What is the capital of Ecuador"),
        ("why?", "What is the capital of Peru? why?"),
    ],
)
def test_what_leans_on_a_declined_question_still_goes_back_to_it(
    answering: Answering, leaning: str, meant: str
) -> None:
    first = answering.ask("What is the capital of Peru?", asked=NOW)
    assert first.turn is not None
    answer = answering.ask(leaning, asked=NOW, history=[first.turn])

    assert answer.abstained
    assert answer.asked_as.startswith(meant)


def test_a_correction_of_a_declined_question_may_find_what_was_nearest_to_that(answering: Answering) -> None:
    first = answering.ask("What did Virta say in Tilsen?", asked=NOW)
    assert first.turn is not None
    answer = answering.ask("No, I meant Tomas Hale", asked=NOW, history=[first.turn])

    assert first.abstained
    assert answer.turn is not None
    assert answer.turn.question == "What did Tomas Hale say in Tilsen?"
    assert answer.excerpts[0].text.startswith('"She brought the rain')


def test_a_declined_follow_up_keeps_the_article_it_leaned_on(answering: Answering) -> None:
    first = answering.ask("When did the ferry run aground?", asked=NOW)
    assert first.turn is not None
    lost = answering.ask("What did she sing at the wedding?", asked=NOW, history=[first.turn])
    assert lost.turn is not None

    assert lost.abstained
    assert lost.turn.article_row == first.turn.article_row
    assert lost.turn.sentence_rows == ()


@pytest.mark.parametrize(
    ("asked", "last", "whole"),
    [
        (["When did the ferry run aground?", "Why?"], "Who steered it?", "When did the ferry run aground? Who steered"),
        (["When did the ferry run aground?", "And the captain?"], "why", "When did the ferry run aground? why"),
        (["When did the ferry run aground?", "How many were hurt?"], "why", "When did the ferry run aground? why"),
        (["When did the ferry run aground?", "Who won the island cup?"], "why", "Who won the island cup? why"),
    ],
)
def test_a_third_question_is_completed_from_the_last_one_that_says_what_it_is_about(
    answering: Answering, asked: list[str], last: str, whole: str
) -> None:
    history: list[Turn] = []
    for question in asked:
        turn = answering.ask(question, asked=NOW, history=history).turn
        assert turn is not None
        history.append(turn)

    assert answering.ask(last, asked=NOW, history=history).asked_as.startswith(whole)


def test_somebody_goes_back_to_an_earlier_question(answering: Answering) -> None:
    history: list[Turn] = []
    for question in ["When did the ferry Kittiwake run aground?", "Who won the island cup?"]:
        turn = answering.ask(question, asked=NOW, history=history).turn
        assert turn is not None
        history.append(turn)
    answer = answering.ask("Back to the ferry, how many people were injured?", asked=NOW, history=history)

    assert answer.excerpts[0].text.startswith("At least nine")


def test_a_name_takes_the_place_of_a_pronoun(answering: Answering) -> None:
    history: list[Turn] = []
    for question in ["What did the museum in Velden buy?", "How much did it cost?"]:
        turn = answering.ask(question, asked=NOW, history=history).turn
        assert turn is not None
        history.append(turn)

    asked_as = answering.ask("And the Kittiwake?", asked=NOW, history=history).asked_as
    assert asked_as.casefold() == "how much did kittiwake cost?"


@pytest.mark.parametrize("second", ["how many", "and the mayor?", "What did she say?"])
def test_what_was_nearest_to_a_declined_question_is_what_the_next_is_about(answering: Answering, second: str) -> None:
    first = answering.ask("Which instrument does Aino Virta play?", asked=NOW)
    assert first.turn is not None
    answer = answering.ask(second, asked=NOW, history=[first.turn])

    assert first.abstained
    assert first.turn.article_row == first.excerpts[0].headline.row
    assert answer.excerpts[0].headline.row == first.turn.article_row


def test_nothing_was_near_where_another_name_was_asked_for(answering: Answering) -> None:
    first = answering.ask("Which instrument does Olga Prandt play?", asked=NOW)

    assert first.turn is not None
    assert first.turn.article_row is None


@pytest.mark.parametrize(
    ("before", "whole"),
    [
        ("How many books has the library?", "How much money do schools receive?"),
        ("What was the accident?", "Who blamed the radar?"),
        ("When will the tunnel open?", "Who was cleared?"),
        ("Who was cleared?", "What happened to the ship?"),
    ],
)
def test_a_whole_question_is_answered_as_by_itself_where_the_last_article_does_not_answer(
    answering: Answering, before: str, whole: str
) -> None:
    """Its few words stand in the last answer's article too, or others like them do."""
    first, alone = answering.ask(before, asked=NOW), answering.ask(whole, asked=NOW)
    assert first.turn is not None
    answer = answering.ask(whole, asked=NOW, history=[first.turn])

    assert not first.abstained
    assert not answer.abstained
    assert answer.excerpts[0].text == alone.excerpts[0].text
