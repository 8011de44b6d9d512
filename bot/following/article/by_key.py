"""Values by key: all known beforehand, as in a dictionary, or each found when it is first asked for. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sized
from typing import Generic, Protocol, TypeVar

Found = TypeVar("Found", covariant=True)
Value = TypeVar("Value", bound=Sized)
Default = TypeVar("Default")


class ByKey(Protocol[Found]):
    """What is asked of values by key: never which keys there are."""

    def __contains__(self, key: object, /) -> bool:
        """Whether ``key`` has a value."""

    def __getitem__(self, key: str, /) -> Found:
        """The value. Raises KeyError."""

    def get(self, key: str, default: Default, /) -> Found | Default:
        """The value, or ``default``."""


class Sought(Generic[Value]):
    """A ``ByKey`` that finds each value with ``seek``, once; an empty value is none."""

    def __init__(self, seek: Callable[[str], Value]) -> None:
        self._seek = seek
        self._found: dict[str, Value] = {}

    def __contains__(self, key: object, /) -> bool:
        return isinstance(key, str) and len(self._value(key)) > 0

    def __getitem__(self, key: str, /) -> Value:
        value = self._value(key)
        if not len(value):
            raise KeyError(key)
        return value

    def get(self, key: str, default: Default, /) -> Value | Default:
        """See ``ByKey``."""
        value = self._value(key)
        return value if len(value) else default

    def _value(self, key: str) -> Value:
        if key not in self._found:
            self._found[key] = self._seek(key)
        return self._found[key]
