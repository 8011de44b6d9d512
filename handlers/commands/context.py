"""What every action gets, and what happens around it: language, admission, limits, "typing ..."."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum, auto
from typing import Any, TypeAlias

from telegram import Update
from telegram.ext import ContextTypes

from bot.errors import StoreError
from bot.models import ChatKey, Turn
from bot.newsroom import Newsroom
from bot.store.base.patience import patient_for
from bot.translation import ENGLISH, N_, gettext, speaking, spoken
from handlers.operation.metrics import Metrics
from handlers.transport.batching import Batched
from handlers.transport.given_answers import GivenAnswers
from handlers.transport.last_shown import LastShown
from handlers.transport.limits import QuestionLimit, QuestionVerdict
from handlers.transport.ordering import answered
from handlers.transport.queries import QueryAnswers
from handlers.transport.sender import Sender
from handlers.transport.single_flight import SingleFlight
from handlers.transport.updates import Incoming, Pressed, read_message
from handlers.views.callback_data import Code, Press
from handlers.views.menu import Group
from handlers.views.messages import Part, above, note

Callback: TypeAlias = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]

OPERATORS_ONLY = N_("Only whoever runs me can do that.")
UNINVITED = N_("I am for invited people only. Whoever runs me can invite you: /allow {id}")
TYPED_A_MINUTE = 120  # inline queries of one user; each pause in typing sends one
PRESSES_A_MINUTE = 15  # of one member: Telegram takes 20 messages and changes a minute in a group
LONGEST_WAIT = 10.0  # seconds that somebody waits for another program's lock before being asked to try again
PATIENCE = 0.3  # seconds before "typing ..." is shown; most answers are there by then
_LOG = logging.getLogger(__name__)
TOO_MANY = N_("That's a lot of questions at once. Give me a minute, then ask again.")


@dataclass(frozen=True, kw_only=True)
class Services:
    """What actions work with: the newsroom, the sender, the clock, limits, and what was shown last."""

    newsroom: Newsroom
    sender: Sender
    clock: Callable[[], datetime]  #: gives aware times in the time zone of "today"
    admins: frozenset[int] = frozenset()  #: users who run this bot
    limit: QuestionLimit = field(default_factory=QuestionLimit)
    listed: bool = False  #: whether only users admitted with /allow may use it
    uninvited: QuestionLimit = field(default_factory=lambda: QuestionLimit(1))  #: of being told about /allow
    starters: Mapping[str, bytes] = field(default_factory=dict)  #: lists of well-known feeds (OPML), by name
    commands: tuple[Command, ...] = ()  #: all commands (registry.py), for help and deep links
    buttons: Mapping[Code, PressAction] = field(default_factory=dict)  #: what each does (registry.py)
    queries: QueryAnswers
    typed: QuestionLimit = field(default_factory=lambda: QuestionLimit(TYPED_A_MINUTE))  #: limit on inline queries
    presses: QuestionLimit = field(default_factory=lambda: QuestionLimit(PRESSES_A_MINUTE))  #: limit in groups
    metrics: Metrics = field(default_factory=Metrics)
    given: GivenAnswers = field(default_factory=GivenAnswers)  #: for edited questions
    shown: LastShown = field(default_factory=LastShown)  #: for "next page"
    newest: SingleFlight[Part] = field(default_factory=SingleFlight)  #: first pages of all headlines, by language
    awake: Batched[int] = field(init=False)  #: chats that a message got through to

    def __post_init__(self) -> None:
        object.__setattr__(self, "awake", Batched(self.newsroom.subscriptions.wake_chats))

    async def reply(self, incoming: Incoming, parts: list[Part]) -> int | None:
        """Answer a message; returns the id of the last message sent, if Telegram gave one."""
        if caveat := self.newsroom.caveat:
            parts = [above(gettext(caveat), parts[0]), *parts[1:]]
        last = incoming.edits
        if last is not None:
            await self.sender.edit(incoming.chat, last, parts[0])
        for at, part in enumerate(parts[1:] if last is not None else parts):
            answers = None if at else incoming.answers_to
            last = await self.sender.send(incoming.chat, part, reply_to=answers, goes_on=at > 0)
        self.given.keep(incoming, last)
        self.shown.keep(incoming.chat, incoming.user_id, parts[-1].rows)
        answered()
        self.awake.add(incoming.chat.chat_id)
        return last

    async def change(self, pressed: Pressed, part: Part) -> None:
        """Show ``part`` in the message with the button, or in a new one if the press was typed ("next page")."""
        self.shown.keep(pressed.chat, pressed.user_id, part.rows)
        if pressed.typed:
            await self.sender.send(pressed.chat, part)
            return
        await self.sender.edit(pressed.chat, pressed.message_id, part, seen=pressed.message)

    async def remember(self, asked: Incoming, turn: Turn, message_id: int | None, now: datetime) -> None:
        """Store a turn for follow-up questions."""
        await _afterwards(self.newsroom.chats.remember, asked.chat, asked.user_id, turn, message_id=message_id, now=now)

    async def say(self, incoming: Incoming, words: str) -> None:
        """Answer with plain words."""
        await self.reply(incoming, [note(words)])

    def mention_in(self, asked: Incoming | Pressed) -> str:
        """The bot's @name, where it must be written to be heard; "" in private chats."""
        return "" if asked.private else f"@{self.sender.username}"

    def admits(self, *ids: int) -> bool:
        """Whether a user may use the bot; ``ids`` are theirs and their chat's."""
        if self.admins.intersection(ids):
            return True
        return self.newsroom.admissions.of(*ids, listed=self.listed)

    def language_of(self, chat_id: int, told: str | None) -> str:
        """The language of a chat: the one set there, or in private that of the user's app (``told``)."""
        chosen = self.newsroom.preferences.of(chat_id).language
        return chosen or (spoken(told or "") if chat_id > 0 else "") or ENGLISH

    async def settle_language(self, asked: Incoming | Pressed) -> None:
        """Store the language of a user's app: notifications are written when no update names it."""
        chat_id, told = asked.chat.chat_id, spoken(asked.language)
        found = self.newsroom.preferences.of(chat_id)
        if asked.private and told and told != ENGLISH and not found.language:
            await _afterwards(self.newsroom.preferences.set, chat_id, replace(found, language=told))

    async def may_manage(self, asked: Incoming | Pressed) -> bool:
        """Whether somebody may change what the chat follows: anyone in private, administrators in groups."""
        if asked.private or asked.user_id in self.admins or (isinstance(asked, Incoming) and asked.as_chat):
            return True
        return bool(asked.user_id) and await self.sender.is_admin(asked.chat.chat_id, asked.user_id)


