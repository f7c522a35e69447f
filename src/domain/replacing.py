"""A state with some fields replaced: `dataclasses.replace`, at a quarter of its time.

Folding does little else. A state's fields lie in slots, and all of them are taken over: no
constructor runs, which would put each there by its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import replace as replace
else:
    from dataclasses import fields
    from functools import cache
    from operator import attrgetter

    @cache
    def _slots(kind):
        names = [one.name for one in fields(kind)]
        slots = {name: getattr(kind, name).__set__ for name in names}
        return attrgetter(*names), tuple(slots.values()), slots

    def replace(state, /, **changes):
        """The same state, with these fields replaced."""
        kind = type(state)
        values_of, puts, slots = _slots(kind)
        made = object.__new__(kind)
        for put, value in zip(puts, values_of(state)):  # noqa: B905 - as many, by their making
            put(made, value)
        for name, value in changes.items():
            slots[name](made, value)
        return made
