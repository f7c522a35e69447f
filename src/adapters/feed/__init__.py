"""The feed: brings the views up to the record, and reads them in one snapshot."""

from .builds import Build
from .choice import Compared
from .database import Database, ReadOnly
from .diff import Difference
from .feed import Changed, Feed, Lag
from .opening import open_database
from .rebuild import Progress

__all__ = [
    "Build", "Changed", "Compared", "Database", "Difference", "Feed", "Lag", "Progress",
    "ReadOnly", "open_database",
]  # fmt: skip
