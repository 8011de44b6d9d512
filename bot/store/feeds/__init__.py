"""Feeds: what is remembered between two fetches.

feeds           each feed
entries         its entries: seen, and waiting to become articles
outlet_moves    followers of two outlets that turn out to be one
"""
