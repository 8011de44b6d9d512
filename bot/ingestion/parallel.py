"""Who prepares articles: this process, several processes, or the workers of a cluster."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

from bot.ingestion.adding import PreparesBatches


def preparing(*, processes: int, workers: str, pipeline: str) -> AbstractContextManager[PreparesBatches | None]:
    """What prepares batches within the block: a cluster, ``processes`` if two or more, or None for this process.

    ``workers``: the address of a Dask scheduler, ``dask://host:8786``, or "". ``pipeline``: as for ``Language``. Raises
    PipelineError for a malformed address and, on entering, for a cluster that cannot be used.
    """
    if workers:
        from bot.ingestion.dask_workers import PreparingOnDask

        return PreparingOnDask(workers, pipeline)
    if processes < 2:
        return nullcontext()
    from bot.ingestion.processes import PreparingProcesses  # multiprocessing, which look-ups never need

    return PreparingProcesses(processes, pipeline)
