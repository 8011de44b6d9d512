"""``python -m training.spans.train``: fine-tune MiniLM's lower layers on what ``training.convert`` wrote."""

from __future__ import annotations

import argparse
import json
import logging
import math
import random
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from spacy.tokens import Doc
from tokenizers import Tokenizer

from bot.language.model.wordpiece import WordPieces
from training.pace import pace
from training.rerank.vocabulary import choose, count_words, with_vocabulary
from training.spans.batch import tensors
from training.spans.examples import KEPT, PIECES, WEIGHTS, Example, batches, examples, read_docs
from training.spans.model import SpanModel

SEED = 1
WARM_UP = 0.05  # share of the training with rising learning rate
REPORT_EVERY = 50  # steps
KEEP_EVERY = 500  # steps
FASTER = 5.0  # learning rate of the new layers, as a multiple of that of MiniLM's

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Plan:
    """Amount of training and learning rate."""

    layers: int
    quotes: float  #: rounds over the quotes
    names: float  #: rounds over the names
    rate: float
    size: int  #: pieces of a batch
    vocabulary: int
    threads: int
    half: bool


def main(arguments: list[str] | None = None) -> None:
    """Parse the command line and train; ``--output`` gets training.pt, tokenizer.json and kept.json."""
    parser = argparse.ArgumentParser(prog="python -m training.spans.train", description=__doc__)
    parser.add_argument("--base", type=Path, required=True, help="MiniLM's folder: config, weights, tokenizer.json")
    parser.add_argument("--corpus", type=Path, default=Path("build/corpus"), help="what convert wrote")
    parser.add_argument("--output", type=Path, default=Path("build/models/spans"))
    parser.add_argument("--start", type=Path, help="an earlier outcome to go on from: its weights and word pieces")
    parser.add_argument("--layers", type=int, default=5)
    parser.add_argument("--quotes", type=float, default=2.0, help="rounds over the quotes")
    parser.add_argument("--names", type=float, default=2.0, help="rounds over the names")
    parser.add_argument("--rate", type=float, default=2.5e-4)
    parser.add_argument("--size", type=int, default=4_000, help="pieces of a batch")
    parser.add_argument("--vocabulary", type=int, default=13_500, help="pieces that stay")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--half", action="store_true", help="bfloat16: only on processors that have it")
    options = vars(parser.parse_args(arguments))
    logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(message)s")
    base, corpus, output, start = (options.pop(name) for name in ("base", "corpus", "output", "start"))
    run(base, corpus, output, start, Plan(**options))


def run(base: Path, corpus: Path, output: Path, start: Path | None, plan: Plan) -> None:
    """See :func:`main`."""
    output.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    torch.set_num_threads(plan.threads)
    docs = {kind: read_docs(corpus / f"{kind}_train.spacy") for kind in ("quotes", "ner")}
    if start is None:
        _choose_pieces(base, docs, output, plan.vocabulary)
    else:
        for name in (PIECES, KEPT):
            shutil.copyfile(start / name, output / name)
    model = SpanModel(base, json.loads((output / KEPT).read_text(encoding="utf-8")), plan.layers)
    if start is not None:
        model.load_state_dict(torch.load(start / WEIGHTS)["model"])
    pieces = WordPieces(Tokenizer.from_file(str(output / PIECES)))
    said = list(examples(docs["quotes"], pieces, model.tags_of[True], said=True))
    names = list(examples(docs["ner"], pieces, model.tags_of[False], said=False))
    log.info("%d paragraphs, %d texts with names, %d pieces", len(said), len(names), _pieces(said) + _pieces(names))
    train(model, _schedule(said, names, plan), plan, output / WEIGHTS)


