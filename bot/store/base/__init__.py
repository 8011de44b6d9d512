"""What all of the store stands on.

rows          times as UTC text, columns of a headline, lists as one parameter
connection    the name of a connection, for functions that only read
match         expressions for FTS5's MATCH
errors        errors of sqlite3 that a person can mend, as StoreErrors
fair_lock     threads write in the order in which they asked
patience      how long a write waits for other programs
checkpoints   the write-ahead log is copied into the file while nobody waits
claim         one process at a time sends deliveries
"""
