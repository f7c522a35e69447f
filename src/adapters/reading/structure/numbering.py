"""The numbers of paragraphs as identities need them: parts, repeated numbers, "u1"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from .outline import Block
from .words import PART


class Numbering:
    """Gives every block its final number: "A.3" in parts, "3~2" where a number comes again."""

    def __init__(self, blocks: Sequence[Block], first: str | None) -> None:
        self._blocks = blocks
        self._part = first
        self._seen: set[str] = set()
        self._repeats: Counter[str] = Counter()

    def numbered(self) -> Iterator[tuple[Block, str]]:
        """The blocks in order with their numbers ("" for those that have none)."""
        renamed: dict[str, str] = {}
        for block in self._blocks:
            if block.kind == "part":
                letter = PART.fullmatch(block.text)
                if letter:
                    self._part = letter["letter"]
            if block.kind != "paragraph":
                yield block, ""
                continue
            base, mark, _ = block.number.partition("(")
            prefix = f"{self._part}." if self._part else ""
            name = f"{prefix}{block.number}"
            if not mark:
                number = self._unique(name)
                renamed[base] = number
            else:
                # Sub-paragraphs follow their paragraph: "3(a)~2" belongs to "3~2".
                parent = renamed.get(base, f"{prefix}{base}")
                repeat = parent.partition("~")[2]
                number = self._unique(f"{name}~{repeat}" if repeat else name)
            yield block, number

    def _unique(self, name: str) -> str:
        plain = name.partition("~")[0]
        while name in self._seen:
            self._repeats[plain] += 1
            name = f"{plain}~{self._repeats[plain] + 1}"
        self._seen.add(name)
        return name
