"""``python -m training.convert``: converts the corpora to spaCy's binary training data, with one seed."""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from training.convert_entities import convert_entities
from training.convert_quotes import convert_quotes
from training.convert_syntax import convert_syntax
from training.gmb import read_gmb
from training.quote_templates import is_plain
from training.spacing import joined, spaces_after

#: World-news sentences that fill the quotation model's templates.
_FACTS = 8_000


def main(arguments: list[str] | None = None) -> None:
    """Parse the command line and convert."""
    parser = argparse.ArgumentParser(prog="python -m training.convert", description=__doc__)
    parser.add_argument("model", choices=["syntax", "ner", "quotes"])
    parser.add_argument("--raw", type=Path, required=True, help="folder of the unpacked corpora; see README.md")
    parser.add_argument("--corpus", type=Path, default=Path("build/corpus"))
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    if options.model == "syntax":
        convert_syntax(options.raw, options.corpus, options.seed)
    elif options.model == "ner":
        convert_entities(options.raw, options.corpus, options.seed)
    else:
        facts = world_facts(options.raw / "gmb" / "ner_dataset.csv", random.Random(options.seed))
        convert_quotes(options.raw / "polnear" / "data" / "train", facts, options.corpus, options.seed)


def world_facts(gmb: Path, rng: random.Random) -> list[str]:
    """Plain sentences of world news, without their full stop."""
    texts = (joined(words, spaces_after(words)) for words, _ in read_gmb(gmb))
    plain = [text.removesuffix(".") for text in texts if is_plain(text)]
    return rng.sample(plain, _FACTS)


if __name__ == "__main__":
    main()
