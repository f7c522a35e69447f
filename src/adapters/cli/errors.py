"""What an error says and which code the program leaves with.

0 done; 1 refused by a rule; 2 wrong usage or bad input; 3 locked, disk full, I/O error; 4 damaged
record; 130 interrupted. A person's mistake is one line on stderr, never a traceback; a traceback is
a mistake of ours.
"""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

import click

from ...domain.errors import BadInput, MandatesError
from ...domain.errors import misfit as what_misfits
from ..files import FOR_NOW

if TYPE_CHECKING:
    from pydantic import ValidationError

INTERRUPTED = 128 + signal.SIGINT
LONGEST = 2000
"""Characters of an error's line: of what somebody gave that is longer, both ends are told."""
_ADDRESS = re.compile(
    r"(postgres(?:ql)?:/*)\S{0,1000}@|((?:ssl)?password\s*=\s*)[^\s&]*", re.IGNORECASE
)
"""Who comes to a database, and with what password: told to nobody, wherever it was written."""
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What a terminal obeys: a file's words are told, not done."""
_OPTIONAL = re.compile(r"'\[([^\[\]]+)\]'")
"""The name of an argument that may be left out."""
COMPLETE = "_MANDATES_COMPLETE"
"""By which a shell asks how a word may go on: ``bash_source`` gives it what it needs for that."""


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    from .root import root

    if asked := os.environ.get(COMPLETE):
        from click.shell_completion import shell_complete

        return shell_complete(root, {}, "mandates", COMPLETE, asked)
    try:
        with root.make_context("mandates", list(arguments)) as context:
            root.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as error:
        return _say(_usage(error), 2)
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        _forget(sys.stdout)  # who read it has seen enough; what was to be recorded is recorded
        return 0
    except OSError as error:
        return _say(*_failed(error))
    except MandatesError as error:
        return _say(str(error), error.exit_code)
    return 0


def _failed(error: OSError) -> tuple[str, int]:
    """What a file did, and the exit code. Only what is written to nobody's file has no name."""
    reason, code = error.strerror or str(error), 3 if error.errno in FOR_NOW else 2
    if error.filename is not None:
        return f"{error.filename}: {reason}", code
    if error.errno in FOR_NOW:
        _forget(sys.stdout)
        reason = f"the answer could not be written: {reason}; what was recorded is recorded"
    return reason, code


def _say(message: str, code: int) -> int:
    line = _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", " ".join(message.split()))
    line = _ADDRESS.sub(r"\1\2", line)
    if len(line) > LONGEST:
        line = f"{line[: LONGEST // 2]} ... {line[-LONGEST // 2 :]}"
    try:
        click.echo(f"mandates: {line}", err=True)
    except OSError:  # where that cannot be written either, the code tells
        _forget(sys.stderr)
    return code


def _usage(error: click.ClickException) -> str:
    message = _OPTIONAL.sub(r"'\1'", error.format_message().strip())
    context = error.ctx if isinstance(error, click.UsageError) else None
    help_of = context.command_path if context else "mandates"
    return f"{message}{'' if message.endswith(('.', '?')) else '.'} See: {help_of} --help"


def _forget(stream: TextIO) -> None:
    """Let the interpreter's last flush go nowhere instead of failing once more, with 120."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def misfit(error: ValidationError, where: str = "") -> BadInput:
    """The error for a value that does not fit; ``where`` is put before what is wrong, such as the
    name of the file."""
    return BadInput(": ".join(filter(None, (where, what_misfits(error)))))
