"""What people type, as text in which every character is visible and has its usual form. Pure.

"Mara\\u00adthon"   a soft hyphen, copied from a web page         -> "Marathon"
"\\u202eSaul"       a mark that reverses whatever follows it      -> "Saul"
"Ｓａｕｌ", "𝐒𝐚𝐮𝐥"  other widths and faces of Latin letters        -> "Saul"
"Nun\\u0303ez"    a letter and a combining mark                -> "Nuñez"
"who won??!"      a sign that stands several times             -> "who won?"
"""

from __future__ import annotations

import re
import unicodedata

from bot.text.characters import usual_characters

_REPEATED = re.compile(r"(?<=\w)([?!])[?!]+(?![^\s\"”’)])")
_FORMS = ("<wide>", "<narrow>", "<font>")  # of Unicode's decompositions, those that change nothing but the look
_JOINERS = frozenset("\u200c\u200d")  # within emoji and the words of several scripts they belong to what is written
_INVISIBLE = frozenset({"Cf", "Cs"})  # categories: formatting, halves of surrogate pairs


def as_typed(text: str) -> str:
    """``text`` composed, without invisible characters, its wide and mathematical letters, digits and signs as plain."""
    text = _REPEATED.sub(r"\1", text)
    if text.isascii():
        return text
    return usual_characters("".join(map(_usual_form, text, text[1:] + " ")))


def _usual_form(character: str, following: str) -> str:
    if unicodedata.category(character) in _INVISIBLE:
        return character if character in _JOINERS and not following.isascii() else ""
    shaped = unicodedata.decomposition(character).startswith(_FORMS)
    return unicodedata.normalize("NFKC", character) if shaped else character
