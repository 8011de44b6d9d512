"""``python -m training.encoder lessons|distil|pack|evaluate``: the sentence encoder, step by step; see README.md."""

from __future__ import annotations

import argparse
import json
import logging
from pathlib import Path

LAYERS = (0, 1, 2)
OUTPUT = "vectors"

log = logging.getLogger("training.encoder")


def main(arguments: list[str] | None = None) -> None:
    """Parse the command line and do one step."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    options = _parser().parse_args(arguments)
    options.run(options)


def _lessons(options: argparse.Namespace) -> None:
    from training.encoder.corpora import read_lessons, write_lessons

    lessons = read_lessons(options.texts)
    write_lessons(lessons, options.output)
    passages = sum(len(lesson.sentences) for lesson in lessons)
    log.info("%d lessons, %d passages, %d questions", len(lessons), passages, sum(len(x.questions) for x in lessons))


def _distil(options: argparse.Namespace) -> None:
    import onnx
    from tokenizers import Tokenizer

    from training.encoder.corpora import load_lessons
    from training.encoder.distil import Plan, distil, read_texts, targets
    from training.encoder.student import Student
    from training.encoder.teacher import TOKENIZER, read_teacher
    from training.rerank.export import to_onnx

    tokenizer = Tokenizer.from_file(str(options.teacher / TOKENIZER))
    texts = read_texts(load_lessons(options.lessons)[: options.limit], tokenizer)
    options.output.mkdir(parents=True, exist_ok=True)
    teacher = read_teacher(options.teacher)
    wanted = targets(teacher, texts, options.output / "targets.npz", half=options.half)
    plan = Plan(options.minutes, options.rate, options.threads, options.half)
    student = distil(Student(teacher, LAYERS), texts, wanted, plan)
    onnx.save(to_onnx(student, {OUTPUT: {0: "inputs"}}), options.output / "model.onnx")
    (options.output / "tokenizer.json").write_bytes((options.teacher / TOKENIZER).read_bytes())


def _pack(options: argparse.Namespace) -> None:
    import onnx

    from training.encoder.distil import write_settings
    from training.rerank.plain import plain
    from training.rerank.vocabulary import with_vocabulary

    definition = json.loads((options.model / "tokenizer.json").read_text("utf-8"))
    options.output.mkdir(parents=True, exist_ok=True)
    onnx.save(plain(onnx.load(options.model / "model.onnx")), options.output / "model.onnx")
    bare = with_vocabulary(definition, list(definition["model"]["vocab"]))
    written = json.dumps(bare, ensure_ascii=False, separators=(",", ":"))
    (options.output / "tokenizer.json").write_text(written, "utf-8")
    write_settings(options.output, options.name)
    log.info("%.1f MB", sum(path.stat().st_size for path in options.output.iterdir()) / 1e6)


def _evaluate(options: argparse.Namespace) -> None:
    from bot.language.model.sentence_encoder import SentenceEncoder
    from training.encoder.evaluate import evaluate

    encoder = SentenceEncoder(options.model)
    for database, questions in options.on:
        found = evaluate(encoder, database, questions)
        log.info("%s: %s", database.name, "  ".join(f"{name} {share:.3f}" for name, share in found.items()))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training.encoder", description=__doc__)
    steps = parser.add_subparsers(required=True)
    lessons = steps.add_parser("lessons", help="corpora -> sentences of one article with questions")
    lessons.add_argument(
        "texts", type=Path, nargs="+", help=".db of newsbot add, .jsonl of groups, .csv of GMB, .conllu"
    )
    lessons.add_argument("--output", type=Path, default=Path("build/lessons.jsonl"))
    distil = steps.add_parser("distil", help="train the student on the teacher's vectors and write it as int8 ONNX")
    distil.add_argument("lessons", type=Path)
    distil.add_argument("--teacher", type=Path, required=True, help="folder with the files of e5-small-v2's package")
    distil.add_argument("--limit", type=int, help="lessons at most")
    distil.add_argument("--minutes", type=float, default=50)
    distil.add_argument("--rate", type=float, default=4e-4)
    distil.add_argument("--threads", type=int, default=1)
    distil.add_argument("--half", action="store_true", help="bfloat16, for processors that have it")
    distil.add_argument("--output", type=Path, default=Path("build/encoder_full"))
    pack = steps.add_parser("pack", help="slow fused nodes taken apart, marks that a text may hold made plain")
    pack.add_argument("--model", type=Path, default=Path("build/encoder_full"))
    pack.add_argument("--name", required=True, help="of these weights: vectors of two are never compared")
    pack.add_argument("--output", type=Path, default=Path("build/encoder"))
    evaluate = steps.add_parser("evaluate", help="the right sentence among the nearest, by vectors alone")
    evaluate.add_argument("--on", type=Path, nargs=2, action="append", required=True, metavar=("DB", "QUESTIONS"))
    evaluate.add_argument("--model", type=Path, help="else the shipped one")
    for step, run in ((lessons, _lessons), (distil, _distil), (pack, _pack), (evaluate, _evaluate)):
        step.set_defaults(run=run)
    return parser


if __name__ == "__main__":
    main()
