"""``python -m training.events pairs|train``: the model that reads two openings, see README.md."""

from __future__ import annotations

import argparse
import json
import logging
import random
from pathlib import Path

log = logging.getLogger("training.events")

DATA = Path(__file__).parent / "affairs"
#: Topics of ECB+ to learn from; the others stay for measuring.
ECB_PLUS_TOPICS = 27
BLURB = 450  #: characters of real articles


def main(arguments: list[str] | None = None) -> None:
    """Parse the command line and do one step."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    options = _parser().parse_args(arguments)
    options.run(options)


def _pairs(options: argparse.Namespace) -> None:
    from benchmarks.ecb_plus import read_ecb_plus
    from benchmarks.fit_stories import INVENTED
    from benchmarks.story_examples import labelled, read_told
    from tests.support.affairs import affairs
    from training.events.data import SEED, Pair, Share, begun_within, pairs_of, write_pairs

    older = {file: affairs(file) for file in INVENTED}
    for path, gold in options.told:
        older[path.stem] = read_told(path, gold, BLURB)
    if options.ecb_plus:
        older["ecb"] = [one for one in read_ecb_plus(options.ecb_plus) if int(one.affair[3:]) <= ECB_PLUS_TOPICS]
    own = {path.stem: affairs(str(path)) for path in sorted(DATA.glob("*.txt"))}
    chance, found = random.Random(SEED), list[Pair]()
    for sets, share in ((older, Share(3, 2_600, 700)), (own, Share(14, 3_000, 2_500))):
        articles = begun_within({name: labelled(told) for name, told in sets.items()}, share.days)
        found += pairs_of(articles, share, chance)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    write_pairs(found, options.output)
    log.info("%d pairs, %d of one event", len(found), sum(pair.same for pair in found))


def _train(options: argparse.Namespace) -> None:
    import onnx
    from tokenizers import Tokenizer

    from training.encoder.distil import write_settings
    from training.events.data import read_pairs
    from training.events.train import LONGEST, EventEncoder, Openings, Plan, lessons, train
    from training.rerank.export import to_onnx
    from training.rerank.plain import plain
    from training.rerank.restore import minilm
    from training.rerank.shrink import shrink

    base = minilm()
    whole: dict[str, int] = json.loads((base / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    tokenizer = options.pieces.read_text("utf-8")
    small = Tokenizer.from_str(tokenizer)
    plan = Plan(options.steps, options.rate, options.frozen, options.threads, options.half)
    model = EventEncoder(base, plan.frozen)
    train(model, Openings(small, whole), lessons(read_pairs(options.pairs)), plan)
    kept = [whole[piece] for piece, _ in sorted(small.get_vocab().items(), key=lambda one: one[1])]
    options.output.mkdir(parents=True, exist_ok=True)
    made = to_onnx(model, {"vectors": {0: "inputs"}})
    onnx.save(plain(shrink(made, kept, LONGEST)), options.output / "model.onnx")
    (options.output / "tokenizer.json").write_text(tokenizer, "utf-8")
    write_settings(options.output, options.name, LONGEST, passage="", question="")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training.events", description=__doc__)
    steps = parser.add_subparsers(required=True)
    pairs = steps.add_parser("pairs", help="affairs -> pairs of openings to learn from")
    pairs.add_argument("--told", type=Path, nargs=2, action="append", default=[], metavar=("ARTICLES", "GOLD"))
    pairs.add_argument("--ecb-plus", type=Path, metavar="FOLDER")
    pairs.add_argument("--output", type=Path, default=Path("build/event_pairs.jsonl"))
    train = steps.add_parser("train", help="fine-tune MiniLM on them and write it as int8 ONNX")
    train.add_argument("pairs", type=Path)
    train.add_argument("--name", required=True, help="of these weights: vectors of two are never compared")
    train.add_argument("--pieces", type=Path, default=Path("bot/retrieval/reranking/en_rerank/tokenizer.json"))
    train.add_argument("--steps", type=int, default=480)
    train.add_argument("--rate", type=float, default=1e-4)
    train.add_argument("--frozen", type=int, default=1, help="lowest layers that stay as they are")
    train.add_argument("--threads", type=int, default=1)
    train.add_argument("--half", action="store_true", help="bfloat16, for processors that have it")
    train.add_argument("--output", type=Path, default=Path("build/en_events"))
    for step, run in ((pairs, _pairs), (train, _train)):
        step.set_defaults(run=run)
    return parser


if __name__ == "__main__":
    main()
