"""The command line: `mandates`. The only place that reads the environment.

Nothing heavy is imported before a command runs, so that ``--version`` and ``--help`` are quick.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and leave with its exit code."""
    _fill_closed()
    _write_all()
    from .errors import run

    code = run(sys.argv[1:] if arguments is None else list(arguments))
    gc.freeze()  # the program ends: what is left is not looked through for garbage first
    sys.exit(code)


def _fill_closed() -> None:
    """Let what was closed before we began lead nowhere: else the next file that is opened, a
    database perhaps, would be taken for it."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8")  # noqa: SIM115


def _write_all() -> None:
    """Let no character be one that a terminal's encoding has no place for."""
    if (reconfigure := getattr(sys.stdout, "reconfigure", None)) is not None:
        reconfigure(errors="backslashreplace")  # in a string of JSON it means the same
