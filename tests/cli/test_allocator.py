"""The memory pool that all threads share."""

from __future__ import annotations

import ctypes
import platform
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
#: Eight threads that hold memory at the same time, each allocated while the pools of the others are in use.
THREADS = """
import ctypes, sys, threading
from bot.cli.allocator import share_one_pool
if sys.argv[1] == "shared":
    share_one_pool()
library = ctypes.CDLL(None)
library.malloc.restype = library.fopen.restype = ctypes.c_void_p
together = threading.Barrier(8)

def hold():
    together.wait()
    library.malloc(100_000)
    together.wait()

threads = [threading.Thread(target=hold) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
out = ctypes.c_void_p(library.fopen(sys.argv[2].encode(), b"w"))
library.malloc_info(0, out)
library.fclose(out)
"""


def pools(folder: Path, how: str) -> int:
    """How many pools a process of eight threads has."""
    report = folder / how
    subprocess.run([sys.executable, "-c", THREADS, how, str(report)], check=True, cwd=ROOT)
    return report.read_text().count("<heap nr=")


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="needs glibc")
def test_all_threads_allocate_from_one_pool(tmp_path: Path) -> None:
    assert hasattr(ctypes.CDLL(None), "mallopt")
    assert pools(tmp_path, "each") > 1
    assert pools(tmp_path, "shared") == 1
