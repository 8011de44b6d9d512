"""What an article says must not become a command, a mention or a strange link in the bot's own voice."""

from __future__ import annotations

from datetime import UTC, datetime

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
