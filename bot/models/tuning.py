"""What the core can be set to, as one value that is handed through whole."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True, slots=True)
class Tuning:
    """Each field is a setting of that name (config/settings.py), which says what it may be."""

    pipeline: str = ""  #: name or path of an installed spaCy pipeline; "" = the shipped one
    rerank_ms: int = 0  #: milliseconds that the reranker may take for a question; 0 = ranking without it
    feedback_days: int = 30  #: for which the words of a judged answer are kept; 0 = not at all
    allow_hosts: frozenset[str] = frozenset()  #: "host" or "host:port" that may be private or on an odd port
    contact: str = ""  #: an address for the User-Agent of requests for feeds and pages
    keep_days: int = 0  #: for which articles are kept, by their date; 0 = for ever
    archive: str = ""  #: the search cluster that keeps the archive, opensearch://host:9200/prefix; "" = SQLite alone
    archive_user: str = field(default="", repr=False)
    archive_password: str = field(default="", repr=False)
    archive_ca: str = ""  #: file of the authorities to trust for it; "" = the usual ones
    archive_shards: int = 1  #: of each monthly index
    archive_replicas: str = "0-1"  #: copies of each shard
    archive_recent_days: int = 0  #: for which articles stay whole in SQLite beside a cluster; 0 = for ever
    chat_messages_per_second: float = 0.97  #: notifications to one chat
    group_messages_per_minute: float = 19.0  #: the same to a group or channel


DEFAULT_TUNING = Tuning()
