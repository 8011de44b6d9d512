"""Settings, logs and what they start from.

settings   defaults < configuration file < environment; default.toml describes each
logs       logging, set up once
starters   lists of well-known feeds (feeds/*.opml)
"""
