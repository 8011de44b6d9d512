"""ONNX Runtime as every small network here runs it: one thread, no waiting loops, no plans for each length."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


def open_session(model: Path, threads: int = 1) -> InferenceSession:
    """The network in the file ``model``; ``threads``: that one run may use.

    Raises ImportError without onnxruntime, and what ONNX Runtime makes of a damaged file (classes of its own).
    """
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # waiting threads leave the cores alone
    options.enable_mem_pattern = False  # lengths differ: a plan for each takes 8 MB and no time off
    return InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
