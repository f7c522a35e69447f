"""The shape of what is given out."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict


class Answer(BaseModel):
    """What is given out: a frozen value with a JSON form."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        defer_build=True,  # most runs give out few of the shapes: each is built on its first use
    )

    def json_value(self) -> dict[str, Any]:
        """The JSON form, days as ISO 8601 text."""
        return self.model_dump(mode="json")
