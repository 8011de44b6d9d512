"""The ONNX Runtime settings of all small networks: one thread, no busy waiting, no memory plan per input length."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


def open_session(model: Path, threads: int = 1) -> InferenceSession:
    """A session for the network in the file ``model``. ``threads``: used by each run.

    Raises ImportError without onnxruntime, and ONNX Runtime's own exceptions for a damaged file.
    """
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # waiting threads do not occupy cores
    options.enable_mem_pattern = False  # lengths vary: a plan for each takes 8 MB and saves no time
    return InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
