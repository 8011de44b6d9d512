"""Adding articles.

adding.py       known or new, and the one transaction      preparation.py  what is worked out before it
processes.py    the same on several cores
"""

from bot.ingestion.adding import Adding, digest_of

__all__ = ["Adding", "digest_of"]
