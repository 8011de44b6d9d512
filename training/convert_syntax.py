"""Training and development parts for tags, trees and sentence starts."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from training.conllu import Sentence, read_conllu
from training.splits import Part, part_of

#: GUM's genres with free texts; its news is held out.
_GUM_GENRES = frozenset(["academic", "bio", "court", "interview", "voyage"])
#: Sentences per training text, so that the parser learns sentence boundaries.
_GROUP = (3, 12)
#: Shares of PolNeAR's groups and of lower-cased copies of gold groups.
_SILVER_SHARE = 0.4
_LOWERED = 0.05


def gum_files(folder: Path, split: str) -> list[Path]:
    """GUM's files of ``split`` (its ``splits.md``): free genres for training, all except reddit for evaluation."""
    chosen, current = [], ""
    for line in (folder / "splits.md").read_text(encoding="utf-8").split("\n"):
        if line.startswith("## "):
            current = line.removeprefix("## ").strip()
        elif line.strip().startswith("* GUM_") and current == split:
            chosen.append(line.strip().removeprefix("* "))
    free = [name for name in chosen if split != "train" or name.split("_")[1] in _GUM_GENRES]
    return [folder / "dep" / f"{name}.conllu" for name in free if "_reddit_" not in name]


def gold_training(raw: Path) -> Iterator[list[Sentence]]:
    """The documents with gold trees to train on: EWT (its training part, file by file) and GUM's free genres."""
    sources = raw / "ewt" / "not-to-release"
    names = (sources / "file-lists" / "files.train").read_text(encoding="utf-8").split()
    paths = [sources / "sources" / name for name in names]
    for path in [*(path for path in paths if path.exists()), *gum_files(raw / "gum", "train")]:
        yield list(read_conllu(path))


def polnear_sentences(path: Path, part: Part) -> Iterator[list[Sentence]]:
    """PolNeAR's articles with CoreNLP's tags and sentence boundaries; its trees are left out because they hurt."""
    with path.open(encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            if part_of(article["id"]) is part:
                yield [
                    Sentence(tuple(one["words"]), tuple(one["spaces"]), tuple(tag or "" for tag in one["tags"]))
                    for one in article["sentences"]
                ]


def convert_syntax(raw: Path, output: Path, seed: int) -> None:
    """Write ``syntax_train.spacy`` and ``syntax_dev.spacy``."""
    rng = random.Random(seed)
    gold = list(chain.from_iterable(groups(document, rng) for document in gold_training(raw)))
    polnear = polnear_sentences(raw / "polnear_corenlp.jsonl", Part.TRAIN)
    silver = list(chain.from_iterable(groups(document, rng) for document in polnear))
    lowered = [[_lowered(one) for one in group] for group in rng.sample(gold, int(_LOWERED * len(gold)))]
    mixed = [*gold, *lowered, *rng.sample(silver, int(_SILVER_SHARE * len(silver)))]
    rng.shuffle(mixed)
    dev = [list(read_conllu(path)) for path in gum_files(raw / "gum", "dev")]
    dev.append(list(read_conllu(raw / "ewt" / "en_ewt-ud-dev.conllu"))[:500])
    _write(output / "syntax_train.spacy", mixed)
    _write(output / "syntax_dev.spacy", chain.from_iterable(groups(document, rng) for document in dev))


def groups(document: Sequence[Sentence], rng: random.Random) -> Iterator[list[Sentence]]:
    """Consecutive sentences of a document as training texts."""
    start = 0
    while start < len(document):
        size = rng.randint(*_GROUP)
        yield list(document[start : start + size])
        start += size


def to_doc(vocab: Vocab, sentences: Sequence[Sentence]) -> Doc:
    """The sentences as one document; without trees, only sentence starts are set."""
    words = [word for one in sentences for word in one.words]
    spaces = [space for one in sentences for space in (*one.spaces[:-1], True)]
    tags = [tag for one in sentences for tag in one.tags]
    starts: list[bool | int | None] = [number == 0 for one in sentences for number in range(len(one.words))]
    if not all(one.heads for one in sentences):
        return Doc(vocab, words=words, spaces=spaces, tags=tags, sent_starts=starts)
    offsets = [sum(len(earlier.words) for earlier in sentences[:number]) for number in range(len(sentences))]
    return Doc(
        vocab,
        words=words,
        spaces=spaces,
        tags=tags,
        pos=[pos for one in sentences for pos in one.pos],
        morphs=[morph for one in sentences for morph in one.morphs],
        heads=[head + offset for one, offset in zip(sentences, offsets, strict=True) for head in one.heads],
        deps=[dep for one in sentences for dep in one.deps],
    )


def _lowered(one: Sentence) -> Sentence:
    words = tuple(word.lower() for word in one.words)
    return Sentence(words, one.spaces, one.tags, one.pos, one.morphs, one.heads, one.deps)


def _write(path: Path, texts: Iterable[Sequence[Sentence]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    vocab = spacy.blank("en").vocab
    attributes = ["ORTH", "SPACY", "TAG", "POS", "MORPH", "HEAD", "DEP", "SENT_START"]
    DocBin(attrs=attributes, docs=(to_doc(vocab, sentences) for sentences in texts)).to_disk(path)
