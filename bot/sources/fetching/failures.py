"""Errors of requests, in plain words that continue "ADDRESS: ..."."""

from __future__ import annotations

from enum import StrEnum

from bot.errors import SourceError


class FailureKind(StrEnum):
    """The kind of failure. Callers decide how much it counts."""

    ADDRESS = "address"  # it is no web address
    REFUSED = "refused"  # by newsbot: the address may not be requested
    DNS = "dns"  # the name is unknown, or cannot be resolved now
    CONNECT = "connect"  # nobody answers there
    TLS = "tls"  # no secure connection, or a certificate that is not valid
    TIMEOUT = "timeout"
    TOO_LARGE = "too large"
    REDIRECT = "redirect"  # circular, too many, or to an invalid address
    PROTOCOL = "protocol"  # not HTTP, cut off, or not as announced


class FetchError(SourceError):
    """The address cannot be fetched."""

    def __init__(self, kind: FailureKind, reason: str) -> None:
        """``reason``: a clause in plain words, without the address's query or credentials."""
        super().__init__(reason)
        self.kind = kind
