"""A state with some fields replaced: `dataclasses.replace`, at a third of its time.

Folding does little else. The state's fields are all given to its constructor, in their order.
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
    def _fields(kind):
        names = [one.name for one in fields(kind)]
        return attrgetter(*names), {name: place for place, name in enumerate(names)}

    def replace(state, /, **changes):
        """The same state, with these fields replaced."""
        values_of, places = _fields(type(state))
        values = list(values_of(state))
        for name, value in changes.items():
            values[places[name]] = value
        return type(state)(*values)
