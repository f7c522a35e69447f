"""A state with some fields replaced: `dataclasses.replace`, at a tenth of its time.

Folding does little else. What is replaced keeps its fields in a dictionary, without slots: that is
taken over as a whole, and no constructor runs, which would put each field there by its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import replace as replace
else:
    _set = object.__setattr__  # that of a frozen class refuses

    def replace(state, /, **changes):
        """The same state, with these fields replaced."""
        before = state.__dict__
        after = before | changes
        if len(after) > len(before):
            raise TypeError(f"{type(state).__name__} has no {', '.join(changes.keys() - before)}")
        made = object.__new__(type(state))
        _set(made, "__dict__", after)
        return made
