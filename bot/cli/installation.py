"""Whether newsbot's own files are as they were installed: a disk may lose them as it may lose a database's pages."""

from __future__ import annotations

import base64
import hashlib
from importlib.metadata import Distribution, PackageNotFoundError, PackagePath, distribution
from pathlib import Path

NAME, PACKAGES = "newsbot", ("bot", "handlers", "config")
SAID = "{file} is missing or damaged; install newsbot again."


def installed_files() -> list[PackagePath]:
    """The files that a wheel has installed, with their digests; none if newsbot runs from a checkout."""
    try:
        found: Distribution = distribution(NAME)
    except PackageNotFoundError:
        return []
    return [one for one in found.files or () if one.hash and one.parts[0] in PACKAGES]


def damaged_files() -> list[str]:
    """Those that are missing or have changed; reading them all takes a fraction of a second."""
    return [str(one) for one in installed_files() if not _is_whole(one)]


def _is_whole(one: PackagePath) -> bool:
    assert one.hash is not None, "only files with digests are listed"
    try:
        digest = hashlib.new(one.hash.mode, Path(str(one.locate())).read_bytes()).digest()
    except OSError:
        return False
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == one.hash.value
