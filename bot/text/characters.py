"""Characters as an article is stored: visible, composed, and Latin letters and digits in their usual forms. Pure.

    "Nun\\u0303ez"          letter and combining mark          -> "Nuñez"
    "Mara\\u00adthon"       soft hyphen, direction mark        -> "Marathon"
    "oﬃce", "Ｓａｕｌ", "𝐒𝐚𝐮𝐥"  ligatures, other widths and faces   -> "office", "Saul", "Saul"
    "O´Connor", ‘‘Yes’’      accents for apostrophes, two marks for one -> "O’Connor", “Yes”
    "ɴᴏʀᴅ"                   small capitals                    -> "NORD"
    "BrickMan™"             signs of a trade mark            -> "BrickMan"
    "Оtmar"                 a Cyrillic letter among Latin ones -> "Otmar"

Other punctuation and scripts stay as printed.
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


_APOSTROPHE = re.compile(rf"(?<=[{_LATIN}])[`´ʼ＇′](?=[{_LATIN}])")
_DOUBLED = re.compile("‘‘|’’|[❝❞‟]")
_DOUBLE = {"‘‘": "“", "’’": "”", "❝": "“", "❞": "”", "‟": "“"}
_TRADE_MARK = re.compile(r"(?<=\w)[™®℠](?!\w)")
_SMALL = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ"
_IN_WORD = f"A-Za-z{_SMALL}"
_SMALL_CAPITALS = re.compile(rf"(?<![{_IN_WORD}])[A-Za-z]*[{_SMALL}]{{2}}[{_IN_WORD}]*")
_AS_CAPITALS = str.maketrans(_SMALL, "ABCDEFGHIJKLMNOPRSTUVWYZ")
_CYRILLIC = "АВЕЅІЈКМНОРСТУХаеѕіјорсух"
_MIXED = re.compile(rf"(?<!\w)(?=\w*[A-Za-z])(?=\w*[{_CYRILLIC}])[A-Za-z{_CYRILLIC}]{{3,40}}(?!\w)")
_AS_LATIN = str.maketrans(_CYRILLIC, "ABESIJKMHOPCTYXaesijopcyx")


def usual_characters(text: str) -> str:
    """``text`` without invisible characters, composed (NFC), its Latin letters and digits in their usual forms."""
    if "``" in text:  # as typesetting programs write them
        text = text.replace("``", "“").replace("''", "”")
    if text.isascii():
        return text
    text = _INVISIBLE.sub("", _AT_LINE_END.sub("", text))
    text = _SHAPED.sub(lambda shaped: unicodedata.normalize("NFKC", shaped.group()), text)
    text = _DOUBLED.sub(lambda mark: _DOUBLE[mark.group()], _APOSTROPHE.sub("’", _TRADE_MARK.sub("", text)))
    text = _MIXED.sub(lambda word: word.group().translate(_AS_LATIN), text)
    text = _SMALL_CAPITALS.sub(lambda word: word.group().translate(_AS_CAPITALS), text)
    return unicodedata.normalize("NFC", text)
