"""The command line: `mandates`. The only place that reads the environment.

Nothing heavy is imported before a command runs, so that ``--version`` and ``--help`` are quick.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and leave with its exit code."""
    from .errors import run

    sys.exit(run(sys.argv[1:] if arguments is None else list(arguments)))
