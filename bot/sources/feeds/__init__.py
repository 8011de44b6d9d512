"""Feeds as documents: what a server sends -> a ParsedFeed of FeedEntry values, or the reason why it is no feed.

documents.py   the values                         parsing.py     bytes -> ParsedFeed, whatever the format
encoding.py    bytes -> text, whatever they claim xml_feeds.py   RSS, Atom, RDF with feedparser
json_feed.py   JSON Feed 1.1                      markup.py      HTML in a feed -> plain text
dates.py       dates in any language              identity.py    which entries are known, under which key
discovery.py   the feeds of a site                opml.py        lists of feeds, in and out
isolation.py   parsing in a process that can be ended
state.py       a feed as it stands                schedule.py    when to ask again
health.py      failures, and what follows         answers.py     an answer -> the feed after it
"""
