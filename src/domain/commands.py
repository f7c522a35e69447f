"""Every command that may be given from outside, by its name: what a file of commands can say.

The table is made of what `plan` accepts, so a new command is in it by itself.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from .command import Command
from .errors import BadInput, misfit
from .internal import EraseNote
from .mandate.commands import Announce
from .plans.plan import Planned
from .void import Void

_NOT_GIVEN: frozenset[type[Command]] = frozenset({Announce})
"""What only the tick issues."""

_KINDS: tuple[type[Command], ...] = (*Planned.__args__, Void, EraseNote)
COMMANDS: Mapping[str, type[Command]] = {
    kind.__name__: kind for kind in sorted(_KINDS, key=lambda one: one.__name__)
    if kind not in _NOT_GIVEN
}  # fmt: skip
"""Every public command by the name of its class."""


def command_of(name: str, fields: Mapping[str, Any]) -> Command:
    """The command of a name with its fields as JSON values.

    Raises `BadInput` for a name that does not exist and for fields that do not fit.
    """
    kind = COMMANDS.get(name)
    if kind is None:
        close = get_close_matches(name, COMMANDS, n=3, cutoff=0.5)
        hint = f": did you mean {' or '.join(close)}?" if close else ""
        raise BadInput(f"{name!r} is no command{hint}")
    try:
        return kind.model_validate_json(json.dumps(fields))
    except ValidationError as error:
        raise BadInput(f"{name}: {misfit(error)}") from None
