"""The command ``newsbot``, also as ``python -m bot``."""

import signal


def main() -> None:
    """Run the command line; Ctrl-C while it is still being imported ends the process without a traceback."""
    usual = signal.getsignal(signal.SIGINT)
    if usual is signal.default_int_handler:  # otherwise whoever started it has it ignored
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from bot.cli import app

    signal.signal(signal.SIGINT, usual)
    app.main()


if __name__ == "__main__":
    main()
