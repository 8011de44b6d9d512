"""The command ``newsbot``, also as ``python -m bot``."""

import signal
import sys


def main() -> None:
    """Run the command line; Ctrl-C while it is still being imported ends the process without a traceback."""
    usual = signal.getsignal(signal.SIGINT)
    if usual is signal.default_int_handler:  # otherwise whoever started it has it ignored
        signal.signal(signal.SIGINT, signal.SIG_DFL)
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
