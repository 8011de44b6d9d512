"""Decode bytes as text, without losing an article because of a few bad bytes."""

from __future__ import annotations

import codecs
import re
from collections import Counter

from bot.errors import SourceError
from bot.sources.mojibake import repaired

#: The longest first, since the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: First bytes of files that are often misnamed. PDF has to be listed because it can be mostly ASCII.
_NOT_TEXT = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b", b"SQLite format 3\0",
             b"{\\rtf", b"\xd0\xcf\x11\xe0", b"Rar!", b"7z\xbc\xaf", b"BZh", b"\xfd7zXZ")  # fmt: skip
_MOST_UNPRINTABLE = 0.05  # share of control and replacement characters above which a file is not text
_FEW = 2  # this many such characters in a text of any length are accidents
_LATIN = 0.5  # share of words without an ASCII letter, among those with others, up to which the script is Latin
_WHOLE_WORD = 3  # bytes
_REFUTED = frozenset({"utf-8", "utf-16", "utf-32"})  # impossible for a text without a byte order mark that is not UTF-8
_LATIN_1 = frozenset({"iso8859-1", "cp1252", "ascii"})
_RELATIVES = ("cp1252", "iso8859-15", "cp1250", "iso8859-2")  # equally good ones are tried in this order
_WESTERN = _RELATIVES[:2]
_SEVERAL = 3
_ONE_BY_ONE = "newsbot.western"
_MIXED = "what is not UTF-8 in it was read as cp1252"
_TAG = re.compile(rb"<[^>]*>")
_WORD = re.compile(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*")
_LETTERS = re.compile(rb"[A-Za-z]")
_HIGH = re.compile(rb"[\x80-\xff]")
_DENSE = 0.6  # such bytes to each ASCII letter
#: Symbols within, before or after letters that result from misread bytes: "ród³o", "¼uvre", "te¿".
_SIGN_IN_WORD = re.compile(
    r"(?<=[^\W\d_])[¡-©¬-¶¸-º¼-¿÷×](?=[^\W\d_])|[¤¦¨¬±¶¸¼¾\x80-\x9f\ufffd](?=[^\W\d_])"
    r"|(?<=[^\W\d_])[¡¤¦¨¬±¶¸¼¾¿÷×\x80-\x9f\ufffd]|¤"
)
_FOUR_TIMES, _AS_MANY = 4, 1  # valid sequences to each bad one: of any text, of one that is said to be UTF-8
_WIDE = frozenset({"utf-16", "utf-32"})
_WIDE_HEAD = 4_000  # bytes examined to detect UTF-16 and UTF-32
_LEAST_WIDE = 8  # characters
_MOSTLY, _RARELY = 0.6, 0.05  # shares of zero bytes, in the half with more and the half with fewer
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_SAMPLE = 100_000  # bytes examined to guess an encoding
_EXAMINED = 20_000  # bytes of lines in another script
#: Encodings of scripts other than Latin in which files are written; the guess is wrong more often among all there are.
_OF_OTHER_SCRIPTS = (
    "cp932", "euc_jp", "gb18030", "big5", "cp949", "koi8_r", "cp1251", "cp866", "cp1253", "cp1255", "cp1256", "cp874",
)  # fmt: skip
_TWICE = "it had been read as Windows-1252 instead of UTF-8 and was repaired"


def decode(data: bytes, *, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """The text in ``data``, and notes on what was guessed or replaced.

    Tried in this order: byte order mark, UTF-16 or UTF-32 without one, UTF-8, UTF-8 with bad bytes replaced (if most
    of it is UTF-8), the encoding that the file ``declared``, Windows-1252 or a related one for accents between ASCII
    letters, charset-normalizer's guess. UTF-8 that was once read as Windows-1252 is repaired. Raises SourceError if
    ``data`` is not text.
    """
    if data.startswith(_NOT_TEXT):
        raise SourceError("it is not a text file, whatever its name says")
    text, notes = _decoded(data, declared)
    meant = repaired(text)
    if meant != text:
        text, notes = meant, (*notes, _TWICE)
    sample = text[:_SAMPLE]
    if len(_UNPRINTABLE.findall(sample)) > max(_FEW, _MOST_UNPRINTABLE * len(sample)):
        raise SourceError("it looks like a binary file, not like text")
    return text, notes


def _decoded(data: bytes, declared: str) -> tuple[str, tuple[str, ...]]:
    """The first decoding of ``decode`` that fits, with notes."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_as(data, encoding)
    if wide := _without_mark(data):
        return _decode_as(data, wide)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    named = ""
    try:
        named = codecs.lookup(declared).name if declared else ""
    except LookupError:  # an encoding that does not exist
        declared = ""
    if _is_damaged_utf8(data, few=_AS_MANY if named == "utf-8" else _FOUR_TIMES):
        return _decode_as(data, "utf-8")
    try:
        if named and named not in _REFUTED | _LATIN_1:
            return _decode_as(data, declared)
    except (LookupError, ValueError):  # it is not for text
        pass
    if mixed := _mixed(data):
        return mixed, (_MIXED,)
    text, notes = _guessed(data)
    return text, notes if named not in _LATIN_1 else ()


def wide_encoding(data: bytes) -> str:
    """UTF-16 or UTF-32, with its byte order if no mark shows it; "" for anything else."""
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")
    return marked if marked in _WIDE else _without_mark(data)


def _without_mark(data: bytes) -> str:
    """UTF-32, where two bytes of four are always 0, or UTF-16 in a mostly Latin script, where every other byte is 0,
    with its byte order; "" for anything else.
    """
    head = data[:_WIDE_HEAD]
    if len(head) >= 4 * _LEAST_WIDE:
        for encoding, first in (("utf-32-le", 2), ("utf-32-be", 0)):
            if not any(head[first::4]) and not any(head[first + 1 :: 4]):
                return encoding
    half = len(head) // 2
    if half < _LEAST_WIDE or len(data) % 2:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < _MOSTLY * half or min(even, odd) > _RARELY * half:
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _is_damaged_utf8(data: bytes, *, few: int) -> bool:
    """Whether it is mostly valid UTF-8, whose sequences hardly occur in other encodings by accident.

    ``few``: how many times as many valid sequences as bad ones it must have.
    """
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    return bad * few <= len(_NOT_ASCII.findall(text)) - bad


def _mixed(data: bytes) -> str:
    """UTF-8 into which lines in Windows-1252 were copied, each byte read as what it is; "" for anything else."""
    text = data.decode("utf-8", errors=_ONE_BY_ONE)
    own = len(_NOT_ASCII.findall(data.decode("utf-8", errors="ignore")))
    return text if own >= max(_SEVERAL, len(_NOT_ASCII.findall(text)) - own) else ""


def _as_western(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.start + 1].decode("cp1252", errors="replace"), error.start + 1


codecs.register_error(_ONE_BY_ONE, _as_western)


def _decode_as(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
        return text, (f"bytes that are not {encoding} were replaced",)


def _relative(data: bytes) -> str:
    """Windows-1252, or the related encoding with the fewest symbols within words, such as "tak¿e" for "także".

    Browsers read Latin-1 as Windows-1252 (WHATWG Encoding, section 4.2).
    """
    words = b" ".join(_WORD.findall(data[:_SAMPLE]))
    found = min(_RELATIVES, key=lambda name: len(_SIGN_IN_WORD.findall(words.decode(name, errors="replace"))))
    return _by_language(words) or found if found in _WESTERN else found


def _by_language(words: bytes) -> str:
    """The encoding of Turkish or Hungarian words, which look like other letters in Windows-1252; "" for others.

    Icelandic has "ð" and "þ" beside "á" and "æ", Turkish has neither of these. Portuguese and Estonian have "õ", but
    not beside both "á" and "ö".
    """
    count = Counter(words.decode("cp1252", errors="replace").lower())
    if sum(count[letter] for letter in "ðþý") >= _SEVERAL * max(1, sum(count[letter] for letter in "áéíóúæ")):
        return "cp1254"
    hungarian = count["õ"] + count["û"] >= _SEVERAL and count["á"] and count["ö"] + count["ü"] and not count["ã"]
    return "cp1250" if hungarian else ""


def _is_dense(data: bytes) -> bool:
    """Whether other bytes than ASCII are as many as in no Latin script, whose letters with accents are few."""
    sample = _TAG.sub(b" ", data[:_SAMPLE])
    return len(_HIGH.findall(sample)) > _DENSE * len(_LETTERS.findall(sample))


def _foreign_lines(data: bytes) -> bytes:
    """The lines with other bytes than ASCII, whole: letters of East Asian encodings have ASCII bytes in them."""
    lines = _TAG.sub(b" ", data[:_SAMPLE]).splitlines(keepends=True)
    return b"".join(line for line in lines if not line.isascii())[:_EXAMINED]


def _guessed(data: bytes) -> tuple[str, tuple[str, ...]]:
    words = [word for word in _WORD.findall(_TAG.sub(b" ", data[:_SAMPLE])) if len(word) >= _WHOLE_WORD]
    strange = [word for word in words if not _LETTERS.search(word)]
    encoding = ""
    if _is_dense(data) or sum(map(len, strange)) > _LATIN * sum(map(len, words)):
        from charset_normalizer import from_bytes  # slow to import, rarely needed

        best = from_bytes(_foreign_lines(data), cp_isolation=list(_OF_OTHER_SCRIPTS)).best()
        encoding = best.encoding if best else ""
    encoding = encoding or _relative(data)
    text, notes = _decode_as(data, encoding)
    return text, (f"it is not UTF-8 and was read as {encoding}", *notes)
