"""The database file.

database         opening, reading from many threads, writing from one at a time
database_file    is it ours, accessible, up to date, private
condition        what is known to be wrong with it
snapshot         a connection to one state of the archive, with all questions of ``reading``
backup           online copies, and restoring one
integrity        damaged pages, looked for a table at a time
"""
