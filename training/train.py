"""``python -m training.train syntax``: trains tagger and parser with their config and a fixed seed."""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path
from types import FrameType

import spacy.util
from spacy.training.initialize import init_nlp
from spacy.training.loop import train

CONFIGS = Path(__file__).parent / "configs"


class _TimeUp(KeyboardInterrupt):
    """Ends spaCy's training loop, which then saves the averaged weights as ``model-last``."""


def main(arguments: list[str] | None = None) -> None:
    """Parse the command line and train."""
    parser = argparse.ArgumentParser(prog="python -m training.train", description=__doc__)
    parser.add_argument("model", choices=sorted(path.stem for path in CONFIGS.glob("*.cfg")))
    parser.add_argument("--corpus", type=Path, default=Path("build/corpus"), help="what convert wrote")
    parser.add_argument("--output", type=Path, default=Path("build/models"))
    parser.add_argument("--minutes", type=float, help="stop after this time even if steps of the config are left")
    options = parser.parse_args(arguments)
    run(options.model, options.corpus, options.output / options.model, options.minutes)


def run(model: str, corpus: Path, output: Path, minutes: float | None) -> None:
    """Train ``model`` on the output of convert; writes ``model-best`` and ``model-last`` below ``output``."""
    overrides = {f"paths.{part}": str(corpus / f"{model}_{part}.spacy") for part in ("train", "dev")}
    config = spacy.util.load_config(CONFIGS / f"{model}.cfg", overrides=overrides, interpolate=False)
    nlp = init_nlp(spacy.util.load_model_from_config(config, auto_fill=True).config)
    output.mkdir(parents=True, exist_ok=True)
    if minutes:
        signal.signal(signal.SIGALRM, _stop)
        signal.setitimer(signal.ITIMER_REAL, 60 * minutes)
    try:
        train(nlp, output, stdout=sys.stdout, stderr=sys.stderr)
    except _TimeUp:
        sys.stdout.write(f"stopped after {minutes} minutes\n")


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise _TimeUp


if __name__ == "__main__":
    main()
