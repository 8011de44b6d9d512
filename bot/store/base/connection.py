"""The name of a connection for the functions of the store that only read."""

from __future__ import annotations

import sqlite3

Connection = sqlite3.Connection
