"""All commands and all buttons: what is in these two tables is registered, helped with, linked to and tested."""

from __future__ import annotations

from telegram.ext import CommandHandler

from handlers.commands import article, ask, briefs, callbacks, check, feeds, following, latest, menu, person, start, who
from handlers.commands.context import Command, Desk, PressAction, Scope, on_message
from handlers.transport.telegram_application import TelegramApplication
from handlers.views.callback_data import Code

#: In the order of the menus.
COMMANDS = (
    Command(name="latest", help="Newest headlines", usage="[topic]", action=latest.latest, question=True, link=True),
    Command(name="today", help="Today's headlines", action=briefs.today, question=True, link=True),
    Command(
        name="who",
        help="Who said what, word for word",
        usage="NAME [about TOPIC] [since DATE], about TOPIC, said “WORDS”",
        action=who.who,
        question=True,
        link=True,
    ),
    Command(
        name="check",
        help="Did they really say that?",
        usage="WORDS, or a message with a quotation",
        action=check.check,
        question=True,
        link=True,
    ),
    Command(
        name="person",
        help="A person's or organisation's page",
        usage="NAME",
        action=person.person,
        question=True,
        link=True,
    ),
    Command(name="ask", help="Ask about the news", usage="QUESTION", action=ask.ask, question=True, link=True),
    Command(
        name="brief", help="A topic in a few sentences", usage="TOPIC", action=briefs.brief, question=True, link=True
    ),
    Command(
        name="timeline", help="How a topic unfolded", usage="TOPIC", action=briefs.timeline, question=True, link=True
    ),
    Command(name="trending", help="Who and what is in the news", action=briefs.trending, question=True, link=True),
    Command(
        name="follow",
        help="Get a message for new articles",
        usage="NAME, word, from:OUTLET or everything",
        action=following.follow,
        aliases=("subscribe",),
        link=True,
    ),
    Command(name="following", help="What you follow", action=following.following),
    Command(
        name="unfollow",
        help="Stop following",
        usage="NAME or all",
        action=following.unfollow,
        aliases=("unsubscribe",),
    ),
    Command(name="feeds", help="Feeds and how they are", action=feeds.feeds, scope=Scope.ADMINS),
    Command(
        name="addfeed", help="Read a feed or a news site", usage="ADDRESS", action=feeds.add_feed, scope=Scope.ADMINS
    ),
    Command(
        name="removefeed", help="Forget a feed", usage="NUMBER or TITLE", action=feeds.remove_feed, scope=Scope.ADMINS
    ),
    Command(name="stats", help="How much there is, and how feeds are", action=feeds.stats, scope=Scope.ADMINS),
    Command(name="sources", help="Which outlets I read", action=menu.sources, scope=Scope.PRIVATE, link=True),
    Command(name="help", help="What I can do", action=menu.show_help, link=True),
    Command(name="privacy", help="What I keep about you", action=menu.privacy, scope=Scope.PRIVATE, link=True),
    Command(name="forgetme", help="Delete all I keep about you", action=menu.forget, scope=Scope.PRIVATE),
    Command(name="start", help="Say hello", action=start.start, scope=Scope.NOWHERE),
)
#: What each button does; every code has one.
BUTTONS: dict[Code, PressAction] = {
    Code.ANSWER: ask.turn,
    Code.VERDICT: ask.judge,
    Code.WHO: who.turn,
    Code.ABOUT: who.turn,
    Code.TOPIC: who.press_topic,
    Code.PERSON: person.press_person,
    Code.SAID: person.press_said,
    Code.LATEST: latest.turn,
    Code.CONTEXT: callbacks.show_context,
    Code.ARTICLE: article.press_article,
    Code.FOLLOW: following.press_follow,
    Code.UNFOLLOW: following.press_unfollow,
    Code.MUTE: following.press_mute,
    Code.UNMUTE: following.press_unmute,
    Code.FOLLOWING: following.turn,
    Code.FORGET: menu.press_forget,
    Code.FEEDS: feeds.turn,
    Code.FEED: feeds.press_feed,
    Code.STARTER: feeds.press_starter,
    Code.HOME: start.press_home,
}


def register(app: TelegramApplication, desk: Desk) -> None:
    """Answer every command and every press."""
    for command in COMMANDS:
        answered = on_message(desk, command.action, question=command.question)
        app.add_handler(CommandHandler([command.name, *command.aliases], answered))
    callbacks.register(app, desk, BUTTONS)
