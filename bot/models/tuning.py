"""What the core can be set to, as one value that is handed through whole."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Tuning:
    """Each field is a setting of that name (config/settings.py), which says what it may be."""

    pipeline: str = ""  #: name or path of an installed spaCy pipeline; "" = the shipped one
    rerank_ms: int = 0  #: milliseconds that the reranker may take for a question; 0 = ranking without it
    feedback_days: int = 30  #: for which the words of a judged answer are kept; 0 = not at all
    allow_hosts: frozenset[str] = frozenset()  #: "host" or "host:port" that may be private or on an odd port
    contact: str = ""  #: an address for the User-Agent of requests for feeds and pages
    keep_days: int = 0  #: for which articles are kept, by their date; 0 = for ever


DEFAULT_TUNING = Tuning()
