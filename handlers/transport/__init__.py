"""The road to Telegram and back: updates in, messages out, and all that can go wrong on it.

connection    bot, request, api_response, proxies, tokens, checking, ownership, conflicts, telegram_application
updates in    polling, webhook, webhook_watch, intake, ordering, updates, update_repair, limits, watchdog, ending
messages out  sender, posting, retrying, pace, rate_limit, keyboards, queries
kept          given_answers, last_shown, shown, press_marks, single_flight, batching
news          delivery, notices, lasting_errors
"""
