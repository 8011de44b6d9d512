"""Whether newsbot's own files are as they were installed: a disk may lose them as it may lose a database's pages."""

from __future__ import annotations

import base64
import hashlib
import json
import lzma
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, PackagePath, distribution
from pathlib import Path

NAME, PACKAGES = "newsbot", ("bot", "handlers", "config")
ROOT = Path(__file__).parents[2]
#: The fitted weights, without which few questions are answered.
WEIGHTS = (
    "bot/understanding/request_weights.json",
    "bot/language/attribution/verifier_weights.json",
    "bot/retrieval/ranking/weights.json",
    "bot/quotes/topic_weights.json",
    "bot/stories/weights.json",
    "bot/stories/affair_weights.json",
)
_DATA = {".json", ".npz", ".toml", ".txt", ".xz"}


def installed_files() -> list[PackagePath]:
    """The files that a wheel has installed, with their digests; none if newsbot runs from a checkout."""
    try:
        found: Distribution = distribution(NAME)
    except PackageNotFoundError:
        return []
    return [one for one in found.files or () if one.hash and one.parts[0] in PACKAGES]


def damaged_files() -> list[str]:
    """Those that are missing or have changed; reading them all takes a fraction of a second.

    A checkout has no digests: its weights, tables and word lists that are missing or cannot be read as what they are.
    """
    if installed := installed_files():
        return [str(one) for one in installed if not _is_whole(one)]
    return [name for name in dict.fromkeys((*WEIGHTS, *_data_files())) if not _is_readable(ROOT / name)]


def damage_behind(error: Exception) -> str:
    """What is damaged, if that may be why ``error`` was raised; "" if newsbot's files are whole."""
    lost = error.filename if isinstance(error, OSError) else None
    if isinstance(lost, str) and any(Path(lost).is_relative_to(ROOT / package) for package in PACKAGES):
        return what_is_damaged([Path(lost).relative_to(ROOT).as_posix()])
    damaged = [] if lost else damaged_files()
    return what_is_damaged(damaged[:1]) if damaged else ""


def what_is_damaged(files: list[str]) -> str:
    """One sentence: which files, and what to do."""
    named = ", ".join(files)
    cure = "install newsbot again" if installed_files() else f"git checkout {' '.join(files)} restores it"
    return f"{named} is missing or damaged; {cure}."


def _data_files() -> Iterator[str]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*")):
            if path.suffix in _DATA:
                yield path.relative_to(ROOT).as_posix()


def _is_readable(path: Path) -> bool:
    if path.suffix in {".npz", ".xz"}:
        return _unpacks(path)
    try:
        text = path.read_text("utf-8")
        if path.suffix == ".json":
            json.loads(text)
            return True
        if path.suffix == ".toml":
            tomllib.loads(text)
    except (OSError, ValueError):
        return False
    return text.endswith("\n")  # as all of ours do; one that is cut off seldom does


def _unpacks(path: Path) -> bool:
    try:
        if path.suffix == ".npz":
            with zipfile.ZipFile(path) as packed:
                return packed.testzip() is None
        with lzma.open(path) as unpacked:
            return bool(unpacked.read())
    except (OSError, EOFError, lzma.LZMAError, zipfile.BadZipFile):
        return False


def _is_whole(one: PackagePath) -> bool:
    assert one.hash is not None, "only files with digests are listed"
    try:
        digest = hashlib.new(one.hash.mode, Path(str(one.locate())).read_bytes()).digest()
    except OSError:
        return False
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == one.hash.value
