"""All commands and all buttons: what is in these two tables is registered, helped with, linked to and tested."""

from __future__ import annotations

from telegram.ext import CommandHandler, filters

from bot.translation import N_
from handlers.commands import (
    admission,
    article,
    ask,
    asked_settings,
    briefs,
    callbacks,
    check,
    compare,
    feeds,
    following,
    gathered,
    latest,
    menu,
    person,
    pictures,
    preferences,
    prompts,
    settings,
    start,
    subscription_page,
    unfollow,
    who,
)
from handlers.commands.context import Command, PressAction, Scope, Services, on_message
from handlers.transport.telegram_application import TelegramApplication
from handlers.views.callback_data import Code
from handlers.views.menu import Group

#: In the order of the menus.
COMMANDS = (
    Command(
        name="latest",
        help=N_("Newest headlines"),
        group=Group.READ,
        usage=N_("[topic]"),
        action=latest.latest,
        question=True,
        link=True,
    ),
    Command(name="today", help=N_("Today's stories"), group=Group.READ, action=briefs.today, question=True, link=True),
    Command(
        name="who",
        help=N_("Who said what, word for word: /who NAME about TOPIC"),
        group=Group.ASK,
        usage=N_("NAME"),
        action=compare.who,
        question=True,
        link=True,
    ),
    Command(
        name="check",
        help=N_("Did they really say that?"),
        group=Group.ASK,
        usage=N_("WORDS"),
        action=check.check,
        question=True,
        link=True,
    ),
    Command(
        name="person",
        help=N_("A person's or organisation's page"),
        group=Group.READ,
        usage=N_("NAME"),
        action=person.person,
        question=True,
        link=True,
    ),
    Command(
        name="ask",
        help=N_("Ask about the news"),
        group=Group.ASK,
        usage=N_("QUESTION"),
        action=ask.ask,
        question=True,
        link=True,
    ),
    Command(
        name="brief",
        help=N_("A topic in a few sentences"),
        group=Group.READ,
        usage=N_("TOPIC"),
        action=briefs.brief,
        question=True,
        link=True,
    ),
    Command(
        name="timeline",
        help=N_("How a topic unfolded"),
        group=Group.READ,
        usage=N_("TOPIC"),
        action=briefs.timeline,
        question=True,
        link=True,
    ),
    Command(
        name="compare",
        help=N_("What two said, side by side"),
        group=Group.ASK,
        usage=N_("NAME and NAME"),
        action=compare.compare,
        question=True,
        link=True,
    ),
    Command(
        name="trending",
        help=N_("Who and what is in the news"),
        group=Group.READ,
        action=briefs.trending,
        question=True,
        link=True,
    ),
    Command(
        name="follow",
        help=N_("Get a message for new articles"),
        group=Group.FOLLOW,
        usage=N_("NAME, word, from:OUTLET or everything"),
        action=following.follow,
        aliases=("subscribe",),
        link=True,
    ),
    Command(
        name="following",
        help=N_("What you follow"),
        group=Group.FOLLOW,
        action=following.following,
    ),
    Command(
        name="digest",
        help=N_("News in one message at set times"),
        group=Group.FOLLOW,
        usage=N_("[daily, weekdays or weekly on DAY] [TIMES], or off"),
        action=settings.digest,
    ),
    Command(
        name="settings",
        help=N_("When news comes: time zone, quiet hours"),
        group=Group.FOLLOW,
        action=asked_settings.settings_page,
    ),
    Command(
        name="unfollow",
        help=N_("Stop following"),
        group=Group.FOLLOW,
        usage=N_("NAME or all"),
        action=unfollow.unfollow,
        aliases=("unsubscribe", "stop"),
    ),
    Command(name="feeds", help=N_("Feeds and their state"), group=Group.RUN, action=feeds.feeds, scope=Scope.OPERATORS),
    Command(
        name="addfeed",
        help=N_("Read a feed or a news site"),
        group=Group.RUN,
        usage=N_("ADDRESS"),
        action=feeds.add_feed,
        scope=Scope.OPERATORS,
    ),
    Command(
        name="removefeed",
        help=N_("Forget a feed"),
        group=Group.RUN,
        usage=N_("NUMBER or TITLE"),
        action=feeds.remove_feed,
        scope=Scope.OPERATORS,
    ),
    Command(
        name="stats",
        help=N_("How many articles there are, and the state of the feeds"),
        group=Group.RUN,
        action=feeds.stats,
        scope=Scope.OPERATORS,
    ),
    Command(
        name="allow",
        help=N_("Admit a user or chat; without a number, who may use me"),
        group=Group.RUN,
        usage=N_("NUMBER"),
        action=admission.allow,
        scope=Scope.OPERATORS,
    ),
    Command(
        name="ban",
        help=N_("Stop answering a user or chat"),
        group=Group.RUN,
        usage=N_("NUMBER"),
        action=admission.ban,
        scope=Scope.OPERATORS,
    ),
    Command(
        name="unban",
        help=N_("Neither admitted nor banned any more"),
        group=Group.RUN,
        usage=N_("NUMBER"),
        action=admission.unban,
        scope=Scope.OPERATORS,
    ),
    Command(
        name="sources",
        help=N_("Which outlets I read"),
        group=Group.READ,
        action=menu.sources,
        scope=Scope.PRIVATE,
        link=True,
    ),
    Command(name="help", help=N_("What I can do"), group=Group.SELF, action=menu.show_help, link=True),
    Command(
        name="privacy",
        help=N_("What I keep about you"),
        group=Group.SELF,
        action=menu.privacy,
        scope=Scope.PRIVATE,
        link=True,
    ),
    Command(
        name="forgetme",
        help=N_("Delete all I keep about you"),
        group=Group.SELF,
        action=menu.forget,
        scope=Scope.PRIVATE,
    ),
    Command(
        name="cancel",
        help=N_("Leave my last question unanswered"),
        group=Group.SELF,
        action=prompts.cancel,
        scope=Scope.NOWHERE,
    ),
    Command(name="start", help=N_("Say hello"), group=Group.SELF, action=start.start, scope=Scope.NOWHERE),
)
#: What each button does; every code has one.
BUTTONS: dict[Code, PressAction] = {
    Code.ANSWER: ask.turn,
    Code.VERDICT: ask.judge,
    Code.WHO: who.turn,
    Code.ABOUT: who.turn,
    Code.TOPIC: who.press_topic,
    Code.TABLE: who.press_table,
    Code.PERSON: person.press_person,
    Code.SAID: person.press_said,
    Code.LATEST: latest.turn,
    Code.CONTEXT: callbacks.show_context,
    Code.ARTICLE: article.press_article,
    Code.FOLLOW: following.press_follow,
    Code.FOLLOW_STORY: following.press_follow_story,
    Code.UNFOLLOW: following.press_unfollow,
    Code.MUTE: following.press_mute,
    Code.UNMUTE: following.press_unmute,
    Code.FOLLOWING: following.turn,
    Code.FORGET: menu.press_forget,
    Code.FEEDS: feeds.turn,
    Code.FEED: feeds.press_feed,
    Code.STARTER: feeds.press_starter,
    Code.HOME: start.press_home,
    Code.PREFERENCE: preferences.press_preference,
    Code.PICTURE: pictures.press_picture,
    Code.ASK: ask.press_ask,
    Code.SETTING: settings.press_setting,
    Code.SUBSCRIPTION: subscription_page.press_setting,
    Code.GATHERED: gathered.turn,
}


#: Where commands are taken from; edited ones: handlers/events/edited.py.
POSTED = filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST


def register(app: TelegramApplication, services: Services) -> None:
    """Answer every command and every press."""
    for command in COMMANDS:
        answered = on_message(services, command.run, question=command.question)
        app.add_handler(CommandHandler([command.name, *command.aliases], answered, POSTED))
    callbacks.register(app, services, BUTTONS)
