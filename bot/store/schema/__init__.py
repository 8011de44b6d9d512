"""The tables. ``migrations`` lists every step in order; never edited once released.

migrations          the list, and the steps of the archive
first_schema        what they start from
schema_changes      the log of changes
schema_chats        chats and the bot that they write to
schema_feeds        feeds
schema_following    stories and subscriptions
schema_schedules    when news is told
"""
