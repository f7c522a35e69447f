"""The one object that a host holds: load, decide, append, read.

``engine`` is that object · ``recording`` judges and appends · ``ticking`` asks what time has
brought. Only here do the rules, the views and the record meet, and only here is a clock.
"""

from .engine import Engine
from .recording import Answer
from .ticking import SCHEDULER

__all__ = ["SCHEDULER", "Answer", "Engine"]
