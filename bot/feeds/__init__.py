"""News in: what is due is fetched, what is new in it is added, and nothing else is asked for.

fetching.py  one feed, once            admission.py  entries -> articles
rounds.py    all that is due           managing.py   add, remove, pause, lists in and out
"""
