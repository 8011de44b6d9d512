"""Requests to servers that nobody here controls: guarded, bounded, without memory of earlier ones.

addresses.py      which addresses of the internet may be talked to
destinations.py   which web addresses may be asked for, hosts that the settings allow
connector.py      aiohttp's connector with a check of every address that is connected to
bodies.py         bytes off the wire -> decompressed bytes, both bounded
failures.py       what can go wrong, in plain words
fetcher.py        Fetcher.get: redirects by hand, every hop checked
pacing.py         how many requests at once, how far apart, for each registrable domain
"""
