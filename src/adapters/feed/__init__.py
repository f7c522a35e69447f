"""The feed: brings the views up to the record, and reads them in one snapshot."""

from .database import Database
from .feed import Feed, Lag
from .opening import open_database

__all__ = ["Database", "Feed", "Lag", "open_database"]
