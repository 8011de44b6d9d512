"""Which articles a filter catches, and which sentence shows it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.following.article.article_view import ArticleView, article_keys, view
from bot.following.filter_language.filter_language import parse
from bot.following.filters.filters import Filter, Phrase
from bot.following.matching.index_keys import keys
from bot.following.matching.matching import Match, matches
from bot.models import Annotation, Name, SentenceSpan
from bot.text.analyzer import terms
from tests.support.following_articles import annotated, seen
from tests.support.storing import organisation, person

KNOWN = {"modi", "putin", "bush", "mea", "who", "us", "may", "new york", "ministry of external affairs"}


def wanted(words: str) -> Filter:
    return parse(words, outlets=["BBC", "The Post"], known_name=lambda name: name.casefold() in KNOWN).filter


def caught(words: str, article: ArticleView) -> bool:
    return matches(wanted(words), article) is not None


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("flood", "The floods took two bridges.", True),
        ("flood", "Flooding took two bridges.", True),
        ("art", "They start again.", False),
        ("art", "An art fair opens.", True),
        ("flood relief", "Relief came late.\nThe flood had gone.", True),
        ("flood relief", "The flood had gone.", False),
        ("flood relief", "Relief came late.\nIt rained.\nThe flood had gone.", False),
        ("news relief", "It rained.\nIt rained.\nRelief came late.", True),  # the title is near all
        ('"trade war"', "The trade war goes on.", True),
        ('"trade war"', "Trade wars go on.", True),
        ('"trade war"', "War hurts trade.", False),
        ('"trade war"', "It is about trade.\nWar is worse.", False),
        ("flood OR quake", "A quake shook the town.", True),
        ("flood OR quake relief", "A quake shook the town.", False),
        ("flood -cricket", "The flood stopped play.", True),
        ("flood -cricket", "The flood stopped play.\nCricket goes on.", False),
        ('flood -"world cup"', "The flood hit the cup final of the world.", True),
        ("flood OR quake -relief", "A quake needs relief.", False),
        ("everything", "Anything.", True),
        ("everything -cricket", "Cricket goes on.", False),
        ("BBC", "Anything.", True),
        ("the post", "Anything.", False),
        ("from:BBC flood", "The flood had gone.", True),
        ('from:"The Post" flood', "The flood had gone.", False),
        ("inflation", "Prices rose by 3% in 1,200 shops.", False),
        ("1200", "Prices rose by 3% in 1,200 shops.", True),
        ("café", "The cafe is open.", True),
    ],
)
def test_words(words: str, text: str, expected: bool) -> None:
    assert caught(words, seen(text)) is expected


NARENDRA = person("Narendra Modi", "Modi", "PM Modi")
NIRAV = person("Nirav Modi", "Modi")


@pytest.mark.parametrize(
    ("words", "name", "text", "expected"),
    [
        ("Modi", NARENDRA, "Narendra Modi spoke.", True),
        ("modi", NARENDRA, "Narendra Modi spoke.", True),
        ("Modi", NIRAV, "Nirav Modi was heard.", True),
        ("Narendra Modi", NARENDRA, "PM Modi spoke.", True),
        ("Narendra Modi", NIRAV, "Nirav Modi was heard.", False),
        ("Narendra Modi", person("Modi"), "Modi was heard.", False),
        ("Narendra Modi", person("Narendra Damodardas Modi"), "Narendra Damodardas Modi spoke.", True),
        ("President Putin", person("Vladimir Putin", "Putin"), "Putin spoke.", True),
        ("Elon", person("Elon Musk"), "Elon Musk spoke.", True),
        ("Bin Salman", person("Mohammed bin Salman"), "Mohammed bin Salman spoke.", True),
        ("Erdogan", person("Recep Tayyip Erdoğan"), "Recep Tayyip Erdoğan spoke.", True),
        ("MEA", organisation("Ministry of External Affairs", "MEA"), "The Ministry of External Affairs spoke.", True),
        ("ministry of external affairs", organisation("Ministry of External Affairs", "MEA"), "The MEA spoke.", True),
        ("Premier League", organisation("English Premier League"), "The English Premier League starts.", True),
        ("New York", organisation("New York Times"), "The New York Times reports.", False),
        ("South Africa", organisation("Bank of South Africa"), "The Bank of South Africa acts.", False),
        ("New York", Name(name="New York City", label="GPE"), "New York City votes.", True),
        ("Windows", Name(name="Windows 11", label="PRODUCT"), "Here comes Windows 11 again.", True),
        ("Labour", organisation("Labour Party"), "The Labour Party votes.", True),
        (
            "Labour",
            organisation("International Labour Organization"),
            "The International Labour Organization met.",
            False,
        ),
        ("Washington", organisation("Washington Post"), "The Washington Post reports.", False),
        ("Apple", organisation("Apple Inc"), "Shares of Apple Inc rose.", True),
        ("Apple", organisation("Big Apple Circus"), "The Big Apple Circus came.", False),
        ("NASA", organisation("Nasa"), "It is Nasa again.", True),
        ("WHO", organisation("Who"), "It was the Who again.", False),
    ],
)
def test_names_that_were_recognised(words: str, name: Name, text: str, expected: bool) -> None:
    assert caught(words, seen(text, name)) is expected


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("Bush", "They met Bush again.", True),
        ("Bush", "Bush spoke.", True),
        ("Bush", "A bush burned.", False),
        ("bush", "A bush burned.", True),
        ("bush", "They met Bush again.", True),
        ("Bush", "Bush fires spread.\nThe bush is dry.", False),
        ("Bush", "They met BUSH again.", True),
        ("WHO", "Who said so?", False),
        ("WHO", "The WHO said so.", True),
        ("us", "It helps us all.", False),
        ("us", "It helps the US and all.", True),
        ("U.S.", "It helps the US and all.", True),
        ("US", "It helps the U.S. and all.", True),
        ("Modi", "It is Modi's day.", True),
        ("Modi", "It is Modis day.", False),
        ("Jane Zorblat", "We met Jane Zorblat there.", True),
        ("Jane Zorblat", "We met Jane.\nZorblat was there.", False),
        ("Jane Zorblat", "We met John Zorblat there.", False),
        ("UNICEF", "It is Unicef again.", True),
        ("COVID-19", "Back comes Covid-19 again.", True),
        ("May", "The law passed on May 5.", False),
        ("Modi -Putin", "Modi met Putin.", False),
    ],
)
def test_names_that_were_not_recognised(words: str, text: str, expected: bool) -> None:
    assert caught(words, seen(text, dates=("May 5",))) is expected


@pytest.mark.parametrize(
    ("words", "title", "text", "expected"),
    [
        ("Bush", "Bush visits Delhi", "The guest is here.", True),
        ("Bush", "Bush visits Delhi", "The guest burned a bush.", False),
        ("Bush", "Delhi welcomes Bush", "The guest burned a bush.", True),
        ("Bush", "Rain After Bush Fires", "The bush burns no more.", False),
        ("Jane Zorblat", "A day with Jane Zorblat", "It was long.", True),
        ("rain", "Rain After Bush Fires", "It was long.", True),
    ],
)
def test_only_the_title_holds_it(words: str, title: str, text: str, expected: bool) -> None:
    """The first capital of a title, and all where it capitalises everything, may belong to a common word."""
    assert caught(words, seen(text, title=title)) is expected


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("C++", "Vitamin C helps a bit.", False),
        ("C++", "A new C++ came out.", True),
        ("c++", "They wrote it in C++.", True),
        ("c++", "Plan C failed.", False),
        ("C#", "Hepatitis C rose.", False),
        ("F#", "The tune ends in F, then F#.", True),
        ("F#", "Group F is open.", False),
        (".NET", "The net profit fell.", False),
        (".net", "Version 12 of .NET is out.", True),
        ("C++ jobs", "Jobs in C++ pay well.", True),
        ("C++ jobs", "Jobs at grade C pay well.", False),
    ],
)
def test_names_with_signs(words: str, text: str, expected: bool) -> None:
    assert caught(words, seen(text)) is expected


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("strike", "Read https://lamp.example/strike-at-port today.", False),
        ("Harbour", "See www.harbour-lamp.example/ferry.", False),
        ("ferry", "See www.harbour-lamp.example/ferry.", False),
        ("ferry", "The ferry is full, see www.lamp.example/ferry.", True),
        ('"night bus"', "More at http://lamp.example/night/bus.", False),
        ("everything -strike", "Read https://lamp.example/strike-at-port today.", True),
        ("lamp.example", "Read lamp.example today.", True),
    ],
)
def test_words_within_addresses_are_none_of_the_article(words: str, text: str, expected: bool) -> None:
    assert caught(words, seen(text)) is expected


@pytest.mark.parametrize(
    ("words", "position"),
    [
        ("Modi", 1),  # not the title again
        ("Putin", 2),
        ("tea", 2),
        ("Delhi tea", 2),  # the first that holds most of it
        ("Delhi", 1),
        ("Kazan", 0),  # only the title says so: the lead
        ("everything", 0),
        ("BBC", 0),
        ("zebra OR tea", 2),
    ],
)
def test_the_sentence_shown(words: str, position: int) -> None:
    text = "Modi flies home\nOn Monday Modi left for Delhi.\nPutin had tea with him after Delhi.\nTea is tea."
    article = seen(text, NARENDRA, title="Modi flies home")
    from_kazan = seen(text, NARENDRA, title="Modi flies home from Kazan")

    found = matches(wanted(words), from_kazan if words == "Kazan" else article)

    assert found
    assert found.sentence == position


def test_a_sentence_that_is_the_title_is_better_than_none() -> None:
    found = matches(wanted("Modi"), seen("Modi flies home\nIt rains.", title="Modi flies home"))

    assert found
    assert found.sentence == 0


def test_stems_of_the_caller_are_used() -> None:
    text = "The floods came."
    annotation = annotated(text)

    article = view(title="", source="", text=text, annotation=annotation, stems=[["other"]])

    assert article.stems == (("other",),)


def test_an_article_without_sentences_can_match() -> None:
    article = view(title="Modi flies", source="BBC", text="", annotation=Annotation())

    assert matches(wanted("everything"), article) == Match(0)
    assert matches(wanted("fly"), article) is not None


WORDS = st.sampled_from(
    [
        "Modi",
        "modi",
        "flood",
        "floods",
        "Bush",
        "bush",
        "US",
        "us",
        "Jane",
        "Zorblat",
        "Apple",
        "the",
        "of",
        "5",
        "-",
        "\n",
    ]
)


@given(
    phrases=st.lists(
        st.tuples(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), st.booleans()), min_size=1, max_size=3
    ),
    text=st.lists(WORDS, min_size=1, max_size=20).map(" ".join),
    label=st.sampled_from(["PERSON", "ORG"]),
)
def test_keys_bring_up_every_match(phrases: list[tuple[str, bool]], text: str, label: str) -> None:
    """The store looks up subscriptions by keys only, so a match without a common key would be lost."""
    clause = tuple(Phrase(text, name) for text, name in phrases if terms(text) and text.strip("-.' \n"))
    spans = annotated(text, Name(name="Jane Zorblat", label=label, aliases=("Modi", "Apple")))
    article = view(title="Bush fires", source="BBC", text=text, annotation=spans)
    asked = Filter(anyof=(clause,)) if clause else Filter()

    if matches(asked, article) is not None:
        assert keys(asked) & set(article_keys(article))


@given(text=st.text(max_size=60), title=st.text(max_size=30))
def test_no_article_upsets_matching(text: str, title: str) -> None:
    spans = Annotation(sentences=(SentenceSpan(start=0, end=len(text), paragraph=0),))
    article = view(title=title, source=title, text=text, annotation=spans)

    for words in ("Modi", "flood", '"trade war" -Putin', "everything"):
        found = matches(wanted(words), article)
        assert found is None or found.sentence == 0


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("United Nations", "The UN adopted a pact.", True),
        ("United Nations", "The U.N. adopted a pact.", True),
        ("UN", "The United Nations adopted a pact.", True),
        ("WHO", "The World Health Organization met.", True),
        ("who", "The World Health Organization met.", False),
        ("United Nations", "Kim Jong-un met them.", False),
        ("European Union", "EU ministers met.", True),
    ],
)
def test_well_known_initials(words: str, text: str, expected: bool) -> None:
    article = seen(text)
    assert caught(words, article) is expected
    if expected:
        assert keys(wanted(words)) & set(article_keys(article))


def test_a_small_word_among_others_is_a_word() -> None:
    article = seen("The election in New York was close.")
    known = KNOWN | {"election"}
    ordinary = parse("new york election", outlets=[], known_name=lambda name: name.casefold() in known,
                     ordinary=lambda word: True).filter  # fmt: skip
    assert [[phrase.name for phrase in clause] for clause in ordinary.anyof] == [[True, False]]
    assert matches(ordinary, article) is not None


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("foxes", "A spokesman for Fox Audio spoke.", False),
        ("foxes", "A spokesman for Fox Audio spoke of a fox.", True),
        ("fox", "Foxes came down.\nFox Audio spoke.", True),
        ("partner", "Harbour Partners sold the quay.", False),
        ("harbour", "Harbour Partners sold the quay.", True),  # the word as it is followed
    ],
)
def test_another_form_of_a_word_within_a_longer_name_only_is_another_word(
    words: str, text: str, expected: bool
) -> None:
    names = (organisation("Fox Audio"), organisation("Harbour Partners"))
    assert caught(words, seen(text, *names)) is expected
