"""Short answers that are clauses, and which of several pieces of the wanted kind is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.models.passages import ArticleFacts, EntityMention, Line
from bot.models.questions import AnswerType, KnownName, Question
from bot.retrieval.answers.beside_kind import beside_kind
from bot.retrieval.answers.clause_spans import LONGEST_PHRASE, left_over, reason, reported
from bot.retrieval.answers.description import description
from bot.retrieval.answers.extraction import short_answer
from bot.retrieval.ranking.answer_span import Marked
from bot.retrieval.ranking.passages import Candidate
from bot.retrieval.ranking.typed_spans import answer_spans, lacks_number
from bot.text.analyzer import query_terms, terms
from bot.understanding.answer_type import wanted_kind


def sentence(text: str, mentions: Sequence[tuple[str, str]] = ()) -> Candidate:
    """A sentence by itself, with mentions given as (words, label)."""
    line = Line(1, 0, tuple(terms(text)))
    found = [EntityMention(text.index(w), text.index(w) + len(w), label, None) for w, label in mentions]
    facts = ArticleFacts(1, "", None, (), (line,), len(line.terms), frozenset(line.terms))
    return Candidate(line, facts, text, (), tuple(found))


def asked(text: str, wanted: AnswerType | None = None) -> Question:
    """Understood without an archive: kind and terms."""
    return Question(text, wanted or wanted_kind(text), tuple(query_terms(text)))


def shown(question: Question, candidate: Candidate) -> str | None:
    span = short_answer(question, candidate)
    return candidate.text[slice(*span)] if span else None


CLAUSES = [
    # reasons
    ("Why did the mine close?", "The mine closed because of a flooded shaft, the owner said.", "a flooded shaft"),
    ("Why was the deal delayed?", "The deal was delayed due to doubts in Orlo.", "doubts in Orlo"),
    ("Why was Corrin sent off?", "Corrin was sent off for shouting at a referee.", "shouting at a referee"),
    ("Why did the rate fall?", "The fall reflects weak sales and cheap oil.", "weak sales and cheap oil"),
    ("Why did she resign?", "She says her doctors forbid it.", "her doctors forbid it"),
    ("Why did the goat die?", "The goat died of a fever that a tick had brought.", "a fever"),
    ("Why are rivers dirty?", "The board said old mills were a main cause of dirty rivers.", "old mills"),
    ("Why are sales low?", "Orth blamed wet weather for low sales of ice.", "wet weather"),
    ("Why did she paint it?", "Asked why she painted it, Ek said: “I like blue walls.”", "I like blue walls."),
    # what somebody said, without quotation marks
    ("What did the minister say?", "The minister said on Monday that the bridge is safe.", "the bridge is safe"),
    ("What did Virta promise?", "Virta promised that nobody would pay more - for now.", "nobody would pay more"),
    # what the question does not say
    ("What did the guest eat?", "The guest ate fried herring.", "fried herring"),
    ("What is Orlo giving the island?", "Orlo will provide the island with a used ferry.", "provide"),
    ("What sank the Kittiwake?", "A drifting log sank the Kittiwake.", "drifting log"),
    ("What did the mayor open?", "On Friday, the mayor opened a swimming hall.", "swimming hall"),
    ("Did the mine close?", "The mine closed because of a flood.", None),
    ("What did the mayor open?", "It rained.", None),
]  # fmt: skip


@pytest.mark.parametrize(("question", "text", "answer"), CLAUSES, ids=[row[0] for row in CLAUSES])
def test_clauses_as_short_answers(question: str, text: str, answer: str | None) -> None:
    found = shown(asked(question), sentence(text))
    assert found == answer


CHOICES = [
    # to, not from; the new figure, not the change; the asked year
    ("How high is the levy?", "The levy rose from 3 crowns to 5 crowns.", (), "5 crowns"),
    ("How much oil did Norvik pump?", "Norvik's output rose by 22 pct to 900 barrels.", (), "900"),
    ("How fast will it grow in 2005?", "It grew 2.6% last year and 2.1% is forecast for 2005.", (), "2.1%"),
    ("How many jobs are at risk?", "3,000 jobs out of a total of 6,500 are at risk.", (), "3,000"),
    # a kin kind where there is no other
    ("Which country sent the ship?", "French sailors came.", (("French", "NORP"),), "French"),
    ("How much was the loan?", "It got a loan of 500 mlncrowns.", (), "500"),
    # who does it stands early, to whom it is done late
    ("Who beat them?", "Ana Orth beat Lena Ek.", (("Ana Orth", "PERSON"), ("Lena Ek", "PERSON")), "Ana Orth"),
    ("Who did she beat?", "Ana Orth beat Lena Ek.", (("Ana Orth", "PERSON"), ("Lena Ek", "PERSON")), "Lena Ek"),
    ("Which doctor laughed?", "Then Maud Ellery laughed.", (("Maud Ellery", "PERSON"),), "Maud Ellery"),
    (
        "Where did she meet Ek?",
        "She met Lena Ek in Tilsen.",
        (("Lena Ek", "PERSON"), ("Tilsen", "GPE")),
        "Tilsen",
    ),
    ("Where was it found?", "It was found on Lock Road in Tilsen.", (("Tilsen", "GPE"),), "Lock Road in Tilsen"),
    # where the verb leads and where the event was, not where somebody is from
    ("Where did the coach fly?", "Ek of Orlo flew to Tilsen.", (("Orlo", "GPE"), ("Tilsen", "GPE")), "Tilsen"),
    ("Where was the regatta?", "A baker from Orlo won the Tilsen Regatta.", (("Orlo", "GPE"),), "Tilsen"),
    # right behind what is asked about
    ("How large was the crowd?", "The 40 guards met a crowd of 3,000.", (), "3,000"),
    ("How much was the profit?", "It paid $9m and made a profit of $52m.", (), "$52m"),
    ("How many did he kill?", "He shot a hundred people, killing 49.", (), "49"),
    ("how many people drowned", "It sank at nine o'clock at night, the coastguard said.", (), None),
    ("how many people drowned", "It sank at 9 a.m. on Friday with 61 on board.", (), "61"),
    ("how many people were stranded", "54 centimetres fell, stranding some 900 drivers.", (), "some 900"),
    ("How much oil was used?", "In 1987/88 oil use fell to 900 tonnes.", (), "900"),
    ("What was the score?", "Five fans saw Rovers go 3-1 up.", (), "3-1"),
    # of the case that is asked about; both ends of a range; hours and minutes
    ("How much does she earn?", "She earns between $30,000 and $60,000 a year.", (), "between $30,000 and $60,000"),
    ("How long was it?", "It took 2 hours, 29 minutes and 14 seconds.", (), "2 hours, 29 minutes and 14 seconds"),
    ("How wide is the shaft?", "The shaft is 900 metres long and 12 metres wide.", (), "12"),
    ("By how much did rents fall?", "Rents fell by 3 percent to 900 crowns.", (), "3 percent"),
    ("How old is Ek?", "Ek, who plays at number eight, waved.", (), None),
    ("When did it land?", "It left on 3 May and landed on 5 May, Ek said.", (), "5 May"),
    ("When did Ek last win?", "Ek has not won since 2019.", (("2019", "DATE"),), "2019"),
    ("Where did he hide himself?", "He hid himself in the cellar of a mill.", (), "in the cellar of a mill"),
    # what the sentence denies; a bare figure asks nothing
    ("When was it built?", "It was not built in 1962, but in 1958.", (), "1958"),
    ("141 km/h", "The gust reached 141 km/h at Cape Dorrin.", (), None),
    # in a unit that measures it
    ("How fast can it go?", "The 2 metre robot reaches 6 km/h.", (), "6 km/h"),
    ("How tall is Ek?", "Ek was sold for €3.2m.", (), None),
    ("How tall is the tower?", "The tower cost €3.2m and is 41 metres high.", (), "41"),
    ("How heavy is the bell?", "The bell of 1712 weighs 900 kg.", (), "900 kg"),
    ("How far is the islet?", "The islet is 6km from the coast.", (), "6km"),
    ("How much was invested?", "Investments totalled JD243 million in 122 ventures.", (), "JD243 million"),
    # a duration is no "when"; a deed is no office
    ("When was he killed?", "He got 25 years for it in 2005.", (("25 years", "DATE"), ("2005", "DATE")), "2005"),
    ("Who was sued?", "Maud Ek sued Ana Orth.", (("Maud Ek", "PERSON"), ("Ana Orth", "PERSON")), "Ana Orth"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "text", "mentions", "answer"), CHOICES, ids=[row[0] for row in CHOICES])
def test_which_of_two_is_chosen(
    question: str, text: str, mentions: Sequence[tuple[str, str]], answer: str | None
) -> None:
    assert shown(asked(question), sentence(text, mentions)) == answer


BESIDE = [
    ("Which presenter was fined?", "Ek met Radio Orlo presenter Ana Orth.", "Ana Orth"),
    ("Which auditor resigned?", "The Harbour Office, a public auditor, wrote to Ek.", "Harbour Office"),
    ("Which car is built in Orlo?", "Norvik will make the Pilot hatchback there.", "Pilot"),
    ("Which presenter was fined?", "Ek met Ana Orth.", None),
    ("Which theatre was closed?", "The mayor closed the Royal Theatre in Orlo.", "Royal Theatre"),
    ("Which presenter was fined?", "Ek met presenter Ana Orth and presenter Lena Lund.", None),
]  # fmt: skip


@pytest.mark.parametrize(("question", "text", "answer"), BESIDE)
def test_a_name_beside_what_is_chosen_from(question: str, text: str, answer: str | None) -> None:
    names = [(name, "PERSON") for name in ("Ana Orth", "Lena Lund") if name in text]
    found = beside_kind(asked(question), sentence(text, names))

    assert (text[slice(*found)] if found else None) == answer


ROLES = [
    ("What was Orth's job?", "Ana Orth, a retired plumber, waved.", "a retired plumber"),
    ("What does Orth do for a living?", "They saw Orlo Bank analyst Ana Orth.", "Orlo Bank analyst"),
    ("What was the man's profession?", "Ana Orth, a beekeeper, waved.", "a beekeeper"),
    ("What was Orth's job?", "They saw Ana Orth.", None),
    ("What is Orth's job?", "The call came from former chief engineer Ana Orth.", "former chief engineer"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "text", "answer"), ROLES)
def test_what_somebody_does(question: str, text: str, answer: str | None) -> None:
    named = (KnownName("Orth", ("orth",)),) if "Orth" in question else ()
    found = description(replace(asked(question), names=named), sentence(text, (("Ana Orth", "PERSON"),)))

    assert (text[slice(*found)] if found else None) == answer


def test_the_number_of_the_one_asked_about() -> None:
    text = "Orlo was given 15 years, while Malle was given 20 years."
    malle = replace(asked("How long was Malle given?"), names=(KnownName("Malle", tuple(terms("Malle"))),))

    assert shown(malle, sentence(text)) == "20 years"


def test_one_of_two_that_the_question_names() -> None:
    names = (KnownName("Sund", tuple(terms("Sund"))), KnownName("Malle", tuple(terms("Malle"))))
    question = replace(asked("Who won the match between Sund and Malle?"), names=names)
    lost = sentence("Sund lost 3-1 to Malle.", (("Sund", "ORG"), ("Malle", "ORG")))

    assert shown(question, lost) == "Malle"


def test_a_role_behind_an_age() -> None:
    text = "Maud Ek, 38, is a hydrologist and has lived abroad."

    assert shown(asked("What is her profession?"), sentence(text, (("Maud Ek", "PERSON"),))) == "a hydrologist"


def test_where_somebody_comes_from() -> None:
    text = "Danish singer Lena Ek met fans in Orlo."
    singer = sentence(text, (("Danish", "NORP"), ("Lena Ek", "PERSON"), ("Orlo", "GPE")))
    question = replace(asked("Where does Lena Ek come from?"), names=(KnownName("Lena Ek", ("lena", "ek")),))

    assert shown(question, singer) == "Danish"


def test_a_place_is_shown_with_what_lies_in_it() -> None:
    text, at = "It was filmed at Grand Hall in Tilsen.", len("It was filmed at Grand Hall in ")
    marked = replace(sentence(text, (("Tilsen", "GPE"),)), marked=Marked(at, at + 6, 0.9))

    assert shown(asked("Where was it filmed?"), marked) == "Grand Hall in Tilsen"


def test_names_the_kind_that_is_chosen_from() -> None:
    text = "Maud Ek joined the Harbour Bank."
    question = replace(asked("Which bank did Ek join?"), focus=tuple(query_terms("bank")))
    mentions = (("Maud Ek", "PERSON"), ("Harbour Bank", "ORG"))
    assert shown(question, replace(sentence(text, mentions), marked=Marked(0, 7, 0.9))) == "Harbour Bank"


MARKED = [
    # the reranker's words, where they may be somebody, somewhere, some time or a number
    ("Where did Ek speak?", "Ek spoke at a quay on 4 May, said Orth.", "a quay on 4 May, said Orth", (), "a quay"),
    ("Where does Ek teach?", "Ek of Orlo teaches at Lock School.", "Lock School", (("Orlo", "GPE"),), "Lock School"),
    ("Where did Ek go?", "Ek and Orth went to Tilsen.", "Orth", (("Orth", "PERSON"), ("Tilsen", "GPE")), "Tilsen"),
    ("When did Ek cry?", "Ek cried in May and on 4 June.", "4 June", (("May", "DATE"), ("4 June", "DATE")), "4 June"),
    ("Where did it fly?", "A bird of Orlo flew to Ebo.", "Orlo flew to Ebo", (("Orlo", "GPE"), ("Ebo", "GPE")), "Ebo"),
    ("When was Ek jailed?", "Ek was jailed on 4 June for nine years.", "nine years", (("4 June", "DATE"),), "4 June"),
    ("How many were saved?", "A village of 320 people saved 19 crew.", "320", (), "19"),
    ("How many boats sank?", "Boats sank, and 12 people drowned.", "people drowned", (), "12"),
    ("How tall is Ek?", "Ek was sold for €3.2m.", "€3.2m", (), None),
    ("How long was Ek banned?", "Ek was banned for six matches on Friday.", "six", (), "six matches"),
    # a time with its limit, no age and no former value for a count, a reason with what introduces it
    ("When will it open?", "It will not open before 4 June.", "4 June", (("4 June", "DATE"),), "before 4 June"),
    ("Till when?", "Closed until May at the latest.", "May", (("May", "DATE"),), "until May at the latest"),
    ("How many drowned?", "A clerk, 44, was the last of nine to drown.", "44", (), "nine"),
    ("How many drowned?", "A boatman of 52 was the third to drown of six.", "52", (), "six"),
    ("How many work there?", "Its staff fell to 60 from 95.", "95", (), "60"),
    ("How many worked there before?", "Its staff fell to 60 from 95.", "95", (), "95"),
    ("How much is a seat?", "For 3 crowns, or 2 on Mondays, you get a seat.", "3 crowns", (), "3 crowns"),
    ("Why did Ek leave?", "Owing to a bad knee Ek left.", "bad knee Ek", (), "a bad knee Ek left"),
    ("Why did Ek leave?", "Ek left when tea ran out.", "tea ran out", (), "tea ran out"),
    ("Why did Ek leave?", "It was cold.", "It was cold", (), "It was cold"),
    ("Why did it fall?", "It fell by 6% because of a late storm.", "6%", (), "a late storm"),
    ("Where did Ek sleep?", "Ek slept behind the old weighing house of the Monday cattle market in town.",
     "the old weighing house of the Monday cattle market", (),
     "the old weighing house of the Monday cattle market"),
    ("Who waved?", "From the end of the long pier a nurse who once shared a flat with her mother waved.",
     "a nurse who once shared a flat with her mother", (), "a nurse who once shared a flat with her mother"),
    ("Who said it was late?", "It was late, said a voice.", "a voice", (), "a voice"),
    # no number of something else, all of the names asked for, a reason and no figure
    ("How many jars has it?", "It has 90 jars, eight weeks after it opened.", "90", (), "90"),
    ("How many boats sank?", "In a storm 60 kilometres off, at least nine boats sank.", "at least nine", (),
     "at least nine"),
    ("How large is her prize?", "Her prize, 400 crowns a year, is late; she asked for 300.", "300", (), "400 crowns"),
    ("Which towns said yes?", "Only Orlo and Ebo said yes.", "Ebo", (("Orlo", "GPE"), ("Ebo", "GPE")), "Orlo and Ebo"),
    ("Which town said yes?", "Only Orlo and Ebo said yes.", "Ebo", (("Orlo", "GPE"), ("Ebo", "GPE")), "Ebo"),
    ("Why did it sink?", "The log says 4.7 percent, because two hatches were open.", "4.7 percent", (),
     "two hatches were open"),
    ("Why did nobody act?", "The letter was never acted on because the file was lost.", "the file was lost", (),
     "the file was lost"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "text", "words", "mentions", "answer"), MARKED, ids=[f"{row[0]} {row[1]}" for row in MARKED]
)
def test_marked_words(
    question: str, text: str, words: str, mentions: Sequence[tuple[str, str]], answer: str | None
) -> None:
    marks = Marked(text.index(words), text.index(words) + len(words), 0.5)
    assert shown(asked(question), replace(sentence(text, mentions), marked=marks)) == answer


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("How many boats sank?", "Boats sank off Orlo.", True),
        ("How many boats sank?", "Boats sank off Orlo for the 20th time.", False),
        ("How tall is Ek?", "Ek was sold for €3.2m in 2025.", True),
        ("How tall is Ek?", "Ek spoke to 300 in front of the hall.", True),
        ("How tall is Ek?", "Ek is 1.92 metres tall.", False),
        ("How tall is Ek?", "Ek is 75 in, a giant.", False),
        ("Why did the boats sink?", "Boats sank off Orlo.", False),
        ("How high is inflation?", "Inflation was told on 20 October.", True),
        ("How high is inflation?", "Inflation is 4 percent.", False),
    ],
)
def test_a_number_is_asked_for(question: str, text: str, *, lacks: bool) -> None:
    spans = answer_spans(asked(question), sentence(text))
    assert lacks_number(asked(question), text, max((span.strength for span in spans), default=0.0)) is lacks


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (
            "Among them was Haqqani, the younger brother of a commander, and Weeks.",
            "the younger brother of a commander",
        ),
        ("Haqqani is a teacher from Tilsen.", "a teacher from Tilsen"),
        ("Haqqani met Weeks.", None),
    ],
)
def test_who_somebody_is(text: str, answer: str | None) -> None:
    name = KnownName("Haqqani", ("haqqani",))
    question = Question("Who is Haqqani?", AnswerType.WHO, ("haqqani",), names=(name,))
    assert shown(question, sentence(text, (("Haqqani", "PERSON"),))) == answer


READ = [
    # kind, what the reranker marks of the sentence, chance, what is shown
    (AnswerType.WHO, "Maud", 0.5, "Maud Ellery"),  # the whole name
    (AnswerType.HOW_MANY, "200 votes", 0.5, "at least 200 votes"),  # with its hedge
    (AnswerType.HOW_MANY, "least 200 votes", 0.5, "at least 200 votes"),  # and the whole of it
    (AnswerType.OTHER, "a prize (the Arlen", 0.5, "a prize (the Arlen)"),
    (AnswerType.OTHER, "Arlen), won", 0.5, "won"),
    (AnswerType.OTHER, ", won", 0.5, "won"),
    (AnswerType.WHO, "a prize", 0.05, "Maud Ellery"),  # too doubtful: the rules
    (AnswerType.WHO, "200", 0.9, "Maud Ellery"),  # nobody is a number
    (AnswerType.YES_NO, "won", 0.9, "won"),
    (AnswerType.YES_NO, "won", 0.2, None),
]
READ_SENTENCE = "Maud Ellery won a prize (the Arlen), won by at least 200 votes on Monday."


@pytest.mark.parametrize(("wanted", "words", "chance", "answer"), READ, ids=[f"{row[0]} {row[1]}" for row in READ])
def test_what_the_reranker_marks_is_made_whole(
    wanted: AnswerType, words: str, chance: float, answer: str | None
) -> None:
    start = READ_SENTENCE.index(words)
    marked = Marked(start, start + len(words), chance)
    candidate = replace(sentence(READ_SENTENCE, (("Maud Ellery", "PERSON"),)), marked=marked)
    assert shown(asked("Which one was it?", wanted), candidate) == answer


DECIDING = [
    # sentence, what the reranker marks, what is shown
    ("He said he would not resign over it.", "resign", "not resign"),
    ("She denied having met the owner, and left.", "having met the owner", "denied having met the owner"),
    ("It was not cheap, and the road will open in May.", "will open", "will open"),
    ("Nobody was hurt, the coastguard said.", "Nobody was hurt", "Nobody was hurt"),
    ("She needs 61 votes to reach 1,237, he said.", "1,237", None),
]


@pytest.mark.parametrize(("text", "words", "answer"), DECIDING)
def test_what_decides_a_yes_no_question_keeps_its_negation(text: str, words: str, answer: str | None) -> None:
    start = text.index(words)
    candidate = replace(sentence(text), marked=Marked(start, start + len(words), 0.5))
    assert shown(asked("Did it happen?", AnswerType.YES_NO), candidate) == answer


WORDS = st.text(st.sampled_from('abc ,.;:—-"“”()12%$Aé'), max_size=300)


@given(WORDS, WORDS, st.sampled_from(list(AnswerType)), st.integers(0, 300), st.integers(0, 300))
def test_a_short_answer_lies_in_its_sentence(
    question: str, text: str, wanted: AnswerType, start: int, end: int
) -> None:
    marked = Marked(start, end, 0.9) if start < end <= len(text) else None
    candidate = replace(sentence(text), marked=marked)
    span = short_answer(asked(question, wanted), candidate)
    assert span is None or (0 <= span[0] < span[1] <= len(text) and text[slice(*span)].strip())


@pytest.mark.parametrize("find", [reason, reported, left_over])
def test_a_clause_is_never_long(find: object) -> None:
    assert callable(find)
    text = "The mine closed because " + "word " * 200
    span = find(asked("Why did the mine close?"), sentence("The owner said that " + text))
    assert span is not None
    assert len(text[slice(*span)].split()) <= LONGEST_PHRASE + 1


def test_nobody_is_described_where_the_name_is_missing() -> None:
    assert description(asked("Who is Haqqani?"), sentence("Weeks, a teacher, came.")) is None


@pytest.mark.parametrize(
    ("question", "text", "best", "mentions", "expected"),
    [
        (
            "Where was the debate held?",
            "The debate was held the Saturday before Christmas.",
            "the Saturday before Christmas",
            [("Saturday before Christmas", "DATE")],
            None,
        ),
        (
            "Where was the debate held?",
            "The debate was held in Orlo on Monday.",
            "Orlo",
            [("Orlo", "GPE"), ("Monday", "DATE")],
            "Orlo",
        ),
        ("Who robbed the Berg family?", "The Berg family was robbed.", "The Berg family", [], None),
        ("Who robbed the Berg family?", "Two plumbers robbed the Berg family.", "Two plumbers", [], "Two plumbers"),
    ],
)
def test_words_that_cannot_be_asked_for_are_not_marked(
    question: str, text: str, best: str, mentions: Sequence[tuple[str, str]], expected: str | None
) -> None:
    at = text.index(best)
    candidate = replace(sentence(text, mentions), marked=Marked(at, at + len(best), 0.5))

    assert shown(asked(question), candidate) == expected
