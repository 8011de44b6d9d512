"""Names that differ by one letter, as misspelt ones do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


def one_letter_off(one: str, other: str) -> bool:
    """Whether the words differ by one extra, missing or wrong letter or a swap, not in the first letter."""
    short, long = sorted((one, other), key=len)
    if one == other or len(long) - len(short) > 1 or short[:1] != long[:1]:
        return False
    same = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[same:] == long[same + 1 :]
    swapped = short[same : same + 2][::-1] == long[same : same + 2]
    return short[same + 1 :] == long[same + 1 :] or (swapped and short[same + 2 :] == long[same + 2 :])


class NearNames:
    """Finds names that differ by one letter, in time independent of their number.

    Two such names share a form with one letter left out (Garbe's SymSpell).
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._by_form: dict[str, list[str]] = defaultdict(list)
        for name in names:
            for form in _forms(name):
                self._by_form[form].append(name)

    def of(self, word: str) -> list[str]:
        """The names that are :func:`one_letter_off` from ``word``, sorted."""
        near = {name for form in _forms(word) for name in self._by_form.get(form, ())}
        return sorted(name for name in near if one_letter_off(word, name))


def _forms(word: str) -> set[str]:
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}
