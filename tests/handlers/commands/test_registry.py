"""The tables of commands and buttons are whole: nothing can be forgotten or mean two things."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from handlers.commands.context import Command, Scope
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
