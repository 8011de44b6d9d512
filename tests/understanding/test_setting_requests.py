"""Requests to set when and how news come, in a person's own words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.errors import FollowError
from bot.following.sending.clock_words import read_digest, read_quiet_hours
from bot.understanding.setting_requests import SettingAction, setting_request

NOW = datetime(2026, 11, 16, 12, tzinfo=UTC)  # a Monday


@pytest.mark.parametrize(
    ("text", "action", "words"),
    [
        ("mute Saul", SettingAction.MUTE, "Saul"),
        ("please mute news about the storm for 3 days", SettingAction.MUTE, "the storm"),
        ("mute everything until tomorrow", SettingAction.MUTE, "everything"),
        ("unmute the ferry", SettingAction.UNMUTE, "the ferry"),
        ("send me one message every morning at 8", SettingAction.DIGEST, "daily 8"),
        ("my digest at half past seven rather than eight, please", SettingAction.DIGEST, "7:30"),
        ("one message a day at quarter to seven in the evening", SettingAction.DIGEST, "daily 6:45pm"),
        ("i'm in Lima this week, please adjust my clock", SettingAction.ZONE, "Lima"),
        ("send me the news at 7 every morning except sundays", SettingAction.DIGEST, "daily 7"),
        ("a daily digest at 9:15, but not at weekends", SettingAction.DIGEST, "weekdays 9:15"),
        ("one message every day at noon except for Saturday and Sunday", SettingAction.DIGEST, "weekdays noon"),
        ("once a week is enough", SettingAction.DIGEST, "weekly"),
        ("every day would be fine", SettingAction.DIGEST, "daily"),
        ("I live in Sydney", SettingAction.ZONE, "Sydney"),
        ("I'm based in New York", SettingAction.ZONE, "New York"),
        ("pause", SettingAction.MUTE, "everything"),
        ("pause for two days", SettingAction.MUTE, "everything"),
        ("resume", SettingAction.UNMUTE, "everything"),
        ("English, please!", SettingAction.LANGUAGE, "english"),
        ("auf Deutsch", SettingAction.LANGUAGE, "deutsch"),
        ("in arabic please", SettingAction.LANGUAGE, "arabic"),
        ("I'd like a weekly roundup on Sundays", SettingAction.DIGEST, "weekly sunday"),
        ("news every evening at 7:30 please", SettingAction.DIGEST, "daily 7:30pm"),
        ("no digest, send news at once", SettingAction.DIGEST, "off"),
        ("no notifications between 10pm and 7am", SettingAction.QUIET, "10pm-7am"),
        ("quiet hours", SettingAction.QUIET, ""),
        ("don't wake me at night", SettingAction.QUIET, ""),
        ("not at night please", SettingAction.QUIET, ""),
        ("nothing overnight", SettingAction.QUIET, ""),
        ("I don't want messages at night", SettingAction.QUIET, ""),
        ("no notifications while I sleep please", SettingAction.QUIET, ""),
        ("stop messaging me during the night", SettingAction.QUIET, ""),
        ("no messages between midnight and six", SettingAction.QUIET, "midnight-6"),
        ("quiet hours from ten to six", SettingAction.QUIET, "10-6"),
        ("silence between 22:00 and 07:00", SettingAction.QUIET, "22:00-07:00"),
        ("turn on quiet hours 22-7", SettingAction.QUIET, "22-7"),
        ("only message me between 8am and 8pm", SettingAction.QUIET, "8pm-8am"),
        ("I sleep from 11 to 7", SettingAction.QUIET, "11-7"),
        ("nothing before nine", SettingAction.QUIET, ""),
        ("make it quiet at night", SettingAction.QUIET, ""),
        ("mute the ferry until ten", SettingAction.MUTE, "the ferry"),
        ("fewer messages please", SettingAction.DIGEST, ""),
        ("that's way too many notifications", SettingAction.DIGEST, ""),
        ("too many articles", SettingAction.DIGEST, ""),
        ("mute pings about the ferry", SettingAction.MUTE, "the ferry"),
        ("you send too much", SettingAction.DIGEST, ""),
        ("turn off quiet hours", SettingAction.QUIET, "off"),
        ("set my time zone to Kolkata", SettingAction.ZONE, "Kolkata"),
        ("change the language to German", SettingAction.LANGUAGE, "german"),
        ("answer in English again", SettingAction.LANGUAGE, "english"),
        ("talk to me in arabic", SettingAction.LANGUAGE, "arabic"),
        ("give me longer answers", SettingAction.LENGTH, "long"),
        ("keep it brief", SettingAction.LENGTH, "short"),
        ("no link previews", SettingAction.PREVIEWS, "off"),
        ("show me previews", SettingAction.PREVIEWS, "on"),
        ("open my settings", SettingAction.PAGE, ""),
    ],
)
def test_what_is_to_be_set(text: str, action: SettingAction, words: str) -> None:
    found = setting_request(text, NOW)

    assert found is not None
    assert (found.action, found.words) == (action, words)


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("mute Saul", datetime(2026, 11, 17, 12, tzinfo=UTC)),
        ("mute Saul for two hours", datetime(2026, 11, 16, 14, tzinfo=UTC)),
        ("mute Saul for a week", datetime(2026, 11, 23, 12, tzinfo=UTC)),
        ("mute Saul for 900 weeks", datetime(2027, 11, 17, 12, tzinfo=UTC)),  # a year at most
        ("mute Saul until tomorrow", datetime(2026, 11, 17, tzinfo=UTC)),
        ("mute Saul until Friday", datetime(2026, 11, 20, tzinfo=UTC)),
        ("mute Saul for today", datetime(2026, 11, 17, tzinfo=UTC)),
    ],
)
def test_how_long_something_is_muted(text: str, until: datetime) -> None:
    found = setting_request(text, NOW)

    assert found is not None
    assert found.until == until


@pytest.mark.parametrize("text", ["news every day at 8", "a digest on weekdays at noon and 6pm", "weekly digest"])
def test_words_of_digests_are_those_of_the_command(text: str) -> None:
    found = setting_request(text, NOW)

    assert found is not None
    assert read_digest(found.words).cadence is not None


def test_words_of_quiet_hours_are_those_that_a_reply_may_have() -> None:
    found = setting_request("be silent from 22:30 to 6:45", NOW)

    assert found is not None
    assert str(read_quiet_hours(found.words)) == "QuietHours(start=datetime.time(22, 30), end=datetime.time(6, 45))"
    with pytest.raises(FollowError):
        read_quiet_hours("at night")


@pytest.mark.parametrize(
    "text",
    [
        "What did Saul say about the daily limit?",
        "Who is on the weekly list of best sellers?",
        "Why was the minister silent?",
        "What are the settings of the new telescope?",
        "How many languages are spoken in Halvern?",
        "Which time zone is Nordhaven in, and why?",
        "I'm in Nordhaven, what time is the march?",
        "news about the ferry",
        "Did the short answer of the court surprise anybody?",
    ],
)
def test_a_question_sets_nothing(text: str) -> None:
    assert setting_request(text, NOW) is None


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("send me the news at 8 every morning except fridays", "except fridays"),
        ("a daily digest at 5pm Lisbon time", "Lisbon time"),
        ("daily digest at 7am EST", "EST"),
        ("daily digest at 7am, but not at weekends", ""),
        ("daily digest at 7am", ""),
    ],
)
def test_what_no_digest_can_be_set_to_is_told(text: str, unread: str) -> None:
    found = setting_request(text, NOW)

    assert found is not None
    assert found.unread == unread
