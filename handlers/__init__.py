"""Telegram: everything here knows python-telegram-bot, and nothing in ``bot`` does.

application    puts the parts together and runs them
options        what can be set from outside
introduction   the menus and descriptions that Telegram shows

commands     what people type and tap
events       everything else that Telegram reports
views        values -> messages
transport    sending and receiving
operation    for monitoring
localchat    a Bot API server on this machine, to try newsbot with and to test it
"""
