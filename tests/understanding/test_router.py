"""What kind of request a text is: a table of phrasings for each kind."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.errors import QuestionError
from bot.understanding.follow_requests import FollowAction
from bot.understanding.quote_requests import Lookup
from bot.understanding.requests import RequestKind, RoutingContext
from bot.understanding.router import READERS, route
from bot.understanding.small_talk import Talk

NAMES = {"saul", "henrike saul", "pellun", "strake", "5g networks", "tilsen", "hi"}


def context(*, in_conversation: bool = False) -> RoutingContext:
    return RoutingContext(
        now=datetime(2026, 11, 22, 12, tzinfo=UTC),
        outlets=lambda: ("Reuters", "Tessarn Courier"),
        is_name=lambda words: words.lower() in NAMES,
        occurs=lambda words: not any(word in words.lower() for word in ("asdf", "qwert", "zorblax")),
        in_conversation=in_conversation,
    )


@pytest.mark.parametrize(
    ("text", "kind", "topics"),
    [
        # headlines
        ("latest news about the ferry", RequestKind.HEADLINES, ("the ferry",)),
        ("news", RequestKind.HEADLINES, ()),
        ("What's new?", RequestKind.HEADLINES, ()),
        ("news from Reuters", RequestKind.HEADLINES, ('from:"Reuters"',)),
        ("from:courier", RequestKind.HEADLINES, ("from:courier",)),
        ("anything new about the ferry today?", RequestKind.HEADLINES, ("the ferry",)),
        ("what is new in Tessarn", RequestKind.HEADLINES, ("Tessarn",)),
        ("what took place in Tessarn on 8 November", RequestKind.HEADLINES, ("Tessarn",)),
        ("what all went on around Tessarn last Monday?", RequestKind.HEADLINES, ("Tessarn",)),
        ("send me all news about Saul", RequestKind.HEADLINES, ("Saul",)),
        ("give me 3 headlines", RequestKind.HEADLINES, ()),
        ("show me 10 articles about the ferry", RequestKind.HEADLINES, ("the ferry",)),
        # days
        ("what happened today?", RequestKind.DAY, ()),
        ("What happened yesterday", RequestKind.DAY, ()),
        ("headlines for today", RequestKind.DAY, ()),
        ("latest news from today", RequestKind.DAY, ()),
        ("what is new today?", RequestKind.DAY, ()),
        ("news from yesterday", RequestKind.DAY, ()),
        ("today", RequestKind.DAY, ()),
        ("this week", RequestKind.DAY, ()),
        ("what happened on 7 November", RequestKind.DAY, ()),
        # trends
        ("what is everyone talking about?", RequestKind.TRENDING, ()),
        ("what's trending", RequestKind.TRENDING, ()),
        ("trending topics", RequestKind.TRENDING, ()),
        ("the biggest stories this week", RequestKind.TRENDING, ()),
        # comparisons
        (
            "compare Saul and Pellun on night shifts, side by side",
            RequestKind.COMPARISON,
            ("Saul", "Pellun", "night shifts"),
        ),
        # briefs
        ("summarise the Strake trial for me", RequestKind.BRIEF, ("Strake trial",)),
        ("Can you sum up the strike?", RequestKind.BRIEF, ("strike",)),
        ("give me a short summary of the budget", RequestKind.BRIEF, ("budget",)),
        ("tell me about the ferry", RequestKind.BRIEF, ("ferry",)),
        ("what do you know about the ferry?", RequestKind.BRIEF, ("ferry",)),
        ("fill me in on the trial", RequestKind.BRIEF, ("trial",)),
        ("Explain the budget to me", RequestKind.BRIEF, ("budget",)),
        ("explain why the ferry sank", RequestKind.QUESTION, ()),
        ("I wonder if Saul will run for president", RequestKind.QUESTION, ()),
        ("i want to know who's paying for the tunnel", RequestKind.QUESTION, ()),
        ("I want to know whether Saul said that rates would fall", RequestKind.CHECK, ()),
        ("what does the survey say about ferries", RequestKind.QUESTION, ()),
        ("what do the polls say about Saul?", RequestKind.QUESTION, ()),
        (
            "what's the difference between Saul's and Pellun's plan for winter",
            RequestKind.COMPARISON,
            ("Saul", "Pellun", "winter"),
        ),
        ("5G", RequestKind.BRIEF, ("5G",)),
        ("12,000", RequestKind.BRIEF, ("12,000",)),
        ("6.4", RequestKind.BRIEF, ("6.4",)),
        ("C++", RequestKind.BRIEF, ("C++",)),
        (".NET", RequestKind.BRIEF, (".NET",)),
        ("sk-417", RequestKind.BRIEF, ("sk-417",)),
        ("marathon?", RequestKind.BRIEF, ("marathon",)),
        ("what's going on with Saul?", RequestKind.BRIEF, ("Saul",)),
        ("What is happening in Halvern today?", RequestKind.BRIEF, ("Halvern today",)),
        ("what's new with the ferry", RequestKind.BRIEF, ("ferry",)),
        ("summarise the news about the storm", RequestKind.BRIEF, ("storm",)),
        ("Sum up all the latest coverage of the trial for me", RequestKind.BRIEF, ("trial",)),
        ("brief Strake", RequestKind.BRIEF, ("Strake",)),
        ("summary: the ferry", RequestKind.BRIEF, ("ferry",)),
        ("what's this tunnel business", RequestKind.BRIEF, ("tunnel",)),
        ("what's it all about with the nurses", RequestKind.BRIEF, ("nurses",)),
        ("what has happened so far with the cod quarrel", RequestKind.BRIEF, ("cod quarrel",)),
        ("how is the measles situation now", RequestKind.BRIEF, ("measles",)),
        ("what about the marathon", RequestKind.BRIEF, ("marathon",)),
        ("have you got a recap of the storm", RequestKind.BRIEF, ("storm",)),
        ("the nurses' vote, simplified", RequestKind.BRIEF, ("nurses' vote",)),
        ("I've read something about a tunnel", RequestKind.BRIEF, ("tunnel",)),
        ("phone ban?? fill me in", RequestKind.BRIEF, ("phone ban",)),
        ("please inform me about the marathon", RequestKind.BRIEF, ("marathon",)),
        ("What do the papers say about the cyclone?", RequestKind.BRIEF, ("cyclone",)),
        # settings
        ("shorter answers please", RequestKind.SETTINGS, ()),
        ("mute Saul for a week", RequestKind.SETTINGS, ()),
        ("only send me news at 7:30 in the morning", RequestKind.SETTINGS, ()),
        ("just give me the updates at 18:00 please", RequestKind.SETTINGS, ()),
        ("Can you answer in German?", RequestKind.SETTINGS, ()),
        # timelines
        ("timeline Strake trial", RequestKind.TIMELINE, ("Strake trial",)),
        ("timeline of the strike", RequestKind.TIMELINE, ("strike",)),
        ("how did the strike unfold?", RequestKind.TIMELINE, ("strike",)),
        ("How did the strike develop from May to August?", RequestKind.TIMELINE, ("strike from May to August",)),
        ("how has Saul's view of rates changed over time", RequestKind.TIMELINE, ("Saul's view of rates",)),
        ("How has the trial developed so far?", RequestKind.TIMELINE, ("trial",)),
        ("the Strake trial timeline", RequestKind.TIMELINE, ("Strake trial",)),
        ("what happened between the outage and the letter", RequestKind.TIMELINE, ("outage and the letter",)),
        ("what was the sequence of events in the trial", RequestKind.TIMELINE, ("trial",)),
        ("chronicle the ferry affair", RequestKind.TIMELINE, ("ferry affair",)),
        ("what happened after the verdict, one after the other", RequestKind.TIMELINE, ("verdict",)),
        ("order of events around Strake, from the start", RequestKind.TIMELINE, ("Strake",)),
        # comparisons
        ("does Saul agree with Pellun on rates?", RequestKind.COMPARISON, ("Saul", "Pellun", "rates")),
        ("what did Saul say in contrast to Pellun", RequestKind.COMPARISON, ("Saul", "Pellun")),
        ("is Saul at odds with Pellun?", RequestKind.COMPARISON, ("Saul", "Pellun")),
        (
            "what does Saul think and what does Pellun think about rates",
            RequestKind.COMPARISON,
            ("Saul", "Pellun", "rates"),
        ),
        ("Saul / Pellun on the fox", RequestKind.COMPARISON, ("Saul", "Pellun", "fox")),
        ("saul v pellun on the fox, who said what", RequestKind.COMPARISON, ("saul", "pellun", "fox")),
        (
            "what did ada lind say and what did jo brun say about the weir",
            RequestKind.COMPARISON,
            ("ada lind", "jo brun", "weir"),
        ),
        ("Compare Saul and Pellun", RequestKind.COMPARISON, ("Saul", "Pellun")),
        ("how do Saul and Pellun compare?", RequestKind.COMPARISON, ("Saul", "Pellun")),
        ("the difference between the two budgets and the plan", RequestKind.COMPARISON, ("two budgets", "plan")),
        ("compare what Saul and Pellun said about rates", RequestKind.COMPARISON, ("Saul", "Pellun", "rates")),
        ("Compare the views of Saul and Pellun on rates", RequestKind.COMPARISON, ("Saul", "Pellun", "rates")),
        ("compare Saul with Pellun on rates", RequestKind.COMPARISON, ("Saul", "Pellun", "rates")),
        # people
        ("Saul", RequestKind.PERSON, ("Saul",)),
        ("saul?", RequestKind.PERSON, ("saul",)),
        ("SAUL", RequestKind.PERSON, ("SAUL",)),
        ("tell me about Henrike Saul", RequestKind.PERSON, ("Henrike Saul",)),
        ("profile of Saul", RequestKind.PERSON, ("Saul",)),
        ("who is Saul?", RequestKind.PERSON, ("Saul",)),
        ("Who was Strake and what did he do?", RequestKind.PERSON, ("Strake",)),
        ("tell me everything you have on Pellun", RequestKind.PERSON, ("Pellun",)),
        ("who is the banker called Saul", RequestKind.PERSON, ("Saul",)),
        ("who really is Pellun?", RequestKind.PERSON, ("Pellun",)),
        ("tell us something about Pellun", RequestKind.PERSON, ("Pellun",)),
        ("never heard of Saul, sorry", RequestKind.PERSON, ("Saul",)),
        ("Pellun - who's that?", RequestKind.PERSON, ("Pellun",)),
        # slips
        ("asdf", RequestKind.UNCLEAR, ()),
        ("qwert asdf", RequestKind.UNCLEAR, ()),
        ("three sentences on the ferry", RequestKind.BRIEF, ("ferry",)),
        ("explain like I'm five: the phone ban", RequestKind.BRIEF, ("phone ban",)),
        ("I've been away since Monday - what's the state of play with the tunnel?", RequestKind.BRIEF, ("tunnel",)),
        ("strake for dummies", RequestKind.BRIEF, ("strake",)),
        ("how did we get from the outage to the fine", RequestKind.TIMELINE, ("outage to the fine",)),
        ("order of events before the vote", RequestKind.TIMELINE, ("vote",)),
        ("everything from the first week of october", RequestKind.DAY, ()),
        ("who was Strake again?", RequestKind.PERSON, ("Strake",)),
        ("Strake wiki", RequestKind.PERSON, ("Strake",)),
        # questions
        ("who won the marathon?", RequestKind.QUESTION, ()),
        ("let me know who won the marathon", RequestKind.QUESTION, ()),
        ("let me know how many people died in the flood", RequestKind.QUESTION, ()),
        ("could you let us know what the ferry cost", RequestKind.QUESTION, ()),
        ("let me know when the trial was", RequestKind.QUESTION, ()),
        ("If you don't mind my asking, let me know who bought the old mill", RequestKind.QUESTION, ()),
        (
            "My sister and I quarrelled about it at lunch, when we met. Please tell me who sank the ferry",
            RequestKind.QUESTION,
            (),
        ),
        ("I was abroad for a month, so could you tell us which bank bought the mill?", RequestKind.QUESTION, ()),
        ("I was away; be so kind as to tell me what the mayor of Lindon wants", RequestKind.QUESTION, ()),
        ("Who is Zorblax?", RequestKind.QUESTION, ()),
        ("who's Zorblax's roads minister", RequestKind.QUESTION, ()),
        ("Can you tell me when the bridge was closed?", RequestKind.QUESTION, ()),
        ("What is the weather today?", RequestKind.QUESTION, ()),
        ("What happened to the ferry?", RequestKind.QUESTION, ()),
        ("what did Saul and Pellun agree on?", RequestKind.QUESTION, ()),
        ("On what have the union and the council settled on so far?", RequestKind.QUESTION, ()),
        ("is Saul leaving now that she is ill?", RequestKind.QUESTION, ()),
        ("who is backing Saul?", RequestKind.QUESTION, ()),
        ("who's openly supporting Dario Pellun", RequestKind.QUESTION, ()),
        ("Who is the owner of the ferry?", RequestKind.QUESTION, ()),
        ("What is this year's prize?", RequestKind.QUESTION, ()),
        ("Does the minister agree with the plan?", RequestKind.QUESTION, ()),
        ("How is the ferry captain?", RequestKind.QUESTION, ()),
        ("marathon winner", RequestKind.QUESTION, ()),
        ("Who made history in Brennholm?", RequestKind.QUESTION, ()),
        ("What is the film about?", RequestKind.QUESTION, ()),
        ("How do doctors and nurses protest?", RequestKind.QUESTION, ()),
        ("Is Strake guilty?", RequestKind.QUESTION, ()),
    ],
)
def test_kinds_with_their_topics(text: str, kind: RequestKind, topics: tuple[str, ...]) -> None:
    request = route(text, context())

    assert (request.kind, request.topics) == (kind, topics)


@pytest.mark.parametrize(
    ("text", "talk"),
    [
        ("thanks!", Talk.THANKS),
        ("hi", Talk.GREETING),
        ("How do I unsubscribe?", Talk.STOPPING),
        ("what can I ask you?", Talk.HELP),
        ("Wer hat den Marathon gewonnen?", Talk.LANGUAGE),
        ("🙂", Talk.FINE),
        ("...", Talk.EMPTY),
        ("???", Talk.EMPTY),
        ("", Talk.EMPTY),
        ("why " * 200, Talk.TOO_LONG),
    ],
)
def test_talk(text: str, talk: Talk) -> None:
    request = route(text, context())

    assert (request.kind, request.talk) == (RequestKind.TALK, talk)


@pytest.mark.parametrize(
    ("text", "action", "words"),
    [
        ("tell me when Saul speaks", FollowAction.FOLLOW, "when Saul speaks"),
        ("let me know as soon as there's a verdict", FollowAction.FOLLOW, "verdict"),
        ("read every new article by the Tessarn Courier", FollowAction.FOLLOW, 'from:"Tessarn Courier"'),
        ("I'd like to hear about the storm from today on", FollowAction.FOLLOW, "storm"),
        ("+storm", FollowAction.FOLLOW, "storm"),
        ("follow", FollowAction.FOLLOW, ""),
        ("please notify me about something", FollowAction.FOLLOW, ""),
        ("subscribe to a newspaper", FollowAction.FOLLOW, ""),
        ("follow the story of Brightwater", FollowAction.FOLLOW, "Brightwater"),
        ("don't show me anything from Reuters", FollowAction.UNFOLLOW, "Reuters"),
        ("enough with the strike already, no more of it", FollowAction.UNFOLLOW, "strike"),
        ("which alerts do I have?", FollowAction.LIST, ""),
        ("notify me about the ferry", FollowAction.FOLLOW, "ferry"),
        ("stop sending me Saul", FollowAction.UNFOLLOW, "Saul"),
        ("unsubscribe", FollowAction.UNFOLLOW, ""),
        ("what do I follow?", FollowAction.LIST, ""),
    ],
)
def test_follows(text: str, action: FollowAction, words: str) -> None:
    request = route(text, context())

    assert request.kind is RequestKind.FOLLOW
    assert request.follow
    assert (request.follow.action, request.follow.words) == (action, words)


@pytest.mark.parametrize(
    ("text", "lookup"),
    [
        ("Has Saul said anything about rates?", Lookup(name="Saul", about="rates")),
        ("What did Modi say about farmers?", Lookup(name="Modi", about="farmers")),
        ("Who said “dear friend”?", Lookup(exact="dear friend")),
        ("are there any remarks by Saul about rates?", Lookup(name="Saul", about="rates")),
        ("where does Saul stand on rates", Lookup(name="Saul", about="rates")),
        ("how does Saul feel about rates?", Lookup(name="Saul", about="rates")),
        ("what exactly did Saul say on rates?", Lookup(name="Saul", about="rates")),
        ("let me see what Saul posted about rates", Lookup(name="Saul", about="rates")),
        ("How has Saul reacted to the cut?", Lookup(name="Saul", about="the cut")),
        ("what's the view of Saul on rates", Lookup(name="Saul", about="rates")),
        ("who talked about herring?", Lookup(about="herring")),
    ],
)
def test_quotes(text: str, lookup: Lookup) -> None:
    request = route(text, context())

    assert (request.kind, request.lookup) == (RequestKind.QUOTES, lookup)


@pytest.mark.parametrize(
    "text",
    [
        *("yesterday", "in October?", "Nationalised?"),
        *("Was she married, do you know?", "I meant the other one", "sorry, I meant the mother"),
        *("And the shops, when are they opening? I heard they were late.", "what is the big one called lol"),
        *("and who replaced him", "but when did she leave"),
        *("And his qwert?", "what's his answer to the charge?"),  # nobody is called Hi
    ],
)
def test_a_few_words_lean_on_what_was_said_before(text: str) -> None:
    assert route(text, context(in_conversation=True)).kind is RequestKind.QUESTION


def test_what_about_somebody_leans_on_what_was_asked_before() -> None:
    assert route("what about Pellun?", context(in_conversation=True)).kind is RequestKind.QUESTION


def test_words_that_occur_nowhere_lean_on_nothing() -> None:
    assert route("qwert", context(in_conversation=True)).kind is RequestKind.UNCLEAR


def test_the_days_of_headlines() -> None:
    request = route("anything new about the ferry today?", context())

    assert request.days == "today"


def test_every_kind_has_its_place_in_the_order() -> None:
    assert list(READERS) == [*dict.fromkeys(READERS)]
    assert set(READERS) == set(RequestKind)
    assert list(READERS)[-1] is RequestKind.QUESTION


@pytest.mark.parametrize(
    "text",
    [
        "did Saul say 'rates will fall by March'?",
        "Did Henrike Saul really say “rates will fall by March”?",
        'has saul ever said "the bank is safe"',
        'Did Saul angrily shout "What are you?" when the lights went out',
        "did the mayor really ask “Can you help me?”",
        "Did Saul say that rates would fall by March?",
        "fact check: Saul said rates would fall",
        "is it true that Saul said rates would fall?",
        "Henrike Saul: “Rates will fall by March, whatever happens.”",
        "“Rates will fall by March,” said Henrike Saul.",
        "„Rates will fall by March“ — Henrike Saul",
        "“Rates will fall by March” - real quote or made up?",
        'somebody posted "the bank is safe today", genuine?',
        'is "the bank is safe today" a real quote',
    ],
)
def test_did_they_really_say_that(text: str) -> None:
    assert route(text, context()).kind is RequestKind.CHECK


@pytest.mark.parametrize(
    "text",
    [
        'who shouted "what can you do?" at the rally',
        "Has Saul said anything about rates?",
        "who said “dear friend”?",
        "What did Saul say about rates?",
        "Did Saul resign?",
        "What is the “slow disaster” that Brandt spoke of?",
        "what does “a true and fair view of it” mean?",
        "is “the lamp of the old bay” the title of a book?",
    ],
)
def test_other_questions_with_words_of_somebody_are_no_check(text: str) -> None:
    assert route(text, context()).kind is not RequestKind.CHECK


@pytest.mark.parametrize(
    "text",
    [
        "What is Saul's birthplace?",
        "what's henrike saul's age",
        "What went wrong for Saul?",
        "who's the special envoy to Orlo?",
    ],
)
def test_one_thing_about_somebody_is_a_question(text: str) -> None:
    assert route(text, context()).kind is RequestKind.QUESTION


@pytest.mark.parametrize(
    "text",
    [
        "What happened on 30 February?",
        "news about the ferry from 31 April 2026",
        "what did Saul say on 31 November?",
        "how did the strike unfold since 31 June?",
        "Who was sentenced on February 30?",
        "mute the ferry until 31 November",
        "no news about Saul until 30 february",
    ],
)
def test_a_day_that_no_calendar_has_cannot_be_asked_about(text: str) -> None:
    with pytest.raises(QuestionError, match=r"There is no (?:3|Feb)"):
        route(text, context())


def test_such_a_day_may_be_quoted() -> None:
    assert route('who said "see you on 30 February"?', context()).kind is RequestKind.QUOTES


@pytest.mark.parametrize(
    "text", ["the events of 3 April 2025", "run me through last Tuesday", "Please what were the events of 9 May?"]
)
def test_the_events_of_days_are_a_day(text: str) -> None:
    request = route(text, context())

    assert (request.kind, request.topics) == (RequestKind.DAY, ())
    assert request.days


def test_what_is_said_of_the_future_is_no_wish_of_its_own() -> None:
    request = route("From now on, notify me of anything about the glacier", context())

    assert request.kind is RequestKind.FOLLOW
    assert not request.later


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("news of the week", "this week"),
        ("the top stories of the month?", "this month"),
        ("headlines of the day", "today"),
        ("the week's news", "this week"),
        ("a recap of the week", "this week"),
        ("sum up the week", "this week"),
        ("the week in review", "this week"),
    ],
)
def test_the_period_is_the_one_that_lasts_now(text: str, days: str) -> None:
    request = route(text, context())

    assert request.kind in {RequestKind.DAY, RequestKind.HEADLINES}
    assert (request.text, days in request.days) == (text, True)


@pytest.mark.parametrize("text", ["news of the week-long strike", "Who was man of the year?", "news of the day care"])
def test_other_words_stand_as_they_are(text: str) -> None:
    assert route(text, context()).text == text
    assert "this" not in route(text, context()).topic
