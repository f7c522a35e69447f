"""Whose columns are which: a file's own columns, said to be ours, in JSON or TOML.

``columns``    a column of the file -> the column of ours, or several; where two columns of the file
               are the same one of ours, the first that is not empty counts
``constants``  a column of ours -> what it is in every row that says nothing
``values``     a column of ours -> words of the file -> our words
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, field_validator

from ...domain.errors import BadInput
from ..intake import bytes_of, json_of
from .columns import COLUMNS, NAMES, known


def _texts(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _text(value: object) -> object:
    """Of a number or a day its text: ``session = 54`` means what ``session = "54"`` does."""
    return str(value) if isinstance(value, int | float | date) else value


Word = Annotated[str, BeforeValidator(_text)]
Words = Annotated[tuple[str, ...], BeforeValidator(_texts)]


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    columns: dict[str, Words] = {}
    constants: dict[str, Word] = {}
    values: dict[str, dict[str, Word]] = {}

    @field_validator("constants", "values")
    @classmethod
    def _ours(cls, value: dict[str, Any]) -> dict[str, Any]:
        return {_our(name): said for name, said in value.items()}

    @field_validator("columns")
    @classmethod
    def _to_ours(cls, value: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        return {theirs: tuple(_our(one) for one in ours) for theirs, ours in value.items()}


def _our(name: str) -> str:
    if name not in NAMES:
        listed = ", ".join(column.name for column in COLUMNS)
        raise ValueError(f"{name!r} is no column of ours: choose from {listed}")
    return name


@dataclass(frozen=True, slots=True)
class Mapping:
    """Where each column of ours is found: ``sources`` names columns of the file, best first."""

    sources: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    constants: dict[str, str] = field(default_factory=dict[str, str])
    values: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])

    def on(self, headings: Sequence[str]) -> Mapping:
        """The same for a file with these headings; without ``columns`` by their own names.

        Raises `BadInput` where a column that is named is not there.
        """
        if not self.sources:
            found: dict[str, tuple[str, ...]] = {}
            for heading in headings:
                if ours := known(heading):
                    found[ours] = (*found.get(ours, ()), heading)
            return Mapping(found, self.constants, self.values)
        for theirs in dict.fromkeys(one for some in self.sources.values() for one in some):
            if theirs not in headings:
                there = ", ".join(headings)
                raise BadInput(f"the map names the column {theirs!r}; the file has: {there}")
        return self

    def names(self, heading: str) -> bool:
        """Whether a column of this name is asked for."""
        if not self.sources:
            return known(heading) is not None
        return any(heading in some for some in self.sources.values())

    def of(self, row: dict[str, str]) -> dict[str, str]:
        """What a row of the file says in our columns; what it leaves empty is left out."""
        said: dict[str, str] = {}
        for ours, sources in self.sources.items():
            cell = next((row[one] for one in sources if row.get(one, "").strip()), "")
            said[ours] = self._value(ours, " ".join(cell.split()))
        for ours, constant in self.constants.items():
            said[ours] = said.get(ours) or constant
        return {ours: cell for ours, cell in said.items() if cell}

    def unused(self, headings: Sequence[str]) -> list[str]:
        """Columns of the file that nobody asks for."""
        used = {one for some in self.sources.values() for one in some}
        return [one for one in headings if one and one not in used]

    def _value(self, ours: str, cell: str) -> str:
        words = self.values.get(ours, {})
        return next((to for one, to in words.items() if one.casefold() == cell.casefold()), cell)


def mapping_of(path: Path) -> Mapping:
    """The map in a file: JSON, or TOML. Raises `BadInput` where it is none."""
    try:
        text = bytes_of(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"{path}: no map: byte {error.start} is no UTF-8") from None
    as_json = text.lstrip().startswith("{")
    try:
        content: Any = json_of(text) if as_json else tomllib.loads(text)
    except BadInput as error:
        raise BadInput(f"{path}: {error}") from None
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{path}: no {'JSON' if as_json else 'TOML'}: {error}") from None
    try:
        written = _Written.model_validate(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        message = first["msg"].removeprefix("Value error, ")
        raise BadInput(f"{path}: {place}: {message}") from None
    sources: dict[str, tuple[str, ...]] = {}
    for theirs, several in written.columns.items():
        for ours in several:
            sources[ours] = (*sources.get(ours, ()), " ".join(theirs.split()))
    return Mapping(sources, dict(written.constants), dict(written.values))
