"""The pace of messages, and what follows from Telegram's waits. Pure."""

from __future__ import annotations

import itertools

import pytest

from handlers.localchat.limits import TELEGRAM as SERVER
from handlers.localchat.limits import Pacer
from handlers.transport.pace import GUESS, MARGIN, PROOF, Pace, Rates

ASHA, BEN, GROUP = 11, 12, -13


def sent_at(pace: Pace, chat_id: int, count: int) -> list[float]:
    """When each of so many messages, all wanted at once, may go."""
    return [100 + pace.reserve(chat_id, 100) for _ in range(count)]


def test_a_chat_may_burst_and_then_gets_one_a_second() -> None:
    times = sent_at(Pace(), ASHA, 7)

    assert times[:4] == [100] * 4
    assert [round(later - earlier, 2) for earlier, later in itertools.pairwise(times[3:])] == [1.03] * 3


@pytest.mark.parametrize("chat_id", [ASHA, GROUP])
def test_a_strict_server_refuses_nothing_at_this_pace(chat_id: int) -> None:
    server = Pacer(SERVER)

    refused = [server.admit(chat_id, group=chat_id < 0, now=time) for time in sent_at(Pace(), chat_id, 100)]

    assert refused == [0] * 100


@pytest.mark.parametrize("rest", [0.0, 7.0, 31.0, 59.0])
def test_no_minute_of_a_group_has_more_than_telegram_allows(rest: float) -> None:
    """Whichever minute it is, also one that begins in the middle of a burst after a rest."""
    pace, times = Pace(), []
    for number in range(60):
        now = 100.0 + rest * (number // 11)
        times.append(now + pace.reserve(GROUP, now))

    times.sort()
    busiest = max(sum(start <= time < start + 60 for time in times) for start in times)

    assert busiest <= 19
    assert times[-1] - times[0] < 60 * 5


@pytest.mark.parametrize(("rate", "expected"), [(0.5 / 60, [0, 120, 240]), (100_000.0, [0, 0, 0])])
def test_a_group_s_pace_may_be_slower_than_a_minute_and_as_fast_as_it_likes(rate: float, expected: list[float]) -> None:
    pace = Pace(Rates(overall=100_000, chat=100_000, group=rate))

    assert [round(time - 100, 3) for time in sent_at(pace, GROUP, 3)] == expected


def test_a_rest_gives_the_burst_back() -> None:
    pace = Pace()
    sent_at(pace, ASHA, 5)

    assert [pace.reserve(ASHA, 200) for _ in range(4)] == [0] * 4


def test_a_group_s_wait_is_its_own() -> None:
    pace = Pace()
    pace.reserve(GROUP, 100)

    pace.refused(GROUP, 40, 100)

    assert pace.held(GROUP, 101) == 39 + MARGIN
    assert pace.held(ASHA, 101) == 0


def test_a_chat_written_to_often_has_its_wait_to_itself() -> None:
    pace = Pace()
    sent_at(pace, ASHA, 4)

    pace.refused(ASHA, 5, 100)

    assert pace.held(ASHA, 100) == 5 + MARGIN
    assert pace.held(BEN, 100) == 0


def test_a_wait_that_one_chat_cannot_have_earned_is_everybody_s_for_a_while() -> None:
    pace = Pace()
    pace.reserve(ASHA, 100)

    pace.refused(ASHA, 3600, 100)

    assert pace.held(BEN, 100) == GUESS + MARGIN
    assert pace.held(BEN, 140) == 0
    assert pace.held(ASHA, 140) == 3560 + MARGIN


@pytest.mark.parametrize(("sent", "alone"), [(2, False), (3, True)])
def test_a_chat_is_written_to_often_above_half_of_its_burst(sent: int, alone: bool) -> None:
    pace = Pace()
    sent_at(pace, ASHA, sent)

    pace.refused(ASHA, 3600, 100)

    assert pace.held(BEN, 100) == (0 if alone else GUESS + MARGIN)


def test_a_second_wait_of_the_same_chat_proves_nothing_about_others() -> None:
    pace = Pace()
    sent_at(pace, ASHA, 4)

    pace.refused(ASHA, 5, 100)
    pace.refused(ASHA, 5, 101)

    assert pace.held(BEN, 101) == 0


def test_a_second_chat_s_wait_proves_it_everybody_s() -> None:
    pace = Pace()
    pace.refused(GROUP, 600, 100)

    pace.refused(ASHA, 590, 110)

    assert pace.held(BEN, 110) == 590 + MARGIN


def test_a_wait_of_hours_proves_nothing_about_another_chat_later() -> None:
    pace = Pace()
    pace.refused(GROUP, 40_000, 100)

    pace.refused(ASHA, 590, 101 + PROOF)

    assert pace.held(BEN, 101 + PROOF) == GUESS + MARGIN
    assert pace.held(GROUP, 101 + PROOF) > 39_000


def test_old_chats_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlers.transport.pace.MOST_CHATS", 10)
    pace = Pace()

    for number in range(1, 1000):
        pace.reserve(number if number % 2 else -number, number * 10.0)

    assert len(pace._next) <= 12
    assert len(pace._groups) <= 12


def test_what_a_group_got_within_the_minute_is_not_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlers.transport.pace.MOST_CHATS", 0)
    pace = Pace()
    for now in (*[100.0] * 18, 150.0):
        pace.reserve(GROUP, now)

    last = max(170 + pace.reserve(GROUP, 170) for _ in range(19))

    assert last >= 210
