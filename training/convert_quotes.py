"""Training and development parts for the quotation model, from PolNeAR's attributions and our templates."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

import spacy

from training.attributions import Paragraph, read_folder
from training.names import make_names
from training.quote_docs import in_both_styles, to_bin
from training.quote_templates import Filler, plain_facts
from training.splits import Part, part_of
from training.world import read_places, read_words

#: Number of paragraphs from templates; PolNeAR's training part has about 15,000.
TEMPLATES = 4_000


def paragraphs_of(folder: Path, part: Part) -> list[Paragraph]:
    """All paragraphs of PolNeAR's articles that belong to ``part``."""
    return list(chain.from_iterable(lines for name, lines in read_folder(folder) if part_of(name) is part))


def convert_quotes(polnear: Path, facts: Sequence[str], output: Path, seed: int) -> None:
    """Write ``quotes_train.spacy`` and ``quotes_dev.spacy``; ``facts`` are additional sentences for the templates."""
    rng = random.Random(seed)
    train = paragraphs_of(polnear, Part.TRAIN)
    made = templates(rng, [*plain_facts(train), *facts])
    mixed = [*in_both_styles(train), *in_both_styles(made)]
    rng.shuffle(mixed)
    _write(output / "quotes_train.spacy", mixed)
    _write(output / "quotes_dev.spacy", paragraphs_of(polnear, Part.DEV))


def templates(rng: random.Random, facts: Sequence[str]) -> list[Paragraph]:
    """Paragraphs from templates."""
    words = read_words()
    filler = Filler(make_names(rng, words, read_places(words)), rng, facts)
    return [filler.paragraph() for _ in range(TEMPLATES)]


def _write(path: Path, paragraphs: Iterable[Paragraph]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    to_bin(spacy.blank("en"), paragraphs).to_disk(path)
