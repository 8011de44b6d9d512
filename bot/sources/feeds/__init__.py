"""Parse feeds: what a server sends -> a ParsedFeed of FeedEntry values, or the reason why it is not a feed.

documents      the values                         parsing       bytes -> ParsedFeed, whatever the format
encoding       bytes -> text, despite wrong labels
xml_feeds      RSS, Atom, RDF with feedparser     xml_repair    common errors in them
json_feed      JSON Feed 1.1                      news_sitemap  news sitemaps
markup         HTML in a feed -> plain text       dates         dates in any language
links          addresses as people write them
identity       which entries are known, and by which key
collections    feeds with entries of other outlets
discovery      the feeds of a site                opml          reading and writing lists of feeds
isolation      parsing in a process that can be killed
state          the state of a feed                schedule      when to fetch again
health         failures, and what follows         answers       a response -> the new state of the feed
"""
