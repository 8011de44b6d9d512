"""The SQLite file that holds everything newsbot knows. SQL is written here only: one method per question.

From the top down; a room uses only what stands below it:

    chats         updates to be answered, conversations, readers' verdicts
    following     subscriptions, and deliveries to chats
    feeds         feeds and their entries
    stories       which articles report one event
    archive       articles, their annotation, names, term statistics; what is not in a search cluster yet
    file          the database file: opening, snapshots, backup, integrity
    schema        tables and migrations
    interests     filters that chats follow
    reading       questions to one snapshot
    base          rows, errors, patience
"""
