"""The one SQLite file: everything newsbot knows, one method a question asked of it.

database.py       opening, migrating, reading and writing      migrations.py   the schema
articles.py       articles, sentences, counts                  annotations.py  what the language layer found
speakers.py       who is quoted, by name                       quotations.py   what was said, paged
identity.py       which entity a name is                       names.py        names as keys
conversation.py   turns and views of chats                     rows.py         rows <-> values
subscriptions.py  who follows what                             outbox.py       what is owed to whom
errors.py         sqlite3 errors that a person can fix
"""
