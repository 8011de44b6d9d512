"""``python -m training.rerank own|train|shrink|evaluate|mix|read|decide``: the reranker, see README.md."""

from __future__ import annotations

import argparse
import json
import logging
from pathlib import Path

CUT_BATCHES = 12  # used to choose inner units

log = logging.getLogger("training.rerank")


def main(arguments: list[str] | None = None) -> None:
    """Parse the command line and do one step."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    options = _parser().parse_args(arguments)
    options.run(options)


def _own(options: argparse.Namespace) -> None:
    from training.rerank.own import write_groups

    log.info("%d groups", write_groups(options.database, options.questions, options.output, options.model))


def _train(options: argparse.Namespace) -> None:
    import itertools

    import onnx
    from tokenizers import Tokenizer

    from training.rerank.cut import keep_layers, keep_units
    from training.rerank.export import to_onnx
    from training.rerank.groups import read_groups
    from training.rerank.model import CrossEncoder, Reader
    from training.rerank.restore import minilm, restore
    from training.rerank.train import Plan, endless, train
    from training.rerank.vocabulary import with_vocabulary

    base = options.base or minilm()
    groups = read_groups(options.groups)
    plan = Plan(
        options.steps, options.rate, options.threads, options.sentences, options.frozen, options.half, not options.calm
    )
    reader = Reader(Tokenizer.from_file(str(base / "tokenizer.json")))
    options.output.mkdir(parents=True, exist_ok=True)
    model = restore(options.go_on / "model.onnx", base) if options.go_on else CrossEncoder(base)
    if options.layers:
        keep_layers(model, options.layers)
    if options.units:
        shown = itertools.islice(endless(groups, options.sentences), CUT_BATCHES)
        keep_units(model, options.units, reader, shown)
    model = train(model, reader, groups, plan, options.output / "training.pt")
    onnx.save(to_onnx(model), options.output / "model.onnx")
    definition = json.loads((base / "tokenizer.json").read_text("utf-8"))
    plain = with_vocabulary(definition, list(definition["model"]["vocab"]))  # its own pads every text to 128 tokens
    (options.output / "tokenizer.json").write_text(json.dumps(plain, ensure_ascii=False), "utf-8")


def _shrink(options: argparse.Namespace) -> None:
    import onnx
    from tokenizers import Tokenizer

    from training.rerank.plain import plain
    from training.rerank.shrink import shrink
    from training.rerank.texts import read_texts
    from training.rerank.vocabulary import choose, count_words, with_vocabulary

    definition = json.loads((options.model / "tokenizer.json").read_text("utf-8"))
    numbers = definition["model"]["vocab"]
    bare = with_vocabulary(definition, list(numbers))
    words = count_words(Tokenizer.from_str(json.dumps(bare)), read_texts(options.texts))
    kept = _pieces(options.like) if options.like else choose(definition, words, options.size)
    options.output.mkdir(parents=True, exist_ok=True)
    small = plain(shrink(onnx.load(options.model / "model.onnx"), [numbers[piece] for piece in kept]))
    onnx.save(small, options.output / "model.onnx")
    written = json.dumps(with_vocabulary(definition, kept), ensure_ascii=False, separators=(",", ":"))
    (options.output / "tokenizer.json").write_text(written, "utf-8")
    size = sum(path.stat().st_size for path in options.output.iterdir())
    log.info("%d words counted, %d of %d pieces kept, %.1f MB", len(words), len(kept), len(numbers), size / 1e6)


def _pieces(tokenizer: Path) -> list[str]:
    """The tokens of an earlier result, in order."""
    numbers: dict[str, int] = json.loads(tokenizer.read_text("utf-8"))["model"]["vocab"]
    return sorted(numbers, key=lambda piece: numbers[piece])


def _evaluate(options: argparse.Namespace) -> None:
    from training.rerank.evaluate import evaluate
    from training.rerank.groups import read_lists

    lists = read_lists(options.lists)[: options.limit]
    for context in (True, False):
        found = evaluate(options.model, lists, context=context)
        log.info("%s context: %s", "with" if context else "without", found)


def _mix(options: argparse.Namespace) -> None:
    from bot.retrieval.reranking.cross_encoder import Reranker
    from training.rerank.mixing import best_weight, cross_validated, hit1, read_cases

    reranker = Reranker(options.model, options.threads)
    cases = [case for database, questions in options.on for case in read_cases(database, questions, reranker)]
    best = best_weight(cases)
    log.info("%d questions; hit@1 by logits alone %.3f", len(cases), hit1(cases, 0))
    log.info("likeliest weight %.1f: hit@1 %.3f, cross-validated %.3f", best, hit1(cases, best), cross_validated(cases))


def _weigh(options: argparse.Namespace) -> None:
    from bot.retrieval.reranking.cross_encoder import Reranker
    from training.rerank.reading import cross_validated, fitted, read_with_logits, write

    reranker = Reranker(options.model, options.threads)
    lists = [one for database, questions in options.on for one in read_with_logits(database, questions, reranker)]
    before, after = cross_validated(lists)
    for name, found in (("as shipped", before), ("fitted, cross-validated", after)):
        log.info("%s: %s", name, "  ".join(f"hit@{k} {found.hit(k):.3f}" for k in (1, 3, 10)))
    if options.write:
        write(fitted(lists))


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def _decide(options: argparse.Namespace) -> None:
    from bot.retrieval.reranking.cross_encoder import Reranker
    from training.rerank.deciding import cross_validated, described, fitted, plot, read_told, write

    reranker = Reranker(options.model, options.threads)
    told = [one for database, questions in options.on for one in read_told(database, questions, reranker)]
    runs = {
        "lexical evidence": cross_validated(told, reranker=False),
        "and the reranker": cross_validated(told, reranker=True),
    }
    for name, found in runs.items():
        log.info("%s: %s", name, described(found))
    if options.plot:
        plot(runs, options.plot)
    if options.write:
        write(fitted(told))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training.rerank", description=__doc__)
    steps = parser.add_subparsers(required=True)
    own = steps.add_parser("own", help="questions over a newsroom -> groups with what our ranking puts first")
    own.add_argument("database", type=Path, help="made by newsbot add")
    own.add_argument("questions", type=Path, help="JSON Lines, see benchmarks/development.py")
    own.add_argument("--output", type=Path, default=Path("build/own_groups.jsonl"))
    own.add_argument("--model", type=Path, help="whose mistakes in the right article count; else the shipped one")
    train = steps.add_parser("train", help="fine-tune MiniLM and write it as int8 ONNX")
    train.add_argument("groups", type=Path, nargs="+", help="JSON Lines, see groups.py")
    train.add_argument("--base", type=Path, help="folder of the model to start from; else the installed MiniLM")
    train.add_argument("--go-on", type=Path, help="folder of an earlier outcome of this step to start from")
    train.add_argument("--layers", type=_numbers, help="keep only these, counted from 0: 0,1,2,3,5")
    train.add_argument("--units", type=int, help="keep so many inner units of each layer, those that matter most")
    train.add_argument("--steps", type=int, default=4_300)
    train.add_argument("--rate", type=float, default=6e-5)
    train.add_argument("--sentences", type=int, default=6, help="of a question at most")
    train.add_argument("--frozen", type=int, default=0, help="lowest layers that stay as they are")
    train.add_argument("--threads", type=int, default=1)
    train.add_argument("--half", action="store_true", help="bfloat16, for processors that have it")
    train.add_argument("--calm", action="store_true", help="without dropout: for going on from an earlier outcome")
    train.add_argument("--output", type=Path, default=Path("build/rerank_full"))
    shrink = steps.add_parser("shrink", help="fewer words, embedding in four bits")
    shrink.add_argument("texts", type=Path, nargs="*", help="files or folders in which words are counted")
    shrink.add_argument("--like", type=Path, help="tokenizer.json of an earlier outcome: keep its pieces")
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
    read = steps.add_parser("read", help="fit what the evidence counts beside the logit")
    read.add_argument("--on", type=Path, nargs=2, action="append", required=True, metavar=("DB", "QUESTIONS"))
    read.add_argument("--model", type=Path, help="else the shipped one")
    read.add_argument("--threads", type=int, default=1)
    read.add_argument("--write", action="store_true", help="write the weights that were fitted")
    decide = steps.add_parser("decide", help="fit when to say that nothing answers")
    decide.add_argument("--on", type=Path, nargs=2, action="append", required=True, metavar=("DB", "QUESTIONS"))
    decide.add_argument("--model", type=Path, help="else the shipped one")
    decide.add_argument("--threads", type=int, default=1)
    decide.add_argument("--write", action="store_true", help="write the weights that were fitted")
    decide.add_argument("--plot", type=Path, help="PNG with the reliability")
    for step, run in (
        (own, _own),
        (train, _train),
        (shrink, _shrink),
        (evaluate, _evaluate),
        (mix, _mix),
        (read, _weigh),
        (decide, _decide),
    ):
        step.set_defaults(run=run)
    return parser


if __name__ == "__main__":
    main()
