"""The record: an append-only log with one gapless order, behind a port that names no store."""

from .application import open_record
from .port import Batch, CommandIdReused, Entry, Head, Record
from .postgres.address import is_postgres, shown

__all__ = [
    "Batch",
    "CommandIdReused",
    "Entry",
    "Head",
    "Record",
    "is_postgres",
    "open_record",
    "shown",
]
