"""Requests to servers outside our control: guarded, bounded, and without memory of earlier ones.

addresses      which internet addresses may be connected to
destinations   which web addresses may be requested, and hosts allowed by the settings
connector      aiohttp's connector with a check of every address it connects to
certificates   whom to trust, and what is wrong with a certificate
bodies         bytes as received -> decompressed bytes, both bounded
failures       what can go wrong, in plain words
fetcher        Fetcher.get: follows redirects itself, checking every hop
pacing         how many requests at once and how far apart, per registrable domain
"""
