"""Feeds: fetch those that are due, add what is new in them, and request nothing else.

running     worker (rounds without end, removal of old articles), service (what fetches, for one event loop)
a round     rounds (everything that is due), fetching (one feed, once), admission (entries -> articles), pages (read)
lists       manager (add, rename, pause, remove, import, export), finding (a site's feed), page_adding (one page),
            advice (what to do about an address that gives nothing)
"""
