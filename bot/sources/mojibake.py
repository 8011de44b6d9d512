"""UTF-8 that was once read as Windows-1252: "cafÃ©", "itâ€™s", "Â£300". Pure.

A line that as a whole is such text is decoded again; otherwise each sequence of characters that shows it, beside
others that are right. A letter that stands alone may be what the text is about: "It shows Ã© instead of é."
"""

from __future__ import annotations

import re
import unicodedata

#: Characters of Windows-1252 that differ from Latin-1, with their bytes. It leaves five bytes undefined.
_OTHER_BYTES = {ord(char): byte for byte in range(0x80, 0xA0) if (char := bytes([byte]).decode("cp1252", "ignore"))}
_HIGH = "\x80-\xbf" + "".join(map(chr, _OTHER_BYTES))  # what the second and later bytes of a sequence look like
#: Sure signs of it. Capitals before a closing mark, as in "AMANHÃ”", are none.
_SIGNS = re.compile(
    rf"â[€‚„][{_HIGH}]|Ã[¡-ª¬-º¼-¿]|Ã[{_HIGH}](?=[a-z])|(?<![^\W\d_])Â[\xa0-\xbf]|â€(?:\ufffd|(?=\s|$))|Ã\x83|Ã¢â"
)
#: One sequence of two to four bytes.
_SEQUENCE = re.compile(rf"[Â-ß][{_HIGH}]|[à-ï][{_HIGH}]{{2}}|[ð-ô][{_HIGH}]{{3}}")
_CUT_QUOTE = re.compile("â€(?:\ufffd|(?=[\\s.,;:!?)]|$))")  # its last byte is one of those undefined
_CUT_GRAVE = re.compile(r"(?<=[a-z])Ã (?=\s|$)|(?<![^\W\d_])Ã(?= (?:la|propos|côté)\b)")  # "Ã" and a no-break space
_CUT_BLANK = re.compile(r"(?<![A-ZÀ-Þ])Â(?=\s|$)")  # a no-break space, which has become a space
_LETTER_BEFORE_MARK = re.compile(r"[À-ß][“”‘’…›»™]")  # in capitals: "CAFÉ”"
_DEEPEST = 3  # times that a text may have been read wrongly


def repaired(text: str) -> str:
    """``text`` as it was meant; unchanged without a sure sign that something was misread."""
    if "A\u0303" in text or "A\u0302" in text:  # Ã and Â, decomposed since
        text = unicodedata.normalize("NFC", text)
    for _ in range(_DEEPEST):
        if text.isascii() or not _SIGNS.search(text):
            break
        text = "\n".join(_line(line) for line in text.split("\n"))
    return text


def _line(line: str) -> str:
    """``line`` decoded again as a whole, otherwise wherever a sequence shows."""
    if line.isascii():
        return line
    whole = _decoded(line)
    if whole:
        return whole
    line = _SEQUENCE.sub(lambda found: _sequence(found, line), line)
    return _CUT_BLANK.sub("", _CUT_GRAVE.sub("à", _CUT_QUOTE.sub("”", line)))


def _sequence(found: re.Match[str], line: str) -> str:
    printed, meant = found.group(), _decoded(found.group())
    before, behind = line[: found.start()][-1:], line[found.end() :][:1]
    in_capitals = before.isupper() and _LETTER_BEFORE_MARK.fullmatch(printed)
    alone = meant.isalpha() and not (before.isalpha() or behind.isalpha())
    return printed if in_capitals or alone else meant or printed


def _decoded(text: str) -> str:
    """``text`` read as UTF-8, "" if it is none."""
    try:
        return text.translate(_OTHER_BYTES).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return ""
