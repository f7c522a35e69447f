"""The register as it is gone through: an item at a time, however many there are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .answers import Basis
from .item import Item


@dataclass(frozen=True, slots=True)
class Listed:
    """What `Registered` holds, with ``items`` that are read as they are asked for, once."""

    basis: Basis
    items: Iterator[Item]
    total: int
    more_after: str | None

    def as_json(self) -> Iterator[str]:
        """The text of `Registered.json_value`, indented by two, in pieces: one for each item."""
        yield f'{{\n  "basis": {_indented(self.basis.json_value(), 2)},\n  "items": ['
        mark = ""
        for one in self.items:
            yield f"{mark}\n    {_indented(one.json_value(), 4)}"
            mark = ","
        end = "\n  ]" if mark else "]"
        yield f'{end},\n  "total": {self.total},\n  "more_after": {json.dumps(self.more_after)}\n}}'


def _indented(value: Any, by: int) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return text.replace("\n", "\n" + " " * by)  # JSON has no end of line within a text
