"""The core of newsbot, which knows nothing of Telegram: docs/design.md has a map of its rooms.

errors       what can go wrong and a person can put right
encoding     vectors for articles that were stored without them
retention    removing old articles
time_limit   how much processor time one article may take
pausing      pauses that end early when the program is to stop
"""
