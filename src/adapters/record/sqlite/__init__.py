"""The record in a SQLite file."""

from .recorder import SQLiteRecorder

__all__ = ["SQLiteRecorder"]
