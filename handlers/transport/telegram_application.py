"""The library's application without its type parameters, which newsbot does not use."""

from __future__ import annotations

from typing import Any, TypeAlias

from telegram.ext import Application

TelegramApplication: TypeAlias = Application[Any, Any, Any, Any, Any, Any]
