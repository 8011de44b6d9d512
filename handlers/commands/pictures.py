"""The pictures of timelines and trends: sent when their button is pressed, dark first, light on another press."""

from __future__ import annotations

from datetime import datetime

from bot.newsroom import Newsroom
from bot.translation import gettext
from bot.understanding.query_syntax import in_words
from handlers.commands.context import Services
from handlers.commands.drawing import drawn
from handlers.transport.updates import Pressed
from handlers.views import chart, topic_charts
from handlers.views.callback_data import Code, Press, data
from handlers.views.html import bold, join, quote, text
from handlers.views.messages import Picture, button, page, rows
from handlers.views.palette import DARK, LIGHT
from handlers.views.view_kinds import ViewKind

OF_TRENDS = 0  # instead of a view's row


async def press_picture(services: Services, pressed: Pressed, press: Press) -> str | None:
    """Send the picture with its words as a new message."""
    picture = await drawn(_drawn, services.newsroom, press, pressed.chat.chat_id, services.clock())
    if picture is None:
        return None
    await services.sender.send_picture(pressed.chat, picture)
    return ""


def _drawn(newsroom: Newsroom, press: Press, chat_id: int, now: datetime) -> Picture | None:
    view, light = press.number(0), bool(press.number(1))
    palette = LIGHT if light else DARK
    saved = newsroom.chats.view(view, chat_id=chat_id) if view != OF_TRENDS else None
    topic = str(saved.payload.get("topic", "")) if saved else ""
    if saved and saved.kind == ViewKind.PERSON:
        return _of_person(newsroom, topic)
    if view == OF_TRENDS:
        trends = newsroom.trending(asked=now)
        if not trends.trends:
            return None
        png, told = topic_charts.trending_picture(trends, palette), topic_charts.trending_in_words(trends)
    else:
        found = newsroom.timeline(topic, asked=now) if saved and saved.kind == ViewKind.BRIEF else None
        if found is None or not found.sentences:
            return None
        shown = in_words(topic)
        png, told = topic_charts.timeline_picture(found, shown, palette), topic_charts.timeline_in_words(found, shown)
    other = button(gettext("Dark") if light else gettext("Light"), data(Code.PICTURE, view, int(not light)))
    title, _, rest = told.partition("\n")
    caption = page([join([bold(title), quote(text(rest), expandable=True)])], buttons=rows((other,)))
    return Picture(png=png, caption=caption, instead=caption)


def _of_person(newsroom: Newsroom, name: str) -> Picture | None:
    """Somebody's quotes per week."""
    portrait = newsroom.portrait(name).portrait
    if portrait is None or portrait.timeline is None:
        return None
    caption = page([text(gettext("Quotes of {name} per week").format(name=portrait.speaker.name))])
    return Picture(png=chart.draw(portrait.speaker.name, portrait.timeline), caption=caption, instead=caption)
