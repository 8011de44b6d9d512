"""/trending: who and what is in the news, a page at a press, and a picture, dark and light."""

from __future__ import annotations

import pytest

from bot.models import NewArticle
from handlers.localchat.models import MediaKind
from tests.support import dialogue_articles as articles
from tests.support.dialogue import Room
from tests.support.telegram_user import LocalUser

FAMOUS = tuple(
    NewArticle(
        id=f"prize-{number}",
        title=title,
        source=outlet,
        url=f"https://{number}.example/prize",
        published=articles.day("2026-11-22"),
        text=f"{title}.\n“I am very pleased,” Ingrid Solberg, a baker from Lindon, told reporters.",
    )
    for number, (outlet, title) in enumerate(
        [("Coast Radio", "Ingrid Solberg wins the bread prize"), ("Lindon Herald", "Ingrid Solberg honoured for bread")]
    )
)


@pytest.fixture
def busy(room: Room) -> Room:
    """A room in which two outlets write of somebody new."""
    for article in FAMOUS:
        room.newsroom.add(article)
    return room


@pytest.mark.parametrize("said", ["/trending", "who is in the news these days?"])
async def test_who_is_in_the_news(asha: LocalUser, busy: Room, said: str) -> None:
    assert busy.newsroom

    [answer] = await asha.say(said)

    first = answer.text.removeprefix("In the news\n\n1. ").partition("\n")[0]
    assert first.startswith("Ingrid Solberg")
    assert first.endswith(" · 2 articles")
    [page] = await asha.press(answer, "Ingrid Solberg")
    assert page.text.startswith("Ingrid Solberg\n")


async def test_the_picture_of_what_is_in_the_news(asha: LocalUser, busy: Room) -> None:
    assert busy.newsroom
    [answer] = await asha.say("/trending")

    [dark] = await asha.press(answer, "Picture")
    [light] = await asha.press(dark, "Light")

    assert light.id != answer.id
    for picture in (dark, light):
        assert picture.message.media is not None
        assert picture.message.media.kind is MediaKind.PHOTO
        assert "Ingrid Solberg" in picture.text
