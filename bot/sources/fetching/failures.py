"""What can go wrong with a request, in plain words that continue "ADDRESS: ..."."""

from __future__ import annotations

from enum import StrEnum

from bot.errors import SourceError


class FailureKind(StrEnum):
    """What sort of failure it was: how much it counts is for the caller to say."""

    REFUSED = "refused"  # by us: the address may not be asked for
    DNS = "dns"  # the name is not known, or not just now
    CONNECT = "connect"  # nobody answers there
    TLS = "tls"  # the certificate is not good
    TIMEOUT = "timeout"
    TOO_LARGE = "too large"
    REDIRECT = "redirect"  # in a circle, too often, to nowhere
    PROTOCOL = "protocol"  # not HTTP, cut off, or not as announced


class FetchError(SourceError):
    """The address cannot be fetched."""

    def __init__(self, kind: FailureKind, reason: str) -> None:
        """``reason``: a clause in plain words, without the address's query or credentials."""
        super().__init__(reason)
        self.kind = kind
