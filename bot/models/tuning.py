"""The settings of the core, passed on as one value."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True, slots=True)
class Tuning:
    """Each field is the setting of that name in config/settings.py, which says what values it may have."""

    pipeline: str = ""  #: name or path of an installed spaCy pipeline; "" = the shipped one
    rerank_ms: int = 0  #: milliseconds that the reranker may take per question; 0 to rank without it
    feedback_days: int = 30  #: days for which the words of a judged answer are kept; 0 for not at all
    allow_hosts: frozenset[str] = frozenset()  #: "host" or "host:port" that may be private or use an unusual port
    contact: str = ""  #: contact address in the User-Agent of requests for feeds and pages
    keep_days: int = 0  #: days for which articles are kept, by their date; 0 for ever
    archive: str = ""  #: the search cluster of the archive, opensearch://host:9200/prefix; "" for SQLite alone
    archive_user: str = field(default="", repr=False)
    archive_password: str = field(default="", repr=False)
    archive_ca: str = ""  #: file of its trusted authorities; "" for the usual ones
    archive_shards: int = 1  #: of each monthly index
    archive_replicas: str = "0-1"  #: copies of each shard
    archive_recent_days: int = 0  #: days for which articles stay complete in SQLite if there is a cluster; 0 for ever
    chat_messages_per_second: float = 0.97  #: notifications to one chat
    group_messages_per_minute: float = 19.0  #: the same to a group or channel


DEFAULT_TUNING = Tuning()
