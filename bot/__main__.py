"""``python -m bot``: the same as the command ``newsbot``."""

from bot.cli.app import main

if __name__ == "__main__":
    main()
