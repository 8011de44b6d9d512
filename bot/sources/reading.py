"""Read files into articles, one by one, in order."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.errors import SourceError
from bot.models import NewArticle
from bot.sources.article_tables import read_table
from bot.sources.decoding import decode
from bot.sources.folders import Plan, plan, unreadable
from bot.sources.input_files import JSONL, PAGES, TABLES, InputFile, OpenedFile, Opener, kind_of
from bot.sources.jsonl import JsonlLine, other_records, read_jsonl
from bot.sources.mail import is_mail, mail_as_text
from bot.sources.records import MAX_PAGE, MAX_TEXT, Failure, Found, FoundArticle, Parsed, as_clause, one_line
from bot.sources.text_files import parse_text
from bot.time_limit import limited

EARLIEST = datetime(1600, 1, 1, tzinfo=UTC)  # the oldest newspapers are of 1605; 0001-01-01 is software's "no date"
AHEAD = timedelta(days=1)  # how far a date may be in the future: time zones, tomorrow's paper

#: File names that do not identify the article, so that files of two outlets could share them.
_COMMON_STEM = re.compile(r"(?:index|article|news|story|page|text|untitled|download|default|main)?[\W_]*\d{0,4}", re.I)
_LONGEST_FILE = 4 * (MAX_TEXT + 1)  # bytes: no encoding takes more than four per character
_LONGEST_STEM = 120  # characters
DIGITS = 8  # of a digest, behind a name that several articles have
#: The beginning of a saved page, after what browsers and XML put before it.
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*|<!--.{0,1000}?-->\s*)*<(?:!doctype\s+html|html)\b[^<>]{0,2000}>\s*<",
    re.IGNORECASE | re.DOTALL,
)
_RECORD = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*\"[\w-]{1,40}\"\s*:")
_HEAD_BYTES = 1000
_EMPTY = "the file is empty"


def collect(paths: Sequence[Path], *, now: datetime | None = None) -> Iterator[Found]:
    """All articles in the files and folders at ``paths``, in order, interspersed with failures; see ``read``."""
    return read(plan(paths), now=now)


def read(work: Plan, *, now: datetime | None = None) -> Iterator[Found]:
    """The articles of a plan. ``done`` counts up to ``work.total``.

    Ids are a JSON Lines record's own or, for files, the name without suffix, so that an edited file becomes a new
    revision; a digest of the content is added if the name says nothing or occurs twice, and on adding if the name is
    that of another article. A date more than a day after ``now`` (aware) is left out, because the article would remain
    the newest.
    """
    yield from work.failures
    stems = Counter(_stem(file.path).casefold() for file in work.files)
    done = 0
    with closing(Opener()) as opener:
        for file in work.files:
            for found in _articles_in(file, opener, stems, before=done):
                yield _without_impossible_date(found, now) if isinstance(found, FoundArticle) and now else found
            done += file.size


def _articles_in(file: InputFile, opener: Opener, stems: Mapping[str, int], *, before: int) -> Iterator[Found]:
    """The articles of one file, or the reason why it has none."""
    try:
        if file.length == 0:
            raise SourceError(_EMPTY)
        if kind_of(file.path) in TABLES:
            yield from _found(file, opener, read_table, before=before)
        elif kind_of(file.path) in JSONL or _holds_records(file, opener):
            yield from _records(file, opener, before=before)
        else:
            with limited():
                parsed = _parsed(file, opener)
            named = _named(parsed.article, file.path, stems)
            yield FoundArticle(article=named, path=file.path, notes=parsed.notes, done=before + file.size)
    except SourceError as error:
        yield Failure(path=file.path, reason=as_clause(error), done=before + file.size)
    except OSError as error:
        yield unreadable(file.path, error, done=before + file.size)


def _holds_records(file: InputFile, opener: Opener) -> bool:
    """Whether a text file is JSON with articles, whatever its name says."""
    if kind_of(file.path) != ".txt":
        return False
    with opener.open(file) as opened:
        begins = _RECORD.match(opened.stream.read(_HEAD_BYTES))
    if not begins:
        return False
    with opener.open(file) as opened:
        first = next(read_jsonl(opened), None)
    return first is not None and not isinstance(first.outcome, SourceError)


def _parsed(file: InputFile, opener: Opener) -> Parsed:
    if file.path.suffix.lower() in PAGES:
        if file.length > MAX_PAGE:
            raise SourceError(f"it is larger than {MAX_PAGE // 1_000_000} MB, the most that a page may have")
        return _page(opener.read(file, most=MAX_PAGE), file.path)
    if file.length > _LONGEST_FILE:
        raise SourceError(f"it is longer than {MAX_TEXT:,} characters, the most that one article may have")
    data = opener.read(file, most=_LONGEST_FILE)
    text, notes = (mail_as_text(data), ()) if is_mail(data) else decode(data)
    if _PAGE.match(text):
        return _page(data, file.path)
    parsed = parse_text(text)
    return replace(parsed, notes=notes + parsed.notes)


def _page(data: bytes, path: Path) -> Parsed:
    from bot.sources.page_files import parse_page  # lxml and the patterns for pages take a tenth of a second

    return parse_page(data, suffix=path.suffix.lower())


def _records(file: InputFile, opener: Opener, *, before: int) -> Iterator[Found]:
    """A record's article each, or what is wrong with the record."""
    with opener.open(file) as opened:
        others = other_records(opened.stream)
    if others:
        raise SourceError(f'it holds {others}, not articles: they have no "text"')
    yield from _found(file, opener, read_jsonl, before=before)


def _found(
    file: InputFile, opener: Opener, reader: Callable[[OpenedFile], Iterator[JsonlLine]], *, before: int
) -> Iterator[Found]:
    """What ``reader`` finds in a file. Raises SourceError if that is nothing."""
    empty = True
    with opener.open(file) as opened:
        for line in reader(opened):
            empty = False
            done = before + line.position
            if isinstance(line.outcome, SourceError):
                yield Failure(path=file.path, line=line.number, reason=str(line.outcome), done=done)
            else:
                article, notes = line.outcome.article, line.outcome.notes
                yield FoundArticle(article=article, path=file.path, line=line.number, notes=notes, done=done)
    if empty:
        raise SourceError(_EMPTY)


def _stem(path: Path) -> str:
    return one_line(path.stem)[:_LONGEST_STEM]


def _named(article: NewArticle, path: Path, stems: Mapping[str, int]) -> NewArticle:
    stem = _stem(path)
    if stems[stem.casefold()] == 1 and not _COMMON_STEM.fullmatch(stem):
        return replace(article, id=stem, named_by_file=True)
    return replace(article, id=f"{stem}-{hashlib.sha256(article.text.encode()).hexdigest()[:DIGITS]}")


def _without_impossible_date(found: FoundArticle, now: datetime) -> FoundArticle:
    published = found.article.published
    if published is None or EARLIEST <= published <= now + AHEAD:
        return found
    wrong = "is before there were newspapers" if published < EARLIEST else "lies in the future"
    note = f"its date {published.date().isoformat()} {wrong} and was left out"
    return replace(found, article=replace(found.article, published=None), notes=(*found.notes, note))
