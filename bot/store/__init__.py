"""The SQLite file that holds everything newsbot knows. SQL is written here only: one method per question.

database.py       opening, migrating, reading and writing      migrations.py   the schema
articles.py       articles, sentences, counts                  annotations.py  what the language layer found
speakers.py       who is quoted, by name                       quotations.py   what was said, paged
identity.py       which entity a name is                       names.py        names as keys
conversation.py   turns and views of chats                     rows.py         rows <-> values
subscriptions.py  who follows what                             outbox.py       deliveries due to chats
errors.py         sqlite3 errors that a person can fix
"""
