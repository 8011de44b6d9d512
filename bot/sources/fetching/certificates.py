"""Whom to trust in secure connections, and what is wrong with a certificate that is not trusted."""

from __future__ import annotations

import ssl
from functools import cache

import certifi

#: OpenSSL's X509_V_ERR_..., which Python does not name.
_NOT_YET_VALID, _EXPIRED = 9, 10
_OTHER_NAME = frozenset({62, 64})  # of a host, of an address
_NOBODY_KNOWN = frozenset({2, 18, 19, 20, 21})  # issued by itself, or by somebody whose certificate is not at hand


@cache
def trusting() -> ssl.SSLContext:
    """What the machine trusts, and what browsers trust, for machines without certificates of their own."""
    trusted = ssl.create_default_context()
    trusted.load_verify_locations(certifi.where())
    return trusted


def what_is_wrong(error: BaseException) -> str:
    """A clause on the certificate that ``error`` is about."""
    code = getattr(error, "verify_code", 0)
    if code == _EXPIRED:
        return "its certificate has expired, so nobody knows who answers"
    if code == _NOT_YET_VALID:
        return "its certificate is not valid yet; is this machine's clock right?"
    if code in _OTHER_NAME:
        return "its certificate is for another name, so nobody knows who answers"
    if code in _NOBODY_KNOWN:
        return "its certificate is from nobody that is trusted (perhaps from itself), so nobody knows who answers"
    return "its certificate is not valid, so nobody knows who answers"