def _choose_pieces(base: Path, docs: dict[str, list[Doc]], output: Path, size: int) -> None:
    """Write the vocabulary that the training texts need, and the old ids of its tokens."""
    whole = Tokenizer.from_file(str(base / PIECES))
    definition = json.loads((base / PIECES).read_text(encoding="utf-8"))
    words = count_words(whole, (doc.text for found in docs.values() for doc in found))
    kept = choose(definition, words, size)
    (output / PIECES).write_text(json.dumps(with_vocabulary(definition, kept)), encoding="utf-8")
    numbers = [definition["model"]["vocab"][piece] for piece in kept]
    (output / KEPT).write_text(json.dumps(numbers), encoding="utf-8")


def _pieces(found: Sequence[Example]) -> int:
    return sum(len(one.row.pieces) for one in found)


def _schedule(said: Sequence[Example], names: Sequence[Example], plan: Plan) -> list[list[Example]]:
    """All batches of the training, both kinds evenly mixed."""
    rng = random.Random(SEED)
    placed: list[tuple[float, list[Example]]] = []
    for found, rounds in ((said, plan.quotes), (names, plan.names)):
        made = list(_rounds(found, rounds, plan.size, rng))
        placed += [((number + rng.random()) / len(made), batch) for number, batch in enumerate(made)]
    return [batch for _, batch in sorted(placed, key=lambda pair: pair[0])]


def _rounds(found: Sequence[Example], rounds: float, size: int, rng: random.Random) -> Iterator[list[Example]]:
    """The batches of ``rounds`` epochs; of a fractional one, the first part."""
    while rounds > 0:
        made = batches(found, size, rng)
        yield from made[: int(min(1.0, rounds) * len(made))]
        rounds -= 1


def train(model: SpanModel, schedule: Sequence[Sequence[Example]], plan: Plan, kept: Path) -> None:
    """Fine-tune everything except the word embedding, so that words missing in training keep theirs."""
    model.encoder.embeddings.word_embeddings.weight.requires_grad = False
    model.train()
    optimizer = _optimizer(model, plan.rate)
    started, losses = time.monotonic(), Losses()
    for step, chosen in enumerate(schedule, 1):
        for part in optimizer.param_groups:
            part["lr"] = part["most"] * pace(step / len(schedule), WARM_UP)
        losses.add(*_step(model, chosen, optimizer, half=plan.half))
        last = step == len(schedule)
        if step % REPORT_EVERY == 0 or last:
            log.info("step %d of %d, %s, %.0f s", step, len(schedule), losses.told(), time.monotonic() - started)
        if step % KEEP_EVERY == 0 or last:
            torch.save({"step": step, "layers": plan.layers, "model": model.state_dict()}, kept)
    model.eval()


def _step(
    model: SpanModel, chosen: Sequence[Example], optimizer: torch.optim.Optimizer, *, half: bool
) -> tuple[bool, float]:
    """Do one step; returns whether the batch was of quotes, and its loss."""
    batch = tensors(chosen)
    value = model.loss(batch, half=half)
    value.backward()
    torch.nn.utils.clip_grad_norm_([weights for weights in model.parameters() if weights.requires_grad], 1.0)
    optimizer.step()
    optimizer.zero_grad()
    return batch.said, float(value.detach())


class Losses:
    """Losses since the last report."""

    def __init__(self) -> None:
        self._found: dict[bool, list[float]] = {True: [], False: []}

    def add(self, said: bool, value: float) -> None:
        """Record the loss of one batch."""
        self._found[said].append(value)

    def told(self) -> str:
        """The mean loss per word of both kinds, "nan" if there was no batch."""
        means = {said: sum(found) / len(found) if found else math.nan for said, found in self._found.items()}
        self._found = {True: [], False: []}
        return f"quotes {means[True]:.4f}, names {means[False]:.4f}"


def _optimizer(model: SpanModel, rate: float) -> torch.optim.Optimizer:
    groups = []
    for name, weights in model.named_parameters():
        if weights.requires_grad:
            new = not name.startswith("encoder") or "token_type" in name
            most = rate * (FASTER if new else 1.0)
            decay = 0.01 if weights.ndim >= 2 else 0.0
            groups.append({"params": [weights], "weight_decay": decay, "lr": most, "most": most})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98))


if __name__ == "__main__":
    main()
