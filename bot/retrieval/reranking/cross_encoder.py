"""The reranker: a small cross-encoder that reads question and sentence together and scores how well it answers.

    candidates, likeliest first -> tokens -> ONNX Runtime, one at a time -> logits -> added to the evidence
                                                                         -> the answer span (answer_span.py)

The model is in ``en_rerank/`` (its card says how it was made). onnxruntime and tokenizers are imported, and the model
is loaded, for the first question that needs them. One candidate at a time needs no padding, which takes a fifth less
time than batches of ten, and a score cannot depend on its neighbours (the model scales its numbers per run).
"""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import RerankerUnavailable
from bot.language.model.session import open_session
from bot.retrieval.ranking.answer_span import Marked, marked
from bot.retrieval.reranking.model_input import QUESTION, SENTENCE, Marks, as_arrays, pack

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

MODEL_DIR = Path(__file__).with_name("en_rerank")
_MODEL, _TOKENIZER = "model.onnx", "tokenizer.json"
_LONGEST_TEXT = 2_000  # characters; 64 tokens never need more, and tokenizing a whole book takes seconds

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Contender:
    """A candidate sentence with its context; "" where there is none."""

    sentence: str
    title: str = ""
    previous: str = ""  #: the sentence before, verbatim


@dataclass(frozen=True, slots=True)
class Reranked:
    """The model's output for one candidate."""

    logit: float  #: above 0 if it answers
    answer: Marked | None = None  #: the answer span; None if the model marks none


