"""The tables of commands and buttons are whole: nothing can be forgotten or mean two things."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from handlers.commands.context import OPERATORS_ONLY, Command, Scope
from handlers.commands.registry import BUTTONS, COMMANDS
from handlers.views.callback_data import Code

ACTIONS = Path(inspect.getfile(Command)).parent


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one.name)
def test_a_command_is_one_that_telegram_takes(command: Command) -> None:
    # https://core.telegram.org/bots/api#botcommand
    assert all(re.fullmatch("[a-z0-9_]{1,32}", name) for name in (command.name, *command.aliases))
    assert 3 <= len(command.help) <= 256


def test_no_name_means_two_commands() -> None:
    names = [name for one in COMMANDS for name in (one.name, *one.aliases)]

    assert len(names) == len(set(names))


def test_every_command_that_a_module_offers_is_registered() -> None:
    """Actions say in their docstring which command they are: \"\"\"/latest [topic].\"\"\""""
    offered = {
        name for file in ACTIONS.glob("*.py") for name in re.findall(r'"""/([a-z]+)[ .;,]', file.read_text("utf-8"))
    }

    assert offered - {name for one in COMMANDS for name in (one.name, *one.aliases)} == set()


def test_every_button_does_something_and_no_two_codes_are_alike() -> None:
    assert set(BUTTONS) == set(Code)
    assert len({code.value for code in Code.__members__.values()}) == len(Code.__members__)


def test_the_group_menu_has_no_private_command() -> None:
    private = {one.name for one in COMMANDS if one.scope is not Scope.EVERYWHERE}

    assert private == {
        "sources",
        "privacy",
        "forgetme",
        "start",
        "cancel",
        "feeds",
        "addfeed",
        "removefeed",
        "stats",
        "allow",
        "ban",
        "unban",
    }


OPERATOR, STRANGER = 7, 8


class Asked:
    """What a command uses of the services, with what was said."""

    admins = frozenset({OPERATOR})

    def __init__(self) -> None:
        self.said: list[str] = []

    async def say(self, _incoming: Any, words: str) -> None:
        self.said.append(words)


@pytest.mark.parametrize("command", [one for one in COMMANDS if one.scope is Scope.OPERATORS], ids=lambda one: one.name)
async def test_what_is_for_whoever_runs_the_bot_is_for_nobody_else(command: Command) -> None:
    services: Any = Asked()

    await command.run(services, SimpleNamespace(user_id=STRANGER, words=""))  # type: ignore[arg-type]

    assert services.said == [OPERATORS_ONLY]


@pytest.mark.parametrize(("user", "scope", "done"), [
    (OPERATOR, Scope.OPERATORS, True),
    (STRANGER, Scope.OPERATORS, False),
    (STRANGER, Scope.NOWHERE, True),
])  # fmt: skip
async def test_only_the_scope_of_operators_limits_who_may_use_a_command(user: int, scope: Scope, done: bool) -> None:
    ran: list[int] = []

    async def action(_services: Any, incoming: Any) -> None:
        ran.append(incoming.user_id)

    command = Command(name="x", help="x", group=COMMANDS[0].group, action=action, scope=scope)
    services: Any = Asked()
    await command.run(services, SimpleNamespace(user_id=user, words=""))  # type: ignore[arg-type]

    assert bool(ran) is done
