"""Whether a word is an inflected form of another. Stems conflate too much: "marvel" and "marvellous". Pure."""

from __future__ import annotations

from functools import lru_cache

from bot.lexicon.analysis import SAME_WORD

_VOWELS = "aeiou"


def inflects(wanted: str, printed: str) -> bool:
    """Whether ``printed`` is a form of ``wanted`` (both folded): a plural, a tense, or an irregular form."""
    if wanted == printed or wanted in SAME_WORD or printed in SAME_WORD:
        return True
    return not _bases(wanted).isdisjoint(_bases(printed))


@lru_cache(maxsize=1 << 15)
def _bases(word: str) -> frozenset[str]:
    """The words of which ``word`` may be a form, including itself."""
    found = {word}
    for ending in ("s", "es", "ed", "ing"):
        base = word.removesuffix(ending)
        if base != word and len(base) > 2 and not (ending == "s" and base.endswith("s")):
            found |= {base, base + "e"} if ending != "s" else {base}
            if ending in ("ed", "ing") and base[-1] == base[-2] and base[-1] not in _VOWELS:
                found.add(base[:-1])
    for ending in ("ies", "ied"):
        if word.endswith(ending) and len(word) > len("dies"):
            found.add(word.removesuffix(ending) + "y")
    return frozenset(found)
