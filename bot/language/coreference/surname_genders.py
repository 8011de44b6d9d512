"""Whether a bare surname that a man and a woman share is "he" or "she" in its sentence: "Grayson called his wife"."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from bot.language.entities.name_cleaning import Found
from bot.language.patterns import NamedPattern

#: What follows a surname up to a pronoun for it, within its sentence and outside quotation marks.
_REFERRED_TO = NamedPattern(
    "a pronoun for a surname",
    r"(?:['’]s?)?[^.!?\n“”\"«»]{1,90}?\b(?:(?P<he>he|his|himself)|she|her|herself)\b",
    " hit the phones on behalf of his",
    "’s lawyer said she",
)
_FEWEST, _PART = 3, 0.8  # hints that tell a surname in the whole article, and how many of them must agree


class SurnameGenders:
    """The genders of the bare surnames of one article."""

    def __init__(self, found: Sequence[Found], text: str) -> None:
        people = [one for one in found if one.label == "PERSON"]
        ends = [*(one.start for one in people[1:]), len(text)][: len(people)]
        self._hints: dict[int, str] = {}
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for one, end in zip(people, ends, strict=True):
            match = _REFERRED_TO.match(text, one.end, end) if " " not in one.text else None
            if match is not None:
                self._hints[one.start] = "he" if match.group("he") else "she"
                counts[one.text][self._hints[one.start]] += 1
        self._usual = dict(_agreed(counts))

    def of(self, found: Found) -> str:
        """ "he", "she" or "": by the sentence of the mention and by most others of the surname, if these agree."""
        hint, usual = self._hints.get(found.start, ""), self._usual.get(found.text, "")
        return "" if hint and usual and hint != usual else hint or usual


def _agreed(counts: Mapping[str, Counter[str]]) -> Sequence[tuple[str, str]]:
    usual = [(name, *votes.most_common(1)[0], votes.total()) for name, votes in counts.items()]
    return [(name, gender) for name, gender, most, total in usual if total >= _FEWEST and most >= _PART * total]
