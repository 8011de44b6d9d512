"""What a user may write after /follow, and what newsbot understands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import FollowError
from bot.following.filter_language.filter_language import LONGEST_FILTER, handle, parse
from bot.following.filters.filters import Filter, ParsedFilter, Phrase
from bot.following.filters.filters_in_words import read_as
from bot.following.matching.index_keys import keys
from bot.models import FollowKind

OUTLETS = ["BBC", "BBC News", "The Hollow Post", ""]
KNOWN = {"modi", "narendra modi", "putin", "vladimir putin", "mea", "may", "us", "will", "foreign ministry"}
NOT = ("NOT", "not", "without", "except", "minus", "but not")
OR = (" or ", " Or ", ", ", ",", " / ", "/", "|", " | ", "; ")
EVERYTHING, OUTLET, NAME, WORD = FollowKind.EVERYTHING, FollowKind.OUTLET, FollowKind.NAME, FollowKind.WORD


def understood(words: str) -> ParsedFilter:
    return parse(
        words,
        outlets=OUTLETS,
        known_name=lambda name: name.casefold() in KNOWN,
        ordinary=lambda word: word.casefold() in {"inflation", "rain"},
    )


def shown(phrase: Phrase) -> str:
    return f"<{phrase.text}>" if phrase.name else phrase.text


def asked_for(wanted: ParsedFilter) -> str:
    """``<a name>``, ``a word``, ``+`` both, ``|`` either, ``!`` not."""
    clauses = ["+".join(map(shown, clause)) for clause in wanted.filter.anyof]
    return " ".join(filter(None, ["|".join(clauses), *("!" + shown(phrase) for phrase in wanted.filter.exclude)]))


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("everything", ""),
        ("ALL", ""),
        ("*", ""),
        ("all the news", ""),
        (" all   -cricket", "-cricket"),
        ('* -"world cup"', '-"world cup"'),
    ],
)
def test_everything(words: str, value: str) -> None:
    wanted = understood(words)

    assert (wanted.kind, wanted.value, wanted.filter.anyof) == (EVERYTHING, value, ())


@pytest.mark.parametrize(
    ("words", "source", "value"),
    [
        ("BBC", "BBC", "BBC"),
        ("bbc news", "BBC News", "BBC News"),
        ("hollow post", "The Hollow Post", "The Hollow Post"),
        ("from:bbc", "BBC", "BBC"),
        ("From: BBC", "BBC", "BBC"),
        ("everything from bbc", "BBC", "BBC"),
        ("from:Daily Planet", "Daily Planet", "Daily Planet"),
        ("bbc -cricket", "BBC", "BBC -cricket"),
        ("from:bbc everything", "BBC", "BBC"),
    ],
)
def test_an_outlet(words: str, source: str, value: str) -> None:
    wanted = understood(words)

    assert (wanted.kind, wanted.filter.sources, wanted.value) == (OUTLET, (source,), value)


@pytest.mark.parametrize(
    ("words", "kind", "expected"),
    [
        # names: known ones in any case, others when written like one
        ("Modi", NAME, "<Modi>"),
        ("modi", NAME, "<modi>"),
        ("narendra modi", NAME, "<narendra modi>"),
        ("everything about Modi", NAME, "<Modi>"),
        ("all news about Modi", NAME, "<Modi>"),
        ("the latest stories on Modi", NAME, "<Modi>"),
        ("any new articles about Modi", NAME, "<Modi>"),
        ("Jane Zorblat", NAME, "<Jane Zorblat>"),
        ("House of Lords", NAME, "<House of Lords>"),
        ("WHO", NAME, "<WHO>"),
        ("The Who", NAME, "<The Who>"),
        ("G20", NAME, "<G20>"),
        ("us", NAME, "<us>"),
        ("Zelensky", NAME, "<Zelensky>"),
        ("Modi Putin", NAME, "<Modi>+<Putin>"),
        ("Modi and Putin", NAME, "<Modi>+<Putin>"),
        ("Modi Zorblat", NAME, "<Modi Zorblat>"),
        ("modi OR putin", NAME, "<modi>|<putin>"),
        ("modi | putin | MEA", NAME, "<modi>|<putin>|<MEA>"),
        # words
        ("flood", WORD, "flood"),
        ("flood relief", WORD, "flood+relief"),
        ("the flood", WORD, "flood"),
        ('"trade war"', WORD, "trade war"),
        ("“trade war”", WORD, "trade war"),
        ('"trade war', WORD, "trade war"),
        ('"Narendra Modi"', WORD, "Narendra Modi"),
        ("modi trade", WORD, "<modi>+trade"),
        ("Floods in Bihar", WORD, "Floods+<Bihar>"),
        ("will modi resign", WORD, "<modi>+resign"),
        ("US trade", WORD, "<US>+trade"),
        ("flood AND relief", WORD, "flood+relief"),
        ("flood OR quake relief", WORD, "flood|quake+relief"),
        ("1997", WORD, "1997"),
        # a capital that a telephone put there
        ("Inflation", WORD, "Inflation"),
        ("Climate change", WORD, "Climate+change"),
        # a shouting user
        ("INFLATION", WORD, "inflation"),
        ("INFLATION Modi", WORD, "inflation+<Modi>"),
        ("UNESCO", NAME, "<UNESCO>"),
        ("flood and/or quake", WORD, "flood|quake"),
        # what is left out
        ("modi -cricket", NAME, "<modi> !cricket"),
        ("-cricket modi", NAME, "<modi> !cricket"),
        ('flood –"world cup" -Putin', WORD, "flood !world cup !<Putin>"),
        ("co-operation", WORD, "co-operation"),
        ("modi OR", NAME, "<modi>"),
        ("OR modi OR OR putin", NAME, "<modi>|<putin>"),
        ("- modi", NAME, "<modi>"),
    ],
)
def test_names_and_words(words: str, kind: FollowKind, expected: str) -> None:
    wanted = understood(words)

    assert (wanted.kind, asked_for(wanted)) == (kind, expected)


@pytest.mark.parametrize(
    ("words", "source", "expected"),
    [
        ("from:BBC modi", "BBC", "<modi>"),
        ("from:bbc news modi", "BBC News", "<modi>"),
        ("flood from:BBC", "BBC", "flood"),
        ('from:"Daily Planet" flood', "Daily Planet", "flood"),
    ],
)
def test_words_of_one_outlet(words: str, source: str, expected: str) -> None:
    wanted = understood(words)

    assert (wanted.filter.sources, asked_for(wanted)) == ((source,), expected)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "what to follow"),
        (" \n\t\x00", "what to follow"),
        ("\ud800", "what to follow"),
        ("the", "rarer"),
        ("the of OR and", "rarer"),
        ("OR", "rarer"),
        ("|", "rarer"),
        ('""', "rarer"),
        ("!!!", "rarer"),
        ("-cricket", "everything -cricket"),
        ("from:", "from:NAME"),
        ("from: -sport", "from:NAME"),
        ("not cricket", "everything -cricket"),
        ("not guilty", "everything -cricket"),
        ("person:", "person:NAME"),
        ("re:.*", "no patterns"),
        ("story:abc", "button below an article"),
        ("question:", "first and alone"),
        ("news", "about what"),
        ("The latest headlines", "about what"),
        ("x" * (LONGEST_FILTER + 1), "200 characters"),
    ],
)
def test_what_cannot_be_followed(words: str, says: str) -> None:
    with pytest.raises(FollowError, match=says):
        understood(words)


def test_value_is_one_clean_line() -> None:
    assert understood("  “trade\n war”\u200b \x07 -cricket ").value == '"trade war" -cricket'


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("everything -cricket", {"*"}),
        ("BBC", {"from:bbc"}),
        ("Narendra Modi", {"name:narendra"}),
        ("President Putin", {"name:putin"}),
        ("flooded villages", {"word:villag"}),
        ("from:BBC flood", {"word:flood"}),
        ("modi OR floods", {"name:modi", "word:flood"}),
        ("US von", {"name:us", "name:united", "name:usa", "name:america", "name:american", "name:americans"}),
        ("modi trade", {"name:modi"}),
    ],
)
def test_keys(words: str, expected: set[str]) -> None:
    assert keys(understood(words).filter) == expected


@pytest.mark.parametrize(
    ("written", "value", "same"),
    [
        ("MODI", "Modi", True),
        ("trade  war", '"trade war"', True),
        ("from:bbc", "BBC", True),
        ("all -cricket", "everything -cricket", True),
        ("*", "everything", True),
        ("Modi", "Modi -cricket", False),
        ("when Elena Marsh says something about ferries", 'says:"Elena Marsh" ferries', True),
        ("what Elena Marsh says", 'says:"Elena Marsh" ferries', False),
        ("tell me when anything answers who won the race", "who won the race?", True),
        ("who won the race", "Who won the race?", True),
        ("fire in Lodden", "story:12 Fire in Lodden", True),
        ("story:12", "story:12", True),
        ("!!!", "everything", False),
        ("", "everything", False),
    ],
)
def test_handle(written: str, value: str, same: bool) -> None:
    assert (handle(written) == handle(value)) is same


PIECES = st.sampled_from(
    [
        "modi",
        "Modi",
        "OR",
        "|",
        "-",
        "--",
        '"',
        "“",
        "from:",
        "from:BBC",
        "BBC",
        "the",
        "everything",
        "*",
        "flood",
        "-x",
        "US",
        "who",
        ",",
        "(",
        ")",
        "place:",
        "-place:",
        "says:",
        "when",
        "says something about",
        "Paris, Texas",
        "without",
    ]
)
HOSTILE = st.one_of(st.text(max_size=120), st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=15).map(" ".join))


@given(words=HOSTILE)
def test_no_input_raises_anything_but_follow_error(words: str) -> None:
    try:
        wanted = understood(words)
    except FollowError:
        return
    assert len(wanted.value) <= LONGEST_FILTER + 10
    assert wanted.value.encode() == wanted.value.encode("utf-8", "strict")
    assert wanted.value or wanted.kind is EVERYTHING
    assert keys(wanted.filter)
    assert keys(wanted.filter.canonical())
    assert read_as(wanted.filter).strip()
    assert Filter.load(wanted.filter.dump()) == wanted.filter


@pytest.mark.parametrize("words", ["“US”", '"US" floods', "floods -“US”"])
def test_a_quoted_name_without_ordinary_words_is_a_name(words: str) -> None:
    assert "US (a name)" in read_as(understood(words).filter)


@pytest.mark.parametrize("words", ["says:", "says: ?", 'says:""', "says:| floods", "when anyone says something"])
def test_a_speaker_without_a_name_is_refused(words: str) -> None:
    with pytest.raises(FollowError, match="says:NAME"):
        understood(words)


@given(words=HOSTILE)
def test_what_is_shown_means_the_same_when_typed_again(words: str) -> None:
    try:
        wanted = understood(words)
    except FollowError:
        return
    if wanted.kind in (NAME, WORD):
        assert understood(wanted.value) == wanted


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        *(
            (f"flood {out} cricket", "flood !cricket")
            for out in ("NOT", "not", "without", "except", "minus", "but not")
        ),
        ("flood !cricket", "flood !cricket"),
        ("flood - cricket", "flood !cricket"),
        ("flood excluding cricket or golf", "flood !cricket !golf"),
        ("flood leaving out cricket", "flood !cricket"),
        ("flood, no cricket", "flood !cricket"),
        ("flood but no cricket", "flood !cricket"),
        ("no confidence vote", "no+confidence+vote"),
        ("either flood or quake", "flood|quake"),
        ("flood\nquake\r\nrelief", "flood|quake|relief"),
        ("flood,\nquake\n", "flood|quake"),
        ("flood without world cup", "flood !world cup"),
        ("flood NOT cricket relief", "flood+relief !cricket"),
        *(
            (f"flood{either}quake", "flood|quake")
            for either in (" or ", " Or ", ", ", ",", " / ", "/", "|", " | ", "; ")
        ),
        ("flood, fire, storm", "flood|fire|storm"),
        ("ilka brandt or otto holt", "<ilka brandt>|<otto holt>"),
        ("9/11", "9/11"),
        ("1,200 jobs", "1,200+jobs"),
        ("(flood OR quake) relief", "flood+relief|quake+relief"),
        ("relief (flood or quake)", "relief+flood|relief+quake"),
        ("flood NOT (cricket OR golf)", "flood !cricket !golf"),
        ("5G masts", "<5G>+masts"),
        ("person:May", "<May>"),
        ("place:Georgia OR org:Apple", "<Georgia>|<Apple>"),
        ('person:"Jane Zorblat" flood', "<Jane Zorblat>+flood"),
    ],
)
def test_what_people_type_for_or_and_not(words: str, expected: str) -> None:
    assert asked_for(understood(words)) == expected


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("flood, but nothing about cricket", "flood, but not cricket"),
        ("flood and nothing about cricket or golf", "flood, but not cricket or golf"),
        ("flood but nothing to do with golf", "flood, but not golf"),
        ("flood, no stories about golf", "flood, but not golf"),
        ("flood ¬cricket", "flood, but not cricket"),
        ("person:Saul place:Velmora", "Saul (a person) and Velmora (a place)"),
        ("person:Henrike Saul and place:Velmora", "Henrike Saul (a person) and Velmora (a place)"),
        ("much ado about nothing", "much and ado and nothing"),
    ],
)
def test_what_is_left_out_and_what_labels_name(words: str, read: str) -> None:
    assert read_as(understood(words).filter) == read


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("flood, from the BBC", "flood, from BBC"),
        ("flood, not from the BBC", "flood, not from BBC"),
        ("flood, but nothing from the BBC", "flood, not from BBC"),
        ("flood without golf, from:BBC", "flood, but not golf, from BBC"),
    ],
)
def test_a_comma_may_set_the_outlet_apart(words: str, read: str) -> None:
    assert read_as(understood(words).filter) == read


@pytest.mark.parametrize("words", ["https://bbc.co.uk", "www.bbc.co.uk/news", " http://x.org/feed.xml "])
def test_an_address_is_no_word_to_look_for(words: str) -> None:
    with pytest.raises(FollowError, match="from:BBC"):
        understood(words)


def test_what_brackets_leave_out_holds_for_their_alternative() -> None:
    found = understood("(flood NOT cricket) OR quake").filter

    assert [tuple(map(shown, unless)) for _, unless in found.alternatives()] == [("cricket",), ()]
    assert read_as(found) == "flood without cricket or quake"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("(flood OR quake", r"A \) is missing"),
        ("flood) quake", r"one \) too many in “flood\) quake” \(character 6\)"),
        ("NOT cricket", "everything -cricket"),
        ("everything OR flood", r"matches every article.* “everything OR” \(character 1\)"),
        ("flood -x1 from:", r"from:NAME.* “flood -x1 from:” \(character 11\)"),
        ("flood OR from:BBC", r"alternative to words.* “flood OR from:BBC” \(character 10\)"),
        ("flood org:", r"org:NAME.* \(character 7\)"),
        ("flood OR says:Modi", r"neither an alternative.* \(character 10\)"),
        ("says:Modi says:Putin", r"neither an alternative.* \(character 11\)"),
        ("flood -says:Modi", r"neither an alternative.* \(character 8\)"),
        ("flood (rain OR quake says:Modi", r"missing in .* \(character 31\)"),
        ("what Modi says about title:floods", r"no title: here.* \(character 22\)"),
        ('says:"Narendra Modi" before:2020', r"looks back.* \(character 22\)"),
        ("flood after:2024", r"looks back.* “flood after:2024” \(character 7\)"),
        ("the", r"rarer.* “the” \(character 1\)"),
        ("(a1 OR b1 OR c1) (d1 OR e1 OR f1) (g1 OR h1 OR i1) (j1 OR k1 OR l1)", "more than 64"),
    ],
)
def test_errors_say_what_and_where(words: str, says: str) -> None:
    with pytest.raises(FollowError, match=says):
        understood(words)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("flood says:Modi", "what Modi says about flood"),
        ("says:Modi -flood", "what Modi says, but not flood"),
        ('from:BBC says:"Narendra Modi" flood OR quake', "what Narendra Modi says about flood or quake, from BBC"),
    ],
)
def test_a_speaker_may_stand_anywhere(words: str, read: str) -> None:
    assert read_as(understood(words).filter) == read


@pytest.mark.parametrize("typed", ["Tom Reed?", "Tom Reed 🏅?", "❤️ Tom Reed ❤️", "Tom Reed…"])
def test_pictures_and_signs_at_the_end_are_no_part_of_a_name(typed: str) -> None:
    read = parse(typed, outlets=(), known_name=lambda name: name.casefold() == "tom reed")

    assert read.value == "Tom Reed"
    assert [phrase.text for clause in read.filter.anyof for phrase in clause] == ["Tom Reed"]