Action: TypeAlias = Callable[[Services, Incoming], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class PrivateLink:
    """A link to the chat with the bot, which a press may open instead of showing a notice."""

    url: str


#: What a press does. Returns a notice ("" for none) or a link to open; None if what it refers to is gone.
PressAction: TypeAlias = Callable[[Services, Pressed, Press], Awaitable[str | PrivateLink | None]]


MAX_TOPIC = 200  # characters


def topic_of(incoming: Incoming) -> str:
    """What is written behind a command that takes a topic, on one line."""
    return " ".join(incoming.words.split())[:MAX_TOPIC]


class Scope(Enum):
    """In which menus a command stands. Only OPERATORS limits who may use it."""

    EVERYWHERE = auto()
    PRIVATE = auto()  # not in the menu of groups
    OPERATORS = auto()  # only for whoever runs the bot
    NOWHERE = auto()


@dataclass(frozen=True, kw_only=True)
class Command:
    """A command of the chat: everything that menus, /help and the handlers need to know of it."""

    name: str  #: in small letters, without the slash
    help: str  #: for menus and /help, at most 256 characters
    group: Group  #: its heading in /help
    action: Action  #: called through ``run``
    usage: str = ""  #: its arguments, as /help shows them
    aliases: tuple[str, ...] = ()  #: other names, not shown in menus
    scope: Scope = Scope.EVERYWHERE
    question: bool = False  #: whether it counts towards the limit on a user's questions
    link: bool = False  #: whether ?start=NAME-words does the same

    async def run(self, services: Services, incoming: Incoming) -> None:
        """Do it, if the user may."""
        if self.scope is Scope.OPERATORS and incoming.user_id not in services.admins:
            await services.say(incoming, gettext(OPERATORS_ONLY))
        else:
            await self.action(services, incoming)


async def _afterwards(write: Callable[..., None], *given: Any, **named: Any) -> None:
    """Store something after an answer was sent; a failure is only logged, since its reader has the answer."""
    try:
        await asyncio.to_thread(write, *given, **named)
    except StoreError as error:
        _LOG.warning("not kept after an answer: %s", type(error).__name__)


def on_message(services: Services, action: Action, *, question: bool = False) -> Callback:
    """``action`` as a callback of python-telegram-bot; ``question``: whether it counts towards the user's limit."""

    async def run(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        incoming = read_message(update)
        if incoming is not None:
            await run_action(services, action, incoming, question=question)

    return run


async def run_action(services: Services, action: Action, incoming: Incoming, *, question: bool) -> None:
    """Run ``action`` in the chat's language, unless the user is not admitted or has asked too much."""
    asker = incoming.user_id or incoming.chat.chat_id
    with patient_for(LONGEST_WAIT), speaking(services.language_of(incoming.chat.chat_id, incoming.language)):
        if not services.admits(asker, incoming.chat.chat_id):
            await _refuse(services, incoming)
        else:
            await within_limit(services, action, incoming, question=question)


async def _refuse(services: Services, incoming: Incoming) -> None:
    """Tell users who are not admitted how to be, at most once a minute; banned ones are told nothing."""
    known = services.newsroom.admissions.all()
    banned = False in (known.get(incoming.user_id), known.get(incoming.chat.chat_id))
    if (
        not banned
        and incoming.private
        and services.uninvited.ask(incoming.user_id, services.clock()) is QuestionVerdict.FINE
    ):
        await services.reply(incoming, [note(gettext(UNINVITED).format(id=incoming.user_id))])


async def within_limit(services: Services, action: Action, incoming: Incoming, *, question: bool) -> None:
    """Do it, with "typing ...", unless it is a question and its user asks too many."""
    asker = incoming.user_id or incoming.chat.chat_id
    verdict = services.limit.ask(asker, services.clock()) if question else QuestionVerdict.FINE
    if verdict is QuestionVerdict.FINE:
        with typing(services, incoming.chat):
            await action(services, incoming)
    elif verdict is QuestionVerdict.TOO_MANY:
        await services.say(incoming, gettext(TOO_MANY))


def as_message(pressed: Pressed, words: str = "") -> Incoming:
    """A press as a message, as if ``words`` had been typed; the answer replies to the message with the button."""
    return Incoming(
        chat=pressed.chat,
        user_id=pressed.user_id,
        private=pressed.private,
        message_id=pressed.message_id,
        words=words,
    )


@contextmanager
def typing(services: Services, chat: ChatKey) -> Iterator[None]:
    """Show "typing ..." while the body runs, if that takes longer than ``PATIENCE``."""
    done = asyncio.Event()
    soon = asyncio.get_running_loop().call_later(PATIENCE, services.sender.type_until, chat, done)
    try:
        yield
    finally:
        soon.cancel()
        done.set()
