"""Adding articles.

adding.py        known or new, and the single transaction
preparation.py   what is computed before it
file_names.py    whose article a file of a known name is
leads.py         the sentence that tells its news, and a title from it
processes.py     the same on several cores
dask_workers.py  the same on several machines
parallel.py      which of these prepares
"""

from bot.ingestion.adding import Adding, digest_of

__all__ = ["Adding", "digest_of"]
