"""Parse feeds: what a server sends -> a ParsedFeed of FeedEntry values, or the reason why it is not a feed.

documents.py   the values                         parsing.py     bytes -> ParsedFeed, whatever the format
    encoding.py    bytes -> text, despite wrong labels xml_feeds.py RSS, Atom, RDF with feedparser
json_feed.py   JSON Feed 1.1                      markup.py      HTML in a feed -> plain text
    dates.py       dates in any language              identity.py    which entries are known, and by which key
    discovery.py   the feeds of a site                opml.py        reading and writing lists of feeds
    isolation.py   parsing in a process that can be killed
    state.py       the state of a feed                schedule.py    when to fetch again
    health.py      failures, and what follows         answers.py     a response -> the new state of the feed
"""
