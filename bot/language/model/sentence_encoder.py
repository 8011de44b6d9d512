"""The sentence encoder: a small network that maps passages and questions of similar meaning to near vectors.

    title + sentence -> WordPiece -> some transformer layers (ONNX Runtime) -> mean over the tokens -> unit vector
    question         -> the same network with another prefix              -> unit vector

The cosine of a question and a passage says how well the passage answers it. The model is in ``en_encoder/`` (its card
says how it was made). onnxruntime and tokenizers are imported, and the model is loaded, on first use.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bot.errors import EncoderUnavailable
from bot.language.model.session import open_session

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

MODEL_DIR = Path(__file__).parents[1] / "en_encoder"

#: (passages, width), each row of length 1.
Vectors = NDArray[np.float32]
Vector = NDArray[np.float32]

_MODEL, _TOKENIZER, _SETTINGS = "model.onnx", "tokenizer.json", "encoder.json"
_BATCH = 16  # passages of similar length that go through the network together
MOST_PASSAGES = 3_000  # per article, about as many as are annotated: some ten seconds of one core
_KEPT = 64  # vectors of questions: of those that are being answered
_LONGEST_TEXT = 2_000  # characters; ``longest`` tokens never need more, and tokenizing a whole book takes seconds

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Encoding:
    session: InferenceSession
    tokenizer: Tokenizer
    start: int  #: id of [CLS]
    end: int  #: id of [SEP]
    settings: _EncoderConfig


@dataclass(frozen=True, slots=True)
class _EncoderConfig:
    """The contents of encoder.json."""

    name: str  #: changes with the model: vectors of different models cannot be compared
    width: int
    longest: int  #: tokens of an input, including [CLS] and [SEP]
    passage: str  #: prefix of a passage
    question: str  #: prefix of a question


class SentenceEncoder:
    """Computes vectors. May be shared by threads, which then share one session.

    ``folder``: contains model.onnx, tokenizer.json and encoder.json, None for the shipped one. ``threads``: used by
    each run. ``without``: what newsbot does if it cannot be loaded. Nothing is loaded before the first use.

        >>> encoder = SentenceEncoder()
        >>> passages = encoder.passages("Ferry runs aground", ["Nine people were injured.", "It had left at dawn."])
        >>> int((passages @ encoder.question("How many were hurt?")).argmax())
        0
    """

    def __init__(
        self, folder: Path | None = None, threads: int = 1, *, without: str = "Searching by words alone"
    ) -> None:
        self._folder = folder or MODEL_DIR
        self._threads = threads
        self._without = without
        self._lock = threading.Lock()
        self._found: _Encoding | EncoderUnavailable | None = None
        self._questions: dict[str, Vector] = {}

    @property
    def available(self) -> bool:
        """Whether it can encode. Loads the model on first use; if that fails, one warning says why."""
        return isinstance(self._load(), _Encoding)

    @property
    def name(self) -> str:
        """The name of the model. Only vectors of the same model can be compared. Raises EncoderUnavailable.

        Does not load the model, because a process that only stores vectors does not need it.
        """
        if isinstance(self._found, _Encoding):
            return self._found.settings.name
        return _settings(self._folder).name

    def passages(self, title: str, sentences: Sequence[str]) -> Vectors:
        """The vectors of an article's first ``MOST_PASSAGES`` sentences, each encoded together with the title.

        Raises EncoderUnavailable.
        """
        loaded = self._loaded()
        before = f"{loaded.settings.passage}{title[:_LONGEST_TEXT]}\n"
        return _encoded(loaded, [before + sentence for sentence in sentences[:MOST_PASSAGES]])

    def question(self, text: str) -> Vector:
        """The vector of a question. Raises EncoderUnavailable.

        The newest ones are kept: routing and searching need that of the same text.
        """
        loaded = self._loaded()
        if (kept := self._questions.get(text)) is not None:
            return kept
        vector: Vector = _encoded(loaded, [loaded.settings.question + text])[0]
        vector.flags.writeable = False
        if len(self._questions) >= _KEPT:
            self._questions.clear()
        self._questions[text] = vector
        return vector

    def questions(self, texts: Sequence[str]) -> Vectors:
        """The vectors of many questions, one per row, for training. Raises EncoderUnavailable."""
        loaded = self._loaded()
        return _encoded(loaded, [loaded.settings.question + text for text in texts])

    def _loaded(self) -> _Encoding:
        loaded = self._load()
        if isinstance(loaded, EncoderUnavailable):
            raise loaded
        return loaded

    def _load(self) -> _Encoding | EncoderUnavailable:
        with self._lock:
            if self._found is None:
                try:
                    self._found = _load_encoder(self._folder, self._threads)
                except EncoderUnavailable as error:
                    self._found = EncoderUnavailable(f"{self._without}: {error}")
                    log.warning("%s", self._found)
            return self._found


def _encoded(loaded: _Encoding, texts: Sequence[str]) -> Vectors:
    """Encode texts, those of similar length together to minimise padding."""
    rows = [_pieces(loaded, text) for text in texts]
    by_length = sorted(range(len(rows)), key=lambda place: len(rows[place]))
    vectors = np.zeros((len(rows), loaded.settings.width), np.float32)
    for start in range(0, len(rows), _BATCH):
        places = by_length[start : start + _BATCH]
        (vectors[places],) = loaded.session.run(None, _as_arrays([rows[place] for place in places]))
    return vectors


def _pieces(loaded: _Encoding, text: str) -> list[int]:
    """Token ids with special tokens. Lone surrogates, which the tokenizer rejects, become "?"."""
    clean = text[: 2 * _LONGEST_TEXT].encode("utf-8", "replace").decode("utf-8")
    numbers = loaded.tokenizer.encode(clean, add_special_tokens=False).ids[: loaded.settings.longest - 2]
    return [loaded.start, *numbers, loaded.end]


def _as_arrays(rows: Sequence[Sequence[int]]) -> dict[str, NDArray[np.int64]]:
    shape = (len(rows), max(map(len, rows)))
    pieces, mask = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    for number, row in enumerate(rows):
        pieces[number, : len(row)], mask[number, : len(row)] = row, 1
    return {"input_ids": pieces, "attention_mask": mask, "token_type_ids": np.zeros(shape, np.int64)}


def _load_encoder(folder: Path, threads: int) -> _Encoding:
    for name in (_MODEL, _TOKENIZER, _SETTINGS):
        if not (folder / name).is_file():
            raise EncoderUnavailable(f"{folder / name} is missing.")
    try:
        from tokenizers import Tokenizer

        session = open_session(folder / _MODEL, threads)
        tokenizer = Tokenizer.from_file(str(folder / _TOKENIZER))
        settings = _settings(folder)
    except EncoderUnavailable:
        raise
    except ImportError as error:
        raise EncoderUnavailable(f"install {error.name}.") from error
    except Exception as error:  # both libraries raise exceptions without another common base
        raise EncoderUnavailable(f"{folder} holds no model it can read.") from error
    start, end = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    if start is None or end is None:
        raise EncoderUnavailable(f"{folder / _TOKENIZER} is no WordPiece vocabulary.")
    return _Encoding(session, tokenizer, start, end, settings)


def _settings(folder: Path) -> _EncoderConfig:
    try:
        return _EncoderConfig(**json.loads((folder / _SETTINGS).read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise EncoderUnavailable(f"{folder} holds no model it can read.") from error
