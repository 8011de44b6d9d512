"""A mapping whose values are sought when they are first asked for. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sized
from typing import TypeVar

Value = TypeVar("Value", bound=Sized)


class Sought(Mapping[str, Value]):
    """Finds values by key with ``seek``, each once; a key without a value has an empty one. It cannot be listed."""

    def __init__(self, seek: Callable[[str], Value]) -> None:
        self._seek = seek
        self._found: dict[str, Value] = {}

    def __getitem__(self, key: str) -> Value:
        if key not in self._found:
            self._found[key] = self._seek(key)
        if not len(self._found[key]):
            raise KeyError(key)
        return self._found[key]

    def __iter__(self) -> Iterator[str]:
        raise NotImplementedError

    def __len__(self) -> int:
        raise NotImplementedError
