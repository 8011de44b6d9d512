"""Whether two articles report one event, by how both begin: a network trained for that maps openings to vectors.

The model is in ``en_events/`` (its card says how it was made). An opening is read once, however many it is compared
with: in adding, the articles that one is compared with were mostly added shortly before.
"""

from __future__ import annotations

import threading
from pathlib import Path

from bot.language.model.sentence_encoder import SentenceEncoder, Vector
from bot.stories.second_look import Beginning

MODEL_DIR = Path(__file__).with_name("en_events")
_KEPT = 4_000  # vectors, 6 MB


class EventReader:
    """Compares the openings of articles. May be shared by threads.

    ``folder``: of the model, None for the shipped one. Nothing is loaded before the first use.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._encoder = SentenceEncoder(folder or MODEL_DIR, without="Grouping stories without reading openings")
        self._lock = threading.Lock()
        self._vectors: dict[Beginning, Vector] = {}

    @property
    def available(self) -> bool:
        """Whether the model can be used; loads it on first use."""
        return self._encoder.available

    def alike(self, one: Beginning, other: Beginning) -> float:
        """The cosine of both, the higher the likelier they report one event. Raises EncoderUnavailable."""
        return float(self._vector(one) @ self._vector(other))

    def _vector(self, begins: Beginning) -> Vector:
        with self._lock:
            known = self._vectors.get(begins)
        if known is not None:
            return known
        vector: Vector = self._encoder.passages(begins.title, [begins.sentences])[0]
        with self._lock:
            if len(self._vectors) >= _KEPT:
                self._vectors.clear()
            self._vectors[begins] = vector
        return vector