@dataclass(frozen=True, slots=True)
class Budget:
    """The budget for reranking one question."""

    limit: int = 12  #: maximum number of candidates
    milliseconds: float = math.inf  #: wall time; at least one candidate is judged, and none that would exceed it
    ceiling: float = 3.0  #: logit that few candidates exceed; see ``Reranker.judge``
    reach: float = 1.8  #: maximum distance in score from the first candidate
    far: float = 4.3  #: the same as long as none has answered
    found: float = -2.0  #: logit from which one may have answered
    least: int = 2  #: candidates that are judged even if the first place is decided
    hopeless: float = -4.0  #: logit that one of ``early`` candidates reaches if any of them nearly answers
    early: int = 8  #: candidates after which judging ends if it is hopeless

    def of_follow_up(self) -> Budget:
        """For a follow-up, whose few words tell candidates apart less well: a third more of them, and from farther.

        Of 159 in long conversations 66 -> 72 are right at once (docs/measurements.md).
        """
        more = max(self.limit, self.limit * 4 // 3)
        return replace(self, limit=more, early=more, reach=self.reach + 2.2, far=self.far + 2.7)


@dataclass(frozen=True, slots=True)
class _LoadedReranker:
    session: InferenceSession
    tokenizer: Tokenizer
    marks: Marks


class Reranker:
    """The model. May be shared by threads, which then share one session.

    ``model_dir``: folder of model.onnx and tokenizer.json, None for the shipped one. ``threads``: used by each run.
    ``timer`` returns seconds. Nothing is loaded before the first use.
    """

    def __init__(
        self, model_dir: Path | None = None, threads: int = 1, *, timer: Callable[[], float] = time.perf_counter
    ) -> None:
        self._folder = model_dir or MODEL_DIR
        self._threads = threads
        self._timer = timer
        self._lock = threading.Lock()
        self._found: _LoadedReranker | RerankerUnavailable | None = None

    @property
    def available(self) -> bool:
        """Whether the model can be used. Loads it on first use; if that fails, one warning says why."""
        return isinstance(self._load(), _LoadedReranker)

    def score(self, question: str, candidates: Sequence[Contender]) -> list[float]:
        """One logit per candidate, in order, above 0 if it answers. Raises RerankerUnavailable."""
        return [judged.logit for judged in self._judgements(question, candidates)]

    def judge(
        self,
        question: str,
        candidates: Sequence[Contender],
        scores: Sequence[float],
        budget: Budget | None = None,
    ) -> list[Reranked]:
        """Judge as many of the first candidates as the budget allows and the order requires.

        ``candidates`` and their ``scores``, to which logits are added: best first. Judging stops at a candidate more
        than ``budget.reach`` behind the first one; once the next candidate could not reach the best sum so far even
        with a logit of ``budget.ceiling``, because the first place is then decided; and after ``budget.early``
        candidates that are all hopeless. Raises RerankerUnavailable.
        """
        budget = budget or Budget()
        judged: list[Reranked] = []
        best, start = -math.inf, self._timer()
        for one in self._judgements(question, candidates[: budget.limit]):
            best = max(best, one.logit + scores[len(judged)])
            judged.append(one)
            spent = (self._timer() - start) * 1000
            if spent * (1 + 1 / len(judged)) > budget.milliseconds or len(judged) == len(scores):
                break
            if _is_enough(budget, judged, scores, best):
                break
        return judged

    def _judgements(self, question: str, candidates: Sequence[Contender]) -> Iterator[Reranked]:
        loaded = self._load()
        if isinstance(loaded, RerankerUnavailable):
            raise loaded
        asked = _pieces(loaded.tokenizer, question).ids
        known: dict[str, Encoding] = {}
        for candidate in candidates:
            yield _judge(loaded, asked, candidate, known)

    def _load(self) -> _LoadedReranker | RerankerUnavailable:
        with self._lock:
            if self._found is None:
                try:
                    self._found = _load_reranker(self._folder, self._threads)
                except RerankerUnavailable as error:
                    log.warning("%s", error)
                    self._found = error
            return self._found


def _is_enough(budget: Budget, judged: Sequence[Reranked], scores: Sequence[float], best: float) -> bool:
    """Whether the next candidate is not worth judging. ``best``: the best sum of score and logit so far."""
    highest, following = max(one.logit for one in judged), scores[len(judged)]
    if scores[0] - following > (budget.reach if highest >= budget.found else budget.far):
        return True
    if len(judged) >= budget.least and best >= following + budget.ceiling:
        return True
    return len(judged) >= budget.early and highest < budget.hopeless


def mix(scores: Sequence[float], logits: Sequence[float]) -> list[float]:
    """One score per candidate: its previous score plus its logit; higher is better.

    ``scores``: best first; ``logits``: of the first candidates, as from ``Reranker.judge``. Candidates without a logit
    come after all others, in order. Raises ValueError if there are more logits than candidates.
    """
    if len(logits) > len(scores):
        raise ValueError(f"{len(logits)} logits for {len(scores)} candidates")
    mixed = [logit + score for logit, score in zip(logits, scores, strict=False)]
    rest = scores[len(logits) :]
    if not rest:
        return mixed
    highest = min(mixed, default=0.0) - 1.0
    return mixed + [highest + score - rest[0] for score in rest]


def _pieces(tokenizer: Tokenizer, text: str) -> Encoding:
    """The tokens of a text. Lone surrogates, which the tokenizer rejects, become question marks."""
    clean = text[:_LONGEST_TEXT].encode("utf-8", "replace").decode("utf-8")
    return tokenizer.encode(clean, add_special_tokens=False)


def _judge(loaded: _LoadedReranker, asked: Sequence[int], candidate: Contender, known: dict[str, Encoding]) -> Reranked:
    """``known``: texts already split; candidates share titles, and one's sentence is another's previous one."""
    texts = (candidate.sentence, candidate.title, candidate.previous)
    for text in texts:
        if text not in known:
            known[text] = _pieces(loaded.tokenizer, text)
    sentence, title, previous = (known[text] for text in texts)
    row = pack(loaded.marks, asked, sentence.ids, title.ids, previous.ids)
    logits, *spans = loaded.session.run(None, as_arrays([row]))
    if not spans:
        return Reranked(float(logits[0]))
    first = min(QUESTION, len(asked)) + 2  # [CLS] and [SEP]
    offsets = sentence.offsets[:SENTENCE]
    scores = spans[0][0, first : first + len(offsets)]
    return Reranked(float(logits[0]), marked(candidate.sentence, offsets, scores[:, 0], scores[:, 1]))


def _load_reranker(folder: Path, threads: int) -> _LoadedReranker:
    for name in (_MODEL, _TOKENIZER):
        if not (folder / name).is_file():
            raise RerankerUnavailable(f"Ranking without the reranker: {folder / name} is missing.")
    try:
        from tokenizers import Tokenizer

        session = open_session(folder / _MODEL, threads)
        tokenizer = Tokenizer.from_file(str(folder / _TOKENIZER))
    except ImportError as error:
        raise RerankerUnavailable(f"Ranking without the reranker: install {error.name}.") from error
    except Exception as error:  # both libraries raise exceptions without another common base
        raise RerankerUnavailable(f"Ranking without the reranker: {folder} holds no model it can read.") from error
    return _LoadedReranker(session, tokenizer, _marks(tokenizer, folder))


def _marks(tokenizer: Tokenizer, folder: Path) -> Marks:
    numbers = (tokenizer.token_to_id(piece) for piece in ("[CLS]", "[SEP]", "."))
    found = [number for number in numbers if number is not None]
    if len(found) < 3:
        raise RerankerUnavailable(f"Ranking without the reranker: {folder / _TOKENIZER} is no WordPiece vocabulary.")
    return Marks(*found)
