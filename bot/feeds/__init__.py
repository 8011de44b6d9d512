"""Feeds: fetch those that are due, add what is new in them, and request nothing else.

fetching.py  one feed, once            admission.py  entries -> articles
rounds.py    everything that is due    managing.py   add, remove, pause, import and export lists
"""
