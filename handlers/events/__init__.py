"""What Telegram reports besides commands, presses and free text.

edited        edited questions                       inline      inline queries and calls as a guest
membership    blocked, added, removed, moved         unanswered  messages that get no answer: bots, albums
unsupported   messages without text                  errors      an apology and a line in the log
"""
