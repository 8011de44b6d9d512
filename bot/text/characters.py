"""Characters as an article is stored: visible, composed, and Latin letters and digits in their usual forms. Pure.

    "Nun\\u0303ez"          letter and combining mark          -> "Nuñez"
    "Mara\\u00adthon"       soft hyphen, direction mark        -> "Marathon"
    "oﬃce", "Ｓａｕｌ", "𝐒𝐚𝐮𝐥"  ligatures, other widths and faces   -> "office", "Saul", "Saul"

Punctuation and other scripts stay as printed.
"""

from __future__ import annotations

import re
import unicodedata

_LATIN = "A-Za-z\u00c0-\u024f"
#: Soft hyphens, zero-width characters, direction marks, the byte order mark: they prevent a word from being found.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
    f"|(?<=[{_LATIN}])[\u200c\u200d]|[\u200c\u200d](?=[{_LATIN}])"
)
_AT_LINE_END = re.compile(rf"\u00ad[ \t]*\n[ \t]*(?=[{_LATIN}])")  # the rest of a word
_SHAPED = re.compile("[\ufb00-\ufb06\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff]+")


def usual_characters(text: str) -> str:
    """``text`` without invisible characters, composed (NFC), its Latin letters and digits in their usual forms."""
    if text.isascii():
        return text
    text = _INVISIBLE.sub("", _AT_LINE_END.sub("", text))
    text = _SHAPED.sub(lambda shaped: unicodedata.normalize("NFKC", shaped.group()), text)
    return unicodedata.normalize("NFC", text)
