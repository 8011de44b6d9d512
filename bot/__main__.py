"""The command ``newsbot``, also as ``python -m bot``."""

import os
import signal
import sys

WIDTHS = ("COLUMNS", "TERMINAL_WIDTH")  # the variables in which rich and typer are told how wide the terminal is
_MOST_DIGITS = 3


def forget_odd_widths() -> None:
    """Leave the width to the terminal if the environment names none that it can have.

    At a width of 0 nothing would be printed; lines of millions of blanks take minutes.
    """
    for name in WIDTHS:
        given = os.environ.get(name, "1")
        if not (given.isdecimal() and len(given) <= _MOST_DIGITS and int(given)):
            del os.environ[name]


def main() -> None:
    """Run the command line; Ctrl-C while it is still being imported ends the process without a traceback."""
    usual = signal.getsignal(signal.SIGINT)
    if usual is signal.default_int_handler:  # otherwise whoever started it has it ignored
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    forget_odd_widths()
    try:
        from bot.cli import app
    except Exception as error:  # perhaps a word list that is read on import is missing
        from bot.cli.installation import damage_behind

        if damage := damage_behind(error):
            sys.exit(f"newsbot: {damage}")
        raise
    signal.signal(signal.SIGINT, usual)
    app.main()


if __name__ == "__main__":
    main()
