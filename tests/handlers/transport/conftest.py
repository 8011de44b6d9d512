"""What all tests of the transport share."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    """As handlers/application.py sets it."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
