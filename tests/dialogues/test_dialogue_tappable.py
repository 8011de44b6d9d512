"""What an article says must not become a command, a mention or a strange link in the bot's own voice."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.models import NewArticle
from tests.support.dialogue import Room
from tests.support.telegram_user import LocalUser

PRANK = NewArticle(
    id="prank",
    title="Prankster /forgetme tells @evil_bot",
    source="Lindon Herald",
    url="https://herald.example@evil.example/prank",
    published=datetime(2026, 11, 22, tzinfo=UTC),
    text="""A prankster in Port Lindon told readers on Monday to send /forgetme to their bots.
"Everybody should write to @evil_bot or open https://bbc.co.uk@evil.example/ at once," Otto Prank said.""",
)


@pytest.mark.parametrize(
    "echoed",
    [
        "/follow from:@evil_bot",
        "/latest @evil_bot tg://resolve?domain=evil_bot",
        "/who @evil_bot /evil",
        "/digest /evil @evil_bot",
        "/quiet t.me/evil_bot",
        "/unfollow @evil_bot",
        "/evil",
        "/timeline x” /evil “y",
    ],
)
async def test_nor_can_what_is_echoed(asha: LocalUser, echoed: str) -> None:
    for answer in await asha.say(echoed):
        for entity in answer.message.body.entities:
            tapped = answer.text.encode("utf-16-le")[2 * entity.offset : 2 * entity.end].decode("utf-16-le")
            assert "evil" not in tapped or entity.type not in {"bot_command", "mention", "url"}, answer.text


async def test_an_article_s_commands_mentions_and_addresses_cannot_be_tapped(asha: LocalUser, room: Room) -> None:
    room.newsroom.add(PRANK)
    answers = [
        *await asha.say("What did a prankster tell readers to send to their bots?"),
        *await asha.say("/latest"),
        *await asha.say("/who Otto Prank"),
    ]

    for answer in answers:
        assert "rank" in answer.text
        kinds = {entity.type for entity in answer.message.body.entities}
        assert not kinds & {"bot_command", "mention", "url"}
        assert not any("evil" in address for address in answer.links)
