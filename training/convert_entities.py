"""Training and development parts for entities: all corpora mixed from the start, with names from around the world."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import spacy
from spacy.language import Language

from training.augment import Swapper, curled, lowered, shouted, titled
from training.entity_corpora import read_crossner, read_gmb_records, read_polnear_tokens
from training.entity_templates import Sentences
from training.labels import Labels
from training.names import make_names
from training.records import Record, to_bin, together
from training.splits import Part, part_of
from training.world import read_places, read_words

#: GMB has no article boundaries: runs of this many sentences replace them when it is split.
_GMB_RUN = 20
_TEMPLATES = 8_000
#: Sentences per training text: few enough for mixed batches, more than one so that names recur.
_GROUP = (1, 5)
#: Share of each corpus's texts that are repeated with other names, and share of the names replaced.
_SWAPPED = {"polnear": 0.5, "gmb": 0.3, "crossner": 0.3}
_SWAP_SHARE = 0.7
_LOWERED, _SHOUTED, _TITLED, _CURLED = 0.04, 0.02, 0.04, 0.3
#: A small development part keeps interruptions of training short.
_DEV_SENTENCES = 1_200


def entity_parts(raw: Path, labels: Labels, part: Part) -> dict[str, list[Record]]:
    """The sentences of ``part`` by corpus; CrossNER keeps its own parts."""
    polnear = read_polnear_tokens(raw / "polnear_corenlp.jsonl")
    gmb = read_gmb_records(raw / "gmb" / "ner_dataset.csv", labels)
    return {
        "polnear": list(chain.from_iterable(lines for name, lines in polnear if part_of(name) is part)),
        "gmb": [record for number, record in enumerate(gmb) if part_of(f"gmb {number // _GMB_RUN}") is part],
        "crossner": list(read_crossner(raw / "crossner" / "ner_data", part.value, labels)),
    }


def convert_entities(raw: Path, output: Path, seed: int) -> None:
    """Write ``ner_train.spacy`` and ``ner_dev.spacy``."""
    rng = random.Random(seed)
    nlp = spacy.blank("en")
    words = read_words()
    places = read_places(words)
    labels = Labels(words, places)
    names = make_names(rng, words, places)
    train = list(_training(entity_parts(raw, labels, Part.TRAIN), Swapper(nlp, names, rng, _SWAP_SHARE), rng))
    sentences = Sentences(nlp, names, rng)
    train += [sentences.sentence() for _ in range(_TEMPLATES)]
    mixed = [*train, *_recased(train, rng)]
    rng.shuffle(mixed)
    development = list(chain.from_iterable(entity_parts(raw, labels, Part.DEV).values()))
    _write(nlp, output / "ner_train.spacy", mixed)
    _write(nlp, output / "ner_dev.spacy", rng.sample(development, min(_DEV_SENTENCES, len(development))))


def _training(parts: dict[str, list[Record]], swapper: Swapper, rng: random.Random) -> Iterator[Record]:
    for corpus, sentences in parts.items():
        for text in _grouped(sentences, rng):
            yield curled(text) if rng.random() < _CURLED else text
            if rng.random() < _SWAPPED[corpus]:
                yield swapper.swapped(text)


def _grouped(sentences: Sequence[Record], rng: random.Random) -> Iterator[Record]:
    start = 0
    while start < len(sentences):
        size = rng.randint(*_GROUP)
        yield together(sentences[start : start + size])
        start += size


def _recased(texts: Sequence[Record], rng: random.Random) -> Iterator[Record]:
    for share, change in ((_LOWERED, lowered), (_SHOUTED, shouted), (_TITLED, titled)):
        yield from map(change, rng.sample(texts, int(share * len(texts))))


def _write(nlp: Language, path: Path, records: Iterable[Record]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    to_bin(nlp.vocab, records).to_disk(path)
