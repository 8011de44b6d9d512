"""The command line: ``newsbot`` and ``python -m bot``. Each command has its own module.

An error that the user can fix is reported as one sentence on standard error, with exit code 1; a bug as a traceback.
"""

from __future__ import annotations

import io
import sys
from importlib.metadata import version
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from bot.cli.add import add
from bot.cli.archive import archive
from bot.cli.ask import ask
from bot.cli.backup import backup, restore
from bot.cli.brief import brief, timeline
from bot.cli.check import check
from bot.cli.common import complain, say
from bot.cli.doctor import doctor
from bot.cli.encode import encode
from bot.cli.feedback import feedback
from bot.cli.feeds import feeds
from bot.cli.installation import damage_behind
from bot.cli.latest import latest
from bot.cli.match import match
from bot.cli.person import person
from bot.cli.run import run
from bot.cli.stats import stats
from bot.cli.stories import stories
from bot.cli.sweep import sweep
from bot.cli.who import who
from bot.errors import NewsbotError


class _Commands(TyperGroup):
    """Reports errors as sentences, for all commands."""

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().make_context(*args, **kwargs)
        except BrokenPipeError:
            raise
        except OSError as error:  # --help and --version are printed while the command line is read
            complain(f"newsbot: {_what_is_wrong(error)}")
            raise typer.Exit(1) from error

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except NewsbotError as error:
            complain(f"newsbot: {error}")
        except BrokenPipeError:
            raise  # the reader of the output has gone; typer exits silently
        except Exception as error:  # a bug, unless a file of newsbot's own is damaged, which may fail in any way
            complain(f"newsbot: {_what_is_wrong(error)}")
        raise typer.Exit(1)


def _what_is_wrong(error: Exception) -> str:
    """A sentence about what is not a bug of newsbot; raises ``error`` if it is one."""
    if damage := damage_behind(error):
        return damage
    if not isinstance(error, OSError):
        raise error
    return f"{error.filename or 'the output'}: {(error.strerror or str(error)).lower()}"


app = typer.Typer(
    name="newsbot",
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["--help", "-h"]},
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,  # its tracebacks print local variables, including tokens
)


def _print_version(wanted: bool) -> None:
    if wanted:
        say(f"newsbot {version('newsbot')}")
        raise typer.Exit


@app.callback()
def _newsbot(
    show: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Ask about the news: answers are exact, cited excerpts of articles."""


app.command()(run)
app.command()(add)
app.add_typer(archive, name="archive")
app.command()(ask)
app.command()(who)
app.command()(check)
app.command()(person)
app.command()(feedback)
app.command()(brief)
app.command()(timeline)
app.command()(backup)
app.command()(restore)
app.command()(doctor)
app.command()(stats)
app.command()(sweep)
app.command()(stories)
app.add_typer(feeds, name="feeds")
app.command()(match)
app.command()(encode)
app.command()(latest)


def main() -> None:
    """The entry point; characters that the terminal cannot show never cause an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    app()
