"""Requests to servers outside our control: guarded, bounded, and without memory of earlier ones.

    addresses.py      which internet addresses may be connected to
    destinations.py   which web addresses may be requested, and hosts allowed by the settings
    connector.py      aiohttp's connector with a check of every address it connects to
    bodies.py         bytes as received -> decompressed bytes, both bounded
failures.py       what can go wrong, in plain words
    fetcher.py        Fetcher.get: follows redirects itself, checking every hop
    pacing.py         how many requests at once and how far apart, per registrable domain
"""
