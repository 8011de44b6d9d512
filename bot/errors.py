"""What can go wrong and can be put right by a person. Bugs are not in here: they crash,
but for those met in reading one article, which must not keep the others out (``OwnFault``).

NewsbotError
├── StoreError             the database file
│   ├── DatabaseLocked
│   ├── NotOurDatabase
│   ├── DatabaseReadOnly
│   ├── DatabaseDamaged
│   ├── DiskFull
│   ├── DiskFailed
│   ├── DatabaseReplaced
│   └── ArchiveUnavailable a search cluster that keeps the archive
├── SourceError            something given to ``add``
│   ├── TakesTooLong
│   └── OwnFault
├── NotEnoughMemory        for reading an article
├── PipelineError          the language pipeline
├── RerankerUnavailable    the model that ranks sentences anew
├── EncoderUnavailable     the model that tells what means the same
├── SettingError           a setting
├── FollowError            what a user wants to follow
└── QuestionError          what a user asks

The first line of a class's docstring is its default message.
"""

from __future__ import annotations


class NewsbotError(Exception):
    """Something went wrong."""

    def __init__(self, message: str = "") -> None:
        doc = type(self).__doc__ or ""
        super().__init__(message or doc.strip().splitlines()[0])


class StoreError(NewsbotError):
    """The database could not be used."""


class DatabaseLocked(StoreError):
    """The database is locked by another program; stop that program or wait, then try again."""


class NotOurDatabase(StoreError):
    """The file is not a newsbot database; name another one with --db or NEWSBOT_DATABASE."""


class DatabaseReadOnly(StoreError):
    """The database or its folder cannot be written; check its permissions or name another with --db."""


class DatabaseDamaged(StoreError):
    """The database file is damaged; stop newsbot, then put the last backup in its place: newsbot restore FILE."""


class DiskFull(StoreError):
    """The disk is full; free some space, then run the command again: nothing was half-stored."""


class DiskFailed(StoreError):
    """The disk failed while the database was read or written; check the disk, then try again."""


class DatabaseReplaced(StoreError):
    """The database file was removed or replaced while newsbot uses it; stop newsbot, put the file back, start again."""


class ArchiveUnavailable(StoreError):
    """The search cluster does not answer; what came in last is still found."""


class SourceError(NewsbotError):
    """The file cannot be read as an article."""


class TakesTooLong(SourceError):
    """Reading it takes more than three minutes of processor time, the most that one article may take."""


class OwnFault(SourceError):
    """newsbot has a fault of its own in reading it, which the log describes; please report that."""


class NotEnoughMemory(NewsbotError):
    """Not enough memory; end other programs, then run the command again (--cores 1 takes least)."""


class PipelineError(NewsbotError):
    """The language pipeline cannot be loaded."""


class RerankerUnavailable(NewsbotError):
    """The reranker cannot be loaded; sentences are ranked without it."""


class EncoderUnavailable(NewsbotError):
    """The sentence encoder cannot be loaded; sentences are found by their words alone."""


class SettingError(NewsbotError):
    """A setting is wrong."""


class FollowError(NewsbotError):
    """That cannot be followed.

    ``at``: the offset of the place that is at fault, if it is not yet part of the message.
    """

    def __init__(self, message: str = "", at: int | None = None) -> None:
        super().__init__(message)
        self.at = at


class QuestionError(NewsbotError):
    """That cannot be asked so."""
