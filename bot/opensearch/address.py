"""The address of the cluster."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

PORT = 9200
_SECURE = {"opensearch": False, "opensearchs": True}
_HOST = re.compile(r"(?P<host>[\w.-]+|\[[0-9A-Fa-f:]+\])(?::(?P<port>\d{1,5}))?")
_WANTED = "must be opensearch://host:9200/prefix; the prefix is of small letters, digits, - and _"
_MOST_PORT = 65535
_PREFIX = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")


@dataclass(frozen=True, slots=True)
class ClusterAddress:
    """The address of a cluster, made by ``parse_address``. Its repr contains no credentials."""

    hosts: tuple[tuple[str, int], ...]
    prefix: str  #: prefix of the names of all indices
    secure: bool = False
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    authorities: Path | None = None  #: trusted authorities, a PEM file; None: those of the system

    def __str__(self) -> str:
        hosts = ",".join(f"{host}:{port}" for host, port in self.hosts)
        return f"opensearch{'s' * self.secure}://{hosts}/{self.prefix}"


def parse_address(text: str, *, user: str = "", password: str = "", authorities: Path | None = None) -> ClusterAddress:
    """Parse ``opensearch://host[:port][,host...]/prefix``, or ``opensearchs://`` for TLS. Raises ValueError."""
    try:
        parts = urlsplit(text)
    except ValueError:  # brackets without an address
        raise ValueError(_WANTED) from None
    if parts.scheme not in _SECURE:
        raise ValueError("must be opensearch://host:9200/prefix, or opensearchs:// for TLS")
    if "@" in parts.netloc:
        raise ValueError("must name no user: that goes into NEWSBOT_ARCHIVE_USER and NEWSBOT_ARCHIVE_PASSWORD")
    hosts = [_HOST.fullmatch(host) for host in parts.netloc.split(",")]
    prefix = parts.path.strip("/") or "newsbot"
    if not all(hosts) or not _PREFIX.fullmatch(prefix) or parts.query or parts.fragment:
        raise ValueError(_WANTED)
    found = tuple((host["host"].strip("[]"), int(host["port"] or PORT)) for host in hosts if host)
    if not all(0 < port <= _MOST_PORT for _, port in found):
        raise ValueError(f"must name ports from 1 to {_MOST_PORT}")
    return ClusterAddress(found, prefix, _SECURE[parts.scheme], user, password, authorities)
