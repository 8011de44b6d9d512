"""Where pictures are drawn."""

from __future__ import annotations

import asyncio
import threading

from bot.translation import gettext, speaking
from handlers.commands.drawing import drawn


async def test_all_are_drawn_in_one_thread() -> None:
    threads = set(await asyncio.gather(*(drawn(threading.get_ident) for _ in range(40))))

    assert len(threads) == 1
    assert threading.get_ident() not in threads


async def test_the_words_in_them_are_in_the_language_of_the_chat() -> None:
    english = "Yes, these words are quoted."
    with speaking("de"):
        german = gettext(english)
        assert await drawn(lambda: gettext(english)) == german != english

    assert await drawn(lambda: gettext(english)) == english


async def test_one_that_fails_holds_up_none() -> None:
    failed = await asyncio.gather(*(drawn(int, "x") for _ in range(5)), return_exceptions=True)

    assert [type(one) for one in failed] == [ValueError] * 5
    assert await drawn(str, 7) == "7"
