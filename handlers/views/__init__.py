"""Values -> messages. Pure: nothing is looked up or sent here.

html           Telegram's HTML with its size: the one module that escapes
messages       blocks of text -> messages within Telegram's limits, with buttons
callback_data  what a button sends back
headlines      headlines and sources; what answers, quotes and headlines share

answer, short_answers, declined, quotes, checked, briefs, person, article   what is found
subscriptions, subscription_list, subscription_page, subscription_words,
    gathered                                           what is followed, and what comes of it
settings, preferences, menu, feeds, reasons            pages about the chat, the bot and its feeds
cards                                                  results of inline queries
chart, stats_chart, topic_charts, palette              pictures
view_kinds, saved_answers, saved_lookups               what a button needs to show more, kept with its message
"""
