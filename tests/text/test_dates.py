"""Dates as people write them. Pure. Every question is asked on Sunday, 22 November 2026, in the afternoon."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.dates import (
    DateNotUnderstood,
    Window,
    about_now,
    find_window,
    find_windows,
    impossible_day,
    split_window,
    window,
)

NOW = datetime(2026, 11, 22, 14, 30, tzinfo=UTC)

ASKED = "What happened in Nordhaven "

#: words -> first day "/" last day; one of them alone is a single day, an empty side is open.
EXPRESSIONS = [
    ("today", "2026-11-22"),
    ("tonight", "2026-11-22"),
    ("this morning", "2026-11-22"),
    ("this evening", "2026-11-22"),
    ("last night", "2026-11-21"),
    ("yesterday", "2026-11-21"),
    ("yesterday morning", "2026-11-21"),
    ("yesterday's", "2026-11-21"),
    ("yesteday", "2026-11-21"),
    ("the day before yesterday", "2026-11-20"),
    ("day before yesterday", "2026-11-20"),
    ("the night before last", "2026-11-20"),
    ("evening before last", "2026-11-20"),
    ("the day afore yesterday", "2026-11-20"),
    ("Tuesday week", "2026-12-01"),
    ("a week on Tuesday", "2026-12-01"),
    ("today week", "2026-11-29"),
    ("a week tomorrow", "2026-11-30"),
    ("Friday fortnight", "2026-12-11"),
    ("a week past Tuesday", "2026-11-10"),
    ("a week last Tuesday", "2026-11-10"),
    ("yesterday week", "2026-11-14"),
    ("a fortnight past Sunday", "2026-11-01"),
    ("tomorrow", "2026-11-23"),
    ("the day after tomorrow", "2026-11-24"),
    ("tommorow", "2026-11-23"),
    ("on Monday", "2026-11-16"),
    ("on monday", "2026-11-16"),
    ("Monday", "2026-11-16"),
    ("on Sunday", "2026-11-22"),
    ("last Sunday", "2026-11-15"),
    ("last Tuesday", "2026-11-17"),
    ("last tues", "2026-11-17"),
    ("last tuseday", "2026-11-17"),
    ("on Wensday", "2026-11-18"),
    ("on Thrusday", "2026-11-19"),
    ("on Firday", "2026-11-20"),
    ("last sat", "2026-11-21"),
    ("on Tuesday night", "2026-11-17"),
    ("Tuesday last week", "2026-11-10"),
    ("on Tuesday last week", "2026-11-10"),
    ("on Tuesday of last week", "2026-11-10"),
    ("last week Thursday", "2026-11-12"),
    ("last week on Thursday", "2026-11-12"),
    ("the Tuesday before last", "2026-11-10"),
    ("two weeks ago on Sunday", "2026-11-08"),
    ("on Sunday two weeks ago", "2026-11-08"),
    ("Wednesday, 2 weeks ago", "2026-11-04"),
    ("Monday morning a week ago", "2026-11-09"),
    ("two Wednesdays ago", "2026-11-11"),
    ("three Sundays ago", "2026-11-01"),
    ("a Monday ago", "2026-11-16"),
    ("half a year ago", "2026-03-23/2026-07-23"),
    ("the day before 3 November", "2026-11-02"),
    ("on the day after October 31st", "2026-11-01"),
    ("the day after Tuesday", "2026-11-18"),
    ("the week of 3 November", "2026-11-02/2026-11-08"),
    ("in the week beginning 26 October", "2026-10-26/2026-11-01"),
    ("in week 44", "2026-10-26/2026-11-01"),
    ("in week 50", "2025-12-08/2025-12-14"),
    ("week 2 of 2025", "2025-01-06/2025-01-12"),
    ("in the second quarter", "2026-04-01/2026-06-30"),
    ("in the second half of August", "2026-08-16/2026-08-31"),
    ("in the first half of August", "2026-08-01/2026-08-15"),
    ("in the last half of February", "2026-02-15/2026-02-28"),
    ("this Friday", "2026-11-27"),
    ("next Wednesday", "2026-11-25"),
    ("on Monday of this week", "2026-11-16"),
    ("this week", "2026-11-16/2026-11-22"),
    ("earlier this week", "2026-11-16/2026-11-22"),
    ("last week", "2026-11-09/2026-11-15"),
    ("last week's", "2026-11-09/2026-11-15"),
    ("the week before last", "2026-11-02/2026-11-08"),
    ("next week", "2026-11-23/2026-11-29"),
    ("last weekend", "2026-11-14/2026-11-15"),
    ("over the weekend", "2026-11-21/2026-11-22"),
    ("at the weekend", "2026-11-21/2026-11-22"),
    ("this month", "2026-11-01/2026-11-30"),
    ("last month", "2026-10-01/2026-10-31"),
    ("next month", "2026-12-01/2026-12-31"),
    ("this year", "2026-01-01/2026-12-31"),
    ("last year", "2025-01-01/2025-12-31"),
    ("in May last year", "2025-05-01/2025-05-31"),
    ("on 14 May last year", "2025-05-14"),
    ("in the summer of last year", "2025-06-01/2025-08-31"),
    ("in Q3 last year", "2025-07-01/2025-09-30"),
    ("in March this year", "2026-03-01/2026-03-31"),
    ("last quarter", "2026-07-01/2026-09-30"),
    ("the year before last", "2024-01-01/2024-12-31"),
    ("last 3 days", "2026-11-19/2026-11-22"),
    ("in the last two weeks", "2026-11-08/2026-11-22"),
    ("in the past two weeks", "2026-11-08/2026-11-22"),
    ("over the past week", "2026-11-15/2026-11-22"),
    ("past 48 hours", "2026-11-20/2026-11-22"),
    ("in the last 24 hours", "2026-11-21/2026-11-22"),
    ("the last few days", "2026-11-19/2026-11-22"),
    ("the last couple of days", "2026-11-20/2026-11-22"),
    ("in the past six months", "2026-05-26/2026-11-22"),
    ("two days ago", "2026-11-20"),
    ("eight days ago", "2026-11-14"),
    ("twelve days ago", "2026-11-10"),
    ("8 days ago", "2026-11-14"),
    ("3 hours ago", "2026-11-21"),
    ("a week ago", "2026-11-13/2026-11-17"),
    ("a week ago Wednesday", "2026-11-11"),
    ("two weeks ago on Friday", "2026-11-06"),
    ("a week ago last Monday", "2026-11-09"),
    ("a fortnight ago", "2026-11-04/2026-11-12"),
    ("two weeks ago", "2026-11-06/2026-11-10"),
    ("a few days ago", "2026-11-17/2026-11-20"),
    ("a couple of days ago", "2026-11-18/2026-11-21"),
    ("a year ago", "2025-07-24/2026-03-23"),
    ("2026-11-14", "2026-11-14"),
    ("on 2026-11-14", "2026-11-14"),
    ("2026/11/14", "2026-11-14"),
    ("on 14/11/2026", "2026-11-14"),
    ("11/14/2026", "2026-11-14"),
    ("14.11.2026", "2026-11-14"),
    ("14-11-2026", "2026-11-14"),
    ("14/11/26", "2026-11-14"),
    ("on 14.11.", "2026-11-14"),
    ("on 14/11", "2026-11-14"),
    ("9/7/2024", "2024-07-09"),
    ("14 November", "2026-11-14"),
    ("on 14 Nov", "2026-11-14"),
    ("on Nov. 14", "2026-11-14"),
    ("November 14th", "2026-11-14"),
    ("November the 3rd", "2026-11-03"),
    ("the 3rd of November", "2026-11-03"),
    ("3rd November 2026", "2026-11-03"),
    ("on November 14, 2026", "2026-11-14"),
    ("on Saturday, 14 November 2026", "2026-11-14"),
    ("on Saturday, Nov. 14", "2026-11-14"),
    ("14 novmber", "2026-11-14"),
    ("on 14 Decmber 2025", "2025-12-14"),
    ("on 24 December", "2025-12-24"),
    ("on 4 July 1776", "1776-07-04"),
    ("on October 14, 1066", "1066-10-14"),
    ("on 30 December 9999", "9999-12-30"),
    ("29 February", "2024-02-29"),
    ("on 9 July 2024", "2024-07-09"),
    ("on the 14th", "2026-11-14"),
    ("on the 30th", "2026-10-30"),
    ("on Saturday the 14th", "2026-11-14"),
    ("on the 14th of last month", "2026-10-14"),
    ("in November", "2026-11-01/2026-11-30"),
    ("in December", "2025-12-01/2025-12-31"),
    ("in May", "2026-05-01/2026-05-31"),
    ("last October", "2026-10-01/2026-10-31"),
    ("last November", "2025-11-01/2025-11-30"),
    ("this March", "2026-03-01/2026-03-31"),
    ("July 2024", "2024-07-01/2024-07-31"),
    ("in July of 2024", "2024-07-01/2024-07-31"),
    ("in Febuary 2024", "2024-02-01/2024-02-29"),
    ("2024-07", "2024-07-01/2024-07-31"),
    ("at the end of October", "2026-10-22/2026-10-31"),
    ("in early November", "2026-11-01/2026-11-10"),
    ("in mid-October", "2026-10-11/2026-10-21"),
    ("late last month", "2026-10-22/2026-10-31"),
    ("the start of the week", "2026-11-16/2026-11-17"),
    ("in the first week of November", "2026-11-01/2026-11-07"),
    ("in the second week of November", "2026-11-08/2026-11-14"),
    ("the last week of October", "2026-10-25/2026-10-31"),
    ("the first weekend of November", "2026-11-07/2026-11-08"),
    ("on the first Monday in November", "2026-11-02"),
    ("on the last Friday of October", "2026-10-30"),
    ("the second Tuesday of last month", "2026-10-13"),
    ("on the 3rd Thursday in September 2025", "2025-09-18"),
    ("on the last Sunday of the year", "2026-12-27"),
    ("the fourth Wednesday of March", "2026-03-25"),
    ("on the last Saturday in August", "2026-08-29"),
    ("on Thanksgiving", "2025-11-27"),
    ("on Thanksgiving 2024", "2024-11-28"),
    ("on Labor Day", "2026-09-07"),
    ("on Memorial Day 2025", "2025-05-26"),
    ("last Black Friday", "2025-11-28"),
    ("the first three days of November", "2026-11-01/2026-11-03"),
    ("the last two days of October", "2026-10-30/2026-10-31"),
    ("the first half of 2025", "2025-01-01/2025-06-30"),
    ("the second half of October", "2026-10-16/2026-10-31"),
    ("in the third quarter of 2026", "2026-07-01/2026-09-30"),
    ("in Q3 2026", "2026-07-01/2026-09-30"),
    ("in Q1", "2026-01-01/2026-03-31"),
    ("in 2025", "2025-01-01/2025-12-31"),
    ("during 2024", "2024-01-01/2024-12-31"),
    ("in the 1990s", "1990-01-01/1999-12-31"),
    ("in early 2025", "2025-01-01/2025-05-01"),
    ("last summer", "2026-06-01/2026-08-31"),
    ("in the summer of 2024", "2024-06-01/2024-08-31"),
    ("this spring", "2026-03-01/2026-05-31"),
    ("over the summer", "2026-06-01/2026-08-31"),
    ("last winter", "2025-12-01/2026-02-28"),
    ("on Christmas Day", "2025-12-25"),
    ("at Christmas", "2025-12-25"),
    ("last Christmas", "2025-12-25"),
    ("this Christmas", "2026-12-25"),
    ("on New Year's Eve", "2025-12-31"),
    ("on Christmas Eve 2024", "2024-12-24"),
    ("at Easter", "2026-04-05"),
    ("on Good Friday", "2026-04-03"),
    ("on Halloween", "2026-10-31"),
    ("since Monday", "2026-11-16/"),
    ("since Sunday", "2026-11-22/"),
    ("since yesterday", "2026-11-21/"),
    ("since last week", "2026-11-09/"),
    ("since July", "2026-07-01/"),
    ("since December", "2025-12-01/"),
    ("since 1 July", "2026-07-01/"),
    ("since 2024", "2024-01-01/"),
    ("since the 14th", "2026-11-14/"),
    ("since Christmas", "2025-12-25/"),
    ("since two weeks ago", "2026-11-06/"),
    ("since the start of the month", "2026-11-01/"),
    ("from 1 November onwards", "2026-11-01/"),
    ("after 10 November", "2026-11-11/"),
    ("after Tuesday", "2026-11-18/"),
    ("after 9/7/2024", "2024-07-10/"),
    ("before 11 November", "/2026-11-10"),
    ("before Monday", "/2026-11-15"),
    ("before 2024", "/2023-12-31"),
    ("before last week", "/2026-11-08"),
    ("until 9 July 2024", "/2024-07-09"),
    ("until Friday", "/2026-11-20"),
    ("up to 14 November", "/2026-11-14"),
    ("till October", "/2026-10-31"),
    ("between 10 and 14 November", "2026-11-10/2026-11-14"),
    ("between 10 November and 14 November", "2026-11-10/2026-11-14"),
    ("between November 10 and 14", "2026-11-10/2026-11-14"),
    ("between Monday and Wednesday", "2026-11-16/2026-11-18"),
    ("between October and December", "2025-10-01/2025-12-31"),
    ("yesterday and today", "2026-11-21/2026-11-22"),
    ("today or yesterday", "2026-11-21/2026-11-22"),
    ("on Monday and Tuesday", "2026-11-16/2026-11-17"),
    ("in September and October", "2026-09-01/2026-10-31"),
    ("in 2024 and 2025", "2024-01-01/2025-12-31"),
    ("between 2019 and 2021", "2019-01-01/2021-12-31"),
    ("from 10 to 14 November", "2026-11-10/2026-11-14"),
    ("from the 10th to the 14th of November", "2026-11-10/2026-11-14"),
    ("from Tuesday to Thursday", "2026-11-17/2026-11-19"),
    ("from July until September", "2026-07-01/2026-09-30"),
    ("from 2019 to 2021", "2019-01-01/2021-12-31"),
    ("from December to February", "2025-12-01/2026-02-28"),
    ("from Monday till today", "2026-11-16/2026-11-22"),
    ("from yesterday", "2026-11-21"),
    ("10-14 November", "2026-11-10/2026-11-14"),
    ("10 to 14 November 2025", "2025-11-10/2025-11-14"),
    ("from 1 July 2024 until July 9, 2024", "2024-07-01/2024-07-09"),
    ("since 1 July and before 9 July", "2026-07-01/2026-07-08"),
    ("on the seventeenth of November", "2026-11-17"),
    ("on November twenty-first", "2026-11-21"),
    ("on the twenty first of November", "2026-11-21"),
    ("on the second of May 2025", "2025-05-02"),
    ("2026.11.17", "2026-11-17"),
    ("on 20261117", "2026-11-17"),
    ("prior to 17 November", "/2026-11-16"),
    ("no later than 17 November", "/2026-11-17"),
    ("not earlier than 17 November", "2026-11-17/"),
    ("as of 17 November", "2026-11-17/"),
    ("ystrday", "2026-11-21"),
    ("since 2024 and until 2025", "2024-01-01/2025-12-31"),
    ("before 9 July and since 1 July", "2026-07-01/2026-07-08"),
]


def told(found: Window) -> str:
    first, last = (str(day or "") for day in (found.first, found.last))
    return first if first == last else f"{first}/{last}"


@pytest.mark.parametrize(("words", "days"), EXPRESSIONS)
def test_what_dates_name(words: str, days: str) -> None:
    assert told(window(words, NOW)) == days


@pytest.mark.parametrize(("words", "days"), [row for row in EXPRESSIONS if row[0] not in {"2024-07"}])
def test_the_same_is_found_in_a_question(words: str, days: str) -> None:
    question = f"{ASKED}{words}?"

    found = find_window(question, NOW)

    assert found is not None
    assert told(found) == days
    start, end = found.span
    assert question[start:end] == found.words == question[len(ASKED) : -1]


@pytest.mark.parametrize(
    "text",
    [
        "by 1995",
        "Euro 2020",
        "31 February",
        "may I ask",
        "market 20",
        "0000-00-00",
        "9999 years ago",
        "the sun",
        "Who is behind the 14th amendment?",
        "What did the 20th century bring?",
        "How many homes stand in 2000 villages?",
        "Who wrote in the Sunday Times?",
        "What is on USA Today?",
        "Who was killed on Bloody Sunday?",
        "Who plays Monday Night Football?",
        "What changed after 9/11?",
        "What rose by 4.25 percent?",
        "Who spoke at the Christmas market?",
        "Which fish does the market sell?",
        "Who sat in the second row?",
        "Who opened the winter games?",
        "What came of the end of the strike?",
        "Why did the fall of the government matter?",
        "Is Theresa May ill?",
        "Who works in an August company's march?",
        "Where is the next station?",
        "What was the last straw?",
        "Who came first?",
        "Who took the second of three prizes?",
        "What is 20261317?",
    ],
)
def test_words_that_are_no_dates(text: str) -> None:
    assert find_window(text, NOW) is None


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("Will the bank close on Friday?", "2026-11-27"),
        ("Who will speak on 1 December?", "2026-12-01"),
        ("What did Will Smith say on Friday?", "2026-11-20"),
        ("Who is going to leave on Monday?", "2026-11-23"),
    ],
)
def test_days_to_come(question: str, days: str) -> None:
    found = find_window(question, NOW)

    assert found is not None
    assert told(found) == days


def test_every_expression_of_a_text_is_found() -> None:
    found = find_windows("Was it last week, or on 3 October, or never?", NOW)

    assert [(one.words, told(one)) for one in found] == [
        ("last week", "2026-11-09/2026-11-15"),
        ("on 3 October", "2026-10-03"),
    ]


def test_windows_are_half_open_and_in_the_reader_s_zone() -> None:
    now = datetime(2026, 10, 25, 23, 30, tzinfo=ZoneInfo("Europe/Berlin"))  # this day has 25 hours

    found = window("today", now)

    assert found.since is not None
    assert found.until is not None
    assert found.since == datetime(2026, 10, 24, 22, tzinfo=UTC)
    assert found.until == datetime(2026, 10, 25, 23, tzinfo=UTC)


def test_the_day_is_the_reader_s() -> None:
    in_tokyo = NOW.astimezone(timezone(timedelta(hours=9))).replace(hour=1)

    assert window("today", in_tokyo).first == date(2026, 11, 22)
    assert window("today", NOW.replace(hour=20).astimezone(timezone(timedelta(hours=9)))).first == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("words", "day", "distance"),
    [
        ("last week", date(2026, 11, 8), -1),
        ("last week", date(2026, 11, 9), 0),
        ("last week", date(2026, 11, 15), 0),
        ("last week", date(2026, 11, 17), 2),
        ("since Monday", date(2030, 1, 1), 0),
        ("since Monday", date(2026, 11, 15), -1),
        ("before Monday", date(1990, 1, 1), 0),
        ("before Monday", date(2026, 11, 16), 1),
    ],
)
def test_distance_to_a_window(words: str, day: date, distance: int) -> None:
    assert window(words, NOW).distance(day) == distance


@pytest.mark.parametrize(
    ("words", "days"), [("today", 1), ("last week", 7), ("in 2024", 366), ("since Monday", None), ("", None)]
)
def test_how_many_days(words: str, days: int | None) -> None:
    assert window(words, NOW).days == days


@pytest.mark.parametrize(
    "words",
    [
        "since blah",
        "until",
        "on 2024-02-30",
        "since 2024-13-01",
        "since 9999",
        "whenever",
        "since since",
        "since 9 July until 1 July",
    ],
)
def test_what_is_no_date_is_refused(words: str) -> None:
    with pytest.raises(DateNotUnderstood):
        window(words, NOW)


@pytest.mark.parametrize(
    ("words", "rest", "said"),
    [
        ("Modi", "Modi", ""),
        ("Theresa May", "Theresa May", ""),
        ("May", "May", ""),
        ("last week", "last week", ""),  # nothing is left to look up: it is the name
        ("Theresa May in May", "Theresa May", "in May"),
        ("Modi about tariffs since July", "Modi about tariffs", "since July"),
        ("Lavrov last week", "Lavrov", "last week"),
        ("Lavrov the day before yesterday", "Lavrov", "the day before yesterday"),
        ("Lavrov between 1 and 9 July", "Lavrov", "between 1 and 9 July"),
        ("the minister from Ohio", "the minister from Ohio", ""),
        ("MEA, before 9 July 2024", "MEA", "before 9 July 2024"),
        ("Modi since 1 July until 9 July", "Modi", "since 1 July until 9 July"),
        ("Modi on last week's vote", "Modi on last week's vote", ""),
    ],
)
def test_dates_at_the_end_are_split_off(words: str, rest: str, said: str) -> None:
    left, found = split_window(words, NOW)

    assert (left, found.words) == (rest, said)
    assert (found == Window()) is (said == "")


def test_since_with_no_date_is_said_rather_than_searched() -> None:
    with pytest.raises(DateNotUnderstood, match="the flood"):
        split_window("Modi since the flood", NOW)


@given(st.text(max_size=60), st.sampled_from([words for words, _ in EXPRESSIONS]), st.text(max_size=60))
def test_any_text_is_read(before: str, words: str, after: str) -> None:
    text = f"{before} {words} {after}"

    for found in find_windows(text, NOW):
        start, end = found.span
        assert text[start:end] == found.words
        assert found.since is None or found.until is None or found.since <= found.until


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What is the latest on the talks?", True),
        ("Is it raining in Delhi?", True),
        ("Who is the prime minister?", True),
        ("What happened yesterday?", True),
        ("How many Indians were killed?", False),
        ("What did Putin call Modi?", False),
        ("When did they meet?", False),
    ],
)
def test_questions_about_now(question: str, expected: bool) -> None:
    assert about_now(question) is expected


@pytest.mark.parametrize(("day", "first"), [(16, 10), (18, 12), (22, 16)])
def test_this_week_is_no_less_than_the_last_seven_days(day: int, first: int) -> None:
    window = find_window("this week", datetime(2026, 11, day, 9, tzinfo=UTC))

    assert window is not None
    assert (window.first, window.last) == (date(2026, 11, first), date(2026, 11, 22))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("What happened on 30 February?", "30 February"),
        ("what did she say on the 31st of November", "31st of November"),
        ("news from April 31, 2026", "April 31, 2026"),
        ("since 29 Feb 2025", "29 Feb 2025"),
        ("who resigned on June 31?", "June 31"),
        ("what happened on 31 December 9999?", "31 December 9999"),  # the next day is beyond the calendar
        ("what happened on 2026-11-31?", "2026-11-31"),
        ("since 31/11/2026", "31/11/2026"),
        ("on 30.02.2026", "30.02.2026"),
        ("11/30/2026 and 2026-11-30", ""),
        ("build 2026.1.5 and 3.45.2", ""),
        ("What happened on 29 February?", ""),
        ("on 29 February 2024", ""),
        ("31 May and 30 June", ""),
        ("in June 31 people were fined", ""),
        ("May 2026", ""),
        ("the 31st", ""),
    ],
)
def test_days_that_no_calendar_has(text: str, day: str) -> None:
    assert impossible_day(text, NOW) == day
